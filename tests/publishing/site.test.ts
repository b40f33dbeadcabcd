import { beforeAll, expect, test } from 'vitest';
import { ACCENTS } from '#app/domains/publishing/site-look.ts';
import { renderHtml } from '#app/domains/content/document/render-html.ts';
import { addresses } from '#workers/public/site/face.ts';
import { dressHtml } from '#workers/public/site/dress-html.ts';
import { ORIGIN, startApp, type TestApp } from '../support/app.ts';
import { arrangeComment } from '../support/comments.ts';
import { arrangeItem, textDocument } from '../support/content.ts';
import { founder } from '../support/people.ts';
import { publishNow, unpublishNow } from '../support/published.ts';
import { everyBlock, inArabic } from '../support/reading-matter.ts';

let app: TestApp;
let mine: Awaited<ReturnType<typeof founder>>;
let theirs: Awaited<ReturnType<typeof founder>>;
let categoryId: string;
let tagId: string;

beforeAll(async () => {
  app = await startApp();
  mine = await founder(app);
  theirs = await founder(app);
  const { rows } = await app.owner.query("insert into content_categories (organization_id, name, slug, path) values ($1, 'Harbours', 'harbours', '') returning id", [mine.organizationId]);
  categoryId = rows[0].id;
  await app.owner.query("update content_categories set path = '/' || id || '/' where id = $1", [categoryId]);
  tagId = (await app.owner.query("insert into tags (organization_id, name, slug) values ($1, 'Ferries', 'ferries') returning id", [mine.organizationId])).rows[0].id;
});

const settle = (settings: object) => app.owner.query('update organizations set settings = $2 where id = $1', [mine.organizationId, JSON.stringify(settings)]);

const open = (path: string, headers: Record<string, string> = {}, slug = mine.slug) => app.fetch(new Request(`${ORIGIN}/o/${slug}${path}`, { headers }));
/** Without its style, which is the same on all of them. */
const page = async (path: string) => (await (await open(path)).text()).replace(/<style>.*?<\/style>/s, '');
const timing = (answer: Response) => answer.headers.get('Server-Timing');

async function live(columns: Record<string, unknown> = {}, edition = {}): Promise<string> {
  const id = await arrangeItem(app, mine.organizationId, { author_id: mine.userId, category_id: categoryId, body: textDocument('Boats leave at six.'), ...columns });
  await app.owner.query('insert into content_item_tags (organization_id, content_item_id, tag_id) values ($1, $2, $3)', [mine.organizationId, id, tagId]);
  await publishNow(app, mine.organizationId, id, edition);
  return id;
}

/** The headings in their order: one h1, and nothing that skips a level. */
function outline(html: string): number[] {
  const levels = Array.from(html.matchAll(/<h([1-6])\b/g), ([, level]) => Number(level));
  expect(levels.filter((level) => level === 1)).toEqual([1]);
  levels.forEach((level, at) => {
    if (at > 0 && level > levels[at - 1]! + 1) throw new Error(`h${level} follows h${levels[at - 1]} in ${levels.join(' ')}`);
  });
  return levels;
}

test('every kind of page costs one trip, holds no script that runs, and has its headings in order', async () => {
  await settle({ comments: true });
  await live({ slug: 'first-light', title: 'First light', body: everyBlock([]), published_at: '2025-03-31T22:30:00Z' });
  const author = addresses(mine).author((await app.owner.query("select author ->> 'slug' as slug from published_items where slug = 'first-light'")).rows[0].slug).slice(`/o/${mine.slug}`.length);
  for (const path of ['', '?q=light', '/first-light', '/categories/harbours', '/tags/ferries', author, '/archive/2025-04', '/nowhere', '/categories/nowhere']) {
    const answer = await open(path);
    const html = await answer.text();
    expect({ path, status: answer.status }).toEqual({ path, status: path.endsWith('nowhere') ? 404 : 200 });
    expect(timing(answer), path).toContain('desc="1 trips');
    expect(html.match(/<script(?! type="application\/ld\+json">)/g), path).toBeNull();
    expect(html, path).not.toMatch(/ on[a-z]+=|javascript:| style="/);
    expect(answer.headers.get('Content-Security-Policy'), path).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]+=*'; img-src 'self';/);
    expect(answer.headers.get('Content-Security-Policy'), path).not.toMatch(/script-src|unsafe/);
    expect(answer.headers.get('Set-Cookie'), path).toBeNull();
    outline(html);
    expect(html, path).toContain(`<link rel="alternate" type="application/rss+xml" title="The ${mine.slug} (RSS)" href="/v1/${mine.slug}/feed.xml">`);
  }
});

