import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgTable, smallint, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { ACCOUNT_STATUSES, PLATFORMS } from './choices.ts';
import { bytes, createdAt, currentOrganization, deletedAt, id, instant, oneOf, updatedAt } from './columns.ts';
import { organizations, users } from './identity.ts';
import { projects } from './projects.ts';

/** What a platform told of an account: JSON of its own shape. */
export type PlatformData = Record<string, unknown>;

export const socialAccounts = pgTable(
  'social_accounts',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    projectId: uuid('project_id'),
    connectedBy: uuid('connected_by').default(sql`app.current_user_id()`).references(() => users.id, { onDelete: 'set null' }),
    platform: text('platform', { enum: PLATFORMS }).notNull(),
    platformAccountId: text('platform_account_id').notNull(),
    username: text('username').notNull(),
    displayName: text('display_name').notNull(),
    nameKey: text('name_key').notNull().generatedAlwaysAs(sql`lower(display_name)`),
    profileImage: text('profile_image'),
    profileUrl: text('profile_url'),
    /** The instance or site it lives on, where there are many. */
    place: text('place'),
    /** Sealed by platform/secrets.server.ts, bound to this row. */
    accessToken: text('access_token').notNull().default(''),
    refreshToken: text('refresh_token'),
    tokenExpiresAt: instant('token_expires_at'),
    /** Raised with each new pair of tokens: of two that renew at once only one may. */
    tokenGeneration: integer('token_generation').notNull().default(0),
    renewingUntil: instant('renewing_until'),
    /** Our application there, where each instance gives its own: sealed. */
    client: text('client'),
    scopes: text('scopes').array().notNull().default([]),
    followerCount: integer('follower_count'),
    followingCount: integer('following_count'),
    postCount: integer('post_count'),
    platformData: jsonb('platform_data').$type<PlatformData>().notNull().default({}),
    status: text('status', { enum: ACCOUNT_STATUSES }).notNull().default('active'),
    statusReason: text('status_reason').notNull().default(''),
    pausedAt: instant('paused_at'),
    /** The last of the moments ahead of its end at which people were told. */
    warnedFor: instant('warned_for'),
    lastSyncedAt: instant('last_synced_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    unique('social_accounts_tenant_key').on(t.organizationId, t.id),
    uniqueIndex('social_accounts_platform_key').on(t.organizationId, t.platform, t.platformAccountId, sql`coalesce(${t.place}, '')`).where(sql`deleted_at is null`),
    foreignKey({ name: 'social_accounts_project_fk', columns: [t.organizationId, t.projectId], foreignColumns: [projects.organizationId, projects.id] }),
    index('social_accounts_list_index').on(t.organizationId, t.nameKey, t.id).where(sql`deleted_at is null`),
    index('social_accounts_kind_index').on(t.organizationId, t.platform),
    index('social_accounts_project_index').on(t.organizationId, t.projectId),
    index('social_accounts_connector_index').on(t.connectedBy),
    index('social_accounts_sync_index').on(t.lastSyncedAt.asc().nullsFirst()).where(sql`deleted_at is null and status = 'active'`),
    index('social_accounts_expiry_index').on(t.tokenExpiresAt).where(sql`deleted_at is null and status = 'active'`),
    oneOf('social_accounts_platform_check', t.platform, PLATFORMS),
    oneOf('social_accounts_status_check', t.status, ACCOUNT_STATUSES),
  ],
);

/** A person on the way to a platform and back. It ends when they return, or after a while. */
export const socialConnections = pgTable(
  'social_connections',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    userId: uuid('user_id').notNull().default(sql`app.current_user_id()`).references(() => users.id, { onDelete: 'cascade' }),
    platform: text('platform', { enum: PLATFORMS }).notNull(),
    place: text('place'),
    projectId: uuid('project_id'),
    /** Set where an account is connected anew. */
    accountId: uuid('social_account_id'),
    stateHash: bytes('state_hash').notNull().unique('social_connections_state_key'),
    /** The proof, our application at the instance, and what the platform gave until a person has chosen: sealed. */
    verifier: text('verifier'),
    client: text('client'),
    granted: text('granted'),
    expiresAt: instant('expires_at').notNull().default(sql`now() + interval '1 hour'`),
    usedAt: instant('used_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('social_connections_tenant_key').on(t.organizationId, t.id),
    foreignKey({ name: 'social_connections_account_fk', columns: [t.organizationId, t.accountId], foreignColumns: [socialAccounts.organizationId, socialAccounts.id] }).onDelete('cascade'),
    foreignKey({ name: 'social_connections_project_fk', columns: [t.organizationId, t.projectId], foreignColumns: [projects.organizationId, projects.id] }).onDelete('cascade'),
    index('social_connections_account_index').on(t.organizationId, t.accountId),
    index('social_connections_project_index').on(t.organizationId, t.projectId),
    index('social_connections_user_index').on(t.userId),
    index('social_connections_age_index').on(t.expiresAt),
    oneOf('social_connections_platform_check', t.platform, PLATFORMS),
  ],
);

/** When an account likes to speak: "next free slot" finds the first without a post. */
export const postingSlots = pgTable(
  'posting_slots',
  {
    id: id(),
    organizationId: currentOrganization(),
    accountId: uuid('social_account_id').notNull(),
    /** Monday is 1. */
    weekday: smallint('weekday').notNull(),
    /** On the wall of its zone, as 09:30. */
    localTime: text('local_time').notNull(),
    timeZone: text('time_zone').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('posting_slots_tenant_key').on(t.organizationId, t.id),
    unique('posting_slots_time_key').on(t.organizationId, t.accountId, t.weekday, t.localTime),
    foreignKey({ name: 'posting_slots_account_fk', columns: [t.organizationId, t.accountId], foreignColumns: [socialAccounts.organizationId, socialAccounts.id] }).onDelete('cascade'),
  ],
);
