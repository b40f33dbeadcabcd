import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { jobContext } from '#app/platform/http.server.ts';
import { importPieces } from '#app/domains/content/importing/import-pieces.server.ts';
import { readImport } from '#app/domains/content/importing/read-import.server.ts';
import { type TestApp, startApp } from '../../support/app.ts';
import type { MemoryBucket } from '../../support/memory-bucket.ts';
import { type Colleague, colleague, founder } from '../../support/people.ts';
import { ghostExport, wxr, wxrPost, zipOf } from './files.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let viewer: Colleague;
let stranger: Awaited<ReturnType<typeof founder>>;

beforeAll(async () => {
  app = await startApp();
  viewer = await colleague(app, (await founder(app, 'viewed-paper')).browser, 'viewer');
  stranger = await founder(app, 'strange-paper');
});

beforeEach(async () => {
  owner = await founder(app);
});

const file = (name: string, content: string | Uint8Array) => new File([content as BlobPart], name);
const bucket = () => app.env.MEDIA as MemoryBucket;
const stored = () => [...bucket().objects.keys()].filter((key) => key.startsWith(`imports/${owner.organizationId}/`));

async function upload(files: File, { as = owner.browser, drain = true } = {}) {
  const answer = await as.post('/content/import', { intent: 'upload', files });
  if (drain) await app.drain();
  return { ...answer, id: new URL(answer.url, 'http://x').searchParams.get('import') ?? '' };
}

const run = async (importId: string, fields: Record<string, string> = {}) => {
  const answer = await owner.browser.post('/content/import', { intent: 'run', importId, ...fields });
  await app.drain();
  return answer;
};
const items = async () => (await app.owner.query('select * from content_items where organization_id = $1 order by id', [owner.organizationId])).rows;
const asked = async (id: string) => (await app.owner.query('select * from content_imports where id = $1', [id])).rows[0];
const states = async (id: string) => (await app.owner.query('select state, trouble from content_import_pieces where import_id = $1 order by place', [id])).rows;
const counts = (rows: { state: string }[]) => Object.fromEntries([...new Set(rows.map(({ state }) => state))].map((state) => [state, rows.filter((row) => row.state === state).length]));

/** As the clock's tick would, when its time has come. */
async function dueNow(type: string, importId: string) {
  const { rows } = await app.owner.query("update outbox set due_at = now() - interval '1 minute' where type = $1 and payload ->> 'importId' = $2 and status = 'waiting' returning id, type", [type, importId]);
  app.queue.push(...rows);
  await app.drain();
}

