import { beforeAll, expect, test } from 'vitest';
import { DEMO, seed } from '#db/seed.ts';
import { press } from '../../scripts/press.ts';
import { type TestApp, ORIGIN, startApp } from '../support/app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  await seed(app.ownerUrl, { press });
});

const get = async (path: string) => {
  const response = await app.fetch(new Request(`${ORIGIN}${path}`));
  return { status: response.status, text: await response.text() };
};
const rows = async (sql: string, values: unknown[] = []) => (await app.owner.query(sql, values)).rows;

test('a fresh demo has a public site with pieces, and each of them is read at its address', async () => {
  const { data } = JSON.parse((await get('/v1/demo-courier/items')).text) as { data: { slug: string; title: string; wordCount: number }[] };
  expect(data).toHaveLength(6);
  const home = await get('/o/demo-courier');
  for (const { slug, title, wordCount } of data) {
    expect(home.text).toContain(title);
    expect(await get(`/o/demo-courier/${slug}`)).toMatchObject({ status: 200, text: expect.stringContaining('<article') });
    expect(wordCount).toBeGreaterThan(10);
  }
  expect((await get('/v1/demo-courier/feed.xml')).text).toContain('The lamp that nobody turns off');
});

test('what was written after a piece went live is not in front of its readers', async () => {
  const [lamp] = await rows("select revision, published_revision from content_items where slug = 'the-lamp-that-nobody-turns-off'");
  expect(lamp).toEqual({ revision: 2, published_revision: 1 });
  expect((await get('/o/demo-courier/the-lamp-that-nobody-turns-off')).text).not.toContain('offered to pay for a year');
});

test('what it has scheduled is carried out by the clock like anything else, and nothing is announced twice', async () => {
  expect((await get('/o/demo-courier/what-a-tide-table-leaves-out')).status).toBe(404);
  await app.owner.query("update publications set due_at = now() - interval '1 second' where status = 'scheduled'");
  await app.owner.query("alter table outbox disable trigger touch; update outbox set due_at = now() - interval '1 minute', updated_at = now() - interval '1 minute' where type = 'publishing.publication'; alter table outbox enable trigger touch");
  await app.tick();
  await app.drain();
  expect((await get('/o/demo-courier/what-a-tide-table-leaves-out')).status).toBe(200);
  expect(await rows("select status, last_error from outbox where type like 'publishing.%' and status <> 'done'")).toEqual([]);
});

test('a second start touches nothing, and no session is left behind', async () => {
  const before = await rows('select sequence from publishing_heads');
  expect(await seed(app.ownerUrl, { press })).toEqual(DEMO);
  expect(await rows('select sequence from publishing_heads')).toEqual(before);
  expect(await rows('select from sessions')).toEqual([]);
});
