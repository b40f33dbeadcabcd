import { expect, test } from 'vitest';
import { readFor } from '#app/domains/analytics/figure.ts';
import { hourCells } from '#app/domains/analytics/overview.ts';

test('the strongest hours are drawn strongest, and those that nobody told of not at all', () => {
  const cell = (weekday: number, each: number | null) => ({ weekday, block: 0, posts: 1, each });
  expect(hourCells([cell(1, 80), cell(2, 41), cell(3, 0), cell(4, null)]).map(({ heat }) => heat)).toEqual([4, 3, 1, 0]);
});

test('how long a reading took, without a minute of sixty seconds', () => {
  expect([readFor(70, 1), readFor(5970, 100), readFor(120, 2), readFor(3540, 59), readFor(0, 3), readFor(10, 0), readFor(null, 2)]).toEqual(['1 min 10 s', '1 min', '1 min', '1 min', '–', '–', '–']);
});
