import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import type { MemoryBucket } from '../support/memory-bucket.ts';
import { founder } from '../support/people.ts';
import { gif, jpeg, join, latin, pdf, png, zip } from './file/build.ts';
import { doorOf, type Doorway } from './uploading.ts';

let app: TestApp;
let bucket: MemoryBucket;
let door: Doorway;

beforeAll(async () => {
  app = await startApp();
  bucket = app.env.MEDIA as MemoryBucket;
  door = doorOf(app, (await founder(app)).browser);
});

beforeEach(() => bucket.objects.clear());

describe('served inert', () => {
  test.each([
    ['an SVG with a script', 'drawing.svg', latin('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'document', 'image/svg+xml', 'attachment'],
    ['a web page named .png', 'photo.png', latin('<!doctype html><html><script>alert(1)</script></html>'), 'document', 'text/html', 'attachment; filename="photo.png.html"'],
    ['XML named .jpg', 'photo.jpg', latin('<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><note>plain</note>'), 'document', 'application/xml', 'attachment'],
    ['bytes that nobody knows', 'thing.html', join('\xf0\x9f\0\x01', 'rest'), 'other', 'application/octet-stream', 'attachment'],
  ])('%s', async (_, name, bytes, type, mime, begins) => {
    const done = await door.upload(name, bytes, { mimeType: 'image/png' });
    expect([done.status, done.body.asset.type]).toEqual([200, type]);
    const served = await door.fetchFile(done.body.asset.address);
    expect(served.headers.get('Content-Type')).toContain(mime);
    expect(served.headers.get('Content-Disposition')).toContain(begins);
    expect(served.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(served.headers.get('Content-Security-Policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(bytes);
  });

  test('a GIF that is also a script is a GIF, and says so', async () => {
    const comment = latin('<script>alert(1)</script>');
    const bytes = gif({ extensions: [join('!\xfe', new Uint8Array([comment.length]), comment, '\0')] });
    const done = await door.upload('both.html', bytes);
    expect(done.body).toMatchObject({ asset: { type: 'image', mimeType: 'image/gif' }, suspicious: expect.stringContaining('can also be read as') });
    const served = await door.fetchFile(done.body.asset.address);
    expect(served.headers.get('Content-Type')).toBe('image/gif');
    expect(served.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });
});

describe('refused, with a sentence and nothing kept', () => {
  const bomb = png({ width: 60_000, height: 60_000 });
  const whole = jpeg({ width: 100, height: 100 });
  test.each([
    ['a zip bomb', zip([{ name: 'a', data: 'x'.repeat(1000), claims: 0xfffffff0 }]), 'bomb'],
    ['a zip whose files lie on top of each other', zip([{ name: 'a', data: 'x'.repeat(900) }, { name: 'b', data: 'x'.repeat(900), offset: 0 }]), 'on top of each other'],
    ['a picture that would take gigabytes to draw', bomb, 'the most is'],
    ['a JPEG that was cut off', whole.subarray(0, whole.length - 8), 'cut off'],
    ['a PDF that was cut off', pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 1 >>']).subarray(0, 60), 'cut off'],
    ['an archive without its end', zip([{ name: 'a', data: 'x' }]).subarray(0, 40), 'cut off'],
    ['a film that was cut off', join('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', '\0\xff\xff\xffmdat', 'x'.repeat(100)), 'cut off'],
  ])('%s', async (name, bytes, words) => {
    const done = await door.upload(name, bytes);
    expect(done.status).toBe(422);
    expect(done.body.detail).toContain(words);
    expect(bucket.objects.size).toBe(0);
    const { rows } = await app.owner.query('select status, problem from media_assets where id = $1', [done.assetId]);
    expect(rows).toEqual([{ status: 'failed', problem: done.body.detail }]);
  });

  test('a picture too large to be looked at, by what it is said to be', async () => {
    const refused = await door.start('huge.png', 40 * 1024 * 1024, { mimeType: 'image/png' });
    expect([refused.status, refused.body.detail]).toEqual([422, 'A picture can have at most 32 MB. Save it smaller, or pack it into an archive.']);
  });
});

test('bytes that are sent again after they were looked at change nothing', async () => {
  const good = latin('plain words, nothing else');
  const { body } = await door.start('words.txt', good.length);
  await door.put(body.assetId, 1, good);
  const { rows: [upload] } = await app.owner.query('select storage_key from media_uploads where asset_id = $1', [body.assetId]);
  const done = await door.complete(body.assetId);
  // A part that was still on its way lands where it was sent.
  await bucket.put(upload.storage_key, latin('<script>alert(1)</script>'));
  expect(await (await door.fetchFile(done.body.asset.address)).text()).toBe('plain words, nothing else');
});
