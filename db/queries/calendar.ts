import { and, asc, eq, isNotNull, isNull, type SQL, sql, Subquery } from 'drizzle-orm';
import type { EntryKind, EntryStatus, PostStatus, PublicationKind, PublicationStatus } from '../schema/choices.ts';
import type { ChecklistPoint } from '../schema/planning.ts';
import { calendarEntries, calendarEntryTags, calendarExceptions, calendarFeeds, calendars, calendarViews, campaignContent, contentItems, contentItemTags, memberships, posts, postTags, postTargets, projects, publications, socialAccounts, tags, users } from '../schema/index.ts';
import { list, one } from '../scope.ts';
import { campaignChoices } from './campaigns.ts';
import { goesOut } from './posts-list.ts';

export interface ScheduledFilter {
  calendarId?: string | undefined;
  projectId?: string | undefined;
  campaignId?: string | undefined;
  channel?: string | undefined;
  personId?: string | undefined;
  status?: EntryStatus | undefined;
  tagId?: string | undefined;
}

/** One occurrence that is not as its rule says; a wall clock as "2026-03-29T09:00:00". */
export interface StoredException {
  occurrence: string;
  isSkipped: boolean;
  startsWall: string | null;
  status: EntryStatus | null;
  itemId: string | null;
}

/** Whatever has a moment, in one shape. A repeated one stands here once, with its rule. */
export interface ScheduledRow {
  kind: EntryKind | PublicationKind | 'post';
  id: string;
  title: string;
  at: string;
  endsAt: string | null;
  startsWall: string | null;
  timeZone: string;
  durationMinutes: number;
  isAllDay: boolean;
  /** `stopped`: a post that waits for someone to say whether it is live, or to let it go out. */
  status: EntryStatus | PublicationStatus | 'stopped';
  ownerId: string | null;
  calendarId: string | null;
  projectId: string | null;
  campaignId: string | null;
  channel: string | null;
  itemId: string | null;
  releaseId: string | null;
  revision: number;
  done: number;
  points: number;
  recurrence: Record<string, unknown> | null;
  exceptions: StoredException[] | null;
  createdAt: string;
  updatedAt: string;
  /** How many more of its day were left out behind it. */
  besides?: number;
  /** Where the query tells it: the beginning of what was written about it. */
  description?: string;
}

/** As many entries of each day as a view has lines for, on the clocks of that zone; null: on those of whoever asks. */
export interface DayCut {
  most: number;
  zone: string | null;
}

/** No entry lasts longer: what began earlier cannot reach into a window. */
export const LONGEST_DAYS = 31;

const wall = (column: SQL | typeof calendarEntries.startsWall) => sql<string>`to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS')`;

const exceptionsOfEntry = sql<StoredException[] | null>`(select jsonb_agg(jsonb_build_object('occurrence', x.occurrence, 'isSkipped', x.is_skipped, 'startsWall', x.starts_wall, 'status', x.status, 'itemId', x.content_item_id) order by x.occurrence)
  from ${calendarExceptions} x where x.calendar_entry_id = ${calendarEntries.id})`;

const entryColumns = {
  kind: calendarEntries.kind,
  id: calendarEntries.id,
  title: calendarEntries.title,
  at: calendarEntries.scheduledFor,
  endsAt: calendarEntries.endsBy,
  startsWall: wall(calendarEntries.startsWall),
  timeZone: calendarEntries.timeZone,
  durationMinutes: calendarEntries.durationMinutes,
  isAllDay: calendarEntries.isAllDay,
  status: calendarEntries.status,
  ownerId: calendarEntries.ownerId,
  calendarId: calendarEntries.calendarId,
  projectId: calendarEntries.projectId,
  campaignId: calendarEntries.campaignId,
  channel: calendarEntries.channel,
  itemId: calendarEntries.itemId,
  releaseId: sql<string | null>`null::uuid`,
  revision: calendarEntries.revision,
  done: sql<number>`(select count(*)::int from jsonb_array_elements(${calendarEntries.checklist}) p where (p ->> 'done')::boolean)`,
  points: sql<number>`jsonb_array_length(${calendarEntries.checklist})`,
  recurrence: calendarEntries.recurrence,
  exceptions: sql<StoredException[] | null>`null::jsonb`,
  createdAt: calendarEntries.createdAt,
  updatedAt: calendarEntries.updatedAt,
};

