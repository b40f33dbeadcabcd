import { beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, ORIGIN, startApp } from '../support/app.ts';
import { arrangeItem } from '../support/content.ts';
import { atomOffences, jsonFeedOffences, rssOffences, sitemapOffences } from '../support/feeds.ts';
import { founder } from '../support/people.ts';
import { publishNow } from '../support/published.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;

/** Everything that breaks a feed written without care. */
const HARD = {
  title: 'Ships & <boats> “at” ]]> dawn\u0007 \u{1F6A2}',
  excerpt: 'Less < more & "quoted" ]]>',
  html: `<p>1 &lt; 2 &amp; ]]&gt; <a href="/o/feed-paper/other">inside</a> <a href="#footnote-1">note</a> <code>&lt;img src=&quot;/x&quot;&gt;</code></p>
<figure><img src="/media/f/a/b/c.jpg?w=1280&amp;h=2" srcset="/media/f/a/b/c.jpg?w=320 320w, /media/f/a/b/c.jpg?w=640 640w" alt="a &quot;b&quot;"></figure>
<figure><iframe src="https://www.youtube-nocookie.com/embed/x" title="A &quot;film&quot;" loading="lazy" allowfullscreen></iframe></figure>`,
  cover: { assetId: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01', src: '/media/f/a/b/cover.png?w=1280&crop=0_0_1_1', width: 1200, height: 800, alt: 'A cover' },
  seo: {},
};

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'feed-paper');
  await app.owner.query("update organizations set name = 'Tom & \"Jerry\" <ltd>', description = 'All & <sundry>' where id = $1", [owner.organizationId]);
  const { rows: [tag] } = await app.owner.query("insert into tags (organization_id, name, slug) values ($1, 'R & D <x>', 'r-d') returning id", [owner.organizationId]);
  const hard = await arrangeItem(app, owner.organizationId, { slug: 'hard', author_id: owner.userId });
  await app.owner.query('insert into content_item_tags (organization_id, content_item_id, tag_id) values ($1, $2, $3)', [owner.organizationId, hard, tag.id]);
  await publishNow(app, owner.organizationId, hard, HARD);
  await publishNow(app, owner.organizationId, await arrangeItem(app, owner.organizationId, { slug: 'plain', title: 'Plain', language: 'de' }));
  await publishNow(app, owner.organizationId, await arrangeItem(app, owner.organizationId, { slug: 'unlisted', title: 'Unlisted', seo: { noindex: true } }));
  await founder(app, 'empty-paper');
});

async function get(path: string) {
  const response = await app.fetch(new Request(`${ORIGIN}/v1/${path}`));
  return { status: response.status, type: response.headers.get('Content-Type'), text: await response.text() };
}

const FEEDS = [
  ['feed.xml', 'application/rss+xml; charset=utf-8', rssOffences],
  ['atom.xml', 'application/atom+xml; charset=utf-8', atomOffences],
  ['feed.json', 'application/feed+json; charset=utf-8', jsonFeedOffences],
] as const;

describe.each(FEEDS)('%s', (name, type, offencesOf) => {
  test.each(['feed-paper', 'empty-paper'])('of %s keeps every rule', async (paper) => {
    const feed = await get(`${paper}/${name}`);
    expect([feed.status, feed.type]).toEqual([200, type]);
    expect(offencesOf(feed.text, `${ORIGIN}/v1/${paper}/${name}`)).toEqual([]);
  });

  test('of one tag names itself so, and holds that tag only', async () => {
    const feed = await get(`feed-paper/${name}?tag=r-d&utm_source=x`);
    expect(offencesOf(feed.text, `${ORIGIN}/v1/feed-paper/${name}?tag=r-d`)).toEqual([]);
    expect(feed.text).toContain('dawn');
    expect(feed.text).not.toContain('Plain');
  });

  test('carries the words, the author, the terms and the cover unharmed', async () => {
    const { text } = await get(`feed-paper/${name}`);
    const decoded = name === 'feed.json' ? text : text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    for (const words of ['R & D <x>', 'Person', `${ORIGIN}/media/f/a/b/cover.png?w=1280&crop=0_0_1_1`, `${ORIGIN}/o/feed-paper/hard#footnote-1`, 'Ships & <boats> “at” ]]> dawn']) expect(decoded).toContain(words);
    expect(text).not.toContain('iframe');
    expect(text).toContain('https://www.youtube-nocookie.com/embed/x');
  });
});

