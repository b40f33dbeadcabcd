import { eq, sql } from 'drizzle-orm';
import { postTargets, posts, publishEvents } from '#db/schema/index.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';

/** The right to work on a target: whoever has a lower fence has lost it. */
export interface Lease {
  org: Org;
  targetId: string;
  postId: string;
  fence: number;
  /** Of this process's clock: when it was last prolonged. */
  heldAt: number;
}

export class LeaseLost extends Error {}

const LOST = 'Somebody else works on this now.';

/** First the post, then its targets, then their attempts: all who write take the locks in this order. */
export const lockPost = (db: Writer, postId: string) => db.select({ id: posts.id }).from(posts).where(eq(posts.id, postId)).for('update');

/** One transaction of whoever holds the lease, which lasts longer by it. */
export async function writeHeld<const S extends readonly Statement[]>(lease: Lease, build: (db: Writer) => S): Promise<void> {
  const asked = Date.now();
  const written = await writeFor(lease.org, (db) => [lockPost(db, lease.postId), holds(db, lease), prolonged(db, lease), ...build(db)]);
  if (written.ok) {
    lease.heldAt = asked;
    return;
  }
  if (written.problem.message === LOST) throw new LeaseLost(LOST);
  throw new Error(written.problem.message);
}

/** This and what one part of an upload may take are less than the lease lasts. */
const HOLD_AFTER_MS = 30_000;

/** For whoever is long at something without a word to write. Throws where somebody else has taken it up: what is being sent ends there. */
export async function holdOn(lease: Lease): Promise<void> {
  if (Date.now() - lease.heldAt >= HOLD_AFTER_MS) await writeHeld(lease, () => []);
}

const holds = (db: Writer, { targetId, fence }: Lease) =>
  refuseUnless(db, sql`exists (select from ${postTargets} t where t.id = ${targetId} and t.fence = ${fence} and t.taken_at is not null)`, 'conflict', LOST);

const prolonged = (db: Writer, { targetId }: Lease) => db.update(postTargets).set({ lookAt: sql`now() + interval '90 seconds'` }).where(eq(postTargets.id, targetId));

/** A line of the ledger. */
export const told = (db: Writer, targetId: string, segment: number, kind: string, sentence: string, evidence: Record<string, unknown> = {}) =>
  db.insert(publishEvents).values({ targetId, segment, kind, sentence: sentence.slice(0, 1_000), evidence });
