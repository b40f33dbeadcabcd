import { beforeAll, beforeEach, expect, test } from 'vitest';
import { PART_SIZE } from '#app/domains/media/upload-plan.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { MemoryBucket } from '../support/memory-bucket.ts';
import { colleague, founder } from '../support/people.ts';
import { keyOf } from '../api/program.ts';
import { doorOf, type Doorway, noise, sha256 } from './uploading.ts';
import { exif, jpeg, png, segment } from './file/build.ts';

let app: TestApp;
let bucket: MemoryBucket;
let owner: Awaited<ReturnType<typeof founder>>;
let door: Doorway;

beforeAll(async () => {
  app = await startApp();
  bucket = app.env.MEDIA as MemoryBucket;
  owner = await founder(app);
  door = doorOf(app, owner.browser);
});

beforeEach(async () => {
  await app.owner.query('delete from media_assets');
  await app.owner.query('delete from media_garbage');
  bucket.objects.clear();
  bucket.open.clear();
});

const rows = async (table: string) => (await app.owner.query(`select * from ${table} where organization_id = $1`, [owner.organizationId])).rows;
const row = async (id: string) => (await app.owner.query('select * from media_assets where id = $1', [id])).rows[0];

test('a small picture: row first, one put, and then an asset that says what it is', async () => {
  const bytes = png({ width: 40, height: 30 });
  const started = await door.start('a picture.png', bytes.length, { mimeType: 'image/png', sha256: sha256(bytes) });
  expect([started.status, started.trips]).toEqual([201, 2]);
  expect(started.body).toMatchObject({ partSize: PART_SIZE, parts: 1, uploaded: [] });
  expect(started.headers.get('Location')).toBe(`/media/uploads/${started.body.assetId}`);
  expect(await row(started.body.assetId)).toMatchObject({ status: 'uploading', uploaded_by: owner.userId });
  expect(bucket.objects.size).toBe(0);
  expect((await door.put(started.body.assetId, 1, bytes)).trips).toBe(2);
  const done = await door.complete(started.body.assetId);
  expect([done.status, done.trips]).toEqual([200, 2]);
  expect(done.body).toMatchObject({ asset: { id: started.body.assetId, type: 'image', mimeType: 'image/png', width: 40, height: 30, sha256: sha256(bytes) }, duplicateOf: null, suspicious: null });
  expect(await row(started.body.assetId)).toMatchObject({ status: 'ready', name: 'a picture.png', width: 40, height: 30 });
  expect(await rows('media_uploads')).toEqual([]);
  const { rows: [said] } = await app.owner.query("select action, resource_id, metadata from audit_log order by sequence desc limit 1");
  expect(said).toMatchObject({ action: 'media.uploaded', resource_id: started.body.assetId, metadata: { name: 'a picture.png' } });
});

test('a large file in parts, out of order and one of them twice, is the same file', async () => {
  const bytes = noise(2 * PART_SIZE + 12_345);
  const { body } = await door.start('film.bin', bytes.length, { sha256: sha256(bytes) });
  const part = (number: number) => bytes.subarray((number - 1) * PART_SIZE, number * PART_SIZE);
  expect((await door.put(body.assetId, 3, part(3))).status).toBe(200);
  expect((await door.put(body.assetId, 1, noise(PART_SIZE, 7))).status).toBe(200);
  expect((await door.put(body.assetId, 1, part(1))).status).toBe(200);
  expect((await door.state(body.assetId)).body).toMatchObject({ uploaded: [1, 3], parts: 3, status: 'uploading' });
  const early = await door.complete(body.assetId);
  expect([early.status, early.body.detail]).toEqual([409, 'Part 2 has not arrived yet.']);
  expect((await door.put(body.assetId, 2, part(2))).status).toBe(200);
  expect(await door.complete(body.assetId)).toMatchObject({ status: 200, body: { asset: { type: 'other', byteSize: bytes.length, sha256: sha256(bytes) } } });
  expect(bucket.open.size).toBe(0);
  expect((await door.complete(body.assetId)).body).toMatchObject({ asset: { id: body.assetId, sha256: sha256(bytes) } });
});