describe('a dry run', () => {
  test('says what would be new, and imports nothing', async () => {
    const { id } = await upload(file('ghost.json', ghostExport([{ html: '<p>a <img src="https://p.example.test/1.png"></p>' }, {}, { title: '' }])));
    expect(await asked(id)).toMatchObject({ status: 'ready', source: 'ghost', piece_count: 3, trouble_count: 1 });
    const page = await owner.browser.get(`/content/import?import=${id}`);
    expect(page.trips).toBe(1);
    expect(page.text).toContain('would be new drafts');
    expect(page.text).toContain('It has no title.');
    expect(await items()).toEqual([]);
  });

  test('read twice, lays down each piece once', async () => {
    const { id } = await upload(file('ghost.json', ghostExport(3)), { drain: false });
    const job = { organization_id: owner.organizationId, payload: { importId: id } };
    await Promise.all([readImport(jobContext(app.env, () => undefined), job), readImport(jobContext(app.env, () => undefined), job)]);
    await app.drain();
    expect(await states(id)).toHaveLength(3);
  });

  test.each([
    ['nothing', file('', ''), /Choose a file/],
    ['an empty file', file('a.md', ''), /empty/],
    ['a kind nobody reads', file('a.docx', 'x'), /Choose Markdown files/],
  ])('of %s is refused with a sentence', async (_, sent, sentence) => {
    const answer = await upload(sent);
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(sentence);
  });

  test('of more than 50 MB is refused, and nothing of it is kept', async () => {
    const answer = await upload(file('a.json', new Uint8Array(50 * 1024 ** 2 + 1)));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('50 MB');
    expect(stored()).toEqual([]);
    expect(bucket().open.size).toBe(0);
  });

  test('of a broken file ends, with why', async () => {
    const { id } = await upload(file('a.json', '{"db": ['));
    expect(await asked(id)).toMatchObject({ status: 'failed', piece_count: 0 });
    expect((await owner.browser.get(`/content/import?import=${id}`)).text).toContain('Nothing could be read');
  });

  test('is not for viewers, nor its page for strangers', async () => {
    expect((await upload(file('a.md', '# A'), { as: viewer.browser })).status).toBe(403);
    const { id } = await upload(file('a.md', '# A'));
    expect((await stranger.browser.get(`/content/import?import=${id}`)).status).toBe(404);
    expect((await stranger.browser.post('/content/import', { intent: 'run', importId: id })).status).toBe(404);
    const out = await app.browser().post('/content/import', { intent: 'upload', files: file('a.md', '# A') });
    expect(out.url).toMatch(/^\/sign-in/);
  });

  test('that nobody runs is cleared up after a week', async () => {
    const { id } = await upload(file('a.md', '# A'));
    expect(stored()).toHaveLength(1);
    await dueNow('content.clear-import', id);
    expect(stored()).toEqual([]);
    expect(await asked(id)).toMatchObject({ status: 'cancelled' });
  });
});

