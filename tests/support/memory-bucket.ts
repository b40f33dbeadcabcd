import { createHash, randomUUID } from 'node:crypto';
import './workerd-streams.ts';

interface Stored {
  bytes: Uint8Array;
  etag: string;
  type: string;
  uploaded: Date;
}

const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');
const refusal = (call: string, text: string, code: number) => new Error(`${call}: ${text} (${code})`);

async function bytesOf(value: unknown): Promise<Uint8Array> {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  return new Uint8Array(await new Response(value as BodyInit).arrayBuffer());
}

export interface MemoryBucket extends R2Bucket {
  /** What is in it, and which multipart uploads are open: for assertions, and to make things old. */
  readonly objects: Map<string, Stored>;
  readonly open: Map<string, { key: string; parts: Map<number, Uint8Array> }>;
}

/** The calls of an R2 bucket that tests in Node need; tests/worker uses the real emulation. */
export function memoryBucket(): MemoryBucket {
  const objects: MemoryBucket['objects'] = new Map();
  const open: MemoryBucket['open'] = new Map();
  const keep = (key: string, bytes: Uint8Array, type = '') => {
    objects.set(key, { bytes, etag: md5(bytes), type, uploaded: new Date() });
    return describeOf(key)!;
  };
  const describeOf = (key: string) => {
    const object = objects.get(key);
    if (!object) return null;
    const { bytes, etag } = object;
    return { key, size: bytes.length, etag, httpEtag: `"${etag}"`, uploaded: object.uploaded, httpMetadata: { contentType: object.type } };
  };
  const multipart = (key: string, uploadId: string, type = '') => ({
    key,
    uploadId,
    async uploadPart(partNumber: number, value: unknown) {
      const bytes = await bytesOf(value);
      const upload = open.get(uploadId);
      if (!upload) throw refusal('uploadPart', 'The specified multipart upload does not exist.', 10024);
      upload.parts.set(partNumber, bytes);
      return { partNumber, etag: md5(bytes) };
    },
    async complete(parts: R2UploadedPart[]) {
      const upload = open.get(uploadId);
      if (!upload) throw refusal('completeMultipartUpload', 'The specified multipart upload does not exist.', 10024);
      const pieces = parts.map(({ partNumber, etag }) => {
        const bytes = upload.parts.get(partNumber);
        if (!bytes || md5(bytes) !== etag) throw refusal('completeMultipartUpload', 'One or more of the specified parts could not be found.', 10025);
        return bytes;
      });
      open.delete(uploadId);
      return keep(key, new Uint8Array(Buffer.concat(pieces)), type);
    },
    async abort() {
      open.delete(uploadId);
    },
  });
  return {
    objects,
    open,
    async put(key: string, value: unknown, options?: R2PutOptions) {
      return keep(key, await bytesOf(value), (options?.httpMetadata as R2HTTPMetadata | undefined)?.contentType);
    },
    async head(key: string) {
      return describeOf(key);
    },
    async get(key: string, options?: R2GetOptions) {
      const object = objects.get(key);
      if (!object) return null;
      const { offset = 0, length = object.bytes.length } = (options?.range ?? {}) as { offset?: number; length?: number };
      const body = new Blob([object.bytes.slice(offset, offset + length) as Uint8Array<ArrayBuffer>]).stream();
      return { ...describeOf(key), body, text: () => new Response(body).text(), arrayBuffer: () => new Response(body).arrayBuffer() };
    },
    async delete(keys: string | string[]) {
      for (const key of [keys].flat()) objects.delete(key);
    },
    async list({ prefix = '', limit = 1000, startAfter = '' }: R2ListOptions = {}) {
      const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > startAfter).sort();
      return { objects: keys.slice(0, limit).map((key) => describeOf(key)), truncated: keys.length > limit, delimitedPrefixes: [] };
    },
    async createMultipartUpload(key: string, options?: R2MultipartOptions) {
      const uploadId = randomUUID();
      open.set(uploadId, { key, parts: new Map() });
      return multipart(key, uploadId, (options?.httpMetadata as R2HTTPMetadata | undefined)?.contentType);
    },
    resumeMultipartUpload: multipart,
  } as unknown as MemoryBucket;
}
