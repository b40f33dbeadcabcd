import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { contentImportPictures, contentImportPieces, contentImports, contentItems, contentOrigins, users } from '../schema/index.ts';
import { list, one, paged, type Reader } from '../scope.ts';
import type { Page } from './keyset.ts';

const columns = {
  id: contentImports.id,
  source: contentImports.source,
  files: contentImports.files,
  status: contentImports.status,
  withPictures: contentImports.withPictures,
  withUpdates: contentImports.withUpdates,
  pieceCount: contentImports.pieceCount,
  commentCount: contentImports.commentCount,
  troubleCount: contentImports.troubleCount,
  reached: contentImports.reached,
  createdBy: contentImports.createdBy,
  by: users.name,
  createdAt: contentImports.createdAt,
  finishedAt: contentImports.finishedAt,
};

export const recentImports = () =>
  list((db) => db.select(columns).from(contentImports).leftJoin(users, eq(users.id, contentImports.createdBy)).where(sql`${contentImports.status} <> 'uploading'`).orderBy(desc(contentImports.id)).limit(20));

export const importById = (id: string) =>
  one((db) =>
    db
      .select({ ...columns, troubles: contentImports.troubles, fetches: contentImports.fetches, folderId: contentImports.folderId })
      .from(contentImports)
      .leftJoin(users, eq(users.id, contentImports.createdBy))
      .where(eq(contentImports.id, id)),
  );

/** The drafts that an import made and nobody touched since. */
export const untouchedOf = (importId: string) =>
  sql`${contentItems.status} = 'draft' and ${contentItems.deletedAt} is null and ${contentItems.revision} = 1 and ${contentItems.id} in (
    select p.content_item_id from ${contentImportPieces} p where p.import_id = ${importId} and p.state = 'made')`;

export const untouchedCount = (importId: string) => one((db) => db.select({ count: sql<number>`count(*)::int` }).from(contentItems).where(untouchedOf(importId)));

/** The item that a piece became before. Looked up row by row on the key: of tables this young the planner knows nothing. */
const before = (db: Reader) =>
  db
    .select({
      itemId: contentOrigins.itemId,
      fingerprint: contentOrigins.fingerprint,
      madeRevision: contentOrigins.revision,
      revision: sql<number | null>`${contentItems.revision}`.as('item_revision'),
      deletedAt: sql<string | null>`${contentItems.deletedAt}`.as('item_deleted_at'),
    })
    .from(contentOrigins)
    .innerJoin(contentItems, eq(contentItems.id, contentOrigins.itemId))
    .where(and(eq(contentOrigins.organizationId, contentImportPieces.organizationId), eq(contentOrigins.source, contentImports.source), eq(contentOrigins.sourceId, contentImportPieces.sourceId)))
    .limit(1)
    .as('before');

type Before = ReturnType<typeof before>;

/** What a waiting piece would become, and what became of the others. */
const verdictOf = (origin: Before) => sql<'new' | 'known' | 'changed' | 'kept' | 'made' | 'updated' | 'failed'>`case when ${contentImportPieces.state} <> 'waiting' then ${contentImportPieces.state}
  when ${origin.itemId} is null then 'new' when ${origin.fingerprint} = ${contentImportPieces.fingerprint} then 'known'
  when ${origin.deletedAt} is not null or ${origin.revision} <> ${origin.madeRevision} then 'kept' else 'changed' end`;

/** How many pieces of each verdict, and how many pictures stand in those that would be brought. */
export const importVerdicts = (importId: string) =>
  list((db) => {
    const origin = before(db);
    return db
      .select({ verdict: verdictOf(origin), count: sql<number>`count(*)::int`, pictures: sql<number>`coalesce(sum(jsonb_array_length(${contentImportPieces.pictures})), 0)::int` })
      .from(contentImportPieces)
      .innerJoin(contentImports, eq(contentImports.id, contentImportPieces.importId))
      .leftJoinLateral(origin, sql`true`)
      .where(eq(contentImportPieces.importId, importId))
      .groupBy(sql`1`);
  });

