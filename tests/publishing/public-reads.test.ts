import { beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, ORIGIN, startApp } from '../support/app.ts';
import { keyOf } from '../api/program.ts';
import { arrangeComment } from '../support/comments.ts';
import { arrangeItem, textDocument } from '../support/content.ts';
import { founder } from '../support/people.ts';
import { publishNow, unpublishNow } from '../support/published.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let stranger: Awaited<ReturnType<typeof founder>>;
let harbour: string;

const rows = async (sql: string, values: unknown[] = []) => (await app.owner.query(sql, values)).rows;
const live = async (organizationId: string, columns: Record<string, unknown>, edition = {}) => {
  const id = await arrangeItem(app, organizationId, columns);
  await publishNow(app, organizationId, id, edition);
  return id;
};

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'open-paper');
  stranger = await founder(app, 'other-paper');
  harbour = await live(owner.organizationId, { slug: 'harbour', title: 'The harbour', excerpt: 'At dawn', author_id: owner.userId, body: textDocument('Boats come in.') });
  await live(owner.organizationId, { slug: 'ferries', title: 'The ferries', type: 'podcast', language: 'de' });
});

interface Got {
  status: number;
  headers: Headers;
  text: string;
  body: { data: Record<string, unknown>[]; next: string | null; [name: string]: unknown };
  trips: string;
}
async function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  const response = await app.fetch(new Request(`${ORIGIN}/v1/${path}`, { method, headers }));
  const text = await response.text();
  const [, trips = ''] = /desc="(\d+ trips)/.exec(response.headers.get('Server-Timing') ?? '') ?? [];
  return { status: response.status, headers: response.headers, text, body: JSON.parse(response.headers.get('Content-Type')?.includes('json') && text ? text : '{}') as Got['body'], trips };
}
const slugsOf = (got: Got) => got.body.data.map(({ slug }) => slug);

const SHARED = ['items', 'items?include=html,markdown,body', 'items?sort=-modified', 'categories', 'tags', 'authors', 'search?q=zanzibar', 'search?q=boats', 'sync', 'sync?include=body,markdown', 'feed.xml', 'atom.xml', 'feed.json', 'sitemap.xml', 'openapi.json', 'items/harbour', 'items/harbour?include=related,translations,neighbours', 'items/harbour.html', 'items/harbour.md'];

