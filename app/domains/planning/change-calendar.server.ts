import { and, eq, isNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { calendarById } from '#db/queries/calendar.ts';
import { calendarFeeds, calendars } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { randomToken, uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { changeCalendarInput, newCalendarInput, newFeedInput } from './calendar-inputs.ts';

const MISSING = 'There is no such calendar.';

export async function createCalendar(org: Org, fields: z.output<typeof newCalendarInput>): Promise<Result<{ id: string }>> {
  const id = uuid7();
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`(select count(*) from calendars where deleted_at is null) < 100`, 'conflict', 'There can be 100 calendars at most. A project or a tag tells more apart.'),
    db.insert(calendars).values({ ...fields, id }),
    record(org, db, 'calendar.created', { type: 'calendar', id }, { name: fields.name }),
  ]);
  return written.ok ? done({ id }) : written;
}

/** What is planned in it keeps its own zone: only what comes later begins with the new one. */
export async function changeCalendar(org: Org, { calendarId, ...fields }: z.output<typeof changeCalendarInput>): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from calendars where id = ${calendarId} and deleted_at is null)`, 'not-found', MISSING),
    db.update(calendars).set(fields).where(eq(calendars.id, calendarId)),
    record(org, db, 'calendar.changed', { type: 'calendar', id: calendarId }, { name: fields.name }),
  ]);
  return written.ok ? done(null) : written;
}

/** Put away with all that is in it. The last one stays: an entry needs a calendar to stand in. */
export async function removeCalendar(org: Org, calendarId: string): Promise<Result<{ name: string }>> {
  const found = await readFor(org, { calendar: calendarById(calendarId) });
  if (!found.ok) return found;
  const { calendar } = found.value;
  if (!calendar) return refused(notFound('calendar'));
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from calendars where id = ${calendarId} and deleted_at is null for update)`, 'not-found', MISSING),
    refuseUnless(db, sql`exists (select from calendars where id <> ${calendarId} and deleted_at is null)`, 'conflict', 'This is the only calendar. Make another one first.'),
    db.update(calendars).set({ deletedAt: sql`now()` }).where(eq(calendars.id, calendarId)),
    record(org, db, 'calendar.removed', { type: 'calendar', id: calendarId }, { name: calendar.name }),
  ]);
  return written.ok ? done({ name: calendar.name }) : written;
}

export async function restoreCalendar(org: Org, calendarId: string): Promise<Result<null>> {
  const found = await readFor(org, { calendar: calendarById(calendarId) });
  if (!found.ok) return found;
  const { calendar } = found.value;
  if (!calendar) return refused(notFound('calendar'));
  const written = await writeFor(org, (db) => [
    db.update(calendars).set({ deletedAt: null }).where(eq(calendars.id, calendarId)),
    record(org, db, 'calendar.restored', { type: 'calendar', id: calendarId }, { name: calendar.name }),
  ]);
  return written.ok ? done(null) : written;
}

/** A private address for a calendar program. It is told once; only its hash is kept. */
export async function makeFeed(org: Org, { name, calendarId, query }: z.output<typeof newFeedInput>): Promise<Result<{ address: string }>> {
  const token = randomToken();
  const id = uuid7();
  const written = await writeFor(
    org,
    (db) => [
      ...(calendarId ? [refuseUnless(db, sql`exists (select from calendars where id = ${calendarId} and deleted_at is null)`, 'not-found', MISSING)] : []),
      db.insert(calendarFeeds).values({ id, userId: sql`app.current_user_id()`, name, calendarId, query: query.replace(/^\?/, ''), tokenHash: sql`sha256(convert_to(${token}, 'UTF8'))` }),
      record(org, db, 'calendar.feed-created', { type: 'feed', id }, { name }),
    ],
    { calendar_feeds_calendar_fk: problem('not-found', MISSING, { field: 'calendarId' }) },
  );
  return written.ok ? done({ address: `${org.context.origin}/calendar/feed/${token}.ics` }) : written;
}

/** One's own, never another's. */
export async function revokeFeed(org: Org, feedId: string): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from calendar_feeds where id = ${feedId} and user_id = app.current_user_id())`, 'not-found', 'There is no such link.'),
    db.update(calendarFeeds).set({ revokedAt: sql`now()` }).where(and(eq(calendarFeeds.id, feedId), isNull(calendarFeeds.revokedAt))),
    record(org, db, 'calendar.feed-revoked', { type: 'feed', id: feedId }),
  ]);
  return written.ok ? done(null) : written;
}
