import { eq, sql } from 'drizzle-orm';
import { changesToAnnounce, publishingHead } from '#db/queries/publishing.ts';
import { publishingHeads } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { readFor, writeFor } from '#app/platform/org.server.ts';
import { orgOfJob } from '#app/platform/system.server.ts';

const MOST = 200;

/**
 * Tells what changed for readers since it was told last, in order, each change once: the count of what was told moves in
 * the transaction that promises the telling. However often it is woken, the second finds nothing new.
 */
export async function announceChanges(context: RequestContext, job: { organization_id: string | null }): Promise<void> {
  const org = orgOfJob(context, job.organization_id!);
  let more = true;
  while (more) {
    const found = await readFor(org, { head: publishingHead(), changes: changesToAnnounce(MOST) });
    if (!found.ok) throw new Error(found.problem.message);
    const { head, changes } = found.value;
    if (!head || changes.length === 0) return;
    // A transaction's changes share a number; one that is cut by the limit is told with the next round.
    const last = changes.at(-1)!.sequence;
    const whole = changes.length === MOST ? changes.filter(({ sequence }) => sequence < last) : changes;
    const told = whole.length > 0 ? whole : changes;
    const written = await writeFor(org, (db) => [
      refuseUnless(db, sql`exists (select from publishing_heads where announced = ${head.announced} for update)`, 'conflict', 'It was told by another.'),
      db.update(publishingHeads).set({ announced: told.at(-1)!.sequence }).where(eq(publishingHeads.announced, head.announced)),
    ]);
    if (!written.ok && written.problem.kind !== 'conflict') throw new Error(written.problem.message);
    more = changes.length === MOST || !written.ok;
  }
}
