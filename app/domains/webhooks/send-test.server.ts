import { sql } from 'drizzle-orm';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import { mustExist } from './change-endpoint.server.ts';
import { tell } from './emit.server.ts';
import { EVENTS } from './events.ts';

/** To a paused endpoint too: one tries before one switches on. */
export async function sendTest(org: Org, endpointId: string): Promise<Result<{ deliveryId: string }>> {
  const written = await writeFor(org, (db) => [
    mustExist(db, endpointId),
    tell(db, [{ event: 'webhook.test', data: EVENTS['webhook.test'].sample }], sql`e.id = ${endpointId}`),
    record(org, db, 'webhook.tested', { type: 'webhook', id: endpointId }),
  ]);
  return written.ok ? done({ deliveryId: written.value[1][0]!.deliveryId }) : written;
}
