import { Client } from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeAsset, arrangeFolder } from '../support/media.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let viewer: Colleague;
let stranger: Awaited<ReturnType<typeof founder>>;

const names = (text: string) => [...text.matchAll(/data-row-link="true"[^>]*title="([^"]*)"|title="([^"]*)"[^>]*data-row-link/g)].map((match) => match[1] ?? match[2]);
const listed = async (search = '') => names((await owner.browser.get(`/media${search}`)).text);
const rows = async <T = Record<string, unknown>>(sql: string, values: unknown[] = []) => (await app.owner.query(sql, [owner.organizationId, ...values])).rows as T[];
const asset = (columns: Record<string, unknown> = {}) => arrangeAsset(app, owner.organizationId, columns);
const folder = (name: string, parent: string | null = null) => arrangeFolder(app, owner.organizationId, name, parent);
const post = (fields: Record<string, string | string[]>, path = '/media') => owner.browser.post(path, fields, { follow: false });

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'library-paper');
  viewer = await colleague(app, owner.browser, 'viewer');
  stranger = await founder(app, 'stranger-paper');
});

beforeEach(async () => {
  await app.owner.query('delete from media_usages');
  await app.owner.query('delete from media_assets');
  await app.owner.query('update media_folders set parent_id = null');
  await app.owner.query('delete from media_folders');
  await app.owner.query('delete from tags');
});

