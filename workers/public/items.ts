import { Hono } from 'hono';
import { neighboursOfPublished, type PublishedRow, published, publishedItem, publishedUnder, relatedPublished, translationsOfPublished } from '#db/queries/published.ts';
import { Refused } from '#db/scope.ts';
import { readQuery } from '#app/domains/publishing/reading/ask.ts';
import { keysOfList, LISTS } from '#app/domains/publishing/reading/cache-tags.ts';
import { decodeCursor, encodeCursor } from '#app/domains/publishing/reading/cursor.ts';
import { BESIDE, itemQuery, listQuery, noneQuery, partsOf } from '#app/domains/publishing/reading/inputs.ts';
import type { Stamp } from '#app/domains/publishing/reading/freshness.ts';
import { briefOf, pieceOf, readAddress } from '#app/domains/publishing/reading/piece.ts';
import { FORMS, formIn, formOf } from '#app/domains/publishing/reading/forms.ts';
import { notFound } from '#app/platform/problem.ts';
import type { ApiDoor } from '../api/guard.ts';
import { answer, asked, cacheHeaders, JSON_TYPE } from './answer.ts';
import { type Found, placeOf } from './read.ts';

const MOST_RELATED = 6;

export const items = new Hono<ApiDoor>();

items.get('/', (c) => {
  const { value, canonical } = asked(readQuery(listQuery, new URL(c.req.url).searchParams));
  const place = placeOf(c);
  const { limit, cursor, fields, sort } = value;
  const page = { limit, after: cursor === undefined ? undefined : decodeCursor(sort, cursor)! };
  return answer(c, {
    of: `items?${canonical}`,
    queries: (held) => ({ page: published(value, page, partsOf(value), held) }),
    keys: () => keysOfList(value),
    show: ({ answers }) => {
      const next = answers.page.next === null ? null : encodeCursor(sort, answers.page.next);
      const following = new URLSearchParams(canonical);
      if (next) following.set('cursor', next);
      return {
        type: JSON_TYPE,
        body: JSON.stringify({ data: answers.page.rows.map((row) => pieceOf(row, place, fields)), next }),
        headers: (next ? { Link: `<${readAddress(place, 'items')}?${following}>; rel="next"` } : {}) as Record<string, string>,
      };
    },
  });
});

items.get('/:name', (c) => {
  const place = placeOf(c);
  const { slug, form: named } = formIn(c.req.param('name'));
  const form = FORMS[named ?? formOf(c.req.header('Accept'))];
  const { searchParams } = new URL(c.req.url);
  const { value, canonical } = form === FORMS.json ? asked(readQuery(itemQuery, searchParams)) : { ...asked(readQuery(noneQuery, searchParams)), value: itemQuery.parse({}) };
  const parts = form.parts ?? partsOf(value, ['html']);
  const beside = BESIDE.filter((name) => value.include?.includes(name));
  const question = {
    of: `${form.media} ${slug}?${canonical}`,
    ...(named ? {} : { vary: 'Accept' }),
  };
  const there = (piece: PublishedRow | null) => {
    if (!piece) throw new Refused(notFound('published piece'));
    return piece;
  };
  const stamp = (found: Under): Stamp | Response => {
    const { under } = found.answers;
    if (!under) throw new Refused(notFound('published piece'));
    if (under.slug === slug) return beside.length > 0 ? { revision: under.revision, sequence: found.head.sequence, modifiedAt: found.head.changedAt } : under;
    const to = `${readAddress(place, `items/${encodeURIComponent(under.slug)}`)}${named ? form.suffix : ''}${canonical ? `?${canonical}` : ''}`;
    return new Response(null, { status: 301, headers: { ...cacheHeaders(found, [`slug:${slug}`, `slug:${under.slug}`]), Location: to } });
  };
  if (beside.length === 0) {
    return answer(c, {
      ...question,
      queries: (held) => ({ under: publishedUnder(slug), piece: publishedItem(slug, parts, { piece: held }) }),
      stamp,
      keys: () => [`slug:${slug}`],
      show: ({ answers, organization }) => form.show(there(answers.piece), { ...place, name: organization.name }, value.fields),
    });
  }
  return answer(c, {
    ...question,
    queries: (held) => ({
      under: publishedUnder(slug),
      piece: publishedItem(slug, parts, { head: held }),
      translations: translationsOfPublished(slug),
      related: relatedPublished(slug, MOST_RELATED),
      neighbours: neighboursOfPublished(slug),
    }),
    stamp,
    keys: () => [`slug:${slug}`, LISTS],
    show: ({ answers }) => {
      const briefs = { translations: answers.translations, related: answers.related, neighbours: answers.neighbours };
      const told = Object.fromEntries(beside.map((name) => [name, briefs[name].map((row) => briefOf(row, place))]));
      return { type: JSON_TYPE, body: JSON.stringify({ ...pieceOf(there(answers.piece), place, value.fields), ...told }) };
    },
  });
});

type Under = Pick<Found<{ under: ReturnType<typeof publishedUnder> }>, 'answers' | 'head' | 'organization' | 'isPrivate'>;