test('the hash in the content policy is that of the style in the page', async () => {
  const answer = await open('');
  const style = /<style>(.*?)<\/style>/s.exec(await answer.text())![1]!;
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))).toString('base64');
  expect(answer.headers.get('Content-Security-Policy')).toContain(`'sha256-${hash}'`);
});

test('nothing but live pieces of this organization is on any page', async () => {
  const secret = (slug: string, columns: Record<string, unknown> = {}, organization = mine.organizationId) => arrangeItem(app, organization, { slug, title: `Secret ${slug}`, category_id: organization === mine.organizationId ? categoryId : null, body: textDocument('Secret words'), ...columns });
  await secret('a-draft');
  await secret('in-review', { status: 'in_review' });
  await secret('an-archived', { status: 'archived' });
  await secret('a-scheduled', { status: 'scheduled', scheduled_for: new Date(Date.now() + 3_600_000).toISOString() });
  const deleted = await secret('a-deleted');
  await publishNow(app, mine.organizationId, deleted);
  await app.owner.query('update content_items set deleted_at = now() where id = $1', [deleted]);
  const foreign = await secret('a-foreign', {}, theirs.organizationId);
  await publishNow(app, theirs.organizationId, foreign);
  const edited = await live({ slug: 'edited', title: 'As it was published' });
  await app.owner.query("update content_items set title = 'Secret new words', body = $2 where id = $1", [edited, JSON.stringify(textDocument('Secret later words'))]);

  for (const path of ['', '?q=secret', '/categories/harbours', '/tags/ferries', '/edited', '/first-light']) expect(await page(path), path).not.toMatch(/Secret (?!“)/);
  for (const slug of ['a-draft', 'in-review', 'an-archived', 'a-scheduled', 'a-foreign']) {
    const answer = await open(`/${slug}`);
    expect({ slug, status: answer.status, cache: answer.headers.get('Cache-Control') }).toEqual({ slug, status: 404, cache: 'private, no-store' });
    expect(await answer.text()).not.toContain('Secret');
  }
  expect((await open('/a-deleted')).status).toBe(410);
});

test('a piece shows at once, and when it is taken back it is gone everywhere and says so', async () => {
  const id = await live({ slug: 'short-lived', title: 'A short life' });
  expect((await open('/short-lived')).status).toBe(200);
  expect(await page('')).toContain('A short life');
  await unpublishNow(app, mine.organizationId, id);
  const answer = await open('/short-lived');
  expect(answer.status).toBe(410);
  expect(timing(answer)).toContain('desc="1 trips');
  expect(answer.headers.get('Cache-Control')).toBe('private, no-store');
  const html = await answer.text();
  expect(html).toContain('This piece was taken back');
  expect(html).not.toContain('A short life');
  for (const path of ['', '?q=short', '/categories/harbours']) expect(await page(path), path).not.toContain('A short life');
});

test('an address that a piece had before leads to where it is now', async () => {
  const id = await live({ slug: 'renamed-now' });
  await app.owner.query("insert into content_slugs (organization_id, content_item_id, slug) values ($1, $2, 'renamed-before') on conflict do nothing", [mine.organizationId, id]);
  await publishNow(app, mine.organizationId, id);
  const answer = await open('/renamed-before');
  expect([answer.status, answer.headers.get('Location')]).toEqual([301, `/o/${mine.slug}/renamed-now`]);
  const upper = await app.fetch(new Request(`${ORIGIN}/o/${mine.slug.toUpperCase()}/renamed-now`));
  expect([upper.status, upper.headers.get('Location')]).toEqual([301, `/o/${mine.slug}/renamed-now`]);
});

