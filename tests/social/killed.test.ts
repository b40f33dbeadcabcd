import { expect, test } from 'vitest';
import { runKilled } from './live/killed.ts';

test('a Worker that is killed with -9 over and over, and Postgres with it, loses no post and makes none twice', { timeout: 180_000 }, async () => {
  const run = await runKilled({ targets: 60, kills: 12, crashes: 1, wave: 20 });
  expect(run).toMatchObject({ crashes: 1, lost: 0, double: 0, false: 0, silent: 0, askedInVain: 0, notes: [] });
  expect(run.out + run.asked).toBeGreaterThanOrEqual(60);
  // It stops killing when there is nothing left to do.
  expect(run.kills).toBeGreaterThanOrEqual(4);
  expect(Object.keys(run.named).length).toBeGreaterThanOrEqual(2);
});
