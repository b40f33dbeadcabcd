import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { outbox, users, webhookDeliveries, webhookEndpoints } from '../schema/index.ts';
import { list, one, paged } from '../scope.ts';
import { olderThan, type Page } from './keyset.ts';

/** Says what the policy says anyway, where the planner can weigh it. */
const ofThisTenant = eq(webhookEndpoints.organizationId, sql`app.current_org()`);

/** Everything but the secrets. */
const endpoint = {
  id: webhookEndpoints.id,
  url: webhookEndpoints.url,
  description: webhookEndpoints.description,
  events: webhookEndpoints.events,
  status: webhookEndpoints.status,
  statusReason: webhookEndpoints.statusReason,
  failingSince: webhookEndpoints.failingSince,
  lastDeliveredAt: webhookEndpoints.lastDeliveredAt,
  formerUntil: sql<string | null>`case when ${webhookEndpoints.formerUntil} > now() then ${webhookEndpoints.formerUntil} end`.mapWith(webhookEndpoints.formerUntil),
  createdAt: webhookEndpoints.createdAt,
  creator: users.name,
};

export const endpoints = () =>
  list((db) => db.select(endpoint).from(webhookEndpoints).leftJoin(users, eq(users.id, webhookEndpoints.createdBy)).where(and(ofThisTenant, isNull(webhookEndpoints.deletedAt))).orderBy(desc(webhookEndpoints.id)).limit(100));

export const endpointById = (id: string) =>
  one((db) => db.select(endpoint).from(webhookEndpoints).leftJoin(users, eq(users.id, webhookEndpoints.createdBy)).where(and(eq(webhookEndpoints.id, id), isNull(webhookEndpoints.deletedAt))));

const delivery = {
  id: webhookDeliveries.id,
  endpointId: webhookDeliveries.endpointId,
  event: webhookDeliveries.event,
  status: webhookDeliveries.status,
  attempts: webhookDeliveries.attempts,
  responseStatus: webhookDeliveries.responseStatus,
  failure: webhookDeliveries.failure,
  tookMs: webhookDeliveries.tookMs,
  triedAt: webhookDeliveries.triedAt,
  deliveredAt: webhookDeliveries.deliveredAt,
  createdAt: webhookDeliveries.createdAt,
};

export const deliveriesOf = (endpointId: string, page: Page) =>
  paged(
    page,
    (db, most) =>
      db
        .select(delivery)
        .from(webhookDeliveries)
        .where(and(eq(webhookDeliveries.organizationId, sql`app.current_org()`), eq(webhookDeliveries.endpointId, endpointId), olderThan(webhookDeliveries.id, page.after, 'uuid')))
        .orderBy(desc(webhookDeliveries.id))
        .limit(most),
    (row) => row.id,
  );

/** One delivery whole, with the moment of its next try while it has one. */
export const webhookDeliveryById = (id: string) =>
  one((db) =>
    db
      .select({ ...delivery, payload: webhookDeliveries.payload, responseBody: webhookDeliveries.responseBody, url: webhookEndpoints.url, endpointStatus: webhookEndpoints.status, nextTryAt: outbox.dueAt })
      .from(webhookDeliveries)
      .innerJoin(webhookEndpoints, and(eq(webhookEndpoints.id, webhookDeliveries.endpointId), isNull(webhookEndpoints.deletedAt)))
      .leftJoin(outbox, and(eq(outbox.id, webhookDeliveries.jobId), eq(outbox.status, 'waiting')))
      .where(eq(webhookDeliveries.id, id)),
  );

/** What the queue's consumer needs, the sealed secrets among it. */
export const deliveryToSend = (id: string) =>
  one((db) =>
    db
      .select({
        id: webhookDeliveries.id,
        status: webhookDeliveries.status,
        jobId: webhookDeliveries.jobId,
        event: webhookDeliveries.event,
        payload: webhookDeliveries.payload,
        organizationId: webhookDeliveries.organizationId,
        endpointId: webhookEndpoints.id,
        url: webhookEndpoints.url,
        endpointStatus: webhookEndpoints.status,
        removed: sql<boolean>`${webhookEndpoints.deletedAt} is not null`,
        secret: webhookEndpoints.secret,
        formerSecret: sql<string | null>`case when ${webhookEndpoints.formerUntil} > now() then ${webhookEndpoints.formerSecret} end`,
      })
      .from(webhookDeliveries)
      .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
      .where(eq(webhookDeliveries.id, id)),
  );
