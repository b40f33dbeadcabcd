import { and, eq, sql } from 'drizzle-orm';
import { commentToTell } from '#db/queries/publishing.ts';
import { outbox } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { emit } from '#app/domains/webhooks/emit.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { readFor, writeFor } from '#app/platform/org.server.ts';
import { orgOfJob } from '#app/platform/system.server.ts';
import { publishingJobs } from './jobs.ts';

/** A reader's comment, told to webhooks. The job ends in the transaction that promises the telling, so that it is told once. */
export async function tellComment(context: RequestContext, job: { id: string; organization_id: string | null; payload: unknown }): Promise<void> {
  const { commentId } = publishingJobs['publishing.comment-left'].parse(job.payload);
  const org = orgOfJob(context, job.organization_id!);
  const found = await readFor(org, { comment: commentToTell(commentId) });
  if (!found.ok) throw new Error(found.problem.message);
  const { comment } = found.value;
  if (!comment) return;
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from outbox where id = ${job.id} and status = 'running' for update)`, 'conflict', 'It was told already.'),
    ...emit(db, 'content.comment-left', { commentId, ...comment }),
    db.update(outbox).set({ status: 'done', finishedAt: sql`now()` }).where(and(eq(outbox.id, job.id), eq(outbox.status, 'running'))),
  ]);
  if (!written.ok && written.problem.kind !== 'conflict') throw new Error(written.problem.message);
}
