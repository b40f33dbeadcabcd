import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { playAll, postsIn, seedsOf, sentenceOf } from './sim/compare.ts';
import { add, judge, noVerdict, type Verdict } from './sim/judge.ts';
import { NAIVE } from './sim/naive.ts';
import { watched } from './sim/observer.ts';
import { decide, draft, edit, type Kind, pause, resume, schedule } from './sim/people.ts';
import { isToPlatform, type Played, Scene } from './sim/stage.ts';
import { firedAt, type Mishap, mishapsOf, walk } from './sim/walks.ts';

/** SEEDS=1-1000 plays the whole: every mishap at every point of every walk, too. Without it, what a build has time for. */
const WHOLE = process.env.SEEDS !== undefined;
const SEEDS = seedsOf(process.env.SEEDS ?? '1-4');
const NAIVE_SEEDS = SEEDS.slice(0, WHOLE ? 100 : 3);
const TIMEOUT = WHOLE ? 36_000_000 : 300_000;

let ours: Scene;
let naive: Scene;

beforeAll(async () => {
  // Each failure that is brought about is logged by the app, as it should be.
  for (const level of ['warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  [ours, naive] = [await Scene.open(), await Scene.open(NAIVE)];
});
afterAll(() => Promise.all([ours.stop(), naive.stop()]));

/** Of each platform what walks most of it: containers, uploads, threads, comments, and tokens that can be renewed once. */
const WALKS: [platform: Played, kind: Kind, endsIn?: number][] = [
  ['mastodon', 'thread'],
  ['mastodon', 'picture'],
  ['bluesky', 'picture'],
  ['wordpress', 'picture'],
  ['instagram', 'comment'],
  ['threads', 'picture'],
  ['threads', 'thread'],
  ['youtube', 'film'],
  ['twitter', 'picture'],
  ['twitter', 'thread'],
  ['pinterest', 'picture'],
  ['facebook', 'comment'],
  ['medium', 'picture'],
  ['bluesky', 'words', 60],
  ['twitter', 'words', 60],
];

/** One point in so many, another each time: together they come to all kinds of mishaps. */
const EACH = WHOLE ? 1 : 53;

test('whatever goes wrong at whichever point, on each platform', async () => {
  const sum = noVerdict();
  let count = 0;
  const walkWith = async (platform: Played, kind: Kind, endsIn: number | undefined, mishaps: readonly Mishap[]) => {
    const { points, verdict } = await walk(ours, kind, platform, mishaps, endsIn);
    add(sum, verdict);
    return points;
  };
  const some = (mishaps: readonly Mishap[]) => mishaps.filter(() => (count += 1) % EACH === 0);
  for (const [platform, kind, endsIn] of WALKS) {
    const points = await walkWith(platform, kind, endsIn, []);
    for (const mishap of some(mishapsOf(points))) await walkWith(platform, kind, endsIn, [mishap]);
    // Whoever has sent and does not know the end of it looks: what goes wrong with that.
    const unclear = { at: firedAt(points), fate: 'lose-answer' };
    for (const mishap of some(mishapsOf(await walkWith(platform, kind, endsIn, [unclear]), unclear.at + 1))) await walkWith(platform, kind, endsIn, [unclear, mishap]);
  }
  console.log(sentenceOf(`walks of ${WALKS.length} posts, ${count} mishaps known, one in ${EACH} played`, sum));
  expect(sum.notes).toEqual([]);
}, TIMEOUT);

test.each([0, 1])('an answer that is written down when part %i of the thread is long out takes nothing back', async (part) => {
  const { points } = await walk(ours, 'thread', 'mastodon', []);
  const published = points.flatMap(({ what }, at) => (what === 'mastodon publish' ? [at] : []));
  const { verdict } = await walk(ours, 'thread', 'mastodon', [{ at: published[part]! + 1, fate: 'overtaken' }]);
  expect(verdict.notes).toEqual([]);
  expect(verdict.classes.K).toMatchObject({ live: 3, double: 0 });
}, TIMEOUT);

test.each(['bluesky', 'twitter'] as const)('new tokens of %s that are written down when another has long asked for them lose nothing', async (platform) => {
  const { points } = await walk(ours, 'words', platform, [], 60);
  const renewed = points.findIndex(({ what }) => what === `${platform} refresh`);
  const { points: walked, verdict } = await walk(ours, 'words', platform, [{ at: renewed + 1, fate: 'overtaken' }], 60);
  expect([walked[renewed]!.what, walked[renewed + 1]!.what]).toEqual([`${platform} refresh`, 'database']);
  expect(verdict.notes).toEqual([]);
  expect(verdict).toMatchObject({ accountsLost: 0, classes: { [platform === 'bluesky' ? 'K' : 'S']: { live: 1, double: 0, lost: 0, asked: 0 } } });
}, TIMEOUT);

test('words that may still arrive are not replaced by others', async () => {
  const { world } = ours;
  ours.begin();
  await ours.forget();
  await world.superuser.query(`update organizations set settings = '{"postApprovals": {"required": 1, "fourEyes": false}}'`);
  world.fair = true;
  // Of two accounts one is paused: for its sake the approval can still be taken back.
  const [at, held] = [await ours.connect('mastodon'), await ours.connect('bluesky')];
  const post = await draft(ours, 'words', [at, held], '5eed0001');
  await pause(ours, held.id)().ended;
  await (await schedule(ours, post, 5_000))().ended;
  await (await decide(ours, post, 'approved'))!().ended;
  world.queue = [];
  await world.pass(6_000);
  await world.tick().ended;
  world.fair = false;
  const { rows } = await world.superuser.query('select id from post_targets where social_account_id = $1', [at.id]);
  const message = () => world.queue.splice(0).find(({ body }) => body.id === rows[0].id)!;
  const sending = world.deliver(message());
  for (await world.quiet(); sending.held; await world.quiet()) await world.advance(sending, isToPlatform(sending.held) && sending.held.operation === 'publish' ? 'straggle' : 'arrive');
  const [straggler] = world.stragglers.splice(0);
  await world.pass(3_000);
  const looking = world.deliver(message());
  // Whoever looks finds nothing; before it is sent again, the approval is taken back and others are approved.
  let asked = false;
  for (await world.quiet(); looking.held && !asked; await world.quiet()) {
    asked = isToPlatform(looking.held);
    await world.advance(looking, 'arrive');
  }
  world.fair = true;
  await (await decide(ours, post, 'changes_requested'))!().ended;
  await world.advance(looking, 'arrive');
  await looking.ended;
  await (await edit(ours, post))().ended;
  const approve = await decide(ours, post, 'approved');
  await approve?.().ended;
  await resume(ours, held.id)().ended;
  const calmFrom = world.now();
  await world.fairWeather(60);
  await straggler!();
  const verdict = await judge(ours, [post], await watched(world.superuser, [post.id]), { calmFrom, until: world.now() });
  await world.superuser.query("update organizations set settings = '{}'");
  expect(verdict.notes).toEqual([]);
  expect(verdict.classes.K).toMatchObject({ double: 0, lost: 0 });
}, TIMEOUT);

test('each post goes out exactly once where a platform can be asked, and never twice where it cannot', async () => {
  const sum = await playAll(ours, SEEDS);
  console.log(sentenceOf(`ours, ${SEEDS.length} seeds, ${postsIn(SEEDS.length)} posts, ${ours.world.points} requests and messages`, sum));
  expect(sum.notes).toEqual([]);
}, TIMEOUT);

test('a naive publisher on the same rig does not', async () => {
  const sum = await playAll(naive, NAIVE_SEEDS);
  console.log(sentenceOf(`a naive publisher, ${NAIVE_SEEDS.length} seeds, ${postsIn(NAIVE_SEEDS.length)} posts`, sum));
  const all = (what: 'double' | 'lost') => Object.values(sum.classes as Verdict['classes']).reduce((count, of) => count + of[what], 0);
  expect(all('double')).toBeGreaterThan(0);
  expect(all('lost') + sum.falseFailed + sum.falsePublished + sum.forbidden).toBeGreaterThan(0);
}, TIMEOUT);
