import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { StoredEntry } from '#db/queries/calendar.ts';
import { calendarEntries, calendarExceptions } from '#db/schema/index.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { addDays } from '#app/platform/time.ts';
import type { EntryFields, rejoinEntryInput } from './calendar-inputs.ts';
import { ruleOfEntry } from './entry-rule.ts';
import { timesOf } from './entry-times.ts';
import { entryAt, movedExceptions, noExceptionsFrom, plannedOfEntry } from './occurrence.server.ts';
import type { Rule } from './recurrence.ts';
import { changedEntry, ENTRY_PROBLEMS, pointsOf, refuseStaleEntry, setEntryTags } from './write-entry.server.ts';

interface Split {
  entry: StoredEntry;
  revision: number;
  /** The first occurrence of the other half. */
  on: string;
  /** The rule of the other half, already as it is to be. */
  after: Rule;
  fields?: EntryFields;
  action: 'entry.moved' | 'entry.changed';
}

/** This and all that follow become an entry of their own; the first half ends the day before. */
export async function splitEntry(org: Org, { entry, revision, on, after, fields, action }: Split): Promise<Result<{ id: string; revision: number }>> {
  const before: Rule = { ...ruleOfEntry(entry)!, ends: { until: addDays(on, -1) } };
  const kept = { ...before, exceptions: before.exceptions.filter((exception) => exception.on < on) };
  const first = timesOf(plannedOfEntry(entry, { date: before.startsOn, time: before.time }, kept));
  if (!first.ok) return first;
  const planned = { ...plannedOfEntry(entry, { date: after.startsOn, time: after.time }, after), ...(fields ? { zone: fields.zone, isAllDay: fields.isAllDay } : {}) };
  const second = timesOf(planned);
  if (!second.ok) return second;
  const id = uuid7();
  const { startsWall, scheduledFor, endsBy } = second.value;
  const columns = fields ?? { ...entry, checklist: entry.checklist.map(({ text }) => ({ text, done: false })), zone: entry.timeZone };
  const { calendarId, itemId, projectId, campaignId, ownerId, kind, title, description, status, channel } = columns as EntryFields;
  const rule = ruleOfEntry(entry)!;
  const written = await writeFor(
    org,
    (db) => [
      ...refuseStaleEntry(db, entry.id, revision),
      db.insert(calendarEntries).values({
        id, calendarId, itemId, projectId, campaignId, ownerId, kind, title, description, status, channel,
        startsWall, scheduledFor, endsBy, timeZone: planned.zone, isAllDay: planned.isAllDay, durationMinutes: planned.durationMinutes,
        recurrence: { pattern: after.pattern, ends: after.ends }, checklist: pointsOf(columns.checklist),
      }),
      ...setEntryTags(db, id, columns.tags),
      ...movedExceptions(db, { id: entry.id, exceptions: (entry.exceptions ?? []).filter(({ occurrence }) => occurrence.slice(0, 10) >= on) }, { ...rule, startsOn: on }, after, id),
      noExceptionsFrom(db, entry.id, on),
      changedEntry(db, entry.id, { recurrence: { pattern: before.pattern, ends: before.ends }, endsBy: first.value.endsBy, scheduledFor: first.value.scheduledFor }),
      record(org, db, action, { type: 'entry', id }, { title, at: scheduledFor }),
    ],
    ENTRY_PROBLEMS,
  );
  return written.ok ? done({ id, revision: revision + 1 }) : written;
}

/** Takes a split back: the first half goes on as it did, and the other one is gone. */
export async function rejoinEntry(org: Org, { entryId, newId, revision, ends, days }: z.output<typeof rejoinEntryInput>): Promise<Result<{ title: string }>> {
  const found = await entryAt(org, entryId, null);
  if (!found.ok) return found;
  const { entry, rule } = found.value;
  if (!rule) return refused(problem('conflict', 'This entry does not repeat any more.'));
  const whole: Rule = { ...rule, ends };
  const times = timesOf(plannedOfEntry(entry, { date: rule.startsOn, time: rule.time }, whole));
  if (!times.ok) return times;
  const written = await writeFor(org, (db) => [
    ...refuseStaleEntry(db, entryId, revision),
    ...refuseStaleEntry(db, newId, 1),
    db.update(calendarEntries).set({ deletedAt: sql`now()`, revision: sql`${calendarEntries.revision} + 1` }).where(eq(calendarEntries.id, newId)),
    // What was moved or left out within the other half was so before it was one.
    db.insert(calendarExceptions).select(sql`select app.current_org(), ${entryId}::uuid, x.occurrence - make_interval(days => ${days}::int), x.is_skipped, x.starts_wall, x.status, x.content_item_id, now(), now() from calendar_exceptions x where x.calendar_entry_id = ${newId}`).onConflictDoNothing(),
    changedEntry(db, entryId, { recurrence: { pattern: whole.pattern, ends: whole.ends }, endsBy: times.value.endsBy }),
    record(org, db, 'entry.moved', { type: 'entry', id: entryId }, { title: entry.title, at: entry.at }),
  ]);
  return written.ok ? done({ title: entry.title }) : written;
}
