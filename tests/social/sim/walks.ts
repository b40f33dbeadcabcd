import { type Actor, type Fate, FATES, type Message, SEND_FATES, type SendFate } from '../../publishing/sim/world.ts';
import type { FaultName } from '../../simulators/kit.ts';
import { judge, type Verdict } from './judge.ts';
import { watched } from './observer.ts';
import { draft, type Kind, type Post, schedule } from './people.ts';
import { type Connected, faultsOf, isToPlatform, type Played, type Scene } from './stage.ts';

/** A place at which something waits for an answer, and all that can become of it there. */
export interface Point {
  what: string;
  fates: readonly string[];
}
export type Mishap = { at: number; fate: string };

/** Held up until the lease is over: another takes the work up, and only then does the request arrive. */
const OVERTAKEN = 'overtaken';
const LEASE_MS = 95_000;
const PATIENCE_MINUTES = 100;
const MOST_ROUNDS = 12;

/** One request of an actor goes the way that is meant for it; a fault of the platform's own befalls it where it arrives. */
export async function meet(scene: Scene, actor: Actor, fate: string) {
  const held = actor.held!;
  if (fate === 'arrive' || (FATES as readonly string[]).includes(fate)) return scene.world.advance(actor, fate as Fate);
  if (isToPlatform(held)) scene.running[held.platform].plan({ name: fate as FaultName, on: held.operation!, times: 1 });
  return scene.world.advance(actor, 'arrive');
}

/**
 * A post's whole way on one platform, with a mishap at each of the points that are named; answers the points. What does not
 * end by itself is left to fair weather, and all of it to the judge.
 */
export async function walk(scene: Scene, kind: Kind, platform: Played, mishaps: readonly Mishap[], endsIn?: number): Promise<{ points: Point[]; verdict: Verdict }> {
  scene.begin();
  await scene.forget();
  const account = await scene.connect(platform, endsIn);
  const post = await draft(scene, kind, [account], mark());
  return walkPost(scene, post, account, mishaps);
}

let counter = 0;
const mark = () => (0x10000000 + (counter += 1)).toString(16);

async function walkPost(scene: Scene, post: Post, account: Connected, mishaps: readonly Mishap[]) {
  const { world } = scene;
  const points: Point[] = [];
  const strikes = (what: string, fates: readonly string[]) => {
    points.push({ what, fates });
    return mishaps.find(({ at }) => at === points.length - 1)?.fate;
  };
  world.fair = true;
  await (await schedule(scene, post, 65_000))().ended;
  // What the queue was told at once is lost; the clock's next look finds it.
  world.queue = [];
  await world.pass(62_000);
  world.fair = false;
  world.fateOfSend = () => (strikes('queue', SEND_FATES) ?? 'take') as SendFate;
  const through = async (actor: Actor) => {
    for (await world.quiet(); actor.held; await world.quiet()) {
      const { held } = actor;
      const fates = [...FATES, OVERTAKEN, ...(isToPlatform(held) ? faultsOf(held) : [])];
      const fate = strikes(isToPlatform(held) ? `${held.platform} ${held.operation}` : 'database', fates) ?? 'arrive';
      if (fate === OVERTAKEN) {
        await world.pass(LEASE_MS);
        await through(world.tick());
        await deliverAll();
      }
      await meet(scene, actor, fate === OVERTAKEN ? 'arrive' : fate);
    }
    await actor.ended;
  };
  async function deliverAll() {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const message = world.queue.reduce<Message | undefined>((first, each) => (first && first.at <= each.at ? first : each), undefined);
      if (!message) break;
      world.queue.splice(world.queue.indexOf(message), 1);
      if (message.at > world.now()) await world.pass(message.at - world.now());
      await through(world.deliver(message));
    }
  }
  await through(world.tick());
  await world.pass(5_000);
  await deliverAll();
  const calmFrom = world.now();
  for (const running of Object.values(scene.running)) running.clear();
  await world.fairWeather(PATIENCE_MINUTES);
  const verdict = await judge(scene, [post], await watched(world.superuser, [post.id]), { calmFrom, until: world.now() });
  const named = mishaps.map(({ at, fate }) => `${fate} at ${at} (${points[at]?.what})`).join(', then ');
  verdict.notes = verdict.notes.map((note) => `${account.platform} ${post.kind}, ${named || 'nothing goes wrong'}: ${note}`);
  return { points, verdict };
}

/** Every mishap at every point of that walk, from the point that is named on. */
export const mishapsOf = (points: readonly Point[], from = 0): Mishap[] => points.flatMap(({ fates }, at) => (at < from ? [] : fates.map((fate) => ({ at, fate }))));

/** Where the one request left. */
export const firedAt = (points: readonly Point[]) => points.findIndex(({ what }) => what.endsWith(' publish'));
