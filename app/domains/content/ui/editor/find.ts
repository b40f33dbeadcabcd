import type { Editor } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import { Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { type Found, nearest, search, type Sought } from './search.ts';

export interface Finding {
  sought: Sought;
  found: Found[];
  /** The one that stands before the reader. */
  index: number;
  /** Where the reader has scrolled to, if away from it. */
  near: number | undefined;
  set: DecorationSet;
}

export const findKey = new PluginKey<Finding | null>('find');

/** So many are marked before and behind where the reader is: thousands of marks would hold up each key. */
const MARKED = 200;

interface Asked {
  sought: Sought | null;
  index: number | null;
  near?: number;
}

function look(tr: Transaction, sought: Sought, index: number | null, near?: number): Finding {
  const found = search(tr.doc, sought);
  const at = Math.max(0, Math.min(index ?? nearest(found, tr.selection.from), found.length - 1));
  const first = Math.max(0, (near ?? at) - MARKED);
  const marks = found.slice(first, first + 2 * MARKED).map(({ from, to }, each) => Decoration.inline(from, to, { class: first + each === at ? 'editor-found is-current' : 'editor-found' }));
  return { sought, found, index: at, near, set: DecorationSet.create(tr.doc, marks) };
}

const findMarks = () =>
  new Plugin<Finding | null>({
    key: findKey,
    state: {
      init: () => null,
      apply: (tr, finding) => {
        const asked: Asked | undefined = tr.getMeta(findKey);
        if (asked) return asked.sought && look(tr, asked.sought, asked.index, asked.near);
        return finding && tr.docChanged ? look(tr, finding.sought, finding.index, finding.near) : finding;
      },
    },
    props: { decorations: (state) => findKey.getState(state)?.set },
  });

/** The first search brings its marks: a text that is never searched does without. */
function ask(editor: Editor, asked: Asked): void {
  if (!findKey.get(editor.state)) editor.registerPlugin(findMarks());
  editor.view.dispatch(editor.state.tr.setMeta(findKey, asked));
}

function show({ state, view }: Editor): void {
  const finding = findKey.getState(state);
  const at = finding?.found[finding.index];
  if (!at) return;
  const { node } = view.domAtPos(at.from);
  (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center' });
}

export function find(editor: Editor, sought: Sought): void {
  ask(editor, { sought, index: null });
  show(editor);
}

/** Whoever scrolls away finds the marks there too. */
export function markInView(editor: Editor): void {
  const finding = findKey.getState(editor.state);
  if (!finding || finding.found.length <= 2 * MARKED) return;
  const { left, width } = editor.view.dom.getBoundingClientRect();
  const seen = editor.view.posAtCoords({ left: left + width / 2, top: innerHeight / 2 });
  if (seen) ask(editor, { sought: finding.sought, index: finding.index, near: nearest(finding.found, seen.pos) });
}

export function step(editor: Editor, by: 1 | -1): void {
  const finding = findKey.getState(editor.state);
  if (!finding || finding.found.length === 0) return;
  ask(editor, { sought: finding.sought, index: (finding.index + by + finding.found.length) % finding.found.length });
  show(editor);
}

/** Closes the search; what stood before the reader is what is chosen now. */
export function stopFinding(editor: Editor): void {
  const finding = findKey.getState(editor.state);
  const at = finding?.found[finding.index];
  const { tr } = editor.state;
  if (at) tr.setSelection(TextSelection.create(tr.doc, at.from, at.to));
  editor.view.dispatch(tr.setMeta(findKey, { sought: null, index: null }));
}

/** The new words carry the marks of the first of the old. */
function put(tr: Transaction, { from, to }: Found, words: string): void {
  const marks = tr.doc.resolve(from).marksAcross(tr.doc.resolve(to)) ?? [];
  if (words === '') tr.delete(from, to);
  else tr.replaceWith(from, to, tr.doc.type.schema.text(words, marks));
}

export function replaceOne(editor: Editor, words: string): void {
  const finding = findKey.getState(editor.state);
  const at = finding?.found[finding.index];
  if (!finding || !at || !editor.isEditable) return;
  const { tr } = editor.state;
  put(tr, at, words);
  tr.setSelection(TextSelection.near(tr.doc.resolve(at.from + words.length)));
  editor.view.dispatch(tr.setMeta(findKey, { sought: finding.sought, index: null }));
  show(editor);
}

/** All in one step, from the end, so that one undo brings them all back. */
export function replaceAll(editor: Editor, words: string): number {
  const finding = findKey.getState(editor.state);
  if (!finding || !editor.isEditable) return 0;
  const { tr } = editor.state;
  for (const at of [...finding.found].reverse()) put(tr, at, words);
  editor.view.dispatch(closeHistory(tr).setMeta(findKey, { sought: finding.sought, index: null }));
  return finding.found.length;
}
