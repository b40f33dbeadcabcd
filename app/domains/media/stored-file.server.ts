import { createHash } from 'node:crypto';
import { hex } from '#app/platform/secrets.server.ts';
import { uuid7 } from '#app/platform/ids.ts';
import type { Stored } from './examine-file.ts';
import type { Hidden } from './file/mp4-private.ts';
import { stripPrivate } from './file/read-image.ts';
import { MOST_PICTURE_BYTES, PART_SIZE } from './upload-plan.ts';

export interface StoredFile extends Stored {
  key: string;
  sha256(): Promise<string>;
}

const CHUNK = 64 * 1024;

async function bytesOf(bucket: R2Bucket, key: string, range?: { offset: number; length: number }): Promise<Uint8Array> {
  const object = await bucket.get(key, range ? { range } : {});
  if (!object) throw new Error(`${key} is not in the bucket.`);
  return new Uint8Array(await new Response(object.body).arrayBuffer());
}

/** A file in the bucket, read in ranges. A small one is read once: what was looked at is then what is kept. */
export function storedFile(bucket: R2Bucket, key: string, size: number): StoredFile {
  let kept: Promise<Uint8Array> | undefined;
  const whole = () => (size > MOST_PICTURE_BYTES ? null : (kept ??= bytesOf(bucket, key)));
  const held = () => (size <= PART_SIZE ? whole() : (kept ?? null));
  return {
    key,
    size,
    whole,
    async read(offset, length) {
      const bytes = await held();
      return bytes ? bytes.subarray(offset, offset + length) : bytesOf(bucket, key, { offset, length });
    },
    async sha256() {
      const bytes = await held();
      if (bytes) return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource)));
      const object = await bucket.get(key);
      if (!object) throw new Error(`${key} is not in the bucket.`);
      const hash = createHash('sha256');
      const reader = object.body.getReader({ mode: 'byob' });
      for (let held = new ArrayBuffer(CHUNK); ; ) {
        const { value, done } = await reader.read(new Uint8Array(held));
        if (done) return hash.digest('hex');
        hash.update(value);
        held = value.buffer as ArrayBuffer;
      }
    },
  };
}

/** Another name beside the first: what was examined cannot be overwritten there by a part that comes late. */
const newVersion = (key: string) => key.replace(/[^/]+$/, uuid7());

/**
 * What will be served, without what is private: a picture without its notes, a film with zeros over the place it was
 * taken. A large file that hides nothing stays where it is.
 */
export async function keepServed(bucket: R2Bucket, file: StoredFile, mimeType: string, hidden: Hidden[]): Promise<{ key: string; size: number }> {
  const key = newVersion(file.key);
  const options = { httpMetadata: { contentType: mimeType } };
  const bytes = file.size <= PART_SIZE || mimeType.startsWith('image/') ? await file.whole() : null;
  if (bytes) {
    const served = overlay(stripPrivate(bytes, mimeType), 0, hidden);
    await bucket.put(key, served, options);
    return { key, size: served.length };
  }
  if (hidden.length === 0) return { key: file.key, size: file.size };
  const upload = await bucket.createMultipartUpload(key, options);
  try {
    const parts: R2UploadedPart[] = [];
    for (let offset = 0; offset < file.size; offset += PART_SIZE) {
      const length = Math.min(PART_SIZE, file.size - offset);
      parts.push(await upload.uploadPart(parts.length + 1, overlay(await bytesOf(bucket, file.key, { offset, length }), offset, hidden)));
    }
    await upload.complete(parts);
    return { key, size: file.size };
  } catch (error) {
    await upload.abort().catch(() => undefined);
    throw error;
  }
}

function overlay(bytes: Uint8Array, offset: number, hidden: Hidden[]): Uint8Array {
  for (const range of hidden) bytes.fill(0, Math.max(0, range.offset - offset), Math.max(0, range.offset + range.length - offset));
  return bytes;
}