const entryFilter = (filter: ScheduledFilter) =>
  and(
    isNull(calendarEntries.deletedAt),
    filter.calendarId ? eq(calendarEntries.calendarId, filter.calendarId) : undefined,
    filter.projectId ? eq(calendarEntries.projectId, filter.projectId) : undefined,
    // What is planned for it, and what is planned for one of its pieces.
    filter.campaignId ? sql`(${calendarEntries.campaignId} = ${filter.campaignId} or ${calendarEntries.itemId} in (select l.content_item_id from ${campaignContent} l where l.campaign_id = ${filter.campaignId}))` : undefined,
    filter.channel ? eq(calendarEntries.channel, filter.channel) : undefined,
    filter.personId ? eq(calendarEntries.ownerId, filter.personId) : undefined,
    filter.tagId ? sql`exists (select from ${calendarEntryTags} l where l.calendar_entry_id = ${calendarEntries.id} and l.tag_id = ${filter.tagId})` : undefined,
    // A calendar that was put away takes its entries out of sight, and gives them back when it returns.
    sql`${calendarEntries.calendarId} not in (select c.id from ${calendars} c where c.deleted_at is not null)`,
  );

const singleWithin = (from: Date, to: Date, filter: ScheduledFilter) =>
  and(
    isNull(calendarEntries.recurrence),
    sql`${calendarEntries.scheduledFor} >= ${from.toISOString()}::timestamptz - make_interval(days => ${LONGEST_DAYS}) and ${calendarEntries.scheduledFor} < ${to.toISOString()}`,
    sql`(${calendarEntries.scheduledFor} >= ${from.toISOString()} or ${calendarEntries.endsBy} > ${from.toISOString()})`,
    filter.status ? eq(calendarEntries.status, filter.status) : undefined,
    entryFilter(filter),
  );

const singleEntries = (from: Date, to: Date, filter: ScheduledFilter, most: number, columns = entryColumns) =>
  list<ScheduledRow>((db) => db.select(columns).from(calendarEntries).where(singleWithin(from, to, filter)).orderBy(asc(calendarEntries.scheduledFor), asc(calendarEntries.id)).limit(most));

/** The same, cut down where they are: a day of hundreds costs no more on its way than a day of four. What stands on several days is always there. */
const firstOfEachDay = (from: Date, to: Date, filter: ScheduledFilter, most: number, cut: DayCut) => {
  const ranked = sql`select * from (
    select calendar_entries.*, lasts, row_number() over (partition by lasts, day order by scheduled_for, title collate "C", calendar_entries.id) as place, count(*) over (partition by lasts, day)::int as of_day
    from ${calendarEntries}
      cross join (select coalesce(${cut.zone}::text, (select u.time_zone from ${users} u where u.id = (select app.current_user_id())), 'UTC') as name) clocks
      cross join lateral (select (scheduled_for at time zone clocks.name)::date as day) began
      cross join lateral (select is_all_day or coalesce((ends_by at time zone clocks.name)::date > day, false) as lasts) went
    where ${singleWithin(from, to, filter)}) each where lasts or place <= ${cut.most}::int`;
  return list<ScheduledRow>((db) =>
    db
      .select({ ...entryColumns, besides: sql<number>`case when place = ${cut.most}::int and not lasts then of_day - ${cut.most}::int else 0 end` })
      .from(new Subquery(ranked, {}, 'calendar_entries') as unknown as SQL)
      .orderBy(asc(calendarEntries.scheduledFor), asc(calendarEntries.id))
      .limit(most),
  );
};

/** Every rule that can reach into the window; an occurrence may have a status of its own, so theirs is looked at later. */
const repeatedEntries = (from: Date, to: Date, filter: ScheduledFilter, most: number, columns = entryColumns) =>
  list<ScheduledRow>((db) =>
    db
      .select({ ...columns, exceptions: exceptionsOfEntry })
      .from(calendarEntries)
      .where(and(isNotNull(calendarEntries.recurrence), sql`${calendarEntries.scheduledFor} < ${to.toISOString()}`, sql`(${calendarEntries.endsBy} is null or ${calendarEntries.endsBy} > ${from.toISOString()})`, entryFilter(filter)))
      .orderBy(asc(calendarEntries.scheduledFor), asc(calendarEntries.id))
      .limit(most),
  );

const PUBLICATION_STATUSES_OF: Record<EntryStatus, readonly PublicationStatus[]> = { planned: ['scheduled', 'failed'], in_progress: [], completed: ['done'], cancelled: [] };

