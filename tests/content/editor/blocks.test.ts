import { EditorState } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { blockAt, deleteBlock, duplicateBlock, moveBlock } from '#app/domains/content/ui/editor/move-block.ts';
import { replaceDocument } from '#app/domains/content/ui/editor/replace-document.ts';
import { at, bold, doc, footnote, h, p, quote, rule, schema, table, told, ul } from './documents.ts';

const THREE = doc(p('one'), p('two'), p('three'));
const cursorText = (state: EditorState) => state.selection.$from.parent.textContent;

test('a block changes places with its neighbour and takes the cursor along', () => {
  const moved = moveBlock(at(THREE, 'wo'), 'up')!;
  expect([told(moved.tr.doc), moved.place, moved.of]).toEqual(['two | one | three', 1, 3]);
  expect(moved.tr.selection.$from.parent.textContent).toBe('two');
  const down = moveBlock(at(THREE, 'two'), 'down')!;
  expect([told(down.tr.doc), down.place]).toEqual(['one | three | two', 3]);
});

test('at the end of the document nothing moves', () => {
  expect(moveBlock(at(THREE, 'one'), 'up')).toBeNull();
  expect(moveBlock(at(THREE, 'three'), 'down')).toBeNull();
});

test('a list item moves within its list, and at the edge the whole list moves', () => {
  const document = doc(p('before'), ul('a1', 'b2', 'c3'), p('after'));
  expect(moveBlock(at(document, 'b2'), 'up')!.tr.doc.child(1).textContent).toBe('b2a1c3');
  expect(told(moveBlock(at(document, 'a1'), 'up')!.tr.doc)).toBe('a1b2c3 | before | after');
});

test('a cell never leaves its column: the whole table moves', () => {
  expect(told(moveBlock(at(doc(p('before'), table(['a1', 'b2'], ['c3', 'd4'])), 'b2'), 'up')!.tr.doc)).toBe('a1b2c3d4 | before');
});

test('what stands in a quote moves inside it first', () => {
  expect(moveBlock(at(doc(p('x'), quote(p('first'), p('second'))), 'second'), 'up')!.tr.doc.child(1).textContent).toBe('secondfirst');
});

test('every move of every block keeps every block', () => {
  const document = doc(h('head'), p('one'), ul('a1', 'b2'), quote(p('q1'), p('q2')), table(['c1', 'c2']), rule, p('end'));
  const sorted = (text: string) => [...text].sort().join('');
  for (const words of ['head', 'one', 'a1', 'b2', 'q1', 'q2', 'c1', 'end']) {
    for (const way of ['up', 'down'] as const) {
      const moved = moveBlock(at(document, words), way);
      if (!moved) continue;
      moved.tr.doc.check();
      expect(sorted(moved.tr.doc.textContent)).toBe(sorted(document.textContent));
    }
  }
});

test('a copy stands behind its original, and the last block leaves an empty line', () => {
  const state = at(THREE, 'two');
  expect(told(duplicateBlock(state, blockAt(state.doc, state.selection.from)!.pos).doc)).toBe('one | two | two | three');
  const alone = at(doc(p('only')), 'only');
  expect(deleteBlock(alone, 0).doc.toJSON()).toEqual(doc(p()).toJSON());
});

const replaced = (before: EditorState, next: Parameters<typeof doc>[0][]) => {
  const document = doc(...next);
  const after = before.apply(replaceDocument(before.tr, document));
  expect(after.doc.toJSON()).toEqual(document.toJSON());
  return after;
};

test('another version keeps the cursor where it is, unless the words around it are gone', () => {
  expect(cursorText(replaced(at(THREE, 'hree'), [p('one'), p('new'), p('two'), p('three')]))).toBe('three');
  expect(replaced(at(THREE, 'hree'), [p('one'), p('two'), p('three more')]).selection.$from.parentOffset).toBe(1);
  expect(cursorText(replaced(at(THREE, 'two'), [p('one'), p('three')]))).toMatch(/one|three/);
});

test('doubled letters, marks, other kinds and an empty document arrive as they were sent', () => {
  replaced(at(doc(p('aab')), 'b'), [p('aaab')]);
  replaced(at(doc(p('aaab')), 'b'), [p('aab')]);
  replaced(at(doc(p('plain')), 'plain'), [p('pl', bold('ai'), 'n', footnote('x'))]);
  replaced(at(doc(p('plain')), 'plain'), [h('plain')]);
  replaced(at(doc(ul('a', 'b'), rule), 'a'), [p()]);
  replaced(EditorState.create({ doc: doc(p()), schema }), [table(['a']), p('x')]);
});
