import { cancelPublication, movePublication } from '#app/domains/publishing/move-publication.server.ts';
import { publishItem } from '#app/domains/publishing/publish-item.server.ts';
import { scheduleRelease } from '#app/domains/publishing/schedule-release.server.ts';
import { unpublishItem } from '#app/domains/publishing/unpublish-item.server.ts';
import { wallIn } from '../desk.ts';
import { type Actor, type Fate, FATES, SEND_FATES, type SendFate, type World } from './world.ts';

type Start = () => Actor;
export type Subject = { item: string } | { release: string };
type Point = 'request' | 'message';
/** At which point of the walk what goes wrong; without one nothing does, and the points are told. */
export type Mishap = { at: number; fate: Fate | SendFate };

const jobOf = async (world: World, subject: Subject) =>
  'release' in subject
    ? (await world.superuser.query("select job_id from releases where id = $1 and status = 'scheduled'", [subject.release])).rows[0]?.job_id
    : (await world.superuser.query("select job_id from publications where content_item_id = $1 and status = 'scheduled' order by id desc limit 1", [subject.item])).rows[0]?.job_id;

export const publish = (world: World, item: string, revision: number, ms: number | null): Start => () =>
  world.start('publish', async (context) => void (await publishItem(world.handle(context), { itemId: item, revision, at: ms === null ? null : wallIn(ms) })));
export const unpublish = (world: World, item: string, ms: number | null): Start => () =>
  world.start('unpublish', async (context) => void (await unpublishItem(world.handle(context), { itemId: item, at: ms === null ? null : wallIn(ms) })));
export const schedule = (world: World, release: string, ms: number): Start => () =>
  world.start('release', async (context) => void (await scheduleRelease(world.handle(context), { releaseId: release, at: wallIn(ms) })));
export const cancel = (world: World, id: string): Start => () => world.start('cancel', async (context) => void (await cancelPublication(world.handle(context), { publicationId: id })));
export const move = (world: World, id: string): Start => () => world.start('move', async (context) => void (await movePublication(world.handle(context), { publicationId: id, ...wallIn(90_000) })));

const consumerOf = (world: World, id: string, type = 'publishing.publication'): Start => () => world.deliver({ body: { id, type }, at: 0, tries: 9 });

/** A piece's whole way, decided by a person and carried out by the clock and the queue, with one mishap at one point. */
export async function walk(world: World, decide: Start, subject: Subject, mishap: Mishap | null): Promise<Point[]> {
  const points: Point[] = [];
  const strikes = (point: Point) => points.push(point) - 1 === mishap?.at;
  world.fair = false;
  world.fateOfSend = () => (strikes('message') ? (mishap!.fate as SendFate) : 'take');
  const through = async (start: Start) => {
    const actor = start();
    for (await world.quiet(); actor.held; await world.quiet()) await world.advance(actor, strikes('request') ? (mishap!.fate as Fate) : 'arrive');
  };
  await through(decide);
  const job = await jobOf(world, subject);
  if (job) {
    // What the queue was told at once is lost; the clock's next look finds it.
    world.queue = [];
    await world.pass(30_000);
    await through(world.tick);
    await world.pass(40_000);
    const message = world.queue.find(({ body }) => body.id === job);
    if (message) {
      world.queue = [];
      await through(() => world.deliver(message));
      const announcement = world.queue.find(({ body }) => body.type === 'publishing.announce');
      if (announcement) await through(() => world.deliver(announcement));
    }
  }
  for (const straggler of world.stragglers.splice(0)) await straggler().catch(() => undefined);
  return points;
}

/** Every mishap at every point at which that walk waits for an answer. */
export const mishapsOf = (points: readonly Point[]): Mishap[] => points.flatMap((point, at) => (point === 'request' ? FATES : SEND_FATES).map((fate) => ({ at, fate })));

/** A decision that is due and claimed by nobody, and the job that will carry it out. */
export async function due(world: World, item: string): Promise<{ publication: string; consumer: Start }> {
  world.fair = true;
  await publish(world, item, 1, 10_000)().ended;
  world.queue = [];
  await world.pass(11_000);
  const { rows } = await world.superuser.query("select id, job_id from publications where content_item_id = $1 and status = 'scheduled'", [item]);
  return { publication: rows[0].id as string, consumer: consumerOf(world, rows[0].job_id as string) };
}

/** Every order in which `first` steps of one and `second` steps of another can come. */
export function orders(first: number, second: number): string[] {
  if (first === 0 || second === 0) return ['a'.repeat(first) + 'b'.repeat(second)];
  return [...orders(first - 1, second).map((rest) => `a${rest}`), ...orders(first, second - 1).map((rest) => `b${rest}`)];
}

/** Two at once, each request arriving in the order that is given; `between` may let time pass after each. */
export async function race(world: World, first: Start, second: Start, order: string, between: () => Promise<void> = async () => undefined) {
  world.fair = false;
  world.fateOfSend = () => 'take';
  const actors = new Map<string, Actor>();
  for (const turn of `${order}aaaaaabbbbbb`) {
    if (!actors.has(turn)) actors.set(turn, (turn === 'a' ? first : second)());
    await world.quiet();
    const actor = actors.get(turn)!;
    if (!actor.held) continue;
    await world.advance(actor, 'arrive');
    await world.quiet();
    await between();
  }
}
