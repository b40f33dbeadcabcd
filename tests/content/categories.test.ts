import { Client } from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeItem } from '../support/content.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';

const HERE = '/content/categories';
let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let editor: Colleague;
let member: Colleague;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'sorted-paper');
  editor = await colleague(app, owner.browser, 'editor');
  member = await colleague(app, owner.browser, 'member');
});

beforeEach(async () => {
  await app.owner.query('delete from content_items');
  await app.owner.query('update content_categories set parent_id = null');
  await app.owner.query('delete from content_categories');
});

interface Row {
  id: string;
  parent_id: string | null;
  name: string;
  path: string;
  position: number;
}
const rows = async () => (await app.owner.query('select id, parent_id, name, path, position from content_categories where organization_id = $1 and deleted_at is null order by position, id', [owner.organizationId])).rows as Row[];
const post = (fields: Record<string, string>, as = owner.browser, path = HERE) => as.post(path, fields, { follow: false });

/** "News(Ports(Trieste)) Guides": the tree as it can be read, every path checked on the way. */
async function shape(): Promise<string> {
  const all = await rows();
  const draw = (parent: Row | null): string =>
    all
      .filter((row) => row.parent_id === (parent?.id ?? null))
      .map((row) => {
        expect(row.path).toBe(`${parent?.path ?? '/'}${row.id}/`);
        const below = draw(row);
        return below ? `${row.name}(${below})` : row.name;
      })
      .join(' ');
  const drawn = draw(null);
  expect((drawn.match(/\w+/g) ?? []).length).toBe(all.length);
  return drawn;
}

async function make(name: string, parentId = '', more: Record<string, string> = {}): Promise<string> {
  const answer = await post({ intent: 'create', name, parentId, ...more });
  expect(answer.status).toBe(302);
  return /category=([0-9a-f-]{36})/.exec(answer.headers.get('Location')!)![1]!;
}
const move = (categoryId: string, parentId = '', beforeId = '', as = owner.browser) => post({ intent: 'move', categoryId, parentId, beforeId }, as);

/** What the toast's Undo would send. */
async function undo(): Promise<{ status: number }> {
  const page = await owner.browser.get(HERE);
  const fields = Object.fromEntries(Array.from(page.text.split('role="status"').slice(-1)[0]!.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g), ([, name, value]) => [name!, value!]).filter(([name]) => !name!.startsWith('_')));
  return post(fields);
}

describe('a category', () => {
  test('is made with an address of its own, in any script, and shown with what it holds', async () => {
    const news = await make('News & Views');
    await make('Порты', news, { description: 'Ships', seoTitle: 'Ports', noindex: 'true' });
    await arrangeItem(app, owner.organizationId, { category_id: news });
    await arrangeItem(app, owner.organizationId, { category_id: news, deleted_at: new Date().toISOString() });
    const { rows: made } = await app.owner.query('select name, slug, description, seo from content_categories where organization_id = $1 order by name', [owner.organizationId]);
    expect(made).toEqual([
      { name: 'News & Views', slug: 'news-views', description: '', seo: {} },
      { name: 'Порты', slug: 'порты', description: 'Ships', seo: { title: 'Ports', noindex: true } },
    ]);
    const page = await owner.browser.get(`${HERE}?category=${news}`);
    expect(page.trips).toBe(1);
    expect(page.text).toContain('News &amp; Views');
    expect(page.text).toMatch(/>1<span class="sr-only"> piece</);
  });

  test('is refused an address that another has, by a name or by hand', async () => {
    await make('News');
    const guides = await make('Guides');
    const again = await post({ intent: 'create', name: 'news', parentId: '' });
    expect(again.status).toBe(409);
    expect(again.text).toContain('Another category has this address.');
    expect((await post({ intent: 'change', categoryId: guides, name: 'Guides', slug: 'news' })).status).toBe(409);
    expect((await post({ intent: 'change', categoryId: guides, name: 'Guides', slug: 'No Such Slug' })).text).toContain('Use small letters, digits and single hyphens.');
    expect((await post({ intent: 'change', categoryId: guides, name: 'Manuals', slug: 'manuals', noindex: 'true' })).status).toBe(302);
    expect(await shape()).toBe('News Manuals');
  });

  test('is not for those who only write', async () => {
    expect((await post({ intent: 'create', name: 'News', parentId: '' }, member.browser)).status).toBe(403);
  });

  test('cannot stand deeper than twelve levels, however it comes there', async () => {
    let parent = '';
    for (let level = 1; level <= 12; level += 1) parent = await make(`L${level}`, parent);
    expect((await post({ intent: 'create', name: 'L13', parentId: parent })).text).toContain('Categories go 12 levels deep at most.');
    const other = await make('Other');
    expect((await move((await rows()).find(({ name }) => name === 'L1')!.id, other)).status).toBe(422);
    expect((await move((await rows()).find(({ name }) => name === 'L2')!.id, other)).status).toBe(302);
  });
});

