import { eq } from 'drizzle-orm';
import { mediaUploadParts, mediaUploads } from '#db/schema/index.ts';
import { describe, log } from '#app/platform/log.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { Upload } from './receive-part.server.ts';
import { bucketCode, INVALID_PART, NO_SUCH_UPLOAD } from './remove-bytes.server.ts';
import { isSmall } from './upload-plan.ts';

interface ReceivedPart {
  number: number;
  etag: string;
}

/** The object stands in the bucket, whole and of the promised size; done once or twice, before a crash or after it. */
export async function assemble(org: Org, upload: Upload, parts: ReceivedPart[]): Promise<Result<null>> {
  const bucket = org.context.env.MEDIA;
  const wanted = Math.ceil(upload.byteSize / upload.partSize);
  const missing = Array.from({ length: wanted }, (_, index) => index + 1).filter((number) => !parts.some((part) => part.number === number));
  if (missing.length > 0) return refused(problem('conflict', missing.length === wanted ? 'No part of this file has arrived yet.' : `${missing.length === 1 ? `Part ${missing[0]} has` : `Parts ${missing.slice(0, 20).join(', ')} have`} not arrived yet.`));
  if (!isSmall(upload)) {
    if (!upload.bucketUploadId) return startAgain(org, upload);
    try {
      await bucket.resumeMultipartUpload(upload.storageKey, upload.bucketUploadId).complete(parts.map(({ number, etag }) => ({ partNumber: number, etag })));
    } catch (error) {
      // Put together before, and then this program or its database went away: the object is the proof.
      const stands = await bucket.head(upload.storageKey);
      if (!stands) return notAssembled(org, upload, error);
    }
  }
  const object = await bucket.head(upload.storageKey);
  if (!object || object.size !== upload.byteSize) return startAgain(org, upload);
  return done(null);
}

async function notAssembled(org: Org, upload: Upload, error: unknown): Promise<Result<never>> {
  log('warn', 'upload-not-assembled', { requestId: org.context.requestId, upload: upload.assetId, ...describe(error) });
  if ([NO_SUCH_UPLOAD, INVALID_PART].includes(bucketCode(error))) return startAgain(org, upload);
  return refused(problem('upstream', 'The storage did not put the parts together. Try again.'));
}

/** What the rows say of the parts is not what the bucket has: the parts are asked for again. */
export async function startAgain(org: Org, { assetId, storageKey, bucketUploadId }: Upload): Promise<Result<never>> {
  const written = await writeFor(org, (db) => [
    db.delete(mediaUploadParts).where(eq(mediaUploadParts.assetId, assetId)),
    db.update(mediaUploads).set({ bucketUploadId: null }).where(eq(mediaUploads.assetId, assetId)),
  ]);
  if (bucketUploadId) await org.context.env.MEDIA.resumeMultipartUpload(storageKey, bucketUploadId).abort().catch(() => undefined);
  return refused(written.ok ? problem('conflict', 'The storage does not have the parts as they arrived. Send them again.') : written.problem);
}
