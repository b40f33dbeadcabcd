import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { mediaAssets, mediaFolders } from '../schema/index.ts';
import { list } from '../scope.ts';

const columns = {
  name: mediaAssets.name,
  mimeType: mediaAssets.mimeType,
  storageKey: mediaAssets.storageKey,
  folderId: mediaAssets.folderId,
  uploadedAt: mediaAssets.uploadedAt,
};

const living = and(eq(mediaAssets.organizationId, sql`app.current_org()`), isNull(mediaAssets.deletedAt), eq(mediaAssets.status, 'ready'));

export const filesToPack = (ids: string[]) => list((db) => db.select(columns).from(mediaAssets).where(and(living, inArray(mediaAssets.id, ids))).orderBy(asc(mediaAssets.id)));

/** Everything in a folder and in the folders below it. */
export const filesBelow = (folderId: string, most: number) =>
  list((db) => {
    const path = sql`(select path from media_folders where id = ${folderId}::uuid and deleted_at is null)`;
    const below = db.select({ id: mediaFolders.id }).from(mediaFolders).where(sql`starts_with(${mediaFolders.path}, ${path})`);
    return db.select(columns).from(mediaAssets).where(and(living, inArray(mediaAssets.folderId, below))).orderBy(asc(mediaAssets.id)).limit(most);
  });
