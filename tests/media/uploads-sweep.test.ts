import { beforeAll, expect, test } from 'vitest';
import { PART_SIZE } from '#app/domains/media/upload-plan.ts';
import { sweepMedia } from '#app/domains/media/sweep-media.server.ts';
import { jobContext } from '#app/platform/http.server.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { MemoryBucket } from '../support/memory-bucket.ts';
import { founder } from '../support/people.ts';
import { png } from './file/build.ts';
import { doorOf, type Doorway, noise } from './uploading.ts';

let app: TestApp;
let bucket: MemoryBucket;
let door: Doorway;
let organizationId: string;

beforeAll(async () => {
  app = await startApp();
  bucket = app.env.MEDIA as MemoryBucket;
  const owner = await founder(app);
  organizationId = owner.organizationId;
  door = doorOf(app, owner.browser);
});

const count = async (table: string) => (await app.owner.query(`select count(*)::int as n from ${table}`)).rows[0].n as number;
const sweep = () => app.tick('7 * * * *');

test('what was left behind a day ago goes, from the rows and from the bucket; what lives stays', async () => {
  const kept = await door.upload('kept.png', png());
  const fresh = await door.start('fresh.bin', 100);
  await door.put(fresh.body.assetId, 1, noise(100));
  const small = await door.start('small.bin', 100);
  await door.put(small.body.assetId, 1, noise(100));
  const large = await door.start('large.bin', PART_SIZE + 100);
  await door.put(large.body.assetId, 1, noise(PART_SIZE));
  const broken = await door.upload('broken.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]));
  expect(broken.status).toBe(422);
  const orphan = `o/${organizationId}/${crypto.randomUUID()}/x`;
  await bucket.put(orphan, noise(10));
  await bucket.put('logo/untouched', noise(10));
  await sweep();
  expect([await count('media_uploads'), bucket.objects.has(orphan), bucket.open.size]).toEqual([3, true, 1]);

  await app.owner.query('alter table media_uploads disable trigger user');
  await app.owner.query("update media_uploads set updated_at = now() - interval '25 hours' where asset_id = any($1)", [[small.body.assetId, large.body.assetId]]);
  await app.owner.query('alter table media_uploads enable trigger user');
  await app.owner.query("update media_assets set created_at = now() - interval '25 hours' where id <> $1", [fresh.body.assetId]);
  for (const object of bucket.objects.values()) object.uploaded = new Date(Date.now() - 25 * 3_600_000);
  await sweep();
  const { rows } = await app.owner.query('select id, storage_key from media_assets order by id');
  expect(rows.map(({ id }) => id)).toEqual([kept.assetId, fresh.body.assetId].sort());
  expect([await count('media_uploads'), await count('media_upload_parts'), await count('media_garbage'), bucket.open.size]).toEqual([1, 1, 0, 0]);
  expect([...bucket.objects.keys()].filter((key) => key.startsWith('o/')).sort()).toEqual(rows.map(({ storage_key }) => storage_key).sort());
  expect(bucket.objects.has('logo/untouched')).toBe(true);
});

test('trash past its month goes with its bytes; used or younger trash stays', async () => {
  const [old, young, used] = await Promise.all([1, 2, 3].map((seed) => door.upload(`${seed}.bin`, noise(50, seed))));
  await app.owner.query("update media_assets set deleted_at = now() - interval '31 days' where id = any($1)", [[old!.assetId, used!.assetId]]);
  await app.owner.query("update media_assets set deleted_at = now() - interval '29 days' where id = $1", [young!.assetId]);
  await app.owner.query("insert into media_usages (organization_id, asset_id, place, place_id) values ($1, $2, 'organization_logo', $1)", [organizationId, used!.assetId]);
  await sweep();
  const { rows } = await app.owner.query('select id from media_assets where id = any($1)', [[old!.assetId, young!.assetId, used!.assetId]]);
  expect(rows.map(({ id }) => id).sort()).toEqual([young!.assetId, used!.assetId].sort());
  expect([...bucket.objects.keys()].filter((key) => key.includes(old!.assetId))).toEqual([]);
  expect(await count('media_garbage')).toBe(0);
});

test('a bucket that fails keeps the note, and the next hour removes the bytes', async () => {
  const begun = await door.start('x.bin', 50);
  await door.put(begun.body.assetId, 1, noise(50));
  const remove = bucket.delete;
  bucket.delete = async () => Promise.reject(new Error('We encountered an internal error. (10001)'));
  expect((await door.abort(begun.body.assetId)).status).toBe(204);
  await sweepMedia(jobContext(app.env, () => undefined)).catch(() => undefined);
  expect(await count('media_garbage')).toBe(1);
  bucket.delete = remove;
  await sweep();
  expect(await count('media_garbage')).toBe(0);
  expect([...bucket.objects.keys()].filter((key) => key.includes(begun.body.assetId))).toEqual([]);
});

test('the walk over the bucket goes on where it stopped, and begins again at its end', async () => {
  for (let index = 0; index < 12; index += 1) bucket.objects.set(`o/zz/${String(index).padStart(3, '0')}/x`, { bytes: noise(4), etag: '', type: '', uploaded: new Date(0) });
  await sweepMedia(jobContext(app.env, () => undefined), { pages: 1, pageSize: 5 });
  const left = () => [...bucket.objects.keys()].filter((key) => key.startsWith('o/zz/')).length;
  expect(bucket.objects.has('sweep/after')).toBe(true);
  for (let hour = 0; hour < 10 && bucket.objects.has('sweep/after'); hour += 1) await sweepMedia(jobContext(app.env, () => undefined), { pages: 1, pageSize: 5 });
  expect([left(), bucket.objects.has('sweep/after')]).toEqual([0, false]);
});

test('it beats', async () => {
  const { rows } = await app.owner.query("select from heartbeats where name = 'media-sweep' and beat_at > now() - interval '1 minute'");
  expect(rows).toHaveLength(1);
});