test('lastBuildDate is when something shown changed, and is not there for nothing', async () => {
  const { rows } = await app.owner.query('select max(modified_at) as at from published_items where organization_id = $1', [owner.organizationId]);
  expect((await get('feed-paper/feed.xml')).text).toContain(`<lastBuildDate>${new Date(rows[0].at).toUTCString()}</lastBuildDate>`);
  expect((await get('empty-paper/feed.xml')).text).not.toContain('lastBuildDate');
});

test('the sitemap keeps every rule, begins with the front page, and leaves out what asks for it', async () => {
  for (const paper of ['feed-paper', 'empty-paper']) expect(sitemapOffences((await get(`${paper}/sitemap.xml`)).text)).toEqual([]);
  const { text, type } = await get('feed-paper/sitemap.xml');
  expect(type).toBe('application/xml; charset=utf-8');
  expect(text).toContain(`<loc>${ORIGIN}/o/feed-paper</loc>`);
  expect(text).toContain(`<loc>${ORIGIN}/o/feed-paper/plain</loc>`);
  expect(text).not.toContain('unlisted');
});

const onSite = async (path: string) => (await app.fetch(new Request(`${ORIGIN}/o/${path}`))).text();

test('beside the pages of the site stands the same sitemap: searchers heed one for what stands below its own place', async () => {
  expect(await onSite('feed-paper/sitemap.xml')).toBe((await get('feed-paper/sitemap.xml')).text);
  expect(await onSite('no-paper/sitemap.xml')).toContain('There is no such organization.');
});

test('past 50,000 pieces the sitemap is an index of files that hold each address once', async () => {
  const many = await founder(app, 'vast-paper');
  await app.owner.query('drop index published_items_search_index');
  await app.owner.query('alter table published_items disable trigger user');
  await app.owner.query(
    `insert into published_items (organization_id, content_item_id, language, translation_group, type, format, slug, title, excerpt, html, markdown, body_text, body, word_count, seo, revision, published_at, modified_at)
     select $1, app.uuid7(), 'en', app.uuid7(), 'article', 'text', 'piece-' || i, 'Piece', '', '', '', '', '{}', 1, '{}', 1, now(), now() from generate_series(1, 50001) i`,
    [many.organizationId],
  );
  await app.owner.query('alter table published_items enable trigger user');
  const index = await get('vast-paper/sitemap.xml');
  expect(sitemapOffences(index.text)).toEqual([]);
  const files = Array.from(index.text.matchAll(/<loc>([^<]+)<\/loc>/g), ([, address]) => address!.slice(`${ORIGIN}/v1/`.length));
  expect(files).toHaveLength(2);
  expect(await onSite('vast-paper/sitemap.xml')).toBe(index.text.replaceAll(`${ORIGIN}/v1/`, `${ORIGIN}/o/`));
  const met: string[] = [];
  for (const file of files) {
    const { text } = await get(file);
    expect(sitemapOffences(text)).toEqual([]);
    met.push(...Array.from(text.matchAll(/<loc>([^<]+)<\/loc>/g), ([, address]) => address!));
  }
  expect(new Set(met).size).toBe(50_002);
}, 120_000);

