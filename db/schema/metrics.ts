import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, currentOrganization, id, instant, updatedAt } from './columns.ts';
import { posts, postTargets } from './posts.ts';
import { socialAccounts } from './social.ts';

/** What a platform said of a post or an account at one moment. Null: it does not tell; that is not 0. Rows are added and never changed. */
export const metricSnapshots = pgTable(
  'metric_snapshots',
  {
    id: id(),
    organizationId: currentOrganization(),
    targetId: uuid('post_target_id'),
    accountId: uuid('social_account_id').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    impressions: integer('impressions'),
    reach: integer('reach'),
    engagements: integer('engagements'),
    clicks: integer('clicks'),
    shares: integer('shares'),
    saves: integer('saves'),
    comments: integer('comments'),
    likes: integer('likes'),
    followers: integer('followers'),
    /** Where it comes from, and which meaning of the words it has. */
    source: text('source').notNull(),
    definitionVersion: integer('definition_version').notNull().default(1),
    raw: jsonb('raw'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('metric_snapshots_tenant_key').on(t.organizationId, t.id),
    foreignKey({ name: 'metric_snapshots_target_fk', columns: [t.organizationId, t.targetId], foreignColumns: [postTargets.organizationId, postTargets.id] }).onDelete('cascade'),
    foreignKey({ name: 'metric_snapshots_account_fk', columns: [t.organizationId, t.accountId], foreignColumns: [socialAccounts.organizationId, socialAccounts.id] }).onDelete('cascade'),
    index('metric_snapshots_target_index').on(t.organizationId, t.targetId, t.recordedAt.desc().nullsFirst()),
    index('metric_snapshots_account_index').on(t.organizationId, t.accountId, t.recordedAt.desc().nullsFirst()),
    index('metric_snapshots_followers_index').on(t.organizationId, t.accountId, t.recordedAt).where(sql`post_target_id is null`),
  ],
);

/**
 * One row for each post that is out on an account: when it went out, and the last that its platform told of it. Kept by
 * triggers (drizzle/0046), so that whatever is added up reads one narrow table.
 */
export const targetFigures = pgTable(
  'target_figures',
  {
    organizationId: currentOrganization(),
    targetId: uuid('post_target_id').notNull(),
    postId: uuid('post_id').notNull(),
    accountId: uuid('social_account_id').notNull(),
    /** Of its post, as long as that is so. */
    campaignId: uuid('campaign_id'),
    isTrashed: boolean('is_trashed').notNull().default(false),
    publishedAt: instant('published_at').notNull(),
    /** Null: the platform was not asked yet, or tells nothing. */
    readAt: instant('read_at'),
    impressions: integer('impressions'),
    reach: integer('reach'),
    engagements: integer('engagements'),
    clicks: integer('clicks'),
    shares: integer('shares'),
    saves: integer('saves'),
    comments: integer('comments'),
    likes: integer('likes'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'target_figures_key', columns: [t.organizationId, t.targetId] }),
    foreignKey({ name: 'target_figures_target_fk', columns: [t.organizationId, t.targetId], foreignColumns: [postTargets.organizationId, postTargets.id] }).onDelete('cascade'),
    foreignKey({ name: 'target_figures_post_fk', columns: [t.organizationId, t.postId], foreignColumns: [posts.organizationId, posts.id] }).onDelete('cascade'),
    foreignKey({ name: 'target_figures_account_fk', columns: [t.organizationId, t.accountId], foreignColumns: [socialAccounts.organizationId, socialAccounts.id] }).onDelete('cascade'),
    index('target_figures_time_index').on(t.organizationId, t.publishedAt, t.targetId).where(sql`not is_trashed`),
    index('target_figures_post_index').on(t.organizationId, t.postId),
    index('target_figures_account_index').on(t.organizationId, t.accountId, t.publishedAt),
  ],
);
