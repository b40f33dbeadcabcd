import { sql } from 'drizzle-orm';
import { boolean, date, foreignKey, index, integer, jsonb, numeric, pgTable, primaryKey, text, timestamp, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { CAMPAIGN_ROLES, CAMPAIGN_STATUSES, CAMPAIGN_TYPES, ENTRY_KINDS, ENTRY_STATUSES } from './choices.ts';
import { bytes, createdAt, currentOrganization, deletedAt, id, instant, oneOf, updatedAt } from './columns.ts';
import { contentItems } from './content.ts';
import { memberships, organizations, users } from './identity.ts';
import { type Goal, projects } from './projects.ts';
import { tags } from './tags.ts';

export interface TargetMetric {
  metric: 'views' | 'clicks' | 'engagements' | 'conversions' | 'subscribers' | 'revenue';
  target: number;
}

/** Query parameters that a link of the campaign carries; a channel's own words win over the campaign's. */
export interface UtmRules {
  campaign?: string;
  content?: string;
  term?: string;
  channels?: Record<string, { source?: string; medium?: string; content?: string }>;
}

export const campaigns = pgTable(
  'campaigns',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    projectId: uuid('project_id'),
    ownerId: uuid('owner_id').references(() => users.id, { onDelete: 'set null' }),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull().generatedAlwaysAs(sql`lower(name)`),
    description: text('description').notNull().default(''),
    type: text('type', { enum: CAMPAIGN_TYPES }).notNull().default('content_marketing'),
    status: text('status', { enum: CAMPAIGN_STATUSES }).notNull().default('draft'),
    startsAt: instant('starts_at'),
    endsAt: instant('ends_at'),
    timeZone: text('time_zone').notNull().default('UTC'),
    goals: jsonb('goals').$type<Goal[]>().notNull().default([]),
    targetMetrics: jsonb('target_metrics').$type<TargetMetric[]>().notNull().default([]),
    budget: numeric('budget', { precision: 14, scale: 2 }),
    currency: text('currency').notNull().default('EUR'),
    channels: text('channels').array().notNull().default([]),
    utm: jsonb('utm').$type<UtmRules>().notNull().default({}),
    /** A pattern to begin others from: it runs never, and its dates tell only the distances. */
    isTemplate: boolean('is_template').notNull().default(false),
    revision: integer('revision').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    unique('campaigns_tenant_key').on(t.organizationId, t.id),
    foreignKey({ name: 'campaigns_project_fk', columns: [t.organizationId, t.projectId], foreignColumns: [projects.organizationId, projects.id] }),
    index('campaigns_project_index').on(t.organizationId, t.projectId),
    index('campaigns_start_index').on(t.organizationId, t.isTemplate, t.startsAt.desc().nullsFirst(), t.id.desc().nullsFirst()).where(sql`deleted_at is null`),
    // For the timeline: of those that have not ended before a window only what begins before its end is fetched.
    index('campaigns_end_index').on(t.organizationId, t.isTemplate, t.endsAt, t.startsAt).where(sql`deleted_at is null and starts_at is not null`),
    index('campaigns_status_index').on(t.organizationId, t.isTemplate, t.status, t.startsAt.desc().nullsFirst(), t.id.desc().nullsFirst()).where(sql`deleted_at is null`),
    index('campaigns_name_index').on(t.organizationId, t.isTemplate, t.nameKey, t.id).where(sql`deleted_at is null`),
    index('campaigns_trash_index').on(t.organizationId, t.deletedAt.desc().nullsFirst()).where(sql`deleted_at is not null`),
    index('campaigns_owner_index').on(t.ownerId),
    oneOf('campaigns_type_check', t.type, CAMPAIGN_TYPES),
    oneOf('campaigns_status_check', t.status, CAMPAIGN_STATUSES),
  ],
);

