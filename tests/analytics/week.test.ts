import { expect, test } from 'vitest';
import type { Summed } from '#db/queries/analytics.ts';
import { weekWords } from '#app/domains/analytics/week.ts';

const week = (isNow: boolean, posts: number, impressions: number | null) => ({ isNow, posts, told: 0, impressions }) as Summed & { isNow: boolean };
const read = (isNow: boolean, views: number) => ({ isNow, views, readSeconds: 0 });

test('the week is told with what is known, and against the one before', () => {
  expect(weekWords({ figures: [week(true, 4, 7100), week(false, 3, 5000)], readings: [read(true, 1204), read(false, 1204)] })).toBe(
    '4 posts went out and were shown 7,100 times, 42 % more than in the 7 days before. Pieces were read 1,204 times, as often as in the 7 days before.',
  );
  expect(weekWords({ figures: [week(true, 1, 1)], readings: [] })).toBe('One post went out and was shown once.');
  expect(weekWords({ figures: [week(true, 2, 90), week(false, 1, 3)], readings: [] })).toBe('2 posts went out and were shown 90 times, 30 times as much as in the 7 days before.');
});

test('what nobody told is left out, and a week without anything has no words', () => {
  expect(weekWords({ figures: [week(true, 2, null), week(false, 2, 10)], readings: [] })).toBe('2 posts went out.');
  expect(weekWords({ figures: [week(false, 2, 10)], readings: [read(false, 3)] })).toBeNull();
});
