import { and, isNull, type SQL, sql } from 'drizzle-orm';
import type { Platform } from '../schema/choices.ts';
import { metricSnapshots, organizations, posts, postTargets, socialAccounts, targetFigures } from '../schema/index.ts';
import { list, one, paged } from '../scope.ts';
import type { Page } from './keyset.ts';

/** What platforms tell of a post. Null: none of those asked tells it; that is not 0. */
export const FIGURES = ['impressions', 'reach', 'engagements', 'clicks', 'shares', 'saves', 'comments', 'likes'] as const;
export type Figure = (typeof FIGURES)[number];
export type Figures = { [F in Figure]: number | null };

/** Shares of the impressions. Posts that tell only one of the two are left out of both. */
export const RATES = { engagementRate: 'engagements', clickRate: 'clicks', shareRate: 'shares' } as const satisfies Record<string, Figure>;
export type Rate = keyof typeof RATES;

export interface Summed extends Figures, Record<Rate, number | null> {
  /** On one account each: a post on three accounts counts three times. */
  posts: number;
  /** Of how many of them a platform told anything. */
  told: number;
}

export type Bucket = 'hour' | 'day' | 'week' | 'month' | 'year';

/** The last days up to today, or from one day to another with both in: days of the organization's zone. */
export type Span = { days: number } | { from: string; to: string };

export interface FiguresFilter {
  span: Span;
  accountId?: string | undefined;
  platform?: Platform | undefined;
  campaignId?: string | undefined;
}

const ends = (span: Span) =>
  'days' in span
    ? { first: sql`(now() at time zone o.time_zone)::date - ${span.days - 1}::int`, last: sql`(now() at time zone o.time_zone)::date` }
    : { first: sql`${span.from}::date`, last: sql`${span.to}::date` };

/** A day's first instant. Where clocks go back over midnight, as in the Azores, there are two: the first of them. */
const startOf = (day: string) =>
  sql.raw(`(select case when ((m.at - interval '1 hour') at time zone d.zone)::date = ${day} then m.at - interval '1 hour' else m.at end from (select (${day})::timestamp at time zone d.zone as at) m)`);

/** The span as days and as instants, and as long a one before it. Offset 0 has them reckoned once, and not anew for each row. */
export const bounds = (span: Span) => {
  const { first, last } = ends(span);
  return sql`(select d.*, ${startOf('d.first')} as starts, ${startOf('d.last + 1')} as ends, ${startOf('d.before')} as began
    from (select o.time_zone as zone, s.first, s.last, s.first - (s.last - s.first + 1) as before
      from ${organizations} o cross join lateral (select ${first} as first, ${last} as last) s where o.id = (select app.current_org())) d offset 0) as span`;
};

/** The days that are asked for, as Postgres reads them. */
export const spanAsked = (span: Span) =>
  one((db) => db.select({ zone: sql<string>`span.zone`, first: sql<string>`span.first::text`, last: sql<string>`span.last::text`, before: sql<string>`span.before::text` }).from(bounds(span)));

/** Neither sum has anything of a post that tells only one of the two: what is null adds nothing. */
const rate = (figure: Figure) => {
  const told = sql.raw(`f.${figure}`);
  return sql<number | null>`(sum(${told}) filter (where f.impressions > 0))::float8 / (sum(f.impressions) filter (where ${told} is not null))`;
};

/** Over rows of target_figures that are called f. */
export const sums = {
  posts: sql<number>`count(*)::int`,
  told: sql<number>`count(f.read_at)::int`,
  ...(Object.fromEntries(FIGURES.map((figure) => [figure, sql`sum(f.${sql.raw(figure)})::float8`])) as { [F in Figure]: SQL<number | null> }),
  ...(Object.fromEntries(Object.entries(RATES).map(([name, figure]) => [name, rate(figure)])) as { [R in Rate]: SQL<number | null> }),
};

