import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { add, noVerdict, type Verdict } from './sim/judge.ts';
import type { Kind } from './sim/people.ts';
import { type Played, Scene } from './sim/stage.ts';
import { firedAt, mishapsOf, walk } from './sim/walks.ts';

let ours: Scene;

beforeAll(async () => {
  for (const level of ['warn', 'error', 'log', 'info'] as const) if (level !== 'log') vi.spyOn(console, level).mockImplementation(() => undefined);
  ours = await Scene.open();
});
afterAll(() => ours.stop());

const WALKS: [Played, Kind][] = [['mastodon', 'words'], ['mastodon', 'picture'], ['mastodon', 'thread'], ['bluesky', 'picture'], ['bluesky', 'thread'], ['wordpress', 'picture'], ['instagram', 'comment'], ['threads', 'thread'], ['threads', 'picture'], ['youtube', 'film'], ['twitter', 'picture'], ['twitter', 'thread'], ['pinterest', 'picture'], ['facebook', 'comment'], ['medium', 'picture']];
const THIN = Number(process.env.THIN ?? 1); let turn = 0; const thin = () => (turn += 1) % THIN === 0;
const only = process.env.ONLY?.split(',');

test('whatever goes wrong at whichever point, on each platform', async () => {
  const sum = noVerdict();
  for (const [platform, kind] of WALKS) {
    if (only && !only.includes(platform)) continue;
    try {
    const { points, verdict } = await walk(ours, kind, platform, []);
    console.log(platform, kind, points.map(({ what }) => what).join(' | '), JSON.stringify(verdict.classes), verdict.notes.join('\n'));
    add(sum, verdict);
    if (process.env.CLEAN) continue;
    for (const mishap of mishapsOf(points).filter(thin)) add(sum, (await walk(ours, kind, platform, [mishap])).verdict);
    const at = firedAt(points);
    const first = { at, fate: 'lose-answer' };
    const unclear = await walk(ours, kind, platform, [first]);
    console.log(platform, kind, unclear.points.map(({ what }) => what).join(' | '));
    for (const mishap of mishapsOf(unclear.points, at + 1).filter(thin)) add(sum, (await walk(ours, kind, platform, [first, mishap])).verdict);
    } catch (e) { console.log(platform, kind, String(e)); }
    console.log(sum.notes.splice(0).join('\n'));
  }
  console.log(JSON.stringify(sum));
  expect(sum.notes).toEqual([]);
}, 6_000_000);
