import { movePublication, cancelPublication } from '#app/domains/publishing/move-publication.server.ts';
import { publishItem } from '#app/domains/publishing/publish-item.server.ts';
import { cancelRelease, scheduleRelease } from '#app/domains/publishing/schedule-release.server.ts';
import { unpublishItem } from '#app/domains/publishing/unpublish-item.server.ts';
import type { Org } from '#app/platform/org.server.ts';
import { dice as diceOf } from '../../support/zones.ts';
import { wallIn } from '../desk.ts';
import { judge, type Verdict } from './judge.ts';
import { watched } from './observer.ts';
import { FATES, SEND_FATES, type World } from './world.ts';

export const PIECES = 10;
const STEPS = 170;
/** A lease of a minute, a message of twenty seconds, a tick of a minute. */
export const MOST_MINUTES_LATE = 3;
const PATIENCE_MINUTES = 100;

interface Piece {
  status: string;
  revision: number;
  published_revision: number | null;
  pending: { id: string; kind: string; release: string | null }[];
}

/** One seed: people decide, the clock and the queue work, and everything breaks; then the weather is fair, and it is judged. */
export async function play(world: World, seed: number): Promise<Verdict> {
  const dice = diceOf(seed);
  const chance = (share: number) => dice.next() < share;
  const badness = dice.pick([0.04, 0.12, 0.3]);
  const stormy = seed % 5 === 0;
  world.fateOfSend = () => (chance(badness) ? dice.pick(SEND_FATES) : 'take');
  const items = await world.pieces(PIECES);
  const release = chance(0.6) ? await gathered(world, items.slice(0, 2 + dice.upTo(3))) : null;
  const alone = release ? items.slice(4) : items;
  const atWork = new Set<string>();
  const undecided = new Set(alone);
  let releaseDecided = release === null;
  world.fair = false;

  const begin = (key: string, what: string, run: (org: Org) => Promise<unknown>) => {
    atWork.add(key);
    const actor = world.start(what, async (context) => void (await run(world.handle(context))));
    actor.ended = actor.ended.then(() => void atWork.delete(key));
  };
  const moment = () => wallIn(4_000 + dice.upTo(chance(0.5) ? 40_000 : 240_000));

  async function decideRelease(id: string) {
    if (atWork.has(id)) return;
    const { rows } = await world.superuser.query('select status from releases where id = $1', [id]);
    const at = chance(0.85) ? moment() : null;
    if (rows[0].status === 'open') begin(id, 'release', (org) => scheduleRelease(org, { releaseId: id, at }));
    else if (rows[0].status === 'scheduled' && chance(0.3)) begin(id, 'cancel release', (org) => cancelRelease(org, { releaseId: id }));
    releaseDecided = true;
  }

  async function decide(item: string) {
    if (atWork.has(item)) return;
    undecided.delete(item);
    const { rows } = await world.superuser.query<Piece>(
      `select status, revision, published_revision, coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'release', p.release_id)) from publications p where p.content_item_id = i.id and p.status = 'scheduled'), '[]') as pending
       from content_items i where id = $1`,
      [item],
    );
    const { status, revision, published_revision: live, pending } = rows[0]!;
    const waiting = pending.find((each) => each.release === null);
    const deed = dice.next();
    if (waiting && deed < 0.3) return begin(item, 'move', (org) => movePublication(org, { publicationId: waiting.id, ...moment() }));
    if (waiting && deed < 0.55) return begin(item, 'cancel', (org) => cancelPublication(org, { publicationId: waiting.id }));
    if (status === 'published' && deed < 0.7) {
      const at = chance(0.6) ? moment() : null;
      return begin(item, 'unpublish', (org) => unpublishItem(org, { itemId: item, at }));
    }
    const renewed = revision === live || deed < 0.8;
    if (renewed) await world.edit(item);
    const at = chance(0.8) ? moment() : null;
    begin(item, 'publish', (org) => publishItem(org, { itemId: item, revision: revision + (renewed ? 1 : 0), at }));
  }

  for (let step = 0; step < STEPS || undecided.size > 0 || !releaseDecided; step += 1) {
    const held = world.waiting();
    const deed = dice.next();
    if (held.length > 0 && (deed < 0.72 || held.length > 8)) {
      const some = stormy && chance(0.3) ? held.slice(0, 3) : [dice.pick(held)];
      await Promise.all(some.map((actor) => world.advance(actor, chance(badness) ? dice.pick(FATES) : 'arrive')));
    } else if (deed < 0.8) {
      if (release && (!releaseDecided || chance(0.1))) await decideRelease(release);
      else await decide(undecided.size > 0 ? dice.pick([...undecided]) : dice.pick(alone));
    } else if (deed < 0.83) await world.edit(dice.pick(items));
    else if (deed < 0.88) {
      world.tick();
      if (chance(0.2)) world.tick();
    } else if (deed < 0.95) {
      const message = dice.pick(world.queue);
      if (message && (message.at <= world.now() || chance(0.1))) {
        if (!chance(0.15)) world.queue.splice(world.queue.indexOf(message), 1);
        world.deliver(message);
      }
    } else if (deed < 0.985) await world.pass(chance(0.08) ? 600_000 : chance(0.05) ? -20_000 : dice.upTo(45_000));
    else if (deed < 0.99) world.queue = [];
    else await world.stragglers.splice(dice.upTo(world.stragglers.length), 1)[0]?.().catch(() => undefined);
    await world.quiet();
  }

  if (chance(0.3)) world.queue = [];
  for (const actor of world.waiting()) if (chance(badness)) await world.advance(actor, 'die-after');
  await world.quiet();
  const began = world.now();
  await world.fairWeather(PATIENCE_MINUTES);
  return judge(await watched(world.superuser, items), { calmFrom: began, minutes: MOST_MINUTES_LATE });
}

export async function gathered(world: World, items: readonly string[]): Promise<string> {
  const { rows } = await world.superuser.query("insert into releases (organization_id, name) values ($1, 'Together') returning id", [world.organizationId]);
  await world.superuser.query('insert into release_items (organization_id, release_id, content_item_id) select $1, $2, unnest($3::uuid[])', [world.organizationId, rows[0].id, items]);
  return rows[0].id as string;
}
