import { expect, test } from 'vitest';
import { absolute, clock, dateline, inZones, offsetName, relative, resolutionNote } from '#app/ui/zoned-time.ts';

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

test('one moment on every clock that matters: each zone once, the reader’s first, told whose it is', () => {
  const at = new Date('2025-11-21T09:00:00Z');
  expect(inZones(at, now, { reader: 'Europe/Berlin', organization: 'America/New_York', schedule: 'Europe/Berlin' })).toEqual([
    { zone: 'Europe/Berlin', whose: 'Your time and the schedule’s', time: 'Fri 21 Nov, 10:00', name: 'Berlin, UTC+1' },
    { zone: 'America/New_York', whose: 'The organization’s', time: 'Fri 21 Nov, 04:00', name: 'New York, UTC−5' },
  ]);
  expect(inZones(at, now, { reader: 'UTC', organization: 'UTC', schedule: 'UTC' }).map(({ whose }) => whose)).toEqual(['Your time, the organization’s and the schedule’s']);
});

test('a time that the clocks skip or repeat is told to whoever chose it', () => {
  expect(resolutionNote('exact', '09:00', now, 'Europe/Berlin')).toBeNull();
  expect(resolutionNote('gap', '02:30', new Date('2026-03-29T01:30:00Z'), 'Europe/Berlin')).toBe('Clocks in Berlin go forward and skip 02:30 that day. It becomes 03:30.');
  expect(resolutionNote('overlap', '02:30', new Date('2026-10-25T00:30:00Z'), 'Europe/Berlin')).toBe('Clocks in Berlin go back and show 02:30 twice that day. The first is taken, at UTC+2.');
});
