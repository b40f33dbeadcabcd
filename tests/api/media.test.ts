import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ORIGIN, type TestApp, startApp } from '../support/app.ts';
import { arrangeAsset, arrangeFolder } from '../support/media.ts';
import { founder } from '../support/people.ts';
import { type Program, programWith } from './program.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let program: Program;
let stranger: Program;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'pictured-paper');
  program = await programWith(app, owner.browser);
  stranger = await programWith(app, (await founder(app, 'strange-paper')).browser);
});

beforeEach(async () => {
  await app.owner.query('delete from media_usages');
  await app.owner.query('delete from media_assets');
  await app.owner.query('delete from media_folders');
  await app.owner.query('delete from tags');
});

const asset = (columns: Record<string, unknown> = {}) => arrangeAsset(app, owner.organizationId, columns);
const folder = (name: string, parent: string | null = null) => arrangeFolder(app, owner.organizationId, name, parent);
const place = (assetId: string, live: boolean) =>
  app.owner.query("insert into media_usages (organization_id, asset_id, place, place_id, live) values ($1, $2, 'organization_logo', $1, $3)", [owner.organizationId, assetId, live]);
const idsOf = async (query: string) => (await program.get(`/assets${query}`)).body.data.map(({ id }) => id);
const NOWHERE = '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01';

describe('the list', () => {
  test('is walked by cursor, newest first, and meets every file once in one trip a page', async () => {
    const made: string[] = [];
    for (let index = 0; index < 7; index += 1) made.unshift(await asset());
    await asset({ status: 'uploading' });
    const met: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<Program['get']>> = await program.get(`/assets?limit=3${cursor ? `&cursor=${cursor}` : ''}`);
      expect([page.trips, page.statements]).toEqual([1, 2]);
      met.push(...page.body.data.map(({ id }) => id));
      cursor = page.body.next;
    } while (cursor);
    expect(met).toEqual(made);
  });

  test('is filtered and searched as the page is', async () => {
    const photos = await folder('Photos');
    const boat = await asset({ name: 'boat.png', folder_id: photos, alt_text: 'A boat at dawn' });
    const film = await asset({ name: 'film.mp4', type: 'video', mime_type: 'video/mp4' });
    const bare = await asset({ name: 'bare.png' });
    const gone = await asset({ name: 'gone.png', deleted_at: new Date().toISOString() });
    await place(bare, false);
    await program.patch(`/assets/${boat}`, { body: { tags: ['Harbour'] } });
    const [tag] = (await program.get(`/assets/${boat}`)).body.tags as { id: string }[];
    expect(await idsOf('')).toEqual([bare, film, boat]);
    expect(await idsOf(`?folder=${photos}`)).toEqual([boat]);
    expect(await idsOf('?folder=top')).toEqual([bare, film]);
    expect(await idsOf('?type=video')).toEqual([film]);
    expect(await idsOf(`?tag=${tag!.id}`)).toEqual([boat]);
    expect(await idsOf('?view=needs-alt')).toEqual([bare]);
    expect(await idsOf('?view=unused&type=image')).toEqual([boat]);
    expect(await idsOf('?view=trash')).toEqual([gone]);
    expect(await idsOf('?q=dawn')).toEqual([boat]);
    expect(await idsOf('?q=harbour')).toEqual([boat]);
    expect(await idsOf('?q=%00')).toEqual([bare, film, boat]);
    expect(await idsOf('?q=nothing-like-it')).toEqual([]);
    expect((await program.get(`/assets?folder=${NOWHERE}`)).status).toBe(404);
    expect((await stranger.get(`/assets?folder=${photos}`)).status).toBe(404);
  });

  test.each([
    ['folder=attic', 'folder'], ['type=picture', 'type'], ['tag=harbour', 'tag'], ['view=bin', 'view'], ['cursor=1', 'cursor'], ['limit=0', 'limit'], [`q=${'x'.repeat(201)}`, 'q'], [`q=x&cursor=${NOWHERE}`, 'cursor'],
  ])('?%s is 422 by its parameter and asks no database', async (query, parameter) => {
    const reply = await program.get(`/assets?${query}`);
    expect([reply.status, reply.body.errors, reply.trips]).toEqual([422, [{ parameter, detail: expect.stringMatching(/\.$/) }], 0]);
  });
});

