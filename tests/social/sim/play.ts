import { dice as diceOf } from '../../support/zones.ts';
import { FATES, SEND_FATES } from '../../publishing/sim/world.ts';
import type { Actor } from '../../publishing/sim/world.ts';
import { judge, type Verdict } from './judge.ts';
import { watched } from './observer.ts';
import { cancel, decide, draft, edit, type Kind, KINDS, pause, type Post, resume, schedule } from './people.ts';
import { type Connected, faultsOf, isToPlatform, PLAYED, type Played, type Scene } from './stage.ts';
import { meet } from './walks.ts';

export const POSTS = 4;
const STEPS = 260;
const PATIENCE_MINUTES = 200;
/** Platforms whose tokens can be renewed right away, and so may be about to end. */
const RENEWED: readonly Played[] = ['twitter', 'bluesky', 'pinterest', 'youtube'];

/** One seed: people decide, the clock and the queue work, the platforms answer or not, and everything breaks; then the weather is fair, and it is judged. */
export async function play(scene: Scene, seed: number): Promise<Verdict> {
  const { world } = scene;
  const dice = diceOf(seed);
  const chance = (share: number) => dice.next() < share;
  const badness = dice.pick([0.04, 0.12, 0.25]);
  const stormy = seed % 5 === 0;
  scene.begin();
  await scene.forget();
  world.fair = true;
  const needsApproval = chance(0.3);
  await world.superuser.query("update organizations set settings = jsonb_build_object('postApprovals', jsonb_build_object('required', $1::int, 'fourEyes', false))", [needsApproval ? 1 : 0]);
  const accounts = new Map<Played, Connected>();
  const connected = async (platform: Played) => {
    const known = accounts.get(platform);
    if (known) return known;
    const endsIn = RENEWED.includes(platform) && chance(0.5) ? 60 + dice.upTo(900) : undefined;
    const account = await scene.connect(platform, endsIn);
    accounts.set(platform, account);
    return account;
  };
  const posts: Post[] = [];
  for (let index = 0; index < POSTS; index += 1) {
    const kind = dice.pick(['words', 'words', 'thread', 'picture', 'picture', 'comment', 'film'] as const satisfies readonly Kind[]);
    const wanted = PLAYED.filter((platform) => (KINDS[kind] as readonly Played[]).includes(platform) && chance(0.4));
    const targets: Connected[] = [];
    for (const platform of wanted.length > 0 ? wanted : [dice.pick(KINDS[kind])]) targets.push(await connected(platform));
    posts.push(await draft(scene, kind, targets, ((seed * 16 + index) >>> 0).toString(16).padStart(8, '0')));
  }
  const atWork = new Set<string>();
  const undecided = new Set(posts);
  const paused = new Set<string | null>();
  world.fair = false;
  world.fateOfSend = () => (chance(badness) ? dice.pick(SEND_FATES) : 'take');

  const begin = (key: string, start: () => Actor) => {
    atWork.add(key);
    const actor = start();
    actor.ended = actor.ended.then(() => void atWork.delete(key));
  };

  async function deal(post: Post) {
    if (atWork.has(post.id)) return;
    undecided.delete(post);
    const { rows } = await world.superuser.query('select status, version from posts where id = $1', [post.id]);
    const { status, version } = rows[0] as { status: string; version: number };
    const deed = dice.next();
    if (status === 'draft' || status === 'cancelled') return begin(post.id, await schedule(scene, post, 3_000 + dice.upTo(chance(0.6) ? 60_000 : 600_000)));
    if (needsApproval && version > 0 && deed < 0.6) {
      const word = await decide(scene, post, chance(0.85) ? 'approved' : 'changes_requested');
      return word && begin(post.id, word);
    }
    if (deed < 0.75) return begin(post.id, await edit(scene, post));
    if (deed < 0.9) return begin(post.id, cancel(scene, post, chance(0.5) ? 'draft' : 'cancelled'));
    return begin(post.id, await schedule(scene, post, 3_000 + dice.upTo(120_000)));
  }

  function stop() {
    const whose = chance(0.3) ? null : dice.pick([...accounts.values()]).id;
    if (atWork.has(`pause ${whose}`)) return;
    begin(`pause ${whose}`, paused.has(whose) ? resume(scene, whose) : pause(scene, whose));
    if (!paused.delete(whose)) paused.add(whose);
  }

  async function forward(actor: Actor) {
    const held = actor.held!;
    if (!chance(badness)) return meet(scene, actor, 'arrive');
    return meet(scene, actor, dice.pick(isToPlatform(held) && chance(0.5) ? [...faultsOf(held), 'lose-answer'] : FATES));
  }

  for (let step = 0; step < STEPS || undecided.size > 0; step += 1) {
    const held = world.waiting();
    const deed = dice.next();
    if (held.length > 0 && (deed < 0.74 || held.length > 8)) {
      const some = stormy && chance(0.3) ? held.slice(0, 3) : [dice.pick(held)];
      await Promise.all(some.map(forward));
    } else if (deed < 0.79) await deal(undecided.size > 0 && chance(0.8) ? dice.pick([...undecided]) : dice.pick(posts));
    else if (deed < 0.8) stop();
    else if (deed < 0.87) {
      world.tick();
      if (chance(0.2)) world.tick();
    } else if (deed < 0.95) {
      const message = dice.pick(world.queue);
      if (message && (message.at <= world.now() || chance(0.1))) {
        if (!chance(0.15)) world.queue.splice(world.queue.indexOf(message), 1);
        world.deliver(message);
      }
    } else if (deed < 0.985) await pass();
    else if (deed < 0.99) world.queue = [];
    else await world.stragglers.splice(dice.upTo(world.stragglers.length), 1)[0]?.().catch(() => undefined);
    await world.quiet();
  }

  async function pass() {
    // Our clock alone may jump, by less than what clocks differ anyway.
    scene.alone = chance(0.06);
    await world.pass(scene.alone ? dice.upTo(20_000) - 10_000 : chance(0.08) ? 600_000 : dice.upTo(45_000));
    scene.alone = false;
  }

  if (chance(0.3)) world.queue = [];
  for (const actor of world.waiting()) if (chance(badness)) await world.advance(actor, 'die-after');
  await world.quiet();
  for (const running of Object.values(scene.running)) running.clear();
  // Those who are still at it end first, and what is on its way arrives: whoever is paused after that is meant to be resumed.
  world.fair = true;
  for (const straggler of world.stragglers.splice(0)) await straggler().catch(() => undefined);
  for (const actor of world.waiting()) await world.advance(actor, 'arrive');
  await world.quiet();
  const { rows } = await world.superuser.query("select id from social_accounts where paused_at is not null and deleted_at is null union all select null from organizations where settings ->> 'socialPausedAt' is not null");
  for (const { id } of rows) await resume(scene, id as string | null)().ended;
  const calmFrom = world.now();
  await world.fairWeather(PATIENCE_MINUTES);
  return judge(scene, posts, await watched(world.superuser, posts.map(({ id }) => id)), { calmFrom, until: world.now() });
}
