import { closeHistory } from '@tiptap/pm/history';
import { NodeSelection } from '@tiptap/pm/state';
import { GripVertical } from 'lucide-react';
import { type DragEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { Menu, MenuButton, MenuHeading, MenuRule } from '#app/ui/menu.tsx';
import { KIND_DEEDS, move } from './deeds.ts';
import { useEditing, useWhatIs } from './editing.ts';
import { choose } from './choose-block.ts';
import { blockAt, deleteBlock, duplicateBlock } from './move-block.ts';
import { keysAsWritten } from './shortcut.ts';
import { usePlaced } from './use-placed.ts';

/** Beside the block under the pointer, or else under the cursor: it drags, and it opens what can be done to the block. */
export function BlockHandle({ frame }: { frame: RefObject<HTMLElement> }) {
  const { editor, doors } = useEditing();
  const grip = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const cursor = useWhatIs(editor, ({ state }) => blockAt(state.doc, state.selection.from)?.pos ?? 0);
  const pos = hovered !== null && editor.state.doc.nodeAt(hovered) ? hovered : cursor;
  const isText = editor.state.doc.nodeAt(pos)?.isAtom === false;

  useEffect(() => {
    const element = frame.current;
    const follow = ({ target, clientY }: PointerEvent) => {
      if (editor.isDestroyed || (target instanceof Element && target.closest('.editor-grip'))) return;
      const box = editor.view.dom.getBoundingClientRect();
      const found = editor.view.posAtCoords({ left: box.left + box.width / 2, top: clientY });
      setHovered(found ? (blockAt(editor.state.doc, found.inside >= 0 ? found.inside : found.pos)?.pos ?? null) : null);
    };
    const leave = () => setHovered(null);
    element?.addEventListener('pointermove', follow);
    element?.addEventListener('pointerleave', leave);
    editor.on('update', leave);
    return () => {
      element?.removeEventListener('pointermove', follow);
      element?.removeEventListener('pointerleave', leave);
      editor.off('update', leave);
    };
  }, [editor, frame]);

  usePlaced(() => {
    const block = editor.view.nodeDOM(pos);
    if (!grip.current || !frame.current || !(block instanceof HTMLElement)) return;
    const [sheet, text] = [frame.current.getBoundingClientRect(), editor.view.dom.getBoundingClientRect()];
    const line = Number.parseFloat(getComputedStyle(block).lineHeight) || 28;
    grip.current.style.top = `${block.getBoundingClientRect().top - sheet.top + Math.max(0, Math.min(line, 44) - 28) / 2}px`;
    // Beside where the lines of this text begin, whichever way the page around it is written.
    const isRtl = getComputedStyle(editor.view.dom).direction === 'rtl';
    const margin = Number.parseFloat(getComputedStyle(editor.view.dom).paddingInlineStart) || 0;
    const aside = `${Math.max(4, (isRtl ? sheet.right - text.right : text.left - sheet.left) + margin - 36)}px`;
    grip.current.style.left = isRtl ? 'auto' : aside;
    grip.current.style.right = isRtl ? aside : 'auto';
  });

  const drag = (event: DragEvent) => {
    const { state, view } = editor;
    const selection = NodeSelection.create(state.doc, pos);
    // What was typed just before is undone by itself.
    view.dispatch(closeHistory(state.tr.setSelection(selection)));
    const block = view.nodeDOM(pos);
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', state.doc.nodeAt(pos)!.textContent);
    if (block instanceof HTMLElement) event.dataTransfer.setDragImage(block, 0, 0);
    view.dragging = Object.assign({ slice: selection.content(), move: true }, { node: selection });
  };
  const here = (act: () => void) => () => {
    editor.view.dispatch(choose(editor.state, pos));
    act();
    editor.view.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer's way; the button inside and Alt+Shift+arrow are the keyboard's
    <div ref={grip} className="editor-grip" draggable onDragStart={drag}>
      <Menu label="Block: drag to move, press for more" trigger={<GripVertical size={16} aria-hidden />} tone="quiet" size="small" panelClassName="w-60">
        <MenuButton keys={keysAsWritten('Alt-Shift-Up')} onSelect={here(() => move(editor, 'up', doors))}>Move up</MenuButton>
        <MenuButton keys={keysAsWritten('Alt-Shift-Down')} onSelect={here(() => move(editor, 'down', doors))}>Move down</MenuButton>
        <MenuButton onSelect={here(() => editor.view.dispatch(duplicateBlock(editor.state, pos)))}>Duplicate</MenuButton>
        <MenuButton tone="danger" onSelect={here(() => editor.view.dispatch(deleteBlock(editor.state, pos)))}>Delete</MenuButton>
        {isText && <MenuRule />}
        {isText && <MenuHeading>Turn into</MenuHeading>}
        {isText && KIND_DEEDS.map((deed) => <MenuButton key={deed.name} onSelect={here(() => deed.run(editor, doors))}>{deed.label}</MenuButton>)}
      </Menu>
    </div>
  );
}
