import type { Hono } from 'hono';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Direct } from '#app/domains/media/direct-parts.server.ts';
import { PART_SIZE } from '#app/domains/media/upload-plan.ts';
import { keyOf } from '../api/program.ts';
import { r2S3 } from '../simulators/r2-s3.ts';
import { ORIGIN, startApp, type TestApp } from '../support/app.ts';
import type { MemoryBucket } from '../support/memory-bucket.ts';
import { colleague, founder } from '../support/people.ts';
import { png } from './file/build.ts';
import { doorOf, type Doorway, noise, sha256 } from './uploading.ts';

const KEYS = { R2_ACCOUNT_ID: '0123456789abcdef', R2_ACCESS_KEY_ID: 'key-of-the-tests', R2_SECRET_ACCESS_KEY: 'secret-of-the-tests', R2_BUCKET_NAME: 'masthead-media' };
const DOOR = 'https://0123456789abcdef.r2.cloudflarestorage.com';
const HOUR = 3_600_000;

let app: TestApp;
let bucket: MemoryBucket;
let owner: Awaited<ReturnType<typeof founder>>;
let door: Doorway;
let r2: Hono;
let clock = 0;

beforeAll(async () => {
  app = await startApp();
  Object.assign(app.env, KEYS);
  bucket = app.env.MEDIA as MemoryBucket;
  owner = await founder(app);
  door = doorOf(app, owner.browser);
  r2 = r2S3({ accessKeyId: KEYS.R2_ACCESS_KEY_ID, secretAccessKey: KEYS.R2_SECRET_ACCESS_KEY, bucketName: 'masthead-media', bucket, origins: [ORIGIN], now: () => new Date(Date.now() + clock) });
});

beforeEach(() => {
  clock = 0;
});

/** As a browser sends it: the length is what the body has, and the bucket's answer can be read only where its rule says so. */
async function put(url: string, bytes: Uint8Array, more: Record<string, string> = {}) {
  const answer = await r2.fetch(new Request(url, { method: 'PUT', body: bytes as BodyInit, headers: { 'Content-Length': String(bytes.length), Origin: ORIGIN, ...more } }));
  return { status: answer.status, etag: answer.headers.get('ETag'), code: /<Code>(\w+)</.exec(await answer.text())?.[1], exposed: answer.headers.get('Access-Control-Expose-Headers') };
}

interface Started {
  assetId: string;
  parts: number;
  direct: Direct;
}
const begin = async (name: string, byteSize: number, more: object = {}): Promise<Started> => {
  const { status, body } = await door.start(name, byteSize, more);
  expect(status).toBe(201);
  return body as unknown as Started;
};
const urlOf = ({ direct }: Pick<Started, 'direct'>, part = 1) => direct.links.find((link) => link.part === part)!.url;
const note = (asset: string, part: number, etag: string | null) => door.ask<{ part: number; etag: string }>('POST', `/uploads/${asset}/parts/${part}`, { etag });
const cut = (bytes: Uint8Array, part: number) => bytes.subarray((part - 1) * PART_SIZE, part * PART_SIZE);

test('a small picture goes straight to the bucket and is looked at all the same', async () => {
  const bytes = png({ width: 40, height: 30 });
  const started = await begin('straight.png', bytes.length, { sha256: sha256(bytes) });
  expect(new URL(urlOf(started)).origin).toBe(DOOR);
  expect(Date.parse(started.direct.expiresAt) - Date.now()).toBeGreaterThan(HOUR - 60_000);
  const sent = await put(urlOf(started), bytes);
  expect(sent).toMatchObject({ status: 200, exposed: 'ETag' });
  expect((await note(started.assetId, 1, sent.etag)).body).toEqual({ part: 1, etag: sent.etag!.replaceAll('"', '') });
  expect(await door.complete(started.assetId)).toMatchObject({ status: 200, body: { asset: { type: 'image', width: 40, sha256: sha256(bytes) } } });
});