test('an unchanged page is not sent again; a piece, a name or a colour changes its tag', async () => {
  await live({ slug: 'tagged' });
  const first = await open('/tagged');
  const etag = first.headers.get('ETag')!;
  expect(etag).toMatch(/^"[\w.]+"$/);
  expect(first.headers.get('Cache-Control')).toBe('public, max-age=0, must-revalidate');
  expect(first.headers.get('Cloudflare-CDN-Cache-Control')).toBe('public, max-age=60, stale-while-revalidate=86400, stale-if-error=86400');
  expect(first.headers.get('Cache-Tag')!.split(',')).toEqual(expect.arrayContaining([`${mine.organizationId}:slug:tagged`, `${mine.organizationId}:lists`]));
  const second = await open('/tagged', { 'If-None-Match': etag });
  expect([second.status, await second.text(), second.headers.get('ETag')]).toEqual([304, '', etag]);
  expect(timing(second)).toContain('desc="1 trips');
  await settle({ comments: true, site: { accent: 'plum', tagline: 'Slow news' } });
  const third = await open('/tagged', { 'If-None-Match': etag });
  expect(third.status).toBe(200);
  expect(await third.text()).toContain('data-accent="plum"');
  const head = await app.fetch(new Request(`${ORIGIN}/o/${mine.slug}/tagged`, { method: 'HEAD' }));
  expect([head.status, await head.text(), head.headers.get('ETag')]).toEqual([200, '', third.headers.get('ETag')]);
});

test('what people typed stays text, in the page and in the facts about it', async () => {
  const hostile = `</script><script>alert(1)</script><img src=x onerror=alert(1)>"'&`;
  await app.owner.query("update organizations set name = $2, settings = settings || jsonb_build_object('site', jsonb_build_object('tagline', $2::text, 'accent', $2::text)) where id = $1", [mine.organizationId, hostile]);
  await live({ slug: 'hostile', title: hostile, excerpt: hostile, seo: { title: hostile, description: hostile, canonical: 'javascript:alert(1)' } });
  await arrangeComment(app, mine.organizationId, (await app.owner.query("select content_item_id from published_items where slug = 'hostile'")).rows[0].content_item_id, { status: 'approved', guest_name: hostile, body: hostile });
  for (const path of ['', '/hostile', `?q=${encodeURIComponent(hostile)}`, '/categories/harbours', `/${encodeURIComponent(hostile)}`]) {
    const html = await page(path);
    expect(html.match(/<script(?! type="application\/ld\+json">)/g), path).toBeNull();
    expect(html, path).not.toMatch(/<img[^>]* onerror|="[^"]*javascript:/);
  }
  const facts = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(await page('/hostile'))![1]!;
  expect(JSON.parse(facts)).toMatchObject({ '@type': 'Article', headline: hostile, inLanguage: 'en', publisher: { name: hostile } });
  await app.owner.query('update organizations set name = $2 where id = $1', [mine.organizationId, `The ${mine.slug}`]);
  await settle({ comments: true });
});

test('a piece tells where it belongs: canonical, translations, dates, pictures, and whether searchers may keep it', async () => {
  const english = await live({ slug: 'in-english', title: 'In English', seo: { noindex: true, description: 'What searchers read' } }, { cover: { assetId: 'a', src: '/media/f/a/b/c.jpg?w=1280', width: 1600, height: 900, alt: 'A harbour' }, shareImage: null });
  const { rows } = await app.owner.query('select translation_group from content_items where id = $1', [english]);
  await live({ slug: 'in-arabic', title: 'بالعربية', language: 'ar', body: inArabic, translation_group: rows[0].translation_group, seo: { canonical: 'https://elsewhere.example/boats' } });
  const answer = await open('/in-english');
  const html = await answer.text();
  expect(answer.headers.get('X-Robots-Tag')).toBe('noindex');
  for (const part of [
    `<link rel="canonical" href="${ORIGIN}/o/${mine.slug}/in-english">`,
    `<link rel="alternate" hreflang="en" href="${ORIGIN}/o/${mine.slug}/in-english">`,
    `<link rel="alternate" hreflang="ar" href="${ORIGIN}/o/${mine.slug}/in-arabic">`,
    `<link rel="sitemap" type="application/xml" href="/o/${mine.slug}/sitemap.xml">`,
    '<meta name="robots" content="noindex">',
    '<meta name="description" content="What searchers read">',
    `<meta property="og:image" content="${ORIGIN}/media/f/a/b/c.jpg?w=1280">`,
    `<img class="beacon" src="/v1/${mine.slug}/items/in-english/view" width="1" height="1" alt=""`,
    'width="1600" height="900" alt="A harbour"',
  ]) expect(html).toContain(part);
  const arabic = await page('/in-arabic');
  expect(arabic).toContain('<link rel="canonical" href="https://elsewhere.example/boats">');
  expect(arabic).toContain('<h1 lang="ar" dir="rtl">بالعربية</h1>');
  expect(arabic).toContain('<div class="text" lang="ar" dir="rtl">');
  expect((await open('/in-arabic')).headers.get('X-Robots-Tag')).toBeNull();
});