describe('the rules refuse', () => {
  const RSS: [string, (feed: string) => string][] = [
    ['an ampersand that is not escaped', (feed) => feed.replace('Plain', 'R & D')],
    ['a channel without a description', (feed) => feed.replace(/<description>All[^<]*<\/description>/, '')],
    ['an empty title', (feed) => feed.replace(/<title>Tom[^<]*<\/title>/, '<title></title>')],
    ['a date of another kind', (feed) => feed.replace(/<pubDate>[^<]*/, '<pubDate>2026-05-04T09:30:00Z')],
    ['a wrong day of the week', (feed) => feed.replace(/<pubDate>(\w{3}), /, (_, day) => `<pubDate>${day === 'Mon' ? 'Tue' : 'Mon'}, `)],
    ['a relative link', (feed) => feed.replace(/<link>http[^<]*\/plain/, '<link>/o/plain')],
    ['a relative picture in a text', (feed) => feed.replace(/src=&quot;http:\/\/[^/]*/, 'src=&quot;')],
    ['a script in a text', (feed) => feed.replace('<content:encoded>', '<content:encoded>&lt;script&gt;')],
    ['one guid twice', (feed) => feed.replace(/(<guid[^>]*>)[^<]*/g, '$1urn:uuid:1')],
    ['a permalink that is none', (feed) => feed.replace('isPermaLink="false"', 'isPermaLink="true"')],
    ['an enclosure without a length', (feed) => feed.replace(' length="0"', '')],
    ['an author who is no address', (feed) => feed.replace('<item>', '<item><author>Someone</author>')],
    ['an element that is unknown', (feed) => feed.replace('<item>', '<item><image_url>x</image_url>')],
    ['a feed that does not name itself', (feed) => feed.replace(/<atom:link [^>]*>/, '')],
    ['a control character', (feed) => feed.replace('Plain', 'Pla\u0007in')],
    ['two channels', (feed) => feed.replace('</channel>', '</channel><channel/>')],
  ];
  test.each(RSS)('RSS with %s', async (_, spoil) => {
    const { text } = await get('feed-paper/feed.xml');
    expect(spoil(text)).not.toBe(text);
    expect(rssOffences(spoil(text))).not.toEqual([]);
  });

  const ATOM: [string, (feed: string) => string][] = [
    ['no id', (feed) => feed.replace(/<id>[^<]*<\/id>/, '')],
    ['an id that is no IRI', (feed) => feed.replace(/<id>[^<]*/, '<id>12')],
    ['no instant of change', (feed) => feed.replace(/<updated>[^<]*<\/updated>/, '')],
    ['a date of another kind', (feed) => feed.replace(/<published>[^<]*/, '<published>yesterday')],
    ['two titles', (feed) => feed.replace('<title>Plain', '<title>x</title><title>Plain')],
    ['nobody who wrote it', (feed) => feed.replace(/<author>.*?<\/author>/g, '')],
    ['a category without a term', (feed) => feed.replace(/ term="[^"]*"/, '')],
    ['content of an unknown type', (feed) => feed.replace('type="html">', 'type="markdown">')],
    ['a relative link', (feed) => feed.replace(/rel="alternate" href="http:\/\/[^/]*/, 'rel="alternate" href="')],
    ['another namespace', (feed) => feed.replace('2005/Atom', '2006/Atom')],
    ['one entry twice', (feed) => feed.replace(/<entry[\s\S]*?<\/entry>/, '$&$&')],
  ];
  test.each(ATOM)('Atom with %s', async (_, spoil) => {
    const { text } = await get('feed-paper/atom.xml');
    expect(spoil(text)).not.toBe(text);
    expect(atomOffences(spoil(text))).not.toEqual([]);
  });

  type Json = Record<string, unknown> & { items: Record<string, unknown>[] };
  const JSON_FEED: [string, (feed: Json) => void][] = [
    ['version 1', (feed) => void (feed.version = 'https://jsonfeed.org/version/1')],
    ['no title', (feed) => void delete feed.title],
    ['a number as an id', (feed) => void (feed.items[0]!.id = 1)],
    ['no content', (feed) => void delete feed.items[0]!.content_html],
    ['a relative url', (feed) => void (feed.items[0]!.url = '/plain')],
    ['an author as in version 1', (feed) => void (feed.items[0]!.author = { name: 'x' })],
    ['a date of another kind', (feed) => void (feed.items[0]!.date_published = 'today')],
    ['a tag that is no text', (feed) => void (feed.items[0]!.tags = [1])],
    ['one id twice', (feed) => void feed.items.push(feed.items[0]!)],
  ];
  test.each(JSON_FEED)('JSON Feed with %s', async (_, spoil) => {
    const feed = JSON.parse((await get('feed-paper/feed.json')).text) as Json;
    spoil(feed);
    expect(jsonFeedOffences(JSON.stringify(feed))).not.toEqual([]);
  });

  const MAP: [string, (map: string) => string][] = [
    ['a relative address', (map) => map.replace(/<loc>http:\/\/[^/]*/, '<loc>')],
    ['one address twice', (map) => map.replace(/<url>.*<\/url>/, '$&$&')],
    ['a date of another kind', (map) => map.replace(/<lastmod>[^<]*/, '<lastmod>Mon, 04 May 2026')],
    ['another host', (map) => map.replace(/<loc>http:\/\/[^/]*\/o\/feed-paper\/plain/, '<loc>https://elsewhere.example/plain')],
    ['nothing in it', (map) => map.replace(/<url>[\s\S]*<\/url>/, '')],
    ['another root', (map) => map.replaceAll('urlset', 'sitemap')],
  ];
  test.each(MAP)('a sitemap with %s', async (_, spoil) => {
    const { text } = await get('feed-paper/sitemap.xml');
    expect(spoil(text)).not.toBe(text);
    expect(sitemapOffences(spoil(text))).not.toEqual([]);
  });
});
