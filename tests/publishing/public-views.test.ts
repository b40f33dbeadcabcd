import { beforeAll, expect, test } from 'vitest';
import { purgeTags } from '#app/domains/publishing/purge.server.ts';
import { cacheTags, purgedBy } from '#app/domains/publishing/reading/cache-tags.ts';
import { jobContext } from '#app/platform/http.server.ts';
import { spend } from '#workers/public/limits.ts';
import { type TestApp, ORIGIN, startApp } from '../support/app.ts';
import { arrangeItem } from '../support/content.ts';
import { founder } from '../support/people.ts';
import { publishNow, unpublishNow } from '../support/published.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let item: string;
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
let reader = 0;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'read-paper');
  item = await arrangeItem(app, owner.organizationId, { slug: 'harbour' });
  await publishNow(app, owner.organizationId, item);
});

interface Sent {
  ip?: string;
  agent?: string;
  headers?: Record<string, string>;
  body?: string;
  path?: string;
}
async function read({ ip = `198.51.100.${(reader += 1)}`, agent = FIREFOX, headers = {}, body, path = 'items/harbour/view' }: Sent = {}) {
  const init = body === undefined ? {} : { method: 'POST', body };
  return app.fetch(new Request(`${ORIGIN}/v1/read-paper/${path}`, { ...init, headers: { 'CF-Connecting-IP': ip, ...(agent ? { 'User-Agent': agent } : {}), ...headers } }));
}
const counted = async () => (await app.owner.query('select coalesce(sum(views), 0)::int as views, coalesce(sum(read_seconds), 0)::int as seconds from content_performance where content_item_id = $1', [item])).rows[0];
const countedBy = async (deed: () => Promise<unknown>) => {
  const before = await counted();
  await deed();
  const after = await counted();
  return [after.views - before.views, after.seconds - before.seconds];
};

test('a picture counts one reading, is kept by nobody and costs the answer no trip', async () => {
  const seen = await read();
  expect([seen.status, seen.headers.get('Content-Type'), seen.headers.get('Cache-Control'), seen.headers.get('Cross-Origin-Resource-Policy')]).toEqual([200, 'image/gif', 'private, no-store', 'cross-origin']);
  expect(seen.headers.get('Server-Timing')).toContain('0 trips');
  expect(new Uint8Array(await seen.arrayBuffer()).slice(0, 6)).toEqual(new TextEncoder().encode('GIF89a'));
  expect(await counted()).toEqual({ views: 1, seconds: 0 });
  expect((await app.owner.query('select view_count::int from content_items where id = $1', [item])).rows[0].view_count).toBe(1);
});

test('one reader counts once in half an hour, another counts too, and tomorrow both count again', async () => {
  const same = { ip: '203.0.113.5' };
  expect(await countedBy(async () => [await read(same), await read(same), await read({ ...same, body: '' })])).toEqual([1, 0]);
  expect(await countedBy(() => read({ ...same, agent: `${FIREFOX} Other` }))).toEqual([1, 0]);
  await app.owner.query("update throttles set window_started_at = window_started_at - interval '31 minutes'");
  expect(await countedBy(() => read(same))).toEqual([1, 0]);
});

test('bots, programs without a name, signed-in people and pages fetched ahead do not count', async () => {
  const bots = ['Googlebot/2.1 (+http://www.google.com/bot.html)', 'curl/8.5.0', 'Mozilla/5.0 (compatible; bingbot/2.0)', ''];
  expect(await countedBy(() => Promise.all(bots.map((agent) => read({ agent }))))).toEqual([0, 0]);
  const excluded: Record<string, string>[] = [{ Cookie: 'theme=dark; mh-session=abc' }, { Cookie: '__Host-session=abc' }, { 'Sec-Purpose': 'prefetch;prerender' }];
  expect(await countedBy(() => Promise.all(excluded.map((headers) => read({ headers }))))).toEqual([0, 0]);
  expect(await countedBy(() => read({ headers: { Cookie: 'theme=dark' } }))).toEqual([1, 0]);
});

test('HEAD counts nothing; what is not live counts nothing and says so to nobody', async () => {
  expect(await countedBy(() => app.fetch(new Request(`${ORIGIN}/v1/read-paper/items/harbour/view`, { method: 'HEAD', headers: { 'User-Agent': FIREFOX } })))).toEqual([0, 0]);
  const draft = await arrangeItem(app, owner.organizationId, { slug: 'draft' });
  expect([(await read({ path: 'items/draft/view' })).status, (await read({ path: 'items/nothing/view' })).status]).toEqual([200, 200]);
  const gone = await arrangeItem(app, owner.organizationId, { slug: 'gone' });
  await publishNow(app, owner.organizationId, gone);
  await unpublishNow(app, owner.organizationId, gone);
  await read({ path: 'items/gone/view' });
  expect((await app.owner.query('select 1 from content_performance where content_item_id = any ($1)', [[draft, gone]])).rowCount).toBe(0);
});

