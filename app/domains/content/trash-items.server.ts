import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { contentItems, contentItemTags, mediaUsages, tags } from '#db/schema/index.ts';
import { idList, refuseUnless } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, type Result } from '#app/platform/result.ts';
import type { changeItemsInput } from './inputs.ts';
import { newTags } from './tag-links.server.ts';

const GONE = 'One of these pieces is not there any more. Reload to see what is.';
const allThere = (ids: readonly string[], where: 'null' | 'not null') =>
  sql`(select count(*) from content_items where id = any (${idList(ids)}) and deleted_at is ${sql.raw(where)}) = cardinality(${idList(ids)})`;
const about = (ids: readonly string[]) => ({ type: 'content', id: ids.length === 1 ? ids[0] : undefined });

/** What readers see stays until it is taken down; everything else can come back out of the trash. */
export async function trashItems(org: Org, ids: string[]): Promise<Result<number>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, allThere(ids, 'null'), 'not-found', GONE),
    refuseUnless(db, sql`not exists (select from content_items where id = any (${idList(ids)}) and status in ('published', 'scheduled'))`, 'conflict', 'One of these pieces is published or scheduled. Take it down first.'),
    db.update(contentItems).set({ deletedAt: sql`now()` }).where(inArray(contentItems.id, ids)),
    record(org, db, 'content.trashed', about(ids), { count: ids.length }),
  ]);
  return written.ok ? done(ids.length) : written;
}

/** Back where it was; an address that someone took meanwhile gets a few letters more. */
export async function restoreItems(org: Org, ids: string[]): Promise<Result<number>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, allThere(ids, 'not null'), 'not-found', 'One of these pieces is not in the trash. Reload to see what is.'),
    db
      .update(contentItems)
      .set({
        deletedAt: null,
        slug: sql`case when exists (select from content_items o where o.slug = content_items.slug and o.deleted_at is null) then content_items.slug || '-' || right(content_items.id::text, 6) else content_items.slug end`,
        translationGroup: sql`case when exists (select from content_items o where o.translation_group = content_items.translation_group and o.language = content_items.language and o.deleted_at is null) then app.uuid7() else content_items.translation_group end`,
      })
      .where(inArray(contentItems.id, ids)),
    record(org, db, 'content.restored', about(ids), { count: ids.length }),
  ]);
  return written.ok ? done(ids.length) : written;
}

/** For good, with all revisions, comments and approvals. */
export async function purgeItems(org: Org, ids: string[]): Promise<Result<number>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, allThere(ids, 'not null'), 'not-found', 'One of these pieces is not in the trash. Reload to see what is.'),
    db.delete(mediaUsages).where(and(eq(mediaUsages.place, 'content_item'), inArray(mediaUsages.placeId, ids))),
    db.delete(contentItems).where(and(inArray(contentItems.id, ids), isNotNull(contentItems.deletedAt))),
    record(org, db, 'content.purged', about(ids), { count: ids.length }),
  ]);
  return written.ok ? done(ids.length) : written;
}

/** The same change to many at once: author, category, project, tags. Their words and their revisions stay as they are. */
export async function changeItems(org: Org, { ids, authorId, categoryId, projectId, addTags }: z.output<typeof changeItemsInput>): Promise<Result<number>> {
  const columns = { ...(authorId === undefined ? {} : { authorId }), ...(categoryId === undefined ? {} : { categoryId }), ...(projectId === undefined ? {} : { projectId }) };
  const written = await writeFor(
    org,
    (db) => [
      refuseUnless(db, allThere(ids, 'null'), 'not-found', GONE),
      ...(authorId ? [refuseUnless(db, sql`exists (select from memberships where user_id = ${authorId})`, 'not-found', 'This person is not a member any more.')] : []),
      ...(projectId ? [refuseUnless(db, sql`exists (select from projects where id = ${projectId} and deleted_at is null)`, 'not-found', 'There is no such project.')] : []),
      ...(Object.keys(columns).length > 0 ? [db.update(contentItems).set(columns).where(inArray(contentItems.id, ids))] : []),
      ...(addTags.length > 0
        ? [
            ...newTags(db, addTags),
            db
              .insert(contentItemTags)
              .select(
                db
                  .select({ organizationId: tags.organizationId, itemId: sql<string>`chosen.id`.as('content_item_id'), tagId: tags.id, createdAt: sql<string>`now()`.as('created_at') })
                  .from(tags)
                  .innerJoin(sql`unnest(${idList(ids)}) as chosen(id)`, sql`true`)
                  .where(inArray(sql`lower(${tags.name})`, addTags.map((name) => name.toLowerCase()))),
              )
              .onConflictDoNothing(),
          ]
        : []),
      record(org, db, 'content.changed', about(ids), { count: ids.length }),
    ],
    { content_items_category_fk: problem('not-found', 'There is no such category.', { field: 'categoryId' }) },
  );
  return written.ok ? done(ids.length) : written;
}
