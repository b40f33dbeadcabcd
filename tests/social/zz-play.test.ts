import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { add, noVerdict } from './sim/judge.ts';
import { play } from './sim/play.ts';
import { Scene } from './sim/stage.ts';

let ours: Scene;
beforeAll(async () => {
  for (const level of ['warn', 'error', 'info'] as const) if (!process.env.LOUD) vi.spyOn(console, level).mockImplementation(() => undefined);
  ours = await Scene.open();
});
afterAll(() => ours.stop());
const [from, to] = (process.env.SEEDS ?? '1-6').split('-').map(Number) as [number, number];
test('play', async () => {
  const sum = noVerdict();
  const began = Date.now();
  for (let seed = from; seed <= to; seed += 1) {
    const v = await play(ours, seed);
    for (const n of v.notes) console.log(`seed ${seed}: ${n}`);
    v.notes = v.notes.map((n) => `seed ${seed}: ${n}`);
    add(sum, v);
    if (seed % 20 === 0) console.log(seed, Date.now() - began, JSON.stringify({ ...sum, notes: sum.notes.length, minutes: Math.max(...sum.minutes) }));
  }
  console.log(JSON.stringify({ ...sum, notes: sum.notes.length, minutes: Math.max(...sum.minutes) }), Date.now() - began);
  expect(sum.notes).toEqual([]);
}, 20_000_000);
