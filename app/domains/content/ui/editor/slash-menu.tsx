import { Code, Columns2, Columns3, Film, Heading1, Heading2, Heading3, Heading4, Image, Images, Info, LayoutPanelTop, List, ListOrdered, ListTodo, type LucideIcon, Minus, MousePointerClick, Pilcrow, Quote, Superscript, Table2, Variable } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useEditing, useWhatIs } from './editing.ts';
import { placeAt } from './floating.ts';
import { chooseItem, SLASH_LIST, slashKey, slashOption } from './slash.ts';
import { matchItems } from './slash-items.ts';
import { usePlaced } from './use-placed.ts';

const ICONS: Record<string, LucideIcon> = {
  paragraph: Pilcrow, heading1: Heading1, heading2: Heading2, heading3: Heading3, heading4: Heading4, bulletList: List, orderedList: ListOrdered, taskList: ListTodo, image: Image, gallery: Images, video: Film, embed: LayoutPanelTop,
  blockquote: Quote, callout: Info, codeBlock: Code, table: Table2, columns2: Columns2, columns3: Columns3, button: MousePointerClick, horizontalRule: Minus, footnote: Superscript, placeholder: Variable,
};

/** The list that a slash opens. The focus stays in the text, which names the marked line as its active one. */
export default function SlashMenu() {
  const { editor, doors } = useEditing();
  const panel = useRef<HTMLDivElement>(null);
  const slash = useWhatIs(editor, ({ state }) => slashKey.getState(state) ?? null);
  const items = slash ? matchItems(slash.query) : [];
  const count = items.length;
  const query = slash?.query;

  usePlaced(() => {
    if (slash && panel.current) placeAt(panel.current, editor, slash.from, slash.from, 'below');
    panel.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  useEffect(() => {
    if (query !== undefined) doors.announce(count === 0 ? 'Nothing is called that.' : `${count} ${count === 1 ? 'block' : 'blocks'} to choose from.`);
  }, [query, count, doors]);

  if (!slash) return null;
  const groups = [...new Set(items.map(({ group }) => group))];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press here must not take the focus from the text
    <div ref={panel} className="editor-slash" onMouseDown={(event) => event.preventDefault()}>
      <div role="listbox" id={SLASH_LIST} aria-label="Blocks to insert" tabIndex={0} className="editor-slash-list">
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
          <div key={group} role="group" aria-label={group}>
            <p aria-hidden className="editor-slash-group">{group}</p>
            {items.map((item, index) => {
              const Icon = ICONS[item.name] ?? Pilcrow;
              return item.group !== group ? null : (
                // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the keys are the text's
                <div key={item.name} id={slashOption(index)} role="option" aria-selected={index === slash.index} className="editor-slash-item" onClick={() => chooseItem(editor.view, slash, item, ({ run }) => run(editor, doors))}>
                  <Icon size={16} aria-hidden />
                  {item.label}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {count === 0 && <p className="px-2 py-1.5 text-ink-soft">Nothing is called that.</p>}
    </div>
  );
}
