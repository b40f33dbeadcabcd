import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { Refused } from '#db/scope.ts';
import { readQuery } from '#app/domains/publishing/reading/ask.ts';
import { noneQuery } from '#app/domains/publishing/reading/inputs.ts';
import { openApiOf } from '#app/domains/publishing/reading/openapi.ts';
import { readAddress } from '#app/domains/publishing/reading/piece.ts';
import { problem } from '#app/platform/problem.ts';
import { onError } from '../api/errors.ts';
import type { ApiDoor } from '../api/guard.ts';
import { refuse } from '../api/problem.ts';
import { answer, asked, JSON_TYPE } from './answer.ts';
import { comments } from './comments.ts';
import { feeds } from './feeds.ts';
import { items } from './items.ts';
import { limited } from './limits.ts';
import { lists } from './lists.ts';
import { keyHeeded, placeOf } from './read.ts';
import { sitemapAt } from './sitemap.ts';
import { views } from './views.ts';

/** What organizations have published, for anyone: no cookie is read here, so there is nothing for another site to borrow. */
export const reading = new Hono<ApiDoor>();
reading.onError((error, c) => {
  if (error instanceof Refused && error.problem.field) return refuse(c, error.problem, [{ parameter: error.problem.field, detail: error.problem.message }]);
  return onError(error, c);
});

reading.use('*', cors({ origin: '*', allowMethods: ['GET', 'HEAD', 'POST'], allowHeaders: ['Authorization', 'Content-Type', 'If-None-Match', 'If-Modified-Since'], exposeHeaders: ['ETag', 'Last-Modified', 'Link', 'Retry-After', 'RateLimit-Limit', 'RateLimit-Remaining'], maxAge: 86_400 }));
reading.use('*', limited);
reading.use('*', keyHeeded);

reading.route('/', views);
reading.route('/', comments);
reading.route('/:organization/items', items);
reading.route('/:organization', lists);
reading.route('/:organization', feeds);
reading.route('/', sitemapAt((place) => readAddress(place, 'sitemap.xml')));
reading.get('/:organization/openapi.json', (c) => {
  asked(readQuery(noneQuery, new URL(c.req.url).searchParams));
  return answer(c, {
    of: 'openapi.json',
    queries: () => ({}),
    shows: ({ organization: { name } }) => name,
    keys: () => [],
    show: ({ organization: { name } }) => ({ type: JSON_TYPE, body: JSON.stringify(openApiOf(placeOf(c), name)) }),
  });
});

reading.all('*', (c) => {
  if (c.req.method === 'OPTIONS') return c.body(null, 204, { Allow: 'GET, HEAD, OPTIONS' });
  return refuse(c, problem('not-found', 'There is nothing under this address. The openapi.json of each organization says what there is.'));
});
