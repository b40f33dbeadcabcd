import { expect, test } from 'vitest';
import { checkDocument } from '#app/domains/content/document/check-document.ts';
import { compareDocuments } from '#app/domains/content/document/compare.ts';
import type { Block, DocumentJson } from '#app/domains/content/document/document.ts';
import { mergeDocuments } from '#app/domains/content/document/merge.ts';
import { renderText } from '#app/domains/content/document/render-text.ts';
import { cell, type Dice, dice, doc, h, image, list, marked, p } from './writing.ts';

const merged = (base: DocumentJson, mine: DocumentJson, theirs: DocumentJson) => {
  const { document, conflicts } = mergeDocuments(base, mine, theirs);
  expect(checkDocument(document)).toMatchObject({ ok: true, changed: false });
  return { text: renderText(document).split('\n\n'), conflicts: conflicts.map(({ at, ...versions }) => [at, ...[versions.base, versions.mine, versions.theirs].map((blocks) => renderText(doc(...blocks)))]) };
};

const three = doc(p('The first line.'), p('The second line stands here.'), p('The third line.'));
const row = (...texts: string[]): Block => ({ type: 'tableRow', content: texts.map((text) => cell(text)) });

test.each([
  ['each changed another paragraph', three, doc(p('The first line, mine.'), ...three.content.slice(1)), doc(three.content[0]!, p('The second line stands here, theirs.'), three.content[2]!), ['The first line, mine.', 'The second line stands here, theirs.', 'The third line.'], []],
  ['both changed other words of one paragraph', three, doc(p('A first line.'), ...three.content.slice(1)), doc(p('The first sentence.'), ...three.content.slice(1)), ['A first sentence.', 'The second line stands here.', 'The third line.'], []],
  ['both changed the same word', three, doc(p('The first row.'), ...three.content.slice(1)), doc(p('The first verse.'), ...three.content.slice(1)), ['The first row.', 'The second line stands here.', 'The third line.'], [[0, 'The first line.', 'The first row.', 'The first verse.']]],
  ['both changed the same word to the same', three, doc(p('The first row.'), ...three.content.slice(1)), doc(p('The first row.'), ...three.content.slice(1)), ['The first row.', 'The second line stands here.', 'The third line.'], []],
  ['one deleted what the other changed', three, doc(three.content[0]!, three.content[2]!), doc(three.content[0]!, p('The second line stands here and there.'), three.content[2]!), ['The first line.', 'The third line.'], [[1, 'The second line stands here.', '', 'The second line stands here and there.']]],
  ['one deleted what the other left', three, doc(three.content[0]!, three.content[2]!), three, ['The first line.', 'The third line.'], []],
  ['both added a paragraph at the end', three, doc(...three.content, p('Mine.')), doc(...three.content, p('Theirs.')), ['The first line.', 'The second line stands here.', 'The third line.', 'Mine.', 'Theirs.'], []],
  ['one is further along than the other', three, doc(...three.content, p('One.'), p('Two.')), doc(...three.content, p('One.')), ['The first line.', 'The second line stands here.', 'The third line.', 'One.', 'Two.'], []],
  ['one made a heading of what the other rewrote', three, doc(h(2, 'The first line.'), ...three.content.slice(1)), doc(p('The very first line.'), ...three.content.slice(1)), ['The very first line.', 'The second line stands here.', 'The third line.'], []],
  ['both changed items of a list', doc(list('bulletList', [p('one apple')], [p('two pears')])), doc(list('bulletList', [p('one green apple')], [p('two pears')])), doc(list('bulletList', [p('one apple')], [p('two pears')], [p('three plums')])), ['one green apple\ntwo pears\nthree plums'], []],
  ['both changed cells of a table', doc({ type: 'table', content: [row('a', 'b'), row('c', 'd')] }), doc({ type: 'table', content: [row('a', 'b'), row('c mine', 'd')] }), doc({ type: 'table', content: [row('a theirs', 'b'), row('c', 'd')] }), ['a theirs\tb\nc mine\td'], []],
  ['one added a column, the other a word', doc({ type: 'table', content: [row('a', 'b')] }), doc({ type: 'table', content: [row('a', 'b', 'c')] }), doc({ type: 'table', content: [row('a', 'b theirs')] }), ['a\tb\tc'], [[0, 'a\tb', 'a\tb\tc', 'a\tb theirs']]],
  ['both gave an image other words', doc(image('a1', { caption: 'River' })), doc(image('a1', { caption: 'The river' })), doc(image('a1', { caption: 'River', alt: 'Water' })), ['The river'], []],
  ['each emptied the other half', doc(p('one'), p('two')), doc(p('one')), doc(p('two')), [''], []],
] as [string, DocumentJson, DocumentJson, DocumentJson, string[], unknown[]][])('%s', (_, base, mine, theirs, text, conflicts) => expect(merged(base, mine, theirs)).toEqual({ text, conflicts }));

test('bold on one side and a new word on the other are both kept', () => {
  const { document, conflicts } = mergeDocuments(doc(p('one two three four')), doc(p(marked('one', 'bold'), ' two three four')), doc(p('one two three and four')));
  expect(conflicts).toEqual([]);
  expect(document.content).toEqual([p(marked('one', 'bold'), ' two three and four')]);
});

