import { closeHistory } from '@tiptap/pm/history';
import { Fragment, type Node as PmNode } from '@tiptap/pm/model';
import { type EditorState, Selection, type Transaction } from '@tiptap/pm/state';

/** The row of columns that the cursor stands in. */
export function columnsAround({ selection: { $from } }: EditorState): { pos: number; node: PmNode } | null {
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type.name === 'columns') return { pos: $from.before(depth), node: $from.node(depth) };
  return null;
}

const isBlank = ({ childCount, firstChild }: PmNode) => childCount === 1 && firstChild!.isTextblock && firstChild!.content.size === 0;

/** So many columns; one is none. What stood in a column that goes is put below what stands in the one before. */
export function arrangeColumns(state: EditorState, count: number): Transaction {
  const { tr, schema, selection } = state;
  const around = columnsAround(state);
  if (!around) return tr;
  const { pos, node } = around;
  const columns = Array.from({ length: Math.max(count, node.childCount) }, (_, at) => node.maybeChild(at) ?? schema.nodes.column!.createAndFill()!);
  const last = columns.slice(count - 1);
  const filled = last.filter((column) => !isBlank(column));
  const blocks = (filled.length > 0 ? filled : last.slice(0, 1)).reduce((all, column) => all.append(column.content), Fragment.empty);
  const arranged = count === 1 ? blocks : node.type.create(null, [...columns.slice(0, count - 1), schema.nodes.column!.create(null, blocks)]);
  tr.replaceWith(pos, pos + node.nodeSize, arranged);
  return closeHistory(tr).setSelection(Selection.near(tr.doc.resolve(Math.min(selection.from, tr.doc.content.size)), -1)).scrollIntoView();
}
