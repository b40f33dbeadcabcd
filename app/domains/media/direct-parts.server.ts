import { AwsV4Signer } from 'aws4fetch';
import { uploadById } from '#db/queries/media.ts';
import { type BucketDoor, bucketDoor } from '#app/platform/env.ts';
import { type Org, readFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { beginMultipart, keepPart, noUpload, type Upload } from './receive-part.server.ts';
import { isSmall, partLength } from './upload-plan.ts';

/** Addresses in the bucket itself, each good for one part of the very length that was promised. */
export interface Direct {
  expiresAt: string;
  links: { part: number; url: string }[];
}

/** So many at once: a large file asks for the next ones when it gets there. */
export const MOST_LINKS = 50;
const LINK_SECONDS = 3600;

const NOT_HERE = problem('not-found', 'Parts go through this server here: send them to “parts/{number}”.');

/** Null where the bucket cannot be reached by others: the parts come through the Worker. */
export async function offerDirect(org: Org, upload: Upload, numbers: readonly number[]): Promise<Direct | null> {
  const door = bucketDoor(org.context.env);
  if (!door) return null;
  const bucketUploadId = isSmall(upload) ? null : (upload.bucketUploadId ?? (await beginMultipart(org, upload)));
  if (!isSmall(upload) && bucketUploadId === null) return null;
  const now = Date.now();
  const links = await Promise.all(
    numbers.slice(0, MOST_LINKS).flatMap((part) => {
      const length = partLength(upload.byteSize, part, upload.partSize);
      return length === null ? [] : [signed(door, { ...upload, bucketUploadId }, part, length, new Date(now)).then((url) => ({ part, url }))];
    }),
  );
  return { expiresAt: new Date(now + LINK_SECONDS * 1000).toISOString(), links };
}

async function signed(door: BucketDoor, { storageKey, bucketUploadId }: Pick<Upload, 'storageKey' | 'bucketUploadId'>, part: number, length: number, now: Date): Promise<string> {
  const url = new URL(`${door.origin}/${door.bucket}/${storageKey}`);
  if (bucketUploadId !== null) {
    url.searchParams.set('partNumber', String(part));
    url.searchParams.set('uploadId', bucketUploadId);
  }
  url.searchParams.set('X-Amz-Expires', String(LINK_SECONDS));
  const { accessKeyId, secretAccessKey } = door;
  // With all headers: the length is signed only then, and the bucket refuses a body of another one.
  const signer = new AwsV4Signer({
    method: 'PUT', url: url.href, headers: { 'Content-Length': String(length) }, datetime: now.toISOString().replace(/[:-]|\.\d{3}/g, ''),
    accessKeyId, secretAccessKey, service: 's3', region: 'auto', signQuery: true, allHeaders: true,
  });
  return (await signer.sign()).url.href;
}

/** New addresses for an upload that goes on. */
export async function renewDirect(org: Org, assetId: string, numbers: readonly number[]): Promise<Result<Direct>> {
  if (!bucketDoor(org.context.env)) return refused(NOT_HERE);
  const found = await readFor(org, { upload: uploadById(assetId) });
  if (!found.ok) return found;
  const direct = found.value.upload ? await offerDirect(org, found.value.upload, numbers) : null;
  return direct ? done(direct) : refused(noUpload);
}

/** What the bucket answered to a part that went there by itself. Believed until the parts are put together: the bucket compares. */
export async function noteDirectPart(org: Org, assetId: string, number: number, etag: string): Promise<Result<{ part: number; etag: string }>> {
  if (!bucketDoor(org.context.env)) return refused(NOT_HERE);
  const found = await readFor(org, { upload: uploadById(assetId) });
  if (!found.ok) return found;
  const { upload } = found.value;
  if (!upload) return refused(noUpload);
  const byteSize = partLength(upload.byteSize, number, upload.partSize);
  if (byteSize === null) return refused(problem('not-found', `This upload has no part ${number}.`));
  return keepPart(org, assetId, number, { etag, byteSize });
}
