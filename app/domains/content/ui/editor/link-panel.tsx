import { ArrowUpRight, FileText, Unlink } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Button, IconButton } from '#app/ui/button.tsx';
import { CONTROL_LOOK } from '#app/ui/field.tsx';
import { LINKS_MAY, safeAddress } from '../../document/safe-address.ts';
import type { FoundItem } from './doors.ts';
import { useEditing } from './editing.ts';
import { placeAt } from './floating.ts';
import { usePlaced } from './use-placed.ts';

const SEARCH_MS = 200;

/** “example.test” means an address too. */
function addressOf(typed: string): string | null {
  const words = typed.trim();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(words)) return safeAddress(`mailto:${words}`);
  if (/^(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:]\S*)?$/i.test(words)) return safeAddress(`https://${words}`);
  return /^(?:[a-z][a-z+.-]*:|\/|#)\S+$/i.test(words) ? safeAddress(words) : null;
}

/** A link to an address, or to another item by reference, so that it survives a change of that item's address. */
export default function LinkPanel() {
  const { editor, doors } = useEditing();
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const current = editor.getAttributes('link');
  const [typed, setTyped] = useState<string>(current.href ?? '');
  const [items, setItems] = useState<FoundItem[]>([]);
  const [index, setIndex] = useState(0);
  const address = addressOf(typed);
  const options = [...(address ? [{ href: address, itemId: null, words: address }] : []), ...items.map((item) => ({ href: null, itemId: item.id, words: item.title || 'Untitled' }))];

  usePlaced(() => {
    const { from, to } = editor.state.selection;
    if (panel.current) placeAt(panel.current, editor, from, to, 'below');
  });
  useEffect(() => panel.current?.querySelector('input')?.select(), []);

  useEffect(() => {
    let late = false;
    const timer = setTimeout(() => doors.findItems(typed.trim()).then((found) => !late && setItems(found.slice(0, 8)), () => undefined), SEARCH_MS);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [typed, doors]);

  const close = () => {
    doors.open(null);
    editor.view.focus();
  };
  const choose = (at: number) => {
    const option = options[at];
    if (!option) return;
    const { href, itemId, words } = option;
    const mark = { type: 'link', attrs: { href, itemId, title: null } };
    const chain = editor.chain().focus();
    if (editor.state.selection.empty && !editor.isActive('link')) chain.insertContent({ type: 'text', text: words, marks: [mark] }).run();
    else chain.extendMarkRange('link').setMark('link', mark.attrs).run();
    doors.open(null);
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && options.length > 0) setIndex((index + step + options.length) % options.length);
    else if (event.key === 'Enter') choose(index);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={panel} role="dialog" aria-label="Link" className="editor-panel w-80" onKeyDown={(event) => event.key === 'Escape' && close()}>
      <div className="flex items-center gap-1">
        <input
          role="combobox" aria-label="Address, or words of an item's title" aria-expanded={options.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list" aria-describedby={`${id}-note`}
          aria-activedescendant={options.length > 0 ? `${id}-${index}` : undefined} className={CONTROL_LOOK} placeholder="Address or title" value={typed} dir="auto" spellCheck={false}
          onChange={(event) => { setTyped(event.target.value); setIndex(0); }} onKeyDown={press}
        />
        {editor.isActive('link') && <IconButton label="Remove the link" icon={Unlink} onClick={() => { editor.chain().focus().extendMarkRange('link').unsetMark('link').run(); doors.open(null); }} />}
      </div>
      <div role="listbox" id={`${id}-list`} aria-label="Where the link leads" className="mt-1 grid empty:hidden">
        {options.map(({ itemId, words }, at) => (
          // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the field above keeps the focus and has the keys
          <div key={itemId ?? 'address'} id={`${id}-${at}`} role="option" aria-selected={at === index} className="editor-slash-item" onMouseDown={(event) => event.preventDefault()} onClick={() => choose(at)}>
            {itemId ? <FileText size={16} aria-hidden /> : <ArrowUpRight size={16} aria-hidden />}
            <span className="truncate">{words}</span>
          </div>
        ))}
      </div>
      <p id={`${id}-note`} className="px-1 pt-1.5 text-sm text-ink-soft">{typed.includes(':') && !address ? LINKS_MAY : current.itemId ? 'Leads to an item now. Type to change it.' : 'A link to an item follows it when its address changes.'}</p>
      <div className="flex justify-end gap-2 pt-1.5">
        <Button size="small" onClick={close}>Cancel</Button>
        <Button size="small" tone="primary" whyNot={options.length > 0 ? null : 'Type an address, or words of a title.'} onClick={() => choose(index)}>Set the link</Button>
      </div>
    </div>
  );
}
