import { beforeAll, expect, test } from 'vitest';
import { embedSnippet, fetchExample } from '#app/domains/publishing/snippets.ts';
import { keyOf } from '../api/program.ts';
import { type TestApp, ORIGIN, startApp } from '../support/app.ts';
import { arrangeItem, textDocument } from '../support/content.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';
import { publishNow } from '../support/published.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let editor: Colleague;
const place = { origin: ORIGIN, organization: 'shown-paper' };

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'shown-paper');
  editor = await colleague(app, owner.browser, 'editor');
  await publishNow(app, owner.organizationId, await arrangeItem(app, owner.organizationId, { title: 'Low tide', slug: 'low-tide', body: textDocument('Mud.') }));
});

const post = (fields: Record<string, string>, { browser }: Pick<Colleague, 'browser'> = owner) => browser.post('/settings/site', fields, { follow: false });
const readers = (who: string) => post({ intent: 'readers', readers: who });
const status = async (path: string, headers: Record<string, string> = {}) => (await app.fetch(new Request(`${ORIGIN}${path}`, { headers }))).status;
const site = async () => (await app.fetch(new Request(`${ORIGIN}/o/shown-paper`))).text();
const settings = async () => (await app.owner.query('select settings from organizations where id = $1', [owner.organizationId])).rows[0].settings;

/** Runs the lines as someone would who pasted them: fetch asks the app, and the rest is what surrounds them. */
async function run(code: string, around: object = {}): Promise<string[]> {
  const said: string[] = [];
  const ask = (address: string, given: RequestInit = {}) => app.fetch(new Request(address, given));
  const given = { fetch: ask, console: { log: (...words: unknown[]) => said.push(words.join(' ')) }, ...around };
  const AsyncFunction = (async () => undefined).constructor as new (...lines: string[]) => (...values: unknown[]) => Promise<void>;
  await new AsyncFunction(...Object.keys(given), code)(...Object.values(given));
  return said;
}

test('the lines for a program do what they say, open and with a key', async () => {
  expect((await run(fetchExample(place, false)))[0]).toMatch(/Low tide http.*\/o\/shown-paper\/low-tide$/);
  await readers('keys');
  const key = await keyOf(owner.browser, ['content:read']);
  expect((await run(fetchExample(place, true), { process: { env: { MASTHEAD_KEY: key } } }))[0]).toMatch(/Low tide/);
  await expect(run(fetchExample(place, false))).rejects.toThrow(/API key/);
  await readers('everyone');
});

test('the lines for a page list the newest titles', async () => {
  const [, code] = /<script type="module">([\s\S]*)<\/script>/.exec(embedSnippet(place))!;
  const links: object[] = [];
  const list = { appendChild: () => ({ append: (link: object) => links.push(link) }) };
  await run(code!, { document: { getElementById: () => list, createElement: () => ({}) } });
  expect(links).toEqual([{ href: `${ORIGIN}/o/shown-paper/low-tide`, textContent: 'Low tide' }]);
});

test('closed to all but holders of a key, and open again, from the next request on', async () => {
  expect([await status('/o/shown-paper'), await status('/v1/shown-paper/items')]).toEqual([200, 200]);
  expect((await readers('keys')).status).toBe(302);
  expect([await status('/o/shown-paper'), await status('/o/shown-paper/low-tide'), await status('/v1/shown-paper/items'), await status('/v1/shown-paper/feed.xml'), await status('/o/shown-paper/sitemap.xml')]).toEqual([403, 403, 401, 401, 401]);
  expect((await owner.browser.get('/settings/site')).text).toContain('Each of them asks for a key now.');
  await readers('everyone');
  expect([await status('/o/shown-paper'), await status('/v1/shown-paper/items')]).toEqual([200, 200]);
  expect((await owner.browser.get('/settings/activity')).text).toContain('closed the public site to all but holders of a key');
});

test('tagline and accent are shown, and leave the other settings alone', async () => {
  await app.owner.query("update organizations set settings = settings || '{\"comments\": true}' where id = $1", [owner.organizationId]);
  expect((await post({ intent: 'look', tagline: '  News of the mud  ', accent: 'moss' })).status).toBe(302);
  expect(await settings()).toMatchObject({ comments: true, site: { tagline: 'News of the mud', accent: 'moss' } });
  expect(await site()).toContain('News of the mud');
  expect((await post({ intent: 'look', tagline: '', accent: 'neon' })).status).toBe(422);
  expect((await post({ intent: 'look', tagline: 'x'.repeat(161), accent: 'moss' })).status).toBe(422);
  expect(await settings()).toMatchObject({ site: { accent: 'moss' } });
});

test('it is the admins’ page', async () => {
  expect((await editor.browser.get('/settings/site')).status).toBe(403);
  expect((await post({ intent: 'readers', readers: 'keys' }, editor)).status).toBe(403);
  expect(await status('/o/shown-paper')).toBe(200);
});
