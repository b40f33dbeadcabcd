import { beforeAll, describe, expect, test } from 'vitest';
import { contentOf, imageAddress } from '#app/domains/media/address.ts';
import { cropPixels, focalOfWhole, focalWithin } from '#app/domains/media/crop.ts';
import { moveCrop, ratioOf, resizeCrop, shapeCrop, WHOLE_PICTURE } from '#app/domains/media/crop-shape.ts';
import { byteRange } from '#app/domains/media/byte-range.ts';
import { disposition } from '#app/domains/media/disposition.ts';
import { askedCrop, askedRendition, drawingOf, formatsFor, widthsOf } from '#app/domains/media/rendition.ts';
import { signedAddress } from '#app/domains/media/signed-link.server.ts';
import { pixelOf } from '#app/domains/media/pixel.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { founder } from '../support/people.ts';
import { join, png } from './file/build.ts';
import { doorOf, type Doorway, noise } from './uploading.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let door: Doorway;
let picture: { id: string; name: string; sha256: string; address: string };
let bytes: Uint8Array;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app);
  door = doorOf(app, owner.browser);
  bytes = png({ width: 1000, height: 500 });
  picture = (await door.upload('Büro „Ω“.png', bytes)).body.asset;
});

const get = (headers: Record<string, string> = {}, method = 'GET', search = '') => door.fetchFile(`${picture.address}${search}`, { method, headers });
const bodyOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

test('a public file: one trip, good for ever, harmless', async () => {
  const served = await get();
  expect(served.status).toBe(200);
  expect(Object.fromEntries(served.headers)).toMatchObject({
    etag: `"${contentOf(picture.sha256)}"`,
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': 'image/png',
    'content-length': String(bytes.length),
    'accept-ranges': 'bytes',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    'content-disposition': 'inline; filename="B_ro ___.png"; filename*=UTF-8\'\'B%C3%BCro%20%E2%80%9E%CE%A9%E2%80%9C.png',
  });
  expect(served.headers.get('Server-Timing')).toContain('1 trips');
  expect(await bodyOf(served)).toEqual(bytes);
});

test('HEAD says the same without the bytes', async () => {
  const served = await get({}, 'HEAD');
  expect([served.status, served.headers.get('Content-Length'), (await bodyOf(served)).length]).toEqual([200, String(bytes.length), 0]);
});

test('conditional: 304 to who holds it, the file to who holds another', async () => {
  const etag = `"${contentOf(picture.sha256)}"`;
  for (const held of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
    const served = await get({ 'If-None-Match': held });
    expect([held, served.status, (await bodyOf(served)).length]).toEqual([held, 304, 0]);
    expect(served.headers.get('ETag')).toBe(etag);
    expect(served.headers.get('Server-Timing')).toContain('1 trips');
  }
  expect((await get({ 'If-None-Match': '"other"' })).status).toBe(200);
});

test('ranges: parts, ends, none at all; If-Range decides', async () => {
  const size = bytes.length;
  const part = async (header: Record<string, string>) => {
    const served = await get(header);
    return { status: served.status, range: served.headers.get('Content-Range'), body: await bodyOf(served) };
  };
  expect(await part({ Range: 'bytes=0-3' })).toEqual({ status: 206, range: `bytes 0-3/${size}`, body: bytes.slice(0, 4) });
  expect(await part({ Range: 'bytes=10-' })).toEqual({ status: 206, range: `bytes 10-${size - 1}/${size}`, body: bytes.slice(10) });
  expect(await part({ Range: 'bytes=-5' })).toEqual({ status: 206, range: `bytes ${size - 5}-${size - 1}/${size}`, body: bytes.slice(-5) });
  expect(await part({ Range: `bytes=${size}-` })).toMatchObject({ status: 416, range: `bytes */${size}` });
  expect(await part({ Range: 'bytes=0-3', 'If-Range': `"${contentOf(picture.sha256)}"` })).toMatchObject({ status: 206 });
  expect(await part({ Range: 'bytes=0-3', 'If-Range': '"other"' })).toMatchObject({ status: 200, body: bytes });
  expect(await part({ Range: 'bytes=0-1,5-6' })).toMatchObject({ status: 200, body: bytes });
});

