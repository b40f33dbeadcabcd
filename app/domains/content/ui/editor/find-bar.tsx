import { CaseSensitive, ChevronDown, ChevronUp, WholeWord, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button, IconButton } from '#app/ui/button.tsx';
import { CONTROL_LOOK } from '#app/ui/field.tsx';
import { useEditing, useWhatIs } from './editing.ts';
import { find, findKey, markInView, replaceAll, replaceOne, step, stopFinding } from './find.ts';

export default function FindBar() {
  const { editor, doors } = useEditing();
  const { from, to } = editor.state.selection;
  const [text, setText] = useState(() => editor.state.doc.textBetween(from, to, '\n').split('\n')[0]!.slice(0, 200));
  const [exactCase, setExactCase] = useState(false);
  const [wholeWords, setWholeWords] = useState(false);
  const [instead, setInstead] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const found = useWhatIs(editor, ({ state }) => {
    const finding = findKey.getState(state);
    return { count: finding?.found.length ?? 0, at: finding?.index ?? 0 };
  });

  useEffect(() => find(editor, { text, exactCase, wholeWords }), [editor, text, exactCase, wholeWords]);
  useEffect(() => {
    field.current?.select();
    const follow = () => markInView(editor);
    addEventListener('scrollend', follow, true);
    return () => {
      removeEventListener('scrollend', follow, true);
      if (!editor.isDestroyed && findKey.getState(editor.state)) stopFinding(editor);
    };
  }, [editor]);

  const close = () => {
    stopFinding(editor);
    doors.open(null);
    editor.view.focus();
  };
  const all = () => {
    const changed = replaceAll(editor, instead);
    doors.announce(`${changed} ${changed === 1 ? 'place' : 'places'} replaced.`);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target === field.current) step(editor, event.shiftKey ? -1 : 1);
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) replaceOne(editor, instead);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  // Not by a reason beside it: a button that gains one is drawn anew, and would lose the focus with its last find.
  const none = found.count === 0 || undefined;

  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is not known everywhere yet
    <div role="search" aria-label="Find and replace" className="editor-find" onKeyDown={press}>
      <div className="flex items-center gap-1">
        <input ref={field} aria-label="Find" placeholder="Find" value={text} dir="auto" spellCheck={false} className={CONTROL_LOOK} onChange={(event) => setText(event.target.value)} />
        <output className="w-20 shrink-0 text-center text-sm text-ink-soft" aria-live="polite">{text === '' ? '' : found.count === 0 ? 'Not found' : `${found.at + 1} of ${found.count}`}</output>
        <IconButton label="Previous (Shift+Enter)" icon={ChevronUp} size="small" onClick={() => step(editor, -1)} />
        <IconButton label="Next (Enter)" icon={ChevronDown} size="small" onClick={() => step(editor, 1)} />
        <IconButton label="Close (Escape)" icon={X} size="small" onClick={close} />
      </div>
      <div className="flex flex-wrap items-center gap-1">
        {editor.isEditable && <input aria-label="Replace with" placeholder="Replace with" value={instead} dir="auto" className={`${CONTROL_LOOK} min-w-24 flex-1`} onChange={(event) => setInstead(event.target.value)} />}
        <IconButton label="Match case" icon={CaseSensitive} size="small" className="editor-tool" aria-pressed={exactCase} onClick={() => setExactCase(!exactCase)} />
        <IconButton label="Whole words" icon={WholeWord} size="small" className="editor-tool" aria-pressed={wholeWords} onClick={() => setWholeWords(!wholeWords)} />
        {editor.isEditable && <Button size="small" aria-disabled={none} onClick={() => replaceOne(editor, instead)}>Replace</Button>}
        {editor.isEditable && <Button size="small" aria-disabled={none} onClick={all}>All</Button>}
      </div>
    </div>
  );
}
