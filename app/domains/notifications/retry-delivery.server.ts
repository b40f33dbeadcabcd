import { eq, sql } from 'drizzle-orm';
import { outbox } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';

/** A dead delivery lives again, with all its tries before it. */
export async function retryDelivery(org: Org, id: string): Promise<Result<null>> {
  org.promised.push({ id, type: 'retry' });
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from outbox where id = ${id} and status = 'dead' for update)`, 'not-found', 'There is no such failed delivery.'),
    db.update(outbox).set({ status: 'waiting', attempts: 0, dueAt: sql`now()`, lastError: null }).where(eq(outbox.id, id)),
    record(org, db, 'delivery.retried', { type: 'delivery', id }),
  ]);
  return written.ok ? done(null) : written;
}