/** What went out in the span and in the one before it. */
const outIn = ({ span }: FiguresFilter) => sql`${bounds(span)} join ${targetFigures} f on f.published_at >= span.began and f.published_at < span.ends and not f.is_trashed`;

const asked = ({ accountId, platform, campaignId }: FiguresFilter) =>
  and(
    accountId ? sql`f.social_account_id = ${accountId}::uuid` : undefined,
    platform ? sql`f.social_account_id in (select a.id from ${socialAccounts} a where a.platform = ${platform})` : undefined,
    campaignId ? sql`f.campaign_id = ${campaignId}::uuid` : undefined,
  );

const isNow = sql<boolean>`f.published_at >= span.starts`;

/** At most two rows: the span, and the one before it. */
export const figuresOf = (filter: FiguresFilter) => list<Summed & { isNow: boolean }>((db) => db.select({ isNow, ...sums }).from(outIn(filter)).where(asked(filter)).groupBy(isNow));

export interface Bucketed extends Summed {
  isNow: boolean;
  /** Its first moment on the organization's clocks: "2026-11-20T14:00". */
  at: string;
}

export const written = (wall: SQL) => sql<string>`to_char(${wall}, 'YYYY-MM-DD"T"HH24:MI')`;

/** In no order: whoever lays them out knows all the moments there are, and a hundred thousand rows need not be sorted. */
export const figuresOver = (filter: FiguresFilter, bucket: Bucket) => {
  const begins = sql`date_trunc(${sql.raw(`'${bucket}'`)}, f.published_at at time zone span.zone)`;
  return list<Bucketed>((db) => db.select({ isNow, at: written(begins), ...sums }).from(outIn(filter)).where(asked(filter)).groupBy(isNow, begins));
};

export interface HourFigures {
  weekday: number;
  block: number;
  posts: number;
  /** Engagements a post, of those alone whose platform tells them. */
  each: number | null;
}

/** How posts did by the weekday (1: Monday) and the three hours in which they went out. */
export const figuresByHour = (filter: FiguresFilter) => {
  // The week's 56 blocks, reckoned in one go: the clocks began in 1970 on a Thursday, 24 blocks after Monday.
  const slot = sql`((floor(date_part('epoch', f.published_at at time zone span.zone) / 10800)::int + 24) % 56)`;
  const [weekday, block] = [sql<number>`${slot} / 8 + 1`, sql<number>`${slot} % 8`];
  const columns = { weekday, block, posts: sums.posts, each: sql<number | null>`avg(f.engagements)::float8` };
  return list<HourFigures>((db) => db.select(columns).from(outIn(filter)).where(and(asked(filter), isNow)).groupBy(slot));
};

/** Two rows for each account that said something: the span, and the one before it. */
export const figuresByAccount = (filter: FiguresFilter) =>
  list<Summed & { accountId: string; isNow: boolean }>((db) =>
    db.select({ accountId: sql<string>`f.social_account_id`, isNow, ...sums }).from(outIn(filter)).where(asked(filter)).groupBy(sql`f.social_account_id`, isNow),
  );

export interface MeasuredAccount {
  id: string;
  platform: Platform;
  name: string;
  username: string;
  followers: number | null;
  /** As its platform last told before the span began. */
  followersBefore: number | null;
}

const lastTold = (when: SQL) =>
  sql<number | null>`(select m.followers from ${metricSnapshots} m where m.organization_id = a.organization_id and m.social_account_id = a.id and m.post_target_id is null and m.followers is not null and ${when} order by m.recorded_at desc limit 1)`;

