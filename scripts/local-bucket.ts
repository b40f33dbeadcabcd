import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getPlatformProxy } from 'wrangler';
import type { Keep } from '#db/demo-media.ts';

interface OnlyBucket {
  MEDIA: R2Bucket;
}

/** The bucket as the Worker of this machine will find it, for what is put there before it starts; opened by the first file. */
export function localBucket(state: string): { keep: Keep; close(): Promise<void> } {
  let opened: ReturnType<typeof getPlatformProxy<OnlyBucket>> | undefined;
  const open = () => {
    // Not wrangler.toml: without the Worker, each of its other bindings would be complained about.
    const configPath = join(state, 'bucket.toml');
    mkdirSync(state, { recursive: true });
    writeFileSync(configPath, 'name = "masthead"\ncompatibility_date = "2026-04-20"\n[[r2_buckets]]\nbinding = "MEDIA"\nbucket_name = "masthead-media"\n');
    return getPlatformProxy<OnlyBucket>({ configPath, persist: { path: join(state, 'v3') } });
  };
  return {
    async keep(key, bytes, mimeType) {
      const { env } = await (opened ??= open());
      // Its proxy takes no Buffer.
      await env.MEDIA.put(key, new Uint8Array(bytes), { httpMetadata: { contentType: mimeType } });
    },
    close: async () => (await opened)?.dispose(),
  };
}