describe('moving', () => {
  test('puts it before a sibling or last, at any level, and its undo puts it back', async () => {
    const [a, b, c] = [await make('A'), await make('B'), await make('C')];
    const inner = await make('Inner', a);
    await move(c, '', a);
    expect(await shape()).toBe('C A(Inner) B');
    await undo();
    expect(await shape()).toBe('A(Inner) B C');
    await move(a, b);
    expect(await shape()).toBe('B(A(Inner)) C');
    await undo();
    expect(await shape()).toBe('A(Inner) B C');
    await move(a, '', c);
    expect(await shape()).toBe('B A(Inner) C');
    await move(inner, b);
    await move(a, b, inner);
    expect(await shape()).toBe('B(A Inner) C');
    await move(b);
    expect(await shape()).toBe('C B(A Inner)');
  });

  test('never makes a ring, and says why', async () => {
    const a = await make('A');
    const b = await make('B', a);
    const c = await make('C', b);
    for (const into of [a, b, c]) {
      const answer = await move(a, into);
      expect(answer.status).toBe(409);
      expect(answer.text).toContain('A category cannot be moved into itself or into one of its own.');
    }
    expect(await shape()).toBe('A(B(C))');
    expect((await move(a, '01990000-0000-7000-8000-00000000dead')).status).toBe(404);
  });

  test('of two into each other at the same moment, one counts and the other is told', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [a, b] = [await make(`A${round}`), await make(`B${round}`)];
      const statuses = (await Promise.all([move(a, b), move(b, a, '', editor.browser)])).map(({ status }) => status).sort();
      expect(statuses).toEqual([302, 409]);
      await shape();
    }
  });

  test('waits for a transaction that has the tree in its hands, and then sees what it left', async () => {
    const [a, b] = [await make('A'), await make('B')];
    const other = new Client({ connectionString: app.ownerUrl });
    await other.connect();
    await other.query('begin');
    await other.query("select pg_advisory_xact_lock(hashtext('content_categories'), hashtext($1::text))", [owner.organizationId]);
    const waiting = move(a, b);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await other.query("update content_categories set parent_id = $1, path = $3 where id = $2", [a, b, `/${a}/${b}/`]);
    await other.query('commit');
    await other.end();
    expect((await waiting).status).toBe(409);
    expect(await shape()).toBe('A(B)');
  });
});

