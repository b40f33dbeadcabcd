import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql, Subquery } from 'drizzle-orm';
import type { Platform, PostStatus, TargetStatus } from '../schema/choices.ts';
import { campaigns, memberships, postApprovals, posts, postTags, postTargets, socialAccounts, tags, users } from '../schema/index.ts';
import { idList, list, paged, type Reader } from '../scope.ts';
import { campaignChoices } from './campaigns.ts';
import { tagsByName } from './content.ts';
import type { Page } from './keyset.ts';
import { projectChoices } from './projects.ts';

export type PostView = 'all' | 'scheduled' | 'published' | 'drafts' | 'trash';

export interface PostFilter {
  view?: PostView | undefined;
  accountId?: string | undefined;
  platform?: Platform | undefined;
  projectId?: string | undefined;
  campaignId?: string | undefined;
  tagId?: string | undefined;
  authorId?: string | undefined;
  status?: PostStatus | undefined;
  /** Days on the clocks of whoever asks; both are in. */
  from?: string | undefined;
  to?: string | undefined;
}

/** How a post stands on one account, as a list shows it. */
export interface ListedTarget {
  id: string;
  platform: Platform;
  account: string;
  status: TargetStatus;
  at: string | null;
  url: string | null;
}

const targetsOf = sql<ListedTarget[]>`coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'platform', a.platform, 'account', a.display_name, 'status', t.status, 'at', t.scheduled_at, 'url', t.platform_url) order by a.platform, a.name_key)
  from ${postTargets} t join ${socialAccounts} a on a.id = t.social_account_id where t.organization_id = posts.organization_id and t.post_id = posts.id), '[]')`;

const tagsOf = sql<{ id: string; name: string; color: string }[]>`coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'color', t.color) order by lower(t.name))
  from ${postTags} l join ${tags} t on t.id = l.tag_id where l.organization_id = posts.organization_id and l.post_id = posts.id), '[]')`;

const columns = {
  id: posts.id,
  words: sql<string>`left(${posts.text}, 240)`,
  title: posts.title,
  status: posts.status,
  format: posts.format,
  approval: posts.approval,
  scheduledAt: posts.scheduledAt,
  timeZone: posts.timeZone,
  publishedAt: posts.publishedAt,
  isRecurring: sql<boolean>`${posts.recurrence} is not null`,
  authorId: posts.authorId,
  author: users.name,
  campaign: sql<string | null>`(select c.name from ${campaigns} c where c.id = posts.campaign_id)`,
  projectId: posts.projectId,
  revision: posts.revision,
  createdAt: posts.createdAt,
  deletedAt: posts.deletedAt,
  targets: targetsOf,
  tags: tagsOf,
};

/** The first moment of a day where whoever asks lives. */
const beginOf = (day: string, later = 0) =>
  sql`((${day}::date + ${later}::int)::timestamp at time zone coalesce((select u.time_zone from ${users} u where u.id = (select app.current_user_id())), 'UTC'))`;

const DAY = 86_400_000;
/** Wider than any zone makes it: the planner sees how few days that are. */
const roughly = (day: string, days: number) => sql`${new Date(Date.parse(day) + days * DAY).toISOString()}::timestamptz`;

// Written out, for an index that knows only these.
const UNDER_WAY = sql`posts.status in ('scheduled', 'publishing')`;
const OPEN = sql`t.status in ('scheduled', 'claimed', 'sending')`;
/** Something of it still goes out by itself. What only waits for a person stands among what needs someone, and nowhere else. */
// As one value: what an index could tell of it would be read whole, and sorted.
export const goesOut = sql`case when posts.status = 'publishing' then (select true from ${postTargets} t where t.organization_id = posts.organization_id and t.post_id = posts.id and ${OPEN} limit 1) else posts.status = 'scheduled' end`;

