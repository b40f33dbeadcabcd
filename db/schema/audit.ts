import { bigint, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { ACTOR_KINDS } from './choices.ts';
import { bytes, createdAt, currentOrganization, id, oneOf } from './columns.ts';
import { organizations } from './identity.ts';

/**
 * Append-only and hash-chained for each organization by a trigger. The personal part (address, agent) enters the chain
 * as a salted digest, so that it can be erased later without breaking the chain.
 */
export const auditLog = pgTable(
  'audit_log',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    actorKind: text('actor_kind', { enum: ACTOR_KINDS }).notNull(),
    actorId: uuid('actor_id'),
    action: text('action').notNull(),
    resourceType: text('resource_type').notNull(),
    resourceId: uuid('resource_id'),
    metadata: jsonb('metadata').$type<Record<string, unknown>>().notNull().default({}),
    ip: text('ip'),
    userAgent: text('user_agent'),
    personalSalt: bytes('personal_salt'),
    personalDigest: bytes('personal_digest').notNull(),
    previousHash: bytes('previous_hash').notNull(),
    hash: bytes('hash').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('audit_log_sequence_key').on(t.organizationId, t.sequence),
    index('audit_log_time_index').on(t.organizationId, t.createdAt, t.sequence),
    index('audit_log_actor_index').on(t.organizationId, t.actorId, t.sequence),
    index('audit_log_action_index').on(t.organizationId, t.action, t.sequence),
    index('audit_log_resource_index').on(t.organizationId, t.resourceType, t.resourceId, t.sequence),
    oneOf('audit_log_actor_check', t.actorKind, ACTOR_KINDS),
  ],
);

/** The end of each chain: without it, cutting off the newest entries would go unseen. */
export const auditHeads = pgTable('audit_heads', {
  organizationId: currentOrganization().primaryKey().references(() => organizations.id, { onDelete: 'cascade' }),
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
  hash: bytes('hash').notNull(),
});
