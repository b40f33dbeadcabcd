import { eq, sql } from 'drizzle-orm';
import { folderById } from '#db/queries/media.ts';
import { mediaAssets, mediaFolders } from '#db/schema/index.ts';
import { call, refuseUnless } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';

const NAME_TAKEN = { media_folders_name_key: problem('conflict', 'There is a folder of this name here already.', { field: 'name' }) };

export async function createFolder(org: Org, { name, parentId }: { name: string; parentId: string | null }): Promise<Result<{ id: string }>> {
  const id = uuid7();
  const parentPath = sql`coalesce((select path from media_folders where id = ${parentId}::uuid and deleted_at is null), '/')`;
  const written = await writeFor(
    org,
    (db) => [
      refuseUnless(db, sql`${parentId}::uuid is null or exists (select from media_folders where id = ${parentId}::uuid and deleted_at is null)`, 'not-found', 'There is no such folder.'),
      db.insert(mediaFolders).values({ id, name, parentId, path: sql`${parentPath} || ${id}::text || '/'` }),
      record(org, db, 'folder.created', { type: 'folder', id }, { name }),
    ],
    NAME_TAKEN,
  );
  return written.ok ? done({ id }) : written;
}

export async function renameFolder(org: Org, { folderId, name }: { folderId: string; name: string }): Promise<Result<null>> {
  const written = await writeFor(
    org,
    (db) => [
      refuseUnless(db, sql`exists (select from media_folders where id = ${folderId} and deleted_at is null)`, 'not-found', 'There is no such folder.'),
      db.update(mediaFolders).set({ name }).where(eq(mediaFolders.id, folderId)),
      record(org, db, 'folder.renamed', { type: 'folder', id: folderId }, { name }),
    ],
    NAME_TAKEN,
  );
  return written.ok ? done(null) : written;
}

/** Two people who move folders into each other at once: one move counts, the other is told. */
export async function moveFolder(org: Org, { folderId, parentId }: { folderId: string; parentId: string | null }): Promise<Result<null>> {
  const written = await writeFor(
    org,
    (db) => [call(db, sql`app.move_folder(${folderId}::uuid, ${parentId}::uuid)`), record(org, db, 'folder.moved', { type: 'folder', id: folderId })],
    NAME_TAKEN,
  );
  return written.ok ? done(null) : written;
}

/** What is in it, at any depth, moves up to where the folder was: deleting a folder deletes no file. */
export async function deleteFolder(org: Org, folderId: string): Promise<Result<{ name: string }>> {
  const found = await readFor(org, { folder: folderById(folderId) });
  if (!found.ok) return found;
  const { folder } = found.value;
  if (!folder) return refused(notFound('folder'));
  const below = sql`path like ${`${folder.path}%`}`;
  const written = await writeFor(org, (db) => [
    call(db, sql`pg_advisory_xact_lock(hashtext('media_folders'), hashtext(app.current_org()::text))`),
    refuseUnless(db, sql`exists (select from media_folders where id = ${folderId} and path = ${folder.path} and deleted_at is null)`, 'conflict', 'Someone moved this folder at the same moment. Look again, then decide.'),
    db.update(mediaAssets).set({ folderId: folder.parentId }).where(sql`${mediaAssets.folderId} in (select id from media_folders where ${below})`),
    db.update(mediaFolders).set({ deletedAt: sql`now()` }).where(below),
    record(org, db, 'folder.deleted', { type: 'folder', id: folderId }, { name: folder.name }),
  ]);
  return written.ok ? done({ name: folder.name }) : written;
}
