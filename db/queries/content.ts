import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm';
import type { ContentStatus, ContentType } from '../schema/choices.ts';
import type { RequiredSection } from '../schema/content.ts';
import { campaignContent, contentApprovals, contentCategories, contentItems, contentItemTags, contentLinks, contentRevisions, contentViews, tags, users } from '../schema/index.ts';
import { list, one, paged, type Reader } from '../scope.ts';
import type { Page } from './keyset.ts';

export interface ItemFilter {
  search?: string | undefined;
  status?: ContentStatus | undefined;
  type?: ContentType | undefined;
  authorId?: string | undefined;
  categoryId?: string | undefined;
  projectId?: string | undefined;
  campaignId?: string | undefined;
  tagId?: string | undefined;
  language?: string | undefined;
  sort?: 'edited' | 'created' | 'title' | 'published' | undefined;
  view?: 'all' | 'trash' | undefined;
}

const tagsOf = (item: SQL) =>
  sql<{ id: string; name: string; color: string }[]>`(select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'color', t.color) order by lower(t.name)), '[]'::jsonb)
    from content_item_tags l join tags t on t.id = l.tag_id where l.content_item_id = ${item})`;

const listColumns = {
  id: contentItems.id,
  title: contentItems.title,
  titleKey: contentItems.titleKey,
  slug: contentItems.slug,
  type: contentItems.type,
  status: contentItems.status,
  language: contentItems.language,
  authorId: contentItems.authorId,
  author: users.name,
  categoryId: contentItems.categoryId,
  projectId: contentItems.projectId,
  coverAssetId: contentItems.coverAssetId,
  wordCount: contentItems.wordCount,
  commentCount: contentItems.commentCount,
  viewCount: contentItems.viewCount,
  revision: contentItems.revision,
  scheduledFor: contentItems.scheduledFor,
  publishedAt: contentItems.publishedAt,
  editedAt: contentItems.editedAt,
  createdAt: contentItems.createdAt,
  deletedAt: contentItems.deletedAt,
  tags: tagsOf(sql`${contentItems.id}`),
};

/** One order: what is compared, how its cursor is read, and whether a null has a place in it. */
const ORDERS = {
  edited: { by: sql`${contentItems.editedAt}`, type: 'timestamptz', down: true, cursor: (row: { editedAt: string }) => row.editedAt },
  published: { by: sql`${contentItems.publishedAt}`, type: 'timestamptz', down: true, cursor: (row: { publishedAt: string | null }) => row.publishedAt ?? '' },
  title: { by: sql`${contentItems.titleKey}`, type: 'text', down: false, cursor: (row: { titleKey: string }) => row.titleKey },
} as const;

function matching(db: Reader, filter: ItemFilter): SQL | undefined {
  return and(
    filter.view === 'trash' ? isNotNull(contentItems.deletedAt) : isNull(contentItems.deletedAt),
    filter.status && eq(contentItems.status, filter.status),
    filter.type && eq(contentItems.type, filter.type),
    filter.authorId ? eq(contentItems.authorId, filter.authorId) : undefined,
    filter.categoryId ? eq(contentItems.categoryId, filter.categoryId) : undefined,
    filter.projectId ? eq(contentItems.projectId, filter.projectId) : undefined,
    filter.campaignId ? sql`${contentItems.id} in (select l.content_item_id from ${campaignContent} l where l.campaign_id = ${filter.campaignId})` : undefined,
    filter.language ? eq(contentItems.language, filter.language) : undefined,
    filter.tagId ? inArray(contentItems.id, db.select({ id: contentItemTags.itemId }).from(contentItemTags).where(eq(contentItemTags.tagId, filter.tagId))) : undefined,
    filter.sort === 'published' ? isNotNull(contentItems.publishedAt) : undefined,
  );
}

const rowsOf = (db: Reader, snippet: SQL<string | null> = sql`null`) =>
  db.select({ ...listColumns, snippet }).from(contentItems).leftJoin(users, eq(users.id, contentItems.authorId));

