import { sql } from 'drizzle-orm';
import { log } from '#app/platform/log.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { callSystem } from '#app/platform/system.server.ts';
import { removeBytes } from './remove-bytes.server.ts';

interface Garbage {
  id: string;
  storage_key: string;
  bucket_upload_id: string | null;
}

const BATCH = 200;
const MOST_BATCHES = 25;
const DAY = 24 * 60 * 60 * 1000;
/** Where the walk over the bucket goes on next hour. Not under o/, so it never meets itself. */
const BOOKMARK = 'sweep/after';

/**
 * Hourly: uploads that nobody finished, trash past its time, the bytes that no row needs, and the proof that the bucket
 * holds no orphan. Each step may stop anywhere: the next hour does it again.
 */
export async function sweepMedia(context: RequestContext, { idleHours = 24, trashDays = 30, now = new Date(), pages = 20, pageSize = 500 } = {}): Promise<void> {
  await ask(context, sql`app.sweep_media(${idleHours}, ${trashDays})`);
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    if (!(await removeGarbage(context))) break;
  }
  const orphans = await removeOrphans(context, now, pages, pageSize);
  if (orphans > 0) log('warn', 'media-orphans-removed', { count: orphans });
  await ask(context, sql`app.beat('media-sweep', '')`);
}

async function ask(context: RequestContext, expression: ReturnType<typeof sql>): Promise<unknown[]> {
  const answered = await callSystem(context, expression);
  if (!answered.ok) throw new Error(answered.problem.message);
  return answered.value[0] ?? [];
}

/** The bytes first, the note of them after: a crash between the two only makes it happen twice. Whether there may be more. */
async function removeGarbage(context: RequestContext): Promise<boolean> {
  const garbage = (await ask(context, sql`app.list_garbage(${BATCH})`)) as Garbage[];
  const gone: string[] = [];
  for (const { id, storage_key, bucket_upload_id } of garbage) {
    if (await removeBytes(context.env.MEDIA, { storageKey: storage_key, bucketUploadId: bucket_upload_id })) gone.push(id);
  }
  if (gone.length > 0) await ask(context, sql`app.drop_garbage(${`{${gone.join(',')}}`}::uuid[])`);
  return garbage.length === BATCH && gone.length > 0;
}

/** Old objects that no row knows. A key is never used twice, so what is unknown after a day stays unknown. */
async function removeOrphans(context: RequestContext, now: Date, pages: number, pageSize: number): Promise<number> {
  const bucket = context.env.MEDIA;
  let startAfter = await (await bucket.get(BOOKMARK))?.text();
  let removed = 0;
  for (let page = 0; page < pages; page += 1) {
    const listed: R2Objects = await bucket.list({ prefix: 'o/', limit: pageSize, ...(startAfter ? { startAfter } : {}) });
    const old = listed.objects.filter(({ uploaded }) => now.getTime() - uploaded.getTime() > DAY).map(({ key }) => key);
    const unknown = await unknownOf(context, old);
    if (unknown.length > 0) await bucket.delete(unknown);
    removed += unknown.length;
    startAfter = listed.truncated ? listed.objects.at(-1)?.key : undefined;
    if (!startAfter) break;
  }
  await (startAfter ? bucket.put(BOOKMARK, startAfter) : bucket.delete(BOOKMARK));
  return removed;
}

async function unknownOf(context: RequestContext, keys: string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const known = new Set((await ask(context, sql`app.known_media_keys(${`{${keys.map((key) => JSON.stringify(key)).join(',')}}`}::text[])`)) as string[]);
  return keys.filter((key) => !known.has(key));
}
