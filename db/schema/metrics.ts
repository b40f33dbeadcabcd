import { foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, currentOrganization, id, instant } from './columns.ts';
import { postTargets } from './posts.ts';
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
  ],
);
