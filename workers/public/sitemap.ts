import { Hono } from 'hono';
import { publishedAddresses, publishedAddressFiles } from '#db/queries/published.ts';
import { readQuery } from '#app/domains/publishing/reading/ask.ts';
import { LISTS } from '#app/domains/publishing/reading/cache-tags.ts';
import { sitemapQuery } from '#app/domains/publishing/reading/inputs.ts';
import type { Place } from '#app/domains/publishing/reading/piece.ts';
import { BEGINNING, MOST_ADDRESSES, sitemapIndexOf, sitemapOf } from '#app/domains/publishing/reading/sitemap.ts';
import { onError } from '../api/errors.ts';
import type { ApiDoor } from '../api/guard.ts';
import { answer, asked } from './answer.ts';
import { placeOf } from './read.ts';

const XML = 'application/xml; charset=utf-8';

/** One file of up to 50,000 addresses; past that the index of the files, which stand beside it. */
export function sitemapAt(addressOf: (place: Place) => string) {
  const sitemap = new Hono<ApiDoor>();
  sitemap.onError(onError);
  return sitemap.get('/:organization/sitemap.xml', (c) => {
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
      show: ({ answers: { files, rows } }) => ({ type: XML, body: files.length > 1 ? sitemapIndexOf(files, addressOf(place)) : sitemapOf(rows, place, true) }),
    });
  });
}
