import { closeHistory } from '@tiptap/pm/history';
import type { NodeRange, Node as PmNode, ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, Selection, type Transaction } from '@tiptap/pm/state';

/** In these, what stands one after the other can change places: not in a row of a table, where a cell belongs to its column. */
const HOLD_BLOCKS = ['doc', 'blockquote', 'callout', 'column', 'tableCell', 'tableHeader', 'bulletList', 'orderedList', 'taskList'];

export interface Moved {
  tr: Transaction;
  /** Counted from one, within what holds it. */
  place: number;
  of: number;
}

/** The chosen block, or list item, changes places with its neighbour; at the edge of what holds it, the holder does. */
export function moveBlock({ selection: { $from, $to }, tr, doc }: EditorState, way: 'up' | 'down'): Moved | null {
  for (let range = rangeAround($from, $to); range; range = outer(doc, range)) {
    const { parent, startIndex, endIndex, start, end } = range;
    const neighbour = way === 'up' ? parent.maybeChild(startIndex - 1) : parent.maybeChild(endIndex);
    if (!neighbour || !HOLD_BLOCKS.includes(parent.type.name)) continue;
    const at = way === 'up' ? start - neighbour.nodeSize : end;
    // It is the neighbour that is taken out and put on the other side, so that the selection stays where it is.
    tr.delete(at, at + neighbour.nodeSize).insert(way === 'up' ? end - neighbour.nodeSize : start, neighbour);
    return { tr: closeHistory(tr).scrollIntoView(), place: startIndex + (way === 'up' ? 0 : 2), of: parent.childCount };
  }
  return null;
}

const rangeAround = ($from: ResolvedPos, $to: ResolvedPos) => $from.blockRange($to, ({ type }) => HOLD_BLOCKS.includes(type.name));

function outer(doc: PmNode, { depth, start }: NodeRange): NodeRange | null {
  if (depth === 0) return null;
  const $start = doc.resolve(start);
  return doc.resolve($start.before(depth)).blockRange(doc.resolve($start.after(depth)), ({ type }) => HOLD_BLOCKS.includes(type.name));
}

/** The block of the document, counted from its first, in which this position lies. */
export function blockAt(doc: PmNode, pos: number): { pos: number; node: PmNode; index: number } | null {
  const $pos = doc.resolve(Math.max(0, Math.min(pos, doc.content.size)));
  const index = Math.min($pos.index(0), doc.childCount - 1);
  return index < 0 ? null : { pos: $pos.posAtIndex(index, 0), node: doc.child(index), index };
}

export function duplicateBlock({ doc, tr }: EditorState, pos: number): Transaction {
  const node = doc.nodeAt(pos)!;
  return closeHistory(tr).insert(pos + node.nodeSize, node.copy(node.content));
}

export function deleteBlock({ doc, schema, tr }: EditorState, pos: number): Transaction {
  const node = doc.nodeAt(pos)!;
  if (doc.childCount === 1) tr.replaceWith(0, doc.content.size, schema.nodes.paragraph!.create());
  else tr.delete(pos, pos + node.nodeSize);
  return closeHistory(tr).setSelection(Selection.near(tr.doc.resolve(Math.min(pos, tr.doc.content.size)), 1));
}
