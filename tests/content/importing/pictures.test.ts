import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, startApp } from '../../support/app.ts';
import { founder } from '../../support/people.ts';
import { png } from '../../media/file/build.ts';
import { ghostExport } from './files.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let site: Server;
let at: string;
const asked: string[] = [];

beforeAll(async () => {
  site = createServer((request, response) => {
    asked.push(request.url!);
    if (!/^\/\d\.png$/.test(request.url!)) return response.writeHead(404).end();
    response.end(png({ width: 10 + Number(request.url![1]), height: 10 }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => site.once('listening', resolve));
  at = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  app = await startApp();
  app.env.OUTBOUND_ALLOWED = at;
  owner = await founder(app);
});
afterAll(() => site.close());

const file = (posts: object[]) => new File([ghostExport(posts, { settings: [{ key: 'url', value: at }] })], 'ghost.json');
const image = (path: string) => `<p>Look:</p><img src="${path}" alt="A boat">`;
const POSTS = [{ html: image('__GHOST_URL__/1.png') + image('__GHOST_URL__/2.png'), feature_image: '__GHOST_URL__/3.png' }, { html: image('__GHOST_URL__/1.png') + image('__GHOST_URL__/gone.png') }, { html: image('https://127.0.0.1/inside.png') }];

async function importing(posts: object[], fields: Record<string, string>) {
  const answer = await owner.browser.post('/content/import', { intent: 'upload', files: file(posts) });
  await app.drain();
  const id = new URL(answer.url, 'http://x').searchParams.get('import')!;
  await owner.browser.post('/content/import', { intent: 'run', importId: id, ...fields });
  await app.drain();
  return id;
}
const items = async () => (await app.owner.query('select * from content_items where organization_id = $1 order by id', [owner.organizationId])).rows;
const assetsOf = (body: unknown) => [...JSON.stringify(body).matchAll(/"assetId":"([^"]+)"/g)].map(([, id]) => id);

test('stay where they are unless asked for: the text links to them', async () => {
  await importing(POSTS.slice(0, 1), {});
  const [item] = await items();
  expect(asked).toEqual([]);
  expect(assetsOf(item.body)).toEqual([]);
  expect(JSON.stringify(item.body)).toContain(`${at}/1.png`);
  await app.owner.query('delete from content_items where id = $1', [item.id]);
});

test('come into a folder of the library, each once; those that cannot be had are listed', async () => {
  const id = await importing(POSTS, { pictures: 'on' });
  const found = await items();
  expect(asked.toSorted()).toEqual(['/1.png', '/2.png', '/3.png', '/gone.png']);
  const { rows: assets } = await app.owner.query('select a.id, a.name, f.name as folder from media_assets a join media_folders f on f.id = a.folder_id where a.organization_id = $1 order by a.name', [owner.organizationId]);
  expect(assets.map(({ name }) => name)).toEqual(['1.png', '2.png', '3.png']);
  expect(assets[0].folder).toMatch(/^Pictures of the import/);
  expect(assetsOf(found[0].body)).toEqual([assets[0].id, assets[1].id]);
  expect(found[0].cover_asset_id).toBe(assets[2].id);
  expect(assetsOf(found[1].body)).toEqual([assets[0].id]);
  expect((await app.owner.query("select count(*)::int as count from media_usages where place = 'content_item' and place_id = $1", [found[0].id])).rows[0].count).toBe(3);
  const page = await owner.browser.get(`/content/import?import=${id}`);
  expect(page.text).toContain('gone.png');
  expect(page.text).toContain('The site answered 404.');
  expect(page.text).toContain('inside.png');
  expect(page.trips).toBe(1);
});

test('are not fetched again for pieces that are known', async () => {
  asked.length = 0;
  await importing(POSTS, { pictures: 'on' });
  expect(asked).toEqual([]);
  expect(await items()).toHaveLength(3);
});
