/** The few calls of an R2 bucket that tests in Node need; tests/worker uses the real emulation. */
export function memoryBucket(): R2Bucket {
  const objects = new Map<string, { bytes: Uint8Array; type: string }>();
  return {
    async put(key: string, bytes: Uint8Array, options?: R2PutOptions) {
      const metadata = options?.httpMetadata as R2HTTPMetadata | undefined;
      objects.set(key, { bytes: new Uint8Array(bytes), type: metadata?.contentType ?? '' });
    },
    async get(key: string) {
      const object = objects.get(key);
      if (!object) return null;
      return { body: new Blob([object.bytes as Uint8Array<ArrayBuffer>]).stream(), size: object.bytes.length, httpEtag: `"${key}"`, httpMetadata: { contentType: object.type } };
    },
    async delete(key: string) {
      objects.delete(key);
    },
  } as unknown as R2Bucket;
}
