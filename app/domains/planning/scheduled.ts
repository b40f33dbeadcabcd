import type { ScheduledRow } from '#db/queries/calendar.ts';
import type { EntryStatus } from '#db/schema/choices.ts';
import { addDays, dayNumber, instantAt, type WallClock, wallNumber, wallOf, wallText } from '#app/platform/time.ts';
import { ruleOfEntry } from './entry-rule.ts';
import { daysHolding, type LocalDay } from './month.ts';
import { occurrencesBetween } from './recurrence.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY_MINUTES = 1440;

/** One thing at one moment, as the calendar shows it: an entry, one occurrence of a repeated one, a publication, a post. */
export interface Thing {
  /** Unique on a page. */
  key: string;
  kind: ScheduledRow['kind'];
  id: string;
  /** The day that names it among the occurrences of a repeated one; null for what happens once. */
  on: string | null;
  title: string;
  at: string;
  endsAt: string | null;
  /** The days of a whole-day thing: it stands on them in every zone. */
  days: { first: string; last: string } | null;
  zone: string;
  status: ScheduledRow['status'];
  ownerId: string | null;
  calendarId: string | null;
  projectId: string | null;
  campaignId: string | null;
  channel: string | null;
  itemId: string | null;
  releaseId: string | null;
  revision: number;
  done: number;
  points: number;
  /** How many more of its day the database left out behind it. */
  besides?: number;
}

export const isPublication = ({ kind }: Pick<Thing, 'kind'>) => kind === 'publish' || kind === 'unpublish';
export const isPost = ({ kind }: Pick<Thing, 'kind'>) => kind === 'post';
/** What happens by itself at its moment; an entry is somebody's work. */
export const isAutomatic = (thing: Pick<Thing, 'kind'>) => isPublication(thing) || isPost(thing);

/** The four columns of the board; a publication stands among them by what has become of it. */
export const columnOf = ({ status }: Pick<Thing, 'status'>): EntryStatus => (status === 'scheduled' || status === 'failed' || status === 'stopped' ? 'planned' : status === 'done' ? 'completed' : status);

const lastDay = (first: string, minutes: number) => addDays(first, Math.max(1, Math.round(minutes / DAY_MINUTES)) - 1);

function thingFrom(row: ScheduledRow, key: string, on: string | null, at: Date, wallDate: string): Thing {
  const { kind, id, title, timeZone: zone, status, ownerId, calendarId, projectId, campaignId, channel, itemId, releaseId, revision, done, points } = row;
  const endsAt = !row.isAllDay && row.durationMinutes > 0 ? new Date(at.getTime() + row.durationMinutes * MINUTE).toISOString() : null;
  const days = row.isAllDay ? { first: wallDate, last: lastDay(wallDate, row.durationMinutes) } : null;
  return { key, kind, id, on, title, at: at.toISOString(), endsAt, days, zone, status, ownerId, calendarId, projectId, campaignId, channel, itemId, releaseId, revision, done, points, ...(row.besides ? { besides: row.besides } : {}) };
}

function occurrencesOf(row: ScheduledRow, from: Date, to: Date): Thing[] {
  const rule = ruleOfEntry(row);
  if (!rule) return [];
  const reach = new Date(from.getTime() - row.durationMinutes * MINUTE);
  return occurrencesBetween(rule, reach, to).map(({ on, at }) => {
    const own = row.exceptions?.find(({ occurrence }) => occurrence.startsWith(on));
    const wallDate = own?.startsWall ? own.startsWall.slice(0, 10) : on;
    return { ...thingFrom(row, `${row.id}~${on}`, on, at, wallDate), ...(own?.status ? { status: own.status } : {}), ...(own?.itemId ? { itemId: own.itemId } : {}) };
  });
}

export const byMoment = (a: Thing, b: Thing) => Number(b.days !== null) - Number(a.days !== null) || (a.at < b.at ? -1 : a.at > b.at ? 1 : a.title < b.title ? -1 : a.title > b.title ? 1 : a.key < b.key ? -1 : 1);

interface Found {
  entries: readonly ScheduledRow[];
  repeated: readonly ScheduledRow[];
  publications: readonly ScheduledRow[];
  posts?: readonly ScheduledRow[];
}

/** What the queries found, in order, each occurrence for itself. */
export function layOut({ entries, repeated, publications, posts = [] }: Found, from: Date, to: Date, status?: EntryStatus): Thing[] {
  const single = [...entries, ...publications, ...posts].map((row) => thingFrom(row, row.id, null, new Date(row.at), row.startsWall ? row.startsWall.slice(0, 10) : ''));
  const each = repeated.flatMap((row) => occurrencesOf(row, from, to));
  return [...single, ...each.filter((thing) => !status || columnOf(thing) === status)].sort(byMoment);
}

/** Which of some days a thing stands on. */
export function daysOf<D extends LocalDay>(thing: Thing, days: readonly D[]): D[] {
  const { days: whole } = thing;
  if (whole) return days.filter(({ date }) => date >= whole.first && date <= whole.last);
  return daysHolding(days, new Date(thing.at), thing.endsAt ? new Date(thing.endsAt) : null);
}

/** The things of each day, in order. */
export function byDay(things: readonly Thing[], days: readonly LocalDay[]): Map<string, Thing[]> {
  const found = new Map<string, Thing[]>(days.map(({ date }) => [date, []]));
  for (const thing of things) for (const { date } of daysOf(thing, days)) found.get(date)!.push(thing);
  return found;
}

/** The wall clock in its own zone that a thing gets so many days and hours from where it is: nine o'clock stays nine o'clock. */
export function movedWall(thing: Pick<Thing, 'at' | 'zone' | 'days'>, days: number, hours = 0): WallClock {
  const { date, time } = ownWall(thing);
  return wallText(wallNumber({ date: addDays(date, days), time }) + (thing.days ? 0 : hours * HOUR));
}

/** Where a thing is on the wall of its own zone. */
export const ownWall = (thing: Pick<Thing, 'at' | 'zone' | 'days'>): WallClock => (thing.days ? { date: thing.days.first, time: '00:00' } : wallText(wallOf(Date.parse(thing.at), thing.zone)));

/** Others within the hour that share a channel or an owner: told, never forbidden. */
export function collisionsOf(thing: Thing, others: readonly Thing[]): Thing[] {
  if (thing.days || thing.kind === 'note' || thing.kind === 'holiday') return [];
  const at = Date.parse(thing.at);
  return others.filter(
    (other) =>
      other.key !== thing.key && !other.days && other.kind !== 'note' && other.kind !== 'holiday' && other.status !== 'cancelled' && Math.abs(Date.parse(other.at) - at) < HOUR &&
      ((thing.channel !== null && other.channel === thing.channel) || (thing.ownerId !== null && other.ownerId === thing.ownerId)),
  );
}

/** The thing as it will be once it is there: shown before the server has answered. */
export function movedThing(thing: Thing, wall: WallClock): Thing {
  if (thing.days) {
    const length = dayNumber(thing.days.last) - dayNumber(thing.days.first);
    return { ...thing, days: { first: wall.date, last: addDays(wall.date, length) } };
  }
  const { at } = instantAt(wallNumber(wall), thing.zone);
  const endsAt = thing.endsAt && new Date(at + Date.parse(thing.endsAt) - Date.parse(thing.at)).toISOString();
  return { ...thing, at: new Date(at).toISOString(), endsAt };
}
