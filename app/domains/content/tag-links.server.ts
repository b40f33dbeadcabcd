import { sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { calendarEntryTags, campaignTags, postTags, tags } from '#db/schema/index.ts';
import { idList, type Statement, type Writer } from '#db/scope.ts';
import { slugOf } from '#app/platform/slug.ts';

/** Names that are new to the organization become tags. */
export const newTags = (db: Writer, names: readonly string[]): Statement[] => (names.length === 0 ? [] : [db.insert(tags).values(names.map((name) => ({ name, slug: slugOf(name) || 'tag' }))).onConflictDoNothing()]);

/** These tags and no others, by their names whatever their capitals; a name that is new becomes a tag. The table's columns are its organization, whose the link is, the tag and the time. */
export function setTagLinks(db: Writer, table: PgTable, column: 'content_item_id' | 'calendar_entry_id' | 'campaign_id' | 'post_id', id: string, names: readonly string[]): Statement[] {
  const known = names.filter((name, index) => names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) === index);
  const wanted = sql`(select id from tags where lower(name) in (select lower(value) from jsonb_array_elements_text(${JSON.stringify(known)}::jsonb)))`;
  return [
    ...newTags(db, known),
    db.delete(table).where(sql`${sql.identifier(column)} = ${id}::uuid and tag_id not in ${wanted}`),
    db.insert(table).select(sql`select app.current_org(), ${id}::uuid, t.id, now() from tags t where t.id in ${wanted}`).onConflictDoNothing(),
  ];
}

/** Campaigns, entries of the calendar and posts that carry one of these carry that one, once. */
export const carryInPlanning = (db: Writer, from: readonly string[], into: string): Statement[] => [
  db.insert(campaignTags).select(sql`select distinct app.current_org(), l.campaign_id, ${into}::uuid, now() from campaign_tags l where l.tag_id = any (${idList(from)})`).onConflictDoNothing(),
  db.insert(calendarEntryTags).select(sql`select distinct app.current_org(), l.calendar_entry_id, ${into}::uuid, now() from calendar_entry_tags l where l.tag_id = any (${idList(from)})`).onConflictDoNothing(),
  db.insert(postTags).select(sql`select distinct app.current_org(), l.post_id, ${into}::uuid, now() from post_tags l where l.tag_id = any (${idList(from)})`).onConflictDoNothing(),
];