test.each([
  ['bytes=0-0', 10, { offset: 0, length: 1 }], ['bytes=9-99', 10, { offset: 9, length: 1 }], ['bytes=-99', 10, { offset: 0, length: 10 }],
  ['bytes=-0', 10, 'unsatisfiable'], ['bytes=10-', 10, 'unsatisfiable'], ['bytes=5-4', 10, null], ['bytes=-', 10, null], ['items=0-1', 10, null], [null, 10, null], ['bytes=a-b', 10, null],
])('range %s of %i', (header, size, expected) => expect(byteRange(header, size)).toEqual(expected));

test('unknown, wrong hash, deleted, unfinished: 404 in the same words', async () => {
  const words = async (address: string) => {
    const served = await door.fetchFile(address);
    return `${served.status} ${await served.text()}`;
  };
  const gone = (await door.upload('gone.bin', noise(90, 4))).body.asset;
  await app.owner.query('update media_assets set deleted_at = now() where id = $1', [gone.id]);
  const begun = await door.start('begun.bin', 10, { sha256: 'ab'.repeat(32) });
  const answers = await Promise.all([
    words(gone.address),
    words(`/media/f/${begun.body.assetId}/${'ab'.repeat(12)}/begun.bin`),
    words(`/media/f/${crypto.randomUUID()}/${contentOf(picture.sha256)}/x`),
    words(`/media/f/${picture.id}/${'0'.repeat(24)}/x`),
    words(`/media/f/${picture.id}/${contentOf(picture.sha256).slice(1)}/x`),
    words(`/media/f/nonsense/${contentOf(picture.sha256)}/x`),
  ]);
  expect(new Set(answers)).toEqual(new Set(['404 There is no such file.']));
});

describe('a private file', () => {
  let secret: typeof picture;
  beforeAll(async () => {
    secret = (await door.upload('secret.bin', noise(120, 8))).body.asset;
    await app.owner.query("update media_assets set visibility = 'private' where id = $1", [secret.id]);
  });
  const fetched = async (address: string) => {
    const served = await door.fetchFile(address);
    return [served.status, served.status === 200 ? '' : await served.text()];
  };
  const GONE = [404, 'There is no such file.'];

  test('is not there without a signature, not even for a signed-in person', async () => {
    expect(await fetched(secret.address)).toEqual(GONE);
    expect((await owner.browser.get(secret.address)).status).toBe(404);
  });

  test('is there with a link, and is kept by nobody on the way', async () => {
    const link = await signedAddress(app.env, secret, 60);
    const served = await door.fetchFile(link);
    expect([served.status, served.headers.get('Cache-Control')]).toEqual([200, 'private, no-store']);
    expect((await bodyOf(served)).length).toBe(120);
    const part = await door.fetchFile(link, { headers: { Range: 'bytes=0-9' } });
    expect([part.status, (await bodyOf(part)).length]).toEqual([206, 10]);
  });

  test('not with a link that was changed, is for another file, or is over', async () => {
    const link = await signedAddress(app.env, secret, 60);
    const other = (await door.upload('other.bin', noise(50, 11))).body.asset;
    expect(await fetched(link.replace(/expires=\d+/, 'expires=99999999999'))).toEqual(GONE);
    expect(await fetched(link.slice(0, -1))).toEqual(GONE);
    expect(await fetched(link.replace(/signature=./, (start) => `${start.slice(0, -1)}${start.endsWith('A') ? 'B' : 'A'}`))).toEqual(GONE);
    expect(await fetched(`${secret.address}${(await signedAddress(app.env, other, 60)).slice(other.address.length)}`)).toEqual(GONE);
    expect(await fetched(await signedAddress({ TOKEN_SECRET: 'another secret' }, secret, 60))).toEqual(GONE);
    expect(await fetched(`${secret.address}?expires=NaN&signature=`)).toEqual(GONE);
    expect(await fetched(await signedAddress(app.env, secret, -1))).toEqual([403, 'This link has expired. Ask whoever gave it to you for a new one.']);
  });
});

