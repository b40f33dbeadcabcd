import { expect, test } from 'vitest';
import { likeness, type Neighbour, warningsOf } from '#app/domains/social/composing/collision.ts';

const text = 'Night trains are back: from Friday on you can sleep your way from the harbour to the mountains.';
const post = (more: Partial<Neighbour> = {}): Neighbour => ({ postId: 'new', accountId: 'a', text, at: new Date('2026-03-29T09:00:00Z'), ...more });
const others = (more: Partial<Neighbour>) => warningsOf(post(), [post({ postId: 'old', ...more })]);

test('nearly the same words on the same account within a month are told', () => {
  const at = new Date('2026-03-26T09:00:00Z');
  expect(others({ at })).toEqual([{ kind: 'duplicate', postId: 'old', sentence: 'This account says nearly the same 3 days before it.' }]);
  expect(others({ at, text: `${text.replace('Friday', 'Sunday')} https://demo.example/trains #rail` })).toHaveLength(1);
  expect(others({ at, accountId: 'b' })).toEqual([]);
  expect(others({ at, postId: 'new' })).toEqual([]);
  expect(others({ at: new Date('2026-02-20T09:00:00Z') })).toEqual([]);
  expect(others({ at, text: 'The ice on the lake is thick enough to skate on from Friday on, says the harbour.' })).toEqual([]);
});

test('another post within minutes is told, whatever it says', () => {
  expect(others({ text: 'Ice', at: new Date('2026-03-29T09:12:00Z') })).toEqual([{ kind: 'collision', postId: 'old', sentence: 'Another post of this account goes out 12 minutes after it.' }]);
  expect(others({ text: 'Ice', at: new Date('2026-03-29T09:00:00Z') })[0]?.sentence).toBe('Another post of this account goes out at the same moment.');
  expect(others({ text: 'Ice', at: new Date('2026-03-29T08:45:00Z') })).toEqual([]);
  expect(warningsOf(post(), [post({ postId: 'old', text: 'Ice', at: new Date('2026-03-29T08:10:00Z') })], 60)).toHaveLength(1);
});

test('likeness knows every writing, and nothing is like nothing', () => {
  expect(likeness(text, text.toUpperCase())).toBe(1);
  expect(likeness('夜行列車が帰ってきました。金曜日から', '夜行列車が帰ってきました。土曜日から')).toBeGreaterThan(0.5);
  expect(likeness('', '')).toBe(0);
  expect(likeness('https://demo.example/a', 'https://demo.example/a')).toBe(0);
  expect(likeness(text, 'Something else altogether')).toBeLessThan(0.1);
});
