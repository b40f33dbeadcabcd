import { type EditorState, NodeSelection, Selection, type Transaction } from '@tiptap/pm/state';

/** A block as a whole where it is one thing, its first line where it holds text. */
export function choose({ doc, tr }: EditorState, pos: number): Transaction {
  const node = doc.nodeAt(pos);
  return tr.setSelection(node?.isAtom ? NodeSelection.create(doc, pos) : Selection.near(doc.resolve(pos + 1)));
}
