import { EditorState, type Transaction } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { anchorOf, findAnchor } from '#app/domains/content/ui/editor/anchor.ts';
import { anchorMarks, anchorsKey, movedAnchors, rangeOfAnchor } from '#app/domains/content/ui/editor/anchor-marks.ts';
import { looksLikeMarkdown } from '#app/domains/content/ui/editor/markdown-text.ts';
import { nearest, search } from '#app/domains/content/ui/editor/search.ts';
import { textMap } from '#app/domains/content/ui/editor/text-map.ts';
import { bold, doc, footnote, h, p, ul } from './documents.ts';

const DOCUMENT = doc(h('Ice'), p('The ice ', bold('tells'), footnote('by sound'), ' us.'), ul('ice', 'sea ice'), p('The ice tells us.'));

test('every character of the text has its place in the document', () => {
  const { text, posAt, indexAt } = textMap(DOCUMENT);
  expect(text).toBe('Ice\nThe ice tells us.\nice\nsea ice\nThe ice tells us.');
  for (const [index, character] of [...text].entries()) {
    if (character !== '\n') expect(DOCUMENT.textBetween(posAt(index), posAt(index) + 1)).toBe(character);
    expect(indexAt(posAt(index))).toBe(index);
  }
});

test('an anchor is found again among the same words by what stands around it', () => {
  const map = textMap(DOCUMENT);
  const second = map.text.lastIndexOf('ice tells');
  const anchor = anchorOf(map, map.posAt(second), map.posAt(second + 8) + 1)!;
  expect(anchor.quote).toBe('ice tells');
  expect(findAnchor(map, anchor)!.from).toBe(map.posAt(second));
  expect(findAnchor(map, { ...anchor, quote: 'snow' })).toBeNull();
  expect(anchorOf(map, 3, 3)).toBeNull();
});

const placed = () => {
  const state = EditorState.create({ doc: DOCUMENT, plugins: [anchorMarks(() => undefined, () => undefined)] });
  const map = textMap(DOCUMENT);
  const at = map.text.indexOf('sea ice');
  return state.apply(state.tr.setMeta(anchorsKey, [{ id: 'c1', anchor: anchorOf(map, map.posAt(at), map.posAt(at + 6) + 1), resolved: false }]));
};
const words = (state: EditorState) => {
  const range = rangeOfAnchor(state, 'c1');
  return range && state.doc.textBetween(range.from, range.to);
};
const edited = (state: EditorState, edit: (tr: Transaction) => Transaction) => state.apply(edit(state.tr));

test('a comment moves with its words, grows with them, and says when they are gone', () => {
  const state = placed();
  expect(words(state)).toBe('sea ice');
  expect(movedAnchors(state)).toEqual([]);
  const { from, to } = rangeOfAnchor(state, 'c1')!;
  expect(words(edited(state, (tr) => tr.insertText('A long line before. ', 1)))).toBe('sea ice');
  const grown = edited(state, (tr) => tr.insertText('cold ', from + 4));
  expect(words(grown)).toBe('sea cold ice');
  expect(movedAnchors(grown)).toMatchObject([{ id: 'c1', anchor: { quote: 'sea cold ice' } }]);
  expect(movedAnchors(edited(state, (tr) => tr.delete(from, to)))).toEqual([{ id: 'c1', anchor: null }]);
});

test('words are found over bold, by case, as whole words, never over a footnote', () => {
  const find = (text: string, more = {}) => search(DOCUMENT, { text, exactCase: false, wholeWords: false, ...more }).length;
  expect([find('ice'), find('Ice', { exactCase: true }), find('ice tells'), find('tells us'), find(''), find('.')]).toEqual([5, 1, 2, 1, 0, 2]);
  expect([find('ic'), find('ic', { wholeWords: true }), find('(')]).toEqual([5, 0, 0]);
  for (const { from, to } of search(DOCUMENT, { text: 'tells', exactCase: true, wholeWords: true })) expect(DOCUMENT.textBetween(from, to)).toBe('tells');
});

test('the search goes on from the cursor, and around the end', () => {
  const found = search(DOCUMENT, { text: 'ice', exactCase: false, wholeWords: false });
  expect([nearest(found, 0), nearest(found, found[1]!.from + 1), nearest(found, 9999)]).toEqual([0, 2, 0]);
});

test('Markdown is told from words that happen to hold its signs', () => {
  for (const text of ['# Title\n\nText', '- one\n- two', '1. one\n2. two', 'see [this](https://example.test)', '```js\nx\n```', '| a | b |\n|---|---|\n| 1 | 2 |', 'a **bold** word', '- [ ] to do', '> quoted\n\nwith `code` in it']) expect([text, looksLikeMarkdown(text)]).toEqual([text, true]);
  for (const text of ['Just a line.', '5 * 3 * 2 = 30', '- a dash alone', '#hashtag and #more', 'snake_case_name', 'a > b', '1. July was warm', 'call f(x) [see]', 'https://example.test/a_b_c']) expect([text, looksLikeMarkdown(text)]).toEqual([text, false]);
});
