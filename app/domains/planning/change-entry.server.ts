import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { StoredEntry } from '#db/queries/calendar.ts';
import { calendarEntries, calendarExceptions } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import { addDays, dayNumber } from '#app/platform/time.ts';
import { type changeEntryInput, type entryStatusInput, plannedOf, type tickPointInput } from './calendar-inputs.ts';
import type { Placed } from './create-entry.server.ts';
import { type Planned, timesOf } from './entry-times.ts';
import { entryAt, setException } from './occurrence.server.ts';
import { isOccurrence, type Rule, splitAt } from './recurrence.ts';
import { splitEntry } from './split-entry.server.ts';
import { changedEntry, columnsOf, ENTRY_PROBLEMS, hasCalendar, hasCampaign, hasOwner, pointsOf, refuseStaleEntry, setEntryTags } from './write-entry.server.ts';

/**
 * Everything that can be said of an entry, said anew. Of a repeated one: all of it, one occurrence, which becomes an
 * entry of its own, or that one and all that follow, which become another series.
 */
export async function changeEntry(org: Org, { entryId, occurrence, scope, revision, ...fields }: z.output<typeof changeEntryInput>): Promise<Result<Placed>> {
  const found = await entryAt(org, entryId, occurrence);
  if (!found.ok) return found;
  const { entry, rule } = found.value;
  const alone = rule !== null && occurrence !== null && scope === 'this';
  const asked = plannedOf(alone ? { ...fields, recurrence: null } : fields);
  const planned = rule && occurrence && scope === 'all' ? ofSeries(asked, rule, shownDate(entry, occurrence)) : asked;
  if (rule && occurrence && scope === 'following' && planned.rule && splitAt(rule, occurrence)) {
    const counted = splitAt(rule, occurrence)!.after.ends;
    const ends = JSON.stringify(planned.rule.ends) === JSON.stringify(rule.ends) ? counted : planned.rule.ends;
    const split = await splitEntry(org, { entry: { ...entry, durationMinutes: planned.durationMinutes }, revision, on: occurrence, after: { ...planned.rule, ends }, fields, action: 'entry.changed' });
    return split.ok ? done({ id: split.value.id, revision: 1, clashes: [] }) : split;
  }
  const series = planned.rule && rule ? { ...planned, rule: { ...planned.rule, exceptions: rule.exceptions.filter(({ on }) => isOccurrence(planned.rule!, on)) } } : planned;
  const times = timesOf(series);
  if (!times.ok) return times;
  const id = alone ? uuid7() : entryId;
  const columns = { ...columnsOf(alone ? { ...fields, recurrence: null } : fields, series, times.value), checklist: pointsOf(fields.checklist, entry.checklist) };
  const written = await writeFor(
    org,
    (db) => [
      ...refuseStaleEntry(db, entryId, revision),
      ...(fields.calendarId === entry.calendarId ? [] : [hasCalendar(db, fields.calendarId)]),
      ...(fields.ownerId === entry.ownerId ? [] : hasOwner(db, fields.ownerId)),
      ...(fields.campaignId === entry.campaignId ? [] : hasCampaign(db, fields.campaignId)),
      ...(alone ? [setException(db, entryId, occurrence, rule.time, { isSkipped: true, startsWall: null }), changedEntry(db, entryId, {}), db.insert(calendarEntries).values({ ...columns, id })] : [changedEntry(db, entryId, columns)]),
      ...setEntryTags(db, id, fields.tags),
      ...(alone || planned.rule ? [] : [db.delete(calendarExceptions).where(eq(calendarExceptions.entryId, entryId))]),
      record(org, db, 'entry.changed', { type: 'entry', id }, { title: fields.title }),
    ],
    ENTRY_PROBLEMS,
  );
  return written.ok ? done({ id, revision: alone ? 1 : revision + 1, clashes: [] }) : written;
}

const shownDate = (entry: StoredEntry, occurrence: string) => (entry.exceptions?.find(({ occurrence: name }) => name.startsWith(occurrence))?.startsWall ?? occurrence).slice(0, 10);

/** The form of one occurrence shows its day; said of all, it means that the series begins as much earlier or later. */
function ofSeries(planned: Planned, rule: Rule, shown: string): Planned {
  const date = addDays(rule.startsOn, dayNumber(planned.date) - dayNumber(shown));
  return { ...planned, date, rule: planned.rule && { ...planned.rule, startsOn: date } };
}

/** How far it is: of the whole entry, or of one occurrence. */
export async function setEntryStatus(org: Org, { entryId, occurrence, revision, status }: z.output<typeof entryStatusInput>): Promise<Result<{ title: string; revision: number; before: string }>> {
  const found = await entryAt(org, entryId, occurrence);
  if (!found.ok) return found;
  const { entry, rule } = found.value;
  const own = occurrence && entry.exceptions?.find(({ occurrence: name }) => name.startsWith(occurrence));
  const written = await writeFor(org, (db) => [
    ...refuseStaleEntry(db, entryId, revision),
    ...(rule && occurrence ? [setException(db, entryId, occurrence, rule.time, { status }), changedEntry(db, entryId, {})] : [changedEntry(db, entryId, { status })]),
    record(org, db, 'entry.status', { type: 'entry', id: entryId }, { title: entry.title, to: status }),
  ]);
  return written.ok ? done({ title: entry.title, revision: revision + 1, before: (own && own.status) || entry.status }) : written;
}

/** Two people may tick two points at the same moment: each tick is its own. */
export async function tickPoint(org: Org, { entryId, pointId, done: ticked }: z.output<typeof tickPointInput>): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from calendar_entries where id = ${entryId} and deleted_at is null and checklist @> ${JSON.stringify([{ id: pointId }])}::jsonb)`, 'not-found', 'There is no such point on the list any more.'),
    changedEntry(db, entryId, {
      checklist: sql`(select jsonb_agg(case when p ->> 'id' = ${pointId}::text then jsonb_set(p, '{done}', to_jsonb(${ticked}::boolean)) else p end order by n) from jsonb_array_elements(${calendarEntries.checklist}) with ordinality as points (p, n))`,
    }),
  ]);
  return written.ok ? done(null) : written;
}

