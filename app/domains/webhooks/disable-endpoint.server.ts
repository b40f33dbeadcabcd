import { eq, sql } from 'drizzle-orm';
import { webhookEndpoints } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { noticeTo } from '#app/domains/notifications/notice.server.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { PATIENCE_DAYS } from './endpoint.ts';

interface About {
  endpointId: string;
  url: string;
}

const GONE = 'The receiver answered 410, which says that it wants to hear nothing more.';
const SILENT = `Nothing has arrived there for ${PATIENCE_DAYS} days.`;

/** At once for a receiver that wants no more, else after days of nothing but failure. Of two that come at once, one tells. */
export async function disableEndpoint(org: Org, { endpointId, url }: About, gone: boolean): Promise<boolean> {
  const reason = gone ? GONE : SILENT;
  const due = gone ? sql`true` : sql`failing_since < now() - make_interval(days => ${PATIENCE_DAYS})`;
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from webhook_endpoints where id = ${endpointId} and status = 'active' and ${due} for update)`, 'conflict', 'There is no reason to switch it off, or it is off.'),
    db.update(webhookEndpoints).set({ status: 'disabled', statusReason: reason }).where(eq(webhookEndpoints.id, endpointId)),
    record(org, db, 'webhook.disabled', { type: 'webhook', id: endpointId }, { url, reason }),
    noticeTo(db, ['owner', 'admin'], 'webhook.disabled', { endpointId, host: new URL(url).host, reason }),
  ]);
  if (!written.ok && written.problem.kind !== 'conflict') throw new Error(written.problem.message);
  return written.ok;
}

/** The first delivery that is given up since things went wrong is told; the next ones show on the page. */
export async function tellOfFailure(org: Org, { deliveryId, endpointId, url }: About & { deliveryId: string }): Promise<void> {
  const before = sql`select from webhook_deliveries d join webhook_endpoints e on e.organization_id = d.organization_id and e.id = d.webhook_endpoint_id
    where d.organization_id = app.current_org() and d.webhook_endpoint_id = ${endpointId} and d.id <> ${deliveryId} and d.status = 'failed' and d.tried_at >= e.failing_since`;
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`not exists (${before})`, 'conflict', 'It was told before.'),
    noticeTo(db, ['owner', 'admin'], 'webhook.failing', { endpointId, host: new URL(url).host }),
  ]);
  if (!written.ok && written.problem.kind !== 'conflict') throw new Error(written.problem.message);
}
