import { beforeAll, expect, test } from 'vitest';
import { type TestApp, startApp } from '../../support/app.ts';
import { arrangeItem, textDocument } from '../../support/content.ts';
import { arrangeAsset } from '../../support/media.ts';
import { founder } from '../../support/people.ts';
import { readZip } from '../../media/read-zip.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let other: Awaited<ReturnType<typeof founder>>;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'leaving-paper');
  other = await founder(app, 'arriving-paper');
});

async function download(as = owner) {
  const request = new Request('http://localhost:5173/content/export', { headers: { Cookie: [...as.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
  const answer = await app.fetch(request);
  expect(answer.headers.get('Content-Disposition')).toMatch(/-paper-content-\d{4}-\d\d-\d\d\.zip/);
  return Buffer.from(await answer.arrayBuffer());
}

const text = (content: string, ...marks: object[]) => ({ type: 'text', ...(marks.length > 0 ? { marks } : {}), text: content });
const paragraph = (...content: object[]) => ({ type: 'paragraph', attrs: { textAlign: null }, content });

test('everything, and read back by the importer the same documents', async () => {
  const asset = await arrangeAsset(app, owner.organizationId, { name: 'boat.png' });
  const rich = {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { textAlign: null, level: 2 }, content: [text('A * heading # with signs')] },
      paragraph(text('Plain, '), text('bold', { type: 'bold' }), text(' and '), text('a link', { type: 'link', attrs: { href: 'https://x.example.test/', itemId: null, title: null } }), text('. --- [x] <b>')),
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('one'))] }, { type: 'listItem', content: [paragraph(text('two'))] }] },
      { type: 'codeBlock', attrs: { language: 'ts' }, content: [text('---\ntitle: no\n---')] },
      { type: 'blockquote', content: [paragraph(text('said'))] },
      { type: 'image', attrs: { assetId: asset, alt: 'A boat', caption: '', width: 'text', href: null } },
    ],
  };
  const first = await arrangeItem(app, owner.organizationId, { title: 'The "first": a piece\u2028', slug: 'der-erste-größte', excerpt: 'In\nshort', body: rich, language: 'de', seo: { title: 'For engines', noindex: true }, metadata: { desk: 'culture' }, type: 'press_release' });
  await arrangeItem(app, owner.organizationId, { title: 'Trashed', deleted_at: new Date().toISOString() });
  await arrangeItem(app, owner.organizationId, { title: '', slug: '港の冬', body: textDocument('One.', 'Two.') });
  await owner.browser.post('/content/categories', { intent: 'create', name: 'News', parentId: '' });
  const news = (await app.owner.query("select id from content_categories where organization_id = $1 and name = 'News'", [owner.organizationId])).rows[0].id;
  await owner.browser.post('/content/categories', { intent: 'create', name: 'Local / near', parentId: news });
  await app.owner.query("update content_items set category_id = (select id from content_categories where organization_id = $1 and name like 'Local%') where id = $2", [owner.organizationId, first]);
  await owner.browser.post(`/content/${first}/save`, { itemId: first, revision: '1', changes: JSON.stringify({ tags: ['Night', 'harbour'] }) }, { follow: false });

  const archive = await download();
  const entries = new Map(readZip(archive).map(({ name, bytes }) => [name, bytes.toString()]));
  expect([...entries.keys()]).toEqual(['content/der-erste-größte.md', 'content/der-erste-größte.json', 'content/港の冬.md', 'content/港の冬.json', 'categories.json', 'tags.json', 'templates.json', 'media.json']);
  expect(JSON.parse(entries.get('content/der-erste-größte.json')!)).toMatchObject({ id: first, revisions: 2, tags: ['harbour', 'Night'], categoryPath: ['News', 'Local / near'], body: rich });
  expect(JSON.parse(entries.get('categories.json')!).map(({ path }: { path: string[] }) => path)).toEqual([['News'], ['News', 'Local / near']]);
  expect(JSON.parse(entries.get('media.json')!)[0]).toMatchObject({ id: asset, address: expect.stringContaining(`/media/f/${asset}/`) });
  expect(JSON.parse(entries.get('templates.json')!)).toEqual([]);

  const answer = await other.browser.post('/content/import', { intent: 'upload', files: new File([archive], 'all.zip') });
  await app.drain();
  await other.browser.post('/content/import', { intent: 'run', importId: new URL(answer.url, 'http://x').searchParams.get('import')! });
  await app.drain();
  const { rows } = await app.owner.query('select * from content_items where organization_id = any ($1) and deleted_at is null order by id', [[owner.organizationId, other.organizationId]]);
  const [mine, theirs] = [owner, other].map(({ organizationId }) => rows.filter((row) => row.organization_id === organizationId));
  expect(theirs).toHaveLength(2);
  for (const [index, row] of theirs!.entries()) {
    const { title, slug, excerpt, body, language, seo, type, tag_text, created_at } = mine![index];
    expect({ ...row, title: row.title, slug: row.slug }).toMatchObject({ title: title.trim(), slug, excerpt, body, language, seo, type, tag_text, created_at });
  }
  expect(theirs![0].metadata).toMatchObject({ desk: 'culture', importedStatus: 'draft' });
  expect((await app.owner.query("select count(*)::int as count from content_categories where organization_id = $1 and name = 'Local / near'", [other.organizationId])).rows[0].count).toBe(1);
});

test('of more than one chunk is walked to its end, and shows nothing of others', async () => {
  await app.owner.query("insert into content_items (organization_id, title, slug) select $1, 'Many', 'many-' || n from generate_series(1, 230) n", [other.organizationId]);
  const names = readZip(await download(other)).map(({ name }) => name);
  expect(names.filter((name) => /^content\/many-\d+\.md$/.test(name))).toHaveLength(230);
  expect(new Set(names).size).toBe(names.length);
  expect((await download()).includes(Buffer.from('many-1'))).toBe(false);
});

test('pieces that link to one another do so in the archive by their files, and again wherever it is read back', async () => {
  const [from, to] = [await founder(app, 'linking-paper'), await founder(app, 'linked-paper')];
  const target = await arrangeItem(app, from.organizationId, { title: 'Target', slug: '港-winter', body: textDocument('Here.') });
  const source = await arrangeItem(app, from.organizationId, { title: 'Source' });
  const body = { type: 'doc', content: [paragraph(text('there', { type: 'link', attrs: { href: null, itemId: target, title: null } }))] };
  await from.browser.post(`/content/${source}/save`, { itemId: source, revision: '1', changes: JSON.stringify({ body }) }, { follow: false });
  const archive = await download(from);
  const markdown = readZip(archive).find(({ name, bytes }) => name.endsWith('.md') && bytes.toString().includes('Source'))!.bytes.toString();
  expect(markdown).toContain('](港-winter.md)');
  const answer = await to.browser.post('/content/import', { intent: 'upload', files: new File([archive], 'all.zip') });
  await app.drain();
  await to.browser.post('/content/import', { intent: 'run', importId: new URL(answer.url, 'http://x').searchParams.get('import')! });
  await app.drain();
  const { rows } = await app.owner.query('select id, title, body from content_items where organization_id = $1 order by title', [to.organizationId]);
  expect(rows.map(({ title }) => title)).toEqual(['Source', 'Target']);
  expect(JSON.stringify(rows[0].body)).toContain(`"itemId":"${rows[1].id}"`);
  expect((await app.owner.query('select target_item_id from content_links where content_item_id = $1', [rows[0].id])).rows).toEqual([{ target_item_id: rows[1].id }]);
});