describe('what is not live', () => {
  let tag: string;
  let category: string;
  const hidden = { title: 'Zanzibar report', excerpt: 'zanzibar', body: textDocument('Boats reach zanzibar.') };
  const languages = ['fr', 'es', 'it', 'pt', 'nl'];
  const tagged = async (columns: Record<string, unknown>) => {
    const id = await arrangeItem(app, owner.organizationId, { ...hidden, category_id: category, language: languages.pop(), translation_group: (await rows('select translation_group from content_items where id = $1', [harbour]))[0].translation_group, ...columns });
    await rows('insert into content_item_tags (organization_id, content_item_id, tag_id) values ($1, $2, $3)', [owner.organizationId, id, tag]);
    return id;
  };

  beforeAll(async () => {
    [{ id: tag }] = await rows("insert into tags (organization_id, name, slug) values ($1, 'Zanzibar', 'zanzibar') returning id", [owner.organizationId]);
    [{ id: category }] = await rows("insert into content_categories (id, organization_id, name, slug, path) values ('019a0000-0000-7000-8000-00000000000a', $1, 'Zanzibar', 'zanzibar', '/019a0000-0000-7000-8000-00000000000a/') returning id", [owner.organizationId]);
    await tagged({ slug: 'zanzibar-draft' });
    const later = await tagged({ slug: 'zanzibar-later', status: 'scheduled' });
    await rows("insert into publications (organization_id, content_item_id, kind, revision, edition, due_at) values ($1, $2, 'publish', 1, '{}', now() + interval '1 day')", [owner.organizationId, later]);
    const archived = await tagged({ slug: 'zanzibar-archived' });
    const trashed = await tagged({ slug: 'zanzibar-trashed' });
    const withdrawn = await tagged({ slug: 'zanzibar-withdrawn' });
    for (const id of [archived, trashed, withdrawn]) await publishNow(app, owner.organizationId, id);
    expect((await get('open-paper/search?q=zanzibar')).body.data).toHaveLength(3);
    await rows("update content_items set status = 'archived' where id = $1", [archived]);
    await rows('update content_items set deleted_at = now() where id = $1', [trashed]);
    await unpublishNow(app, owner.organizationId, withdrawn);
    await live(stranger.organizationId, { ...hidden, slug: 'zanzibar-of-others' });
    await live(stranger.organizationId, { ...hidden, slug: 'harbour' });
  });

  test.each(SHARED)('never appears in %s', async (path) => {
    const got = await get(`open-paper/${path}`);
    expect(got.status).toBe(200);
    expect(got.trips).toBe('1 trips');
    expect(got.text.replace('/search?q=zanzibar', '')).not.toMatch(/zanzibar/i);
  });

  test.each(SHARED)('nor for whoever wrote it, signed in: no cookie is read for %s', async (path) => {
    const [plain, signedIn, other] = [await get(`open-paper/${path}`), ...(await Promise.all([owner, stranger].map(({ browser }) => get(`open-paper/${path}`, { Cookie: Array.from(browser.cookies, ([name, value]) => `${name}=${value}`).join('; ') }))))];
    expect([signedIn!.text, other!.text]).toEqual([plain.text, plain.text]);
    expect(signedIn!.headers.get('Cache-Control')).toBe('public, max-age=0, must-revalidate');
  });

  test('is not there by its address, its tag, its category or its comments, in the words of what never was', async () => {
    const words = async (path: string) => {
      const { status, body } = await get(path);
      return `${status} ${String(body.detail)}`;
    };
    const nothing = await words('open-paper/items/nothing');
    expect(nothing).toBe('404 There is no such published piece.');
    for (const slug of ['zanzibar-draft', 'zanzibar-later', 'zanzibar-archived', 'zanzibar-trashed', 'zanzibar-withdrawn', 'zanzibar-of-others']) {
      for (const end of ['', '.html', '.md', '/comments']) expect([slug, end, await words(`open-paper/items/${slug}${end}`)]).toEqual([slug, end, nothing]);
    }
    for (const filter of ['tag=zanzibar', 'category=zanzibar', 'author=zanzibar']) expect((await get(`open-paper/items?${filter}`)).body.data).toEqual([]);
  });

  test('leaves in sync an id that is gone, and nothing else of it', async () => {
    const gone = (await get('open-paper/sync')).body.data.filter(({ deleted }) => deleted);
    expect(gone).toHaveLength(3);
    for (const each of gone) expect(Object.keys(each).sort()).toEqual(['deleted', 'id']);
  });

  test('shows in the other organization only what is its own', async () => {
    const found = await get('other-paper/items');
    expect(slugsOf(found).sort()).toEqual(['harbour', 'zanzibar-of-others']);
    expect((await get('other-paper/items/harbour')).body.title).toBe('Zanzibar report');
    expect((await get('no-paper/items')).status).toBe(404);
  });
});