/** A cursor names the last row by its place in the order and its id, for two rows can share a place. */
function after(order: { by: SQL; type: string; down: boolean }, cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const id = cursor.slice(0, 36);
  const place = cursor.slice(37);
  const value = sql`${place}::${sql.raw(order.type)}`;
  return order.down ? sql`(${order.by}, ${contentItems.id}) < (${value}, ${id}::uuid)` : sql`(${order.by}, ${contentItems.id}) > (${value}, ${id}::uuid)`;
}

/** As app.search_content reads it: the last word of what is still being typed is the beginning of one. */
function asked(search: string): SQL {
  const language = sql`app.search_language(${contentItems.language})`;
  const words = search.toLowerCase().split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);
  const isTyping = /[\p{L}\p{N}]$/u.test(search) && !/["-]/.test(search) && !/\bor\b/i.test(search);
  const last = words.length - 1;
  const query = words.map((word, at) => `(${inAnyCapitals(word).map((each) => `'${each}'${at === last ? ':*' : ''}`).join(' | ')})`).join(' & ');
  return isTyping ? sql`to_tsquery(${language}, ${query})` : sql`websearch_to_tsquery(${language}, ${search})`;
}

/** What is found is folded; the text around it is not, and Postgres itself may know the capitals of ASCII alone. */
const inAnyCapitals = (word: string) => (/[^a-z0-9]/.test(word) ? [word, `${word.charAt(0).toUpperCase()}${word.slice(1)}`, word.toUpperCase()] : [word]);

/** The words around what was found, marked by two control characters that no text has. */
const snippetOf = (search: string) =>
  sql<string>`ts_headline(app.search_language(${contentItems.language}), left(${contentItems.excerpt} || ' ' || ${contentItems.bodyText}, 20000),
    ${asked(search)}, E'StartSel=\x02, StopSel=\x03, MaxFragments=2, MaxWords=18, MinWords=6, FragmentDelimiter=" … "')`;

/** In the chosen order, by keyset. A search answers its best matches on one page: ranks have no cursor. */
export const items = (filter: ItemFilter, page: Page) => {
  const sort = filter.view === 'trash' || !filter.sort ? 'edited' : filter.sort;
  if (sort === 'created') {
    return paged(
      page,
      (db, most) => rowsOf(db).where(and(matching(db, filter), page.after ? sql`${contentItems.id} < ${page.after.slice(0, 36)}::uuid` : undefined)).orderBy(desc(contentItems.id)).limit(most),
      (row) => `${row.id}~`,
    );
  }
  const order = ORDERS[sort];
  return paged(
    page,
    (db, most) => {
      if (filter.search) return found(db, filter, page.limit);
      const way = order.down ? desc : asc;
      return rowsOf(db).where(and(matching(db, filter), after(order, page.after))).orderBy(way(order.by), way(contentItems.id)).limit(most);
    },
    (row) => `${row.id}~${order.cursor(row)}`,
  );
};

function found(db: Reader, filter: ItemFilter, limit: number) {
  const { search = '', status = null, type = null, authorId = null, categoryId = null, language = null } = filter;
  // By what the function does not know, many of its answers may fall out again.
  const most = filter.projectId || filter.campaignId || filter.tagId || filter.sort === 'published' ? 500 : limit;
  return rowsOf(db, snippetOf(search))
    // As an array, because a function in a join is taken for a thousand rows: the whole tenant would be read beside it.
    .innerJoin(sql`unnest(array(select id from app.search_content(${search}, ${most}, ${status}, ${type}, ${authorId}::uuid, ${categoryId}::uuid, ${language}) order by rank desc, id desc)) with ordinality found(id, place)`, sql`found.id = ${contentItems.id}`)
    .where(matching(db, filter))
    .orderBy(sql`found.place`)
    .limit(limit);
}

