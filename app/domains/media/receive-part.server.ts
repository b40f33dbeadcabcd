import { and, eq, isNull, sql } from 'drizzle-orm';
import { uploadById } from '#db/queries/media.ts';
import { mediaUploadParts, mediaUploads } from '#db/schema/index.ts';
import { describe, log } from '#app/platform/log.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { startAgain } from './assemble-upload.server.ts';
import { bucketCode, NO_SUCH_UPLOAD } from './remove-bytes.server.ts';
import { isSmall, partLength } from './upload-plan.ts';

export type Upload = typeof mediaUploads.$inferSelect;
export const noUpload = notFound('upload');

export interface Part {
  number: number;
  length: number | null;
  body: ReadableStream | null;
}

/** One part on its way through to the bucket; what lies in memory is what the network holds. Sending it again is safe. */
export async function receivePart(org: Org, assetId: string, { number, length, body }: Part): Promise<Result<{ part: number; etag: string }>> {
  const found = await readFor(org, { upload: uploadById(assetId) });
  if (!found.ok) return found;
  const { upload } = found.value;
  if (!upload) return refused(noUpload);
  const expected = partLength(upload.byteSize, number, upload.partSize);
  if (expected === null) return refused(problem('not-found', `This upload has no part ${number}.`));
  if (length === null) return refused(problem('invalid', 'Say with Content-Length how long the part is.'));
  if (length !== expected || !body) return refused(problem('invalid', `Part ${number} has to be ${expected} bytes long; this one is ${body ? length : 0}.`));
  const stored = await store(org, upload, number, body, expected);
  if (!stored.ok) return stored;
  return keepPart(org, assetId, number, { etag: stored.value, byteSize: expected });
}

/** The row of a part that stands in the bucket. */
export async function keepPart(org: Org, assetId: string, number: number, part: { etag: string; byteSize: number }): Promise<Result<{ part: number; etag: string }>> {
  const written = await writeFor(
    org,
    (db) => [
      db
        .insert(mediaUploadParts)
        .values({ assetId, number, ...part })
        .onConflictDoUpdate({ target: [mediaUploadParts.organizationId, mediaUploadParts.assetId, mediaUploadParts.number], set: part }),
      db.update(mediaUploads).set({ updatedAt: sql`now()` }).where(eq(mediaUploads.assetId, assetId)),
    ],
    { media_upload_parts_upload_fk: noUpload },
  );
  return written.ok ? done({ part: number, etag: part.etag }) : written;
}

async function store(org: Org, upload: Upload, number: number, body: ReadableStream, length: number): Promise<Result<string>> {
  const bucket = org.context.env.MEDIA;
  try {
    const bucketUploadId = isSmall(upload) ? '' : (upload.bucketUploadId ?? (await beginMultipart(org, upload)));
    if (bucketUploadId === null) return refused(noUpload);
    const { readable: fixed, writable } = new FixedLengthStream(length);
    // A broken sender shows in what the bucket answers.
    body.pipeTo(writable).catch(() => undefined);
    if (!bucketUploadId) return done((await bucket.put(upload.storageKey, fixed))!.etag);
    return done((await bucket.resumeMultipartUpload(upload.storageKey, bucketUploadId).uploadPart(number, fixed)).etag);
  } catch (error) {
    if (bucketCode(error) === NO_SUCH_UPLOAD) return (await bucket.head(upload.storageKey)) ? refused(problem('conflict', 'This upload is whole already. Complete it.')) : startAgain(org, upload);
    log('warn', 'part-not-stored', { requestId: org.context.requestId, upload: upload.assetId, part: number, ...describe(error) });
    return refused(problem('upstream', 'The part did not arrive whole, or the storage did not take it. Send it again.'));
  }
}

/** Whoever comes second drops the one they began and goes on with the first's. Null: the upload was given up meanwhile. */
export async function beginMultipart(org: Org, { assetId, storageKey }: Upload): Promise<string | null> {
  const begun = await org.context.env.MEDIA.createMultipartUpload(storageKey);
  const mine = eq(mediaUploads.assetId, assetId);
  const kept = await writeFor(org, (db) => [
    db.update(mediaUploads).set({ bucketUploadId: begun.uploadId }).where(and(mine, isNull(mediaUploads.bucketUploadId))),
    db.select({ id: mediaUploads.bucketUploadId }).from(mediaUploads).where(mine).limit(1),
  ]);
  const rows = kept.ok ? (kept.value[1] as { id: string | null }[]) : [];
  const id = rows[0]?.id ?? null;
  // After a silence the row may name it all the same.
  if (!kept.ok && kept.problem.kind === 'upstream') throw new Error(kept.problem.message);
  if (id !== begun.uploadId) await begun.abort();
  return id;
}
