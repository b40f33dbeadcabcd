import { expect, test } from 'vitest';
import { absolute, clock, dateline, offsetName, relative } from '#app/ui/zoned-time.ts';

const now = new Date('2025-11-20T13:30:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

test('one moment reads as each zone’s own day and clock', () => {
  const at = new Date('2025-12-31T23:30:00Z');
  expect(absolute(at, 'America/New_York', now)).toBe('Wed 31 Dec, 18:30');
  expect(absolute(at, 'Europe/Helsinki', now)).toBe('Thu 1 Jan 2026, 01:30');
  expect(dateline(at, 'Asia/Tokyo')).toBe('Thursday 1 January 2026');
});

test('midnight is 00:00, never 24:00', () => {
  expect(clock(new Date('2025-11-20T00:00:00Z'), 'UTC')).toBe('00:00');
});

test('the hour that summer time repeats keeps its two offsets apart', () => {
  expect(offsetName(new Date('2025-10-26T00:30:00Z'), 'Europe/Berlin')).toBe('UTC+2');
  expect(offsetName(new Date('2025-10-26T01:30:00Z'), 'Europe/Berlin')).toBe('UTC+1');
  expect(clock(new Date('2025-10-26T00:30:00Z'), 'Europe/Berlin')).toBe(clock(new Date('2025-10-26T01:30:00Z'), 'Europe/Berlin'));
});

test('offsets show minutes where a zone has them, and a minus sign west of Greenwich', () => {
  expect(offsetName(now, 'Asia/Kathmandu')).toBe('UTC+5:45');
  expect(offsetName(now, 'America/St_Johns')).toBe('UTC−3:30');
  expect(offsetName(now, 'UTC')).toBe('UTC');
});

test('distance is told in the largest words that still help', () => {
  expect(relative(later(134), now)).toBe('in 2 h 14 min');
  expect(relative(later(120), now)).toBe('in 2 h');
  expect(relative(later(-59), now)).toBe('59 min ago');
  expect(relative(later(-60 * 26), now)).toBe('1 day ago');
  expect(relative(later(0.5), now)).toBe('now');
});