/** One sum that was spent. Totals are added up where they are read, each currency for itself, so they cannot drift. */
export const campaignSpending = pgTable(
  'campaign_spending',
  {
    id: id(),
    organizationId: currentOrganization(),
    campaignId: uuid('campaign_id').notNull(),
    spentOn: date('spent_on', { mode: 'string' }).notNull(),
    amount: numeric('amount', { precision: 14, scale: 2 }).notNull(),
    currency: text('currency').notNull(),
    note: text('note').notNull().default(''),
    createdBy: uuid('created_by').default(sql`app.current_user_id()`).references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    unique('campaign_spending_tenant_key').on(t.organizationId, t.id),
    foreignKey({ name: 'campaign_spending_campaign_fk', columns: [t.organizationId, t.campaignId], foreignColumns: [campaigns.organizationId, campaigns.id] }).onDelete('cascade'),
    index('campaign_spending_list_index').on(t.organizationId, t.campaignId, t.spentOn.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('campaign_spending_maker_index').on(t.createdBy),
  ],
);

/** What came of a campaign on a day, as people write it down: nothing of ours could measure it. */
export const campaignOutcomes = pgTable(
  'campaign_outcomes',
  {
    id: id(),
    organizationId: currentOrganization(),
    campaignId: uuid('campaign_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    conversions: integer('conversions').notNull(),
    /** Null: nobody knows what they brought. */
    revenue: numeric('revenue', { precision: 14, scale: 2 }),
    /** The campaign's own when it was written down: another one later leaves the sum what it was. */
    currency: text('currency').notNull(),
    note: text('note').notNull().default(''),
    createdBy: uuid('created_by').default(sql`app.current_user_id()`).references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    unique('campaign_outcomes_tenant_key').on(t.organizationId, t.id),
    foreignKey({ name: 'campaign_outcomes_campaign_fk', columns: [t.organizationId, t.campaignId], foreignColumns: [campaigns.organizationId, campaigns.id] }).onDelete('cascade'),
    index('campaign_outcomes_list_index').on(t.organizationId, t.campaignId, t.day.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('campaign_outcomes_maker_index').on(t.createdBy),
  ],
);

export const campaignContent = pgTable(
  'campaign_content',
  {
    organizationId: currentOrganization(),
    campaignId: uuid('campaign_id').notNull(),
    itemId: uuid('content_item_id').notNull(),
    role: text('role', { enum: CAMPAIGN_ROLES }).notNull().default('supporting'),
    /** Its place in the order, from 0: the first matters most. */
    priority: integer('priority').notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'campaign_content_key', columns: [t.organizationId, t.campaignId, t.itemId] }),
    foreignKey({ name: 'campaign_content_campaign_fk', columns: [t.organizationId, t.campaignId], foreignColumns: [campaigns.organizationId, campaigns.id] }).onDelete('cascade'),
    foreignKey({ name: 'campaign_content_item_fk', columns: [t.organizationId, t.itemId], foreignColumns: [contentItems.organizationId, contentItems.id] }).onDelete('cascade'),
    index('campaign_content_item_index').on(t.organizationId, t.itemId),
    index('campaign_content_order_index').on(t.organizationId, t.campaignId, t.priority),
    oneOf('campaign_content_role_check', t.role, CAMPAIGN_ROLES),
  ],
);

export const campaignTags = pgTable(
  'campaign_tags',
  {
    organizationId: currentOrganization(),
    campaignId: uuid('campaign_id').notNull(),
    tagId: uuid('tag_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'campaign_tags_key', columns: [t.organizationId, t.campaignId, t.tagId] }),
    foreignKey({ name: 'campaign_tags_campaign_fk', columns: [t.organizationId, t.campaignId], foreignColumns: [campaigns.organizationId, campaigns.id] }).onDelete('cascade'),
    foreignKey({ name: 'campaign_tags_tag_fk', columns: [t.organizationId, t.tagId], foreignColumns: [tags.organizationId, tags.id] }).onDelete('cascade'),
    index('campaign_tags_tag_index').on(t.organizationId, t.tagId),
  ],
);

export const calendars = pgTable(
  'calendars',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull().generatedAlwaysAs(sql`lower(name)`),
    description: text('description').notNull().default(''),
    timeZone: text('time_zone').notNull().default('UTC'),
    color: text('color').notNull().default('ink'),
    createdBy: uuid('created_by').default(sql`app.current_user_id()`).references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    unique('calendars_tenant_key').on(t.organizationId, t.id),
    index('calendars_name_index').on(t.organizationId, t.nameKey, t.id).where(sql`deleted_at is null`),
    index('calendars_maker_index').on(t.createdBy),
  ],
);

export interface ChecklistPoint {
  id: string;
  text: string;
  done: boolean;
}

/**
 * One thing in a calendar. What was meant is the wall clock in its zone; `scheduled_for` is the instant that follows from
 * it. A repeated one keeps its rule, and its occurrences are worked out where they are read.
 */
export const calendarEntries = pgTable(
  'calendar_entries',
  {
    id: id(),
    organizationId: currentOrganization(),
    calendarId: uuid('calendar_id').notNull(),
    itemId: uuid('content_item_id'),
    projectId: uuid('project_id'),
    campaignId: uuid('campaign_id'),
    ownerId: uuid('owner_id').references(() => users.id, { onDelete: 'set null' }),
    createdBy: uuid('created_by').default(sql`app.current_user_id()`).references(() => users.id, { onDelete: 'set null' }),
    kind: text('kind', { enum: ENTRY_KINDS }).notNull().default('entry'),
    title: text('title').notNull(),
    description: text('description').notNull().default(''),
    status: text('status', { enum: ENTRY_STATUSES }).notNull().default('planned'),
    channel: text('channel'),
    checklist: jsonb('checklist').$type<ChecklistPoint[]>().notNull().default([]),
    /** On the wall in its zone, without an offset. */
    startsWall: timestamp('starts_wall', { mode: 'string' }).notNull(),
    timeZone: text('time_zone').notNull(),
    scheduledFor: instant('scheduled_for').notNull(),
    durationMinutes: integer('duration_minutes').notNull().default(0),
    isAllDay: boolean('is_all_day').notNull().default(false),
    /** How it repeats, as recurrence.ts reads it; null: once. */
    recurrence: jsonb('recurrence').$type<Record<string, unknown> | null>(),
    /** When the last occurrence has passed; null for one that repeats without an end. */
    endsBy: instant('ends_by'),
    /** The row of a file that it came from: brought in again, it is known. */
    importKey: text('import_key'),
    revision: integer('revision').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    unique('calendar_entries_tenant_key').on(t.organizationId, t.id),
    foreignKey({ name: 'calendar_entries_calendar_fk', columns: [t.organizationId, t.calendarId], foreignColumns: [calendars.organizationId, calendars.id] }).onDelete('cascade'),
    foreignKey({ name: 'calendar_entries_project_fk', columns: [t.organizationId, t.projectId], foreignColumns: [projects.organizationId, projects.id] }),
    foreignKey({ name: 'calendar_entries_campaign_fk', columns: [t.organizationId, t.campaignId], foreignColumns: [campaigns.organizationId, campaigns.id] }),
    foreignKey({ name: 'calendar_entries_item_fk', columns: [t.organizationId, t.itemId], foreignColumns: [contentItems.organizationId, contentItems.id] }),
    uniqueIndex('calendar_entries_import_key').on(t.organizationId, t.calendarId, t.importKey).where(sql`import_key is not null and deleted_at is null`),
    index('calendar_entries_time_index').on(t.organizationId, t.scheduledFor, t.id).where(sql`deleted_at is null and recurrence is null`),
    index('calendar_entries_repeated_index').on(t.organizationId, t.scheduledFor, t.id).where(sql`deleted_at is null and recurrence is not null`),
    index('calendar_entries_calendar_index').on(t.organizationId, t.calendarId, t.scheduledFor),
    index('calendar_entries_item_index').on(t.organizationId, t.itemId),
    index('calendar_entries_project_index').on(t.organizationId, t.projectId, t.scheduledFor),
    index('calendar_entries_campaign_index').on(t.organizationId, t.campaignId, t.scheduledFor),
    index('calendar_entries_owner_index').on(t.ownerId),
    index('calendar_entries_maker_index').on(t.createdBy),
    oneOf('calendar_entries_kind_check', t.kind, ENTRY_KINDS),
    oneOf('calendar_entries_status_check', t.status, ENTRY_STATUSES),
  ],
);

/** One occurrence that is not as its rule says: left out, moved, or with a state of its own. */
export const calendarExceptions = pgTable(
  'calendar_exceptions',
  {
    organizationId: currentOrganization(),
    entryId: uuid('calendar_entry_id').notNull(),
    /** The wall clock that the rule gives it: its name among the occurrences. */
    occurrence: timestamp('occurrence', { mode: 'string' }).notNull(),
    isSkipped: boolean('is_skipped').notNull().default(false),
    startsWall: timestamp('starts_wall', { mode: 'string' }),
    status: text('status', { enum: ENTRY_STATUSES }),
    itemId: uuid('content_item_id'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'calendar_exceptions_key', columns: [t.organizationId, t.entryId, t.occurrence] }),
    foreignKey({ name: 'calendar_exceptions_entry_fk', columns: [t.organizationId, t.entryId], foreignColumns: [calendarEntries.organizationId, calendarEntries.id] }).onDelete('cascade'),
    foreignKey({ name: 'calendar_exceptions_item_fk', columns: [t.organizationId, t.itemId], foreignColumns: [contentItems.organizationId, contentItems.id] }),
    index('calendar_exceptions_item_index').on(t.organizationId, t.itemId),
    oneOf('calendar_exceptions_status_check', t.status, ENTRY_STATUSES),
  ],
);

