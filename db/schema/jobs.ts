import { index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { JOB_STATUSES } from './choices.ts';
import { bytes, createdAt, currentOrganization, id, instant, oneOf, updatedAt } from './columns.ts';
import { organizations, users } from './identity.ts';

/**
 * Work that a write has promised, recorded in the same transaction. Postgres is the truth; the queue only wakes a
 * consumer. An account's own job (verify an address) has no organization and is invisible to every tenant.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: id(),
    organizationId: uuid('organization_id').default(sql`app.current_org()`).references(() => organizations.id, { onDelete: 'cascade' }),
    userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
    type: text('type').notNull(),
    /** What a person calls this piece of work, for the deliveries page. */
    label: text('label').notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    status: text('status', { enum: JOB_STATUSES }).notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    fence: integer('fence').notNull().default(0),
    dueAt: instant('due_at').notNull().default(sql`now()`),
    leaseUntil: instant('lease_until'),
    /** When the queue was last told of it. */
    wokenAt: instant('woken_at'),
    lastError: text('last_error'),
    finishedAt: instant('finished_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('outbox_tenant_key').on(t.organizationId, t.id),
    index('outbox_list_index').on(t.organizationId, t.id.desc().nullsFirst()),
    index('outbox_open_index').on(t.organizationId, t.id.desc().nullsFirst()).where(sql`status in ('waiting', 'running')`),
    index('outbox_dead_index').on(t.organizationId, t.id.desc().nullsFirst()).where(sql`status = 'dead'`),
    index('outbox_user_index').on(t.userId),
    index('outbox_due_index').on(t.dueAt).where(sql`status in ('waiting', 'running')`),
    oneOf('outbox_status_check', t.status, JOB_STATUSES),
  ],
);

/** Messages that no consumer could read or finish, as they came off the dead-letter queue. */
export const deadLetters = pgTable('dead_letters', {
  id: id(),
  messageId: text('message_id').notNull().unique('dead_letters_message_key'),
  queue: text('queue').notNull(),
  body: text('body').notNull(),
  attempts: integer('attempts').notNull(),
  createdAt: createdAt(),
});

/** When each part of the clock last did its work: the app shows it and /healthz judges it. */
export const heartbeats = pgTable('heartbeats', {
  name: text('name').primaryKey(),
  beatAt: instant('beat_at').notNull(),
  note: text('note').notNull().default(''),
});

export const throttles = pgTable('throttles', {
  key: text('key').primaryKey(),
  windowStartedAt: instant('window_started_at').notNull(),
  count: integer('count').notNull(),
});

/** A write that was already done under a key the caller chose is answered again, not done again. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    actorId: uuid('actor_id').notNull().default(sql`app.current_actor_id()`),
    key: text('key').notNull(),
    requestHash: bytes('request_hash').notNull(),
    response: jsonb('response').$type<{ status: number; body: unknown } | null>(),
    expiresAt: instant('expires_at').notNull().default(sql`now() + interval '24 hours'`),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('idempotency_keys_key').on(t.organizationId, t.actorId, t.key),
    index('idempotency_keys_expiry_index').on(t.expiresAt),
  ],
);
