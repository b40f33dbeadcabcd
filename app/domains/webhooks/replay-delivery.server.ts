import { eq, sql } from 'drizzle-orm';
import { webhookDeliveries } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { dropJobs, promiseAt, record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';

/** The same words under the same id, by a new job. One that waits for its next try is sent now instead. */
export async function replayDelivery(org: Org, id: string): Promise<Result<null>> {
  const jobId = uuid7();
  const endpoint = sql`from webhook_deliveries d join webhook_endpoints e on e.organization_id = d.organization_id and e.id = d.webhook_endpoint_id where d.id = ${id} and e.deleted_at is null`;
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select ${endpoint} for update of d)`, 'not-found', 'There is no such delivery.'),
    refuseUnless(db, sql`(select e.status = 'active' or d.event = 'webhook.test' ${endpoint})`, 'conflict', 'Its endpoint is not active. Resume it first.'),
    dropJobs(db, sql`(select job_id from webhook_deliveries where id = ${id})`),
    db.update(webhookDeliveries).set({ status: 'waiting', jobId }).where(eq(webhookDeliveries.id, id)),
    promiseAt(org, db, jobId, new Date(), { type: 'webhooks.deliver', label: 'Webhook, sent again', payload: { deliveryId: id } }),
    record(org, db, 'webhook.replayed', { type: 'webhook-delivery', id }),
  ]);
  return written.ok ? done(null) : written;
}