describe('the list', () => {
  test('shows the newest first, and pages by a cursor without losing or repeating one', async () => {
    for (let index = 0; index < 65; index += 1) await asset({ name: `n-${index}.png` });
    const first = await owner.browser.get('/media');
    const after = /after=([0-9a-f-]{36})/.exec(first.text)?.[1];
    const second = await owner.browser.get(`/media?after=${after}`);
    expect([...names(first.text), ...names(second.text)]).toEqual(Array.from({ length: 65 }, (_, index) => `n-${64 - index}.png`));
    expect(second.text).not.toContain('rel="next"');
  });

  test('costs one trip and as many statements for 60 files as for 5', async () => {
    for (let index = 0; index < 5; index += 1) await asset();
    const few = await owner.browser.get('/media');
    for (let index = 0; index < 55; index += 1) await asset({ visibility: index % 2 ? 'private' : 'public' });
    const many = await owner.browser.get('/media');
    expect([few.trips, many.trips]).toEqual([1, 1]);
    expect(many.statements).toBe(few.statements);
  });

  test('filters by folder, type, tag and view, and shows what is unfinished nowhere', async () => {
    const photos = await folder('Photos');
    const inside = await asset({ name: 'inside.png', folder_id: photos, alt_text: 'A boat' });
    await asset({ name: 'film.mp4', type: 'video', mime_type: 'video/mp4', duration_seconds: 61 });
    await asset({ name: 'gone.png', deleted_at: new Date().toISOString() });
    await asset({ name: 'half.png', status: 'uploading' });
    await post({ intent: 'tag', 'ids[]': inside, add: 'Harbour' });
    const [tag] = await rows<{ id: string }>('select id from tags where organization_id = $1');
    expect(await listed()).toEqual(['film.mp4', 'inside.png']);
    expect(await listed(`?folder=${photos}`)).toEqual(['inside.png']);
    expect(await listed('?folder=top')).toEqual(['film.mp4']);
    expect(await listed('?type=video')).toEqual(['film.mp4']);
    expect(await listed(`?tag=${tag!.id}`)).toEqual(['inside.png']);
    expect(await listed('?view=needs-alt')).toEqual([]);
    expect(await listed('?view=trash')).toEqual(['gone.png']);
    expect(await listed('?type=nonsense&view=nonsense&tag=1&after=1')).toEqual(['film.mp4', 'inside.png']);
    expect((await owner.browser.get('/media?folder=01990000-0000-7000-8000-00000000dead')).status).toBe(404);
  });

  test('searches by beginnings, several words, phrases, tags, and not-words', async () => {
    const boat = await asset({ name: 'harbour-at-dawn.png', alt_text: 'Two boats leave the harbour' });
    await asset({ name: 'night_train.png', description: 'Boats, too, but by rail' });
    await post({ intent: 'tag', 'ids[]': boat, add: 'Summer Fair' });
    expect(await listed('?q=harb')).toEqual(['harbour-at-dawn.png']);
    expect(await listed('?q=HARBOUR+daw')).toEqual(['harbour-at-dawn.png']);
    expect(await listed('?q=train')).toEqual(['night_train.png']);
    expect(await listed('?q=summer+fair')).toEqual(['harbour-at-dawn.png']);
    expect((await listed('?q=boats')).sort()).toEqual(['harbour-at-dawn.png', 'night_train.png']);
    expect(await listed(`?q=${encodeURIComponent('"two boats"')}`)).toEqual(['harbour-at-dawn.png']);
    expect(await listed('?q=boats+-rail')).toEqual(['harbour-at-dawn.png']);
    expect(await listed('?q=boats&type=video')).toEqual([]);
    await asset({ name: 'Müllabfuhr.png' });
    expect(await listed('?q=m%C3%BCll')).toEqual(['Müllabfuhr.png']);
    expect(await listed('?q=M%C3%9CLL')).toEqual(['Müllabfuhr.png']);
    await asset({ name: 'ÖLHAFEN_Корабли.png', alt_text: '„Große“ Fähre', description: 'ΛΙΜΆΝΙ' });
    for (const query of ['ölhaf', 'ÖLHAFEN', 'корабли', 'КОРАБЛИ', 'Кораб', 'große', 'GROSSE', 'λιμάνι']) expect([query, await listed(`?q=${encodeURIComponent(query)}`)]).toEqual([query, ['ÖLHAFEN_Корабли.png']]);
  });

  test('searches and filters the trash as it does the library, and neither reaches into the other', async () => {
    const gone = new Date().toISOString();
    await asset({ name: 'harbour.png', alt_text: 'Boats' });
    const lost = await asset({ name: 'harbour-old.png', alt_text: 'Old boats' });
    await post({ intent: 'tag', 'ids[]': lost, add: 'Fair' });
    await post({ intent: 'trash', 'ids[]': lost });
    await asset({ name: 'train.mp4', type: 'video', mime_type: 'video/mp4', deleted_at: gone });
    await arrangeAsset(app, stranger.organizationId, { name: 'harbour-theirs.png', deleted_at: gone });
    const [tag] = await rows<{ id: string }>('select id from tags where organization_id = $1');
    expect(await listed('?view=trash&q=harb')).toEqual(['harbour-old.png']);
    expect(await listed('?view=trash&q=boats')).toEqual(['harbour-old.png']);
    expect(await listed('?view=trash&q=fair')).toEqual(['harbour-old.png']);
    expect(await listed('?view=trash&q=harb&type=video')).toEqual([]);
    expect(await listed('?view=trash&type=video')).toEqual(['train.mp4']);
    expect(await listed(`?view=trash&tag=${tag!.id}`)).toEqual(['harbour-old.png']);
    expect(await listed('?q=boats')).toEqual(['harbour.png']);
    expect((await owner.browser.get('/media?view=trash&q=harb')).trips).toBe(1);
  });

  test.each(["'", '"', '((', 'a & | ! b', "\\'; drop table media_assets; --", '\u0000\u0001', '%%%__', '🙂', 'x'.repeat(5000), ':*', '<->', '- - -', 'a:*b', '1'.repeat(200), 'ü'])('takes %j as words', async (words) => {
    await asset();
    const answer = await owner.browser.get(`/media?q=${encodeURIComponent(words)}`);
    expect([answer.status, answer.trips]).toEqual([200, 1]);
  });
});

