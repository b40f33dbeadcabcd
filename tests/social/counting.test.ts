import { expect, test } from 'vitest';
import type { TextLimit } from '#app/domains/social/connectors/connector.ts';
import { mastodon } from '#app/domains/social/connectors/mastodon.ts';
import { threads } from '#app/domains/social/connectors/threads.ts';
import { counted } from '#app/domains/social/composing/counting.ts';
import { whyNotPublished } from '#app/domains/social/composing/why-not-published.ts';
import { lengthOf } from '#tests/simulators/threads.ts';
import { dice } from '#tests/support/zones.ts';

const X: TextLimit = { most: 280, counted: 'weighted', urlCounts: 23 };
const BLUESKY: TextLimit = { most: 300, counted: 'graphemes', mostBytes: 3000 };
const MASTODON: TextLimit = { most: 500, counted: 'graphemes', urlCounts: 23 };
const FACEBOOK: TextLimit = { most: 63_206, counted: 'units' };
const weight = (text: string) => counted(text, X).length;

// The lengths are X's own, from its published conformance cases.
test('a text weighs what X says it weighs', () => {
  const cases: [string, number][] = [
    ['This is a test.', 15],
    ['http://test.com', 23],
    ['https://test.com', 23],
    ['test.com', 23],
    ['Test https://test.com test https://test.com test.com test', 86],
    ['Hi http://test.co', 26],
    [`285 chars-${'xxxxxxxxxx-'.repeat(25)}`, 285],
    ['https://www.twitter.com/aloha '.repeat(10), 240],
    ['H🐱☺👨‍👩‍👧‍👦', 7],
    ['😷👾😡🔥💩', 10],
    ['🙋🏽👨‍🎤', 4],
    ['1⃣', 2],
    ['Unicode 10.0 emoji: 🤪; 🧕; 🧕🏾; 🏴󠁧󠁢󠁥󠁮󠁧󠁿', 34],
    ['Unicode 9.0 emoji: 🤠; 💃; 💃🏾', 29],
    ['randomurlrandomurlrandomurlrandomurlrandomurlrandomurlrandomurls.com', 68],
    ['foo.co.jp', 23],
    ['it.so', 23],
    ['\u{10000}\u{10ffff}', 4],
    ['저찀쯿쿿', 8],
    ['の'.repeat(140), 280],
  ];
  expect(cases.map(([text]) => [text, weight(text)])).toEqual(cases);
});

test('letters are weighed in composed form, and what only looks like an emoji as what it is', () => {
  expect(weight('e\u0301'.repeat(3))).toBe(3);
  expect(weight('각'.normalize('NFD'))).toBe(2);
  expect([weight('©'), weight('©️'), weight('™'), weight('1'), weight('🇽🇽'), weight('🇩🇪'), weight('👨‍🐱'), weight('☺️')]).toEqual([1, 2, 2, 1, 4, 2, 5, 2]);
  expect([weight('—'), weight('‘'), weight('…'), weight('€'), weight('\u200d'), weight('\u2028')]).toEqual([1, 1, 2, 2, 1, 2]);
});

test('only what is an address counts as one', () => {
  expect(weight('user@example.com')).toBe(16);
  expect(weight('index.html')).toBe(10);
  expect(weight('http://no-tld')).toBe(13);
  expect(weight('@test.com #test.com $TVI.CA')).toBe(27);
  expect(weight('https://example.com/a)')).toBe(24);
  expect(weight('https://example.com/a_(b).')).toBe(24);
  expect(weight('http://example.com/日本語')).toBe(29);
  expect(weight(`https://example.com/${'long/'.repeat(200)}`)).toBe(23);
});

test('graphemes are what a reader sees, and bytes have a limit of their own', () => {
  expect(counted('👨‍👩‍👧‍👦é🇩🇪', BLUESKY)).toEqual({ length: 3, most: 300, left: 297, bytes: { length: 35, most: 3000, left: 2965 }, over: null });
  const families = '👨‍👩‍👧‍👦'.repeat(150);
  expect(counted(families, BLUESKY)).toMatchObject({ left: 150, bytes: { length: 3750, left: -750 }, over: 11 * 120 });
  expect(counted('https://example.com/a/long/way example.org', MASTODON).length).toBe(23 + 12);
  expect(counted('https://example.com/a/long/way', BLUESKY).length).toBe(30);
});

test('units are UTF-16, and no sign is cut in two', () => {
  expect(counted('a👍', { most: 2, counted: 'units' })).toEqual({ length: 3, most: 2, left: -1, over: 1 });
  expect(counted('x'.repeat(63_207), FACEBOOK)).toMatchObject({ left: -1, over: 63_206 });
});

