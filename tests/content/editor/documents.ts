import { getSchema } from '@tiptap/core';
import type { Node as PmNode } from '@tiptap/pm/model';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { documentExtensions } from '#app/domains/content/ui/editor/extensions.ts';

export const schema = getSchema(documentExtensions(null));

type Inside = (PmNode | string)[];
const filled = (inside: Inside) => inside.map((each) => (typeof each === 'string' ? schema.text(each) : each));
const block = (name: string) => (...inside: Inside) => schema.nodes[name]!.create(null, filled(inside));

export const doc = block('doc');
export const p = block('paragraph');
export const h = block('heading');
export const quote = block('blockquote');
export const ul = (...lines: string[]) => schema.nodes.bulletList!.create(null, lines.map((line) => schema.nodes.listItem!.create(null, p(line))));
export const rule = schema.nodes.horizontalRule!.create();
export const bold = (text: string) => schema.text(text, [schema.marks.bold!.create()]);
export const footnote = (text: string) => schema.nodes.footnote!.create({ text });
export const table = (...rows: string[][]) => schema.nodes.table!.create(null, rows.map((cells) => schema.nodes.tableRow!.create(null, cells.map((cell) => schema.nodes.tableCell!.create(null, p(cell))))));

/** A state whose cursor stands before these words. */
export function at(document: PmNode, words: string): EditorState {
  const state = EditorState.create({ doc: document });
  let found = -1;
  document.descendants((node, pos) => {
    const index = node.isText ? node.text!.indexOf(words) : -1;
    if (index >= 0 && found < 0) found = pos + index;
  });
  return state.apply(state.tr.setSelection(TextSelection.create(document, found)));
}

/** What stands in the document, block by block, in one line. */
export const told = (document: PmNode) => document.content.content.map((each) => each.textContent || each.type.name).join(' | ');
