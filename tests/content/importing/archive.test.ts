import { makeZip } from 'client-zip';
import { beforeAll, expect, test } from 'vitest';
import { pictureFinder } from '#app/domains/content/importing/archive-pictures.ts';
import { nameOfLink, namesOfPiece } from '#app/domains/content/importing/link-names.ts';
import { png } from '../../media/file/build.ts';
import { type TestApp, startApp } from '../../support/app.ts';
import { founder } from '../../support/people.ts';
import { ghostExport } from './files.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'packed-paper');
});

const pack = async (files: Record<string, string | Uint8Array>) => new File([new Uint8Array(await new Response(makeZip(Object.entries(files).map(([name, input]) => ({ name, input })))).arrayBuffer())], 'site.zip');

async function importing(file: File, fields: Record<string, string> = {}) {
  const answer = await owner.browser.post('/content/import', { intent: 'upload', files: file });
  await app.drain();
  const id = new URL(answer.url, 'http://x').searchParams.get('import')!;
  const report = (await owner.browser.get(`/content/import?import=${id}`)).text;
  await owner.browser.post('/content/import', { intent: 'run', importId: id, ...fields });
  await app.drain();
  expect((await app.owner.query('select status from content_imports where id = $1', [id])).rows).toEqual([{ status: 'done' }]);
  return { id, report };
}
const item = async (title: string) => (await app.owner.query('select * from content_items where organization_id = $1 and title = $2', [owner.organizationId, title])).rows[0];
const linksIn = (body: unknown) => [...JSON.stringify(body).matchAll(/"itemId":"([^"]+)"/g)].map(([, id]) => id);
const linkRows = async (id: string) => (await app.owner.query('select target_item_id as id from content_links where content_item_id = $1', [id])).rows.map((row) => row.id);