test('older pieces follow page by page, each once, and a place that we never gave leads nowhere', async () => {
  for (let index = 0; index < 36; index += 1) await live({ slug: `step-${index}`, title: `Step ${index}`, published_at: new Date(Date.UTC(2020, 0, 1 + index)).toISOString() });
  const seen: string[] = [];
  let path: string | undefined = '/categories/harbours';
  for (let pages = 0; path && pages < 9; pages += 1) {
    const html = await page(path);
    seen.push(...Array.from(html.matchAll(/<h[23] class="title"><a href="([^"]+)"/g), ([, to]) => to!));
    path = /<a rel="next" href="([^"]+)"/.exec(html)?.[1]?.slice(`/o/${mine.slug}`.length);
    if (path) expect(path).toMatch(/^\/categories\/harbours\?after=[\w-]+$/);
  }
  const { rows } = await app.owner.query('select slug from published_items where organization_id = $1 and withdrawn_at is null order by published_at desc, content_item_id desc', [mine.organizationId]);
  expect(seen).toEqual(rows.map(({ slug }) => `/o/${mine.slug}/${slug}`));
  expect((await open('?after=nonsense')).status).toBe(404);
  expect((await open('/categories/harbours?after=nonsense')).status).toBe(404);
});

test('a month is one of the organization’s own calendar', async () => {
  expect(await page('/archive/2025-04')).toContain('First light');
  expect((await open('/archive/2025-03')).status).toBe(404);
  expect(await page('')).toContain(`href="/o/${mine.slug}/archive/2025-04">April 2025</a>`);
});

test('a reader’s comment goes by a plain form and waits; only what was approved is shown', async () => {
  const id = await live({ slug: 'talked-about' });
  const approved = await arrangeComment(app, mine.organizationId, id, { status: 'approved', guest_name: 'Ines', body: 'Well put' });
  for (const status of ['pending', 'spam', 'rejected']) await arrangeComment(app, mine.organizationId, id, { status, body: `Hidden ${status}` }).catch(() => undefined);
  await arrangeComment(app, mine.organizationId, id, { status: 'approved', audience: 'team', guest_name: '', author_id: mine.userId, body: 'Hidden from readers' });
  const html = await page('/talked-about');
  expect(html).toContain('Well put');
  expect(html).not.toContain('Hidden');
  expect(await page(`/talked-about?answer=${approved}`)).toContain(`<input type="hidden" name="parent" value="${approved}">`);

  const send = (fields: Record<string, string>, headers: Record<string, string> = { Origin: ORIGIN }) => app.fetch(new Request(`${ORIGIN}/o/${mine.slug}/talked-about/comments`, { method: 'POST', headers, body: new URLSearchParams(fields) }));
  const refused = await send({ name: '', body: 'Words that were typed', email: 'a@example.test' });
  expect([refused.status, refused.headers.get('Cache-Control')]).toEqual([422, 'private, no-store']);
  const again = await refused.text();
  expect(again).toContain('The name is missing. Nothing was sent yet.');
  expect(again).toContain('Words that were typed</textarea>');
  expect(again).toContain('value="a@example.test"');
  expect((await send({ name: 'A forger', body: 'x' }, { Origin: 'https://evil.example' })).status).toBe(403);

  const sent = await send({ name: 'Jonas', body: 'I have read it twice', website: '' });
  expect([sent.status, sent.headers.get('Location')]).toEqual([303, `/o/${mine.slug}/talked-about?said=waiting#site-comments`]);
  const said = await open('/talked-about?said=waiting');
  expect(said.headers.get('Cache-Control')).toBe('private, no-store');
  const words = await said.text();
  expect(words).toContain('<p class="said" role="status">Thank you.');
  expect(words).not.toContain('I have read it twice');
  expect((await send({ name: 'A program', body: 'Buy', website: 'https://spam.example' })).status).toBe(303);
  const { rows } = await app.owner.query("select guest_name, status from content_comments where content_item_id = $1 and guest_name in ('Jonas', 'A program') order by id", [id]);
  expect(rows).toEqual([{ guest_name: 'Jonas', status: 'pending' }, { guest_name: 'A program', status: 'spam' }]);
  await settle({ comments: false });
  const quiet = await page('/talked-about');
  expect(quiet).not.toContain('Well put');
  expect(quiet).not.toContain('site-write');
});

