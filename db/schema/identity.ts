import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex, unique, uuid } from 'drizzle-orm/pg-core';
import { MEMBER_ROLES, TOKEN_PURPOSES, USER_ROLES, USER_STATUSES } from './choices.ts';
import { bytes, createdAt, currentOrganization, deletedAt, id, instant, oneOf, updatedAt } from './columns.ts';

export interface Preferences {
  formats?: string[];
  platforms?: string[];
  tone?: string;
  theme?: 'light' | 'dark' | 'system';
}

export const users = pgTable(
  'users',
  {
    id: id(),
    email: text('email').notNull(),
    emailVerifiedAt: instant('email_verified_at'),
    name: text('name').notNull(),
    /** Readable by the definer role alone: the app's role has no SELECT on this column. */
    passwordHash: text('password_hash'),
    image: text('image'),
    role: text('role', { enum: USER_ROLES }).notNull().default('user'),
    status: text('status', { enum: USER_STATUSES }).notNull().default('active'),
    timeZone: text('time_zone').notNull().default('UTC'),
    preferences: jsonb('preferences').$type<Preferences>().notNull().default({}),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    uniqueIndex('users_email_key').on(sql`lower(${t.email})`).where(sql`deleted_at is null`),
    oneOf('users_role_check', t.role, USER_ROLES),
    oneOf('users_status_check', t.status, USER_STATUSES),
  ],
);

export const organizations = pgTable(
  'organizations',
  {
    id: id(),
    name: text('name').notNull(),
    slug: text('slug').notNull(),
    description: text('description').notNull().default(''),
    /** A picture of the library. The composite key to it stands in drizzle/0008, because media stands on identity. */
    logoAssetId: uuid('logo_asset_id'),
    website: text('website').notNull().default(''),
    billingEmail: text('billing_email').notNull().default(''),
    timeZone: text('time_zone').notNull().default('UTC'),
    settings: jsonb('settings').$type<Record<string, unknown>>().notNull().default({}),
    features: text('features').array().notNull().default(sql`'{}'`),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [uniqueIndex('organizations_slug_key').on(t.slug).where(sql`deleted_at is null`), index('organizations_logo_index').on(t.id, t.logoAssetId)],
);

export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    tokenHash: bytes('token_hash').notNull().unique('sessions_token_key'),
    userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    currentOrganizationId: uuid('current_organization_id').references(() => organizations.id, { onDelete: 'set null' }),
    expiresAt: instant('expires_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull().default(sql`now()`),
    ip: text('ip'),
    userAgent: text('user_agent'),
    revokedAt: instant('revoked_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index('sessions_user_index').on(t.userId, t.lastSeenAt),
    index('sessions_organization_index').on(t.currentOrganizationId),
    index('sessions_expiry_index').on(t.expiresAt),
  ],
);

export const memberships = pgTable(
  'memberships',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    role: text('role', { enum: MEMBER_ROLES }).notNull(),
    permissions: text('permissions').array().notNull().default(sql`'{}'`),
    joinedAt: instant('joined_at').notNull().default(sql`now()`),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('memberships_member_key').on(t.organizationId, t.userId),
    unique('memberships_tenant_key').on(t.organizationId, t.id),
    index('memberships_user_index').on(t.userId),
    oneOf('memberships_role_check', t.role, MEMBER_ROLES),
  ],
);

export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    email: text('email').notNull(),
    role: text('role', { enum: MEMBER_ROLES }).notNull(),
    tokenHash: bytes('token_hash').notNull().unique('invitations_token_key'),
    invitedBy: uuid('invited_by').references(() => users.id, { onDelete: 'set null' }),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    revokedAt: instant('revoked_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('invitations_tenant_key').on(t.organizationId, t.id),
    uniqueIndex('invitations_open_key').on(t.organizationId, sql`lower(${t.email})`).where(sql`accepted_at is null and revoked_at is null`),
    index('invitations_inviter_index').on(t.invitedBy),
    oneOf('invitations_role_check', t.role, MEMBER_ROLES),
  ],
);

/** One-time links that belong to a person, not to an organization: verify an address, choose a new password. */
export const userTokens = pgTable(
  'user_tokens',
  {
    id: id(),
    userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    purpose: text('purpose', { enum: TOKEN_PURPOSES }).notNull(),
    tokenHash: bytes('token_hash').notNull().unique('user_tokens_token_key'),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index('user_tokens_user_index').on(t.userId, t.purpose),
    oneOf('user_tokens_purpose_check', t.purpose, TOKEN_PURPOSES),
  ],
);

export const apiKeys = pgTable(
  'api_keys',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    createdBy: uuid('created_by').references(() => users.id, { onDelete: 'set null' }),
    name: text('name').notNull(),
    /** The readable part of the key: `mh_` and the public id. */
    prefix: text('prefix').notNull().unique('api_keys_prefix_key'),
    hashedKey: bytes('hashed_key').notNull().unique('api_keys_hash_key'),
    scopes: text('scopes').array().notNull(),
    rateLimit: integer('rate_limit').notNull().default(1000),
    hourStartedAt: instant('hour_started_at'),
    hourCount: integer('hour_count').notNull().default(0),
    lastUsedAt: instant('last_used_at'),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('api_keys_tenant_key').on(t.organizationId, t.id),
    index('api_keys_creator_index').on(t.createdBy),
    index('api_keys_list_index').on(t.organizationId, t.id.desc().nullsFirst()).where(sql`revoked_at is null`),
  ],
);