export const importPieces = (importId: string, page: Page) =>
  paged(
    page,
    (db, most) => {
      const origin = before(db);
      return db
        .select({
          place: contentImportPieces.place,
          title: contentImportPieces.title,
          verdict: verdictOf(origin),
          // A piece that waits may have an id already, and no item yet.
          itemId: sql<string | null>`coalesce(case when ${contentImportPieces.state} <> 'waiting' then ${contentImportPieces.itemId} end, ${origin.itemId})`,
          pictures: sql<number>`jsonb_array_length(${contentImportPieces.pictures})`,
          trouble: contentImportPieces.trouble,
        })
        .from(contentImportPieces)
        .innerJoin(contentImports, eq(contentImports.id, contentImportPieces.importId))
        .leftJoinLateral(origin, sql`true`)
        .where(and(eq(contentImportPieces.importId, importId), page.after ? sql`${contentImportPieces.place} > ${page.after}::int` : undefined))
        .orderBy(asc(contentImportPieces.place))
        .limit(most);
    },
    ({ place }) => String(place),
  );

/** The next pieces to be dealt with, each with the item that it became before. */
export const piecesAfter = (importId: string, reached: number, most: number) =>
  list((db) => {
    const origin = before(db);
    return db
      .select({
        place: contentImportPieces.place,
        state: contentImportPieces.state,
        fingerprint: contentImportPieces.fingerprint,
        piece: contentImportPieces.piece,
        pictures: contentImportPieces.pictures,
        trouble: contentImportPieces.trouble,
        reservedId: contentImportPieces.itemId,
        itemId: sql<string | null>`${origin.itemId}`,
        madeFrom: sql<string | null>`${origin.fingerprint}`,
        madeRevision: sql<number | null>`${origin.madeRevision}`,
        revision: origin.revision,
        deletedAt: origin.deletedAt,
      })
      .from(contentImportPieces)
      .innerJoin(contentImports, eq(contentImports.id, contentImportPieces.importId))
      .leftJoinLateral(origin, sql`true`)
      .where(and(eq(contentImportPieces.importId, importId), gt(contentImportPieces.place, reached)))
      .orderBy(asc(contentImportPieces.place))
      .limit(most);
  });

/** The items that these pieces are, were before, or will be. */
export const itemsAtPlaces = (importId: string, places: number[]) =>
  list((db) => {
    const origin = before(db);
    return db
      .select({ place: contentImportPieces.place, itemId: sql<string | null>`coalesce(${origin.itemId}, ${contentImportPieces.itemId})` })
      .from(contentImportPieces)
      .innerJoin(contentImports, eq(contentImports.id, contentImportPieces.importId))
      .leftJoinLateral(origin, sql`true`)
      .where(and(eq(contentImportPieces.importId, importId), inArray(contentImportPieces.place, places), sql`${contentImportPieces.state} <> 'failed'`));
  });

const isWaiting = sql`${contentImportPictures.assetId} is null and ${contentImportPictures.trouble} = ''`;

export const waitingPictures = (importId: string, most: number) =>
  list((db) => db.select({ address: contentImportPictures.address }).from(contentImportPictures).where(and(eq(contentImportPictures.importId, importId), isWaiting)).orderBy(contentImportPictures.address).limit(most));

export const fetchedPictures = (importId: string, addresses: string[]) =>
  list((db) =>
    db
      .select({ address: contentImportPictures.address, assetId: contentImportPictures.assetId })
      .from(contentImportPictures)
      .where(and(eq(contentImportPictures.importId, importId), inArray(contentImportPictures.address, addresses.length > 0 ? addresses : ['']))),
  );

export const pictureCounts = (importId: string) =>
  one((db) =>
    db
      .select({ all: sql<number>`count(*)::int`, waiting: sql<number>`(count(*) filter (where ${isWaiting}))::int`, failed: sql<number>`(count(*) filter (where ${contentImportPictures.trouble} <> ''))::int` })
      .from(contentImportPictures)
      .where(eq(contentImportPictures.importId, importId)),
  );

export const failedPictures = (importId: string) =>
  list((db) =>
    db
      .select({ address: contentImportPictures.address, trouble: contentImportPictures.trouble })
      .from(contentImportPictures)
      .where(and(eq(contentImportPictures.importId, importId), sql`${contentImportPictures.trouble} <> ''`))
      .orderBy(contentImportPictures.address)
      .limit(100),
  );