const publicationsWithin = (from: Date, to: Date, filter: ScheduledFilter, most: number) => {
  const [first, last] = [from.toISOString(), to.toISOString()];
  const statuses = filter.status ? PUBLICATION_STATUSES_OF[filter.status] : (['scheduled', 'done', 'failed'] as const);
  const at = sql<string>`case when ${publications.status} = 'done' then ${publications.doneAt} else ${publications.dueAt} end`.mapWith(publications.dueAt);
  const nothing = filter.calendarId !== undefined || (filter.channel !== undefined && filter.channel !== 'web') || statuses.length === 0;
  return list<ScheduledRow>((db) =>
    db
      .select({
        kind: publications.kind,
        id: publications.id,
        title: contentItems.title,
        at,
        endsAt: sql<string | null>`null::timestamptz`,
        startsWall: sql<string | null>`null::text`,
        timeZone: publications.timeZone,
        durationMinutes: sql<number>`0`,
        isAllDay: sql<boolean>`false`,
        status: publications.status,
        ownerId: contentItems.authorId,
        calendarId: sql<string | null>`null::uuid`,
        projectId: contentItems.projectId,
        campaignId: sql<string | null>`(select l.campaign_id from ${campaignContent} l where l.content_item_id = ${publications.itemId} order by l.created_at limit 1)`,
        channel: sql<string | null>`'web'`,
        itemId: publications.itemId,
        releaseId: publications.releaseId,
        revision: sql<number>`coalesce(${publications.revision}, 0)`,
        done: sql<number>`0`,
        points: sql<number>`0`,
        recurrence: sql<Record<string, unknown> | null>`null::jsonb`,
        exceptions: sql<StoredException[] | null>`null::jsonb`,
        createdAt: publications.createdAt,
        updatedAt: publications.updatedAt,
      })
      .from(publications)
      .innerJoin(contentItems, eq(contentItems.id, publications.itemId))
      .where(
        nothing
          ? sql`false`
          : and(
              sql`((${publications.status} = 'scheduled' and ${publications.dueAt} >= ${first} and ${publications.dueAt} < ${last})
                or (${publications.status} = 'done' and ${publications.doneAt} >= ${first} and ${publications.doneAt} < ${last})
                or (${publications.status} = 'failed' and ${publications.dueAt} >= ${first} and ${publications.dueAt} < ${last}))`,
              filter.status ? sql`${publications.status} in (${sql.join(statuses.map((status) => sql`${status}`), sql`, `)})` : undefined,
              isNull(contentItems.deletedAt),
              filter.projectId ? eq(contentItems.projectId, filter.projectId) : undefined,
              filter.personId ? eq(contentItems.authorId, filter.personId) : undefined,
              filter.campaignId ? sql`exists (select from ${campaignContent} l where l.content_item_id = ${publications.itemId} and l.campaign_id = ${filter.campaignId})` : undefined,
              filter.tagId ? sql`exists (select from ${contentItemTags} l where l.content_item_id = ${publications.itemId} and l.tag_id = ${filter.tagId})` : undefined,
            ),
      )
      .orderBy(at, asc(publications.id))
      .limit(most),
  );
};

/** What a post is among entries: one that failed still waits for someone. */
const POST_STATUSES_OF: Record<EntryStatus, readonly PostStatus[]> = { planned: ['scheduled', 'publishing', 'failed'], in_progress: [], completed: ['published', 'partially_published'], cancelled: [] };

