import { expect, test } from 'vitest';
import { canonical } from '#app/domains/content/document/canonical.ts';
import { contentHash, countWords, factsOf } from '#app/domains/content/document/facts.ts';
import { checkQuality } from '#app/domains/content/document/quality.ts';
import { readabilityOf } from '#app/domains/content/document/readability.ts';
import { renderHtml } from '#app/domains/content/document/render-html.ts';
import { renderText } from '#app/domains/content/document/render-text.ts';
import { cell, dice, doc, h, image, link, list, note, p, randomDocument } from './writing.ts';

test.each([
  ['One two three.', 'en', 3], ["Don't re-read 3.5 of it", 'en', 5], ['', 'en', 0], ['— … !', 'en', 0], ['Ein Straßenfest für Größe', 'de', 4], ['我喜欢喝茶', 'zh', 4], ['今日は良い天気です', 'ja', 5], ['ฉันชอบดื่มชา', 'th', 4], ['مرحبا بالعالم', 'ar', 2],
])('%j has %s words (%s)', (text, language, words) => expect(Math.abs(countWords(text, language) - words)).toBeLessThanOrEqual(language.match(/zh|ja|th/) ? 1 : 0));

test('the facts of a document', () => {
  const document = doc(
    h(1, 'A title'), p('one ', { type: 'text', text: 'two', marks: [link('https://example.org/'), { type: 'bold' }] }, { type: 'text', text: ' three', marks: [link(null, 'i1')] }, note('four')),
    image('a1', { href: 'https://example.org/', caption: 'five' }), { type: 'gallery', attrs: { images: [{ assetId: 'a1', alt: '', caption: '' }, { assetId: 'a2', alt: 'six', caption: '' }] } }, h(2, 'A title'),
    { type: 'blockquote', content: [h(3, 'Within')] }, p({ type: 'text', text: 'in', marks: [link('/in')] }, { type: 'placeholder', attrs: { name: 'City' } }),
  );
  const facts = factsOf(document);
  expect(facts).toMatchObject({ words: 12, readingTime: 1, links: ['https://example.org/'], placeholders: ['City'] });
  expect([...facts.assets]).toEqual([['a1', 2], ['a2', 1]]);
  expect([...facts.items]).toEqual([['i1', 1]]);
  expect(facts.outline).toEqual([{ level: 1, text: 'A title', id: 'a-title', at: 0 }, { level: 2, text: 'A title', id: 'a-title-2', at: 4 }, { level: 3, text: 'Within', id: 'within', at: 5 }]);
  for (const { id } of facts.outline) expect(renderHtml(document)).toContain(`id="${id}"`);
});

test('reading takes a minute for 230 words, and nothing takes none', () => {
  expect(factsOf(doc(p('word '.repeat(230)))).readingTime).toBe(1);
  expect(factsOf(doc(p('word '.repeat(231)))).readingTime).toBe(2);
  expect(factsOf(doc(p())).readingTime).toBe(0);
});

test('plain text keeps the words and the order', () => {
  const document = doc(h(1, 'T'), list('bulletList', [p('a')], [p('b', { type: 'hardBreak' }, 'c')]), { type: 'table', content: [{ type: 'tableRow', content: [cell('d'), cell('e')] }] }, p(), image('a1', { alt: 'f' }), p('g', note('h')));
  expect(renderText(document)).toBe('T\n\na\nb\nc\n\nd\te\n\nf\n\ng (h)');
});

test('the same content is the same string and the same hash, whatever the order of its keys', async () => {
  expect(canonical({ b: [1, { d: undefined, c: 'é' }], a: null })).toBe('{"a":null,"b":[1,{"c":"é"}]}');
  for (let seed = 1; seed <= 30; seed += 1) {
    const document = randomDocument(dice(seed));
    const turned = (value: unknown): unknown => (Array.isArray(value) ? value.map(turned) : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).reverse().map(([name, each]) => [name, turned(each)])) : value);
    expect(canonical(turned(document))).toBe(canonical(document));
  }
  expect(await contentHash({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
  expect(await contentHash(doc(p('a')))).not.toBe(await contentHash(doc(p('b'))));
});

const said = (...blocks: Parameters<typeof doc>) => checkQuality(doc(...blocks), { language: 'en' }).map(({ kind, at, sentence }) => [kind, at, sentence]);

test('quality is checked block by block', () => {
  expect(said(
    h(2, 'Start'), h(4, 'Skips'), h(1, 'One'), h(1, 'Two'), h(2, ' '), image('a1'), image('a2', { alt: 'A river' }), { type: 'gallery', attrs: { images: [{ assetId: 'a', alt: '', caption: '' }, { assetId: 'b', alt: '', caption: '' }] } },
    p({ type: 'text', text: ' ', marks: [link('/x')] }, { type: 'text', text: 'Read ', marks: [link('/y')] }, { type: 'text', text: 'more', marks: [link('/y'), { type: 'bold' }] }), { type: 'button', attrs: { href: '', label: 'Go', look: 'primary' } },
  )).toEqual([
    ['heading-order', 1, 'A heading of level 4 follows one of level 2: a level is left out.'], ['heading-order', 3, 'There is more than one heading of the first level.'], ['heading-empty', 4, 'A heading is empty.'],
    ['alt-text', 5, 'An image has no alternative text: people who cannot see it will not know what it shows.'], ['alt-text', 7, '2 images of the gallery have no alternative text.'], ['link-empty', 8, 'A link has no words to press on.'],
    ['link-empty', 8, 'The link “Read more” does not say where it leads.'], ['link-empty', 9, 'The button “Go” leads nowhere.'],
  ]);
});

test('an image takes the words of its asset', () => expect(checkQuality(doc(image('a1')), { altOf: () => 'A river' })).toEqual([]));

test('where the page has its title, a first heading is one too many', () => expect(checkQuality(doc(h(1, 'x')), { allowsFirstHeading: false })).toMatchObject([{ kind: 'heading-order', at: 0 }]));

test('a long paragraph is noticed', () => expect(said(p('A word. '.repeat(80)))[0]).toEqual(['paragraph-long', 0, 'A paragraph has 160 words: two paragraphs would be easier to read.']));

const EASY = 'The cat sat on the mat. The dog ran to the cat. They both went home. It was a good day for all of them and they had fun in the sun too.';
const HARD = `Notwithstanding considerable organizational complexities, interdepartmental coordination necessitates comprehensive documentation, establishing accountability throughout administrative hierarchies, particularly regarding extraordinary expenditures, unanticipated contingencies, and jurisdictional responsibilities requiring authorization beforehand. `.repeat(2);

test('readability is a figure with a sentence', () => {
  expect(readabilityOf(EASY, 'en')).toMatchObject({ measure: 'Flesch', sentence: 'Easy to read for nearly everyone.' });
  expect(readabilityOf(HARD, 'en')).toMatchObject({ measure: 'Flesch', sentence: 'Very hard to read: shorter sentences and plainer words would help.' });
  expect(readabilityOf(EASY, 'de')).toMatchObject({ measure: 'LIX', sentence: 'Easy to read for nearly everyone.' });
  expect(readabilityOf(HARD, 'sv')).toMatchObject({ measure: 'LIX', sentence: 'Very hard to read: shorter sentences and plainer words would help.' });
  expect(readabilityOf('Too short.', 'en')).toBeNull();
  expect(readabilityOf('今日は良い天気です。'.repeat(40), 'ja')).toBeNull();
});
