import { inArray, type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { tagByName, tagNames } from '#db/queries/organise.ts';
import { assetTags, calendarEntryTags, campaignTags, contentItemTags, postTags, tags } from '#db/schema/index.ts';
import { call, idList, refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { promise, record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { movingLinks } from './move-tag-links.server.ts';
import type { mergeTagsInput } from './organise-inputs.ts';
import { carryInPlanning } from './tag-links.server.ts';
import { keepForUndo, keptForUndo, nameKeptForUndo, TOO_LATE } from './undo.server.ts';

const GONE = 'One of these tags is not there any more. Reload to see what is.';

/** Locked in one order by everyone, so that two merges that cross wait for each other, and the second sees what the first left. */
const lockTags = (db: Writer, ids: readonly string[]): Statement[] => [
  call(db, sql`(select count(*) from (select from tags where id = any (${idList(ids)}) order by id for update) locked)`),
  refuseUnless(db, sql`(select count(*) from tags where id = any (${idList(ids)})) = ${ids.length}::int`, 'not-found', GONE),
];

type LinkTable = 'content_item_tags' | 'asset_tags' | 'campaign_tags' | 'calendar_entry_tags' | 'post_tags';
type Carriers = 'items' | 'assets' | 'campaigns' | 'entries' | 'posts';

/**
 * The tags with everything that carries them; for a merge also what the one that stays did not carry before. As json: jsonb
 * within jsonb is built anew at each level, eleven seconds for twenty thousand links.
 */
const takenAway = (ids: readonly string[], into: string | null): SQL => {
  const links = (table: LinkTable, column: string, where: SQL) =>
    sql`(select coalesce(json_agg(distinct l.${sql.raw(column)}), '[]'::json) from ${sql.raw(table)} l where ${where})`;
  const added = (table: LinkTable, column: string) =>
    sql`(select coalesce(json_agg(x.id), '[]'::json) from (select l.${sql.raw(column)} as id from ${sql.raw(table)} l where l.tag_id = any (${idList(ids)}) except select o.${sql.raw(column)} from ${sql.raw(table)} o where o.tag_id = ${into}::uuid) x)`;
  return sql`json_build_object(
    'tags', (select json_agg(json_build_object('id', t.id, 'name', t.name, 'slug', t.slug, 'color', t.color,
      'items', ${links('content_item_tags', 'content_item_id', sql`l.tag_id = t.id`)}, 'assets', ${links('asset_tags', 'asset_id', sql`l.tag_id = t.id`)},
      'campaigns', ${links('campaign_tags', 'campaign_id', sql`l.tag_id = t.id`)}, 'entries', ${links('calendar_entry_tags', 'calendar_entry_id', sql`l.tag_id = t.id`)}, 'posts', ${links('post_tags', 'post_id', sql`l.tag_id = t.id`)}))
      from tags t where t.id = any (${idList(ids)})),
    'into', case when ${into}::uuid is not null then json_build_object('id', ${into}::uuid, 'items', ${added('content_item_tags', 'content_item_id')}, 'assets', ${added('asset_tags', 'asset_id')},
      'campaigns', ${added('campaign_tags', 'campaign_id')}, 'entries', ${added('calendar_entry_tags', 'calendar_entry_id')}, 'posts', ${added('post_tags', 'post_id')}) end)`;
};

export async function deleteTag(org: Org, tagId: string): Promise<Result<{ name: string; undoId: string }>> {
  const found = await readFor(org, { tags: tagNames([tagId]) });
  if (!found.ok) return found;
  const [tag] = found.value.tags;
  if (!tag) return refused(problem('not-found', 'There is no such tag.'));
  const undoId = uuid7();
  const written = await writeFor(org, (db) => [
    ...lockTags(db, [tagId]),
    keepForUndo(db, undoId, tag.name, takenAway([tagId], null)),
    db.delete(tags).where(inArray(tags.id, [tagId])),
    record(org, db, 'tag.deleted', { type: 'tag', id: tagId }, { name: tag.name }),
  ]);
  return written.ok ? done({ name: tag.name, undoId }) : written;
}

export interface Merged {
  id: string;
  name: string;
  count: number;
  undoId: string;
  /** With very many links the last of them move in a moment. */
  isUnderWay: boolean;
}

/** How many links move within the press; more would keep it waiting for seconds. */
const MOST_AT_ONCE = 1000;

/** What carried one of them carries the one that stays, once. */
export async function mergeTags(org: Org, { ids, into }: z.output<typeof mergeTagsInput>): Promise<Result<Merged>> {
  const found = await readFor(org, { target: tagByName(into), sources: tagNames(ids) });
  if (!found.ok) return found;
  const { target } = found.value;
  const sources = found.value.sources.filter(({ id }) => id !== target?.id);
  if (found.value.sources.length < new Set(ids).size) return refused(problem('not-found', GONE));
  if (!target) return refused(problem('conflict', `There is no tag “${into}” to merge into.`, { field: 'into' }));
  if (sources.length === 0) return refused(problem('conflict', `“${target.name}” is the only one ticked. Tick those that should become part of it.`, { field: 'into' }));
  const gone = sources.map(({ id }) => id);
  const names = sources.map(({ name }) => name).join(', ');
  const undoId = uuid7();
  const isUnderWay = sources.reduce((sum, { usageCount }) => sum + usageCount, 0) > MOST_AT_ONCE;
  const now = sql<string>`now()`.as('created_at');
  const tagId = sql<string>`${target.id}::uuid`.as('tag_id');
  const written = await writeFor(org, (db) => [
    ...lockTags(db, [...gone, target.id]),
    keepForUndo(db, undoId, names, takenAway(gone, target.id)),
    ...(isUnderWay
      ? [promise(org, db, movingLinks(gone, target.id))]
      : [
          db
            .insert(contentItemTags)
            .select(db.selectDistinct({ organizationId: contentItemTags.organizationId, itemId: contentItemTags.itemId, tagId, createdAt: now }).from(contentItemTags).where(inArray(contentItemTags.tagId, gone)))
            .onConflictDoNothing(),
          db
            .insert(assetTags)
            .select(db.selectDistinct({ organizationId: assetTags.organizationId, assetId: assetTags.assetId, tagId, createdAt: now }).from(assetTags).where(inArray(assetTags.tagId, gone)))
            .onConflictDoNothing(),
          // The pieces are spelled anew before what is published of them: a publication takes its locks in the same order.
          db.delete(contentItemTags).where(inArray(contentItemTags.tagId, gone)),
          ...carryInPlanning(db, gone, target.id),
          ...gone.map((lost) => call(db, sql`app.merge_published_tag(${lost}::uuid, ${target.id}::uuid)`)),
          db.delete(tags).where(inArray(tags.id, gone)),
        ]),
    record(org, db, 'tag.merged', { type: 'tag', id: target.id }, { from: names, name: target.name }),
  ]);
  return written.ok ? done({ id: target.id, name: target.name, count: sources.length, undoId, isUnderWay }) : written;
}

/** Back on everything that carried them and is still there; what a merge had given to the other is taken from it again. */
export async function restoreTags(org: Org, undoId: string): Promise<Result<{ name: string }>> {
  const found = await readFor(org, { kept: nameKeptForUndo(undoId) });
  if (!found.ok) return found;
  if (!found.value.kept) return refused(TOO_LATE);
  const { name } = found.value.kept;
  const kept = keptForUndo(undoId);
  const links = (list: Carriers) => sql`from jsonb_array_elements(${kept} -> 'tags') kept, jsonb_array_elements_text(kept -> ${list}) carrier`;
  const again = (list: Carriers) => sql`in (select value::uuid from jsonb_array_elements_text(${kept} -> 'into' -> ${list}))`;
  const target = sql`(${kept} -> 'into' ->> 'id')::uuid`;
  const written = await writeFor(
    org,
    (db) => [
      refuseUnless(db, sql`not exists (select from tags t, jsonb_array_elements(${kept} -> 'tags') kept where t.id = (kept ->> 'id')::uuid)`, 'conflict', 'These tags are there: back already, or still being merged. Look again in a moment.'),
      db.insert(tags).select(
        sql`select (kept ->> 'id')::uuid, app.current_org(), kept ->> 'name', kept ->> 'slug', kept ->> 'color', 0, now(), now() from jsonb_array_elements(${kept} -> 'tags') kept`,
      ),
      db.insert(contentItemTags).select(sql`select app.current_org(), i.id, (kept ->> 'id')::uuid, now() ${links('items')} join content_items i on i.id = carrier::uuid`).onConflictDoNothing(),
      db.insert(assetTags).select(sql`select app.current_org(), a.id, (kept ->> 'id')::uuid, now() ${links('assets')} join media_assets a on a.id = carrier::uuid`).onConflictDoNothing(),
      db.insert(campaignTags).select(sql`select app.current_org(), c.id, (kept ->> 'id')::uuid, now() ${links('campaigns')} join campaigns c on c.id = carrier::uuid`).onConflictDoNothing(),
      db.insert(calendarEntryTags).select(sql`select app.current_org(), e.id, (kept ->> 'id')::uuid, now() ${links('entries')} join calendar_entries e on e.id = carrier::uuid`).onConflictDoNothing(),
      db.insert(postTags).select(sql`select app.current_org(), p.id, (kept ->> 'id')::uuid, now() ${links('posts')} join posts p on p.id = carrier::uuid`).onConflictDoNothing(),
      db.delete(contentItemTags).where(sql`${contentItemTags.tagId} = ${target} and ${contentItemTags.itemId} ${again('items')}`),
      db.delete(assetTags).where(sql`${assetTags.tagId} = ${target} and ${assetTags.assetId} ${again('assets')}`),
      db.delete(postTags).where(sql`${postTags.tagId} = ${target} and ${postTags.postId} ${again('posts')}`),
      db.delete(campaignTags).where(sql`${campaignTags.tagId} = ${target} and ${campaignTags.campaignId} ${again('campaigns')}`),
      db.delete(calendarEntryTags).where(sql`${calendarEntryTags.tagId} = ${target} and ${calendarEntryTags.entryId} ${again('entries')}`),
      record(org, db, 'tag.restored', { type: 'tag' }, { name }),
    ],
    { tags_name_key: problem('conflict', 'There is a tag of this name again. Rename it, then take the change back.') },
  );
  return written.ok ? done({ name }) : written;
}
