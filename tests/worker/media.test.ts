import { deflateSync } from 'node:zlib';
import { env, SELF } from 'cloudflare:test';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { mediaAssets, mediaGarbage, mediaUploads } from '#db/schema/index.ts';
import { list } from '#db/scope.ts';
import { sweepMedia } from '#app/domains/media/sweep-media.server.ts';
import { PART_SIZE } from '#app/domains/media/upload-plan.ts';
import type { Env } from '#app/platform/env.ts';
import { jobContext } from '#app/platform/http.server.ts';
import { readFor } from '#app/platform/org.server.ts';
import { orgOfJob } from '#app/platform/system.server.ts';
import { box, join, png, u32be } from '../media/file/build.ts';
import { publisher } from './media-people.ts';

const bindings = env as unknown as Env;
const ORIGIN = 'http://localhost';
const context = () => jobContext(bindings, () => undefined);
let key: string;
let organizationId: string;

interface Started {
  assetId: string;
  parts: number;
  partSize: number;
  uploaded: number[];
  detail: string;
}
interface Done {
  asset: { id: string; address: string; sha256: string; type: string; mimeType: string; byteSize: number };
  detail: string;
}

const ask = async <T = Started>(method: string, path: string, body?: object): Promise<{ status: number; body: T }> => {
  const answer = await SELF.fetch(`${ORIGIN}/api/v1/media${path}`, { method, headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) });
  const text = await answer.text();
  return { status: answer.status, body: (text ? JSON.parse(text) : null) as T };
};

const digestStream = () => new (crypto as unknown as { DigestStream: typeof DigestStream }).DigestStream('SHA-256');

/** A body of a known length whose bytes are made as they are asked for. */
function bodyOf(make: (chunk: number) => Uint8Array, length: number): ReadableStream {
  const { readable, writable } = new FixedLengthStream(length);
  const writer = writable.getWriter();
  void (async () => {
    try {
      for (let at = 0, chunk = 0; at < length; chunk += 1) {
        const bytes = make(chunk).subarray(0, length - at);
        await writer.write(bytes);
        at += bytes.length;
      }
      await writer.close();
    } catch (error) {
      await writer.abort(error).catch(() => undefined);
    }
  })();
  return readable;
}

const put = async (asset: string, part: number, body: ReadableStream | Uint8Array) => {
  const answer = await SELF.fetch(`${ORIGIN}/api/v1/media/uploads/${asset}/parts/${part}`, { method: 'PUT', body: body as BodyInit, headers: { Authorization: `Bearer ${key}` } });
  await answer.arrayBuffer();
  return answer.status;
};

const CHUNK = new Uint8Array(65_536).map((_, at) => (at * 31) & 0xff);
const chunkOf = (number: number) => {
  const chunk = CHUNK.slice();
  new DataView(chunk.buffer).setUint32(0, 0xf09f0000 + number);
  return chunk;
};
const upload = async (name: string, bytes: Uint8Array, more: object = {}) => {
  const { status, body } = await ask('POST', '/uploads', { name, byteSize: bytes.length, ...more });
  expect([status, body.detail]).toEqual([201, undefined]);
  for (let part = 1; part <= body.parts; part += 1) expect(await put(body.assetId, part, bytes.slice((part - 1) * PART_SIZE, part * PART_SIZE))).toBe(200);
  return ask<Done>('POST', `/uploads/${body.assetId}/complete`);
};
const fetchFile = (address: string, init: RequestInit = {}) => SELF.fetch(`${ORIGIN}${address}`, init);
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());
const keysOf = async (prefix = `o/${organizationId}/`) => (await bindings.MEDIA.list({ prefix })).objects.map(({ key: each }) => each).sort();

const rows = async () => {
  const found = await readFor(orgOfJob(context(), organizationId), {
    assets: list((db) => db.select({ id: mediaAssets.id, key: mediaAssets.storageKey, status: mediaAssets.status, color: mediaAssets.color, preview: mediaAssets.preview }).from(mediaAssets)),
    uploads: list((db) => db.select({ id: mediaUploads.assetId, key: mediaUploads.storageKey, bucketUploadId: mediaUploads.bucketUploadId }).from(mediaUploads)),
    garbage: list((db) => db.select({ id: mediaGarbage.id }).from(mediaGarbage)),
  });
  if (!found.ok) throw new Error(found.problem.message);
  return found.value;
};

beforeAll(async () => {
  ({ key } = await publisher());
  const begun = await ask('POST', '/uploads', { name: 'first', byteSize: 5 });
  const all = await readFor(orgOfJob(context(), '00000000-0000-0000-0000-000000000000'), {});
  expect(all.ok).toBe(true);
  const me = (await (await SELF.fetch(`${ORIGIN}/api/v1/me`, { headers: { Authorization: `Bearer ${key}` } })).json()) as { organization: { id: string } };
  organizationId = me.organization.id;
  expect((await ask('DELETE', `/uploads/${begun.body.assetId}`)).status).toBe(204);
}, 60_000);

const SIZE = 8 * PART_SIZE;
const partBody = (part: number) => bodyOf((chunk) => chunkOf((part - 1) * 128 + chunk), PART_SIZE);

