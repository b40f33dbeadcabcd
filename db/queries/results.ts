import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { campaignContent, campaignOutcomes, campaigns, campaignSpending, contentItems, contentPerformance, posts, targetFigures, users } from '../schema/index.ts';
import { list, one, paged } from '../scope.ts';
import { type Summed, sums } from './analytics.ts';
import type { Page } from './keyset.ts';

/** What is out of a campaign. */
const outOf = (campaignId: string) =>
  sql`${campaigns} c join ${posts} p on p.organization_id = c.organization_id and p.campaign_id = c.id and p.deleted_at is null
    join ${targetFigures} f on f.organization_id = p.organization_id and f.post_id = p.id and c.id = ${campaignId}::uuid`;

/** All that went out for it, whenever that was. */
export const figuresOfCampaign = (campaignId: string) => one<Summed>((db) => db.select(sums).from(outOf(campaignId)));

/** The readings of its pieces from its first day on; before that they were not its doing. Counted by days of UTC (app.count_view). */
const readFor = (campaignId: string) =>
  sql`${campaigns} c join ${campaignContent} l on l.organization_id = c.organization_id and l.campaign_id = c.id
    join ${contentItems} i on i.organization_id = l.organization_id and i.id = l.content_item_id and i.deleted_at is null
    left join ${contentPerformance} d on d.organization_id = i.organization_id and d.content_item_id = i.id and (c.starts_at is null or d.day >= (c.starts_at at time zone c.time_zone)::date)
    where c.id = ${campaignId}::uuid`;

export const readingsOfCampaign = (campaignId: string) =>
  one((db) =>
    db
      .select({
        pieces: sql<number>`count(distinct i.id)::int`,
        views: sql<number | null>`case when count(i.id) > 0 then coalesce(sum(d.views), 0)::float8 end`,
        readSeconds: sql<number | null>`case when count(i.id) > 0 then coalesce(sum(d.read_seconds), 0)::float8 end`,
      })
      .from(readFor(campaignId)),
  );

const MOST_WEEKS = 200;
const week = (at: string) => sql<string>`to_char(date_trunc('week', ${sql.raw(at)}), 'YYYY-MM-DD')`;

/** By the week in which they went out, on the campaign's own clocks; named by its Monday, the last one first. */
export const figuresByWeek = (campaignId: string) => {
  const at = week('f.published_at at time zone c.time_zone');
  return list<Summed & { week: string }>((db) => db.select({ week: at, ...sums }).from(outOf(campaignId)).groupBy(at).orderBy(desc(at)).limit(MOST_WEEKS));
};

export const readingsByWeek = (campaignId: string) => {
  const at = week('d.day::timestamp');
  return list((db) => db.select({ week: at, views: sql<number>`sum(d.views)::float8` }).from(sql`${readFor(campaignId)} and d.day is not null`).groupBy(at).orderBy(desc(at)).limit(MOST_WEEKS));
};

/** What went in and what came of it, in the campaign's own currency and to the cent. Null: nobody wrote any down. */
export const moneyOfCampaign = (campaignId: string) =>
  one((db) =>
    db
      .select({
        currency: sql<string>`c.currency`,
        spent: sql<string | null>`(select sum(s.amount)::text from ${campaignSpending} s where s.organization_id = c.organization_id and s.campaign_id = c.id and s.currency = c.currency and s.deleted_at is null)`,
        conversions: sql<number | null>`(select sum(o.conversions)::float8 from ${campaignOutcomes} o where o.organization_id = c.organization_id and o.campaign_id = c.id and o.deleted_at is null)`,
        revenue: sql<string | null>`(select sum(o.revenue)::text from ${campaignOutcomes} o where o.organization_id = c.organization_id and o.campaign_id = c.id and o.currency = c.currency and o.deleted_at is null)`,
      })
      .from(sql`${campaigns} c where c.id = ${campaignId}::uuid`),
  );

/** All that a campaign came to, for one trip. */
export const resultsOfCampaign = (campaignId: string) => ({
  figures: figuresOfCampaign(campaignId),
  readings: readingsOfCampaign(campaignId),
  money: moneyOfCampaign(campaignId),
  weeksOut: figuresByWeek(campaignId),
  weeksRead: readingsByWeek(campaignId),
});

const outcomeColumns = {
  id: campaignOutcomes.id,
  campaignId: campaignOutcomes.campaignId,
  day: campaignOutcomes.day,
  conversions: campaignOutcomes.conversions,
  revenue: campaignOutcomes.revenue,
  currency: campaignOutcomes.currency,
  note: campaignOutcomes.note,
  by: users.name,
  createdAt: campaignOutcomes.createdAt,
};

/** The last day first. */
export const outcomesOf = (campaignId: string, page: Page) =>
  paged(
    page,
    (db, most) =>
      db
        .select(outcomeColumns)
        .from(campaignOutcomes)
        .leftJoin(users, eq(users.id, campaignOutcomes.createdBy))
        .where(
          and(
            eq(campaignOutcomes.campaignId, campaignId),
            isNull(campaignOutcomes.deletedAt),
            page.after === undefined ? undefined : sql`(${campaignOutcomes.day}, ${campaignOutcomes.id}) < (${page.after.slice(37)}::date, ${page.after.slice(0, 36)}::uuid)`,
          ),
        )
        .orderBy(desc(campaignOutcomes.day), desc(campaignOutcomes.id))
        .limit(most),
    ({ id, day }) => `${id}~${day}`,
  );

/** One of them, taken back or not. */
export const outcomeById = (campaignId: string, id: string) =>
  one((db) => db.select({ ...outcomeColumns, deletedAt: campaignOutcomes.deletedAt }).from(campaignOutcomes).leftJoin(users, eq(users.id, campaignOutcomes.createdBy)).where(and(eq(campaignOutcomes.campaignId, campaignId), eq(campaignOutcomes.id, id))));
