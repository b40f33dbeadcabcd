import { beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, ORIGIN, startApp } from '../support/app.ts';
import { arrangeItem } from '../support/content.ts';
import { founder } from '../support/people.ts';
import { arrangeProjects } from '../support/projects.ts';
import { publishNow, unpublishNow } from '../support/published.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let projects: { project: string; quiet: string };
let theirs: string;
let category: string;
let tag: string;
const pieces: Record<string, string> = {};

const rows = async (sql: string, values: unknown[] = []) => (await app.owner.query(sql, values)).rows;
async function live(organizationId: string, slug: string, columns: Record<string, unknown> = {}) {
  const id = await arrangeItem(app, organizationId, { slug, ...columns });
  if (columns.category_id) await rows('insert into content_item_tags (organization_id, content_item_id, tag_id) values ($1, $2, $3)', [organizationId, id, tag]);
  await publishNow(app, organizationId, id);
  pieces[slug] = id;
  return id;
}

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'filed-paper');
  const stranger = await founder(app, 'strange-paper');
  projects = await arrangeProjects(app, owner.organizationId, 'filed-paper', owner.userId);
  theirs = (await arrangeProjects(app, stranger.organizationId, 'strange-paper', stranger.userId)).project;
  [{ id: tag }] = await rows("insert into tags (organization_id, name, slug) values ($1, 'Quay', 'quay') returning id", [owner.organizationId]);
  [{ id: category }] = await rows("insert into content_categories (id, organization_id, name, slug, path) values ('019a0000-0000-7000-8000-00000000000b', $1, 'Ports', 'ports', '/019a0000-0000-7000-8000-00000000000b/') returning id", [owner.organizationId]);
  await live(owner.organizationId, 'harbour', { project_id: projects.project, category_id: category, author_id: owner.userId });
  await live(owner.organizationId, 'ferries', { project_id: projects.project, type: 'podcast', language: 'de' });
  await live(owner.organizationId, 'lamps', { category_id: category, author_id: owner.userId });
  await live(stranger.organizationId, 'theirs', { project_id: theirs });
});

interface Got {
  status: number;
  headers: Headers;
  text: string;
  trips: string;
  body: { data: { slug: string }[]; next: string | null; detail?: string };
}
async function get(path: string, headers: Record<string, string> = {}): Promise<Got> {
  const response = await app.fetch(new Request(`${ORIGIN}/v1/filed-paper/${path}`, { headers }));
  const text = await response.text();
  const [, trips = ''] = /desc="(\d+ trips)/.exec(response.headers.get('Server-Timing') ?? '') ?? [];
  return { status: response.status, headers: response.headers, text, trips, body: text && response.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : {} };
}
const slugs = async (search: string) => (await get(`items?${search}`)).body.data.map(({ slug }) => slug);

const authorSlug = async () => (await get('authors')).body.data[0]!.slug;

/** Page by page, to the end. */
async function walk(search: string): Promise<string[]> {
  const met: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Got = await get(`items?${search}&limit=1${cursor ? `&cursor=${cursor}` : ''}`);
    expect([page.status, page.trips]).toEqual([200, '1 trips']);
    met.push(...page.body.data.map(({ slug }) => slug));
    cursor = page.body.next;
  }
  return met;
}

describe('a project', () => {
  test('holds what is filed in it: whole, page by page, and with the other filters', async () => {
    const { project, quiet } = projects;
    expect(await slugs(`project=${project}`)).toEqual(['ferries', 'harbour']);
    expect(await walk(`project=${project}&sort=published`)).toEqual(['harbour', 'ferries']);
    expect(await walk(`project=${project}&sort=-modified`)).toEqual(['ferries', 'harbour']);
    expect(await slugs(`project=${project}&type=podcast`)).toEqual(['ferries']);
    expect(await slugs(`project=${project}&category=ports`)).toEqual(['harbour']);
    expect(await slugs(`project=${quiet}`)).toEqual([]);
  });

  test('fills feeds too, each with its own address', async () => {
    const { project } = projects;
    const feed = JSON.parse((await get(`feed.json?project=${project}`)).text) as { feed_url: string; items: { url: string }[] };
    expect(feed.feed_url).toBe(`${ORIGIN}/v1/filed-paper/feed.json?project=${project}`);
    expect(feed.items.map(({ url }) => url.split('/').at(-1))).toEqual(['ferries', 'harbour']);
    for (const name of ['feed.xml', 'atom.xml']) {
      const { text } = await get(`${name}?project=${project}`);
      expect([name, text.includes('/o/filed-paper/ferries'), text.includes('/o/filed-paper/lamps')]).toEqual([name, true, false]);
    }
  });

  test('of another organization, or none at all, holds nothing and says nothing; what is no id is refused', async () => {
    expect(await slugs(`project=${theirs}`)).toEqual([]);
    expect(await slugs('project=019a0000-0000-7000-8000-000000000000')).toEqual([]);
    for (const path of ['items?project=harbour', 'feed.xml?project=1']) {
      const { status, text } = await get(path);
      expect([path, status, JSON.parse(text).detail]).toEqual([path, 422, 'There is no project of this id.']);
    }
  });

  test('is left by a live piece that is filed elsewhere, and whoever holds the list is told', async () => {
    const { project, quiet } = projects;
    const held = (await get(`items?project=${project}`)).headers.get('ETag')!;
    const file = (to: string) => owner.browser.post(`/content/${pieces.harbour}`, { intent: 'file', 'ids[]': pieces.harbour!, projectId: to });
    await file(quiet);
    expect((await get(`items?project=${project}`, { 'If-None-Match': held })).body.data.map(({ slug }) => slug)).toEqual(['ferries']);
    expect(await slugs(`project=${quiet}`)).toEqual(['harbour']);
    // Filed while it is not out, it is found there when it is.
    await unpublishNow(app, owner.organizationId, pieces.harbour!);
    expect(await slugs(`project=${quiet}`)).toEqual([]);
    await file(project);
    await publishNow(app, owner.organizationId, pieces.harbour!);
    expect(await slugs(`project=${project}&sort=-modified`)).toEqual(['harbour', 'ferries']);
  });
});

test('the order of changes goes with every filter: what is published anew comes first', async () => {
  const ordered = (search: string) => Promise.all(['-modified', 'modified'].map((sort) => walk(`${search}&sort=${sort}`)));
  for (const search of ['category=ports', 'tag=quay', 'tag=quay&category=ports', `author=${await authorSlug()}`, 'type=article', 'language=en']) {
    for (const last of ['lamps', 'harbour']) {
      await publishNow(app, owner.organizationId, pieces[last]!);
      const first = last === 'lamps' ? 'harbour' : 'lamps';
      expect([search, await ordered(search)]).toEqual([search, [[last, first], [first, last]]]);
    }
  }
  expect(await slugs('tag=quay&sort=-modified&since=2100-01-01')).toEqual([]);
});
