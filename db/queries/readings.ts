import { and, sql } from 'drizzle-orm';
import { contentItems, contentPerformance } from '../schema/index.ts';
import { list, paged } from '../scope.ts';
import { type Bucket, bounds, type Span, written } from './analytics.ts';
import type { Page } from './keyset.ts';

/** Readings of pieces are counted by days of UTC (app.count_view). */
const readIn = (span: Span) =>
  sql`${bounds(span)} join ${contentPerformance} c on c.day >= span.before and c.day <= span.last join ${contentItems} i on i.organization_id = c.organization_id and i.id = c.content_item_id and i.deleted_at is null`;

const isNowRead = sql<boolean>`c.day >= span.first`;
const readings = { views: sql<number>`sum(c.views)::float8`, readSeconds: sql<number>`sum(c.read_seconds)::float8` };

export interface Readings {
  views: number;
  readSeconds: number;
}

export const readingsOf = (span: Span) =>
  list<Readings & { isNow: boolean; pieces: number }>((db) =>
    db
      .select({ isNow: sql<boolean>`c.is_now`, pieces: sql<number>`count(*)::int`, ...readings })
      .from(sql`(select ${isNowRead} as is_now, sum(c.views) as views, sum(c.read_seconds) as read_seconds from ${readIn(span)} group by 1, c.content_item_id) c`)
      .groupBy(sql`c.is_now`),
  );

export const readingsOver = (span: Span, bucket: Bucket) => {
  const begins = sql`date_trunc(${sql.raw(`'${bucket === 'hour' ? 'day' : bucket}'`)}, c.day::timestamp)`;
  return list<Readings & { isNow: boolean; at: string }>((db) => db.select({ isNow: isNowRead, at: written(begins), ...readings }).from(readIn(span)).groupBy(isNowRead, begins));
};

export interface ReadPiece extends Readings {
  id: string;
  title: string;
  type: string;
  status: string;
  publishedAt: string | null;
  viewsBefore: number;
}

/** The pieces that were read in the span, the most read first. The cursor: its views, and the row's id. */
export const piecesByViews = (span: Span, page: Page) => {
  const views = sql<number>`coalesce(sum(c.views) filter (where ${isNowRead}), 0)`;
  const [most, id] = page.after?.split('~') ?? [];
  return paged(
    page,
    (db, limit) =>
      db
        .select({
          id: sql<string>`i.id`,
          title: sql<string>`i.title`,
          type: sql<string>`i.type`,
          status: sql<string>`i.status`,
          publishedAt: sql<string | null>`i.published_at`.mapWith(contentItems.publishedAt),
          views: sql<number>`${views}::float8`,
          readSeconds: sql<number>`coalesce(sum(c.read_seconds) filter (where ${isNowRead}), 0)::float8`,
          viewsBefore: sql<number>`coalesce(sum(c.views) filter (where not ${isNowRead}), 0)::float8`,
        })
        .from(readIn(span))
        .groupBy(sql`i.id`)
        .having(and(sql`${views} > 0`, id ? sql`(${views}, i.id) < (${most}::bigint, ${id}::uuid)` : undefined))
        .orderBy(sql`${views} desc`, sql`i.id desc`)
        .limit(limit),
    (row: ReadPiece) => `${row.views}~${row.id}`,
  );
};

/** Where readers came from, by host. What nobody told is not among them. */
export const referrersOf = (span: Span) =>
  list<{ host: string; views: number }>((db) =>
    db
      .select({ host: sql<string>`r.key`, views: sql<number>`sum(r.value::int)::float8` })
      .from(sql`${readIn(span)} cross join lateral jsonb_each_text(c.referrers) r`)
      .where(isNowRead)
      .groupBy(sql`r.key`)
      .orderBy(sql`sum(r.value::int) desc`, sql`r.key`)
      .limit(8),
  );
