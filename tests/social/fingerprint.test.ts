import { expect, test } from 'vitest';
import type { Media, Seen } from '#app/domains/social/connectors/connector.ts';
import { matches, matching, theOne } from '#app/domains/social/publishing/fingerprint.ts';
import { dice } from '#tests/support/zones.ts';

const since = new Date('2026-03-02T09:00:00Z');
const piece = (text: string, link: string | null = null, files = 0) => ({ text, link, media: Array.from({ length: files }, () => ({}) as Media), since });
const seen = (text: string, more: Partial<Seen> = {}): Seen => ({ id: '1', url: null, text, mediaCount: 0, at: new Date('2026-03-02T09:00:03Z'), data: {}, ...more });
const same = (ours: string, theirs: string, link: string | null = null) => matches(piece(ours, link), seen(theirs));

test('what platforms do to a text does not hide it', () => {
  expect(same('Tea & cake <today>', 'Tea &amp; cake &lt;today&gt;')).toBe(true);
  expect(same('It’s “on”', 'It&#8217;s &ldquo;on&#x201d;')).toBe(true);
  expect(same('Café', 'Cafe\u0301')).toBe(true);
  expect(same('One\r\n\r\ntwo  three\u00a0four ', 'One two three four')).toBe(true);
  expect(same('I ❤️ trains', 'I ❤ trains')).toBe(true);
  expect(same('Read https://demo.example/a?b=1&c=2 now', 'Read https://t.co/AbC123 now')).toBe(true);
  expect(same('Read https://www.example.com/ now', 'Read example.com now')).toBe(true);
  expect(same('Read https://example.com/a/very/long/way now', 'Read example.com/a/very/lo… now')).toBe(true);
  expect(same('Look', 'Look https://t.co/photo12')).toBe(true);
  expect(same('Thanks @reader@social.example', 'Thanks @reader')).toBe(true);
});

test('the post’s link may stand at the end or not, and no other may', () => {
  const link = 'https://demo.example/trains';
  expect(same('Night trains', 'Night trains', link)).toBe(true);
  expect(same('Night trains', `Night trains\n\n${link}`, link)).toBe(true);
  expect(same('Night trains', 'Night trains https://t.co/x1', link)).toBe(true);
  expect(same('Night trains', 'Night trains https://demo.example/ice', link)).toBe(false);
  expect(same(`Night trains ${link}`, 'Night trains', link)).toBe(false);
});

test('the same words with another address are another post', () => {
  expect(same('New: https://demo.example/one', 'New: https://demo.example/two')).toBe(false);
  expect(same('New: https://demo.example/Case', 'New: https://demo.example/case')).toBe(false);
  expect(same('Read https://example.com/a/other/way now', 'Read example.com/a/very/lo… now')).toBe(false);
  expect(same('Read example.com/one now', 'Read example.com/two now')).toBe(false);
});

test('case, number of files and time tell posts apart', () => {
  expect(same('Trains', 'trains')).toBe(false);
  expect(matches(piece('Trains', null, 2), seen('Trains', { mediaCount: 2 }))).toBe(true);
  expect(matches(piece('Trains', null, 2), seen('Trains', { mediaCount: 1 }))).toBe(false);
  expect(matches(piece('Trains'), seen('Trains', { at: new Date('2026-03-02T08:59:30Z') }))).toBe(true);
  expect(matches(piece('Trains'), seen('Trains', { at: new Date('2026-03-02T08:50:00Z') }))).toBe(false);
  expect(matches(piece('Trains'), seen('Trains', { at: new Date('2026-03-03T09:00:01Z') }))).toBe(false);
});

test('only exactly one that no other post of ours is', () => {
  const both = [seen('Trains', { id: '1' }), seen('Trains', { id: '2' }), seen('Ice', { id: '3' })];
  expect(theOne(piece('Trains'), both, new Set())).toBeNull();
  expect(matching(piece('Trains'), both, new Set()).map(({ id }) => id)).toEqual(['1', '2']);
  expect(theOne(piece('Trains'), both, new Set(['1']))?.id).toBe('2');
  expect(theOne(piece('Trains'), both, new Set(['1', '2']))).toBeNull();
  expect(theOne(piece('Snow'), both, new Set())).toBeNull();
});

const WORDS = ['night', 'trains', 'Trains', 'are', 'back', 'ice', '漢字', 'é', '#rail', '#Rail', '@paper', '👍🏽', '&', '<b>', '10:30', '10:31', '“so”', 'no.'];

function textBy({ upTo, pick }: ReturnType<typeof dice>): string {
  const words = Array.from({ length: 2 + upTo(9) }, () => (upTo(8) === 0 ? `https://demo.example/${pick(['a', 'b', 'A'])}${upTo(3)}` : pick(WORDS)));
  return words.join(' ');
}

/** What platforms are known to do, each by chance. */
function mangled(text: string, { upTo }: ReturnType<typeof dice>): string {
  let out = text;
  if (upTo(2)) out = out.replace(/https:\/\/\S+/g, () => `https://t.co/${upTo(1e9).toString(36)}`);
  if (upTo(2)) out = out.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  if (upTo(2)) out = out.normalize('NFD');
  if (upTo(2)) out = out.replace(/ /g, () => (upTo(3) ? ' ' : '\n\n'));
  if (upTo(2)) out = `${out} https://t.co/${upTo(1e9).toString(36)}`;
  return upTo(2) ? ` ${out}\n` : out;
}

test('by seed: however it was mangled, a post is found again', () => {
  for (let seed = 0; seed < 1500; seed += 1) {
    const chance = dice(seed);
    const text = textBy(chance);
    const shown = mangled(text, chance);
    expect(same(text, shown), `${seed}: ${JSON.stringify([text, shown])}`).toBe(true);
  }
});

test('by seed: two texts of one author are never taken for each other', () => {
  let near = 0;
  for (let seed = 0; seed < 3000; seed += 1) {
    const chance = dice(seed);
    const text = textBy(chance);
    const words = text.split(' ');
    const at = chance.upTo(words.length);
    // The hardest other text is nearly the same: one word changed, left out or said twice.
    const other = [[...words.slice(0, at), chance.pick(WORDS), ...words.slice(at + 1)], words.toSpliced(at, 1), words.toSpliced(at, 0, words[at]!), textBy(chance).split(' ')][chance.upTo(4)]!.join(' ');
    const shown = other.normalize(chance.pick(['NFC', 'NFD'])).replace(/&/g, chance.pick(['&', '&amp;'])).replace(/ /g, chance.pick([' ', '\n']));
    if (text !== other) near += 1;
    expect(same(text, shown), `${seed}: ${JSON.stringify([text, shown])}`).toBe(text === other);
  }
  expect(near).toBeGreaterThan(2500);
});
