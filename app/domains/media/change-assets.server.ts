import { and, eq, inArray, isNotNull, notInArray, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { assetTags, mediaAssets, mediaGarbage, tags } from '#db/schema/index.ts';
import { idList, refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { slugOf } from '#app/platform/slug.ts';
import { problem } from '#app/platform/problem.ts';
import type { assetInput, focalInput, moveAssetsInput, tagAssetsInput } from './inputs.ts';

/** All of them are there, alive and of this organization; otherwise nothing is touched. */
const allLiving = (ids: readonly string[]) =>
  sql`(select count(*) from media_assets where id = any (${idList(ids)}) and deleted_at is null and status = 'ready') = cardinality(${idList(ids)})`;
/** All of them lie in the trash of this organization. */
const allTrashed = (ids: readonly string[]) =>
  sql`(select count(*) from media_assets where id = any (${idList(ids)}) and deleted_at is not null and status = 'ready') = cardinality(${idList(ids)})`;
const GONE = 'One of these files is not there any more. Reload to see what is.';
const NOT_TRASHED = 'One of these files is not in the trash any more. Reload to see what is.';

type AssetChange = { assetId: string; tags?: string[] | undefined } & Partial<Omit<z.output<typeof assetInput> & z.output<typeof focalInput>, 'assetId'>>;

/** Only the fields that are named: two who change different ones at the same moment both get theirs. */
export async function changeAsset(org: Org, { assetId, tags: all, ...fields }: AssetChange): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, allLiving([assetId]), 'not-found', 'There is no such file.'),
    ...(Object.keys(fields).length > 0 ? [db.update(mediaAssets).set(fields).where(eq(mediaAssets.id, assetId))] : []),
    ...(all ? [...putTags(db, [assetId], all), db.delete(assetTags).where(and(eq(assetTags.assetId, assetId), notInArray(assetTags.tagId, tagsNamed(db, all))))] : []),
    record(org, db, 'media.changed', { type: 'asset', id: assetId }, { name: fields.name }),
  ]);
  return written.ok ? done(null) : written;
}

export async function setFocalPoint(org: Org, { assetId, ...focal }: z.output<typeof focalInput>): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, allLiving([assetId]), 'not-found', 'There is no such file.'),
    db.update(mediaAssets).set(focal).where(eq(mediaAssets.id, assetId)),
  ]);
  return written.ok ? done(null) : written;
}

export async function moveAssets(org: Org, { ids, folderId }: z.output<typeof moveAssetsInput>): Promise<Result<number>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, allLiving(ids), 'not-found', GONE),
    refuseUnless(db, sql`${folderId}::uuid is null or exists (select from media_folders where id = ${folderId}::uuid and deleted_at is null)`, 'not-found', 'There is no such folder.'),
    db.update(mediaAssets).set({ folderId }).where(inArray(mediaAssets.id, ids)),
    record(org, db, 'media.moved', { type: 'asset', id: ids.length === 1 ? ids[0] : undefined }, { count: ids.length }),
  ]);
  return written.ok ? done(ids.length) : written;
}

/** Two spellings of one tag are one tag. */
const distinct = (names: string[]) => [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];

const named = (names: string[]) => inArray(sql`lower(${tags.name})`, names.map((name) => name.toLowerCase()));
const tagsNamed = (db: Writer, names: string[]) => db.select({ id: tags.id }).from(tags).where(named(names));

/** Tags that are new to the organization are made on the way; each is counted by the rows themselves. */
function putTags(db: Writer, ids: readonly string[], names: string[]): Statement[] {
  if (names.length === 0) return [];
  return [
    db.insert(tags).values(distinct(names).map((name) => ({ name, slug: slugOf(name) || 'tag' }))).onConflictDoNothing(),
    db.insert(assetTags).select(
      db
        .select({ organizationId: tags.organizationId, assetId: sql<string>`chosen.id`.as('asset_id'), tagId: tags.id, createdAt: sql<string>`now()`.as('created_at') })
        .from(tags)
        .innerJoin(sql`unnest(${idList(ids)}) as chosen(id)`, sql`true`)
        .where(named(names)),
    ).onConflictDoNothing(),
  ];
}

