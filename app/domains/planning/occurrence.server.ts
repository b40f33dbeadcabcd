import { and, eq, sql } from 'drizzle-orm';
import { entryById, type StoredEntry } from '#db/queries/calendar.ts';
import { calendarExceptions } from '#db/schema/index.ts';
import type { Statement, Writer } from '#db/scope.ts';
import { type Org, readFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { addDays, dayNumber, type WallClock } from '#app/platform/time.ts';
import { ruleOfEntry, textOfWall } from './entry-rule.ts';
import type { Planned } from './entry-times.ts';
import { isOccurrence, type Rule } from './recurrence.ts';

/** The entry as it is kept, and its rule; refused where it is not there, or has no such occurrence. */
export async function entryAt(org: Org, entryId: string, occurrence: string | null): Promise<Result<{ entry: StoredEntry; rule: Rule | null }>> {
  const found = await readFor(org, { entry: entryById(entryId) });
  if (!found.ok) return found;
  const { entry } = found.value;
  if (!entry) return refused(notFound('entry'));
  if (entry.deletedAt) return refused(problem('conflict', 'Someone removed this entry meanwhile. Restore it first, then try again.'));
  const rule = ruleOfEntry(entry);
  if (occurrence !== null && !(rule && isOccurrence(rule, occurrence))) return refused(problem('not-found', 'This entry has no occurrence on that day. Its rule was changed meanwhile: look again.'));
  return done({ entry, rule });
}

export const plannedOfEntry = (entry: StoredEntry, wall: WallClock, rule: Rule | null): Planned => ({ ...wall, zone: entry.timeZone, isAllDay: entry.isAllDay, durationMinutes: entry.durationMinutes, rule });

/** An occurrence's own row, whatever time of day its rule had when it was written first. */
export function setException(db: Writer, entryId: string, on: string, time: string, columns: { isSkipped?: boolean; startsWall?: string | null; status?: StoredEntry['status'] | null; itemId?: string }): Statement {
  const { isSkipped, startsWall, status, itemId } = columns;
  const own = sql`${calendarExceptions.entryId} = ${entryId} and ${calendarExceptions.occurrence}::date = ${on}::date`;
  const name = sql`coalesce((select ${calendarExceptions.occurrence} from ${calendarExceptions} where ${own} limit 1), ${textOfWall({ date: on, time })}::timestamp)`;
  const set = { ...(isSkipped === undefined ? {} : { isSkipped }), ...(startsWall === undefined ? {} : { startsWall }), ...(status === undefined ? {} : { status: status as 'planned' }), ...(itemId === undefined ? {} : { itemId }) };
  return db
    .insert(calendarExceptions)
    .values({ entryId, occurrence: name as never, ...set })
    .onConflictDoUpdate({ target: [calendarExceptions.organizationId, calendarExceptions.entryId, calendarExceptions.occurrence], set });
}

/** The exceptions go along with their occurrences; one whose day the new rule does not have is gone. */
export function movedExceptions(db: Writer, entry: Pick<StoredEntry, 'id' | 'exceptions'>, from: Rule, to: Rule, into = entry.id): Statement[] {
  const days = dayNumber(to.startsOn) - dayNumber(from.startsOn);
  const rows = (entry.exceptions ?? []).flatMap(({ occurrence, ...rest }) => {
    const on = addDays(occurrence.slice(0, 10), days);
    return isOccurrence(to, on) ? [{ ...rest, entryId: into, occurrence: textOfWall({ date: on, time: to.time }) }] : [];
  });
  return [
    ...(into === entry.id ? [db.delete(calendarExceptions).where(eq(calendarExceptions.entryId, entry.id))] : []),
    ...(rows.length > 0 ? [db.insert(calendarExceptions).values(rows)] : []),
  ];
}

/** Moved from one rule to another, is there an exception whose day the other one does not have? */
export function losesExceptions(exceptions: StoredEntry['exceptions'], from: Rule, to: Rule): boolean {
  const days = dayNumber(to.startsOn) - dayNumber(from.startsOn);
  return (exceptions ?? []).some(({ occurrence }) => !isOccurrence(to, addDays(occurrence.slice(0, 10), days)));
}

export const noExceptionsFrom = (db: Writer, entryId: string, on: string) => db.delete(calendarExceptions).where(and(eq(calendarExceptions.entryId, entryId), sql`${calendarExceptions.occurrence} >= ${on}::date`));
