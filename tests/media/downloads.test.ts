import { beforeAll, expect, test } from 'vitest';
import { archivePaths, safeName } from '#app/domains/media/archive-names.ts';
import { ORIGIN, startApp, type TestApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { arrangeAsset, arrangeFolder } from '../support/media.ts';
import type { MemoryBucket } from '../support/memory-bucket.ts';
import { colleague, founder } from '../support/people.ts';
import { readZip } from './read-zip.ts';
import { cookieOf, noise } from './uploading.ts';

let app: TestApp;
let bucket: MemoryBucket;
let owner: Awaited<ReturnType<typeof founder>>;

beforeAll(async () => {
  app = await startApp();
  bucket = app.env.MEDIA as MemoryBucket;
  owner = await founder(app);
});

/** A row with bytes behind it. */
async function file(columns: Record<string, unknown>, bytes: Uint8Array | null = noise(300)): Promise<string> {
  const id = await arrangeAsset(app, owner.organizationId, columns);
  const { rows: [row] } = await app.owner.query('select storage_key from media_assets where id = $1', [id]);
  if (bytes) await bucket.put(row.storage_key, bytes);
  return id;
}

async function download(browser: Browser, fields: [string, string][]) {
  const headers = { Cookie: cookieOf(browser), Origin: ORIGIN, 'Content-Type': 'application/x-www-form-urlencoded' };
  const answer = await app.fetch(new Request(`${ORIGIN}/media/download`, { method: 'POST', body: new URLSearchParams(fields).toString(), headers }));
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}
const chosen = (ids: string[]) => ids.map((id): [string, string] => ['ids[]', id]);

test('chosen files come as one archive, each under a name of its own, with the very bytes', async () => {
  const bytes = [noise(70_000, 1), noise(5, 2), noise(9, 3), noise(4, 4)];
  const ids = [
    await file({ name: 'cover.jpg', mime_type: 'image/jpeg' }, bytes[0]),
    await file({ name: 'Cover.JPG', mime_type: 'image/jpeg' }, bytes[1]),
    await file({ name: 'überschrift: heute?.png' }, bytes[2]),
    // Called a picture, and a page by its bytes.
    await file({ name: 'picture.png', mime_type: 'text/html', type: 'other', visibility: 'private' }, bytes[3]),
  ];
  const { status, headers, bytes: archive } = await download(owner.browser, chosen(ids));
  expect([status, headers.get('Content-Type'), headers.get('Cache-Control')]).toEqual([200, 'application/zip', 'private, no-store']);
  expect(headers.get('Content-Disposition')).toBe(`attachment; filename="Masthead, 4 files.zip"; filename*=UTF-8''Masthead%2C%204%20files.zip`);
  expect(headers.get('Server-Timing')).toContain('1 trips');
  const entries = readZip(archive);
  expect(entries.map(({ name }) => name)).toEqual(['cover.jpg', 'Cover (2).JPG', 'überschrift_ heute_.png', 'picture.png.html']);
  expect(entries.map((entry) => entry.bytes.equals(bytes[entries.indexOf(entry)]!))).toEqual([true, true, true, true]);
});

test('what the storage has lost is named in the archive, and the rest is whole', async () => {
  const here = await file({ name: 'here.bin' }, noise(40));
  const gone = await file({ name: 'gone.bin' }, null);
  const note = await file({ name: 'Missing files.txt', mime_type: 'text/plain' }, noise(30));
  const entries = readZip((await download(owner.browser, chosen([here, gone, note]))).bytes);
  expect(entries.map(({ name }) => name)).toEqual(['here.bin', 'Missing files.txt', 'Missing files (2).txt']);
  expect(entries[2]!.bytes.toString()).toContain('gone.bin\r\n');
});

test('a folder comes with the folders in it, and without what lies beside it or in the trash', async () => {
  const top = await arrangeFolder(app, owner.organizationId, 'Issue: May');
  const below = await arrangeFolder(app, owner.organizationId, 'Covers', top);
  await file({ name: 'a.bin', folder_id: top });
  await file({ name: 'a.bin', folder_id: below });
  await file({ name: 'trash.bin', folder_id: below, deleted_at: new Date().toISOString() });
  await file({ name: 'beside.bin' });
  const { headers, bytes } = await download(owner.browser, [['folderId', top]]);
  expect(headers.get('Content-Disposition')).toContain('filename="Issue_ May.zip"');
  expect(readZip(bytes).map(({ name }) => name)).toEqual(['a.bin', 'Covers/a.bin']);
});

test('refused with a page that says why: nothing chosen, too many, an empty folder, what is gone', async () => {
  const asked = async (fields: [string, string][]) => {
    const { status, bytes } = await download(owner.browser, fields);
    return [status, /<p>([^<]*)<\/p>/.exec(bytes.toString())?.[1]];
  };
  expect(await asked([])).toEqual([422, 'Choose at least one file.']);
  expect(await asked(chosen(Array.from({ length: 501 }, () => crypto.randomUUID())))).toEqual([422, 'Choose at most 500 files at a time.']);
  expect(await asked([['folderId', await arrangeFolder(app, owner.organizationId, 'Empty')]])).toEqual([422, 'There is no file in this folder.']);
  expect(await asked([['folderId', crypto.randomUUID()]])).toEqual([404, 'There is no such folder.']);
  expect(await asked(chosen([await file({ name: 'x.bin' }), crypto.randomUUID()]))).toEqual([404, 'Some of these files are no longer there. Reload the page and choose again.']);
  const many = await arrangeFolder(app, owner.organizationId, 'Many');
  await app.owner.query(
    `insert into media_assets (organization_id, folder_id, name, storage_key, byte_size, status) select $1, $2, 'f' || i, 'many/' || i, 1, 'ready' from generate_series(1, 501) i`,
    [owner.organizationId, many],
  );
  expect((await asked([['folderId', many]]))[1]).toContain('at most 500 files');
});

test('a viewer may, signed out is sent to sign in, another site is refused', async () => {
  const ids = [await file({ name: 'for all.bin' }), await file({ name: 'for all two.bin' })];
  const viewer = await colleague(app, owner.browser, 'viewer');
  expect(readZip((await download(viewer.browser, chosen(ids))).bytes)).toHaveLength(2);
  const out = await download(app.browser(), chosen(ids));
  expect([out.status, out.headers.get('Location')]).toEqual([302, '/sign-in?next=%2Fmedia']);
  const forged = await app.fetch(new Request(`${ORIGIN}/media/download`, { method: 'POST', body: new URLSearchParams(chosen(ids)), headers: { Cookie: cookieOf(owner.browser), Origin: 'https://elsewhere.example' } }));
  expect(forged.status).toBe(403);
});

test.each([
  ['../../etc/passwd', '.._.._etc_passwd'], ['..', 'file'], [' a. ', 'a'], ['a\u202egpj.exe', 'a_gpj.exe'], [`${'x'.repeat(300)}.jpeg`, `${'x'.repeat(195)}.jpeg`],
])('the name %s is safe as %s', (name, safe) => {
  expect(safeName(name)).toBe(safe);
});

test('names that a count would make twice are counted on', () => {
  const paths = archivePaths(['a.txt', 'a (2).txt', 'A.txt', 'a.txt', 'a'].map((name) => ({ folder: '', name })));
  expect(paths).toEqual(['a.txt', 'a (2).txt', 'A (3).txt', 'a (4).txt', 'a']);
});