/** What of a filter the row of the post itself tells. */
function matching({ view = 'all', projectId, campaignId, authorId, status, from, to }: PostFilter): SQL {
  return and(
    view === 'trash' ? isNotNull(posts.deletedAt) : isNull(posts.deletedAt),
    view === 'drafts' ? eq(posts.status, 'draft') : undefined,
    view === 'scheduled' ? and(UNDER_WAY, goesOut) : undefined,
    view === 'published' ? sql`posts.status in ('published', 'partially_published') and ${posts.scheduledAt} <= now()` : undefined,
    status && eq(posts.status, status),
    projectId ? eq(posts.projectId, projectId) : undefined,
    campaignId ? eq(posts.campaignId, campaignId) : undefined,
    authorId ? eq(posts.authorId, authorId) : undefined,
    from ? sql`${posts.scheduledAt} >= ${beginOf(from)} and ${posts.scheduledAt} >= ${roughly(from, -1)}` : undefined,
    to ? sql`${posts.scheduledAt} < ${beginOf(to, 1)} and ${posts.scheduledAt} < ${roughly(to, 2)}` : undefined,
  )!;
}

const tagged = (tagId: string) => sql`exists (select from ${postTags} l where l.organization_id = posts.organization_id and l.post_id = posts.id and l.tag_id = ${tagId})`;
/** One post at a time, as far as the page goes: joined, all posts of the tenant would be read beside it. */
const oneByOne = (id: SQL) => sql`(select * from ${posts} posts where posts.id = ${id} offset 0) posts`;
const accountsOf = ({ accountId, platform }: PostFilter): SQL | null =>
  accountId ? idList([accountId]) : platform ? sql`array(select a.id from ${socialAccounts} a where a.platform = ${platform})` : null;

type Order = 'age' | 'soonest' | 'latest' | 'removed';

export function orderOf({ view = 'all', from, to }: PostFilter): Order {
  if (view === 'trash') return 'removed';
  if (view === 'scheduled') return 'soonest';
  return view === 'published' || from || to ? 'latest' : 'age';
}

/** Behind the last row: by its place in the order, and by its id where two share one. */
function behind(order: Order, cursor: string | undefined, place: SQL, id: SQL): SQL {
  if (cursor === undefined) return sql`true`;
  const [lastId, last] = [sql`${cursor.slice(0, 36)}::uuid`, sql`${cursor.slice(37)}::timestamptz`];
  if (order === 'age') return sql`${id} < ${lastId}`;
  return order === 'soonest' ? sql`(${place}, ${id}) > (${last}, ${lastId})` : sql`(${place}, ${id}) < (${last}, ${lastId})`;
}

/**
 * What some accounts say, from each the first that a page has room for: however long they have been speaking, no more is
 * read. A platform has several accounts, and their posts are put in one order afterwards.
 */
function ofAccounts(filter: PostFilter, order: Order, page: Page, most: number, accounts: SQL): SQL {
  const isByAge = order === 'age' || order === 'removed';
  const place = isByAge ? sql`t.post_id` : sql`t.scheduled_at`;
  const way = sql.raw(order === 'soonest' ? 'asc' : 'desc');
  const id = sql`t.post_id`;
  return sql`(select t.post_id as id, ${sql.raw(isByAge ? 'null::timestamptz' : order === 'soonest' ? 'min(t.scheduled_at)' : 'max(t.scheduled_at)')} as moment
    from unnest(${accounts}) account(id) cross join lateral (
      select t.post_id, t.scheduled_at from ${postTargets} t cross join lateral ${oneByOne(sql`t.post_id`)}
      where t.organization_id = (select app.current_org()) and t.social_account_id = account.id and ${behind(isByAge ? 'age' : order, page.after, place, id)}
        and ${filter.view === 'scheduled' ? OPEN : filter.view === 'published' ? sql`t.scheduled_at <= now()` : sql`true`}
        and ${matching(filter)} and ${filter.tagId ? tagged(filter.tagId) : sql`true`}
      order by ${place} ${way}, ${id} ${way} limit ${most}) t
    group by t.post_id)`;
}

/** Ids first: an index alone answers that, while whole rows are sought by their id among those of all tenants. */
const byAge = (filter: PostFilter, page: Page, most: number): SQL =>
  sql`(select posts.id, null::timestamptz as moment from ${posts} posts where ${behind('age', page.after, sql`posts.id`, sql`posts.id`)} and ${matching(filter)} order by posts.id desc limit ${most})`;

