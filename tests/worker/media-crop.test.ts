import { deflateSync, inflateSync } from 'node:zlib';
import { env, SELF } from 'cloudflare:test';
import { beforeAll, expect, test } from 'vitest';
import { assetById } from '#db/queries/media.ts';
import { fileAddress, imageAddress, type Rendition } from '#app/domains/media/address.ts';
import { setFocalPoint } from '#app/domains/media/change-assets.server.ts';
import { type Crop, cropPixels } from '#app/domains/media/crop.ts';
import { cropImage } from '#app/domains/media/crop-image.server.ts';
import { drawPicture } from '#app/domains/media/draw-picture.server.ts';
import { signedAddress } from '#app/domains/media/signed-link.server.ts';
import type { Env } from '#app/platform/env.ts';
import { jobContext } from '#app/platform/http.server.ts';
import { type Org, readFor } from '#app/platform/org.server.ts';
import { orgOfJob } from '#app/platform/system.server.ts';
import { join, png } from '../media/file/build.ts';
import { publisher } from './media-people.ts';

const bindings = env as unknown as Env;
const ORIGIN = 'http://localhost';
const [R, G, B, Y] = ['255,0,0', '0,255,0', '0,0,255', '255,255,0'];
const [width, height] = [400, 200];
let assetId: string;
let org: Org;

/** Red and green above, blue and yellow below. */
const quadrants = () => {
  const row = (...colours: string[]) => join('\0', new Uint8Array(colours.flatMap((colour) => Array.from({ length: width / 2 }, () => colour.split(',').map(Number)).flat())));
  const rows = Array.from({ length: height }, (_, at) => (at < height / 2 ? row(R!, G!) : row(B!, Y!)));
  return png({ width, height, data: deflateSync(Buffer.concat(rows)) });
};

/** A PNG of eight bits a channel as text for each pixel: its filters undone, nothing else. */
function pixelsOf(bytes: Uint8Array) {
  const file = Buffer.from(bytes);
  const size = { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
  const channels = { 2: 3, 6: 4 }[file[25]!]!;
  const data: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) if (file.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  const raw = inflateSync(Buffer.concat(data));
  const line = size.width * channels;
  const out = Buffer.alloc(size.height * line);
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < line; x += 1) {
      const at = y * line + x;
      const [left, up, corner] = [x >= channels ? out[at - channels]! : 0, y > 0 ? out[at - line]! : 0, x >= channels && y > 0 ? out[at - line - channels]! : 0];
      const guess = left + up - corner;
      const [l, u, c] = [left, up, corner].map((value) => Math.abs(guess - value)) as [number, number, number];
      const paeth = l <= u && l <= c ? left : u <= c ? up : corner;
      out[at] = raw[y * (line + 1) + 1 + x]! + [0, left, up, (left + up) >> 1, paeth][raw[y * (line + 1)]!]!;
    }
  }
  const at = (x: number, y: number) => [...out.subarray((y * size.width + x) * channels).subarray(0, 3)].join();
  return { ...size, at, corners: () => [at(0, 0), at(size.width - 1, 0), at(0, size.height - 1), at(size.width - 1, size.height - 1)] };
}

const stored = async () => {
  const found = await readFor(org, { asset: assetById(assetId) });
  if (!found.ok || !found.value.asset) throw new Error('The asset is not there.');
  return found.value.asset;
};
const get = async (address: string, headers: Record<string, string> = {}) => SELF.fetch(`${ORIGIN}${address}`, { headers: { Accept: '*/*', ...headers } });
const drawn = async (rendition: Rendition) => {
  const answer = await get(imageAddress(await stored(), rendition));
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'image/png']);
  return { answer, ...pixelsOf(new Uint8Array(await answer.arrayBuffer())) };
};
const crop = async (box: Crop | null) => expect((await cropImage(org, { assetId, crop: box })).ok).toBe(true);
const aim = async (focalX: number, focalY: number) => expect((await setFocalPoint(org, { assetId, focalX, focalY })).ok).toBe(true);

beforeAll(async () => {
  const { key } = await publisher();
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  const ask = async <T>(path: string, init: RequestInit = {}) => (await (await SELF.fetch(`${ORIGIN}/api/v1${path}`, { headers, ...init })).json()) as T;
  const me = await ask<{ organization: { id: string } }>('/me');
  org = orgOfJob(jobContext(bindings, () => undefined), me.organization.id);
  const bytes = quadrants();
  ({ assetId } = await ask<{ assetId: string }>('/media/uploads', { method: 'POST', body: JSON.stringify({ name: 'quadrants.png', byteSize: bytes.length }) }));
  await ask(`/media/uploads/${assetId}/parts/1`, { method: 'PUT', body: bytes });
  await ask(`/media/uploads/${assetId}/complete`, { method: 'POST' });
}, 60_000);

