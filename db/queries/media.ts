import { and, asc, desc, eq, exists, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { ASSET_PLACES, ASSET_TYPES } from '../schema/choices.ts';
import { assetTags, mediaAssets, mediaFolders, mediaUploadParts, mediaUploads, mediaUsages, tags, users } from '../schema/index.ts';
import { list, one, paged, type Reader } from '../scope.ts';
import { olderThan, type Page } from './keyset.ts';

export interface AssetFilter {
  /** null is the top of the library; undefined is everywhere. */
  folderId?: string | null | undefined;
  type?: (typeof ASSET_TYPES)[number] | undefined;
  tagId?: string | undefined;
  search?: string | undefined;
  view?: 'all' | 'needs-alt' | 'unused' | 'trash' | undefined;
}

const listColumns = {
  id: mediaAssets.id,
  folderId: mediaAssets.folderId,
  name: mediaAssets.name,
  altText: mediaAssets.altText,
  type: mediaAssets.type,
  mimeType: mediaAssets.mimeType,
  visibility: mediaAssets.visibility,
  byteSize: mediaAssets.byteSize,
  sha256: mediaAssets.sha256,
  width: mediaAssets.width,
  height: mediaAssets.height,
  durationSeconds: mediaAssets.durationSeconds,
  focalX: mediaAssets.focalX,
  focalY: mediaAssets.focalY,
  crop: mediaAssets.crop,
  color: mediaAssets.color,
  preview: mediaAssets.preview,
  usageCount: mediaAssets.usageCount,
  uploadedAt: mediaAssets.uploadedAt,
  deletedAt: mediaAssets.deletedAt,
};

/** Says what the policy says anyway, where the planner can weigh it: a quiet library is not searched for from the newest file of all. Behind a cursor it is not needed. */
const ofThisTenant = eq(mediaAssets.organizationId, sql`app.current_org()`);

const living = and(isNull(mediaAssets.deletedAt), eq(mediaAssets.status, 'ready'));

function matching(db: Reader, filter: AssetFilter): SQL | undefined {
  const tagged = (tagId: string) =>
    exists(db.select({ one: sql`1` }).from(assetTags).where(and(eq(assetTags.assetId, mediaAssets.id), eq(assetTags.tagId, tagId))));
  return and(
    filter.view === 'trash' ? and(isNotNull(mediaAssets.deletedAt), eq(mediaAssets.status, 'ready')) : living,
    filter.folderId === undefined ? undefined : filter.folderId === null ? isNull(mediaAssets.folderId) : eq(mediaAssets.folderId, filter.folderId),
    filter.type && eq(mediaAssets.type, filter.type),
    filter.tagId ? tagged(filter.tagId) : undefined,
    filter.view === 'needs-alt' ? and(eq(mediaAssets.type, 'image'), eq(mediaAssets.altText, '')) : undefined,
    filter.view === 'unused' ? eq(mediaAssets.usageCount, 0) : undefined,
  );
}

/** Newest first. A search answers its best matches on one page: ranks have no cursor. */
export const assets = (filter: AssetFilter, page: Page) =>
  paged(
    page,
    (db, most) => {
      const rows = db.select(listColumns).from(mediaAssets);
      if (!filter.search) {
        return rows.where(and(matching(db, filter), page.after === undefined ? ofThisTenant : olderThan(mediaAssets.id, page.after, 'uuid'))).orderBy(desc(mediaAssets.id)).limit(most);
      }
      return rows
        // As an array, because a function in a join is taken for a thousand rows: the whole tenant would be read beside it.
        .innerJoin(sql`unnest(array(select id from app.search_assets(${filter.search}, 500, ${filter.view === 'trash'}) order by rank desc, id desc)) with ordinality found(id, place)`, sql`found.id = ${mediaAssets.id}`)
        .where(matching(db, filter))
        .orderBy(sql`found.place`)
        .limit(page.limit);
    },
    (row) => row.id,
  );

export const assetById = (id: string) =>
  one((db) =>
    db
      .select({
        ...listColumns,
        description: mediaAssets.description,
        storageKey: mediaAssets.storageKey,
        facts: mediaAssets.facts,
        status: mediaAssets.status,
        problem: mediaAssets.problem,
        createdAt: mediaAssets.createdAt,
        uploader: users.name,
      })
      .from(mediaAssets)
      .leftJoin(users, eq(users.id, mediaAssets.uploadedBy))
      .where(eq(mediaAssets.id, id)),
  );

export const assetsByIds = (ids: string[]) => list((db) => db.select(listColumns).from(mediaAssets).where(and(living, inArray(mediaAssets.id, ids))).limit(200));

/** A living asset with the same bytes, other than this one. */
export const assetWithSameBytes = (sha256: string, except: string) =>
  one((db) =>
    db
      .select({ id: mediaAssets.id, name: mediaAssets.name })
      .from(mediaAssets)
      .where(and(living, eq(mediaAssets.sha256, sha256), sql`${mediaAssets.id} <> ${except}`))
      .limit(1),
  );

export const tagsOfAsset = (id: string) =>
  list((db) => db.select({ id: tags.id, name: tags.name, color: tags.color }).from(assetTags).innerJoin(tags, eq(tags.id, assetTags.tagId)).where(eq(assetTags.assetId, id)).orderBy(asc(tags.name)));

export const allTags = () => list((db) => db.select({ id: tags.id, name: tags.name, color: tags.color, usageCount: tags.usageCount }).from(tags).orderBy(sql`lower(${tags.name})`).limit(500));

export const usagesOfAsset = (id: string) =>
  list((db) => db.select({ place: mediaUsages.place, placeId: mediaUsages.placeId, live: mediaUsages.live, createdAt: mediaUsages.createdAt }).from(mediaUsages).where(eq(mediaUsages.assetId, id)).limit(200));

/** The whole tree, flat, parents before children. */
export const folders = () =>
  list((db) =>
    db
      .select({ id: mediaFolders.id, parentId: mediaFolders.parentId, name: mediaFolders.name, path: mediaFolders.path })
      .from(mediaFolders)
      .where(isNull(mediaFolders.deletedAt))
      .orderBy(asc(mediaFolders.path))
      .limit(2000),
  );

export const folderById = (id: string) =>
  one((db) => db.select({ id: mediaFolders.id, parentId: mediaFolders.parentId, name: mediaFolders.name, path: mediaFolders.path }).from(mediaFolders).where(and(eq(mediaFolders.id, id), isNull(mediaFolders.deletedAt))));

export const uploadById = (assetId: string) => one((db) => db.select().from(mediaUploads).where(eq(mediaUploads.assetId, assetId)));

export const partsOfUpload = (assetId: string) =>
  list((db) =>
    db
      .select({ number: mediaUploadParts.number, etag: mediaUploadParts.etag, byteSize: mediaUploadParts.byteSize })
      .from(mediaUploadParts)
      .where(eq(mediaUploadParts.assetId, assetId))
      .orderBy(asc(mediaUploadParts.number)),
  );

/** Bytes in use, for the quota; uploads under way count as what they promised to be. */
export const bytesInUse = () => one((db) => db.select({ bytes: sql<number>`coalesce(sum(${mediaAssets.byteSize}), 0)::float8` }).from(mediaAssets).where(isNull(mediaAssets.deletedAt)));

/** The files that stand in one place, for showing them there. */
export const assetsUsedBy = (place: (typeof ASSET_PLACES)[number], ...placeIds: string[]) =>
  list((db) =>
    db
      .select(listColumns)
      .from(mediaAssets)
      .where(inArray(mediaAssets.id, db.select({ id: mediaUsages.assetId }).from(mediaUsages).where(and(eq(mediaUsages.place, place), inArray(mediaUsages.placeId, placeIds)))))
      .limit(500 * placeIds.length),
  );

/** The files in the texts of the two revisions that db/queries/content.ts compares: an older one may show some that the piece has no more. */
export const assetsInRevisions = (itemId: string, older: number | undefined, newer: number | undefined) =>
  list((db) => {
    const newest = sql`(select max(r.number) from content_revisions r where r.content_item_id = ${itemId} and r.number <= ${newer ?? 2_147_483_647}::int)`;
    const before = older === undefined ? sql`(select max(r.number) from content_revisions r where r.content_item_id = ${itemId} and r.number < ${newest})` : sql`${older}::int`;
    // Only what reads as an id is one: a text may say anything.
    const named = sql`select distinct (v #>> '{}')::uuid from content_revisions r, jsonb_path_query(r.body, 'lax $.**.assetId') v
      where r.content_item_id = ${itemId} and r.number in (${newest}, ${before}) and v #>> '{}' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'`;
    return db.select(listColumns).from(mediaAssets).where(and(living, sql`${mediaAssets.id} = any (array(${named}))`)).limit(500);
  });
