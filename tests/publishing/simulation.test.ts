import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { add, judge, noVerdict, type Verdict } from './sim/judge.ts';
import { NAIVE } from './sim/naive.ts';
import { MOST_MINUTES_LATE, PIECES, play } from './sim/play.ts';
import { cancel, due, mishapsOf, move, orders, publish, race, schedule, type Subject, unpublish, walk } from './sim/walks.ts';
import { gathered } from './sim/play.ts';
import { watched } from './sim/observer.ts';
import { World } from './sim/world.ts';

/** SEEDS=1-1000 plays the whole: 10,000 pieces, every mishap at every point, every order. Without it, what a build has time for. */
const WHOLE = process.env.SEEDS !== undefined;
const [from, to] = (process.env.SEEDS ?? '1-6').split('-').map(Number) as [number, number];
const NAIVE_SEEDS = WHOLE ? 100 : 3;

let ours: World;
let naive: World;

beforeAll(async () => {
  // Each failure that is brought about is logged by the app, as it should be.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  [ours, naive] = [await World.open(), await World.open(NAIVE)];
});
afterAll(() => Promise.all([ours.close(), naive.close()]));

function print(name: string, { decided, lost, double, forbidden, early, late, wrongWords, torn, untold, failed, lateness }: Verdict) {
  const sorted = [...lateness].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]! / 1000).toFixed(2);
  const calm = sorted.length > 0 ? `; ${sorted.length} came due in fair weather, late by ${at(0.5)} s (median), ${at(0.99)} s (p99), ${at(1)} s (most)` : '';
  console.log(
    `${name}: of ${decided} moments ${lost} lost, ${double} double, ${forbidden} not decided, ${early} early, ${late} late, ${wrongWords} with other words, ${torn} releases torn, ${untold} changes not told once, ${failed} told to people instead${calm}`,
  );
}

test('each piece appears exactly once, at its time, from its pinned revision', async () => {
  const sum = noVerdict();
  for (let seed = from; seed <= to; seed += 1) {
    const verdict = await play(ours, seed);
    verdict.notes = verdict.notes.map((note) => `seed ${seed}: ${note}`);
    add(sum, verdict);
  }
  print(`ours, ${to - from + 1} seeds, ${(to - from + 1) * PIECES} pieces, ${ours.points} requests and messages`, sum);

  expect(sum.notes).toEqual([]);
  expect(sum.failed).toBe(0);
}, WHOLE ? 7_200_000 : 300_000);

/** What came of all that went wrong, once nothing goes wrong any more. */
async function settled(items: string[]): Promise<Verdict> {
  const calmFrom = ours.now();
  await ours.fairWeather(100);
  return judge(await watched(ours.superuser, items), { calmFrom, minutes: MOST_MINUTES_LATE });
}

test('whatever goes wrong at whichever point, of a piece, a takedown or a release', async () => {
  let taken = 0;
  const items: string[] = [];
  const one = async () => {
    const [item] = (await ours.pieces(1)) as [string];
    items.push(item);
    return item;
  };
  const walks: Record<string, () => Promise<[() => ReturnType<World['tick']>, Subject]>> = {
    async piece() {
      const item = await one();
      return [publish(ours, item, 1, 65_000), { item }];
    },
    async takedown() {
      const item = await one();
      ours.fair = true;
      await publish(ours, item, 1, null)().ended;
      return [unpublish(ours, item, 65_000), { item }];
    },
    async release() {
      const parts = [await one(), await one(), await one()];
      const release = await gathered(ours, parts);
      return [schedule(ours, release, 65_000), { release }];
    },
    async now() {
      const item = await one();
      return [publish(ours, item, 1, null), { item }];
    },
    async 'taken address'() {
      taken += 1;
      const [live, late] = [await one(), await one()];
      ours.fair = true;
      await publish(ours, live, 1, null)().ended;
      await ours.superuser.query("with freed as (update content_items set slug = slug || '-moved' where id = $1) update published_items set slug = 'taken-' || $2 where content_item_id = $1", [live, late]);
      await ours.superuser.query("update content_items set slug = 'taken-' || id where id = $1", [late]);
      return [publish(ours, late, 1, 65_000), { item: late }];
    },
  };
  const counts: string[] = [];
  for (const [name, prepare] of Object.entries(walks)) {
    const points = await walk(ours, ...(await prepare()), null);
    // A build takes one mishap for each point, another at the next; a refusal that is not written down was lost once.
    const mishaps = mishapsOf(points).filter(({ fate }, index) => WHOLE || index % 5 === Math.floor(index / 5) % 5 || (name === 'taken address' && fate === 'lose'));
    for (const mishap of mishaps) await walk(ours, ...(await prepare()), mishap);
    counts.push(`${name}: ${points.length} points, ${mishaps.length} mishaps`);
  }
  const verdict = await settled(items);
  print(counts.join('; '), verdict);
  expect(verdict.notes).toEqual([]);
  // Of those whose address is taken each is told to people; nothing else is.
  expect(verdict.failed).toBeGreaterThan(0);
  expect(verdict.failed).toBeLessThanOrEqual(taken);
}, WHOLE ? 7_200_000 : 300_000);