test('an organization that gives its content to keys only has no site, and neither has one that is not there', async () => {
  await settle({ publicRead: 'keys' });
  const closed = await open('');
  expect([closed.status, closed.headers.get('Cache-Control')]).toEqual([403, 'private, no-store']);
  expect(await (await open('/first-light')).text()).not.toContain('First light');
  await settle({});
  expect((await open('', {}, 'no-such-paper')).status).toBe(404);
});

test('a preview shows one revision to whoever has the link, until it runs out or is taken back', async () => {
  const id = await arrangeItem(app, mine.organizationId, { slug: 'not-yet', title: 'Not yet', language: 'en', author_id: mine.userId, body: textDocument('Words of the first revision') });
  await app.owner.query("insert into preview_links (organization_id, content_item_id, revision, token_hash, expires_at) values ($1, $2, 1, sha256('a-long-token'), now() + interval '2 days')", [mine.organizationId, id]);
  await app.owner.query("update content_items set title = 'Later', body = $2 where id = $1", [id, JSON.stringify(textDocument('Words of a later revision'))]);
  const look = () => app.fetch(new Request(`${ORIGIN}/preview/a-long-token`));
  const shown = await look();
  expect([shown.status, shown.headers.get('Cache-Control'), shown.headers.get('X-Robots-Tag'), shown.headers.get('ETag')]).toEqual([200, 'private, no-store', 'noindex', null]);
  const html = await shown.text();
  expect(html).toContain('Preview of revision 1, until');
  expect(html).toContain('Words of the first revision');
  expect(html).not.toContain('later revision');
  expect(html).not.toMatch(/rel="canonical"|class="beacon"|ld\+json/);
  outline(html);
  expect((await app.fetch(new Request(`${ORIGIN}/preview/another-token`))).status).toBe(404);
  await app.owner.query('update preview_links set revoked_at = now() where content_item_id = $1', [id]);
  expect((await look()).status).toBe(404);
});

test('wide things scroll in a box that keys can reach, and a heading is never deeper than it may be', () => {
  const html = dressHtml(renderHtml(everyBlock(['a', 'b', 'c'])));
  expect(html).toContain('<div class="table-box" role="group" aria-label="Table" tabindex="0"><table>');
  expect(html).toContain('<pre tabindex="0"><code');
  expect(dressHtml('<h1 id="a">A</h1><h4 id="b">B</h4><h2 id="c">C</h2><h6 id="d">D</h6>')).toBe('<h2 id="a">A</h2><h3 id="b">B</h3><h3 id="c">C</h3><h4 id="d">D</h4>');
});

test('every accent reads at AA and better on the paper, the sheet and the well of its theme', () => {
  const channel = (value: number) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = (colour: string) => [1, 3, 5].reduce((sum, at, index) => sum + [0.2126, 0.7152, 0.0722][index]! * channel(Number.parseInt(colour.slice(at, at + 2), 16) / 255), 0);
  const contrast = (a: string, b: string) => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);
  for (const [name, [light, dark]] of Object.entries(ACCENTS)) {
    for (const ground of ['#fdfbf6', '#fffefb', '#f3eee3']) expect(contrast(light, ground), `${name} on ${ground}`).toBeGreaterThan(7);
    for (const ground of ['#171614', '#1e1c19', '#24211d']) expect(contrast(dark, ground), `${name} on ${ground}`).toBeGreaterThan(7);
  }
});