describe('an answer', () => {
  test('says how long it may be kept, by whom, and under which names it is dropped', async () => {
    const { headers } = await get('open-paper/items/harbour');
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'public, max-age=0, must-revalidate',
      'cloudflare-cdn-cache-control': 'public, max-age=60, stale-while-revalidate=86400, stale-if-error=86400',
      'cache-tag': `${owner.organizationId}:all,${owner.organizationId}:slug:harbour`,
      vary: 'Accept, Authorization',
      'access-control-allow-origin': '*',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(headers.get('ETag')).toMatch(/^"1\.1\.\d+\.[0-9a-f]{16}"$/);
    expect(headers.has('Set-Cookie')).toBe(false);
    expect((await get('open-paper/items?tag=x')).headers.get('Cache-Tag')).toBe(`${owner.organizationId}:all,${owner.organizationId}:tag:x`);
    expect((await get('open-paper/items')).headers.get('Cache-Tag')).toBe(`${owner.organizationId}:all,${owner.organizationId}:lists`);
  });

  test('a refusal is kept by nobody', async () => {
    for (const path of ['open-paper/items/nothing', 'open-paper/items?nonsense=1', 'no-paper/items', 'open-paper/nothing']) {
      const { headers, body } = await get(path);
      expect([path, headers.get('Cache-Control'), headers.has('Cache-Tag')]).toEqual([path, 'private, no-store', false]);
      expect(body).toMatchObject({ status: expect.any(Number), detail: expect.any(String), instance: expect.stringMatching(/^urn:uuid:/) });
    }
  });

  test.each(SHARED)('%s: HEAD says the same without a body; whoever holds it gets 304 for one trip', async (path) => {
    const got = await get(`open-paper/${path}`);
    const etag = got.headers.get('ETag')!;
    const head = await get(`open-paper/${path}`, {}, 'HEAD');
    expect([head.status, head.text, head.headers.get('ETag')]).toEqual([200, '', etag]);
    for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get(`open-paper/${path}`, { 'If-None-Match': held });
      expect([held, again.status, again.text, again.trips, again.headers.get('ETag')]).toEqual([held, 304, '', '1 trips', etag]);
      expect(again.headers.get('Cache-Control')).toBe('public, max-age=0, must-revalidate');
    }
    expect((await get(`open-paper/${path}`, { 'If-None-Match': '"other"' })).status).toBe(200);
  });

  test('OPTIONS answers any site', async () => {
    const asked = await get('open-paper/items', { Origin: 'https://elsewhere.example', 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'authorization' }, 'OPTIONS');
    expect([asked.status, asked.headers.get('Access-Control-Allow-Origin')]).toEqual([204, '*']);
    expect(asked.headers.get('Access-Control-Allow-Headers')).toContain('Authorization');
    expect((await app.fetch(new Request(`${ORIGIN}/v1/open-paper/items`, { method: 'POST', headers: { Origin: 'https://elsewhere.example' } }))).status).toBe(403);
  });

  test('Last-Modified counts where no ETag is sent, and only once its second is over', async () => {
await live(owner.organizationId, { slug: 'just-now' });
    expect((await get('open-paper/items/just-now')).headers.has('Last-Modified')).toBe(false);
    await rows("update published_items set modified_at = '2026-05-04T09:30:00.5Z' where content_item_id = $1", [harbour]);
    const got = await get('open-paper/items/harbour');
    expect(got.headers.get('Last-Modified')).toBe('Mon, 04 May 2026 09:30:00 GMT');
    expect((await get('open-paper/items/harbour', { 'If-Modified-Since': 'Mon, 04 May 2026 09:30:00 GMT' })).status).toBe(304);
    expect((await get('open-paper/items/harbour', { 'If-Modified-Since': 'Mon, 04 May 2026 09:29:59 GMT' })).status).toBe(200);
    expect((await get('open-paper/items/harbour', { 'If-Modified-Since': 'Mon, 04 May 2026 09:30:00 GMT', 'If-None-Match': '"other"' })).status).toBe(200);
  });
});

test.each([['open-paper/items/har%00bour', 422], ['%00/items', 422], ['open:-paper/items', 404], ['OPEN-PAPER/items', 200], ['open-paper/items/..%2f..%2fitems', 404], ['open-paper', 404], ['open-paper/items/harbour/nothing', 404], ['open-paper/items/', 404], ['open-paper/search?q=%00', 422], ['open-paper/items?tag=%00', 422], ['open-paper/items/%F0%9F%9A%A2', 404], [`open-paper/items/${'x'.repeat(3000)}`, 404]])('an odd address is answered calmly: %s → %i', async (path, status) => {
  const got = await get(path);
  expect([path, got.status]).toEqual([path, status]);
  if (status !== 200) expect(got.headers.get('Content-Type')).toBe('application/problem+json');
});

describe('publishing', () => {
  test('is seen at once, and so is taking it back; ETags follow', async () => {
    const id = await arrangeItem(app, owner.organizationId, { slug: 'tide', title: 'The tide' });
    const before = await get('open-paper/items');
    await publishNow(app, owner.organizationId, id);
    const shown = await get('open-paper/items', { 'If-None-Match': before.headers.get('ETag')! });
    expect(shown.status).toBe(200);
    expect(slugsOf(shown)).toContain('tide');
    const piece = await get('open-paper/items/tide');
    await publishNow(app, owner.organizationId, id, { title: 'The spring tide' });
    const changed = await get('open-paper/items/tide', { 'If-None-Match': piece.headers.get('ETag')! });
    expect([changed.status, changed.body.title]).toEqual([200, 'The spring tide']);
    const other = await get('open-paper/items/ferries');
    await unpublishNow(app, owner.organizationId, id);
    expect((await get('open-paper/items/tide', { 'If-None-Match': '*' })).status).toBe(404);
    expect(slugsOf(await get('open-paper/items'))).not.toContain('tide');
    expect((await get('open-paper/items/ferries', { 'If-None-Match': other.headers.get('ETag')! })).status).toBe(304);
  });

  test('a feed shows the organization’s new name although no piece changed', async () => {
    const before = await get('open-paper/feed.xml');
    await rows("update organizations set name = 'The paper & sons' where id = $1", [owner.organizationId]);
    const after = await get('open-paper/feed.xml', { 'If-None-Match': before.headers.get('ETag')! });
    expect(after.status).toBe(200);
    expect(after.text).toContain('<title>The paper &amp; sons</title>');
    expect(after.text).toContain('<item>');
  });

  test('a former address leads to the new one', async () => {
    const id = await live(owner.organizationId, { slug: 'old-quay', title: 'The quay' });
    await rows("insert into content_slugs (organization_id, slug, content_item_id) values ($1, 'old-quay', $2), ($1, 'quay', $2) on conflict do nothing", [owner.organizationId, id]);
    await publishNow(app, owner.organizationId, id, { slug: 'quay' });
    for (const end of ['', '.html', '.md']) {
      const moved = await get(`open-paper/items/old-quay${end}`);
      expect([moved.status, moved.headers.get('Location'), moved.trips]).toEqual([301, `${ORIGIN}/v1/open-paper/items/quay${end}`, '1 trips']);
    }
    await unpublishNow(app, owner.organizationId, id);
    expect((await get('open-paper/items/old-quay')).status).toBe(404);
  });
});

