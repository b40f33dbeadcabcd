import { eq, sql } from 'drizzle-orm';
import { changesToAnnounce, publishingHead } from '#db/queries/publishing.ts';
import { publishingHeads } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { emitMany } from '#app/domains/webhooks/emit.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { readFor, writeFor } from '#app/platform/org.server.ts';
import { orgOfJob } from '#app/platform/system.server.ts';
import { purgeTags } from './purge.server.ts';
import { purgedBy } from './reading/cache-tags.ts';

const MOST = 200;

type Change = { sequence: number; itemId: string; kind: 'published' | 'updated' | 'unpublished'; revision: number; title: string; slug: string };

/**
 * Tells what changed for readers since it was told last, in order, each change once: the count of what was told moves in
 * the transaction that promises the telling. However often it is woken, the second finds nothing new.
 */
export async function announceChanges(context: RequestContext, job: { organization_id: string | null }): Promise<void> {
  const organizationId = job.organization_id!;
  const org = orgOfJob(context, organizationId);
  let most = MOST;
  let more = true;
  while (more) {
    const found = await readFor(org, { head: publishingHead(), changes: changesToAnnounce(most) });
    if (!found.ok) throw new Error(found.problem.message);
    const { head, changes } = found.value;
    if (!head || changes.length === 0) return;
    const told = wholeOf(changes, most);
    if (told.length === 0) {
      most *= 10;
      continue;
    }
    // Caches first: to purge twice costs nothing, and not to purge would show what is gone.
    await purgeTags(context, purgedBy(organizationId, told.flatMap(({ formerly, now }) => [...formerly, ...(now ?? [])])));
    const written = await writeFor(org, (db) => [
      refuseUnless(db, sql`exists (select from publishing_heads where announced = ${head.announced} for update)`, 'conflict', 'It was told by another.'),
      db.update(publishingHeads).set({ announced: told.at(-1)!.sequence }).where(eq(publishingHeads.announced, head.announced)),
      ...emitMany(db, told.map(({ kind, itemId, title, slug, revision }) => ({ event: `content.${kind}` as const, data: { itemId, title, slug, revision } }))),
    ]);
    if (!written.ok && written.problem.kind !== 'conflict') throw new Error(written.problem.message);
    more = changes.length === most || !written.ok;
  }
}

/** What changed in one transaction has one number and is told together; what the limit may have cut waits for the next round. */
function wholeOf<Row extends Change>(changes: readonly Row[], most: number): readonly Row[] {
  if (changes.length < most) return changes;
  const last = changes.at(-1)!.sequence;
  return changes.filter(({ sequence }) => sequence < last);
}