export const accountsMeasured = ({ span, accountId, platform }: FiguresFilter) =>
  list<MeasuredAccount>((db) =>
    db
      .select({ id: sql<string>`a.id`, platform: sql<Platform>`a.platform`, name: sql<string>`a.display_name`, username: sql<string>`a.username`, followers: lastTold(sql`m.recorded_at < span.ends`), followersBefore: lastTold(sql`m.recorded_at < span.starts`) })
      .from(sql`${bounds(span)} cross join ${socialAccounts} a`)
      .where(and(sql`a.deleted_at is null`, accountId ? sql`a.id = ${accountId}::uuid` : undefined, platform ? sql`a.platform = ${platform}` : undefined))
      .orderBy(sql`a.name_key`, sql`a.id`),
  );

export interface MeasuredPost extends Figures {
  targetId: string;
  postId: string;
  words: string;
  accountId: string;
  platform: Platform;
  account: string;
  url: string | null;
  publishedAt: string;
  readAt: string | null;
}

/** The posts of the span, by one figure, the most first. What is not told comes last. The cursor: the figure, and the row's id. */
export const postsByFigure = (filter: FiguresFilter, figure: Figure, page: Page) => {
  const value = sql`coalesce(f.${sql.raw(figure)}, -1)`;
  const [most, id] = page.after?.split('~') ?? [];
  return paged(
    page,
    (db, limit) => {
      // Which they are is settled before their words are looked up.
      const first = sql`(select f.* from ${outIn(filter)} where ${and(asked(filter), isNow, id ? sql`(${value}, f.post_target_id) < (${most}::bigint, ${id}::uuid)` : undefined)} order by ${value} desc, f.post_target_id desc limit ${limit}::int) as f`;
      return db
        .select({
          targetId: sql<string>`f.post_target_id`,
          postId: sql<string>`f.post_id`,
          words: sql<string>`left(coalesce(nullif(${posts.text}, ''), ${posts.title}), 140)`,
          accountId: sql<string>`f.social_account_id`,
          platform: socialAccounts.platform,
          account: socialAccounts.displayName,
          url: postTargets.platformUrl,
          publishedAt: sql<string>`f.published_at`.mapWith(targetFigures.publishedAt),
          readAt: sql<string | null>`f.read_at`.mapWith(targetFigures.readAt),
          ...(Object.fromEntries(FIGURES.map((name) => [name, sql`f.${sql.raw(name)}`])) as { [F in Figure]: SQL<number | null> }),
        })
        .from(first)
        .innerJoin(posts, sql`${posts.id} = f.post_id`)
        .innerJoin(postTargets, sql`${postTargets.id} = f.post_target_id`)
        .innerJoin(socialAccounts, sql`${socialAccounts.id} = f.social_account_id`)
        .orderBy(sql`${value} desc`, sql`f.post_target_id desc`);
    },
    (row: MeasuredPost) => `${row[figure] ?? -1}~${row.targetId}`,
  );
};

/** What a page can be narrowed to. */
export const measuredChoices = () => ({
  accounts: list<{ id: string; platform: Platform; name: string }>((db) =>
    db.select({ id: socialAccounts.id, platform: socialAccounts.platform, name: socialAccounts.displayName }).from(socialAccounts).where(isNull(socialAccounts.deletedAt)).orderBy(socialAccounts.nameKey, socialAccounts.id).limit(200),
  ),
});

export interface TargetReading extends Figures {
  targetId: string;
  recordedAt: string;
}

/** Every reading of a post, in order: each account's curve, and what it stands at. */
export const readingsOfPost = (postId: string) =>
  list<TargetReading>((db) =>
    db
      .select({ targetId: sql<string>`m.post_target_id`, recordedAt: sql<string>`m.recorded_at`.mapWith(metricSnapshots.recordedAt), ...(Object.fromEntries(FIGURES.map((name) => [name, sql`m.${sql.raw(name)}`])) as { [F in Figure]: SQL<number | null> }) })
      .from(sql`${targetFigures} f join ${metricSnapshots} m on m.organization_id = f.organization_id and m.post_target_id = f.post_target_id`)
      .where(sql`f.post_id = ${postId}::uuid`)
      .orderBy(sql`m.recorded_at`, sql`m.id`)
      .limit(500),
  );