describe('a question', () => {
  test('has one ETag however it is spelled', async () => {
    const etag = async (search: string) => (await get(`open-paper/items${search}`)).headers.get('ETag');
    const plain = await etag('');
    for (const same of ['?limit=20', '?sort=-published&limit=20', '?limit=20&sort=-published', '?utm_source=x&utm_campaign=y', '?limit=020']) expect([same, await etag(same)]).toEqual([same, plain]);
    for (const other of ['?limit=19', '?sort=published', '?type=article', '?fields=id']) expect(await etag(other)).not.toBe(plain);
    expect(await etag('?fields=title,id')).toBe(await etag('?fields=id,title,id'));
  });

  test.each([
    ['nonsense=1', 'There is no parameter “nonsense” here.'],
    ['limit=0', 'Ask for 1 to 100.'],
    ['limit=101', 'Ask for 1 to 100.'],
    ['limit=5&limit=6', 'Send “limit” once.'],
    ['type=poem', 'Choose article'],
    ['sort=title', 'Choose -published'],
    ['project=harbour', 'There is no project of this id.'],
    ['since=yesterday', 'Write an instant'],
    ['fields=id,secret', 'A field is not known.'],
    ['include=authors', 'This cannot be included.'],
    ['cursor=x', 'This is not a cursor that we gave for this order.'],
    ['constructor=1', 'There is no parameter'],
  ])('%s is refused with a sentence', async (search, sentence) => {
    const { status, body } = await get(`open-paper/items?${search}`);
    expect(status).toBe(422);
    expect(body.detail).toContain(sentence);
    expect(body.errors).toEqual([{ parameter: search.split('=')[0] === 'sort' ? 'sort' : expect.any(String), detail: body.detail }]);
  });

  test('filters, sorts, and tells the fields that were asked for', async () => {
    expect(slugsOf(await get('open-paper/items?type=podcast'))).toEqual(['ferries']);
    expect(slugsOf(await get('open-paper/items?language=de'))).toEqual(['ferries']);
    const [author] = (await get('open-paper/authors')).body.data;
    expect(author).toMatchObject({ id: owner.userId, count: 1 });
    expect(slugsOf(await get(`open-paper/items?author=${String(author!.slug)}`))).toEqual(['harbour']);
    expect((await get('open-paper/items?fields=slug,title&type=podcast')).body.data).toEqual([{ slug: 'ferries', title: 'The ferries' }]);
    const [row] = (await get('open-paper/items?include=markdown')).body.data;
    expect([row!.html, typeof row!.markdown]).toEqual([undefined, 'string']);
    expect(slugsOf(await get('open-paper/items?since=2100-01-01'))).toEqual([]);
  });

  test('is answered in the form that the reader likes best', async () => {
    const type = async (Accept?: string) => (await get('open-paper/items/harbour', Accept ? { Accept } : {})).headers.get('Content-Type')?.split(';')[0];
    expect(await Promise.all([type(), type('*/*'), type('text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'), type('text/markdown'), type('application/json, text/html;q=0.1'), type('image/png')])).toEqual(['application/json', 'application/json', 'text/html', 'text/markdown', 'application/json', 'application/json']);
    const page = await get('open-paper/items/harbour.html');
    expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(page.text).toContain('<p>Boats come in.</p>');
  });

  test('is found whatever its capitals', async () => {
    const { organizationId } = await founder(app, 'capital-paper');
    await live(organizationId, { slug: 'capitals', title: 'ÄRGER um Корабли', language: 'ru', body: textDocument('„ÉTÉ“') });
    for (const q of ['корабли', 'КОРАБЛИ', 'ärger', 'Ärger', 'été', 'ÉTÉ']) expect([q, slugsOf(await get(`capital-paper/search?q=${encodeURIComponent(q)}`))]).toEqual([q, ['capitals']]);
  });

  test('is found by its words, in its own language, best first', async () => {
    expect(slugsOf(await get('open-paper/search?q=boat'))).toEqual(['harbour']);
    expect((await get('open-paper/search?q=boat&language=de')).body.data).toEqual([]);
    expect((await get('open-paper/search?q=boat&type=podcast')).body.data).toEqual([]);
    expect((await get('open-paper/search')).status).toBe(422);
    for (const q of ["'); drop table published_items; --", '" or -', '%00', '☃']) expect([200, 422]).toContain((await get(`open-paper/search?q=${encodeURIComponent(q)}`)).status);
  });
});

