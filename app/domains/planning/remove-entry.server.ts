import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { refuseUnless } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { entryById } from '#db/queries/calendar.ts';
import { notFound } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { addDays } from '#app/platform/time.ts';
import type { entryInput, restoreEntryInput } from './calendar-inputs.ts';
import { timesOf } from './entry-times.ts';
import { entryAt, noExceptionsFrom, plannedOfEntry, setException } from './occurrence.server.ts';
import { splitAt } from './recurrence.ts';
import { changedEntry, refuseStaleEntry } from './write-entry.server.ts';

export interface Removed {
  title: string;
  revision: number;
  /** What "this and all that follow" cut off, for the way back. */
  ends: string | null;
}

/** Out of the calendar, and back by one press: all of it, one occurrence, or that one and all that follow. */
export async function removeEntry(org: Org, { entryId, occurrence, scope, revision }: z.output<typeof entryInput>): Promise<Result<Removed>> {
  const found = await entryAt(org, entryId, occurrence);
  if (!found.ok) return found;
  const { entry, rule } = found.value;
  const split = rule && occurrence && scope === 'following' ? splitAt(rule, occurrence) : null;
  const before = split && { ...split.before, ends: { until: addDays(occurrence!, -1) } };
  const times = before && timesOf(plannedOfEntry(entry, { date: before.startsOn, time: before.time }, before));
  if (times && !times.ok) return times;
  const written = await writeFor(org, (db) => [
    ...refuseStaleEntry(db, entryId, revision),
    ...(before && times ? [noExceptionsFrom(db, entryId, occurrence!), changedEntry(db, entryId, { recurrence: { pattern: before.pattern, ends: before.ends }, endsBy: times.value.endsBy })] : []),
    ...(rule && occurrence && scope === 'this' ? [setException(db, entryId, occurrence, rule.time, { isSkipped: true }), changedEntry(db, entryId, {})] : []),
    ...(before || (rule && occurrence && scope === 'this') ? [] : [changedEntry(db, entryId, { deletedAt: sql`now()` })]),
    record(org, db, 'entry.removed', { type: 'entry', id: entryId }, { title: entry.title }),
  ]);
  return written.ok ? done({ title: entry.title, revision: revision + 1, ends: before ? JSON.stringify(rule!.ends) : null }) : written;
}

/** Back where it was: an entry, or the one occurrence that was left out. */
export async function restoreEntry(org: Org, { entryId, occurrence }: z.output<typeof restoreEntryInput>): Promise<Result<{ title: string }>> {
  const found = await readFor(org, { entry: entryById(entryId) });
  if (!found.ok) return found;
  const { entry } = found.value;
  if (!entry) return refused(notFound('entry'));
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from calendar_entries where id = ${entryId} for update)`, 'not-found', 'There is no such entry.'),
    ...(occurrence ? [setException(db, entryId, occurrence, '00:00', { isSkipped: false }), changedEntry(db, entryId, {})] : [changedEntry(db, entryId, { deletedAt: null })]),
    record(org, db, 'entry.restored', { type: 'entry', id: entryId }, { title: entry.title }),
  ]);
  return written.ok ? done({ title: entry.title }) : written;
}

