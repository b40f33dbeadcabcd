import { Client } from 'pg';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { DEMO } from '#db/seed.ts';
import type { Edition } from '#db/schema/publishing.ts';
import { renderHtml } from '#app/domains/content/document/render-html.ts';
import { pictureOf, type PublishableAsset } from '#app/domains/publishing/edition.ts';
import type { TestApp } from '../support/app.ts';
import { arrangeComment } from '../support/comments.ts';
import { arrangeItem } from '../support/content.ts';
import { publishNow } from '../support/published.ts';
import { everyBlock, inArabic } from '../support/reading-matter.ts';
import { bringAxe, inspect } from './inspection.ts';
import { newcomer } from './people.ts';
import { arrive, visit } from './visitor.ts';

const TITLES = ['The people who count the boats', 'A short history of waiting rooms', 'What the lamp was for', 'Rye bread, before seven', 'The harbour that moved twice', 'Seals, left of the bow', 'A map drawn from memory, and the eleven corrections that came by post', 'Notes on fog', 'The last typewriter at the pilot station', 'How a quay is built in winter', 'On being early', 'Letters from Skarv', 'Ropes', 'The price of a crossing', 'Four ways to say rain', 'A road with a hole in it', 'Inventory of a boathouse', 'Small craft warnings', 'Ice'];
const SECTIONS = ['Essays', 'Harbours', 'Letters', 'Reports', 'Weather'];
const EXCERPT = 'Along this coast forty-one ferries keep forty-one kinds of time. We spent a winter on the boats, with the people who promise to come and then do.';
const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft and other long names that a headline has to carry without falling over the edge of the page';

const owner = new Client({ connectionString: inject('site').ownerUrl });
/** What the arranging functions need of an app: its database. */
const app = { owner } as unknown as TestApp;
let slug: string;
const at = (path: string) => `/o/${slug}${path}`;

/** A small publication with pictures of the demo's library, which anyone may see. */
beforeAll(async () => {
  await owner.connect();
  const one = async <Row>(text: string, values: unknown[]) => (await owner.query(text, values)).rows[0] as Row;
  const { email } = await newcomer('The North Quay Review');
  const { id: organizationId, slug: address, person } = await one<{ id: string; slug: string; person: string }>('select o.id, o.slug, u.id as person from organizations o join memberships m on m.organization_id = o.id join users u on u.id = m.user_id where u.email = $1', [email]);
  slug = address;
  const settings = { comments: true, site: { tagline: 'Slow reporting from the edge of the water', accent: 'madder' } };
  await owner.query("update organizations set settings = $2, description = 'Essays and reports from where the road ends. Edited in two rooms above the chandler.', website = 'https://quay.example' where id = $1", [organizationId, JSON.stringify(settings)]);

  const { rows } = await owner.query(
    `select a.id, a.name, a.sha256, a.crop, a.alt_text as "altText", a.mime_type as "mimeType", a.visibility, a.width, a.height from media_assets a join memberships m on m.organization_id = a.organization_id join users u on u.id = m.user_id
     where u.email = $1 and a.type = 'image' and a.status = 'ready' and a.visibility = 'public' and a.deleted_at is null and a.width > a.height and a.width >= 640 order by a.width desc, a.id limit 6`,
    [DEMO.email],
  );
  const pictures = (rows as PublishableAsset[]).map((asset) => pictureOf(asset, 'A picture of the demo'));
  const known = new Map(pictures.map((picture) => [picture.assetId, picture]));
  const words = everyBlock(pictures.map(({ assetId }) => assetId));
  const html = renderHtml(words, { asset: (id) => (known.has(id) ? { ...known.get(id)!, sizes: '(min-width: 48rem) 42rem, 100vw', mime: 'image/jpeg' } : null) });

  const categories: { id: string }[] = [];
  for (const name of SECTIONS) categories.push(await one("with made as (select app.uuid7() as id) insert into content_categories (id, organization_id, name, slug, path) select id, $1, $2, lower($2), '/' || id || '/' from made returning id", [organizationId, name]));
  const tag = await one<{ id: string }>("insert into tags (organization_id, name, slug) values ($1, 'ferries', 'ferries') returning id", [organizationId]);
  const show = async (columns: Record<string, unknown>, edition: Partial<Edition> = {}) => {
    const id = await arrangeItem(app, organizationId, { author_id: person, body: words, excerpt: EXCERPT, ...columns });
    await owner.query('insert into content_item_tags (organization_id, content_item_id, tag_id) values ($1, $2, $3)', [organizationId, id, tag.id]);
    await publishNow(app, organizationId, id, { html, ...edition });
    return id;
  };
  const days = (count: number) => new Date(Date.UTC(2026, 9, 20, 8) - count * 4.3 * 86_400_000).toISOString();
  const group = (await one<{ id: string }>('select app.uuid7() as id', [])).id;
  for (const [index, title] of TITLES.entries()) {
    const id = await show(
      { title, slug: title.toLowerCase().replace(/[^a-z]+/g, '-'), category_id: categories[index % SECTIONS.length]!.id, published_at: days(index), ...(index === 0 ? { translation_group: group } : {}) },
      { cover: index % 3 === 2 || pictures.length === 0 ? null : pictures[index % pictures.length]! },
    );
    if (index > 0) continue;
    const opening = await arrangeComment(app, organizationId, id, { status: 'approved', guest_name: 'Ines', body: 'My grandfather kept that book.\nIt is in our attic now.' });
    await arrangeComment(app, organizationId, id, { status: 'approved', guest_name: 'The editors', body: 'We would very much like to see it.', parent_id: opening });
  }
  await show({ title: 'الذين يعدّون القوارب على امتداد الساحل', slug: 'in-arabic', language: 'ar', translation_group: group, body: inArabic, excerpt: 'على هذا الساحل تحفظ إحدى وأربعون عبّارة إحدى وأربعين نوعًا من الوقت.', published_at: days(30) }, { html: renderHtml(inArabic) });
  await show({ title: LONG, slug: 'long-title', published_at: days(31) });
});
afterAll(() => owner.end());