export async function tagAssets(org: Org, { ids, add, remove }: z.output<typeof tagAssetsInput>): Promise<Result<number>> {
  if (add.length === 0 && remove.length === 0) return refused(problem('invalid', 'Name a tag to add or to remove.', { field: 'add' }));
  const written = await writeFor(org, (db) => [
    refuseUnless(db, allLiving(ids), 'not-found', GONE),
    ...putTags(db, ids, add),
    ...(remove.length > 0 ? [db.delete(assetTags).where(and(inArray(assetTags.assetId, ids), inArray(assetTags.tagId, remove)))] : []),
    record(org, db, 'media.tagged', { type: 'asset', id: ids.length === 1 ? ids[0] : undefined }, { count: ids.length, add: distinct(add) }),
  ]);
  return written.ok ? done(ids.length) : written;
}

/** Refused for what readers see right now; everything else can come back out of the trash. */
export async function trashAssets(org: Org, ids: string[]): Promise<Result<number>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, allLiving(ids), 'not-found', GONE),
    refuseUnless(db, sql`not exists (select from media_usages where asset_id = any (${idList(ids)}) and live)`, 'conflict', 'One of these files is in use where readers see it. Open it to see where, and replace it there first.'),
    db.update(mediaAssets).set({ deletedAt: sql`now()` }).where(inArray(mediaAssets.id, ids)),
    record(org, db, 'media.trashed', { type: 'asset', id: ids.length === 1 ? ids[0] : undefined }, { count: ids.length }),
  ]);
  return written.ok ? done(ids.length) : written;
}

/** Back to its folder, or to the top when the folder is gone meanwhile. */
export async function restoreAssets(org: Org, ids: string[]): Promise<Result<number>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, allTrashed(ids), 'not-found', NOT_TRASHED),
    db
      .update(mediaAssets)
      .set({ deletedAt: null, folderId: sql`(select f.id from media_folders f where f.id = ${mediaAssets.folderId} and f.deleted_at is null)` })
      .where(and(inArray(mediaAssets.id, ids), isNotNull(mediaAssets.deletedAt))),
    record(org, db, 'media.restored', { type: 'asset', id: ids.length === 1 ? ids[0] : undefined }, { count: ids.length }),
  ]);
  return written.ok ? done(ids.length) : written;
}

/** For good: the rows go, and their bytes are noted for removal in the same transaction. */
export async function purgeAssets(org: Org, ids: string[]): Promise<Result<number>> {
  const trashed = and(inArray(mediaAssets.id, ids), isNotNull(mediaAssets.deletedAt), eq(mediaAssets.usageCount, 0));
  const written = await writeFor(org, (db) => [
    refuseUnless(db, allTrashed(ids), 'not-found', NOT_TRASHED),
    refuseUnless(db, sql`not exists (select from media_assets where id = any (${idList(ids)}) and deleted_at is not null and usage_count > 0)`, 'conflict', 'One of these files is still used somewhere. Open it to see where.'),
    db.insert(mediaGarbage).select(
      db
        .select({
          id: sql`app.uuid7()`.as('id'),
          organizationId: mediaAssets.organizationId,
          storageKey: mediaAssets.storageKey,
          bucketUploadId: sql<null>`null::text`.as('bucket_upload_id'),
          createdAt: sql<string>`now()`.as('created_at'),
        })
        .from(mediaAssets)
        .where(trashed),
    ),
    db.delete(mediaAssets).where(trashed),
    record(org, db, 'media.purged', { type: 'asset', id: ids.length === 1 ? ids[0] : undefined }, { count: ids.length }),
  ]);
  return written.ok ? done(ids.length) : written;
}
