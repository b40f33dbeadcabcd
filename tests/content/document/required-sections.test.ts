import { expect, test } from 'vitest';
import { checkQuality } from '#app/domains/content/document/quality.ts';
import { openSections, whyUnfinished } from '#app/domains/content/document/required-sections.ts';
import { doc, h, image, list, p } from './writing.ts';

const EAT = { title: 'Where to eat', hint: 'Three places.' };
const SLEEP = { title: 'Where to sleep', hint: '' };
const open = (...blocks: Parameters<typeof doc>) => openSections(doc(...blocks), [EAT, SLEEP]).map(({ sentence, at }) => [/“(.*)” is (\w+)/.exec(sentence)!.slice(1).join(' '), at]);

test('a section is open while nothing stands under its heading, or the hint alone, or the heading is gone', () => {
  expect(open(h(2, 'Where to eat'), p('Three  places.'), p(), h(2, 'Where to sleep'), p())).toEqual([['Where to eat empty', 0], ['Where to sleep empty', 3]]);
  expect(open(p('Before.'), h(2, 'Where to sleep'), p('At home.'))).toEqual([['Where to eat gone', null]]);
  expect(open(h(2, 'Where to eat'), p({ type: 'placeholder', attrs: { name: 'place' } }), h(2, 'Where to sleep'), { type: 'horizontalRule' })).toEqual([['Where to eat empty', 0], ['Where to sleep empty', 2]]);
});

test('words, a list and a picture fill it, at whatever level its heading stands now and however it is written', () => {
  expect(open(h(3, ' where to EAT '), h(4, 'Cheap'), p('The Gannet.'), h(1, 'Where to sleep'), image('a1'))).toEqual([]);
  expect(open(h(2, 'Where to eat'), list('bulletList', [p('The Gannet')]), { type: 'callout', attrs: { tone: 'note' }, content: [h(2, 'Where to sleep'), p('At home.')] })).toEqual([]);
});

test('what stands in the next section fills none before it, even below it', () => {
  expect(open(h(2, 'Where to eat'), h(3, 'Where to sleep'), p('At home.'))).toEqual([['Where to eat empty', 0]]);
  expect(open(h(2, 'Where to eat'), h(2, 'Another'), p('Words.'), h(2, 'Where to sleep'), p('At home.'))).toEqual([['Where to eat empty', 0]]);
});

test('the checks name each, the reason names the first and counts the rest', () => {
  const document = doc(p('Words.'));
  expect(checkQuality(document, { required: [EAT, SLEEP] }).filter(({ kind }) => kind === 'section-open').map(({ severity, at }) => [severity, at])).toEqual([['error', null], ['error', null]]);
  expect(whyUnfinished(document, [EAT, SLEEP])).toBe('The section “Where to eat” is gone. The template asks for it. One more section waits to be written.');
  expect(whyUnfinished(document, [])).toBeNull();
});
