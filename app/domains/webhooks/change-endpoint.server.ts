import { and, eq, isNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { webhookEndpoints } from '#db/schema/index.ts';
import { refuseUnless, type Writer } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import { addressIn } from './create-endpoint.server.ts';
import { MOST_ENDPOINTS } from './endpoint.ts';
import type { changeEndpointInput } from './inputs.ts';

export const mustExist = (db: Writer, id: string) => refuseUnless(db, sql`exists (select from webhook_endpoints where id = ${id} and deleted_at is null for update)`, 'not-found', 'There is no such endpoint.');
export const living = (id: string) => and(eq(webhookEndpoints.id, id), isNull(webhookEndpoints.deletedAt));

/** What is left out stays. Set to active, or to another address, it starts anew: what failed before counts no more. */
export async function changeEndpoint(org: Org, { endpointId, url, description, events, status }: z.output<typeof changeEndpointInput>): Promise<Result<null>> {
  const address = url === undefined ? undefined : addressIn(org, url);
  if (address && !address.ok) return address;
  const failingSince = status === 'active' ? null : address ? sql`case when ${webhookEndpoints.url} = ${address.value} then ${webhookEndpoints.failingSince} end` : undefined;
  const set = {
    ...(address ? { url: address.value } : {}),
    ...(description === undefined ? {} : { description }),
    ...(events ? { events } : {}),
    ...(status ? { status, statusReason: '' } : {}),
    ...(failingSince === undefined ? {} : { failingSince }),
  };
  if (Object.keys(set).length === 0) return done(null);
  const action = status && !address && !events ? (status === 'paused' ? 'webhook.paused' : 'webhook.resumed') : 'webhook.changed';
  const written = await writeFor(org, (db) => [
    mustExist(db, endpointId),
    db.update(webhookEndpoints).set(set).where(living(endpointId)),
    record(org, db, action, { type: 'webhook', id: endpointId }, { ...(address ? { url: address.value } : {}), ...(events ? { events } : {}), ...(status ? { status } : {}) }),
  ]);
  return written.ok ? done(null) : written;
}

/** Nothing is sent to it any more; its log stays for as long as the log does, and so does the way back. */
export async function removeEndpoint(org: Org, id: string): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    mustExist(db, id),
    db.update(webhookEndpoints).set({ deletedAt: sql`now()` }).where(living(id)),
    record(org, db, 'webhook.removed', { type: 'webhook', id }),
  ]);
  return written.ok ? done(null) : written;
}

export async function restoreEndpoint(org: Org, id: string): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from webhook_endpoints where id = ${id} and deleted_at is not null for update)`, 'not-found', 'There is no such removed endpoint.'),
    refuseUnless(db, sql`(select count(*) from webhook_endpoints where deleted_at is null) < ${MOST_ENDPOINTS}`, 'conflict', `There are ${MOST_ENDPOINTS} endpoints already. Remove one first.`),
    db.update(webhookEndpoints).set({ deletedAt: null }).where(eq(webhookEndpoints.id, id)),
    record(org, db, 'webhook.restored', { type: 'webhook', id }),
  ]);
  return written.ok ? done(null) : written;
}