test('readers’ comments: what a moderator let through, names and words and no more', async () => {
  await rows(`update organizations set settings = settings || '{"comments": true}' where id = $1`, [owner.organizationId]);
  for (const [status, body] of [['approved', 'Well put'], ['pending', 'Unseen'], ['spam', 'Cheap'], ['rejected', 'Rude']] as const) await arrangeComment(app, owner.organizationId, harbour, { status, body, guest_name: 'Ada', guest_email: 'ada@example.test' });
  await arrangeComment(app, owner.organizationId, harbour, { audience: 'team', status: 'approved', body: 'Between us' });
  const shown = await get('open-paper/items/harbour/comments');
  expect([shown.status, shown.trips]).toEqual([200, '1 trips']);
  expect(shown.body.data).toEqual([{ id: expect.any(String), parentId: null, name: 'Ada', body: 'Well put', createdAt: expect.any(String) }]);
  expect(shown.headers.get('Cloudflare-CDN-Cache-Control')).toBe('public, max-age=60');
  expect((await get('open-paper/items/harbour/comments', { 'If-None-Match': shown.headers.get('ETag')! })).status).toBe(304);
  expect((await get('open-paper/items/harbour/comments?page=2')).status).toBe(422);
});

test('the OpenAPI document tells of every address that answers, and of no other', async () => {
  const { paths } = (await get('open-paper/openapi.json')).body as unknown as { paths: Record<string, object> };
  for (const path of Object.keys(paths)) {
    const { status, headers } = await get(`open-paper${path.replace('{slug}', 'harbour')}${path === '/search' ? '?q=boats' : ''}`);
    expect([path, status, headers.get('Access-Control-Allow-Origin')]).toEqual([path, 200, '*']);
  }
  for (const path of ['items', 'categories', 'tags', 'authors', 'search', 'sync', 'feed.xml', 'atom.xml', 'feed.json', 'sitemap.xml', 'items/{slug}', 'items/{slug}.html', 'items/{slug}.md', 'items/{slug}/comments', 'items/{slug}/view']) expect(Object.keys(paths)).toContain(`/${path}`);
});

