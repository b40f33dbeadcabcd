import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { WEBHOOK_DELIVERY_STATUSES, WEBHOOK_STATUSES } from './choices.ts';
import { createdAt, currentOrganization, deletedAt, id, instant, oneOf, updatedAt } from './columns.ts';
import { organizations, users } from './identity.ts';

/** Where another system wants to be told what happened here. */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    createdBy: uuid('created_by').default(sql`app.current_user_id()`).references(() => users.id, { onDelete: 'set null' }),
    url: text('url').notNull(),
    description: text('description').notNull().default(''),
    events: text('events').array().notNull(),
    /** Sealed. The older one still signs until it runs out, so that the receiver can change over. */
    secret: text('secret').notNull(),
    formerSecret: text('former_secret'),
    formerUntil: instant('former_until'),
    status: text('status', { enum: WEBHOOK_STATUSES }).notNull().default('active'),
    statusReason: text('status_reason').notNull().default(''),
    /** Since when nothing has arrived there; null while it works. */
    failingSince: instant('failing_since'),
    lastDeliveredAt: instant('last_delivered_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    unique('webhook_endpoints_tenant_key').on(t.organizationId, t.id),
    index('webhook_endpoints_list_index').on(t.organizationId, t.id.desc().nullsFirst()).where(sql`deleted_at is null`),
    index('webhook_endpoints_maker_index').on(t.createdBy),
    oneOf('webhook_endpoints_status_check', t.status, WEBHOOK_STATUSES),
  ],
);

/** One event for one endpoint: sent again with the same id until it arrives. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: id(),
    organizationId: currentOrganization(),
    endpointId: uuid('webhook_endpoint_id').notNull(),
    event: text('event').notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    status: text('status', { enum: WEBHOOK_DELIVERY_STATUSES }).notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    responseStatus: integer('response_status'),
    responseBody: text('response_body').notNull().default(''),
    failure: text('failure').notNull().default(''),
    tookMs: integer('took_ms'),
    jobId: uuid('job_id'),
    triedAt: instant('tried_at'),
    deliveredAt: instant('delivered_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('webhook_deliveries_tenant_key').on(t.organizationId, t.id),
    foreignKey({ name: 'webhook_deliveries_endpoint_fk', columns: [t.organizationId, t.endpointId], foreignColumns: [webhookEndpoints.organizationId, webhookEndpoints.id] }).onDelete('cascade'),
    index('webhook_deliveries_endpoint_index').on(t.organizationId, t.endpointId, t.id.desc().nullsFirst()),
    index('webhook_deliveries_age_index').on(t.createdAt),
    oneOf('webhook_deliveries_status_check', t.status, WEBHOOK_DELIVERY_STATUSES),
  ],
);