/** Words that stand nowhere else: so each can be looked for. */
function edited(d: Dice, base: DocumentJson, name: string): { document: DocumentJson; written: string[] } {
  const written: string[] = [];
  const word = () => {
    written.push(`${name}${written.length}x`);
    return written.at(-1)!;
  };
  const rewrite = (block: Block): Block => {
    if (block.type === 'text') {
      const words = block.text!.split(' ');
      words.splice(d.below(words.length + 1), d.below(3), word());
      return { ...block, text: words.join(' ') };
    }
    if (!block.content) return p(word());
    const at = d.below(block.content.length);
    return { ...block, content: block.content.map((child, index) => (index === at ? rewrite(child) : child)) };
  };
  let content = structuredClone(base.content);
  for (let turn = 0; turn < 1 + d.below(4); turn += 1) {
    const at = d.below(content.length);
    const kind = d.below(7);
    if (kind <= 2) content = content.map((block, index) => (index === at ? rewrite(block) : block));
    else if (kind === 3) content.splice(at, 0, p(word(), ' ', 'added'));
    else if (kind === 4 && content.length > 1) content.splice(at, 1);
    else if (kind === 5) content.push(...content.splice(at, 1));
    else content.splice(at, 1, h(2, word()), list('bulletList', [p(word())], [p('kept words')]));
  }
  return { document: doc(...content), written };
}

const PLAIN = ['the quick brown fox', 'jumps over the lazy dog', 'and runs to the river', 'where nobody waits', 'all day long'];

test('no word that either side wrote is missing from the merged document and its conflicts', () => {
  let clean = 0;
  for (let seed = 1; seed <= 1500; seed += 1) {
    const d = dice(seed);
    const base = doc(...Array.from({ length: 1 + d.below(6) }, () => d.pick<() => Block>([() => p(d.pick(PLAIN)), () => p(d.pick(PLAIN), ' ', marked('bold words', 'bold')), () => list('bulletList', [p(d.pick(PLAIN))], [p(d.pick(PLAIN))]), () => ({ type: 'table', content: [row(d.pick(PLAIN), 'cell')] }), () => ({ type: 'blockquote', content: [p(d.pick(PLAIN))] })])()));
    const [mine, theirs] = [edited(d, base, 'm'), edited(d, base, 't')];
    const { document, conflicts } = mergeDocuments(base, mine.document, theirs.document);
    if (conflicts.length === 0) clean += 1;
    const kept = renderText(doc(...document.content, ...conflicts.flatMap((conflict) => [...conflict.mine, ...conflict.theirs])));
    // What a side wrote and took away again is not to be found in what it handed over either.
    const missing = [...mine.written.filter((word) => renderText(mine.document).includes(word)), ...theirs.written.filter((word) => renderText(theirs.document).includes(word))].filter((word) => !kept.includes(word));
    expect(missing, `seed ${seed}`).toEqual([]);
    expect(checkDocument(document), `seed ${seed}`).toMatchObject({ ok: true });
  }
  expect(clean).toBeGreaterThan(500);
});

test('whoever changed nothing gets the other version, and nobody conflicts with themselves', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const d = dice(seed);
    const base = doc(...Array.from({ length: 1 + d.below(6) }, () => p(d.pick(PLAIN))));
    const { document } = edited(d, base, 'm');
    expect(mergeDocuments(base, document, base)).toEqual({ document, conflicts: [] });
    expect(mergeDocuments(base, base, document)).toEqual({ document, conflicts: [] });
    expect(mergeDocuments(base, document, document)).toEqual({ document, conflicts: [] });
  }
});

test('a comparison says which block became which, and which words', () => {
  const compared = compareDocuments(doc(h(1, 'Title'), p('The first line.'), p('Gone for good, unlike anything.')), doc(h(1, 'Title'), image('a1'), p('The ', marked('first', 'bold'), ' new line.')));
  expect(compared.map(({ kind }) => kind)).toEqual(['same', 'added', 'changed', 'removed']);
  expect(compared[2]?.pieces).toEqual([
    { kind: 'same', content: [{ type: 'text', text: 'The ' }] }, { kind: 'removed', content: [{ type: 'text', text: 'first' }] }, { kind: 'added', content: [marked('first', 'bold'), { type: 'text', text: ' new' }] },
    { kind: 'same', content: [{ type: 'text', text: ' line.' }] },
  ]);
});

test('a comparison holds all of both sides', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const d = dice(seed);
    const a = doc(...Array.from({ length: 1 + d.below(8) }, () => p(d.pick(PLAIN))));
    const { document: b } = edited(d, a, 'x');
    const compared = compareDocuments(a, b);
    expect(compared.flatMap(({ a: block }) => block ?? [])).toEqual(a.content);
    expect(compared.flatMap(({ b: block }) => block ?? [])).toEqual(b.content);
  }
});

test.each([
  ['all the same', () => p('same')], ['all different', (index: number, side: string) => p(`${side} ${index}`)], ['two that alternate', (index: number, side: string) => p(String((index + (side === 'b' ? 1 : 0)) % 2))], ['a third of them new', (index: number, side: string) => p(index % 3 === 0 ? `${side}${index} words` : `line ${index}`)],
])('10,000 blocks, %s, are compared soon', (_, block) => {
  const side = (name: string) => doc(...Array.from({ length: 10_000 }, (_each, index) => (block as (index: number, side: string) => Block)(index, name)), p(name));
  const start = performance.now();
  compareDocuments(side('a'), side('b'));
  expect(performance.now() - start).toBeLessThan(8000);
});