describe('deleting', () => {
  test('moves children and pieces up into its place, and undo brings all of it back', async () => {
    const top = await make('Top');
    await make('First', top);
    const gone = await make('Gone', top);
    await make('Last', top);
    const kid = await make('Kid', gone);
    await make('Grandkid', kid);
    await make('Sister', gone);
    const pieces = [await arrangeItem(app, owner.organizationId, { category_id: gone }), await arrangeItem(app, owner.organizationId, { category_id: gone, deleted_at: new Date().toISOString() })];
    const below = await arrangeItem(app, owner.organizationId, { category_id: kid });
    const where = async () => (await app.owner.query('select id, category_id from content_items order by id')).rows.map(({ id, category_id }) => [id, category_id]);
    const before = await where();
    expect((await post({ intent: 'delete', categoryId: gone })).status).toBe(302);
    expect(await shape()).toBe('Top(First Kid(Grandkid) Sister Last)');
    expect(Object.fromEntries(await where())).toEqual({ [pieces[0]!]: top, [pieces[1]!]: top, [below]: kid });
    expect((await undo()).status).toBe(302);
    expect(await shape()).toBe('Top(First Gone(Kid(Grandkid) Sister) Last)');
    expect(await where()).toEqual(before);
  });

  test('at the top leaves what was in it at the top, and undo leaves what was put elsewhere meanwhile', async () => {
    const gone = await make('Gone');
    const [kid, other] = [await make('Kid', gone), await make('Other')];
    const [stays, filed] = [await arrangeItem(app, owner.organizationId, { category_id: gone }), await arrangeItem(app, owner.organizationId, { category_id: gone })];
    const deleted = await post({ intent: 'delete', categoryId: gone });
    const page = await owner.browser.get(deleted.headers.get('Location')!);
    const undoId = /name="undoId" value="([^"]+)"/.exec(page.text)![1]!;
    await move(kid, other);
    await app.owner.query('update content_items set category_id = $1 where id = $2', [other, filed]);
    await make('Gone');
    expect((await post({ intent: 'restore', undoId }, editor.browser)).status).toBe(404);
    expect((await post({ intent: 'restore', undoId })).status).toBe(302);
    expect(await shape()).toBe('Gone Other(Kid) Gone');
    const { rows: items } = await app.owner.query('select id, category_id from content_items');
    expect(Object.fromEntries(items.map(({ id, category_id }) => [id, category_id]))).toEqual({ [stays]: gone, [filed]: other });
    const again = await post({ intent: 'restore', undoId });
    expect([again.status, again.text.includes('This category is back already.')]).toEqual([409, true]);
  });

  test('comes back below whatever its parent became', async () => {
    const top = await make('Top');
    const middle = await make('Middle', top);
    const low = await make('Low', middle);
    const first = await post({ intent: 'delete', categoryId: low });
    const undoId = /name="undoId" value="([^"]+)"/.exec((await owner.browser.get(first.headers.get('Location')!)).text)![1]!;
    await post({ intent: 'delete', categoryId: middle });
    expect((await post({ intent: 'restore', undoId })).status).toBe(302);
    expect(await shape()).toBe('Top(Low)');
  });
});

test('2,000 categories are shown in one trip, and there is no 2,001st', async () => {
  await app.owner.query(
    `with tops as (insert into content_categories (organization_id, name, slug, path, position, id) select $1, 'Top ' || n, 'top-' || n, '/' || id || '/', n, id from (select n, app.uuid7() as id from generate_series(1, 40) n) made returning id, path, position)
     insert into content_categories (organization_id, parent_id, name, slug, path, position, id) select $1, t.id, 'Below ' || n, 'below-' || t.position || '-' || n, t.path || k.id || '/', n, k.id from tops t, lateral (select n, app.uuid7() as id from generate_series(1, 49) n where t.position > 0) k`,
    [owner.organizationId],
  );
  expect((await rows()).length).toBe(2000);
  const page = await owner.browser.get(HERE);
  expect(page.trips).toBe(1);
  expect(page.text.match(/role="treeitem"/g)?.length).toBe(2000);
  expect((await post({ intent: 'create', name: 'One more', parentId: '' })).text).toContain('There are 2,000 categories already');
  const [first, ...others] = (await rows()).filter(({ parent_id }) => parent_id === null);
  expect((await move(others.at(-1)!.id, '', first!.id)).status).toBe(302);
  expect((await rows()).find(({ parent_id }) => parent_id === null)!.id).toBe(others.at(-1)!.id);
});