/** Posts, cut down where they are as the entries are: thousands can be due on one day. */
const postsWithin = (from: Date, to: Date, filter: ScheduledFilter, most: number, cut: DayCut | null) => {
  const statuses = filter.status ? POST_STATUSES_OF[filter.status] : [...POST_STATUSES_OF.planned, ...POST_STATUSES_OF.completed];
  const nothing = filter.calendarId !== undefined || filter.channel === 'web' || filter.channel === 'email' || statuses.length === 0;
  const within = and(
    isNull(posts.deletedAt),
    sql`${posts.scheduledAt} >= ${from.toISOString()} and ${posts.scheduledAt} < ${to.toISOString()}`,
    sql`${posts.status} = any (${`{${statuses.join(',')}}`}::text[])`,
    filter.projectId ? eq(posts.projectId, filter.projectId) : undefined,
    filter.campaignId ? eq(posts.campaignId, filter.campaignId) : undefined,
    filter.personId ? eq(posts.authorId, filter.personId) : undefined,
    filter.tagId ? sql`exists (select from ${postTags} l where l.organization_id = posts.organization_id and l.post_id = posts.id and l.tag_id = ${filter.tagId})` : undefined,
    filter.channel ? sql`exists (select from ${postTargets} t where t.organization_id = posts.organization_id and t.post_id = posts.id and t.social_account_id = any(array(select a.id from ${socialAccounts} a where a.platform = ${filter.channel})))` : undefined,
  );
  const ranked = sql`select * from (
    select posts.*, row_number() over (partition by day order by scheduled_at, posts.id) as place, count(*) over (partition by day)::int as of_day
    from ${posts}
      cross join (select coalesce(${cut?.zone ?? null}::text, (select u.time_zone from ${users} u where u.id = (select app.current_user_id())), 'UTC') as name) clocks
      cross join lateral (select (scheduled_at at time zone clocks.name)::date as day) began
    where ${within}) each where place <= ${cut?.most ?? most}::int`;
  return list<ScheduledRow>((db) =>
    db
      .select({
        kind: sql<'post'>`'post'`,
        id: posts.id,
        title: sql<string>`left(coalesce(nullif(trim(regexp_replace(left(${posts.text}, 200), '\\s+', ' ', 'g')), ''), ${posts.title}), 90)`,
        at: sql<string>`${posts.scheduledAt}`.mapWith(posts.scheduledAt),
        endsAt: sql<string | null>`null::timestamptz`,
        startsWall: sql<string | null>`null::text`,
        timeZone: posts.timeZone,
        durationMinutes: sql<number>`0`,
        isAllDay: sql<boolean>`false`,
        status: sql<PublicationStatus | 'stopped'>`case when ${posts.status} in ('published', 'partially_published') then 'done' when ${posts.status} = 'failed' then 'failed' when ${goesOut} then 'scheduled' else 'stopped' end`,
        ownerId: posts.authorId,
        calendarId: sql<string | null>`null::uuid`,
        projectId: posts.projectId,
        campaignId: posts.campaignId,
        // Where it speaks on several, none is the one.
        channel: sql<string | null>`(select case when count(distinct a.platform) = 1 then min(a.platform) end from ${postTargets} t join ${socialAccounts} a on a.id = t.social_account_id where t.organization_id = posts.organization_id and t.post_id = posts.id)`,
        itemId: posts.itemId,
        releaseId: sql<string | null>`null::uuid`,
        revision: posts.revision,
        done: sql<number>`0`,
        points: sql<number>`0`,
        recurrence: sql<Record<string, unknown> | null>`null::jsonb`,
        exceptions: sql<StoredException[] | null>`null::jsonb`,
        createdAt: posts.createdAt,
        updatedAt: posts.updatedAt,
        besides: cut ? sql<number>`case when place = ${cut.most}::int then of_day - ${cut.most}::int else 0 end` : sql<number>`0`,
      })
      .from(cut ? (new Subquery(ranked, {}, 'posts') as unknown as SQL) : posts)
      .where(nothing ? sql`false` : cut ? undefined : within)
      .orderBy(asc(posts.scheduledAt), asc(posts.id))
      .limit(most),
  );
};

/**
 * Everything that the product schedules within a window: one query a kind, all of one shape. A new kind, such as a mail,
 * is one more query here; scheduled.ts lays out whatever comes.
 */
export const scheduledThings = (from: Date, to: Date, filter: ScheduledFilter, most = 3000, cut: DayCut | null = null) => ({
  entries: cut ? firstOfEachDay(from, to, filter, most, cut) : singleEntries(from, to, filter, most),
  repeated: repeatedEntries(from, to, filter, most),
  publications: publicationsWithin(from, to, filter, most),
  posts: postsWithin(from, to, filter, most, cut),
});

/** As far as a feed tells what was written about an entry: a year of long notes would be megabytes each hour. */
export const MOST_TOLD = 1000;
const toldColumns = { ...entryColumns, description: sql<string>`left(${calendarEntries.description}, ${MOST_TOLD + 1}::int)` };

/** The same with what was written about each. */
export const toldThings = (from: Date, to: Date, filter: ScheduledFilter, most: number) => ({
  entries: singleEntries(from, to, filter, most, toldColumns),
  repeated: repeatedEntries(from, to, filter, most, toldColumns),
  publications: publicationsWithin(from, to, filter, most),
  posts: postsWithin(from, to, filter, most, null),
});