test('without a crop all four quadrants are there, and a square keeps what the focal point says', async () => {
  const whole = await drawn({ width: 320 });
  expect([whole.width, whole.height, whole.corners()]).toEqual([320, 160, [R, G, B, Y]]);
  expect((await drawn({ width: 160, height: 160, fit: 'cover' })).corners()).toEqual([R, G, B, Y]);
  await aim(0, 0.5);
  expect((await drawn({ width: 160, height: 160, fit: 'cover' })).corners()).toEqual([R, R, B, B]);
  await aim(1, 0.5);
  expect((await drawn({ width: 160, height: 160, fit: 'cover' })).corners()).toEqual([G, G, Y, Y]);
});

test.each([
  ['top right', { left: 0.5, top: 0, width: 0.5, height: 0.5 }, [200, 100], [G, G, G, G]],
  ['bottom left', { left: 0, top: 0.5, width: 0.5, height: 0.5 }, [200, 100], [B, B, B, B]],
  ['upper half', { left: 0, top: 0, width: 1, height: 0.5 }, [320, 80], [R, G, R, G]],
  ['middle', { left: 0.4, top: 0.4, width: 0.2, height: 0.2 }, [80, 40], [R, G, B, Y]],
] as const)('cropped to its %s, every rendition is cut from there', async (_, box, [wide, high], corners) => {
  await crop({ ...box });
  const { answer, ...picture } = await drawn({ width: 320 });
  expect([picture.width, picture.height, picture.corners()]).toEqual([wide, high, corners]);
  expect(answer.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
  expect((await get(imageAddress(await stored(), { width: 320 }), { 'If-None-Match': answer.headers.get('ETag')! })).status).toBe(304);
});

test('the focal point is applied within the crop', async () => {
  await crop({ left: 0, top: 0, width: 1, height: 0.5 });
  await aim(0.9, 0.9);
  expect((await drawn({ width: 160, height: 160, fit: 'cover' })).corners()).toEqual([G, G, G, G]);
  await aim(0.5, 0);
  expect((await drawn({ width: 160, height: 160, fit: 'cover' })).corners()).toEqual([R, G, R, G]);
});

test('the file stays whole, an old address shows the crop but not for ever, and undone it is as before', async () => {
  const before = await get(fileAddress(await stored()));
  expect(pixelsOf(new Uint8Array(await before.arrayBuffer())).corners()).toEqual([R, G, B, Y]);
  await crop({ left: 0.5, top: 0.5, width: 0.5, height: 0.5 });
  const old = await get(`${fileAddress(await stored())}?w=320`);
  expect([old.headers.get('Cache-Control'), pixelsOf(new Uint8Array(await old.arrayBuffer())).corners()]).toEqual([expect.stringContaining('max-age=3600'), [Y, Y, Y, Y]]);
  const whole = await drawn({ width: 320, whole: true });
  expect([whole.answer.headers.get('Cache-Control'), whole.corners()]).toEqual([expect.stringContaining('immutable'), [R, G, B, Y]]);
  await crop(null);
  expect((await drawn({ width: 320 })).corners()).toEqual([R, G, B, Y]);
});

test('a link for a post is what was cut out then, in full size, whatever the crop is now', async () => {
  await crop({ left: 0, top: 0, width: 0.5, height: 0.5 });
  const cut = { left: 200, top: 0, width: 200, height: 200 };
  const link = await signedAddress(bindings, { ...(await stored()), cut }, 60);
  for (let turn = 0; turn < 2; turn += 1) {
    const answer = await get(link, { Accept: 'image/avif,image/webp' });
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'image/png']);
    const { corners, ...size } = pixelsOf(new Uint8Array(await answer.arrayBuffer()));
    expect([size.width, size.height, corners()]).toEqual([200, 200, [G, G, Y, Y]]);
  }
  expect((await get(link.replace('cut=200', 'cut=100'))).status).toBe(404);
  await crop(null);
});

test('the colour and the preview follow the crop', async () => {
  await crop({ left: 0.5, top: 0, width: 0.5, height: 0.5 });
  for (let tries = 0; tries < 100; tries += 1) {
    const { color, preview } = await stored();
    if (color === '#00ff00' && preview) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('It was not described within ten seconds.');
});

test('the binding itself takes the same drawing; its emulation leaves the trim out', async () => {
  const trim = cropPixels({ left: 0.5, top: 0, width: 0.5, height: 0.5 }, { width, height });
  const picture = new Response(quadrants() as BodyInit).body!;
  const made = await drawPicture({ ...bindings, IMAGES_AT: undefined } as unknown as Env, picture, { trim, width: 100, height: 50, fit: 'scale-down' }, { format: 'image/png', quality: 80 });
  const { corners, ...size } = pixelsOf(new Uint8Array(await new Response(made).arrayBuffer()));
  expect([size.width, size.height, corners()]).toEqual([100, 50, [R, G, B, Y]]);
});
