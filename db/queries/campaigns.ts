import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { CampaignStatus, CampaignType } from '../schema/choices.ts';
import { calendarEntries, calendars, campaignContent, campaigns, campaignSpending, campaignTags, contentItems, memberships, projects, tags, users } from '../schema/index.ts';
import { list, one, paged } from '../scope.ts';
import { activityOf } from './audit.ts';
import type { Page } from './keyset.ts';
import { projectChoices } from './projects.ts';

export interface CampaignFilter {
  status?: CampaignStatus | undefined;
  type?: CampaignType | undefined;
  projectId?: string | undefined;
  ownerId?: string | undefined;
  tagId?: string | undefined;
  search?: string | undefined;
  sort?: 'start' | 'name' | undefined;
}

/** As many pieces as one campaign may hold. */
export const MOST_PIECES = 500;

const listColumns = {
  id: campaigns.id,
  name: campaigns.name,
  nameKey: campaigns.nameKey,
  type: campaigns.type,
  status: campaigns.status,
  startsAt: campaigns.startsAt,
  endsAt: campaigns.endsAt,
  timeZone: campaigns.timeZone,
  projectId: campaigns.projectId,
  project: sql<string | null>`(select p.name from ${projects} p where p.id = ${campaigns.projectId} and p.deleted_at is null)`,
  ownerId: campaigns.ownerId,
  owner: sql<string | null>`(select u.name from ${users} u where u.id = ${campaigns.ownerId})`,
  channels: campaigns.channels,
  goals: campaigns.goals,
  budget: campaigns.budget,
  currency: campaigns.currency,
  /** In the campaign's own currency; the other totals stand on its page. */
  spent: sql<string>`(select coalesce(sum(s.amount), 0)::text from ${campaignSpending} s where s.campaign_id = campaigns.id and s.currency = campaigns.currency and s.deleted_at is null)`,
  pieces: sql<number>`(select count(*)::int from ${campaignContent} l where l.campaign_id = campaigns.id)`,
  tags: sql<{ id: string; name: string; color: string }[]>`(select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'color', t.color) order by lower(t.name)), '[]'::jsonb)
    from ${campaignTags} l join ${tags} t on t.id = l.tag_id where l.campaign_id = campaigns.id)`,
  isTemplate: campaigns.isTemplate,
  revision: campaigns.revision,
  createdAt: campaigns.createdAt,
  updatedAt: campaigns.updatedAt,
};

const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

const matching = (filter: CampaignFilter, isTemplate: boolean): SQL | undefined =>
  and(
    isNull(campaigns.deletedAt),
    eq(campaigns.isTemplate, isTemplate),
    filter.status && eq(campaigns.status, filter.status),
    filter.type && eq(campaigns.type, filter.type),
    filter.projectId ? eq(campaigns.projectId, filter.projectId) : undefined,
    filter.ownerId ? eq(campaigns.ownerId, filter.ownerId) : undefined,
    filter.tagId ? sql`${campaigns.id} in (select l.campaign_id from ${campaignTags} l where l.tag_id = ${filter.tagId})` : undefined,
    filter.search ? sql`${campaigns.nameKey} like '%' || lower(${literally(filter.search)}) || '%'` : undefined,
  );

const byName = (filter: CampaignFilter, isTemplate: boolean, page: Page) =>
  paged(
    page,
    (db, most) =>
      db
        .select(listColumns)
        .from(campaigns)
        .where(and(matching(filter, isTemplate), page.after === undefined ? undefined : sql`(${campaigns.nameKey}, ${campaigns.id}) > (${page.after.slice(37)}, ${page.after.slice(0, 36)}::uuid)`))
        .orderBy(asc(campaigns.nameKey), asc(campaigns.id))
        .limit(most),
    ({ id, nameKey }) => `${id}~${nameKey}`,
  );

/** Those without a day come first, then the last to begin: nobody overlooks what has no day yet. */
const byStart = (filter: CampaignFilter, page: Page) =>
  paged(
    page,
    (db, most) => {
      const inOrder = (after: SQL) => db.select({ id: campaigns.id }).from(campaigns).where(and(matching(filter, false), after)).orderBy(desc(campaigns.startsAt), desc(campaigns.id)).limit(most);
      const [id, start] = [page.after?.slice(0, 36), page.after?.slice(37)];
      const rows = db.select(listColumns).from(campaigns).orderBy(desc(campaigns.startsAt), desc(campaigns.id)).limit(most);
      if (!id) return rows.where(matching(filter, false));
      if (start) return rows.where(and(matching(filter, false), sql`(${campaigns.startsAt}, ${campaigns.id}) < (${start}::timestamptz, ${id}::uuid)`));
      // After one without a day: the rest of those, then all that have one. Two looks at the index, where "or" would be one over all.
      const [undated, dated] = [inOrder(sql`${campaigns.startsAt} is null and ${campaigns.id} < ${id}::uuid`), inOrder(isNotNull(campaigns.startsAt))];
      return db
        .select(listColumns)
        .from(campaigns)
        .innerJoin(sql`unnest(array((${undated}) union all (${dated}))) as found(id)`, sql`found.id = ${campaigns.id}`)
        .orderBy(desc(campaigns.startsAt), desc(campaigns.id))
        .limit(most);
    },
    ({ id, startsAt }) => `${id}~${startsAt ?? ''}`,
  );