describe('folders', () => {
  const tree = () => rows<{ id: string; name: string; path: string; parent_id: string | null }>('select id, name, path, parent_id from media_folders where organization_id = $1 and deleted_at is null');

  test('are made, renamed and refused a name that is taken, whatever its case', async () => {
    const made = await post({ intent: 'new-folder', name: ' Photos ', parentId: '' });
    expect(made.status).toBe(302);
    const [photos] = await tree();
    expect(made.headers.get('Location')).toBe(`/media?folder=${photos!.id}`);
    const again = await post({ intent: 'new-folder', name: 'PHOTOS', parentId: '' });
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('There is a folder of this name here already.')]);
    expect((await post({ intent: 'new-folder', name: 'photos', parentId: photos!.id })).status).toBe(302);
    expect((await post({ intent: 'new-folder', name: 'a/b', parentId: '' })).status).toBe(422);
    expect((await post({ intent: 'rename-folder', folderId: photos!.id, name: 'Pictures' })).status).toBe(302);
    expect((await tree()).map(({ name }) => name).sort()).toEqual(['Pictures', 'photos']);
  });

  test('move with all that is below, and never into themselves', async () => {
    const [one, two] = [await folder('One'), await folder('Two')];
    const below = await folder('Below', one);
    expect((await post({ intent: 'move-folder', folderId: one, parentId: two })).status).toBe(302);
    expect((await tree()).find(({ id }) => id === below)!.path).toBe(`/${two}/${one}/${below}/`);
    const ring = await post({ intent: 'move-folder', folderId: two, parentId: below });
    expect([ring.status, ring.text]).toEqual([409, expect.stringContaining('cannot be moved into itself')]);
    expect((await post({ intent: 'move-folder', folderId: one, parentId: one })).status).toBe(409);
  });

  test('two moves that cross at once leave a tree', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [one, two] = [await folder(`One ${round}`), await folder(`Two ${round}`)];
      const answers = await Promise.all([post({ intent: 'move-folder', folderId: one, parentId: two }), post({ intent: 'move-folder', folderId: two, parentId: one })]);
      expect(answers.map(({ status }) => status).sort()).toEqual([302, 409]);
    }
    const all = await tree();
    const byId = new Map(all.map((each) => [each.id, each]));
    for (const each of all) expect(each.path).toBe(`${each.parent_id ? byId.get(each.parent_id)!.path : '/'}${each.id}/`);
  });

  test('deleted, they leave their files one step up', async () => {
    const top = await folder('Top');
    const middle = await folder('Middle', top);
    const deep = await folder('Deep', middle);
    const file = await asset({ folder_id: deep });
    const deleted = await owner.browser.post('/media', { intent: 'delete-folder', folderId: middle });
    expect(deleted.text).toContain('The folder Middle is deleted. Its files are kept.');
    expect((await tree()).map(({ id }) => id)).toEqual([top]);
    expect(await rows('select folder_id, deleted_at from media_assets where organization_id = $1 and id = $2', [file])).toEqual([{ folder_id: top, deleted_at: null }]);
  });
});

describe('many files at once', () => {
  const audit = () => rows<{ action: string; metadata: { count?: number } }>("select action, metadata from audit_log where organization_id = $1 and action like 'media.%' order by sequence");

  test('move, are tagged, trashed, restored and deleted for good, each with its count in the log', async () => {
    const photos = await folder('Photos');
    const ids = [await asset(), await asset(), await asset()];
    const before = (await audit()).length;
    await post({ intent: 'move', 'ids[]': ids, folderId: photos, from: 'top' });
    await post({ intent: 'tag', 'ids[]': ids, add: 'Summer, summer, Fair' });
    expect(await rows('select name, usage_count from tags where organization_id = $1 order by name', [])).toEqual([{ name: 'Fair', usage_count: 3 }, expect.objectContaining({ usage_count: 3 })]);
    const trashed = await owner.browser.post('/media', { intent: 'trash', 'ids[]': ids });
    expect(trashed.text).toContain('3 files moved to the trash.');
    expect(trashed.text).toContain(`value="${ids.join(',')}"`);
    expect((await post({ intent: 'restore', ids: ids.join(',') })).status).toBe(302);
    expect(await listed(`?folder=${photos}`)).toHaveLength(3);
    await post({ intent: 'trash', 'ids[]': ids });
    expect((await post({ intent: 'purge', 'ids[]': ids, confirmation: 'yes' })).status).toBe(422);
    expect((await post({ intent: 'purge', 'ids[]': ids, confirmation: 'delete' })).status).toBe(302);
    expect(await rows('select id from media_assets where organization_id = $1')).toEqual([]);
    expect(await rows('select count(*)::int from media_garbage where organization_id = $1')).toEqual([{ count: 3 }]);
    expect((await audit()).slice(before).map(({ action, metadata }) => [action, metadata.count])).toEqual([
      ['media.moved', 3],
      ['media.tagged', 3],
      ['media.trashed', 3],
      ['media.restored', 3],
      ['media.trashed', 3],
      ['media.purged', 3],
    ]);
  });

  test.each(['restore', 'purge'])('%s of what is not in the trash is not found, touches nothing and leaves no entry', async (intent) => {
    const [living, trashed] = [await asset(), await asset({ deleted_at: new Date().toISOString() })];
    const theirs = await arrangeAsset(app, stranger.organizationId, { deleted_at: new Date().toISOString() });
    const before = (await audit()).length;
    for (const ids of [[living], [living, trashed], [theirs], [trashed, theirs], ['01990000-0000-7000-8000-00000000dead']]) {
      const answer = await post({ intent, 'ids[]': ids, confirmation: 'delete' });
      expect([answer.status, answer.text]).toEqual([404, expect.stringContaining('is not in the trash any more')]);
    }
    expect(await rows('select id, deleted_at is null as living from media_assets where organization_id = $1 order by id', [])).toEqual([{ id: living, living: true }, { id: trashed, living: false }]);
    expect((await app.owner.query('select deleted_at is null as living from media_assets where id = $1', [theirs])).rows).toEqual([{ living: false }]);
    expect((await audit()).length).toBe(before);
    expect((await post({ intent, 'ids[]': [trashed], confirmation: 'delete' })).status).toBe(302);
    expect((await audit()).length).toBe(before + 1);
  });

  test('cost at most two trips, and none of them when one is not there', async () => {
    const ids = [await asset(), await asset()];
    expect((await post({ intent: 'move', 'ids[]': ids, folderId: '' })).trips).toBeLessThanOrEqual(2);
    const gone = await post({ intent: 'trash', 'ids[]': [...ids, '01990000-0000-7000-8000-00000000dead'] });
    expect([gone.status, gone.text]).toEqual([404, expect.stringContaining('is not there any more')]);
    expect(await listed()).toHaveLength(2);
    expect((await post({ intent: 'trash' })).status).toBe(422);
    expect((await post({ intent: 'nonsense' })).status).toBe(422);
  });

  test('a long list is trashed without a way back that no cookie could hold', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 60; index += 1) ids.push(await asset());
    const answer = await owner.browser.post('/media', { intent: 'trash', 'ids[]': ids });
    expect(answer.text).toContain('60 files moved to the trash.');
    expect(answer.text).not.toContain('Undo');
  });
});