test('in whichever order the requests of two come that meet over one piece', async () => {
  const items: string[] = [];
  for (const [length, meet] of [
    [2, (publication: string) => cancel(ours, publication)],
    [2, (publication: string) => move(ours, publication)],
    [2, (_publication: string, item: string) => publish(ours, item, 1, null)],
    [4, (_publication: string, _item: string, consumer: () => ReturnType<World['tick']>) => consumer],
  ] as const) {
    for (const order of orders(4, length).filter((_, index) => WHOLE || index % 3 === 0)) {
      const [item] = (await ours.pieces(1)) as [string];
      items.push(item);
      const { publication, consumer } = await due(ours, item);
      // Of two consumers the first is held up until its lease is over: only then can both be at it.
      const stall = length === 4 ? () => ours.pass(61_000) : undefined;
      await race(ours, consumer, meet(publication, item, consumer), order, stall);
    }
  }
  const verdict = await settled(items);
  print(`two at once, in ${items.length} orders`, verdict);
  expect(verdict.notes).toEqual([]);
  expect(verdict.failed).toBe(0);
}, WHOLE ? 7_200_000 : 300_000);

test('a database that fails for minutes makes nothing wait for an hour', async () => {
  const [item] = (await ours.pieces(1)) as [string];
  await due(ours, item);
  for (let minute = 0; minute < 8; minute += 1) {
    ours.fair = true;
    await ours.tick().ended;
    for (const message of ours.queue.splice(0)) {
      ours.fair = false;
      const actor = ours.deliver(message);
      let asked = 0;
      for (await ours.quiet(); actor.held; await ours.quiet()) await ours.advance(actor, (asked += 1) === 3 ? 'lose' : 'arrive');
    }
    ours.queue = [];
    await ours.pass(60_000);
  }
  expect((await settled([item])).notes).toEqual([]);
}, 300_000);

test('whoever loses a deadlock to a tag that is renamed publishes at the next look', async () => {
  const items = await ours.pieces(2);
  const tags: string[] = [];
  ours.fair = true;
  for (const item of items) {
    const { rows } = await ours.superuser.query("insert into tags (organization_id, name, slug) values ($1, $2, $2) returning id", [ours.organizationId, `tag-${item}`]);
    await ours.superuser.query('insert into content_item_tags (organization_id, content_item_id, tag_id) values ($1, $2, $3)', [ours.organizationId, item, rows[0].id]);
    tags.push(rows[0].id);
    await publish(ours, item, 1, null)().ended;
  }
  await ours.fairWeather(10);
  await ours.edit(items[0]!);
  await publish(ours, items[0]!, 2, 5_000)().ended;
  ours.queue = [];
  await ours.pass(6_000);
  const { rows } = await ours.superuser.query("select job_id from publications where content_item_id = $1 and status = 'scheduled'", [items[0]]);
  const rename = (tag: string) => ours.superuser.query("update tags set name = name || ' renamed' where id = $1", [tag]);
  await ours.superuser.query("begin; set local deadlock_timeout = '1min'");
  await rename(tags[1]!);
  const consumer = ours.deliver({ body: { id: rows[0].job_id, type: 'publishing.publication' }, at: 0, tries: 9 });
  for (let waits = 0; waits === 0; ) waits = (await ours.superuser.query("select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).rows[0].n;
  await rename(tags[0]!);
  await ours.superuser.query('commit');
  await consumer.ended;
  expect((await settled(items)).notes).toEqual([]);
}, 300_000);

test('a naive publisher on the same rig does not', async () => {
  const sum = noVerdict();
  for (let seed = from; seed < from + NAIVE_SEEDS; seed += 1) add(sum, await play(naive, seed));
  print(`a naive publisher, ${NAIVE_SEEDS} seeds, ${NAIVE_SEEDS * PIECES} pieces`, sum);
  expect(sum.double).toBeGreaterThan(0);
  expect(sum.lost + sum.wrongWords + sum.forbidden).toBeGreaterThan(0);
}, WHOLE ? 7_200_000 : 300_000);