describe('one file', () => {
  test('is read with its tags and where it stands, and with nothing that the document does not promise', async () => {
    const id = await asset({ name: 'boat.png' });
    await place(id, true);
    const reply = await program.get(`/assets/${id}`);
    expect(reply.body).toMatchObject({ id, name: 'boat.png', tags: [], usages: [{ place: 'organization_logo', placeId: owner.organizationId, live: true }], usageCount: 1, url: expect.stringContaining(`${ORIGIN}/media/f/${id}/`) });
    expect(Object.keys(reply.body)).not.toContain('storageKey');
    expect([reply.trips, reply.statements]).toEqual([1, 4]);
  });

  test('a change of one field leaves the others; tags are all its tags, however they are spelled', async () => {
    const id = await asset({ name: 'boat.png', alt_text: 'A boat', description: 'Kept.' });
    const first = await program.patch(`/assets/${id}`, { body: { altText: 'Two boats', focalX: 0.2, tags: ['Harbour', 'Boats', 'boats'] } });
    expect(first.body).toMatchObject({ name: 'boat.png', altText: 'Two boats', description: 'Kept.', focalX: 0.2, focalY: 0.5, visibility: 'public' });
    expect((first.body.tags as { name: string }[]).map(({ name }) => name.toLowerCase()).sort()).toEqual(['boats', 'harbour']);
    expect(first.trips).toBe(2);
    const second = await program.patch(`/assets/${id}`, { body: { tags: ['harbour'] } });
    expect(second.body).toMatchObject({ altText: 'Two boats', tags: [{ name: 'Harbour' }] });
    expect((await program.patch(`/assets/${id}`, { body: { tags: [], name: ' renamed.png ' } })).body).toMatchObject({ name: 'renamed.png', tags: [] });
    expect((await program.get('/audit?limit=1')).body.data[0]).toMatchObject({ action: 'media.changed', summary: 'The key A program changed renamed.png', resource: { type: 'asset', id } });
  });

  test('two who change different fields at the same moment both get theirs', async () => {
    const id = await asset();
    await Promise.all([program.patch(`/assets/${id}`, { body: { altText: 'A boat' } }), program.patch(`/assets/${id}`, { body: { description: 'At dawn.' } })]);
    expect((await program.get(`/assets/${id}`)).body).toMatchObject({ altText: 'A boat', description: 'At dawn.' });
  });

  test.each([
    [{}, ['#']], [{ nmae: 'x' }, ['#/nmae']], [{ name: '', visibility: 'secret' }, ['#/name', '#/visibility']], [{ focalX: 2, focalY: '0.5' }, ['#/focalX', '#/focalY']], [{ tags: 'harbour' }, ['#/tags']], [{ tags: [''] }, ['#/tags/0']], [{ altText: 'x'.repeat(1001) }, ['#/altText']],
  ])('the change %j is 422 by field and asks no database', async (body, pointers) => {
    const reply = await program.patch(`/assets/${await asset()}`, { body });
    expect([reply.status, reply.body.errors.map(({ pointer }) => pointer), reply.trips]).toEqual([422, pointers, 0]);
  });

  test('a private one has no address but a signed link, which ends', async () => {
    const id = await asset({ name: 'secret.png' });
    expect((await program.get(`/assets/${id}/link`)).body).toEqual({ url: (await program.get(`/assets/${id}`)).body.url, expiresAt: null });
    expect((await program.patch(`/assets/${id}`, { body: { visibility: 'private' } })).body.url).toBeNull();
    const reply = await program.get(`/assets/${id}/link?seconds=120`);
    const left = (Date.parse(String(reply.body.expiresAt)) - Date.now()) / 1000;
    expect(left).toBeGreaterThan(110);
    expect(left).toBeLessThanOrEqual(120);
    const key = (await app.owner.query('select storage_key from media_assets where id = $1', [id])).rows[0].storage_key;
    await app.env.MEDIA.put(key, new Uint8Array(10));
    const asked = async (url: string) => (await app.fetch(new Request(url, { method: 'HEAD' }))).status;
    expect(await asked(String(reply.body.url))).toBe(200);
    expect(await asked(String(reply.body.url).replace(/\?.*/, ''))).toBe(404);
    for (const seconds of ['59', '604801', 'x']) expect((await program.get(`/assets/${id}/link?seconds=${seconds}`)).body.errors).toMatchObject([{ parameter: 'seconds' }]);
  });
});