/** What the palette shows of each. */
export const snippets = (search: string, limit: number) =>
  list((db) =>
    db
      .select({
        id: contentItems.id,
        title: contentItems.title,
        type: contentItems.type,
        status: contentItems.status,
        editedAt: contentItems.editedAt,
        snippet: snippetOf(search),
      })
      .from(contentItems)
      .innerJoin(sql`unnest(array(select id from app.search_content(${search}, ${limit}) order by rank desc, id desc)) with ordinality found(id, place)`, sql`found.id = ${contentItems.id}`)
      .where(isNull(contentItems.deletedAt))
      .orderBy(sql`found.place`)
      .limit(limit),
  );

/** How many stand in each status, for the tabs: counted on the index, capped where counting would be felt. */
export const itemCounts = () =>
  list((db) => db.select({ status: contentItems.status, count: sql<number>`count(*)::int` }).from(contentItems).where(isNull(contentItems.deletedAt)).groupBy(contentItems.status));

export const itemById = (id: string) =>
  one((db) =>
    db
      .select({
        ...listColumns,
        category: sql<string | null>`(select c.name from content_categories c where c.id = ${contentItems.categoryId})`,
        templateId: contentItems.templateId,
        format: contentItems.format,
        platform: contentItems.platform,
        translationGroup: contentItems.translationGroup,
        excerpt: contentItems.excerpt,
        body: contentItems.body,
        seo: contentItems.seo,
        metadata: sql<Record<string, unknown>>`${contentItems.metadata} - 'requiredSections'`,
        requiredSections: sql<RequiredSection[]>`case when jsonb_typeof(${contentItems.metadata} -> 'requiredSections') = 'array' then ${contentItems.metadata} -> 'requiredSections' else '[]'::jsonb end`,
        timeZone: contentItems.timeZone,
        publishedRevision: contentItems.publishedRevision,
        scheduledRevision: contentItems.scheduledRevision,
        contentHash: contentItems.contentHash,
        editedBy: contentItems.editedBy,
        editor: sql<string | null>`(select name from users where id = ${contentItems.editedBy})`,
      })
      .from(contentItems)
      .leftJoin(users, eq(users.id, contentItems.authorId))
      .where(eq(contentItems.id, id)),
  );

const revisionColumns = {
  number: contentRevisions.number,
  name: contentRevisions.name,
  reason: contentRevisions.reason,
  changes: contentRevisions.changes,
  wordCount: contentRevisions.wordCount,
  contentHash: contentRevisions.contentHash,
  publishedAt: contentRevisions.publishedAt,
  createdAt: contentRevisions.createdAt,
  author: users.name,
};

export const revisionsOf = (itemId: string, page: Page) =>
  paged(
    page,
    (db, most) =>
      db
        .select(revisionColumns)
        .from(contentRevisions)
        .leftJoin(users, eq(users.id, contentRevisions.authorId))
        .where(and(eq(contentRevisions.itemId, itemId), page.after ? sql`${contentRevisions.number} < ${page.after}::int` : undefined))
        .orderBy(desc(contentRevisions.number))
        .limit(most),
    (row) => String(row.number),
  );

const wholeRevision = (db: Reader) =>
  db
    .select({ ...revisionColumns, title: contentRevisions.title, excerpt: contentRevisions.excerpt, body: contentRevisions.body, fields: contentRevisions.fields })
    .from(contentRevisions)
    .leftJoin(users, eq(users.id, contentRevisions.authorId));

export const revisionOf = (itemId: string, number: number) => one((db) => wholeRevision(db).where(and(eq(contentRevisions.itemId, itemId), eq(contentRevisions.number, number))));

/** Two to compare, the newer first: the ones asked for, else the newest; and without an older one, the one before it. */
export const revisionPair = (itemId: string, older: number | undefined, newer: number | undefined) =>
  list((db) => {
    const newest = sql`(select max(r.number) from content_revisions r where r.content_item_id = ${itemId} and r.number <= ${newer ?? 2_147_483_647}::int)`;
    const before = older === undefined ? sql`(select max(r.number) from content_revisions r where r.content_item_id = ${itemId} and r.number < ${newest})` : sql`${older}::int`;
    return wholeRevision(db)
      .where(and(eq(contentRevisions.itemId, itemId), sql`${contentRevisions.number} in (${newest}, ${before})`))
      .orderBy(desc(contentRevisions.number))
      .limit(2);
  });

