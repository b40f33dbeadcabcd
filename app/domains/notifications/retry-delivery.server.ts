import { and, eq, sql } from 'drizzle-orm';
import { outbox } from '#db/schema/index.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';

/** A dead delivery lives again, with all its tries before it. */
export async function retryDelivery(org: Org, id: string): Promise<Result<null>> {
  org.promised.push({ id, type: 'retry' });
  const written = await writeFor(org, (db) => [
    db
      .update(outbox)
      .set({ status: 'waiting', attempts: 0, dueAt: sql`now()`, lastError: null })
      .where(and(eq(outbox.id, id), eq(outbox.status, 'dead')))
      .returning({ id: outbox.id }),
    record(org, db, 'delivery.retried', { type: 'delivery', id }),
  ]);
  if (!written.ok) return written;
  return written.value[0].length === 1 ? done(null) : refused(notFound('failed delivery'));
}
