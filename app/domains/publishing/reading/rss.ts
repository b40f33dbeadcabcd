import type { Entry, Feed } from './feed.ts';
import { element, escapeXml } from './markup.ts';

/** RFC 822 with a year of four digits, as RSS wants it. */
const day = (instant: string) => new Date(instant).toUTCString();

export const rssOf = (feed: Feed): string => `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
${[
  element('title', feed.title),
  element('link', feed.home),
  element('description', feed.description),
  element('language', feed.language ?? ''),
  feed.updatedAt ? element('lastBuildDate', day(feed.updatedAt)) : '',
  element('generator', 'Masthead'),
  element('atom:link', null, { href: feed.self, rel: 'self', type: 'application/rss+xml' }),
  ...feed.entries.map(itemOf),
]
  .filter(Boolean)
  .join('\n')}
</channel>
</rss>
`;

// The address of a piece can change, so the guid is its id: a reader shows no piece twice.
const itemOf = (entry: Entry) =>
  [
    '<item>',
    element('title', entry.title),
    element('link', entry.url),
    `<guid isPermaLink="false">${escapeXml(entry.id)}</guid>`,
    element('pubDate', day(entry.publishedAt)),
    element('dc:creator', entry.author ?? ''),
    ...entry.terms.map(({ name, kind }) => `<category${kind === 'tag' ? ' domain="tag"' : ''}>${escapeXml(name)}</category>`),
    element('description', entry.summary),
    element('content:encoded', entry.html),
    // The size is not known before a picture is drawn; RSS asks for one, and 0 says so.
    entry.picture ? element('enclosure', null, { url: entry.picture.src, length: 0, type: entry.picture.mime }) : '',
    '</item>',
  ]
    .filter(Boolean)
    .join('\n');