export const approvalsOf = (itemId: string) =>
  list((db) =>
    db
      .select({
        id: contentApprovals.id,
        revision: contentApprovals.revision,
        contentHash: contentApprovals.contentHash,
        requestedBy: contentApprovals.requestedBy,
        approverId: contentApprovals.approverId,
        approver: users.name,
        status: contentApprovals.status,
        note: contentApprovals.note,
        comment: contentApprovals.comment,
        fastLane: contentApprovals.fastLane,
        decidedAt: contentApprovals.decidedAt,
        createdAt: contentApprovals.createdAt,
      })
      .from(contentApprovals)
      .leftJoin(users, eq(users.id, contentApprovals.approverId))
      .where(eq(contentApprovals.itemId, itemId))
      .orderBy(desc(contentApprovals.id))
      .limit(100),
  );

/** What waits for this person's word, for Today. */
export const reviewsAskedOf = (most: number) =>
  list((db) =>
    db
      .select({ itemId: contentItems.id, title: contentItems.title, type: contentItems.type, note: contentApprovals.note, askedAt: contentApprovals.createdAt, asker: users.name })
      .from(contentApprovals)
      .innerJoin(contentItems, and(eq(contentItems.id, contentApprovals.itemId), isNull(contentItems.deletedAt)))
      .leftJoin(users, eq(users.id, contentApprovals.requestedBy))
      // Once readers have the text, nobody's word on it is waited for.
      .where(and(eq(contentApprovals.status, 'pending'), eq(contentApprovals.approverId, sql`(select app.current_user_id())`), sql`${contentItems.revision} is distinct from ${contentItems.publishedRevision}`))
      .orderBy(desc(contentApprovals.id))
      .limit(most),
  );

export const translationsOf = (itemId: string) =>
  list((db) =>
    db
      .select({ id: contentItems.id, title: contentItems.title, language: contentItems.language, status: contentItems.status })
      .from(contentItems)
      .where(and(isNull(contentItems.deletedAt), ne(contentItems.id, itemId), sql`${contentItems.translationGroup} = (select o.translation_group from content_items o where o.id = ${itemId})`))
      .orderBy(asc(contentItems.language)),
  );

/** The items that link to this one. */
export const linkingTo = (itemId: string) =>
  list((db) =>
    db
      .select({ id: contentItems.id, title: contentItems.title })
      .from(contentLinks)
      .innerJoin(contentItems, and(eq(contentItems.id, contentLinks.itemId), isNull(contentItems.deletedAt)))
      .where(eq(contentLinks.targetId, itemId))
      .limit(100),
  );

/** The whole tree, flat, parents before children, siblings in their order. */
export const categories = () =>
  list((db) =>
    db
      .select({
        id: contentCategories.id,
        parentId: contentCategories.parentId,
        name: contentCategories.name,
        slug: contentCategories.slug,
        description: contentCategories.description,
        seo: contentCategories.seo,
        position: contentCategories.position,
        path: contentCategories.path,
      })
      .from(contentCategories)
      .where(isNull(contentCategories.deletedAt))
      .orderBy(sql`array_length(string_to_array(${contentCategories.path}, '/'), 1)`, asc(contentCategories.position), asc(contentCategories.id))
      .limit(2000),
  );

/** The views that this person kept, and those that others share. */
export const savedViews = () =>
  list((db) =>
    db
      .select({ id: contentViews.id, name: contentViews.name, query: contentViews.query, shared: contentViews.shared, own: sql<boolean>`${contentViews.userId} = (select app.current_user_id())` })
      .from(contentViews)
      .where(sql`${contentViews.userId} = (select app.current_user_id()) or ${contentViews.shared}`)
      .orderBy(sql`lower(${contentViews.name})`)
      .limit(50),
  );

export const tagsByName = () => list((db) => db.select({ id: tags.id, name: tags.name, color: tags.color }).from(tags).orderBy(sql`lower(${tags.name})`).limit(500));