const ofTag = (filter: PostFilter, page: Page, most: number, tagId: string): SQL =>
  sql`(select l.post_id as id, null::timestamptz as moment from ${postTags} l cross join lateral ${oneByOne(sql`l.post_id`)}
    where l.organization_id = (select app.current_org()) and l.tag_id = ${tagId} and ${behind('age', page.after, sql`l.post_id`, sql`l.post_id`)} and ${matching(filter)} order by l.post_id desc limit ${most})`;

/** One page of posts: by age, by their moment, or as they came into the trash. */
export const postList = (filter: PostFilter, page: Page) => {
  const order = orderOf(filter);
  return paged(
    page,
    (db, most) => listed(db, filter, order, page, most),
    (row) => (order === 'age' ? `${row.id}~` : `${row.id}~${(order === 'removed' ? row.deletedAt : row.moment) ?? ''}`),
  );
};

function listed(db: Reader, filter: PostFilter, order: Order, page: Page, most: number) {
  const accounts = accountsOf(filter);
  // The trash is small: what waits there longest is thrown away.
  const driver = order === 'removed' ? null : accounts ? ofAccounts(filter, order, page, most, accounts) : order !== 'age' ? null : filter.tagId ? ofTag(filter, page, most, filter.tagId) : byAge(filter, page, most);
  const moment = driver ? sql<string | null>`coalesce(posts.moment, ${posts.scheduledAt})` : sql<string | null>`${posts.scheduledAt}`;
  const place = order === 'removed' ? sql`${posts.deletedAt}` : moment;
  const sorted = order === 'age' ? [desc(posts.id)] : order === 'soonest' ? [asc(place), asc(posts.id)] : [desc(place), desc(posts.id)];
  const rows = db.select({ ...columns, moment: moment.mapWith(posts.scheduledAt) });
  if (driver) return rows.from(new Subquery(sql`select posts.*, found.moment as moment from ${driver} found cross join lateral ${oneByOne(sql`found.id`)}`, {}, 'posts') as unknown as SQL).leftJoin(users, eq(users.id, posts.authorId)).orderBy(...sorted).limit(most);
  return rows
    .from(posts)
    .leftJoin(users, eq(users.id, posts.authorId))
    .where(
      and(
        matching(filter),
        behind(order, page.after, place, sql`${posts.id}`),
        order === 'removed' ? undefined : isNotNull(posts.scheduledAt),
        filter.tagId ? tagged(filter.tagId) : undefined,
        accounts ? sql`exists (select from ${postTargets} t where t.organization_id = posts.organization_id and t.post_id = posts.id and t.social_account_id = any(${accounts}))` : undefined,
      ),
    )
    .orderBy(...sorted)
    .limit(most);
}

export type ListedPost = Awaited<ReturnType<ReturnType<typeof postList>['pick']>>['rows'][number];

/** Posts whose review the reader was asked for, longest waiting first. */
export const postReviewsAskedOf = (most: number) =>
  list((db) =>
    db
      .select({ postId: posts.id, words: sql<string>`left(${posts.text}, 120)`, asker: users.name, note: postApprovals.note })
      .from(postApprovals)
      .innerJoin(posts, eq(posts.id, postApprovals.postId))
      .leftJoin(users, eq(users.id, postApprovals.requestedBy))
      .where(and(eq(postApprovals.status, 'pending'), eq(postApprovals.approverId, sql`(select app.current_user_id())`), isNull(posts.deletedAt)))
      .orderBy(asc(postApprovals.id))
      .limit(most),
  );

/** What the list can be filtered by. */
export const postChoices = () => ({
  accounts: list((db) => db.select({ id: socialAccounts.id, name: socialAccounts.displayName, platform: socialAccounts.platform }).from(socialAccounts).where(isNull(socialAccounts.deletedAt)).orderBy(asc(socialAccounts.nameKey), asc(socialAccounts.id)).limit(200)),
  people: list((db) => db.select({ id: users.id, name: users.name }).from(memberships).innerJoin(users, eq(users.id, memberships.userId)).orderBy(asc(users.name)).limit(200)),
  projects: projectChoices(),
  campaigns: campaignChoices(),
  tags: tagsByName(),
});
