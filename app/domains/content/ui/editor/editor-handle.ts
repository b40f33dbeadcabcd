import type { Editor } from '@tiptap/core';
import { anchorOf } from './anchor.ts';
import { rangeOfAnchor } from './anchor-marks.ts';
import type { Doors, EditorHandle } from './doors.ts';
import { documentOf } from './make-editor.ts';
import { choose } from './choose-block.ts';
import { replaceDocument } from './replace-document.ts';
import { search } from './search.ts';
import { textMap } from './text-map.ts';

export function jumpTo(editor: Editor, pos: number): void {
  editor.view.dispatch(choose(editor.state, pos));
  editor.view.focus();
  const block = editor.view.nodeDOM(pos);
  if (block instanceof Element) block.scrollIntoView({ block: 'center' });
}

export const posOfBlock = ({ state: { doc } }: Editor, index: number) => doc.resolve(0).posAtIndex(Math.max(0, Math.min(index, doc.childCount - 1)), 0);

export const makeHandle = (editor: Editor, doors: () => Doors): EditorHandle => ({
  getDocument: () => documentOf(editor),
  setDocument: (document) => {
    // Out of sight while two versions are compared: it is made anew from what the page shows then.
    if (editor.isDestroyed) return;
    const next = editor.schema.nodeFromJSON(document);
    next.check();
    editor.view.dispatch(replaceDocument(editor.state.tr, next).setMeta('fromOutside', true).setMeta('addToHistory', false));
  },
  focus: (at) => {
    // The command waits for the next frame, and the next key is sooner.
    editor.view.focus();
    editor.commands.focus(at);
  },
  selectionAnchor: () => {
    const { from, to } = editor.state.selection;
    return from === to ? null : anchorOf(textMap(editor.state.doc), from, to);
  },
  scrollToAnchor: (id) => {
    const range = rangeOfAnchor(editor.state, id);
    if (!range) return false;
    const { node } = editor.view.domAtPos(range.from);
    (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center' });
    return true;
  },
  scrollToBlock: (index) => jumpTo(editor, posOfBlock(editor, index)),
  insertText: (text) => void editor.chain().focus().insertContent({ type: 'text', text }).run(),
  find: (sought) => search(editor.state.doc, sought),
  openFind: () => doors().open('find'),
});
