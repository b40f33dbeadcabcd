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
    const [t0, p0, c0] = [Date.now(), ours.world.points, process.cpuUsage().user]; const v = await play(ours, seed); if (process.env.TIMES) console.log('seed', seed, Date.now() - t0, 'ms', ours.world.points - p0, 'points', Math.round((process.cpuUsage().user - c0) / 1000), 'cpu');
    if (process.env.LOUD && v.notes.length > 0) {
      const { rows } = await ours.world.superuser.query("select t.id, t.status, t.failure_code, t.fence, t.taken_at, t.wake_at - now() as wake, t.look_at - now() as look, t.scheduled_at - now() as due, t.stumbles, a.platform, a.status as acc, a.renewing_until - now() as ren, a.token_expires_at - now() as tok from post_targets t join social_accounts a on a.id = t.social_account_id where a.deleted_at is null");
      console.table(rows);
      const e = await ours.world.superuser.query("select a.platform, e.segment, e.kind, e.sentence, e.created_at from publish_events e join post_targets t on t.id = e.post_target_id join social_accounts a on a.id = t.social_account_id where a.deleted_at is null order by t.id, e.id");
      for (const r of e.rows.slice(-400)) console.log(r.platform, r.segment, r.kind, r.sentence);
    }
    for (const n of v.notes) console.log(`seed ${seed}: ${n}`);
    v.notes = v.notes.map((n) => `seed ${seed}: ${n}`);
    add(sum, v);
    if (seed % 20 === 0) console.log(seed, Date.now() - began, JSON.stringify({ ...sum, notes: sum.notes.length, minutes: Math.max(...sum.minutes) }));
  }
  console.log(JSON.stringify({ ...sum, notes: sum.notes.length, minutes: Math.max(...sum.minutes) }), Date.now() - began);
  expect(sum.notes).toEqual([]);
}, 20_000_000);
