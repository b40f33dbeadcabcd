import { afterAll, beforeAll, expect, test } from 'vitest';
import { momentAhead } from '#app/domains/publishing/publication.ts';
import { publishItem } from '#app/domains/publishing/publish-item.server.ts';
import { DAY, wallText } from '#app/platform/time.ts';
import { changesOf, dice, distinctZones, instantBy, type ZoneFacts } from '../support/zones.ts';
import { World } from './sim/world.ts';

const SECOND = 1000;
const SAMPLE = 24;

interface Case {
  zone: string;
  wall: { date: string; time: string };
  at: number;
  how: string;
}

/** What a wall shows around each change of clocks: the seconds before and after both of its edges, and the midst of it. */
const CASES: Case[] = distinctZones().flatMap((facts: ZoneFacts) =>
  changesOf(facts).flatMap(({ at, before, after }) => {
    const [first, last] = [at + Math.min(before, after), at + Math.max(before, after)];
    const midst = Math.floor((first + last) / 2 / SECOND) * SECOND;
    return [first - SECOND, first, first + SECOND, midst + SECOND, last - SECOND, last, last + SECOND].map((wall) => ({ zone: facts.zone, wall: wallText(wall), ...instantBy(facts, wall) }));
  }),
);

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

test('a moment in a gap moves forward, of two the first is meant, in every zone from 2024 to 2030, to the second', () => {
  const of = (kind: string) => CASES.filter(({ how }) => how === kind).length;
  expect([of('gap') > 400, of('overlap') > 400, of('exact') > 400]).toEqual([true, true, true]);
  const wrong = CASES.flatMap(({ zone, wall, at, how }) => {
    const meant = momentAhead({ ...wall, zone }, new Date(at - DAY));
    const is = meant.ok ? `${meant.value.at.toISOString()} ${meant.value.how}` : meant.problem.message;
    const should = `${new Date(at).toISOString()} ${how}`;
    return is === should ? [] : [`${zone} ${wall.date} ${wall.time}: ${is}, not ${should}`];
  });
  expect(wrong).toEqual([]);
});

test('what is planned in a gap or an overlap waits in the database for that very instant', async () => {
  const { upTo } = dice(2030);
  const ahead = CASES.filter(({ at, how }) => how !== 'exact' && at > Date.now() + DAY && at < Date.now() + 5 * 365 * DAY);
  expect(ahead.length).toBeGreaterThan(SAMPLE);
  const items = await world.pieces(SAMPLE);
  const wrong: string[] = [];
  for (const itemId of items) {
    const [{ zone, wall, at }] = ahead.splice(upTo(ahead.length), 1) as [Case];
    await world.start('publish', async (context) => void (await publishItem(world.handle(context), { itemId, revision: 1, at: { ...wall, zone } }))).ended;
    const { rows } = await world.superuser.query(
      `select p.due_at, o.due_at as job_at, i.scheduled_for, p.time_zone from content_items i
       left join publications p on p.content_item_id = i.id left join outbox o on o.id = p.job_id where i.id = $1`,
      [itemId],
    );
    const is = [rows[0].due_at, rows[0].job_at, rows[0].scheduled_for].map((each: Date | null) => each?.toISOString());
    if (is.some((each) => each !== new Date(at).toISOString()) || rows[0].time_zone !== zone) wrong.push(`${zone} ${wall.date} ${wall.time}: ${is.join(', ')} in ${rows[0].time_zone}, not ${new Date(at).toISOString()}`);
  }
  expect(wrong).toEqual([]);
});