/** By keyset: the cursor is the last row's id and its place in the order. */
export const campaignPage = (filter: CampaignFilter, page: Page) => (filter.sort === 'name' ? byName(filter, false, page) : byStart(filter, page));

/** What a campaign can be begun from, by the alphabet. */
export const campaignTemplates = (page: Page = { limit: 100 }) => byName({}, true, page);

export const removedCampaigns = (page: Page) =>
  paged(
    page,
    (db, most) =>
      db
        .select({ ...listColumns, deletedAt: campaigns.deletedAt })
        .from(campaigns)
        .where(and(isNotNull(campaigns.deletedAt), page.after === undefined ? undefined : sql`(${campaigns.deletedAt}, ${campaigns.id}) < (${page.after.slice(37)}::timestamptz, ${page.after.slice(0, 36)}::uuid)`))
        .orderBy(desc(campaigns.deletedAt), desc(campaigns.id))
        .limit(most),
    ({ id, deletedAt }) => `${id}~${deletedAt}`,
  );

/** One campaign whole, removed or not. */
export const campaignById = (id: string) =>
  one((db) =>
    db.select({ ...listColumns, description: campaigns.description, targetMetrics: campaigns.targetMetrics, utm: campaigns.utm, deletedAt: campaigns.deletedAt }).from(campaigns).where(eq(campaigns.id, id)),
  );

const spendingColumns = {
  id: campaignSpending.id,
  campaignId: campaignSpending.campaignId,
  spentOn: campaignSpending.spentOn,
  amount: campaignSpending.amount,
  currency: campaignSpending.currency,
  note: campaignSpending.note,
  by: sql<string | null>`(select u.name from ${users} u where u.id = ${campaignSpending.createdBy})`,
  createdAt: campaignSpending.createdAt,
  updatedAt: campaignSpending.updatedAt,
};

/** The last day first. */
export const spendingOf = (campaignId: string, page: Page) =>
  paged(
    page,
    (db, most) =>
      db
        .select(spendingColumns)
        .from(campaignSpending)
        .where(
          and(
            eq(campaignSpending.campaignId, campaignId),
            isNull(campaignSpending.deletedAt),
            page.after === undefined ? undefined : sql`(${campaignSpending.spentOn}, ${campaignSpending.id}) < (${page.after.slice(37)}::date, ${page.after.slice(0, 36)}::uuid)`,
          ),
        )
        .orderBy(desc(campaignSpending.spentOn), desc(campaignSpending.id))
        .limit(most),
    ({ id, spentOn }) => `${id}~${spentOn}`,
  );

/** One sum that was spent, taken back or not. */
export const spendingById = (campaignId: string, id: string) =>
  one((db) => db.select({ ...spendingColumns, deletedAt: campaignSpending.deletedAt }).from(campaignSpending).where(and(eq(campaignSpending.campaignId, campaignId), eq(campaignSpending.id, id))));

/** Added up by Postgres in numeric, each currency for itself. */
export const spendingTotals = (campaignId: string) =>
  list((db) =>
    db
      .select({ currency: campaignSpending.currency, total: sql<string>`sum(${campaignSpending.amount})::text`, entries: sql<number>`count(*)::int` })
      .from(campaignSpending)
      .where(and(eq(campaignSpending.campaignId, campaignId), isNull(campaignSpending.deletedAt)))
      .groupBy(campaignSpending.currency)
      .orderBy(asc(campaignSpending.currency)),
  );

/** Its pieces in their order; what lies in the trash is not among them, and keeps its place. */
export const contentOfCampaign = (campaignId: string) =>
  list((db) =>
    db
      .select({
        id: contentItems.id,
        title: contentItems.title,
        type: contentItems.type,
        status: contentItems.status,
        language: contentItems.language,
        author: users.name,
        scheduledFor: contentItems.scheduledFor,
        publishedAt: contentItems.publishedAt,
        role: campaignContent.role,
        priority: campaignContent.priority,
      })
      .from(campaignContent)
      .innerJoin(contentItems, and(eq(contentItems.id, campaignContent.itemId), isNull(contentItems.deletedAt)))
      .leftJoin(users, eq(users.id, contentItems.authorId))
      .where(eq(campaignContent.campaignId, campaignId))
      .orderBy(asc(campaignContent.priority), asc(campaignContent.createdAt), asc(campaignContent.itemId))
      .limit(MOST_PIECES),
  );