/** What is embedded stands elsewhere, and no test goes there. */
const stayHere = (context: BrowserContext) => context.route(/vimeo\.com/, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>A film</title>' }));

const PAGES: [name: string, path: string][] = [
  ['front', ''],
  ['piece', '/the-people-who-count-the-boats'],
  ['piece-without-cover', '/what-the-lamp-was-for'],
  ['piece-in-arabic', '/in-arabic'],
  ['piece-long-title', '/long-title'],
  ['category', '/categories/essays'],
  ['search', '?q=boats'],
  ['nothing-found', '?q=xylophone'],
  ['not-here', '/nowhere'],
  ['comment-said', '/the-people-who-count-the-boats?said=waiting'],
];

test.each(PAGES)('%s reads well for everyone: light, dark, and on the narrowest phone', async (name, path) => {
  const { context, page } = await visit();
  await stayHere(context);
  await bringAxe(context);
  await page.goto(at(path));
  await scrolled(page);
  await inspect(page, `public-site-${name}`);
});

/** Lazy pictures are there before a picture is taken of the whole page. */
async function scrolled(page: Page) {
  await page.evaluate(async () => {
    const pictures = Array.from(document.images);
    for (const picture of pictures) picture.loading = 'eager';
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
  });
}

test('the keyboard skips to the words, and reaches what scrolls in its own box', async () => {
  const { context, page } = await visit({ viewport: { width: 390, height: 800 } });
  await stayHere(context);
  await page.goto(at('/the-people-who-count-the-boats'));
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('site-content');
  const reached: string[] = [];
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate(() => document.activeElement?.className || document.activeElement?.localName || ''));
  }
  expect(reached).toContain('table-box');
  expect(reached).toContain('pre');
  await page.locator('.table-box').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.locator('.table-box').evaluate((box) => box.scrollLeft)).toBeGreaterThan(0);
});

test('without JavaScript one reads on, searches, and leaves a comment that waits', async () => {
  const { context, page } = await visit({ javaScriptEnabled: false });
  await stayHere(context);
  await page.goto(at(''));
  await page.getByRole('link', { name: 'Older' }).click();
  await page.getByRole('heading', { name: 'Ice', exact: true }).waitFor();
  await page.getByRole('link', { name: 'Newest' }).click();
  await page.getByRole('searchbox').fill('boats');
  await page.getByRole('searchbox').press('Enter');
  await page.getByText('match “boats”').waitFor();
  await page.getByRole('link', { name: TITLES[0]! }).first().click();
  await page.getByRole('link', { name: 'Answer Ines' }).click();
  await page.getByRole('heading', { name: 'Answer Ines' }).waitFor();
  await page.getByLabel('Your name').fill('Jonas');
  await page.getByLabel('Your comment').fill('Then let us come by.');
  await page.getByRole('button', { name: 'Send the comment' }).click();
  await page.getByText('Your comment waits to be read').waitFor();
  expect(await page.getByText('Then let us come by.').count()).toBe(0);
  const { rows } = await owner.query("select status, parent_id is not null as answers from content_comments where guest_name = 'Jonas'");
  expect(rows).toEqual([{ status: 'pending', answers: true }]);
});

test('nothing moves while a page arrives, and it asks for nothing but pictures and its own fonts', async () => {
  // Where a title is wide and the words below it are in sight: the most that can move.
  const { context } = await arrive({ reducedMotion: 'no-preference', viewport: { width: 1024, height: 860 } });
  await stayHere(context);
  await context.addInitScript(() => {
    const told = window as unknown as { moved: number };
    told.moved = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) told.moved += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  // The fonts come late, as they do on a train.
  await context.route(/\.woff2$/, async (route) => {
    await new Promise((done) => setTimeout(done, 600));
    await route.continue();
  });
  for (const path of ['', '/the-people-who-count-the-boats', '/what-the-lamp-was-for', '/long-title']) {
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => void (request.url().endsWith('/favicon.svg') || asked.push(request.resourceType())));
    await page.goto(at(path), { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => (window as unknown as { moved: number }).moved), path).toBeLessThan(0.02);
    expect([...new Set(asked)].filter((type) => !['document', 'font', 'image'].includes(type)), path).toEqual([]);
    expect(await page.evaluate(() => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).encodedBodySize), path).toBeLessThan(64 * 1024);
    expect(await page.evaluate(() => document.fonts.check("20px 'Newsreader Variable'"))).toBe(true);
    await page.close();
  }
  await context.close();
});