describe('usage', () => {
  const link = (id: string, place: string, live = false, client = app.owner) =>
    client.query("insert into media_usages (organization_id, asset_id, place, place_id, live) values ($1, $2, 'organization_logo', $3, $4)", [owner.organizationId, id, place, live]);
  const place = (index: number) => `01990000-0000-7000-8000-0000000000${String(index).padStart(2, '0')}`;

  test('is counted right when 20 link and unlink at once', async () => {
    const id = await asset();
    const clients = await Promise.all(Array.from({ length: 20 }, async () => {
      const client = new Client({ connectionString: app.ownerUrl });
      await client.connect();
      return client;
    }));
    await Promise.all(clients.map((client, index) => link(id, place(index), false, client)));
    await Promise.all(clients.map(async (client, index) => {
      if (index < 12) await client.query('delete from media_usages where asset_id = $1 and place_id = $2', [id, place(index)]);
      await link(id, place(index + 40), false, client);
    }));
    await Promise.all(clients.map((client) => client.end()));
    expect(await rows('select usage_count from media_assets where organization_id = $1 and id = $2', [id])).toEqual([{ usage_count: 28 }]);
  });

  test('keeps what readers see out of the trash, and says where it stands', async () => {
    const [live, draft] = [await asset(), await asset()];
    await link(live, place(1), true);
    await link(draft, place(2));
    const refused = await post({ intent: 'trash', 'ids[]': [live, draft] });
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('in use where readers see it')]);
    const page = await owner.browser.get(`/media/${live}`);
    expect(page.text).toContain('Readers see it: The organization’s logo. Replace it there first.');
    expect((await post({ intent: 'trash', 'ids[]': draft })).status).toBe(302);
    expect((await post({ intent: 'purge', 'ids[]': draft, confirmation: 'delete' })).status).toBe(409);
    expect(await listed('?view=unused')).toEqual([]);
  });
});

