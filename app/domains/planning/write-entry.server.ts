import { eq, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { scheduledThings } from '#db/queries/calendar.ts';
import type { ChecklistPoint } from '#db/schema/planning.ts';
import { calendarEntries, calendarEntryTags } from '#db/schema/index.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { setTagLinks } from '#app/domains/content/tag-links.server.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { problem } from '#app/platform/problem.ts';
import { DAY } from '#app/platform/time.ts';
import type { EntryFields } from './calendar-inputs.ts';
import type { EntryTimes, Planned } from './entry-times.ts';
import { collisionsOf, layOut, type Thing } from './scheduled.ts';

export const ENTRY_PROBLEMS = {
  calendar_entries_calendar_fk: problem('not-found', 'There is no such calendar.', { field: 'calendarId' }),
  calendar_entries_project_fk: problem('not-found', 'There is no such project.', { field: 'projectId' }),
  calendar_entries_campaign_fk: problem('not-found', 'There is no such campaign.', { field: 'campaignId' }),
  calendar_entries_item_fk: problem('not-found', 'There is no such piece of content.', { field: 'itemId' }),
  calendar_entries_owner_id_users_id_fk: problem('not-found', 'There is no such member.', { field: 'ownerId' }),
};

/** Refuses a write made from another state than the one that is there, and holds the row until the end. */
export const refuseStaleEntry = (db: Writer, entryId: string, revision: number): Statement[] => [
  refuseUnless(db, sql`exists (select from calendar_entries where id = ${entryId})`, 'not-found', 'There is no such entry.'),
  refuseUnless(db, sql`exists (select from calendar_entries where id = ${entryId} and deleted_at is null)`, 'conflict', 'Someone removed this entry meanwhile. Restore it first, then try again.'),
  refuseUnless(db, sql`exists (select from calendar_entries where id = ${entryId} and revision = ${revision} for update)`, 'conflict', 'Someone else changed this entry at the same moment. Theirs is kept; yours was not applied. Look again, then decide.'),
];

export const hasCalendar = (db: Writer, calendarId: string): Statement => refuseUnless(db, sql`exists (select from calendars where id = ${calendarId} and deleted_at is null)`, 'not-found', 'There is no such calendar.');

export const hasOwner = (db: Writer, ownerId: string | null): Statement[] =>
  ownerId ? [refuseUnless(db, sql`exists (select from memberships where user_id = ${ownerId})`, 'not-found', 'There is no such member.')] : [];

/** A template runs never, and what was removed takes nothing new. */
export const hasCampaign = (db: Writer, campaignId: string | null): Statement[] =>
  campaignId ? [refuseUnless(db, sql`exists (select from campaigns where id = ${campaignId} and deleted_at is null and not is_template)`, 'not-found', 'There is no such campaign.')] : [];

export const columnsOf = ({ calendarId, itemId, projectId, campaignId, ownerId, kind, title, description, status, channel, zone, isAllDay }: EntryFields, planned: Planned, { startsWall, scheduledFor, endsBy }: EntryTimes) => ({
  calendarId, itemId, projectId, campaignId, ownerId, kind, title, description, status, channel,
  startsWall, timeZone: zone, scheduledFor, endsBy, isAllDay,
  durationMinutes: planned.durationMinutes,
  recurrence: planned.rule && { pattern: planned.rule.pattern, ends: planned.rule.ends },
});

/** Points keep their id, and with it who ticked what, as long as their words stay. */
export const pointsOf = (points: EntryFields['checklist'], before: readonly ChecklistPoint[] = []): ChecklistPoint[] => points.map((point) => ({ ...point, id: before.find(({ text }) => text === point.text)?.id ?? uuid7() }));

export const setEntryTags = (db: Writer, entryId: string, names: readonly string[]): Statement[] => setTagLinks(db, calendarEntryTags, 'calendar_entry_id', entryId, names);

export const changedEntry = (db: Writer, entryId: string, columns: PgUpdateSetSource<typeof calendarEntries>): Statement =>
  db.update(calendarEntries).set({ ...columns, revision: sql`${calendarEntries.revision} + 1` }).where(eq(calendarEntries.id, entryId));

const around = (at: string) => [new Date(Date.parse(at) - DAY / 24), new Date(Date.parse(at) + DAY / 24)] as const;

/** What else stands within the hour, asked in the same transaction: four statements at a write's end. */
export function nearby(db: Writer, at: string): [Statement, Statement, Statement, Statement] {
  const { entries, repeated, publications, posts } = scheduledThings(...around(at), {}, 200);
  return [entries.build(db), repeated.build(db), publications.build(db), posts.build(db)];
}

/** The titles of what shares the hour and a channel or an owner with it. */
export function clashes(thing: Thing, answers: readonly unknown[]): string[] {
  const [entries, repeated, publications, posts] = answers.slice(-4) as Parameters<typeof layOut>[0]['entries'][];
  const others = layOut({ entries: entries!, repeated: repeated!, publications: publications!, posts: posts! }, ...around(thing.at)).filter(({ id }) => id !== thing.id);
  return collisionsOf(thing, others).map(({ title }) => title || 'Untitled');
}
