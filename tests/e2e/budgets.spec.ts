import { gzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { DEMO } from '#db/seed.ts';
import { query, sessionOf } from './people.ts';
import { origin, ready, visit } from './visitor.ts';

const KIB = 1024;
const SIGNED_OUT = ['/sign-in', '/sign-up', '/forgotten-password'];
const PAGES = ['/', '/analytics', '/content', '/content/new', '/content/categories', '/content/tags', '/content/templates', '/content/comments', '/media', '/calendar', '/calendar/new', '/calendar/calendars', '/campaigns', '/campaigns?show=timeline', '/campaigns/new', '/notifications', '/settings/profile', '/settings/security', '/settings/data', '/settings/organization', '/settings/people', '/settings/activity', '/settings/keys', '/settings/webhooks', '/settings/webhooks/new', '/settings/deliveries'];

const sizes = new Map<string, Promise<number>>();
const gzipped = async (url: string) => gzipSync(new Uint8Array(await (await fetch(url)).arrayBuffer()), { level: 9 }).length;

/** Every script that the document asks for before anything is pressed: preloaded, linked or imported by it. */
async function firstLoad(path: string, cookie: string): Promise<number> {
  const html = await (await fetch(`${origin}${path}`, { headers: { Cookie: cookie } })).text();
  const named = html.matchAll(/(?:<link rel="modulepreload"[^>]*href=|<script[^>]*\ssrc=|\bfrom |\bimport ?\(?)"(\/assets\/[^"]+\.js)"/g);
  const urls = [...new Set(Array.from(named, ([, url]) => `${origin}${url}`))];
  expect(urls.length).toBeGreaterThan(3);
  const each = urls.map((url) => {
    if (!sizes.has(url)) sizes.set(url, gzipped(url));
    return sizes.get(url)!;
  });
  return (await Promise.all(each)).reduce((sum, size) => sum + size, 0);
}

const LIST = 110;
const EDITOR = 220;
const COMPOSER = 160;

test('no page asks for more than 110 KB of script before the first press', async () => {
  const cookie = `mh-session=${await sessionOf(DEMO.email)}`;
  const measured = await Promise.all([...SIGNED_OUT.map((path) => [path, ''] as const), ...PAGES.map((path) => [path, cookie] as const)].map(async ([path, as]) => [path, await firstLoad(path, as)] as const));
  console.log(measured.map(([path, size]) => `${(size / KIB).toFixed(1).padStart(7)} KB  ${path}`).join('\n'));
  expect(measured.filter(([, size]) => size > LIST * KIB)).toEqual([]);
});

/** What the browser itself fetches of scripts until it has nothing more to ask for, whoever asks: the page or a script of it. */
async function fetched(path: string, until: string): Promise<number> {
  const { page } = await visit({ session: await sessionOf(DEMO.email) });
  const urls = new Set<string>();
  page.on('request', (request) => request.url().endsWith('.js') && urls.add(request.url()));
  await page.goto(path);
  await page.locator(until).first().waitFor();
  await page.waitForLoadState('networkidle');
  return (await Promise.all(Array.from(urls, gzipped))).reduce((sum, size) => sum + size, 0);
}

test('the page of a piece, with the editor and all that it fetches by itself, stays within 220 KB', async () => {
  const [draft] = await query<{ id: string }>("select id from content_items where slug = 'eight-colours-and-a-new-front-page'");
  const [story] = await query<{ id: string }>("select id from content_items where slug = 'the-ferry-that-waits'");
  const [plain, withEverything] = [await fetched(`/content/${draft!.id}`, '.editor-toolbar button'), await fetched(`/content/${story!.id}`, '.editor-toolbar button')];
  console.log(`${(plain / KIB).toFixed(1).padStart(7)} KB  a plain piece\n${(withEverything / KIB).toFixed(1).padStart(7)} KB  one with pictures and a table`);
  expect(plain).toBeLessThanOrEqual(EDITOR * KIB);
});

test('the lists whose code follows them are within it as well, with what they fetch by themselves', async () => {
  const [content, media] = [await fetched('/content', 'table [data-row-link]'), await fetched('/media', 'nav[aria-label="Folders"]')];
  console.log(`${(content / KIB).toFixed(1).padStart(7)} KB  the list of content\n${(media / KIB).toFixed(1).padStart(7)} KB  the media library`);
  expect(content).toBeLessThanOrEqual(LIST * KIB);
  expect(media).toBeLessThanOrEqual(LIST * KIB);
});

test('the composer of posts, with all that it fetches by itself, stays within 160 KB', async () => {
  const [draft] = await query<{ id: string }>("select p.id from posts p join organizations o on o.id = p.organization_id where p.status = 'draft' and p.deleted_at is null and exists (select from memberships m join users u on u.id = m.user_id where m.organization_id = o.id and u.email = $1) order by p.id limit 1", [DEMO.email]);
  const [begins, stands] = [await fetched('/social/posts/new', 'textarea[name="text"]'), draft ? await fetched(`/social/posts/${draft.id}`, 'textarea[name="text"]') : 0];
  console.log(`${(begins / KIB).toFixed(1).padStart(7)} KB  a new post\n${(stands / KIB).toFixed(1).padStart(7)} KB  a draft`);
  expect(begins).toBeLessThanOrEqual(COMPOSER * KIB);
  expect(stands).toBeLessThanOrEqual(COMPOSER * KIB);
});

test('the Worker is at most 1 MB, gzipped', () => {
  const { workerGzip } = inject('site');
  console.log(`${(workerGzip / KIB).toFixed(0).padStart(7)} KB  the Worker`);
  expect(workerGzip).toBeLessThanOrEqual(1024 * KIB);
});

test('nothing moves while a page arrives over a slow line', async () => {
  const { context, page } = await visit({ session: await sessionOf(DEMO.email) });
  const lab = await context.newCDPSession(page);
  await lab.send('Network.emulateNetworkConditions', { offline: false, latency: 40, downloadThroughput: (10 * 1024 * KIB) / 8, uploadThroughput: (10 * 1024 * KIB) / 8 });
  await lab.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.addInitScript(() => {
    const seen = ((window as unknown as { seen: { shift: number; paint: number } }).seen = { shift: 0, paint: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) if (!entry.hadRecentInput) seen.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.paint = entry.startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
  const moved: string[] = [];
  for (const path of ['/', '/content', '/content/01990000-0000-7000-8000-000000000120', '/settings/organization', '/settings/people', '/settings/activity', '/settings/keys', '/sign-up']) {
    await page.goto(path);
    await ready(page);
    await page.evaluate(() => document.fonts.ready.then(() => null));
    const { shift, paint } = await page.evaluate(() => (window as unknown as { seen: { shift: number; paint: number } }).seen);
    console.log(`LCP ${paint.toFixed(0).padStart(5)} ms   CLS ${shift.toFixed(4)}   ${path}`);
    if (shift > 0.02) moved.push(`${path}: ${shift}`);
  }
  expect(moved).toEqual([]);
});
