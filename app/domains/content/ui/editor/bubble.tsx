import { isTextSelection } from '@tiptap/core';
import { Bold, Code, Highlighter, Italic, Link2, Strikethrough, Underline } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { DeedButton, type DeedState } from './deed-button.tsx';
import { MARK_DEEDS } from './deeds.ts';
import { useEditing, useWhatIs } from './editing.ts';
import { placeAt } from './floating.ts';
import { useRoving } from './roving.ts';
import { keepSelection } from './toolbar.tsx';
import { usePlaced } from './use-placed.ts';

const { bold, italic, underline, strike, code, highlight, link } = MARK_DEEDS;
const BUTTONS = [[bold, Bold], [italic, Italic], [underline, Underline], [strike, Strikethrough], [code, Code], [highlight, Highlighter], [link, Link2]] as const;

/** Over chosen words, what is most often done to them. It waits until the pointer has let go. */
export function Bubble() {
  const { editor } = useEditing();
  const panel = useRef<HTMLDivElement>(null);
  const [pressed, setPressed] = useState(false);
  const [inside, setInside] = useState(false);
  const walk = useRoving(panel, () => editor.view.focus());
  const chosen = useWhatIs(editor, (now) => {
    const { selection, doc } = now.state;
    const words = isTextSelection(selection) && !selection.empty && doc.textBetween(selection.from, selection.to).trim() !== '';
    return words && !now.isActive('codeBlock') ? { from: selection.from, to: selection.to, isFocused: now.isFocused } : null;
  });
  const states = useWhatIs(editor, (now): Record<string, DeedState> => Object.fromEntries(BUTTONS.map(([deed]) => [deed.name, { on: now.isActive(deed.name), can: true }])));
  const shown = chosen !== null && (chosen.isFocused || inside) && !pressed && editor.isEditable;

  useEffect(() => {
    const down = (event: PointerEvent) => setPressed(event.target instanceof Node && editor.view.dom.contains(event.target));
    const up = () => setPressed(false);
    document.addEventListener('pointerdown', down);
    document.addEventListener('pointerup', up);
    document.addEventListener('pointercancel', up);
    return () => {
      document.removeEventListener('pointerdown', down);
      document.removeEventListener('pointerup', up);
      document.removeEventListener('pointercancel', up);
    };
  }, [editor]);

  usePlaced(() => {
    if (shown && panel.current) placeAt(panel.current, editor, chosen.from, chosen.to, 'above');
  });

  if (!shown) return null;
  return (
    <div ref={panel} role="toolbar" aria-label="Chosen words" className="editor-bubble" onMouseDown={keepSelection} onKeyDown={walk} onFocus={() => setInside(true)} onBlur={() => setInside(false)}>
      {BUTTONS.map(([deed, icon]) => <DeedButton key={deed.name} deed={deed} icon={icon} state={states[deed.name]!} />)}
    </div>
  );
}