test('pictures of an archive come into the library, each once, and stand where the text has them', async () => {
  const { id, report } = await importing(
    await pack({
      'posts/first.md': '---\ntitle: Boats\ncover: ../images/cover.png\n---\n\n![A boat](../images/boat%20one.png)\n\n![Again](/images/boat%20one.png)\n\n![Gone](nowhere.png)\n\n![Drawn](../images/logo.svg)',
      'posts/second.md': '---\ntitle: Quays\n---\n\n![Within its own folder](quay.png)\n\n![Broken](broken.png)',
      'static/images/boat one.png': png({ width: 11, height: 10 }), 'static/images/cover.png': png({ width: 12, height: 10 }), 'posts/quay.png': png({ width: 13, height: 10 }), 'static/images/unused.png': png({ width: 14, height: 10 }),
      'posts/broken.png': new TextEncoder().encode('This is no picture.'), 'static/images/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    }),
    { pictures: 'on' },
  );
  expect(report).toMatch(/<strong[^>]*>4<\/strong> <!-- -->pictures stand|<strong[^>]*>4<\/strong> pictures stand/);
  const { rows: assets } = await app.owner.query("select id, name from media_assets where organization_id = $1 and type = 'image' order by name", [owner.organizationId]);
  expect(assets.map(({ name }) => name)).toEqual(['boat one.png', 'cover.png', 'quay.png']);
  const [boat, cover, quay] = assets;
  const first = await item('Boats');
  expect([...JSON.stringify(first.body).matchAll(/"assetId":"([^"]+)"/g)].map(([, asset]) => asset)).toEqual([boat!.id, boat!.id]);
  expect(first.cover_asset_id).toBe(cover!.id);
  expect((await app.owner.query("select count(*)::int as count from media_usages where place = 'content_item' and place_id = $1", [first.id])).rows[0].count).toBe(2);
  expect(JSON.stringify((await item('Quays')).body)).toContain(quay!.id);
  expect((await owner.browser.get(`/content/import?import=${id}`)).text).toContain('This is not a picture.');
});

test('pieces that link to one another by their files do so here, in a circle too, and are known as linked', async () => {
  await importing(await pack({
    'notes/a.md': '---\ntitle: A\n---\n\nTo [b](./b.md#part), [the other folder](../other/index.md), [the web](https://example.test/b) and [nobody](c.md).',
    'notes/b.md': '---\ntitle: B\n---\n\nBack to [a](A.md), and to [myself](b.md).',
    'other/index.md': '---\ntitle: Other\n---\n\nFrom [a](/notes/a).',
  }));
  const [a, b, other] = await Promise.all([item('A'), item('B'), item('Other')]);
  expect(linksIn(a.body)).toEqual([b.id, other.id]);
  expect(JSON.stringify(a.body)).toContain('"href":"https://example.test/b"');
  expect(JSON.stringify(a.body)).toContain('"href":"c.md"');
  expect(linksIn(b.body)).toEqual([a.id]);
  expect(linksIn(other.body)).toEqual([a.id]);
  expect((await linkRows(a.id)).toSorted()).toEqual([b.id, other.id].toSorted());
  expect(await linkRows(b.id)).toEqual([a.id]);
});

test('what another system linked by its pages’ addresses is linked here by reference, and a second run finds the same pieces', async () => {
  const posts = [{ title: 'Earlier', html: '<p><a href="__GHOST_URL__/post-2/?ref=a">later</a></p>' }, { title: 'Later', html: '<p><a href="http://www.blog.example.test/post-1">earlier</a></p>' }];
  const file = () => new File([ghostExport(posts)], 'ghost.json');
  await importing(file());
  const [earlier, later] = await Promise.all([item('Earlier'), item('Later')]);
  expect([linksIn(earlier.body), linksIn(later.body)]).toEqual([[later.id], [earlier.id]]);
  expect(await linkRows(earlier.id)).toEqual([later.id]);
  const changed = [posts[0]!, { ...posts[1]!, html: `${posts[1]!.html}<p>More.</p>` }];
  await importing(new File([ghostExport(changed)], 'ghost.json'), { updates: 'on' });
  expect(linksIn((await item('Later')).body)).toEqual([earlier.id]);
  expect((await app.owner.query("select count(*)::int as count from content_items where organization_id = $1 and title in ('Earlier', 'Later')", [owner.organizationId])).rows[0].count).toBe(2);
});

test('a path is read as its writer meant it, and never leads out of the archive', () => {
  const find = pictureFinder('site.zip', ['static/images/a b.png', 'posts/x/photo.JPG', 'one/twice.png', 'two/twice.png']);
  expect(find('posts/x/index.md', 'photo.jpg')).toBe('zip:site.zip!/posts/x/photo.JPG');
  expect(find('posts/x/index.md', '/images/a%20b.png?v=2')).toBe('zip:site.zip!/static/images/a b.png');
  expect(find('posts/x/index.md', '../../../../one/twice.png')).toBe('zip:site.zip!/one/twice.png');
  for (const nowhere of ['twice.png', 'https://example.test/photo.jpg', 'data:image/png;base64,AA', '//example.test/photo.jpg', '', '%E0%A4%A']) expect(find('posts/a.md', nowhere), nowhere).toBeNull();
});

test('a link and the piece it means have one name', () => {
  const markdown = { format: 'markdown' as const, sourceId: 'notes/a.md', link: null };
  expect(namesOfPiece({ ...markdown, sourceId: 'other/index.md' })).toEqual(['file:other/index', 'file:other']);
  expect(nameOfLink('../other/', markdown)).toBe('file:other');
  expect(nameOfLink('#part', markdown)).toBeNull();
  expect(nameOfLink('mailto:someone@example.test', markdown)).toBeNull();
  const page = { format: 'html' as const, sourceId: '1', link: 'https://www.example.test/a/' };
  expect([namesOfPiece(page), nameOfLink('/b/?x=1#y', page), nameOfLink('https://example.test/', page)]).toEqual([['page:example.test/a'], 'page:example.test/b', null]);
});
