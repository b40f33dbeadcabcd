import type { ImportFile } from '#db/schema/index.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { type FileToRead, MOST_FILE } from './imported-piece.ts';

const PART = 8 * 1024 ** 2;

/** Not under o/, where the library's sweep would take them for orphans. */
export const placeOfFiles = (organizationId: string, importId: string) => `imports/${organizationId}/${importId}/`;

export type Stored = { ok: true; file: ImportFile } | { ok: false; tooLarge: boolean };

/** Into the bucket as it comes; one part of it is in memory. Past the bound nothing of it is kept. */
export async function storeFile(bucket: R2Bucket, key: string, name: string, data: AsyncIterable<Uint8Array>, most = MOST_FILE): Promise<Stored> {
  const buffer = new Uint8Array(PART);
  const parts: R2UploadedPart[] = [];
  let filled = 0;
  let byteSize = 0;
  let upload: R2MultipartUpload | null = null;
  try {
    for await (let chunk of data) {
      byteSize += chunk.length;
      // The rest of what is sent is taken and dropped, so that an answer can be given.
      if (byteSize > most) continue;
      while (chunk.length > 0) {
        const room = chunk.subarray(0, PART - filled);
        buffer.set(room, filled);
        filled += room.length;
        chunk = chunk.subarray(room.length);
        if (filled < PART) continue;
        upload ??= await bucket.createMultipartUpload(key);
        parts.push(await upload.uploadPart(parts.length + 1, buffer.slice()));
        filled = 0;
      }
    }
    if (byteSize > most) {
      await upload?.abort();
      return { ok: false, tooLarge: true };
    }
    if (!upload) await bucket.put(key, buffer.slice(0, filled));
    else {
      if (filled > 0) parts.push(await upload.uploadPart(parts.length + 1, buffer.slice(0, filled)));
      await upload.complete(parts);
    }
    return { ok: true, file: { key, name, byteSize } };
  } catch (error) {
    await upload?.abort().catch(() => undefined);
    throw error;
  }
}

export const filesToRead = ({ env }: RequestContext, files: readonly ImportFile[]): FileToRead[] =>
  files.map(({ key, name, byteSize }) => ({
    name,
    byteSize,
    async *open() {
      const object = await env.MEDIA.get(key);
      if (!object) throw new Error('The file of this import is not in the storage.');
      yield* object.body as unknown as AsyncIterable<Uint8Array>;
    },
  }));

/** By the place, not by the rows: an upload that broke off has files that no row names. */
export async function removeFiles({ env }: RequestContext, organizationId: string, importId: string): Promise<void> {
  const prefix = placeOfFiles(organizationId, importId);
  for (let isMore = true; isMore; ) {
    const { objects, truncated } = await env.MEDIA.list({ prefix });
    if (objects.length > 0) await env.MEDIA.delete(objects.map(({ key }) => key));
    isMore = truncated;
  }
}