describe('one file', () => {
  test('is described, aimed and tagged on its page', async () => {
    const id = await asset();
    const path = `/media/${id}`;
    expect((await post({ intent: 'save', assetId: id, name: 'Ferry.png', altText: 'A ferry', description: 'By Ada', visibility: 'private' }, path)).status).toBe(302);
    expect((await post({ intent: 'focal', assetId: id, focalX: '0.25', focalY: '0.75' }, path)).status).toBe(302);
    expect((await post({ intent: 'focal', assetId: id, focalX: '7', focalY: '0' }, path)).status).toBe(422);
    await post({ intent: 'tag', 'ids[]': id, add: 'Boats' }, path);
    const page = await owner.browser.get(path);
    for (const words of ['Ferry.png', 'A ferry', 'By Ada', 'Boats', 'Instagram takes JPEG only', 'signature=']) expect(page.text).toContain(words);
    expect(page.text).not.toContain('storageKey');
    const [tag] = await rows<{ id: string }>('select id from tags where organization_id = $1');
    await post({ intent: 'tag', 'ids[]': id, 'remove[]': tag!.id }, path);
    expect(await rows('select usage_count from tags where organization_id = $1')).toEqual([{ usage_count: 0 }]);
  });

  test('is cropped, described anew, and whole again by one press', async () => {
    const id = await asset({ name: 'wide.png', width: 1000, height: 500, preview: 'data:image/png;base64,AA==' });
    const path = `/media/${id}`;
    const crop = (text: string, at = path) => post({ intent: 'crop', assetId: id, crop: text }, at);
    const kept = async () => (await rows('select crop, preview from media_assets where organization_id = $1 and id = $2', [id]))[0];
    const before = app.queue.length;
    expect((await crop('0.25_0_0.5_1')).status).toBe(302);
    expect(await kept()).toEqual({ crop: { left: 0.25, top: 0, width: 0.5, height: 1 }, preview: null });
    expect(app.queue.length).toBe(before + 1);
    const page = await owner.browser.get(path);
    for (const words of ['Cropped to 500 × 500 px of 1000 × 500', 'Undo the crop', 'crop=0.25_0_0.5_1']) expect(page.text).toContain(words);
    for (const wrong of ['0.6_0_0.5_1', '-0.1_0_0.5_1', '0_0_0.001_1', '0_0_1', 'a_b_c_d', '0_0_1_1_1', 'Infinity_0_1_1']) expect([wrong, (await crop(wrong)).status]).toEqual([wrong, 422]);
    expect((await crop('')).status).toBe(302);
    expect((await kept())!.crop).toBeNull();
    const log = await rows<{ metadata: object }>("select metadata from audit_log where organization_id = $1 and action = 'media.cropped' order by sequence");
    expect(log.map(({ metadata }) => metadata)).toEqual([{ name: 'wide.png', undone: false }, { name: 'wide.png', undone: true }]);
    const moving = await asset({ mime_type: 'image/gif' });
    expect((await post({ intent: 'crop', assetId: moving, crop: '0_0_0.5_0.5' }, `/media/${moving}`)).status).toBe(422);
    await app.owner.query('update media_assets set deleted_at = now() where id = $1', [id]);
    expect((await crop('0_0_0.5_0.5')).status).toBe(404);
  });

  test('is nobody else’s: a stranger and an id that is none are not found, a viewer may look only', async () => {
    const id = await asset({ name: 'secret.png' });
    expect((await stranger.browser.get(`/media/${id}`)).status).toBe(404);
    expect((await owner.browser.get('/media/not-an-id')).status).toBe(404);
    expect((await owner.browser.get(`/media/${await asset({ status: 'uploading' })}`)).status).toBe(404);
    const page = await viewer.browser.get(`/media/${id}`);
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('Your role is viewer.')]);
    expect((await viewer.browser.post(`/media/${id}`, { intent: 'trash', 'ids[]': id })).status).toBe(403);
  });
});

describe('the picker', () => {
  test('lists by type and words, newest first, in one trip, and only what is one’s own', async () => {
    const image = await asset({ name: 'a.png' });
    await asset({ name: 'b.pdf', type: 'document', mime_type: 'application/pdf' });
    await asset({ name: 'c.mp4', type: 'video', mime_type: 'video/mp4' });
    const pick = async (search: string, browser = owner.browser) => {
      const answer = await browser.get(`/media/pick${search}`);
      return { trips: answer.trips, ...(JSON.parse(answer.text) as { rows: { id: string; name: string }[]; next: string | null; whyNotUpload: string | null }) };
    };
    const found = await pick('?type=image&type=video');
    expect([found.trips, found.rows.map(({ name }) => name)]).toEqual([1, ['c.mp4', 'a.png']]);
    expect((await pick('?q=b')).rows.map(({ name }) => name)).toEqual(['b.pdf']);
    expect((await pick(`?only=${image}`)).rows).toHaveLength(1);
    expect((await pick(`?only=${image}`, stranger.browser)).rows).toEqual([]);
    expect((await pick('', stranger.browser)).rows).toEqual([]);
    expect((await pick('', viewer.browser)).whyNotUpload).toContain('Your role is viewer.');
  });

  test('pages over two types without losing or repeating one', async () => {
    for (let index = 0; index < 90; index += 1) await asset({ name: `p-${index}`, ...(index % 3 ? {} : { type: 'video' }) });
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const { rows: found, next } = JSON.parse((await owner.browser.get(`/media/pick?type=image&type=video${after}`)).text) as { rows: { name: string }[]; next: string | null };
      seen.push(...found.map(({ name }) => name));
      if (!next) break;
      after = `&after=${next}`;
    }
    expect(seen).toEqual(Array.from({ length: 90 }, (_, index) => `p-${89 - index}`));
  });
});
