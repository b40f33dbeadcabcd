import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { ATTEMPT_STATES } from './choices.ts';
import { createdAt, currentOrganization, id, instant, oneOf, updatedAt } from './columns.ts';
import { users } from './identity.ts';
import { postTargets } from './posts.ts';
import { socialAccounts } from './social.ts';

/** The publishing of one part of one version on one account. It goes from prepared to armed once, and again only after a proof that nothing was published. */
export const publishAttempts = pgTable(
  'publish_attempts',
  {
    id: id(),
    organizationId: currentOrganization(),
    targetId: uuid('post_target_id').notNull(),
    accountId: uuid('social_account_id').notNull(),
    version: integer('version').notNull(),
    /** 0 is the post itself. */
    segment: integer('segment').notNull(),
    state: text('state', { enum: ATTEMPT_STATES }).notNull().default('prepared'),
    /** What the platform gave before anything was public: uploads, containers, drafts. Kept the moment it arrives. */
    handle: jsonb('handle').$type<Record<string, unknown>>().notNull().default({}),
    /** How often it was fired. */
    tries: integer('tries').notNull().default(0),
    firstArmedAt: instant('first_armed_at'),
    armedAt: instant('armed_at'),
    closedAt: instant('closed_at'),
    /** How often was looked since it was unclear. */
    looks: integer('looks').notNull().default(0),
    /** Why nothing can have been published, where it may be fired again. */
    proof: text('proof').notNull().default(''),
    platformId: text('platform_id'),
    platformUrl: text('platform_url'),
    platformData: jsonb('platform_data').$type<Record<string, unknown>>().notNull().default({}),
    sentence: text('sentence').notNull().default(''),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('publish_attempts_tenant_key').on(t.organizationId, t.id),
    unique('publish_attempts_segment_key').on(t.organizationId, t.targetId, t.version, t.segment),
    foreignKey({ name: 'publish_attempts_target_fk', columns: [t.organizationId, t.targetId], foreignColumns: [postTargets.organizationId, postTargets.id] }).onDelete('cascade'),
    foreignKey({ name: 'publish_attempts_account_fk', columns: [t.organizationId, t.accountId], foreignColumns: [socialAccounts.organizationId, socialAccounts.id] }),
    // What an account was made to say lately: its quota is counted by it, and a look must not take one post for two.
    index('publish_attempts_account_index').on(t.organizationId, t.accountId, t.armedAt),
    oneOf('publish_attempts_state_check', t.state, ATTEMPT_STATES),
  ],
);

/** Every step of an attempt, in order, with what the platform said. Rows are added and never changed. */
export const publishEvents = pgTable(
  'publish_events',
  {
    id: id(),
    organizationId: currentOrganization(),
    targetId: uuid('post_target_id').notNull(),
    segment: integer('segment').notNull().default(0),
    /** The state it came to, or what else happened: claimed, checked, looked, late, cancelled. */
    kind: text('kind').notNull(),
    sentence: text('sentence').notNull().default(''),
    evidence: jsonb('evidence').$type<Record<string, unknown>>().notNull().default({}),
    actorId: uuid('actor_id').default(sql`app.current_user_id()`).references(() => users.id, { onDelete: 'set null' }),
    /** By the clock, not by the transaction: several steps are written in one, and a millisecond of their ids is too coarse for their order. */
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    unique('publish_events_tenant_key').on(t.organizationId, t.id),
    foreignKey({ name: 'publish_events_target_fk', columns: [t.organizationId, t.targetId], foreignColumns: [postTargets.organizationId, postTargets.id] }).onDelete('cascade'),
    index('publish_events_target_index').on(t.organizationId, t.targetId, t.id),
    index('publish_events_actor_index').on(t.actorId),
  ],
);
