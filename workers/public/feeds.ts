import { Hono } from 'hono';
import { published, publishedAddresses, publishedAddressFiles } from '#db/queries/published.ts';
import { readQuery } from '#app/domains/publishing/reading/ask.ts';
import { atomOf } from '#app/domains/publishing/reading/atom.ts';
import { keysOfList, LISTS } from '#app/domains/publishing/reading/cache-tags.ts';
import { type Feed, feedOf } from '#app/domains/publishing/reading/feed.ts';
import { feedQuery, sitemapQuery } from '#app/domains/publishing/reading/inputs.ts';
import { jsonFeedOf } from '#app/domains/publishing/reading/json-feed.ts';
import { readAddress } from '#app/domains/publishing/reading/piece.ts';
import { rssOf } from '#app/domains/publishing/reading/rss.ts';
import { BEGINNING, MOST_ADDRESSES, sitemapIndexOf, sitemapOf } from '#app/domains/publishing/reading/sitemap.ts';
import type { ApiDoor } from '../api/guard.ts';
import { answer, asked } from './answer.ts';
import { placeOf } from './read.ts';

const FEEDS: Record<string, { type: string; write(feed: Feed): string }> = {
  'feed.xml': { type: 'application/rss+xml; charset=utf-8', write: rssOf },
  'atom.xml': { type: 'application/atom+xml; charset=utf-8', write: atomOf },
  'feed.json': { type: 'application/feed+json; charset=utf-8', write: jsonFeedOf },
};
const XML = 'application/xml; charset=utf-8';

export const feeds = new Hono<ApiDoor>();

for (const [name, { type, write }] of Object.entries(FEEDS)) {
  feeds.get(`/${name}`, (c) => {
    const { searchParams } = new URL(c.req.url);
    const { value, canonical } = asked(readQuery(feedQuery, searchParams));
    const place = placeOf(c);
    const { limit, ...filter } = value;
    const chosen = new URLSearchParams(Object.entries(filter).flatMap(([key, each]) => (each === undefined ? [] : [[key, each]]))).toString();
    const self = `${readAddress(place, name)}${chosen ? `?${chosen}` : ''}`;
    return answer(c, {
      of: `${name}?${canonical}`,
      queries: (held) => ({ page: published(filter, { limit }, ['html'], held) }),
      shows: ({ organization: { name: title, description } }) => JSON.stringify([title, description]),
      keys: () => keysOfList(filter),
      show: ({ answers, organization }) => {
        const { id, name: title, description } = organization;
        return { type, body: write(feedOf(answers.page.rows, { ...place, id: chosen ? self : `urn:uuid:${id}`, name: title, description, self })) };
      },
    });
  });
}

/** One file of up to 50,000 addresses; past that the index of the files. */
feeds.get('/sitemap.xml', (c) => {
  const { value, canonical } = asked(readQuery(sitemapQuery, new URL(c.req.url).searchParams));
  const { after } = value;
  const place = placeOf(c);
  const of = `sitemap.xml?${canonical}`;
  const keys = () => [LISTS];
  if (after !== undefined) {
    const from = after === BEGINNING ? undefined : after;
    return answer(c, { of, keys, queries: (held) => ({ rows: publishedAddresses(from, MOST_ADDRESSES, held) }), show: ({ answers }) => ({ type: XML, body: sitemapOf(answers.rows, place, from === undefined) }) });
  }
  return answer(c, {
    of,
    keys,
    queries: (held) => ({ files: publishedAddressFiles(MOST_ADDRESSES, held), rows: publishedAddresses(undefined, MOST_ADDRESSES, held, true) }),
    show: ({ answers: { files, rows } }) => ({ type: XML, body: files.length > 1 ? sitemapIndexOf(files, place) : sitemapOf(rows, place, true) }),
  });
});