describe('an organization that gives its content to holders of a key', () => {
  let key: string;
  let closed: Awaited<ReturnType<typeof founder>>;
  const bearer = () => ({ Authorization: `Bearer ${key}` });
  beforeAll(async () => {
    closed = await founder(app, 'closed-paper');
    await live(closed.organizationId, { slug: 'inside', title: 'The inside' });
    await rows(`update organizations set settings = settings || '{"publicRead": "keys"}' where id = $1`, [closed.organizationId]);
    key = await keyOf(closed.browser, ['content:read']);
  });

  test.each(['items', 'items/inside', 'categories', 'search?q=inside', 'sync', 'feed.xml', 'sitemap.xml', 'openapi.json', 'items/inside/comments'])('asks for one before it shows %s, and lets nobody keep the answer', async (path) => {
    const without = await get(`closed-paper/${path}`);
    expect([without.status, without.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer realm="Masthead API"']);
    expect(without.text).not.toContain('The inside');
    const opened = await get(`closed-paper/${path}`, bearer());
    expect([opened.status, opened.trips]).toEqual([200, '1 trips']);
    expect(opened.headers.get('Cache-Control')).toBe('private, max-age=0, must-revalidate');
    expect([opened.headers.has('Cache-Tag'), opened.headers.has('Cloudflare-CDN-Cache-Control')]).toEqual([false, false]);
    expect(opened.headers.get('Vary')).toContain('Authorization');
    expect(opened.headers.get('RateLimit-Limit')).not.toBeNull();
    expect((await get(`closed-paper/${path}`, { ...bearer(), 'If-None-Match': opened.headers.get('ETag')! })).status).toBe(304);
  });

  test('a key opens its own organization, by its own scope, and nothing else', async () => {
    const elsewhere = await get('open-paper/items', bearer());
    expect([elsewhere.status, elsewhere.body.detail]).toEqual([404, 'There is no such organization.']);
    const other = await keyOf(closed.browser, ['member:read']);
    expect((await get('closed-paper/items', { Authorization: `Bearer ${other}` })).status).toBe(403);
    expect((await get('open-paper/items', { Authorization: 'Bearer nonsense' })).status).toBe(401);
  });

  test('a revoked key stops at the next request, also for what it holds', async () => {
    const { headers } = await get('closed-paper/items', bearer());
    await rows('update api_keys set revoked_at = now() where organization_id = $1', [closed.organizationId]);
    expect((await get('closed-paper/items', bearer())).status).toBe(401);
    expect((await get('closed-paper/items', { ...bearer(), 'If-None-Match': headers.get('ETag')! })).status).toBe(401);
  });
});

test('sync passes each change on once, in order, and begins again where it stopped', async () => {
  const own = await founder(app, 'synced-paper');
  const [a, b, c] = [await live(own.organizationId, { slug: 'a' }), await live(own.organizationId, { slug: 'b' }), await live(own.organizationId, { slug: 'c' })];
  const first = await get('synced-paper/sync?limit=2');
  expect([first.body.data.map(({ id }) => id), first.body.more]).toEqual([[a, b], true]);
  await unpublishNow(app, own.organizationId, a);
  const second = await get(`synced-paper/sync?cursor=${String(first.body.cursor)}`);
  expect([second.body.data.map(({ id, deleted }) => [id, deleted]), second.body.more]).toEqual([[[c, false], [a, true]], false]);
  const third = await get(`synced-paper/sync?cursor=${String(second.body.cursor)}`);
  expect([third.body.data, third.body.cursor]).toEqual([[], second.body.cursor]);
  await publishNow(app, own.organizationId, a);
  const fourth = await get(`synced-paper/sync?cursor=${String(third.body.cursor)}`, { 'If-None-Match': third.headers.get('ETag')! });
  expect(fourth.body.data.map(({ id, deleted }) => [id, deleted])).toEqual([[a, false]]);
});

test('pages by keyset meet every one of 500 pieces once, though all went out at one instant', async () => {
  const own = await founder(app, 'many-paper');
  await rows(
    `insert into published_items (organization_id, content_item_id, language, translation_group, type, format, slug, title, excerpt, html, markdown, body_text, body, word_count, seo, revision, published_at, modified_at)
     select $1, app.uuid7(), 'en', app.uuid7(), 'article', 'text', 'piece-' || i, 'Piece ' || i, '', '', '', '', '{"type":"doc"}', 1, '{}', 1, '2026-05-04T09:30:00.123456Z', '2026-05-04T09:30:00.123456Z' from generate_series(1, 500) i`,
    [own.organizationId],
  );
  await rows("insert into published_terms (organization_id, content_item_id, kind, slug, term_id, name, published_at, modified_at) select organization_id, content_item_id, 'tag', 'all', app.uuid7(), 'All', published_at, modified_at from published_items where organization_id = $1", [own.organizationId]);
  for (const search of ['sort=-published', 'sort=published', 'sort=-modified', 'sort=modified', 'tag=all', 'type=article&since=2026-05-04T09:30:00Z']) {
    const met: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Got = await get(`many-paper/items?${search}&limit=37&fields=slug${cursor ? `&cursor=${cursor}` : ''}`);
      met.push(...slugsOf(page));
      cursor = page.body.next;
    }
    expect([search, met.length, new Set(met).size]).toEqual([search, 500, 500]);
  }
  const one = (await get('many-paper/items?limit=1')).body.next!;
  expect((await get(`many-paper/items?sort=published&cursor=${one}`)).status).toBe(422);
});
