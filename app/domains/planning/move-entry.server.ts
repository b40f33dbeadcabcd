import type { z } from 'zod';
import type { StoredEntry } from '#db/queries/calendar.ts';
import type { Writer } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { addDays, dayNumber, instantOf, type WallClock } from '#app/platform/time.ts';
import type { moveEntryInput, putBackEntryInput } from './calendar-inputs.ts';
import { movedRule, textOfWall, wallOfText } from './entry-rule.ts';
import { timesOf } from './entry-times.ts';
import { entryAt, losesExceptions, movedExceptions, plannedOfEntry, setException } from './occurrence.server.ts';
import { MOST_EXCEPTIONS, type Rule, splitAt } from './recurrence.ts';
import type { Thing } from './scheduled.ts';
import { splitEntry } from './split-entry.server.ts';
import { changedEntry, clashes, nearby, refuseStaleEntry } from './write-entry.server.ts';

export interface Moved {
  id: string;
  title: string;
  revision: number;
  at: string;
  zone: string;
  isAllDay: boolean;
  /** Where it was, for the way back. */
  before: WallClock;
  occurrence: string | null;
  clashes: string[];
  /** The entry that this and all that follow became, and by how many days they moved. */
  split: { id: string; ends: string; days: number } | null;
  /** How the whole series was, where all of it was moved. */
  series: { date: string; time: string; recurrence: string } | null;
  /** False where an exception had no place in what the series became: that is lost. */
  comesBack: boolean;
}

const asThing = (entry: StoredEntry, at: string): Thing => ({ ...entry, key: entry.id, on: null, at, endsAt: null, days: entry.isAllDay ? { first: '', last: '' } : null, zone: entry.timeZone });

/**
 * To another day and time on the entry's own clocks: the whole of it, one occurrence, or that one and all that follow.
 * Without a time it keeps the one it has.
 */
export async function moveEntry(org: Org, { entryId, occurrence, scope, revision, date, time }: z.output<typeof moveEntryInput>): Promise<Result<Moved>> {
  const found = await entryAt(org, entryId, occurrence);
  if (!found.ok) return found;
  const { entry, rule } = found.value;
  if (entry.revision !== revision) return refused(problem('conflict', 'Someone else changed this entry at the same moment. Theirs is kept; yours was not applied. Look again, then decide.'));
  const own = occurrence && entry.exceptions?.find(({ occurrence: name }) => name.startsWith(occurrence));
  const before: WallClock = own && own.startsWall ? wallOfText(own.startsWall) : { date: occurrence ?? entry.startsWall!.slice(0, 10), time: wallOfText(entry.startsWall!).time };
  const to: WallClock = { date, time: entry.isAllDay ? '00:00' : time || before.time };
  const meant = instantOf(to, entry.timeZone);
  if (!meant.ok) return meant;
  const at = meant.value.at.toISOString();
  const moved = { id: entryId, title: entry.title, at, zone: entry.timeZone, isAllDay: entry.isAllDay, before, occurrence };
  const log = (db: Writer) => record(org, db, 'entry.moved', { type: 'entry', id: entryId }, { title: entry.title, at });

  if (rule && occurrence && scope === 'following' && splitAt(rule, occurrence)) {
    const { after } = splitAt(rule, occurrence)!;
    const other = movedRule(after, occurrence, to);
    const split = await splitEntry(org, { entry, revision, on: occurrence, after: other, action: 'entry.moved' });
    const comesBack = !losesExceptions((entry.exceptions ?? []).filter((each) => each.occurrence.slice(0, 10) >= occurrence), after, other);
    return split.ok ? done({ ...moved, revision: split.value.revision, clashes: [], split: { id: split.value.id, ends: JSON.stringify(rule.ends), days: dayNumber(other.startsOn) - dayNumber(occurrence) }, series: null, comesBack }) : split;
  }

  const single = rule && occurrence && scope === 'this';
  const whole = rule && !single ? movedRule(rule, occurrence ?? rule.startsOn, to) : null;
  const changed: Rule | null = single ? { ...rule, exceptions: [...rule.exceptions.filter(({ on }) => on !== occurrence), { on: occurrence, movedTo: to }] } : whole;
  if (changed && changed.exceptions.length > MOST_EXCEPTIONS) return refused(problem('conflict', `More than ${MOST_EXCEPTIONS} occurrences were moved. Start a new entry from here on.`));
  const times = timesOf(plannedOfEntry(entry, to, changed));
  if (!times.ok) return times;
  const { startsWall, scheduledFor, endsBy } = times.value;
  const written = await writeFor(org, (db) => [
    ...refuseStaleEntry(db, entryId, revision),
    ...(single ? [setException(db, entryId, occurrence, rule.time, { isSkipped: false, startsWall: textOfWall(to) }), changedEntry(db, entryId, { scheduledFor, endsBy })] : []),
    ...(whole ? [...movedExceptions(db, entry, rule!, whole), changedEntry(db, entryId, { startsWall, scheduledFor, endsBy, recurrence: { pattern: whole.pattern, ends: whole.ends } })] : []),
    ...(rule ? [] : [changedEntry(db, entryId, { startsWall, scheduledFor, endsBy })]),
    log(db),
    ...nearby(db, at),
  ]);
  return written.ok ? done({ ...moved, revision: revision + 1, clashes: clashes(asThing(entry, at), written.value), split: null, series: whole && seriesOf(rule!), comesBack: !whole || !losesExceptions(entry.exceptions, rule!, whole) }) : written;
}

const seriesOf = ({ startsOn, time, pattern, ends }: Rule) => ({ date: startsOn, time, recurrence: JSON.stringify({ pattern, ends }) });

/** Takes back the move of a whole series: its rule as it was, and the exceptions to where their days are again. */
export async function putBackEntry(org: Org, { entryId, revision, date, time, recurrence }: z.output<typeof putBackEntryInput>): Promise<Result<{ title: string }>> {
  const found = await entryAt(org, entryId, null);
  if (!found.ok) return found;
  const { entry, rule } = found.value;
  if (!rule) return refused(problem('conflict', 'This entry does not repeat any more.'));
  const days = dayNumber(date) - dayNumber(rule.startsOn);
  const former: Rule = { ...rule, ...recurrence, startsOn: date, time, exceptions: rule.exceptions.map(({ on, movedTo }) => ({ on: addDays(on, days), movedTo })) };
  const times = timesOf(plannedOfEntry(entry, { date, time }, former));
  if (!times.ok) return times;
  const { startsWall, scheduledFor, endsBy } = times.value;
  const written = await writeFor(org, (db) => [
    ...refuseStaleEntry(db, entryId, revision),
    ...movedExceptions(db, entry, rule, former),
    changedEntry(db, entryId, { startsWall, scheduledFor, endsBy, recurrence: { pattern: former.pattern, ends: former.ends } }),
    record(org, db, 'entry.moved', { type: 'entry', id: entryId }, { title: entry.title, at: scheduledFor }),
  ]);
  return written.ok ? done({ title: entry.title }) : written;
}