export const calendarEntryTags = pgTable(
  'calendar_entry_tags',
  {
    organizationId: currentOrganization(),
    entryId: uuid('calendar_entry_id').notNull(),
    tagId: uuid('tag_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'calendar_entry_tags_key', columns: [t.organizationId, t.entryId, t.tagId] }),
    foreignKey({ name: 'calendar_entry_tags_entry_fk', columns: [t.organizationId, t.entryId], foreignColumns: [calendarEntries.organizationId, calendarEntries.id] }).onDelete('cascade'),
    foreignKey({ name: 'calendar_entry_tags_tag_fk', columns: [t.organizationId, t.tagId], foreignColumns: [tags.organizationId, tags.id] }).onDelete('cascade'),
    index('calendar_entry_tags_tag_index').on(t.organizationId, t.tagId),
  ],
);

/** A private address at which a calendar program reads what its maker may see. */
export const calendarFeeds = pgTable(
  'calendar_feeds',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    userId: uuid('user_id').notNull(),
    /** Null: all calendars. */
    calendarId: uuid('calendar_id'),
    name: text('name').notNull(),
    query: text('query').notNull().default(''),
    tokenHash: bytes('token_hash').notNull().unique('calendar_feeds_token_key'),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('calendar_feeds_tenant_key').on(t.organizationId, t.id),
    foreignKey({ name: 'calendar_feeds_member_fk', columns: [t.organizationId, t.userId], foreignColumns: [memberships.organizationId, memberships.userId] }).onDelete('cascade'),
    foreignKey({ name: 'calendar_feeds_calendar_fk', columns: [t.organizationId, t.calendarId], foreignColumns: [calendars.organizationId, calendars.id] }).onDelete('cascade'),
    index('calendar_feeds_calendar_index').on(t.organizationId, t.calendarId),
    index('calendar_feeds_user_index').on(t.organizationId, t.userId),
  ],
);

/** A view of the calendar that someone keeps: what its address asks for, under a name. */
export const calendarViews = pgTable(
  'calendar_views',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    query: text('query').notNull(),
    shared: boolean('shared').notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('calendar_views_tenant_key').on(t.organizationId, t.id),
    uniqueIndex('calendar_views_name_key').on(t.organizationId, t.userId, sql`lower(name)`),
    index('calendar_views_user_index').on(t.userId),
  ],
);
