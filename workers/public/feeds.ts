import { Hono } from 'hono';
import { published } from '#db/queries/published.ts';
import { readQuery } from '#app/domains/publishing/reading/ask.ts';
import { atomOf } from '#app/domains/publishing/reading/atom.ts';
import { keysOfList } from '#app/domains/publishing/reading/cache-tags.ts';
import { type Feed, feedOf } from '#app/domains/publishing/reading/feed.ts';
import { feedQuery } from '#app/domains/publishing/reading/inputs.ts';
import { jsonFeedOf } from '#app/domains/publishing/reading/json-feed.ts';
import { readAddress } from '#app/domains/publishing/reading/piece.ts';
import { rssOf } from '#app/domains/publishing/reading/rss.ts';
import type { ApiDoor } from '../api/guard.ts';
import { answer, asked } from './answer.ts';
import { placeOf } from './read.ts';

const FEEDS: Record<string, { type: string; write(feed: Feed): string }> = {
  'feed.xml': { type: 'application/rss+xml; charset=utf-8', write: rssOf },
  'atom.xml': { type: 'application/atom+xml; charset=utf-8', write: atomOf },
  'feed.json': { type: 'application/feed+json; charset=utf-8', write: jsonFeedOf },
};

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
