import { eq, sql } from 'drizzle-orm';
import { uploadById } from '#db/queries/media.ts';
import { mediaAssets, mediaGarbage, mediaUploads } from '#db/schema/index.ts';
import { refuseUnless, type Writer } from '#db/scope.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { removeBytes } from './remove-bytes.server.ts';
import { noUpload, type Upload } from './receive-part.server.ts';

/** Waits for whoever is at it, and refuses the one who comes second: two completions, or one and an abort, cannot cross. */
export const onlyOnce = (db: Writer, assetId: string) => refuseUnless(db, sql`exists (select from media_uploads where asset_id = ${assetId} for update)`, 'not-found', noUpload.message);

/** The rows of an upload go, and its bytes are noted as garbage; the sweep finds what the removal below does not reach. */
export async function abortUpload(org: Org, assetId: string): Promise<Result<null>> {
  const found = await readFor(org, { upload: uploadById(assetId) });
  if (!found.ok) return found;
  const { upload } = found.value;
  if (!upload) return refused(noUpload);
  const written = await writeFor(org, (db) => [onlyOnce(db, assetId), noteBytes(db, upload), db.delete(mediaAssets).where(eq(mediaAssets.id, assetId))]);
  if (!written.ok) return written;
  org.context.later(removeBytes(org.context.env.MEDIA, upload));
  return done(null);
}

/** An upload that turned out to be nothing we take: the row stays for a day, with the reason. */
export async function failUpload(org: Org, upload: Upload, reason: string): Promise<Result<null>> {
  const { assetId } = upload;
  const written = await writeFor(org, (db) => [
    onlyOnce(db, assetId),
    noteBytes(db, upload),
    db.delete(mediaUploads).where(eq(mediaUploads.assetId, assetId)),
    db.update(mediaAssets).set({ status: 'failed', problem: reason }).where(eq(mediaAssets.id, assetId)),
  ]);
  if (!written.ok) return written;
  org.context.later(removeBytes(org.context.env.MEDIA, upload));
  return done(null);
}

/** From the row as it is now: a part may have begun the multipart upload a moment ago. */
const noteBytes = (db: Writer, { assetId }: Upload) =>
  db.insert(mediaGarbage).values({
    storageKey: sql`(select storage_key from media_uploads where asset_id = ${assetId})`,
    bucketUploadId: sql`(select bucket_upload_id from media_uploads where asset_id = ${assetId})`,
  });
