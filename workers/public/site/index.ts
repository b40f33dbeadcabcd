import { type Context, Hono } from 'hono';
import { published, type PublishedFilter, publishedSearch } from '#db/queries/published.ts';
import { publishedMonths } from '#db/queries/published-site.ts';
import { keysOfList, LISTS } from '#app/domains/publishing/reading/cache-tags.ts';
import { encodeCursor } from '#app/domains/publishing/reading/cursor.ts';
import { siteAddress } from '#app/domains/publishing/reading/piece.ts';
import type { Door } from '../../http.ts';
import { sitemapAt } from '../sitemap.ts';
import { answerPage } from './answer.ts';
import { addresses } from './face.ts';
import { homePage, type ListAbout, listPage, searchPage } from './list-pages.ts';
import { isName, look, nothingHere, placeIn } from './look.ts';
import { monthName } from './parts.ts';
import { pieces } from './pieces.ts';

const PER_PAGE = 16;
const MOST_FOUND = 50;
const MOST_MONTHS = 12;

/** The organization's published pieces as a place to read: pages without scripts, without cookies, and without a second trip. */
export const site = new Hono<Door>();

type Rows = Parameters<typeof listPage>[2];
/** Cursors are told to readers in the same words as in the API. */
const told = ({ rows, next }: Rows): Rows => ({ rows, next: next && encodeCursor('-published', next) });

site.get('/:organization', async (c) => {
  const words = c.req.query('q')?.replaceAll('\0', '').trim().slice(0, 200);
  if (words) return search(c, words);
  const after = placeIn(c);
  const seen = await look(c, { page: published({}, { limit: PER_PAGE, after: after ?? undefined }), months: publishedMonths(MOST_MONTHS) });
  if (seen instanceof Response) return seen;
  const { face, organization, answers } = seen;
  if (after === null) return nothingHere(c, face);
  const { home } = addresses(face);
  const page = told(answers.page);
  const shown = after === undefined ? homePage(face, page, answers.months.map(({ month }) => month)) : listPage(face, { title: 'Earlier', path: home, later: true }, page);
  return answerPage(c, face, shown, { organization, keys: [LISTS] });
});

async function search(c: Context<Door>, words: string) {
  const seen = await look(c, { rows: publishedSearch(words, {}, MOST_FOUND) });
  if (seen instanceof Response) return seen;
  const { face, organization, answers } = seen;
  return answerPage(c, face, searchPage(face, words, answers.rows), { organization, keys: [LISTS] });
}

interface Narrow {
  filter: Pick<PublishedFilter, 'category' | 'tag' | 'author'>;
  about(row: Rows['rows'][number], paths: ReturnType<typeof addresses>): Pick<ListAbout, 'title' | 'path' | 'sentence' | 'section'>;
}

/** The lists below a name: what they are called stands in their pieces, and without one there is no list. */
const NARROW: Record<string, (name: string) => Narrow> = {
  categories: (name) => ({
    filter: { category: name },
    about: ({ categories }, { category }) => ({ title: categories.find(({ slug }) => slug === name)?.name ?? name, path: category(name), section: categories[0]?.slug }),
  }),
  tags: (name) => ({ filter: { tag: name }, about: ({ tags }, { tag }) => ({ title: tags.find(({ slug }) => slug === name)?.name ?? name, path: tag(name) }) }),
  authors: (name) => ({ filter: { author: name }, about: ({ author: who }, { author }) => ({ title: who?.name ?? name, path: author(name) }) }),
};

site.get('/:organization/:kind{categories|tags|authors}/:name', async (c) => {
  const name = c.req.param('name');
  const after = placeIn(c);
  if (!isName(name)) return refuse(c);
  const { filter, about } = NARROW[c.req.param('kind')]!(name);
  const seen = await look(c, { page: published(filter, { limit: PER_PAGE, after: after ?? undefined }) });
  if (seen instanceof Response) return seen;
  const { face, organization, answers } = seen;
  const [first] = answers.page.rows;
  if (after === null || !first) return nothingHere(c, face);
  return answerPage(c, face, listPage(face, { ...about(first, addresses(face)), later: after !== undefined }, told(answers.page)), { organization, keys: keysOfList(filter) });
});

site.get('/:organization/archive/:month{[0-9]{4}-(?:0[1-9]|1[0-2])}', async (c) => {
  const month = c.req.param('month');
  const after = placeIn(c);
  const seen = await look(c, { page: published({ month }, { limit: PER_PAGE, after: after ?? undefined }) });
  if (seen instanceof Response) return seen;
  const { face, organization, answers } = seen;
  if (after === null || answers.page.rows.length === 0) return nothingHere(c, face);
  return answerPage(c, face, listPage(face, { title: monthName(month), path: addresses(face).month(month), later: after !== undefined }, told(answers.page)), { organization, keys: [LISTS] });
});

/** Beside the pages that it names: searchers heed a sitemap for what stands below its own place. */
site.route('/', sitemapAt((place) => siteAddress(place, 'sitemap.xml')));
site.route('/', pieces);

async function refuse(c: Context<Door>) {
  const seen = await look(c, {});
  return seen instanceof Response ? seen : nothingHere(c, seen.face);
}

site.get('/:organization/*', async (c) => {
  const { pathname, search: asked } = new URL(c.req.url);
  return pathname.endsWith('/') ? c.redirect(pathname.replace(/\/+$/, '') + asked, 301) : refuse(c);
});
