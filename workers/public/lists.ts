import { Hono } from 'hono';
import { publishedAuthors, publishedChanges, publishedSearch, publishedTermsOf } from '#db/queries/published.ts';
import { readQuery } from '#app/domains/publishing/reading/ask.ts';
import { LISTS } from '#app/domains/publishing/reading/cache-tags.ts';
import { decodeCursor, encodeCursor } from '#app/domains/publishing/reading/cursor.ts';
import { noneQuery, partsOf, searchQuery, syncQuery } from '#app/domains/publishing/reading/inputs.ts';
import { pieceOf, readAddress } from '#app/domains/publishing/reading/piece.ts';
import type { ApiDoor } from '../api/guard.ts';
import { answer, asked, JSON_TYPE } from './answer.ts';
import { placeOf } from './read.ts';

const searchOf = (address: string) => new URL(address).searchParams;
const data = (rows: unknown, more: object = {}) => ({ type: JSON_TYPE, body: JSON.stringify({ data: rows, ...more }) });

/** What else can be asked of an organization: its terms and authors, a search, and all that changed. */
export const lists = new Hono<ApiDoor>();

for (const [path, kind] of [['categories', 'category'], ['tags', 'tag']] as const) {
  lists.get(`/${path}`, (c) => {
    asked(readQuery(noneQuery, searchOf(c.req.url)));
    const place = placeOf(c);
    return answer(c, {
      of: path,
      queries: (held) => ({ terms: publishedTermsOf(kind, held) }),
      keys: () => [LISTS],
      show: ({ answers }) =>
        data(
          answers.terms.map(({ id, slug, name, count, path: above }) => ({
            id,
            slug,
            name,
            ...(kind === 'category' ? { parent: above[above.findIndex((each) => each.slug === slug) - 1]?.slug ?? null } : {}),
            count,
            items: `${readAddress(place, 'items')}?${new URLSearchParams({ [kind]: slug })}`,
          })),
        ),
    });
  });
}

lists.get('/authors', (c) => {
  asked(readQuery(noneQuery, searchOf(c.req.url)));
  const place = placeOf(c);
  return answer(c, {
    of: 'authors',
    queries: (held) => ({ authors: publishedAuthors(held) }),
    keys: () => [LISTS],
    show: ({ answers }) => data(answers.authors.map((author) => ({ ...author, items: `${readAddress(place, 'items')}?${new URLSearchParams({ author: author.slug })}` }))),
  });
});

lists.get('/search', (c) => {
  const { value, canonical } = asked(readQuery(searchQuery, searchOf(c.req.url)));
  const { q, language, type, limit, fields } = value;
  const place = placeOf(c);
  return answer(c, {
    of: `search?${canonical}`,
    queries: (held) => ({ found: publishedSearch(q, { language, type }, limit, partsOf(value), held) }),
    keys: () => [LISTS],
    show: ({ answers }) => data(answers.found.map((row) => pieceOf(row, place, fields))),
  });
});

lists.get('/sync', (c) => {
  const { value, canonical } = asked(readQuery(syncQuery, searchOf(c.req.url)));
  const { cursor, limit, fields } = value;
  const place = placeOf(c);
  const page = { limit, after: cursor === undefined ? undefined : decodeCursor('sync', cursor)! };
  return answer(c, {
    of: `sync?${canonical}`,
    queries: (held) => ({ changes: publishedChanges(page, partsOf(value, ['html']), held) }),
    keys: () => [LISTS],
    show: ({ answers }) => {
      const { rows, next } = answers.changes;
      const last = rows.at(-1);
      return data(
        rows.map((row) => (row.withdrawnAt ? { id: row.id, deleted: true } : { id: row.id, deleted: false, item: pieceOf(row, place, fields) })),
        { cursor: last ? encodeCursor('sync', `${last.sequence}~${last.id}`) : (cursor ?? null), more: next !== null },
      );
    },
  });
});