describe('a run', () => {
  test('brings drafts with their dates, tags, categories, author and where they came from', async () => {
    const { rows } = await app.owner.query("update users set email = 'writer@example.test' where id = $1 returning id", [owner.userId]);
    const post = wxrPost(7, 'First.\n\nSecond.', '<category domain="category" nicename="local">Local</category><category domain="post_tag" nicename="sea">Sea</category>');
    const { id } = await upload(file('site.xml', wxr(post)));
    await run(id);
    const [item] = await items();
    expect(item).toMatchObject({ title: 'Post 7', slug: 'post-7', status: 'draft', published_at: null, body_text: 'First.\n\nSecond.', author_id: rows[0].id, tag_text: 'Sea', language: 'en-US' });
    expect((await app.owner.query('select is_default from projects where id = $1', [item.project_id])).rows).toEqual([{ is_default: true }]);
    expect(item.created_at.toISOString()).toBe('2020-05-06T05:08:09.000Z');
    expect(item.metadata).toMatchObject({ importedStatus: 'published', importedPublishedAt: '2020-05-06T05:08:09.000Z', importedLink: 'https://site.example.test/post-7/' });
    const tree = (await app.owner.query('select c.name, p.name as parent from content_categories c left join content_categories p on p.id = c.parent_id where c.organization_id = $1 order by c.path', [owner.organizationId])).rows;
    expect(tree).toEqual([{ name: 'News', parent: null }, { name: 'Local', parent: 'News' }]);
    expect((await app.owner.query('select reason, number from content_revisions where content_item_id = $1', [item.id])).rows).toEqual([{ reason: 'import', number: 1 }]);
    expect(await asked(id)).toMatchObject({ status: 'done', reached: 1 });
    expect(stored()).toEqual([]);
    expect((await app.owner.query("select count(*)::int as count from notifications where user_id = $1 and type = 'content.imported'", [owner.userId])).rows[0].count).toBe(1);
    await app.owner.query('update users set email = $2 where id = $1', [owner.userId, owner.email]);
  });

  test('twice makes nothing twice; the page says that all is known', async () => {
    const content = ghostExport(60);
    const first = await upload(file('ghost.json', content));
    await run(first.id);
    expect(await items()).toHaveLength(60);
    const second = await upload(file('ghost.json', content));
    expect((await owner.browser.get(`/content/import?import=${second.id}`)).text).toContain('are known already');
    await run(second.id, { updates: 'on' });
    expect(await items()).toHaveLength(60);
    expect(counts(await states(second.id))).toEqual({ known: 60 });
    expect((await run(first.id)).status).toBe(409);
  });

  test('takes over what changed there only with a tick, and never over someone’s work here', async () => {
    await run((await upload(file('ghost.json', ghostExport(3)))).id);
    const [one, two, three] = await items();
    await owner.browser.post(`/content/${two.id}/save`, { itemId: two.id, revision: '1', changes: JSON.stringify({ title: 'Mine' }) }, { follow: false });
    const changed = ghostExport([{ title: 'One there' }, { title: 'Two there' }, {}]);
    const without = await upload(file('ghost.json', changed));
    await run(without.id);
    expect((await items()).map(({ title }) => title)).toEqual(['Post 1', 'Mine', 'Post 3']);
    const ticked = await upload(file('ghost.json', changed));
    expect((await owner.browser.get(`/content/import?import=${ticked.id}`)).text).toContain('Take over the changed piece');
    await run(ticked.id, { updates: 'on' });
    expect((await items()).map(({ title, revision }) => [title, revision])).toEqual([['One there', 2], ['Mine', 2], ['Post 3', 1]]);
    expect((await states(ticked.id)).map(({ state }) => state)).toEqual(['updated', 'kept', 'known']);
    expect([one.id, three.id]).toEqual([(await items())[0].id, (await items())[2].id]);
  });

  test('brings back what was deleted for good, and leaves the trash alone', async () => {
    await run((await upload(file('ghost.json', ghostExport(2)))).id);
    const [one, two] = await items();
    await app.owner.query('delete from content_items where id = $1', [one.id]);
    await app.owner.query('update content_items set deleted_at = now() where id = $1', [two.id]);
    await run((await upload(file('ghost.json', ghostExport(2)))).id);
    expect((await items()).filter(({ deleted_at }) => deleted_at === null).map(({ title }) => title)).toEqual(['Post 1']);
  });

  test('gives a taken address a few letters more, and a piece that cannot be kept does not hold up the rest', async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => `<p>${index}</p>`).join('');
    const { id } = await upload(file('ghost.json', ghostExport([{ slug: 'same' }, { slug: 'same' }, { html: many }, {}])));
    await run(id);
    expect((await items()).map(({ slug }) => slug)).toEqual(['same', expect.stringMatching(/^same-.{6}$/), 'post-4']);
    expect((await states(id))[2]).toMatchObject({ state: 'failed', trouble: expect.stringContaining('too many blocks') });
  });
});

describe('taken back', () => {
  test('its drafts go to the trash as far as nobody touched them, and come back by the way back of the toast', async () => {
    const { id } = await upload(file('ghost.json', ghostExport(3)));
    expect((await owner.browser.post('/content/import', { intent: 'undo', importId: id })).status).toBe(409);
    await run(id);
    const [, mine] = await items();
    await owner.browser.post(`/content/${mine.id}/save`, { itemId: mine.id, revision: '1', changes: JSON.stringify({ title: 'Mine' }) }, { follow: false });
    const page = await owner.browser.get(`/content/import?import=${id}`);
    expect(page.trips).toBe(1);
    expect(page.text).toContain('The 2 drafts that nobody changed since go');
    const undone = await owner.browser.post('/content/import', { intent: 'undo', importId: id });
    expect(undone.text).toContain('The import is taken back: 2 pieces moved to the trash.');
    expect(undone.text).not.toContain('Take the import back');
    const gone = (await items()).filter(({ deleted_at }) => deleted_at !== null).map(({ id: itemId }) => itemId);
    expect(gone).toHaveLength(2);
    expect(gone).not.toContain(mine.id);
    expect((await app.owner.query("select metadata from audit_log where organization_id = $1 and action = 'content.import-undone'", [owner.organizationId])).rows).toEqual([{ metadata: { source: 'ghost' } }]);
    await owner.browser.post('/content', { intent: 'restore', ids: gone.join(',') });
    expect((await items()).every(({ deleted_at }) => deleted_at === null)).toBe(true);
  });
});

