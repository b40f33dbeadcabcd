import { and, asc, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { PublicationStatus } from '../schema/choices.ts';
import type { Body, RequiredSection } from '../schema/content.ts';
import { contentApprovals, contentComments, contentItems, contentItemTags, contentLinks, contentPerformance, previewLinks, publications, publishedItems, publishingEvents, publishingHeads, releaseItems, releases, users } from '../schema/index.ts';
import { list, one, paged, type Reader } from '../scope.ts';
import type { Page } from './keyset.ts';

const titleOfItem = sql<string>`(select i.title from content_items i where i.id = ${publications.itemId})`;

/** What an edition is made of, and what decides whether it may be. */
export const itemsToPublish = (ids: readonly string[]) =>
  list((db) =>
    db
      .select({
        id: contentItems.id,
        title: contentItems.title,
        slug: contentItems.slug,
        type: contentItems.type,
        format: contentItems.format,
        language: contentItems.language,
        translationGroup: contentItems.translationGroup,
        excerpt: contentItems.excerpt,
        body: sql<Body>`${contentItems.body}`,
        wordCount: contentItems.wordCount,
        seo: contentItems.seo,
        coverAssetId: contentItems.coverAssetId,
        categoryId: contentItems.categoryId,
        authorId: contentItems.authorId,
        author: users.name,
        tagIds: sql<string[]>`array(select l.tag_id from ${contentItemTags} l where l.content_item_id = ${contentItems.id})`,
        requiredSections: sql<RequiredSection[]>`case when jsonb_typeof(${contentItems.metadata} -> 'requiredSections') = 'array' then ${contentItems.metadata} -> 'requiredSections' else '[]'::jsonb end`,
        status: contentItems.status,
        revision: contentItems.revision,
        publishedRevision: contentItems.publishedRevision,
        contentHash: contentItems.contentHash,
        editedBy: contentItems.editedBy,
        deletedAt: contentItems.deletedAt,
      })
      .from(contentItems)
      .leftJoin(users, eq(users.id, contentItems.authorId))
      .where(inArray(contentItems.id, [...ids])),
  );

export const approvalsOfItems = (ids: readonly string[]) =>
  list((db) =>
    db
      .select({ itemId: contentApprovals.itemId, approverId: contentApprovals.approverId, status: contentApprovals.status, contentHash: contentApprovals.contentHash, fastLane: contentApprovals.fastLane })
      .from(contentApprovals)
      .where(and(inArray(contentApprovals.itemId, [...ids]), eq(contentApprovals.status, 'approved'))),
  );

/** Where readers find the pieces that these link to. */
export const liveTargetsOf = (ids: readonly string[]) =>
  list((db) =>
    db
      .selectDistinct({ id: publishedItems.itemId, slug: publishedItems.slug })
      .from(contentLinks)
      .innerJoin(publishedItems, eq(publishedItems.itemId, contentLinks.targetId))
      .where(and(inArray(contentLinks.itemId, [...ids]), isNull(publishedItems.withdrawnAt))),
  );

const publicationColumns = {
  id: publications.id,
  itemId: publications.itemId,
  title: titleOfItem,
  releaseId: publications.releaseId,
  release: releases.name,
  kind: publications.kind,
  revision: publications.revision,
  dueAt: publications.dueAt,
  timeZone: publications.timeZone,
  status: publications.status,
  requestedBy: publications.requestedBy,
  asker: users.name,
  doneAt: publications.doneAt,
  failure: publications.failure,
  isLate: sql<boolean>`${publications.status} = 'scheduled' and ${publications.dueAt} < now() - interval '2 minutes'`,
};

const publicationRows = (db: Reader) =>
  db.select(publicationColumns).from(publications).leftJoin(users, eq(users.id, publications.requestedBy)).leftJoin(releases, eq(releases.id, publications.releaseId));

/** The decisions about one piece, the newest first. */
export const publicationsOf = (itemId: string, limit = 20) =>
  list((db) => publicationRows(db).where(eq(publications.itemId, itemId)).orderBy(desc(publications.id)).limit(limit));

export const publicationById = (id: string) =>
  one((db) =>
    db
      .select({ ...publicationColumns, authorId: sql<string | null>`(select i.author_id from content_items i where i.id = ${publications.itemId})` })
      .from(publications)
      .leftJoin(users, eq(users.id, publications.requestedBy))
      .leftJoin(releases, eq(releases.id, publications.releaseId))
      .where(eq(publications.id, id)),
  );

/** What will go out, by its moment; what is late stands first by itself. */
export const upcoming = (page: Page) =>
  paged(
    page,
    (db, most) => {
      const cursor = page.after ? sql`(${publications.dueAt}, ${publications.id}) > (${page.after.slice(37)}::timestamptz, ${page.after.slice(0, 36)}::uuid)` : undefined;
      return publicationRows(db).where(and(eq(publications.status, 'scheduled'), cursor)).orderBy(asc(publications.dueAt), asc(publications.id)).limit(most);
    },
    (row) => `${row.id}~${row.dueAt}`,
  );

const PAST = { done: publications.doneAt, failed: publications.id } as const;

/** What went out, or could not, the newest first. */
export const past = (status: Extract<PublicationStatus, 'done' | 'failed'>, page: Page) =>
  paged(
    page,
    (db, most) => {
      const [id, place] = [page.after?.slice(0, 36), page.after?.slice(37)];
      const cursor = !id ? undefined : status === 'done' ? sql`(${publications.doneAt}, ${publications.id}) < (${place}::timestamptz, ${id}::uuid)` : sql`${publications.id} < ${id}::uuid`;
      return publicationRows(db).where(and(eq(publications.status, status), cursor)).orderBy(desc(PAST[status]), desc(publications.id)).limit(most);
    },
    (row) => `${row.id}~${row.doneAt ?? ''}`,
  );

/** What should have gone out and did not, the longest overdue first. */
export const overdue = (most: number) =>
  list((db) => publicationRows(db).where(and(eq(publications.status, 'scheduled'), sql`${publications.dueAt} < now() - interval '2 minutes'`)).orderBy(asc(publications.dueAt), asc(publications.id)).limit(most));

/** What could not go out in the last month, and was not decided anew since. */
export const unmended = (most: number) =>
  list((db) =>
    publicationRows(db)
      .where(and(eq(publications.status, 'failed'), sql`${publications.dueAt} > now() - interval '30 days'`, sql`not exists (select from publications later where later.content_item_id = ${publications.itemId} and later.id > ${publications.id})`))
      .orderBy(desc(publications.id))
      .limit(most),
  );

const releaseColumns = {
  id: releases.id,
  name: releases.name,
  note: releases.note,
  status: releases.status,
  dueAt: releases.dueAt,
  timeZone: releases.timeZone,
  maker: users.name,
  createdBy: releases.createdBy,
  jobId: releases.jobId,
  doneAt: releases.doneAt,
  failure: releases.failure,
  pieces: sql<number>`(select count(*)::int from release_items r where r.release_id = ${releases.id})`,
};

const releaseRows = (db: Reader) => db.select(releaseColumns).from(releases).leftJoin(users, eq(users.id, releases.createdBy));

export const releaseList = (page: Page) =>
  paged(
    page,
    (db, most) => releaseRows(db).where(page.after ? sql`${releases.id} < ${page.after}::uuid` : undefined).orderBy(desc(releases.id)).limit(most),
    (row) => row.id,
  );

export const releaseById = (id: string) => one((db) => releaseRows(db).where(eq(releases.id, id)));

/** Those to which a piece can still be added. */
export const openReleases = () => list((db) => db.select({ id: releases.id, name: releases.name }).from(releases).where(eq(releases.status, 'open')).orderBy(desc(releases.id)).limit(50));

export const itemsOfRelease = (releaseId: string) =>
  list((db) =>
    db
      .select({
        itemId: releaseItems.itemId,
        kind: releaseItems.kind,
        title: contentItems.title,
        status: contentItems.status,
        revision: contentItems.revision,
        publishedRevision: contentItems.publishedRevision,
        deletedAt: contentItems.deletedAt,
        pinned: sql<number | null>`(select p.revision from publications p where p.release_id = ${releaseItems.releaseId} and p.content_item_id = ${releaseItems.itemId} order by p.id desc limit 1)`,
        outcome: sql<PublicationStatus | null>`(select p.status from publications p where p.release_id = ${releaseItems.releaseId} and p.content_item_id = ${releaseItems.itemId} order by p.id desc limit 1)`,
      })
      .from(releaseItems)
      .innerJoin(contentItems, eq(contentItems.id, releaseItems.itemId))
      .where(eq(releaseItems.releaseId, releaseId))
      .orderBy(asc(releaseItems.createdAt), asc(releaseItems.itemId)),
  );

/** Whose moment has come, by the clock that `carry_out` reads: the publications of one release, or the one. */
export const publicationsDue = (which: { publicationId: string } | { releaseId: string }) =>
  list((db) =>
    db
      .select({ ...publicationColumns, authorId: sql<string | null>`(select i.author_id from content_items i where i.id = ${publications.itemId})` })
      .from(publications)
      .leftJoin(users, eq(users.id, publications.requestedBy))
      .leftJoin(releases, eq(releases.id, publications.releaseId))
      .where(and('releaseId' in which ? eq(publications.releaseId, which.releaseId) : eq(publications.id, which.publicationId), eq(publications.status, 'scheduled'), sql`${publications.dueAt} <= clock_timestamp() + interval '50 milliseconds'`)),
  );

export const previewLinksOf = (itemId: string) =>
  list((db) =>
    db
      .select({ id: previewLinks.id, revision: previewLinks.revision, expiresAt: previewLinks.expiresAt, lastUsedAt: previewLinks.lastUsedAt, createdAt: previewLinks.createdAt, maker: users.name })
      .from(previewLinks)
      .leftJoin(users, eq(users.id, previewLinks.createdBy))
      .where(and(eq(previewLinks.itemId, itemId), isNull(previewLinks.revokedAt), sql`${previewLinks.expiresAt} > now()`))
      .orderBy(desc(previewLinks.id))
      .limit(20),
  );

/** Where readers find a piece now; its own address may be another already. */
export const liveSlugOf = (itemId: string) =>
  one((db) => db.select({ slug: publishedItems.slug }).from(publishedItems).where(and(eq(publishedItems.itemId, itemId), isNull(publishedItems.withdrawnAt))));

/** How often a piece was read, by day, today among them; a day without views has no row. */
export const viewsByDay = (itemId: string, days: number) =>
  list((db) =>
    db
      .select({ day: contentPerformance.day, views: contentPerformance.views })
      .from(contentPerformance)
      .where(and(eq(contentPerformance.itemId, itemId), sql`${contentPerformance.day} > current_date - ${days}::int`))
      .orderBy(asc(contentPerformance.day)),
  );

/** How far the public face has come, and up to where it was announced. */
export const publishingHead = () => one((db) => db.select({ sequence: publishingHeads.sequence, announced: publishingHeads.announced, changedAt: publishingHeads.changedAt }).from(publishingHeads));

/** What was not announced yet, in order. */
export const changesToAnnounce = (limit: number) =>
  list((db) =>
    db
      .select({
        sequence: publishingEvents.sequence,
        itemId: publishingEvents.itemId,
        kind: publishingEvents.kind,
        revision: publishingEvents.revision,
        title: publishingEvents.title,
        slug: publishingEvents.slug,
        formerly: publishingEvents.formerly,
        createdAt: publishingEvents.createdAt,
        now: sql<string[]>`(select app.published_keys(p.slug, p.categories, p.tags, p.author) from published_items p where p.content_item_id = publishing_events.content_item_id and p.withdrawn_at is null)`,
      })
      .from(publishingEvents)
      .where(sql`${publishingEvents.sequence} > coalesce((select h.announced from publishing_heads h), 0)`)
      .orderBy(asc(publishingEvents.sequence), asc(publishingEvents.itemId))
      .limit(limit),
  );

/** The addresses under which readers see what these comments stand under. */
export const commentedSlugs = (commentIds: readonly string[]) =>
  list((db) =>
    db
      .selectDistinct({ slug: publishedItems.slug })
      .from(contentComments)
      .innerJoin(publishedItems, and(eq(publishedItems.itemId, contentComments.itemId), isNull(publishedItems.withdrawnAt)))
      .where(inArray(contentComments.id, [...commentIds])),
  );

/** A comment that is still there and no spam, with the piece that it stands under. */
export const commentToTell = (id: string) =>
  one((db) =>
    db
      .select({ itemId: contentComments.itemId, title: contentItems.title })
      .from(contentComments)
      .innerJoin(contentItems, eq(contentItems.id, contentComments.itemId))
      .where(and(eq(contentComments.id, id), ne(contentComments.status, 'spam'), isNull(contentComments.deletedAt))),
  );