test('on Threads a picture counts as many signs as it has bytes, and the simulated platform counts alike', () => {
  const { text } = threads.limits;
  const samples = ['A lamp', 'é国', '🪔', '🪔'.repeat(125), '👨‍👩‍👧‍👦 and 🇫🇮', '👍🏽', 'e\u0301', `${'a'.repeat(499)}🪔`, 'ぁ\r\n☀️'];
  expect(samples.map((each) => counted(each, text).length)).toEqual(samples.map(lengthOf));
  expect(counted('🪔'.repeat(126), text)).toMatchObject({ length: 504, left: -4, over: 250 });
});

test('on Mastodon a content warning counts too, as long as it is, in the composer as on the server', () => {
  const { limits } = mastodon;
  const warning = 'Food, https://example.com/a';
  const count = (words: number) => counted('a'.repeat(words), limits.text, { warning });
  expect(count(500 - warning.length)).toMatchObject({ length: 500, left: 0, over: null });
  expect(count(501 - warning.length)).toMatchObject({ left: -1, over: 500 - warning.length });
  const said = (text: string, thread: string[] = []) => whyNotPublished({ text, title: '', link: '', format: 'text', media: [], thread: thread.map((each) => ({ text: each, media: [] })), firstComment: '', options: { warning } }, { name: 'Mastodon', limits }, new Map());
  expect(said('a'.repeat(500 - warning.length))).toEqual([]);
  expect(said('a', ['b'.repeat(499)])).toMatchObject([{ field: 'thread.0', sentence: 'Mastodon takes 500 characters; 26 are too many.' }]);
  expect(said('a'.repeat(501 - warning.length))).toMatchObject([{ field: 'text', sentence: 'Mastodon takes 500 characters; 1 is too many.' }]);
});

test('what is over begins at the first thing that does not fit, an address whole', () => {
  expect(counted('x'.repeat(280), X)).toMatchObject({ left: 0, over: null });
  expect(counted('x'.repeat(281), X)).toMatchObject({ left: -1, over: 280 });
  expect(counted(`${'x'.repeat(270)} https://example.com/today`, X).over).toBe(271);
  expect(counted(`${'x'.repeat(279)}👨‍👩‍👧‍👦 and on`, X).over).toBe(279);
});

const CLUSTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

test('whatever is written, what fits lies before the mark, and one more does not fit', () => {
  const chance = dice(11);
  const parts = ['word ', 'é', 'e\u0301', '漢字', '👍🏽', '👨‍👩‍👧‍👦', 'https://example.com/a?b=c ', 'example.org ', '\n', '🇫🇮', '(', ').', '#tag ', '@name ', '…', '\r\n', '\r', '\u0301', '\u200d', '\ufe0f', 'か', '\u3099', '가', '\u11a8', '〰', '한', '\u0e33', 'ก', '©', '1⃣', '☺'];
  for (let turn = 0; turn < 400; turn += 1) {
    const text = Array.from({ length: chance.upTo(30) }, () => chance.pick(parts)).join('');
    const limit: TextLimit = { most: 1 + chance.upTo(60), counted: chance.pick(['weighted', 'graphemes', 'units', 'pictures'] as const), ...(chance.upTo(2) ? { mostBytes: 20 + chance.upTo(200) } : {}) };
    const { over, left, bytes, length } = counted(text, limit);
    expect(over === null, JSON.stringify({ text, limit })).toBe(left >= 0 && (bytes?.left ?? 0) >= 0);
    if (limit.counted === 'units') expect(length).toBe(text.length);
    if (limit.counted === 'graphemes') expect(length, JSON.stringify(text)).toBe([...CLUSTERS.segment(text)].length);
    if (bytes) expect(bytes.length).toBe(new TextEncoder().encode(text).length);
    if (over !== null) expect(over).toBeLessThan(text.length);
  }
});

test('clusters are the same wherever a long text is taken apart', () => {
  for (const text of ['ก\u0e33ब्\u200dक'.repeat(300), `e${'\u0301'.repeat(1_500)}дом`, '🇫🇮'.repeat(400), `д${'👨‍👩‍👧‍👦'.repeat(200)}`, `x${'д\u0301'.repeat(700)}`]) expect(counted(text, { most: 10, counted: 'graphemes' }).length).toBe([...CLUSTERS.segment(text)].length);
});

test('a text twice as long takes twice the time, whatever it is made of', () => {
  const shapes = ['Words and more of them, ', 'x', '漢', 'дом', '👨‍👩‍👧‍👦', 'a.', 'http://', 'https://a.a.', '((((', '#a', '@a.', 'https://example.com/path. '];
  const spent = (shape: string, length: number) => {
    const text = shape.repeat(Math.ceil(length / shape.length));
    const before = performance.now();
    counted(text, X);
    return performance.now() - before;
  };
  for (const shape of shapes) {
    const [short, long] = [4_000, 64_000].map((length) => Math.min(...Array.from({ length: 3 }, () => spent(shape, length))));
    // Sixteen times the text; what grows with its square would take 256 times as long.
    expect(long!, shape).toBeLessThan(Math.max(short!, 2) * 80);
  }
});