test('a large one in parts: some straight, one through the Worker, one twice, and the very bytes are there', async () => {
  const bytes = noise(3 * PART_SIZE + 77, 21);
  const started = await begin('film.bin', bytes.length, { sha256: sha256(bytes) });
  expect(started.direct.links.map(({ part }) => part)).toEqual([1, 2, 3, 4]);
  for (const part of [4, 1, 1]) {
    const sent = await put(urlOf(started, part), cut(bytes, part));
    expect((await note(started.assetId, part, sent.etag)).status).toBe(200);
  }
  expect((await door.put(started.assetId, 2, cut(bytes, 2))).status).toBe(200);
  const again = (await door.state(started.assetId)).body as unknown as { uploaded: number[]; direct: Direct };
  expect(again.uploaded).toEqual([1, 2, 4]);
  expect(again.direct.links.map(({ part }) => part)).toEqual([3]);
  const sent = await put(urlOf(again, 3), cut(bytes, 3));
  await note(started.assetId, 3, sent.etag);
  expect(await door.complete(started.assetId)).toMatchObject({ status: 200, body: { asset: { sha256: sha256(bytes), byteSize: bytes.length } } });
  expect(bucket.open.size).toBe(0);
  expect((await put(urlOf(started, 1), cut(bytes, 1))).code).toBe('NoSuchUpload');
});

