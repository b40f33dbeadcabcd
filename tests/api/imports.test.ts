import { makeZip } from 'client-zip';
import { beforeAll, expect, test } from 'vitest';
import { readZip } from '../media/read-zip.ts';
import { png } from '../media/file/build.ts';
import { ORIGIN, type TestApp, startApp } from '../support/app.ts';
import { founder } from '../support/people.ts';
import { type Program, programWith, withKey } from './program.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let program: Program;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'programmed-paper');
  program = await programWith(app, owner.browser);
});

const titles = async () => (await app.owner.query('select title from content_items where organization_id = $1 and deleted_at is null order by title', [owner.organizationId])).rows.map(({ title }) => title);
const HARBOUR = { name: 'harbour.md', text: '---\ntitle: The harbour\n---\n\nSee [the quay](quay.md).' };
const QUAY = { name: 'quay.md', text: '# The quay\n\nWords.' };

test('an import is begun, reported on, run, and taken back as far as nobody touched it', async () => {
  const begun = await program.post('/imports', { body: { files: [HARBOUR, QUAY] } });
  expect([begun.status, begun.body.status]).toEqual([201, 'reading']);
  await app.drain();
  const at = `/imports/${String(begun.body.id)}`;
  expect(begun.headers.get('Location')).toBe(`/api/v1${at}`);
  const report = await program.get(at);
  expect(report.body).toMatchObject({ status: 'ready', source: 'markdown', pieceCount: 2, by: null, verdicts: [{ verdict: 'new', count: 2, pictures: 0 }] });
  expect(report.trips).toBe(1);
  expect((await program.post(`${at}/undo`)).status).toBe(409);
  const sent = { body: { pictures: false }, headers: { 'Idempotency-Key': 'run-once' } };
  expect((await program.post(`${at}/run`, sent)).status).toBe(204);
  expect((await program.post(`${at}/run`, { body: {} })).status).toBe(409);
  await app.drain();
  expect((await program.post(`${at}/run`, sent)).status).toBe(204);
  expect((await program.get(at)).body).toMatchObject({ status: 'done', reached: 2, verdicts: [{ verdict: 'made', count: 2 }] });
  const page = await program.get(`${at}/pieces?limit=1`);
  expect(page.body).toMatchObject({ data: [{ title: 'The harbour', verdict: 'made' }], next: '1' });
  expect((await program.get(`${at}/pieces?cursor=${page.body.next}`)).body).toMatchObject({ data: [{ title: 'The quay' }], next: null });
  const quay = (await app.owner.query("select id from content_items where organization_id = $1 and title = 'The quay'", [owner.organizationId])).rows[0].id;
  await program.patch(`/content/${quay}`, { body: { revision: 1, title: 'The quay, rewritten' } });
  expect((await program.post(`${at}/undo`)).body).toEqual({ count: 1 });
  expect(await titles()).toEqual(['The quay, rewritten']);
  expect((await program.post(`${at}/undo`)).status).toBe(409);
  const audit = await program.get('/audit');
  expect(audit.body.data.map(({ action }) => action)).toEqual(expect.arrayContaining(['content.imported', 'content.import-undone']));
});

test('a form carries an archive past 4 MB, with its pictures', async () => {
  const heavy = new Uint8Array(5 * 1024 ** 2).map((_, index) => (index * 2654435761) >>> 13);
  const archive = await new Response(makeZip([{ name: 'a.md', input: '# Packed\n\n![A boat](boat.png)' }, { name: 'boat.png', input: png({ width: 20, height: 10 }) }, { name: 'rest.bin', input: heavy }])).arrayBuffer();
  const form = new FormData();
  form.append('files', new File([archive], 'site.zip'));
  const answer = await app.fetch(new Request(`${ORIGIN}/api/v1/imports`, { method: 'POST', body: form, headers: withKey(program.key) }));
  expect(answer.status).toBe(201);
  const { id } = (await answer.json()) as { id: string };
  await app.drain();
  await program.post(`/imports/${id}/run`, { body: { pictures: true } });
  await app.drain();
  expect((await program.get(`/imports/${id}`)).body).toMatchObject({ status: 'done', pictures: { all: 1, waiting: 0, failed: 0 } });
  expect(await titles()).toContain('Packed');
});

test('what is no file, no Base64 or of two kinds is refused with a sentence, and leaves nothing behind', async () => {
  const refusals = await Promise.all([
    program.post('/imports', { body: { files: [] } }),
    program.post('/imports', { body: { files: [{ name: 'a.zip', base64: '*' }] } }),
    program.post('/imports', { body: { files: [HARBOUR, { name: 'b.json', text: '{}' }] } }),
    program.post('/imports', { body: { files: [{ name: 'a.exe', text: 'x' }] } }),
    program.post('/imports'),
    program.post('/imports', { body: 'no JSON' }),
  ]);
  expect(refusals.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 422]);
  expect((await program.get('/imports')).body.data.every(({ status }) => status !== 'uploading')).toBe(true);
});

test('an import can be cancelled before it runs', async () => {
  const { body } = await program.post('/imports', { body: { files: [{ name: 'zip.zip', base64: Buffer.from(await new Response(makeZip([{ name: 'b.md', input: '# Never' }])).arrayBuffer()).toString('base64') }] } });
  await app.drain();
  expect((await program.get(`/imports/${String(body.id)}`)).body).toMatchObject({ status: 'ready', pieceCount: 1 });
  expect((await program.post(`/imports/${String(body.id)}/cancel`)).status).toBe(204);
  expect((await program.post(`/imports/${String(body.id)}/run`, { body: {} })).status).toBe(409);
  expect(await titles()).not.toContain('Never');
});

test('everything leaves as the archive that the page gives, and who took it is noted, on the page too', async () => {
  const answer = await app.fetch(new Request(`${ORIGIN}/api/v1/export`, { headers: withKey(program.key) }));
  expect([answer.status, answer.headers.get('Content-Type'), answer.headers.get('RateLimit-Limit')]).toEqual([200, 'application/zip', '1000']);
  const names = readZip(Buffer.from(await answer.arrayBuffer())).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['content/a.md', 'content/a.json', 'categories.json', 'media.json']));
  const exported = async () => (await app.owner.query("select actor_kind from audit_log where organization_id = $1 and action = 'content.exported' order by sequence", [owner.organizationId])).rows;
  expect(await exported()).toEqual([{ actor_kind: 'key' }]);
  await owner.browser.get('/content/export');
  expect(await exported()).toEqual([{ actor_kind: 'key' }, { actor_kind: 'user' }]);
  expect((await owner.browser.get('/settings/activity')).text).toContain('exported all content');
});