test('parts sent at the same time share one multipart upload', async () => {
  const bytes = noise(3 * PART_SIZE);
  const { body } = await door.start('film.bin', bytes.length);
  const sent = await Promise.all([1, 2, 3].map((number) => door.put(body.assetId, number, bytes.subarray((number - 1) * PART_SIZE, number * PART_SIZE))));
  expect(sent.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(bucket.open.size).toBe(1);
  expect((await door.complete(body.assetId)).body.asset.sha256).toBe(sha256(bytes));
});

test('a crash between the bucket and the row is made good by completing again', async () => {
  const bytes = noise(PART_SIZE + 1);
  const { body } = await door.start('film.bin', bytes.length);
  await door.put(body.assetId, 1, bytes.subarray(0, PART_SIZE));
  await door.put(body.assetId, 2, bytes.subarray(PART_SIZE));
  const { rows: parts } = await app.owner.query('select number, etag from media_upload_parts order by number');
  const { rows: [upload] } = await app.owner.query('select * from media_uploads');
  await bucket.resumeMultipartUpload(upload.storage_key, upload.bucket_upload_id).complete(parts.map(({ number, etag }) => ({ partNumber: number, etag })));
  expect((await door.complete(body.assetId)).body.asset.sha256).toBe(sha256(bytes));
});

test('completed twice at once, it is one asset with one entry in the log', async () => {
  const bytes = noise(2000, 3);
  const { body } = await door.start('twice.bin', bytes.length);
  await door.put(body.assetId, 1, bytes);
  const before = (await app.owner.query("select count(*)::int as n from audit_log where action = 'media.uploaded'")).rows[0].n;
  const both = await Promise.all([door.complete(body.assetId), door.complete(body.assetId)]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect((await app.owner.query("select count(*)::int as n from audit_log where action = 'media.uploaded'")).rows[0].n).toBe(before + 1);
  expect([...bucket.objects.keys()]).toEqual([(await row(body.assetId)).storage_key]);
});

test('parts that the bucket lost are asked for again', async () => {
  const bytes = noise(PART_SIZE + 1, 5);
  const { body } = await door.start('film.bin', bytes.length);
  const send = async () => {
    await door.put(body.assetId, 1, bytes.subarray(0, PART_SIZE));
    await door.put(body.assetId, 2, bytes.subarray(PART_SIZE));
  };
  await send();
  bucket.open.clear();
  expect(await door.complete(body.assetId)).toMatchObject({ status: 409, body: { detail: 'The storage does not have the parts as they arrived. Send them again.' } });
  expect((await door.state(body.assetId)).body.uploaded).toEqual([]);
  await send();
  expect((await door.complete(body.assetId)).status).toBe(200);
});

test('a part for a multipart upload that the bucket forgot begins a new one', async () => {
  const bytes = noise(PART_SIZE + 1, 6);
  const { body } = await door.start('film.bin', bytes.length);
  await door.put(body.assetId, 1, bytes.subarray(0, PART_SIZE));
  bucket.open.clear();
  expect((await door.put(body.assetId, 2, bytes.subarray(PART_SIZE))).status).toBe(409);
  expect((await door.state(body.assetId)).body.uploaded).toEqual([]);
  await door.put(body.assetId, 2, bytes.subarray(PART_SIZE));
  await door.put(body.assetId, 1, bytes.subarray(0, PART_SIZE));
  expect((await door.complete(body.assetId)).body.asset.sha256).toBe(sha256(bytes));
});

test('the job that describes a picture ends well without the Images binding', async () => {
  const done = await door.upload('plain.png', png({ width: 11, height: 11 }));
  await app.drain();
  const { rows: [job] } = await app.owner.query("select status from outbox where payload ->> 'assetId' = $1", [done.assetId]);
  expect(job.status).toBe('done');
  expect(await row(done.assetId)).toMatchObject({ color: null, preview: null });
});

test('a wrong length is refused before a byte is stored', async () => {
  const { body } = await door.start('x.bin', 1000);
  expect(await door.put(body.assetId, 1, noise(999))).toMatchObject({ status: 422, body: { detail: 'Part 1 has to be 1000 bytes long; this one is 999.' } });
  expect(await door.put(body.assetId, 1, noise(1001))).toMatchObject({ status: 422 });
  expect(await door.put(body.assetId, 2, noise(1000))).toMatchObject({ status: 404 });
  expect(await door.put(body.assetId, 0, noise(1000))).toMatchObject({ status: 404 });
  // A sender whose body is not as long as it said.
  expect(await door.put(body.assetId, 1, noise(400), { 'Content-Length': '1000' })).toMatchObject({ status: 502 });
  expect(await door.put(body.assetId, 1, noise(1400), { 'Content-Length': '1000' })).toMatchObject({ status: 502 });
  expect(bucket.objects.size).toBe(0);
  expect(await door.complete(body.assetId)).toMatchObject({ status: 409, body: { detail: 'No part of this file has arrived yet.' } });
});

test('a file that is not what was promised fails, and its bytes are garbage', async () => {
  const bytes = noise(500);
  const { body } = await door.start('x.bin', 500, { sha256: sha256(noise(500, 9)) });
  await door.put(body.assetId, 1, bytes);
  expect(await door.complete(body.assetId)).toMatchObject({ status: 422, body: { detail: 'What arrived is not what was promised: its SHA-256 is another. Send the file again.' } });
  expect(await row(body.assetId)).toMatchObject({ status: 'failed', problem: expect.stringContaining('SHA-256') });
  expect([await rows('media_uploads'), bucket.objects.size, (await rows('media_garbage')).length]).toEqual([[], 0, 1]);
  expect((await door.state(body.assetId)).body.status).toBe('failed');
  expect((await door.complete(body.assetId)).status).toBe(422);
});

test('given up, an upload leaves neither rows nor bytes', async () => {
  const small = await door.start('x.bin', 500);
  await door.put(small.body.assetId, 1, noise(500));
  const large = await door.start('y.bin', PART_SIZE * 2);
  await door.put(large.body.assetId, 2, noise(PART_SIZE));
  expect((await door.abort(small.body.assetId)).status).toBe(204);
  expect((await door.abort(large.body.assetId)).status).toBe(204);
  expect([await rows('media_assets'), await rows('media_uploads'), await rows('media_upload_parts'), bucket.objects.size, bucket.open.size]).toEqual([[], [], [], 0, 0]);
  expect(await rows('media_garbage')).toHaveLength(2);
  expect((await door.abort(small.body.assetId)).status).toBe(404);
  await app.tick('7 * * * *');
  expect(await rows('media_garbage')).toEqual([]);
});

test('what a camera wrote is kept for the organization and is not in what is served', async () => {
  const notes = segment(0xe1, exif([{ tag: 0x10f, type: 2, count: 4, value: new Uint8Array([0x41, 0x43, 0x4d, 0]) }]));
  const bytes = jpeg({ notes: [notes] });
  const done = await door.upload('photo.jpg', bytes);
  const asset = await row(done.assetId);
  expect(asset.facts.private).toMatchObject({ camera: 'ACM' });
  expect(asset.sha256).toBe(sha256(bytes));
  const served = new Uint8Array(await (await door.fetchFile(done.body.asset.address)).arrayBuffer());
  expect(Buffer.from(served).includes('Exif')).toBe(false);
  expect(Number(asset.byte_size)).toBe(served.length);
  expect([...bucket.objects.keys()]).toEqual([asset.storage_key]);
});

test('the same bytes again: told before the upload when the hash is known, after it when not', async () => {
  const bytes = png({ width: 8, height: 8 });
  const first = await door.upload('one.png', bytes);
  const again = await door.start('two.png', bytes.length, { sha256: sha256(bytes) });
  expect([again.status, again.body]).toEqual([200, { duplicateOf: { id: first.assetId, name: 'one.png' } }]);
  expect(await rows('media_uploads')).toEqual([]);
  const both = await door.upload('two.png', bytes, { sha256: sha256(bytes), keepBoth: true });
  expect(both.body.duplicateOf).toEqual({ id: first.assetId, name: 'one.png' });
  await app.owner.query('update media_assets set deleted_at = now() where id = any($1)', [[first.assetId, both.assetId]]);
  expect((await door.start('three.png', bytes.length, { sha256: sha256(bytes) })).status).toBe(201);
});

test('a replaced file keeps its id and its words; the old bytes are garbage', async () => {
  const first = await door.upload('cover.png', png({ width: 8, height: 8 }));
  await app.owner.query("update media_assets set alt_text = 'A cover' where id = $1", [first.assetId]);
  const old = await row(first.assetId);
  const next = await door.upload('new.png', png({ width: 9, height: 9 }), { replaces: first.assetId });
  expect(next.body.asset).toMatchObject({ id: first.assetId, name: 'cover.png', width: 9 });
  const now = await row(first.assetId);
  expect(now).toMatchObject({ alt_text: 'A cover', status: 'ready', width: 9 });
  expect(now.storage_key).not.toBe(old.storage_key);
  expect(now.storage_key).toContain(`/${first.assetId}/`);
  expect(await rows('media_assets')).toHaveLength(1);
  expect((await rows('media_garbage')).map(({ storage_key }) => storage_key)).toContain(old.storage_key);
  expect((await door.fetchFile(first.body.asset.address)).status).toBe(404);
  expect((await door.fetchFile(next.body.asset.address)).status).toBe(200);
  await app.tick('7 * * * *');
  expect([...bucket.objects.keys()]).toEqual([now.storage_key]);
});

test('a replacement of another kind is refused, and what stands there stays', async () => {
  const first = await door.upload('cover.png', png({ width: 8, height: 8 }));
  await expect(door.upload('x', noise(100), { replaces: first.assetId })).resolves.toMatchObject({ status: 422 });
  expect((await door.fetchFile(first.body.asset.address)).status).toBe(200);
  expect((await door.start('x.png', 10, { replaces: crypto.randomUUID() })).status).toBe(404);
});

test('quota: what is there and what is on its way count, and two that fit alone do not both get in', async () => {
  await app.owner.query(`update organizations set settings = '{"mediaQuotaBytes": 1000}' where id = $1`, [owner.organizationId]);
  const both = await Promise.all([door.start('a', 600), door.start('b', 600)]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 402]);
  expect(both.find(({ status }) => status === 402)!.body).toMatchObject({ title: 'Over the limit of your plan', detail: expect.stringContaining('There is no room') });
  expect((await door.start('c', 400)).status).toBe(201);
  expect((await door.start('d', 1)).status).toBe(402);
  await app.owner.query(`update organizations set settings = '{}' where id = $1`, [owner.organizationId]);
});

test.each([
  [{ name: '', byteSize: 5 }, 'The file has no name.'],
  [{ name: 'x'.repeat(201), byteSize: 5 }, 'The name can have at most 200 characters.'],
  [{ name: 'x', byteSize: 0 }, 'The file is empty.'],
  [{ name: 'x', byteSize: 5 * 1024 ** 3 + 1 }, 'A file can have at most 5 GB.'],
  [{ name: 'x', byteSize: 1.5 }, 'Say how many bytes the file has.'],
  [{ name: 'x', byteSize: 5, sha256: 'zz' }, 'A SHA-256 has 64 hexadecimal digits.'],
  [{ name: 'x', byteSize: 5, folderId: 'no' }, 'This is not a valid id.'],
])('refused at the start: %o', async (input, sentence) => {
  const refused = await door.ask('POST', '/uploads', input);
  expect(refused.status).toBe(422);
  expect(refused.headers.get('Content-Type')).toBe('application/problem+json');
  expect((refused.body as unknown as { errors: { detail: string }[] }).errors[0]!.detail).toBe(sentence);
});

test('a name loses what cannot be seen, and its path', async () => {
  const { body } = await door.start('C:\\fakepath\\in\u202egpj.exe\u0000\ud800', 5);
  expect((await row(body.assetId)).name).toBe('ingpj.exe');
});

test('a folder has to be there, and to be ours', async () => {
  const other = await founder(app);
  const { rows: [theirs] } = await app.owner.query(`insert into media_folders (organization_id, name, path) values ($1, 'Theirs', '/x/') returning id`, [other.organizationId]);
  expect((await door.start('x', 5, { folderId: theirs.id })).status).toBe(404);
  expect((await door.start('x', 5, { folderId: crypto.randomUUID() })).status).toBe(404);
});

test('a person who works in another organization by now is told so', async () => {
  const other = await founder(app);
  expect((await door.start('x', 5, { organizationId: other.organizationId })).status).toBe(409);
  expect((await door.start('x', 5, { organizationId: owner.organizationId })).status).toBe(201);
});

test('a program uploads with its key, once for each Idempotency-Key', async () => {
  const key = await keyOf(owner.browser, ['media:write']);
  const program = doorOf(app, key);
  const done = await program.upload('by-key.png', png({ width: 3, height: 3 }));
  expect(done).toMatchObject({ status: 200, body: { asset: { type: 'image' } } });
  expect(done.headers.get('RateLimit-Remaining')).toBeTruthy();
  const start = () => program.ask<{ assetId: string }>('POST', '/uploads', { name: 'x', byteSize: 5 }, { 'Idempotency-Key': 'one-and-only' });
  const [one, two] = [await start(), await start()];
  expect(two.body.assetId).toBe(one.body.assetId);
  const reader = doorOf(app, await keyOf(owner.browser, ['media:read']));
  expect((await reader.start('x', 5)).status).toBe(403);
  expect((await reader.put(one.body.assetId, 1, noise(5))).status).toBe(403);
});

test('strangers: signed out is 401, another organization 404 on every verb, a viewer 403 and nothing in the bucket', async () => {
  const { body } = await door.start('x.bin', 500);
  const verbs = (who: Doorway) => [who.state(body.assetId), who.put(body.assetId, 1, noise(500)), who.complete(body.assetId), who.abort(body.assetId)];
  const statuses = async (who: Doorway) => (await Promise.all(verbs(who))).map(({ status }) => status);
  const stranger = await founder(app);
  const viewer = await colleague(app, owner.browser, 'viewer');
  expect(await statuses(doorOf(app, stranger.browser))).toEqual([404, 404, 404, 404]);
  expect(await statuses(doorOf(app, await keyOf(stranger.browser, ['media:write'])))).toEqual([404, 404, 404, 404]);
  expect(await statuses(doorOf(app, null))).toEqual([401, 401, 401, 401]);
  expect((await doorOf(app, null).start('x', 5)).status).toBe(401);
  expect(await statuses(doorOf(app, viewer.browser))).toEqual([403, 403, 403, 403]);
  expect((await doorOf(app, viewer.browser).start('x', 5)).status).toBe(403);
  expect(bucket.objects.size).toBe(0);
  expect(await rows('media_upload_parts')).toEqual([]);
  expect(await statuses(doorOf(app, 'mh_nonsense'))).toEqual([401, 401, 401, 401]);
  for (const bad of ["1' or '1'='1", 'x']) expect((await door.state(encodeURIComponent(bad))).status).toBe(404);
});

test('a part sent by another site with a person’s cookie is refused at the gate', async () => {
  const { body } = await door.start('x.bin', 500);
  expect((await door.put(body.assetId, 1, noise(500), { Origin: 'https://elsewhere.example' })).status).toBe(403);
  expect(bucket.objects.size).toBe(0);
});