describe('the bucket refuses', () => {
  const bytes = noise(1000, 5);
  test('an address that has expired, and takes a renewed one', async () => {
    const started = await begin('late.bin', 1000);
    clock = HOUR + 60_000;
    expect(await put(urlOf(started), bytes)).toMatchObject({ status: 403, code: 'ExpiredRequest' });
    clock = HOUR - 60_000;
    expect((await put(urlOf(started), bytes)).status).toBe(200);
    const renewed = await door.ask<Direct>('POST', `/uploads/${started.assetId}/links`, { parts: [1] });
    expect(renewed.status).toBe(200);
    clock = 0;
    expect((await put(urlOf({ direct: renewed.body }), bytes)).status).toBe(200);
  });

  test.each([
    ['another object', (url: URL) => url.pathname.replace(/.$/, (sign) => (sign === '0' ? '1' : '0')), 'SignatureDoesNotMatch'],
    ['another bucket', (url: URL) => url.pathname.replace('masthead-media', 'other-bucket'), 'SignatureDoesNotMatch'],
  ])('%s', async (_, change, code) => {
    const url = new URL(urlOf(await begin('x.bin', 1000)));
    url.pathname = change(url);
    expect(await put(url.href, bytes)).toMatchObject({ status: 403, code });
  });

  test.each([
    ['a longer life', 'X-Amz-Expires', '604800'], ['no signed length', 'X-Amz-SignedHeaders', 'host'], ['another part', 'partNumber', '2'], ['another upload', 'uploadId', 'other'], ['another signature', 'X-Amz-Signature', '00'.repeat(32)],
  ])('%s', async (_, name, value) => {
    const url = new URL(urlOf(await begin('x.bin', PART_SIZE + 1)));
    expect(url.searchParams.has(name)).toBe(true);
    url.searchParams.set(name, value);
    expect(await put(url.href, noise(PART_SIZE))).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  test('a body of another length, also one that lies about it', async () => {
    const started = await begin('x.bin', 1000);
    expect(await put(urlOf(started), noise(999))).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    expect(await put(urlOf(started), noise(1001))).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    expect(await put(urlOf(started), noise(400), { 'Content-Length': '1000' })).toMatchObject({ status: 400, code: 'IncompleteBody' });
    expect([...bucket.objects.keys()].some((key) => urlOf(started).includes(key))).toBe(false);
  });
});

test('who only says that a part arrived gains nothing', async () => {
  const small = await begin('liar.bin', 1000);
  expect((await note(small.assetId, 1, '"5d41402abc4b2a76b9719d911017c592"')).status).toBe(200);
  expect((await door.complete(small.assetId)).status).toBe(409);
  const large = await begin('liar-large.bin', PART_SIZE + 5);
  const first = await put(urlOf(large), noise(PART_SIZE));
  await note(large.assetId, 1, first.etag);
  await note(large.assetId, 2, first.etag);
  expect((await door.complete(large.assetId)).status).toBe(409);
  expect((await door.state(large.assetId)).body).toMatchObject({ uploaded: [], status: 'uploading' });
  expect((await note(large.assetId, 3, first.etag)).status).toBe(404);
  expect((await note(large.assetId, 1, '<script>')).status).toBe(422);
});

test('what comes after the upload was looked at does not change what is served', async () => {
  const bytes = noise(600, 8);
  const started = await begin('late.bin', 600);
  await note(started.assetId, 1, (await put(urlOf(started), bytes)).etag);
  const done = await door.complete(started.assetId);
  expect((await put(urlOf(started), noise(600, 9))).status).toBe(200);
  const served = new Uint8Array(await (await door.fetchFile(done.body.asset.address)).arrayBuffer());
  expect(sha256(served)).toBe(sha256(bytes));
});

test('a large file gets fifty addresses at a time', async () => {
  const started = await begin('long.bin', 120 * PART_SIZE);
  expect(started.direct.links).toHaveLength(50);
  const more = await door.ask<Direct>('POST', `/uploads/${started.assetId}/links`, { parts: [51, 120, 121] });
  expect(more.body.links.map(({ part }) => part)).toEqual([51, 120]);
  expect((await door.ask('POST', `/uploads/${started.assetId}/links`, { parts: [] })).status).toBe(422);
  expect((await door.abort(started.assetId)).status).toBe(204);
});

test('a program with a key gets addresses too; a viewer and a stranger get none', async () => {
  const program = doorOf(app, await keyOf(owner.browser, ['media:write']));
  const started = await program.start('by key.bin', 500, {});
  expect((started.body as unknown as Started).direct.links).toHaveLength(1);
  const asset = started.body.assetId;
  const viewer = await colleague(app, owner.browser, 'viewer');
  const stranger = await founder(app);
  for (const [who, status] of [[viewer.browser, 403], [stranger.browser, 404], [null, 401]] as const) {
    const other = doorOf(app, who);
    expect((await other.ask('POST', `/uploads/${asset}/links`, { parts: [1] })).status).toBe(status);
    expect((await other.ask('POST', `/uploads/${asset}/parts/1`, { etag: 'abc' })).status).toBe(status);
  }
  expect((await program.state(asset)).body.uploaded).toEqual([]);
});

/** Without what development adds for its fast refresh. */
const connects = async () => {
  const policy = (await owner.browser.get('/media')).headers.get('Content-Security-Policy') ?? '';
  return /connect-src ([^;]*)/.exec(policy)![1]!.split(' ').filter((source) => !/^wss?:$/.test(source));
};

test('pages may talk to the bucket, and to no other place', async () => {
  expect(await connects()).toEqual(["'self'", DOOR]);
});

test('without the four settings there is neither an address nor a hole in the policy', async () => {
  const { R2_BUCKET_NAME, ...few } = KEYS;
  delete app.env.R2_BUCKET_NAME;
  const started = await begin('plain.bin', 500);
  expect(started.direct).toBeNull();
  expect(await connects()).toEqual(["'self'"]);
  expect((await door.ask('POST', `/uploads/${started.assetId}/links`, { parts: [1] })).status).toBe(404);
  expect((await note(started.assetId, 1, 'abc')).status).toBe(404);
  Object.assign(app.env, few, { R2_BUCKET_NAME });
});

test('a bucket of another jurisdiction is reached where it is', async () => {
  app.env.R2_ENDPOINT = 'https://0123456789abcdef.eu.r2.cloudflarestorage.com/';
  const started = await begin('eu.bin', 500);
  expect(new URL(urlOf(started)).origin).toBe('https://0123456789abcdef.eu.r2.cloudflarestorage.com');
  expect((await put(urlOf(started), noise(500))).status).toBe(200);
  delete app.env.R2_ENDPOINT;
});