describe('the trash', () => {
  test('a file in use is 409 with each place; force takes it where readers do not see it', async () => {
    const id = await asset({ name: 'boat.png' });
    await place(id, false);
    const refused = await program.delete(`/assets/${id}`);
    expect([refused.status, refused.trips]).toEqual([409, 1]);
    expect(refused.body.detail).toContain('The organization’s logo');
    expect(refused.body.errors).toEqual([{ detail: `boat.png: organization_logo ${owner.organizationId}` }]);
    expect((await program.get(`/assets/${id}`)).body.deletedAt).toBeNull();
    expect((await program.delete(`/assets/${id}?force=yes`)).body.errors).toMatchObject([{ parameter: 'force' }]);
    expect((await program.delete(`/assets/${id}?force=true`)).status).toBe(204);
    expect((await program.get(`/assets/${id}`)).body).toMatchObject({ deletedAt: expect.any(String), url: null });
    expect((await program.get(`/assets/${id}/link`)).status).toBe(404);
  });

  test('what readers see is refused with force too, as on the page', async () => {
    const id = await asset();
    await place(id, true);
    for (const force of ['', '?force=true']) {
      const refused = await program.delete(`/assets/${id}${force}`);
      expect([refused.status, refused.body.detail]).toEqual([409, 'Readers see it: The organization’s logo. Replace it there first.']);
    }
    expect((await program.post('/assets/delete', { body: { ids: [await asset(), id], force: true } })).status).toBe(409);
    expect((await app.owner.query('select from media_assets where deleted_at is not null')).rowCount).toBe(0);
  });

  test('gives a file back to its folder, once; what never was in it is 404', async () => {
    const photos = await folder('Photos');
    const id = await asset({ folder_id: photos });
    expect((await program.post(`/assets/${id}/restore`)).status).toBe(404);
    expect((await program.delete(`/assets/${id}`)).status).toBe(204);
    expect((await program.delete(`/assets/${id}`)).status).toBe(404);
    expect((await program.patch(`/assets/${id}`, { body: { altText: 'x' } })).status).toBe(404);
    expect((await program.post(`/assets/${id}/restore`)).status).toBe(204);
    expect((await program.get(`/assets/${id}`)).body).toMatchObject({ folderId: photos, deletedAt: null });
    expect((await program.post(`/assets/${id}/restore`)).status).toBe(404);
  });

  test('a deletion that is sent again under its key is 204 again, and counts once', async () => {
    const id = await asset();
    const headers = { 'Idempotency-Key': `delete-${id}` };
    const [first, again] = [await program.delete(`/assets/${id}`, { headers }), await program.delete(`/assets/${id}`, { headers })];
    expect([first.status, again.status, again.headers.get('Idempotent-Replayed')]).toEqual([204, 204, 'true']);
  });
});

describe('several files together', () => {
  test('are moved, tagged and deleted, all or none', async () => {
    const photos = await folder('Photos');
    const ids = [await asset(), await asset()];
    expect((await program.post('/assets/move', { body: { ids: [...ids, ids[0]], folderId: photos } })).body).toEqual({ count: 2 });
    expect(await idsOf(`?folder=${photos}`)).toHaveLength(2);
    expect((await program.post('/assets/move', { body: { ids, folderId: null } })).status).toBe(200);
    expect(await idsOf('?folder=top')).toHaveLength(2);
    expect((await program.post('/assets/move', { body: { ids: [ids[0], NOWHERE], folderId: photos } })).status).toBe(404);
    expect((await program.post('/assets/move', { body: { ids, folderId: NOWHERE } })).status).toBe(404);
    expect((await program.post('/assets/tag', { body: { ids, add: ['Harbour', 'Dawn'] } })).body).toEqual({ count: 2 });
    const [tag] = (await program.get(`/assets/${ids[0]}`)).body.tags as { id: string; name: string }[];
    expect((await program.post('/assets/tag', { body: { ids, remove: [tag!.id] } })).status).toBe(200);
    expect((await program.get(`/assets/${ids[1]}`)).body.tags).toMatchObject([{ name: 'Harbour' }]);
    expect((await program.post('/assets/delete', { body: { ids } })).body).toEqual({ count: 2 });
    expect(await idsOf('?view=trash')).toHaveLength(2);
  });

  test.each([
    ['move', { ids: [NOWHERE] }, ['#/folderId']], ['move', { ids: [], folderId: null }, ['#/ids']], ['move', { ids: ['x'], folderId: '' }, ['#/ids/0', '#/folderId']],
    ['tag', { ids: [NOWHERE] }, ['#/add']], ['tag', { ids: [NOWHERE], add: 'a, b' }, ['#/add']], ['delete', { ids: [NOWHERE], force: 'true' }, ['#/force']], ['delete', { id: NOWHERE }, ['#/ids', '#/id']],
  ])('%s of %j is 422 by field', async (deed, body, pointers) => {
    const reply = await program.post(`/assets/${deed}`, { body });
    expect([reply.status, reply.body.errors.map(({ pointer }) => pointer), reply.trips]).toEqual([422, pointers, 0]);
  });

  test('files of another organization are none of theirs', async () => {
    const id = await asset();
    for (const [deed, body] of [['move', { folderId: null }], ['tag', { add: ['x'] }], ['delete', {}]] as const) expect((await stranger.post(`/assets/${deed}`, { body: { ids: [id], ...body } })).status).toBe(404);
    expect((await stranger.get('/assets')).body.data).toEqual([]);
    expect((await stranger.get('/folders')).body.data).toEqual([]);
  });
});
