import { describe, log } from '#app/platform/log.ts';

export interface Leftover {
  storageKey: string;
  bucketUploadId: string | null;
}

/** Both: the multipart upload may be open, or complete a moment before its row learned of it. Gone already is fine. */
export async function removeBytes(bucket: R2Bucket, { storageKey, bucketUploadId }: Leftover): Promise<boolean> {
  try {
    if (bucketUploadId) await bucket.resumeMultipartUpload(storageKey, bucketUploadId).abort().catch(ignoreGone);
    await bucket.delete(storageKey);
    return true;
  } catch (error) {
    log('warn', 'bytes-not-removed', { key: storageKey, ...describe(error) });
    return false;
  }
}

/** The number at the end of R2's messages: 10024 is an upload that is complete, aborted or unknown. */
export const bucketCode = (error: unknown) => Number(/\((\d{5})\)\s*$/.exec(error instanceof Error ? error.message : '')?.[1] ?? 0);
export const NO_SUCH_UPLOAD = 10024;
export const INVALID_PART = 10025;

function ignoreGone(error: unknown) {
  if (bucketCode(error) !== NO_SUCH_UPLOAD) throw error;
}
