import { and, asc, desc, eq, gte, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm';
import type { ContentType } from '../schema/choices.ts';
import type { Body } from '../schema/content.ts';
import { organizations, publishedItems as pieces, publishedTerms as terms, publishingHeads } from '../schema/index.ts';
import { list, one, paged, type Reader } from '../scope.ts';
import type { Page } from './keyset.ts';

/** What readers see. Every query here reads the published tables and no others; row-level security leaves one organization. */
export interface PublishedFilter {
  type?: ContentType | undefined;
  category?: string | undefined;
  tag?: string | undefined;
  author?: string | undefined;
  project?: string | undefined;
  language?: string | undefined;
  /** Only what was published (or, in the order of changes, changed) at this instant or later. */
  since?: string | undefined;
  /** A month such as 2026-11 on the organization's own calendar. */
  month?: string | undefined;
  sort?: PublishedSort | undefined;
}
export type PublishedSort = '-published' | 'published' | '-modified' | 'modified';
/** The long parts of a piece, read only where they are shown. */
export type Part = 'html' | 'markdown' | 'body';

const live = isNull(pieces.withdrawnAt);

const columns = (parts: readonly Part[]) => ({
  id: pieces.itemId,
  type: pieces.type,
  format: pieces.format,
  language: pieces.language,
  translationGroup: pieces.translationGroup,
  slug: pieces.slug,
  title: pieces.title,
  excerpt: pieces.excerpt,
  wordCount: pieces.wordCount,
  seo: pieces.seo,
  cover: pieces.cover,
  shareImage: pieces.shareImage,
  author: pieces.author,
  categories: pieces.categories,
  tags: pieces.tags,
  revision: pieces.revision,
  sequence: pieces.sequence,
  publishedAt: pieces.publishedAt,
  modifiedAt: pieces.modifiedAt,
  html: parts.includes('html') ? sql<string | null>`${pieces.html}` : sql<string | null>`null`,
  markdown: parts.includes('markdown') ? sql<string | null>`${pieces.markdown}` : sql<string | null>`null`,
  body: parts.includes('body') ? sql<Body | null>`${pieces.body}` : sql<Body | null>`null`,
});
const brief = { id: pieces.itemId, language: pieces.language, slug: pieces.slug, title: pieces.title, publishedAt: pieces.publishedAt };

const rowsOf = (db: Reader, parts: readonly Part[]) => db.select(columns(parts)).from(pieces);
export type PublishedRow = Awaited<ReturnType<typeof rowsOf>>[number];
export type PublishedBrief = Pick<PublishedRow, keyof typeof brief>;

/** How far the organization's public face has come, for the ETag of whatever shows more than one piece. */
export const publishedHead = () => one((db) => db.select({ sequence: publishingHeads.sequence, changedAt: publishingHeads.changedAt }).from(publishingHeads));

/** Whoever holds what stands at this number already is sent no rows: Postgres compares two numbers and stops. */
const unlessHeld = (held: number | undefined): SQL | undefined => (held === undefined ? undefined : sql`(select h.sequence from publishing_heads h) is distinct from ${held}::bigint`);

/** The author of that address, found by stepping from one author of the index to the next. */
const authorCalled = (slug: string) => sql`(with recursive seen as (
    (select p.author_id, p.author ->> 'slug' as slug from published_items p where p.withdrawn_at is null and p.author_id is not null order by p.author_id, p.published_at desc limit 1)
    union all
    select n.author_id, n.slug from seen s cross join lateral (
      select p.author_id, p.author ->> 'slug' as slug from published_items p where p.withdrawn_at is null and p.author_id > s.author_id order by p.author_id, p.published_at desc limit 1) n)
  select author_id from seen where slug = ${slug} order by author_id limit 1)`;

const under = (kind: 'category' | 'tag', slug: string) => and(eq(terms.kind, kind), eq(terms.slug, slug));

const startOfMonth = (month: string, later: 0 | 1) => sql`(${`${month}-01`}::timestamp + ${later}::int * interval '1 month') at time zone (select app.reading_zone())`;

/** A second term of a filter is asked about for each row that the first one found. */
const alsoUnder = (kind: 'category' | 'tag', slug: string) => sql`exists (select from published_terms t where t.kind = ${kind} and t.slug = ${slug} and t.content_item_id = ${pieces.itemId})`;

/** A cursor names the last row by its instant and its id, for what goes out together shares the instant. */
export const cursorOf = (row: { id: string; publishedAt: string; modifiedAt: string }, sort: PublishedSort | undefined) => `${sort?.endsWith('modified') ? row.modifiedAt : row.publishedAt}~${row.id}`;

/** In the order of publication or of change, by keyset. A category or a tag walks its own index. */
export const published = (filter: PublishedFilter, page: Page, parts: readonly Part[] = [], held?: number) => {
  const { sort = '-published', type, category, tag, author, project, language, since, month } = filter;
  const [way, than] = sort.startsWith('-') ? [desc, sql`<`] : [asc, sql`>`];
  const byTerm = category !== undefined || tag !== undefined;
  const walked = byTerm ? terms : pieces;
  const instant = sort.endsWith('modified') ? walked.modifiedAt : walked.publishedAt;
  const id = walked.itemId;
  const [place, last] = page.after?.split('~') ?? [];
  return paged(
    page,
    (db, most) => {
      const rows = rowsOf(db, parts).$dynamic();
      if (byTerm) rows.innerJoin(terms, and(eq(terms.itemId, pieces.itemId), eq(terms.organizationId, pieces.organizationId)));
      return rows
        .where(
          and(
            live,
            unlessHeld(held),
            tag === undefined ? category === undefined ? undefined : under('category', category) : under('tag', tag),
            tag !== undefined && category !== undefined ? alsoUnder('category', category) : undefined,
            type && eq(pieces.type, type),
            author === undefined ? undefined : sql`${pieces.authorId} = ${authorCalled(author)}`,
            project === undefined ? undefined : eq(pieces.projectId, project),
            language === undefined ? undefined : eq(pieces.language, language),
            since === undefined ? undefined : gte(instant, since),
            month === undefined ? undefined : sql`${instant} >= ${startOfMonth(month, 0)} and ${instant} < ${startOfMonth(month, 1)}`,
            place === undefined ? undefined : sql`(${instant}, ${id}) ${than} (${place}::timestamptz, ${last}::uuid)`,
          ),
        )
        .orderBy(way(instant), way(id))
        .limit(most);
    },
    (row: PublishedRow) => cursorOf(row, sort),
  );
};

/** Where the address leads now: to a piece, also by an address that it had before. */
export const publishedUnder = (slug: string) =>
  one((db) =>
    db
      .select({ id: pieces.itemId, slug: pieces.slug, revision: pieces.revision, sequence: pieces.sequence, modifiedAt: pieces.modifiedAt })
      .from(pieces)
      .where(
        and(
          live,
          // Within a select of its own: behind a policy Postgres mistrusts a bare coalesce, and would read the tenant.
          sql`${pieces.itemId} = (select coalesce((select p.content_item_id from published_items p where p.slug = ${slug} and p.withdrawn_at is null),
            (select t.content_item_id from published_terms t where t.kind = 'slug' and t.slug = ${slug} order by t.published_at desc, t.content_item_id desc limit 1)))`,
        ),
      ),
  );

/** The piece itself, unless it is held already: by its own number, or by the head's where more than the piece is shown. */
export const publishedItem = (slug: string, parts: readonly Part[], held: { piece?: number | undefined; head?: number | undefined } = {}) =>
  one((db) => rowsOf(db, parts).where(and(live, eq(pieces.slug, slug), held.piece === undefined ? undefined : ne(pieces.sequence, held.piece), unlessHeld(held.head))));

const thisPiece = (slug: string) => sql`(select p.content_item_id from published_items p where p.slug = ${slug} and p.withdrawn_at is null)`;

export const translationsOfPublished = (slug: string) =>
  list((db) =>
    db
      .select(brief)
      .from(pieces)
      .where(and(live, sql`${pieces.translationGroup} = (select p.translation_group from published_items p where p.slug = ${slug} and p.withdrawn_at is null)`, ne(pieces.slug, slug)))
      .orderBy(asc(pieces.language), asc(pieces.slug))
      .limit(100),
  );

/** Pieces in the same language that share the most categories and tags; of each term only the newest are looked at. */
export const relatedPublished = (slug: string, most: number) =>
  list((db) =>
    rowsOf(db, [])
      .innerJoin(
        sql`(select x.content_item_id as id, count(*) as shared, max(x.published_at) as at from published_terms own
          cross join lateral (select t.content_item_id, t.published_at from published_terms t where t.kind = own.kind and t.slug = own.slug and t.content_item_id <> own.content_item_id
            order by t.published_at desc, t.content_item_id desc limit 12) x
          where own.content_item_id = ${thisPiece(slug)} and own.kind in ('category', 'tag') group by x.content_item_id) near`,
        sql`near.id = ${pieces.itemId}`,
      )
      .where(and(live, sql`${pieces.language} = (select p.language from published_items p where p.slug = ${slug} and p.withdrawn_at is null)`))
      .orderBy(sql`near.shared desc, near.at desc, near.id desc`)
      .limit(most),
  );

/** The pieces before and after this one, newest first. */
export const neighboursOfPublished = (slug: string) =>
  list((db) => {
    const here = sql`(select p.published_at, p.content_item_id from published_items p where p.slug = ${slug} and p.withdrawn_at is null)`;
    const one = (than: SQL, way: typeof desc) => db.select(brief).from(pieces).where(and(live, sql`(${pieces.publishedAt}, ${pieces.itemId}) ${than} ${here}`)).orderBy(way(pieces.publishedAt), way(pieces.itemId)).limit(1);
    return one(sql`>`, asc).unionAll(one(sql`<`, desc));
  });

/** Categories or tags of live pieces, each with how many it holds. The path of a category stands in its newest piece. */
export const publishedTermsOf = (kind: 'category' | 'tag', held?: number) =>
  list((db) => {
    const counted = db.select({ slug: terms.slug, count: sql<number>`count(*)::int`.as('count') }).from(terms).where(and(eq(terms.kind, kind), unlessHeld(held))).groupBy(terms.slug).as('counted');
    return db
      .select({ id: sql<string>`newest.term_id`, slug: counted.slug, name: sql<string>`newest.name`, count: counted.count, path: sql<{ slug: string }[]>`newest.categories` })
      .from(counted)
      .innerJoin(
        sql`lateral (select t.term_id, t.name, p.categories from published_terms t join published_items p on p.organization_id = t.organization_id and p.content_item_id = t.content_item_id
          where t.kind = ${kind} and t.slug = ${counted.slug} order by t.published_at desc, t.content_item_id desc limit 1) newest`,
        sql`true`,
      )
      .orderBy(sql`lower(newest.name)`, counted.slug)
      .limit(5000);
  });

export const publishedAuthors = (held?: number) =>
  list((db) => {
    const counted = db
      .select({ id: pieces.authorId, count: sql<number>`count(*)::int`.as('count') })
      .from(pieces)
      .where(and(live, isNotNull(pieces.authorId), unlessHeld(held)))
      .groupBy(pieces.authorId)
      .as('counted');
    return db
      .select({ id: sql<string>`${counted.id}`, slug: sql<string>`newest.author ->> 'slug'`, name: sql<string>`newest.author ->> 'name'`, count: counted.count })
      .from(counted)
      .innerJoin(sql`lateral (select p.author from published_items p where p.author_id = ${counted.id} and p.withdrawn_at is null order by p.published_at desc, p.content_item_id desc limit 1) newest`, sql`newest.author is not null`)
      .orderBy(sql`lower(newest.author ->> 'name')`, sql`newest.author ->> 'slug'`)
      .limit(5000);
  });

/** The best matches, on one page: ranks have no cursor. */
export const publishedSearch = (search: string, { language = null, type }: { language?: string | null | undefined; type?: ContentType | undefined }, limit: number, parts: readonly Part[] = [], held?: number) =>
  list((db) =>
    rowsOf(db, parts)
      // As an array, because a function in a join is taken for a thousand rows: the whole tenant would be read beside it.
      .innerJoin(sql`unnest(array(select id from app.search_published(${search}, ${type ? 500 : limit}, ${language}) order by rank desc, id desc)) with ordinality found(id, place)`, sql`found.id = ${pieces.itemId}`)
      .where(and(live, type && eq(pieces.type, type), unlessHeld(held)))
      .orderBy(sql`found.place`)
      .limit(limit),
  );

/** What changed since a place in the order of the commits: pieces as they are now, and tombstones, which name an id and nothing else. */
export const publishedChanges = (page: Page, parts: readonly Part[], held?: number) => {
  const [place, last] = page.after?.split('~') ?? [];
  return paged(page, (db, most) =>
    db
      .select({ ...columns(parts), withdrawnAt: pieces.withdrawnAt })
      .from(pieces)
      .where(and(unlessHeld(held), place === undefined ? undefined : sql`(${pieces.sequence}, ${pieces.itemId}) > (${place}::bigint, ${last}::uuid)`))
      .orderBy(asc(pieces.sequence), asc(pieces.itemId))
      .limit(most),
    (row) => `${row.sequence}~${row.id}`,
  );
};

const findable = and(live, sql`${pieces.seo} -> 'noindex' is distinct from 'true'::jsonb`);

/** The addresses of one file of the sitemap; none at all where one file was hoped for and cannot hold them. */
export const publishedAddresses = (after: string | undefined, most: number, held?: number, allOrNone = false) =>
  list((db) =>
    db
      .select({ id: pieces.itemId, slug: pieces.slug, modifiedAt: pieces.modifiedAt })
      .from(pieces)
      .where(
        and(
          findable,
          after === undefined ? undefined : sql`${pieces.itemId} > ${after}::uuid`,
          unlessHeld(held),
          allOrNone ? sql`(select count(*) from (select from published_items p where p.withdrawn_at is null and p.seo -> 'noindex' is distinct from 'true'::jsonb limit ${most}::int + 1) few) <= ${most}::int` : undefined,
        ),
      )
      .orderBy(asc(pieces.itemId))
      .limit(most),
  );

/** After which piece each further file of the sitemap begins, and when the newest of each file changed. */
export const publishedAddressFiles = (most: number, held?: number) =>
  list((db) => {
    const numbered = db
      .select({ id: pieces.itemId, modifiedAt: pieces.modifiedAt, file: sql<number>`((row_number() over (order by ${pieces.itemId}) - 1) / ${most}::int)::int`.as('file') })
      .from(pieces)
      .where(and(findable, unlessHeld(held)))
      .as('numbered');
    return db
      .select({ file: numbered.file, last: sql<string>`max(${numbered.id}::text)`, modifiedAt: sql<string>`to_jsonb(max(${numbered.modifiedAt})) #>> '{}'` })
      .from(numbered)
      .groupBy(numbered.file)
      .orderBy(numbered.file);
  });

/** The organization as its readers know it, for whoever came with a key: the others are told when they enter. */
export const organizationFace = () =>
  one((db) =>
    db
      .select({
        id: organizations.id,
        name: organizations.name,
        slug: organizations.slug,
        description: organizations.description,
        website: organizations.website,
        timeZone: organizations.timeZone,
        settings: organizations.settings,
        logoAssetId: organizations.logoAssetId,
      })
      .from(organizations)
      .limit(1),
  );
