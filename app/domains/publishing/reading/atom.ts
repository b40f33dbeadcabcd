import type { Entry, Feed } from './feed.ts';
import { element, escapeXml } from './markup.ts';

const link = (rel: string, href: string, type?: string) => element('link', null, { rel, href, type });

/** An empty feed was never updated, but RFC 4287 wants an instant. */
const NEVER = '1970-01-01T00:00:00Z';

export const atomOf = (feed: Feed): string => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"${feed.language ? ` xml:lang="${escapeXml(feed.language)}"` : ''}>
${[
  element('id', feed.id),
  element('title', feed.title),
  element('subtitle', feed.description),
  element('updated', feed.updatedAt ?? NEVER),
  `<author>${element('name', feed.title)}</author>`,
  link('self', feed.self, 'application/atom+xml'),
  link('alternate', feed.home, 'text/html'),
  element('generator', 'Masthead'),
  ...feed.entries.map(entryOf),
]
  .filter(Boolean)
  .join('\n')}
</feed>
`;

const entryOf = (entry: Entry) =>
  [
    `<entry xml:lang="${escapeXml(entry.language)}">`,
    element('id', entry.id),
    element('title', entry.title),
    element('updated', entry.modifiedAt),
    element('published', entry.publishedAt),
    entry.author ? `<author>${element('name', entry.author)}</author>` : '',
    link('alternate', entry.url, 'text/html'),
    entry.picture ? link('enclosure', entry.picture.src, entry.picture.mime) : '',
    ...entry.terms.map(({ name, slug }) => element('category', null, { term: slug, label: name })),
    element('summary', entry.summary, { type: 'text' }),
    element('content', entry.html, { type: 'html' }),
    '</entry>',
  ]
    .filter(Boolean)
    .join('\n');