describe('a crash', () => {
  test('between two pieces, and between two steps, is made up for: each piece once', async () => {
    const { id } = await upload(file('ghost.json', ghostExport(60)));
    await owner.browser.post('/content/import', { intent: 'run', importId: id });
    app.queue.length = 0;
    const killed = vi.fn();
    for (const most of [1, 2, 5, 9, 20, 27, 28, 29]) {
      // Killed after so many trips: the last one is committed, and nobody heard of it.
      const context = jobContext(app.env, () => undefined);
      let count = 0;
      Object.defineProperty(context.trips, 'count', { get: () => count, set: (next: number) => { if (next > most) throw new Error('killed'); count = next; } });
      for (const place of [0, 25, 50]) await importPieces(context, { organization_id: owner.organizationId, payload: { importId: id, after: place } }).catch(killed);
    }
    expect(killed.mock.calls.length).toBeGreaterThan(8);
    app.queue.length = 0;
    await dueNow('content.import-pieces', id);
    expect(await asked(id)).toMatchObject({ status: 'done' });
    expect(counts(await states(id))).toEqual({ made: 60 });
    expect(await items()).toHaveLength(60);
  });

  test('the same step at the same moment, twice: each piece once', async () => {
    const { id } = await upload(file('ghost.json', ghostExport(30)));
    await owner.browser.post('/content/import', { intent: 'run', importId: id });
    const job = { organization_id: owner.organizationId, payload: { importId: id, after: 0 } };
    await Promise.all([importPieces(jobContext(app.env, () => undefined), job), importPieces(jobContext(app.env, () => undefined), job)]);
    await app.drain();
    expect(await items()).toHaveLength(30);
    expect((await app.owner.query("select count(*)::int as count from outbox where organization_id = $1 and type = 'content.import-pieces'", [owner.organizationId])).rows[0].count).toBe(2);
  });

  test('cancelled half-way: what is imported stays whole, the rest is not touched', async () => {
    const { id } = await upload(file('ghost.json', ghostExport(60)));
    await owner.browser.post('/content/import', { intent: 'run', importId: id });
    await importPieces(jobContext(app.env, () => undefined), { organization_id: owner.organizationId, payload: { importId: id, after: 0 } });
    await owner.browser.post('/content/import', { intent: 'cancel', importId: id });
    await app.drain();
    expect(await asked(id)).toMatchObject({ status: 'cancelled', reached: 25 });
    expect(await items()).toHaveLength(25);
    expect(stored()).toEqual([]);
  });
});

test('10,000 posts pass through, 25 at a time', async () => {
  const { id } = await upload(file('ghost.json', ghostExport(10_000)));
  expect(await asked(id)).toMatchObject({ status: 'ready', piece_count: 10_000 });
  const started = performance.now();
  await owner.browser.post('/content/import', { intent: 'run', importId: id });
  for (let after = 0; after < 250; after += 25) await importPieces(jobContext(app.env, () => undefined), { organization_id: owner.organizationId, payload: { importId: id, after } });
  console.info(`250 of 10,000 pieces in ${Math.round(performance.now() - started)} ms`);
  const page = await owner.browser.get(`/content/import?import=${id}`);
  expect(page.trips).toBe(1);
  expect(page.text).toContain('250 of 10000');
  await owner.browser.post('/content/import', { intent: 'cancel', importId: id });
  app.queue.length = 0;
}, 60_000);

test('many Markdown files in one archive become as many drafts', async () => {
  const zip = await zipOf(Array.from({ length: 30 }, (_, index) => ({ name: `posts/${index}.md`, input: `---\ntitle: Piece ${index}\n---\nWords.` })));
  await run((await upload(file('all.zip', zip))).id);
  expect(await items()).toHaveLength(30);
});