/** What can be linked: the last edited ones, or what a search finds, its best first. */
export const piecesToLink = (campaignId: string, search = '') =>
  list((db) => {
    const rows = db.select({ id: contentItems.id, title: contentItems.title, type: contentItems.type, status: contentItems.status, language: contentItems.language }).from(contentItems).limit(20);
    const unlinked = and(isNull(contentItems.deletedAt), sql`not exists (select from ${campaignContent} l where l.campaign_id = ${campaignId} and l.content_item_id = ${contentItems.id})`);
    if (!search) return rows.where(unlinked).orderBy(desc(contentItems.editedAt), desc(contentItems.id));
    return rows
      .innerJoin(sql`unnest(array(select id from app.search_content(${search}, ${MOST_PIECES + 20}) order by rank desc, id desc)) with ordinality found(id, place)`, sql`found.id = ${contentItems.id}`)
      .where(unlinked)
      .orderBy(sql`found.place`);
  });

/** What its calendars hold for it, in the order of time; a repeated one stands here once. */
export const entriesOfCampaign = (campaignId: string) =>
  list((db) =>
    db
      .select({
        id: calendarEntries.id,
        title: calendarEntries.title,
        kind: calendarEntries.kind,
        status: calendarEntries.status,
        channel: calendarEntries.channel,
        scheduledFor: calendarEntries.scheduledFor,
        timeZone: calendarEntries.timeZone,
        isAllDay: calendarEntries.isAllDay,
        repeats: sql<boolean>`${calendarEntries.recurrence} is not null`,
        owner: sql<string | null>`(select u.name from ${users} u where u.id = ${calendarEntries.ownerId})`,
        itemId: calendarEntries.itemId,
        revision: calendarEntries.revision,
      })
      .from(calendarEntries)
      .where(and(eq(calendarEntries.campaignId, campaignId), isNull(calendarEntries.deletedAt), sql`${calendarEntries.calendarId} not in (select c.id from ${calendars} c where c.deleted_at is not null)`))
      .orderBy(asc(calendarEntries.scheduledFor), asc(calendarEntries.id))
      .limit(200),
  );

/** What a campaign can be filed under and filtered by. */
export const campaignFormChoices = () => ({
  projects: projectChoices(),
  people: list((db) => db.select({ id: users.id, name: users.name }).from(memberships).innerJoin(users, eq(users.id, memberships.userId)).orderBy(asc(users.name), asc(users.id)).limit(200)),
  tags: list((db) => db.select({ id: tags.id, name: tags.name, color: tags.color }).from(tags).orderBy(sql`lower(${tags.name})`).limit(500)),
});

/** What a list can be filtered by. */
export const campaignChoices = () => list((db) => db.select({ id: campaigns.id, name: campaigns.name }).from(campaigns).where(and(isNull(campaigns.deletedAt), eq(campaigns.isTemplate, false))).orderBy(asc(campaigns.nameKey)).limit(200));

/** As many as a timeline draws. */
export const MOST_DRAWN = 500;

/** All that run within a window, the first to begin first; without an end they run on. What lies archived is not shown. */
export const campaignsWithin = (from: Date, to: Date, filter: CampaignFilter = {}, most = MOST_DRAWN + 1) =>
  list((db) => {
    const running = (end: SQL) =>
      db
        .select({ id: campaigns.id, startsAt: campaigns.startsAt })
        .from(campaigns)
        .where(and(matching(filter, false), end, sql`${campaigns.startsAt} < ${to.toISOString()}`, filter.status ? undefined : sql`${campaigns.status} <> 'archived'`));
    const [ended, endless] = [running(sql`${campaigns.endsAt} > ${from.toISOString()}`), running(sql`${campaigns.endsAt} is null`)];
    // Each by when it ends, and not along the beginnings, which hold all of the past: "offset 0" and an order of their own see to that.
    const found = sql`array(select run.id from ((${ended} offset 0) union all (${endless} order by ${campaigns.endsAt}, ${campaigns.startsAt} limit ${most}::int)) run order by run.starts_at, run.id limit ${most}::int)`;
    return db
      .select(listColumns)
      .from(campaigns)
      .innerJoin(sql`unnest(${found}) as found(id)`, sql`found.id = ${campaigns.id}`)
      .orderBy(asc(campaigns.startsAt), asc(campaigns.id));
  });

export const campaignActivity = (campaignId: string, page: Page) => activityOf('campaign', campaignId, page);
