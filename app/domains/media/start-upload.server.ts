import { sql } from 'drizzle-orm';
import { assetWithSameBytes } from '#db/queries/media.ts';
import { mediaAssets, mediaUploads } from '#db/schema/index.ts';
import { call, refuseUnless } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { type Direct, offerDirect } from './direct-parts.server.ts';
import { allOf, DEFAULT_QUOTA, megabytes, MOST_PICTURE_BYTES, PART_SIZE, partCount } from './upload-plan.ts';
import type { StartUpload } from './upload-inputs.ts';

export interface Started {
  /** Where the browser may put the parts by itself; null where they come through the Worker. */
  direct: Direct | null;
  assetId: string;
  partSize: number;
  parts: number;
  uploaded: number[];
}
export interface Duplicate {
  duplicateOf: { id: string; name: string };
}

/** The intent, in rows, before anything is in the bucket. Trash counts for nothing, an upload under way as what it promised. */
export async function startUpload(org: Org, input: StartUpload): Promise<Result<Started | Duplicate>> {
  const { name, byteSize, folderId, mimeType, sha256, replaces, keepBoth } = input;
  if (mimeType?.startsWith('image/') && byteSize > MOST_PICTURE_BYTES) return refused(problem('invalid', pictureTooLarge, { field: 'byteSize' }));
  const assetId = uuid7();
  if (sha256 && !keepBoth) {
    const found = await readFor(org, { same: assetWithSameBytes(sha256, replaces ?? assetId) });
    if (!found.ok) return found;
    if (found.value.same) return done({ duplicateOf: found.value.same });
  }
  const storageKey = sql<string>`'o/' || app.current_org() || '/' || ${replaces ?? assetId}::text || '/' || ${uuid7()}::text`;
  const written = await writeFor(
    org,
    (db) => [
      // Two uploads that would fit alone and not together wait for one another here.
      call(db, sql`pg_advisory_xact_lock(hashtext('media_quota'), hashtext(app.current_org()::text))`),
      refuseUnless(db, sql`${bytesKept} + ${byteSize}::bigint <= ${quota}`, 'over-limit', `There is no room for ${megabytes(byteSize)} more: the library would go over its limit. Delete what is not needed, or ask for more room.`),
      refuseUnless(db, sql`${folderId}::uuid is null or exists (select from media_folders where id = ${folderId}::uuid and deleted_at is null)`, 'not-found', 'There is no such folder.'),
      refuseUnless(db, sql`${replaces}::uuid is null or exists (select from media_assets where id = ${replaces}::uuid and deleted_at is null and status = 'ready')`, 'not-found', 'There is no such file to replace.'),
      db.insert(mediaAssets).values({ id: assetId, name, folderId, uploadedBy: sql`app.current_user_id()`, storageKey, byteSize, ...(mimeType ? { mimeType } : {}), ...(sha256 ? { sha256 } : {}) }),
      db.insert(mediaUploads).values({ assetId, replaces, storageKey: sql`(select storage_key from media_assets where id = ${assetId})`, partSize: PART_SIZE, byteSize }).returning(),
    ],
    { media_assets_folder_fk: notFound('folder') },
  );
  if (!written.ok) return written;
  const [upload] = written.value[5];
  const parts = partCount(byteSize);
  return done({ assetId, partSize: PART_SIZE, parts, uploaded: [], direct: await offerDirect(org, upload!, allOf(parts)) });
}

export const pictureTooLarge = `A picture can have at most ${megabytes(MOST_PICTURE_BYTES)}. Save it smaller, or pack it into an archive.`;

const bytesKept = sql`(select coalesce(sum(byte_size), 0) from media_assets where deleted_at is null and status <> 'failed')`;
const quota = sql`(select coalesce((settings ->> 'mediaQuotaBytes')::bigint, ${DEFAULT_QUOTA}::bigint) from organizations limit 1)`;