describe('renditions', () => {
  test.each(['?w=333', '?w=640&h=99999&fit=cover', '?w=640&fit=cover', '?w=640&h=300&fit=contain', '?h=300', '?w=640&q=45', '?w=640&q=100', '?w=640&fit=fill', '?w=0640', '?fit=cover', '?q=80'])('%s is refused', async (search) => {
    expect((await get({}, 'GET', search)).status).toBe(422);
  });

  test('without the binding the original is the answer, and says that it varies', async () => {
    const served = await get({ Accept: 'image/webp' }, 'GET', '?w=320');
    expect([served.status, served.headers.get('Content-Type'), served.headers.get('Vary')]).toEqual([200, 'image/png', 'Accept']);
    expect(await bodyOf(served)).toEqual(bytes);
  });

  test('an organization’s own widths count instead of the usual ones', async () => {
    await app.owner.query(`update organizations set settings = '{"imageWidths": [333, "x", -1]}' where id = $1`, [owner.organizationId]);
    expect((await get({}, 'GET', '?w=333')).status).toBe(200);
    expect((await get({}, 'GET', '?w=640')).status).toBe(422);
    await app.owner.query(`update organizations set settings = '{}' where id = $1`, [owner.organizationId]);
    expect(widthsOf([])).toContain(640);
  });

  const natural = { width: 1000, height: 500, focalX: 0.9, focalY: 0.5, crop: null };
  test('never larger than it is, and cut around the focal point', () => {
    const asked = (search: string) => askedRendition(new URLSearchParams(search), widthsOf(null)) as Exclude<ReturnType<typeof askedRendition>, string | null>;
    expect(drawingOf(asked('w=320'), natural)).toEqual({ width: 320, height: 160, fit: 'scale-down' });
    expect(drawingOf(asked('w=1920'), natural)).toEqual({ width: 1000, height: 500, fit: 'scale-down' });
    expect(drawingOf(asked('w=320&h=320'), natural)).toEqual({ width: 320, height: 320, fit: 'cover', gravity: { x: 0.9, y: 0.5, mode: 'box-center' } });
    expect(drawingOf(asked('w=1920&h=1920'), natural)).toMatchObject({ width: 500, height: 500 });
  });

  test('cut out of the crop, and the focal point counts within it', () => {
    const asked = (search: string) => askedRendition(new URLSearchParams(search), widthsOf(null)) as Exclude<ReturnType<typeof askedRendition>, string | null>;
    const cropped = { ...natural, crop: { left: 0.5, top: 0, width: 0.5, height: 0.5 } };
    const trim = { left: 500, top: 0, width: 500, height: 250 };
    expect(drawingOf(asked('w=320'), cropped)).toEqual({ trim, width: 320, height: 160, fit: 'scale-down' });
    expect(drawingOf(asked('w=1920'), cropped)).toEqual({ trim, width: 500, height: 250, fit: 'scale-down' });
    expect(drawingOf(asked('w=160&h=160'), cropped)).toEqual({ trim, width: 160, height: 160, fit: 'cover', gravity: { x: 0.8, y: 1, mode: 'box-center' } });
    expect(focalWithin({ focalX: 0.1, focalY: 0.25, crop: cropped.crop })).toEqual({ x: 0, y: 0.5 });
    expect(focalOfWhole({ x: 0.8, y: 0.5 }, cropped.crop)).toEqual({ x: 0.9, y: 0.25 });
    expect(cropPixels({ left: 0.9999, top: 0.3333, width: 0.0001, height: 0.3333 }, { width: 10, height: 3 })).toEqual({ left: 9, top: 1, width: 1, height: 1 });
  });

  test('the crop stands in the address; one that does not name it is not good for ever', () => {
    const crop = { left: 0.5, top: 0, width: 0.5, height: 0.25 };
    const addressed = { id: 'a', name: 'b.png', sha256: 'c'.repeat(64), crop };
    expect(imageAddress(addressed, { width: 320 })).toMatch(/\?w=320&crop=0\.5_0_0\.5_0\.25$/);
    expect(imageAddress(addressed, { width: 320, whole: true })).toMatch(/\?w=320&crop=none$/);
    expect(imageAddress({ ...addressed, crop: null }, { width: 320, whole: true })).toMatch(/\?w=320$/);
    const asked = (search: string, has: typeof crop | null = crop) => askedCrop(new URLSearchParams(search), has);
    expect(asked('crop=0.5_0_0.5_0.25')).toEqual({ crop, named: true });
    expect(asked('')).toEqual({ crop, named: false });
    expect(asked('crop=0_0_1_1')).toEqual({ crop, named: false });
    expect(asked('crop=none')).toEqual({ crop: null, named: true });
    expect(asked('', null)).toEqual({ crop: null, named: true });
    expect(asked('crop=0_0_1_1', null)).toEqual({ crop: null, named: false });
  });

  test('a crop is moved, shaped and resized within the picture', () => {
    const box = { left: 0.25, top: 0.25, width: 0.5, height: 0.5 };
    expect(moveCrop(box, 1, -1)).toEqual({ ...box, left: 0.5, top: 0 });
    const square = ratioOf(1, 2);
    expect(shapeCrop(WHOLE_PICTURE, square)).toEqual({ left: 0.25, top: 0, width: 0.5, height: 1 });
    expect(shapeCrop(box, ratioOf('original', 2))).toEqual({ left: 0, top: 0, width: 1, height: 1 });
    expect(resizeCrop(box, 'se', 0.1, 0.2, null)).toEqual({ left: 0.25, top: 0.25, width: 0.6, height: 0.7 });
    expect(resizeCrop(box, 'nw', -1, -1, null)).toEqual({ left: 0, top: 0, width: 0.75, height: 0.75 });
    const shaped = resizeCrop({ left: 0, top: 0, width: 0.25, height: 0.5 }, 'se', 0.9, 0, square);
    expect(shaped).toEqual({ left: 0, top: 0, width: 0.5, height: 1 });
    expect(resizeCrop(box, 'se', -9, -9, null)).toMatchObject({ width: 0.02, height: 0.02 });
  });

  test('the best format that the reader takes comes first', () => {
    expect(formatsFor('image/avif,image/webp,*/*', 'image/jpeg')).toEqual(['image/avif', 'image/webp', 'image/jpeg']);
    expect(formatsFor('image/webp;q=0.8', 'image/png')).toEqual(['image/webp', 'image/png']);
    expect(formatsFor('image/webp;q=0', 'image/png')).toEqual(['image/png']);
    expect(formatsFor('', 'image/webp')).toEqual(['image/png']);
  });
});

test('what a download is called', () => {
  expect(disposition('a"b\\c%.pdf', 'application/pdf')).toBe(`attachment; filename="a_b_c_.pdf"; filename*=UTF-8''a%22b%5Cc%25.pdf`);
  expect(disposition("it's (1)*.png", 'image/png')).toContain("filename*=UTF-8''it%27s%20%281%29%2A.png");
  expect(disposition('x\r\nSet-Cookie: a=b.png', 'image/png')).not.toMatch(/[\r\n]/);
  expect(disposition('page.png', 'text/html')).toContain('page.png.html');
  expect(disposition('photo.jpeg', 'image/jpeg')).toContain('inline; filename="photo.jpeg"');
});

test('the colour of a picture of one pixel', async () => {
  const { deflateSync } = await import('node:zlib');
  expect(await pixelOf(png({ width: 1, height: 1, data: deflateSync(join('\0\xff\x80\x01')) }))).toBe('#ff8001');
  expect(await pixelOf(png({ width: 1, height: 1, colour: 0, data: deflateSync(join('\0\x7f')) }))).toBe('#7f7f7f');
  expect(await pixelOf(join('nothing'))).toBeNull();
});