export const calendarList = (which: 'here' | 'all' = 'here') =>
  list((db) =>
    db
      .select({ id: calendars.id, name: calendars.name, description: calendars.description, timeZone: calendars.timeZone, color: calendars.color, deletedAt: calendars.deletedAt, createdAt: calendars.createdAt, updatedAt: calendars.updatedAt })
      .from(calendars)
      .where(which === 'here' ? isNull(calendars.deletedAt) : undefined)
      .orderBy(asc(calendars.nameKey), asc(calendars.id))
      .limit(100),
  );

export const calendarById = (id: string) =>
  one((db) =>
    db
      .select({ id: calendars.id, name: calendars.name, description: calendars.description, timeZone: calendars.timeZone, color: calendars.color, deletedAt: calendars.deletedAt, createdAt: calendars.createdAt, updatedAt: calendars.updatedAt })
      .from(calendars)
      .where(eq(calendars.id, id)),
  );

/** What an entry can be filed under and filtered by. */
export const calendarChoices = () => ({
  calendars: calendarList(),
  people: list((db) => db.select({ id: users.id, name: users.name }).from(memberships).innerJoin(users, eq(users.id, memberships.userId)).orderBy(asc(users.name)).limit(200)),
  projects: list((db) => db.select({ id: projects.id, name: projects.name }).from(projects).where(isNull(projects.deletedAt)).orderBy(asc(projects.name)).limit(200)),
  campaigns: campaignChoices(),
  tags: list((db) => db.select({ id: tags.id, name: tags.name }).from(tags).orderBy(sql`lower(${tags.name})`).limit(500)),
});

export interface StoredEntry extends ScheduledRow {
  description: string;
  checklist: ChecklistPoint[];
  tags: string[];
  item: string | null;
  calendar: string | null;
  owner: string | null;
  deletedAt: string | null;
}

const storedColumns = {
  ...entryColumns,
  exceptions: exceptionsOfEntry,
  description: calendarEntries.description,
  checklist: calendarEntries.checklist,
  tags: sql<string[]>`array(select t.name from ${calendarEntryTags} l join ${tags} t on t.id = l.tag_id where l.calendar_entry_id = calendar_entries.id order by lower(t.name))`,
  item: sql<string | null>`(select i.title from ${contentItems} i where i.id = ${calendarEntries.itemId})`,
  calendar: sql<string | null>`(select c.name from ${calendars} c where c.id = ${calendarEntries.calendarId})`,
  owner: sql<string | null>`(select u.name from ${users} u where u.id = ${calendarEntries.ownerId})`,
  deletedAt: calendarEntries.deletedAt,
};

/** One entry whole. */
export const entryById = (id: string) => one<StoredEntry>((db) => db.select(storedColumns).from(calendarEntries).where(eq(calendarEntries.id, id)));

/** All that is planned for a campaign, whole. */
export const storedEntriesOf = (campaignId: string, most: number) =>
  list<StoredEntry>((db) => db.select(storedColumns).from(calendarEntries).where(and(eq(calendarEntries.campaignId, campaignId), entryFilter({}))).orderBy(asc(calendarEntries.scheduledFor), asc(calendarEntries.id)).limit(most));

export const calendarViewList = () =>
  list((db) =>
    db
      .select({ id: calendarViews.id, name: calendarViews.name, query: calendarViews.query, shared: calendarViews.shared, own: sql<boolean>`${calendarViews.userId} = (select app.current_user_id())` })
      .from(calendarViews)
      .where(sql`${calendarViews.userId} = (select app.current_user_id()) or ${calendarViews.shared}`)
      .orderBy(sql`lower(${calendarViews.name})`)
      .limit(50),
  );

/** One's own private addresses, without what opens them. */
export const ownFeeds = () =>
  list((db) =>
    db
      .select({ id: calendarFeeds.id, name: calendarFeeds.name, calendarId: calendarFeeds.calendarId, query: calendarFeeds.query, lastUsedAt: calendarFeeds.lastUsedAt, createdAt: calendarFeeds.createdAt })
      .from(calendarFeeds)
      .where(and(sql`${calendarFeeds.userId} = (select app.current_user_id())`, isNull(calendarFeeds.revokedAt)))
      .orderBy(asc(calendarFeeds.id))
      .limit(50),
  );
