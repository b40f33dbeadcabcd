import { and, eq, type SQL, sql } from 'drizzle-orm';
import { outbox } from '#db/schema/index.ts';
import type { Writer } from '#db/scope.ts';
import { uuid7 } from './ids.ts';
import type { Org } from './org.server.ts';

export interface Job {
  type: string;
  /** What a person calls it on the deliveries page. */
  label: string;
  payload: Record<string, unknown>;
}

/** Promises a job in the transaction of the write; the queue is woken after the commit. */
export function promise(org: Org, db: Writer, job: Job) {
  const id = uuid7();
  org.promised.push({ id, type: job.type });
  return db.insert(outbox).values({ id, ...job });
}

/** Its name, logo, colours or rules are on every public page: caches are told to let go of all of them. */
export const promiseNewFace = (org: Org, db: Writer) => promise(org, db, { type: 'publishing.face-changed', label: 'Tell caches how the organization looks now', payload: {} });

/** The clock's next look is at most a minute away; what comes due sooner is told to the queue at once, with its delay. */
const SOON_SECONDS = 75;

/** Promises a job for a moment. Its id is chosen by whoever has to find it again. */
export function promiseAt(org: Org, db: Writer, id: string, dueAt: Date, job: Job) {
  const delaySeconds = Math.max(0, Math.ceil((dueAt.getTime() - Date.now()) / 1000));
  if (delaySeconds <= SOON_SECONDS) org.promised.push({ id, type: job.type, delaySeconds });
  return db.insert(outbox).values({ id, ...job, dueAt: dueAt.toISOString() });
}

/** Promised work that is not wanted any more. What runs already is not held up: it finds out by itself. */
export const dropJobs = (db: Writer, jobs: SQL) => db.update(outbox).set({ status: 'dropped', finishedAt: sql`now()` }).where(and(sql`${outbox.id} in ${jobs}`, eq(outbox.status, 'waiting')));

/** A job that gives up on purpose: it is shown with its reason, and is no failure of ours that waits for a press. */
export const giveUpJob = (db: Writer, id: string, reason: string) => db.update(outbox).set({ status: 'dropped', finishedAt: sql`now()`, lastError: reason }).where(eq(outbox.id, id));

/** Who did what, in the same transaction as the doing. Postgres fills in who, and chains the entry to the one before. */
export function record(org: Org, db: Writer, action: string, resource: { type: string; id?: string | undefined }, metadata: Record<string, unknown> = {}) {
  const { ip, userAgent } = org.context;
  return db
    .select({ recorded: sql`app.record(${action}, ${resource.type}, ${resource.id ?? null}::uuid, ${JSON.stringify(metadata)}::jsonb, ${ip}, ${userAgent})` })
    .from(sql`(values (true)) as once`);
}