test('the time of reading is added up beside the readings, and is not believed without limit', async () => {
  const post = (body: string) => read({ body, headers: { Origin: 'https://elsewhere.example', 'Content-Type': 'text/plain' } });
  expect((await post('{"seconds":42}')).status).toBe(204);
  expect(await countedBy(() => post('{"seconds":90}'))).toEqual([0, 90]);
  expect(await countedBy(() => post('seconds=30'))).toEqual([0, 30]);
  expect(await countedBy(() => post('{"seconds":99999999}'))).toEqual([0, 1800]);
  for (const odd of ['{"seconds":-5}', '{', '{"seconds":"x"}', '{"seconds":1e400}']) expect((await post(odd)).status).toBe(204);
});

test('keeps the host that a reader came from, and nothing that leads to a person', async () => {
  await read({ ip: '203.0.113.99', body: '{"from":"https://www.search.example/find?q=secret"}' });
  await read({ body: `{"from":"${ORIGIN}/o/read-paper"}` });
  const { rows } = await app.owner.query('select referrers from content_performance where content_item_id = $1', [item]);
  expect(rows[0].referrers).toEqual({ 'search.example': 1 });
  const kept = JSON.stringify((await app.owner.query('select * from throttles')).rows);
  expect(kept).toMatch(/view:[0-9a-f]{64}/);
  for (const trace of ['203.0.113.99', 'Firefox', 'harbour', 'secret']) expect(kept).not.toContain(trace);
});

test('one address may ask much, but not without end', () => {
  const now = Date.now();
  const asked = Array.from({ length: 700 }, () => spend('192.0.2.200', now));
  expect(asked.filter(Boolean)).toHaveLength(600);
  expect(spend('192.0.2.201', now)).toBe(true);
  expect([spend('192.0.2.200', now + 10), spend('192.0.2.200', now + 1010)]).toEqual([false, true]);
});

test('an address that asks too much is told when to come back, before anything is read', async () => {
  const ask = () => app.fetch(new Request(`${ORIGIN}/v1/read-paper/openapi.json`, { headers: { 'CF-Connecting-IP': '192.0.2.210' } }));
  for (let index = 0; index < 620; index += 1) spend('192.0.2.210');
  const refused = await ask();
  expect([refused.status, refused.headers.get('Retry-After'), refused.headers.get('Cache-Control')]).toEqual([429, '5', 'private, no-store']);
  expect(refused.headers.get('Server-Timing')).toContain('0 trips');
});

test('a purge names each tag once, a hundred in a call, and outlives a refusal', async () => {
  const calls: string[][] = [];
  const context = { ...jobContext(app.env, () => undefined), cache: { purge: async ({ tags }: { tags: string[] }) => ({ success: calls.push(tags) !== 2 }) } };
  const tags = cacheTags(owner.organizationId, Array.from({ length: 250 }, (_, index) => `slug:piece-${index}`));
  await purgeTags(context, [...tags, ...tags]);
  expect(calls.map(({ length }) => length)).toEqual([100, 100, 50]);
  expect(new Set(calls.flat()).size).toBe(250);
  await purgeTags({ ...context, cache: { purge: () => Promise.reject(new Error('too many')) } }, tags);
  await purgeTags(jobContext(app.env, () => undefined), tags);
  expect(purgedBy('o', ['slug:a', 'tag:b'])).toEqual(['o:lists', 'o:slug:a', 'o:tag:b']);
});

test('what a change purges is what the answers that show it are kept under', async () => {
  const tagsOf = async (path: string) => (await read({ path })).headers.get('Cache-Tag')!.split(',');
  const purged = purgedBy(owner.organizationId, ['slug:harbour', 'tag:quay']);
  for (const path of ['items', 'items/harbour', 'items/harbour.html', 'items/harbour?include=related', 'items?tag=quay', 'search?q=x', 'sync', 'feed.xml', 'feed.xml?tag=quay', 'sitemap.xml', 'tags', 'items/harbour/comments']) {
    expect([path, (await tagsOf(path)).some((tag) => purged.includes(tag))]).toEqual([path, true]);
  }
  for (const path of ['items/harbour/comments', 'items?tag=other']) expect((await tagsOf(path)).some((tag) => tag === `${owner.organizationId}:lists`)).toBe(false);
});