test('64 MB in streamed parts: killed half-way, resumed, one part twice, and the very bytes come back', async () => {
  const digest = digestStream();
  await bodyOf(chunkOf, SIZE).pipeTo(digest);
  const sha256 = Array.from(new Uint8Array(await digest.digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const { body } = await ask('POST', '/uploads', { name: 'film.bin', byteSize: SIZE, sha256 });
  expect(body.parts).toBe(8);
  for (const part of [3, 1, 2]) expect(await put(body.assetId, part, partBody(part))).toBe(200);
  // The connection goes away in the middle of a part.
  const broken = bodyOf((chunk) => {
    if (chunk === 20) throw new Error('The cable was pulled.');
    return chunkOf(chunk);
  }, PART_SIZE);
  await put(body.assetId, 4, broken).catch(() => undefined);
  expect((await ask('GET', `/uploads/${body.assetId}`)).body).toMatchObject({ uploaded: [1, 2, 3], parts: 8, status: 'uploading' });
  for (const part of [5, 4, 8, 7, 6, 5]) expect(await put(body.assetId, part, partBody(part))).toBe(200);
  const done = await ask<Done>('POST', `/uploads/${body.assetId}/complete`);
  expect([done.status, done.body.detail, done.body.asset?.sha256]).toEqual([200, undefined, sha256]);
  const again = digestStream();
  await (await fetchFile(done.body.asset.address)).body!.pipeTo(again);
  expect(new Uint8Array(await again.digest)).toEqual(new Uint8Array(await digest.digest));
  const middle = await fetchFile(done.body.asset.address, { headers: { Range: `bytes=${PART_SIZE + 65_536}-${PART_SIZE + 65_539}` } });
  expect([middle.status, await bytesOf(middle)]).toEqual([206, chunkOf(129).slice(0, 4)]);
}, 90_000);

test('a crash after the bucket put it together is made good', async () => {
  const { body } = await ask('POST', '/uploads', { name: 'crash.bin', byteSize: PART_SIZE + 10 });
  expect(await put(body.assetId, 1, partBody(1))).toBe(200);
  expect(await put(body.assetId, 2, chunkOf(7).slice(0, 10))).toBe(200);
  const { uploads } = await rows();
  const begun = uploads.find(({ id }) => id === body.assetId)!;
  const parts = await readFor(orgOfJob(context(), organizationId), { parts: list<{ number: number; etag: string }>((db) => db.select({ number: sql<number>`number`, etag: sql<string>`etag` }).from(sql`media_upload_parts`).where(sql`asset_id = ${body.assetId}`).orderBy(sql`number`)) });
  if (!parts.ok) throw new Error(parts.problem.message);
  await bindings.MEDIA.resumeMultipartUpload(begun.key, begun.bucketUploadId!).complete(parts.value.parts.map(({ number, etag }) => ({ partNumber: number, etag })));
  expect((await ask<Done>('POST', `/uploads/${body.assetId}/complete`)).status).toBe(200);
  expect((await ask<Done>('POST', `/uploads/${body.assetId}/complete`)).status).toBe(200);
});

test('parts that the bucket lost are asked for again', async () => {
  const { body } = await ask('POST', '/uploads', { name: 'lost.bin', byteSize: PART_SIZE + 10 });
  expect(await put(body.assetId, 1, partBody(1))).toBe(200);
  expect(await put(body.assetId, 2, chunkOf(7).slice(0, 10))).toBe(200);
  const begun = (await rows()).uploads.find(({ id }) => id === body.assetId)!;
  await bindings.MEDIA.resumeMultipartUpload(begun.key, begun.bucketUploadId!).abort();
  expect((await ask<Done>('POST', `/uploads/${body.assetId}/complete`)).status).toBe(409);
  expect((await ask('GET', `/uploads/${body.assetId}`)).body.uploaded).toEqual([]);
  expect((await ask('DELETE', `/uploads/${body.assetId}`)).status).toBe(204);
});

test('a film that says where it was taken is kept with zeros there, at any size', async () => {
  const place = '+48.8584+002.2945/';
  const mvhd = box('mvhd', new Uint8Array(12), u32be(1000), u32be(4000), new Uint8Array(80));
  const sound = box('trak', box('mdia', box('hdlr', new Uint8Array(8), 'soun', new Uint8Array(12))));
  const moov = box('moov', mvhd, sound, box('udta', box('\xa9xyz', '\0\x12\x15\xc7', place)));
  const film = join(box('ftyp', 'isom\0\0\0\0isom'), moov, box('mdat', new Uint8Array(PART_SIZE + 500).fill(7)));
  const done = await upload('trip.mp4', film);
  expect([done.status, done.body.detail, done.body.asset?.type]).toEqual([200, undefined, 'video']);
  expect(done.body.asset.byteSize).toBe(film.length);
  const served = await bytesOf(await fetchFile(done.body.asset.address));
  expect(served.length).toBe(film.length);
  expect(Buffer.from(served).includes(place)).toBe(false);
  expect(Buffer.from(served.slice(-PART_SIZE)).equals(Buffer.from(film.slice(-PART_SIZE)))).toBe(true);
});

describe('a picture', () => {
  let asset: Done['asset'];
  const width = 800;
  const height = 400;
  beforeAll(async () => {
    const row = join('\0', new Uint8Array(width * 3).map((_, at) => [200, 40, 20][at % 3]!));
    const bytes = png({ width, height, data: deflateSync(Buffer.concat(Array.from({ length: height }, () => row))) });
    const done = await upload('red.png', bytes);
    expect([done.status, done.body.detail]).toEqual([200, undefined]);
    asset = done.body.asset;
  });

  test('HEAD, conditional and range requests on the real bucket', async () => {
    const head = await fetchFile(asset.address, { method: 'HEAD' });
    expect([head.status, head.headers.get('Content-Length')]).toEqual([200, String(asset.byteSize)]);
    const held = await fetchFile(asset.address, { headers: { 'If-None-Match': head.headers.get('ETag')! } });
    expect([held.status, (await bytesOf(held)).length]).toEqual([304, 0]);
    const end = await fetchFile(asset.address, { headers: { Range: 'bytes=-12' } });
    expect([end.status, Buffer.from(await bytesOf(end)).includes('IEND')]).toEqual([206, true]);
    const past = await fetchFile(asset.address, { headers: { Range: 'bytes=99999999-' } });
    expect([past.status, past.headers.get('Content-Range')]).toEqual([416, `bytes */${asset.byteSize}`]);
  });

  const sizeOf = async (answer: Response) => bindings.IMAGES!.info(answer.body as ReadableStream<Uint8Array>);

  test.each([
    ['image/avif,image/webp,*/*', 'image/avif'],
    ['image/webp,*/*', 'image/webp'],
    ['*/*', 'image/png'],
  ])('is drawn smaller for Accept: %s', async (accept, format) => {
    const drawn = await fetchFile(`${asset.address}?w=320`, { headers: { Accept: accept } });
    expect([drawn.status, drawn.headers.get('Content-Type'), drawn.headers.get('Vary')]).toEqual([200, format, 'Accept']);
    expect(drawn.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    if (format !== 'image/avif') expect(await sizeOf(drawn)).toMatchObject({ format, width: 320, height: 160 });
    else await drawn.arrayBuffer();
    const held = await fetchFile(`${asset.address}?w=320`, { headers: { Accept: accept, 'If-None-Match': drawn.headers.get('ETag')! } });
    expect(held.status).toBe(304);
  });

  test('is never drawn larger, is cut to a shape, and comes the same from the cache', async () => {
    expect(await sizeOf(await fetchFile(`${asset.address}?w=1920`, { headers: { Accept: 'image/webp' } }))).toMatchObject({ width, height });
    const square = () => fetchFile(`${asset.address}?w=160&h=160&fit=cover&q=60`, { headers: { Accept: 'image/webp' } });
    const first = await square();
    expect(first.headers.get('Cache-Control')).toMatch(/max-age=3600/);
    const bytes = await bytesOf(first);
    expect(await bytesOf(await square())).toEqual(bytes);
    expect((await fetchFile(`${asset.address}?w=161`)).status).toBe(422);
  });

  test('gets its colour and its tiny preview from the queue', async () => {
    for (let tries = 0; tries < 100; tries += 1) {
      const found = (await rows()).assets.find(({ id }) => id === asset.id);
      if (found?.color) {
        expect(found.color).toBe('#c82814');
        expect(found.preview).toMatch(/^data:image\/webp;base64,/);
        expect(found.preview!.length).toBeLessThanOrEqual(400);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('It was not described within ten seconds.');
  });
});

test('the sweep leaves no orphan in the bucket and none in the rows', async () => {
  const small = await ask('POST', '/uploads', { name: 'left.bin', byteSize: 100 });
  expect(await put(small.body.assetId, 1, chunkOf(1).slice(0, 100))).toBe(200);
  const large = await ask('POST', '/uploads', { name: 'left-large.bin', byteSize: PART_SIZE + 1 });
  expect(await put(large.body.assetId, 1, partBody(1))).toBe(200);
  const begun = (await rows()).uploads.find(({ id }) => id === large.body.assetId)!;
  const orphan = `o/${organizationId}/${crypto.randomUUID()}/nobody`;
  await bindings.MEDIA.put(orphan, 'x');
  await sweepMedia(context());
  expect(await keysOf()).toContain(orphan);

  await new Promise((resolve) => setTimeout(resolve, 50));
  await sweepMedia(context(), { idleHours: 0, now: new Date(Date.now() + 25 * 3_600_000) });
  const after = await rows();
  expect([after.uploads, after.garbage, after.assets.filter(({ status }) => status !== 'ready')]).toEqual([[], [], []]);
  expect(await keysOf()).toEqual(after.assets.map(({ key: each }) => each).sort());
  await expect(bindings.MEDIA.resumeMultipartUpload(begun.key, begun.bucketUploadId!).uploadPart(2, 'x')).rejects.toThrow(/10024/);
});
