import { expect, test } from 'vitest';
import { roundUp } from '#app/ui/bar-chart.tsx';

test('the top of a chart is a number that people count in, not below the highest bar, and its half is whole', () => {
  expect([0, 1, 3, 5, 7, 25, 180, 240, 1804, 7801].map(roundUp)).toEqual([2, 2, 4, 10, 10, 40, 200, 250, 2000, 10_000]);
  for (let most = 0; most < 3000; most += 1) expect([roundUp(most) >= most, roundUp(most) % 2]).toEqual([true, 0]);
});
