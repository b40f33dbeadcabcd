import { and, eq, sql } from 'drizzle-orm';
import { publicationsDue } from '#db/queries/publishing.ts';
import { publications, releases } from '#db/schema/index.ts';
import { unmarkScheduled } from '#app/domains/content/mark-scheduled.server.ts';
import { notice, noticeTo } from '#app/domains/notifications/notice.server.ts';
import { emit } from '#app/domains/webhooks/emit.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import type { Problem } from '#app/platform/problem.ts';
import { orgOfJob } from '#app/platform/system.server.ts';
import { announcements, carryOut, IN_THE_WAY, type Which } from './carry-out.server.ts';
import { publishingJobs } from './jobs.ts';

interface Job {
  organization_id: string | null;
  type: string;
  payload: unknown;
}

type Due = { itemId: string; title: string; release: string | null; kind: 'publish' | 'unpublish'; revision: number | null; requestedBy: string | null; authorId: string | null };

/**
 * The clock's part: carries out what was decided for now. Twice delivered, done once: the second finds nothing waiting.
 * What stands in the way is told to people, and never tried again by itself.
 */
export async function publishDue(context: RequestContext, job: Job): Promise<void> {
  const which: Which = job.type === 'publishing.release' ? publishingJobs['publishing.release'].parse(job.payload) : publishingJobs['publishing.publication'].parse(job.payload);
  const org = orgOfJob(context, job.organization_id!);
  const found = await readFor(org, { due: publicationsDue(which) });
  if (!found.ok) throw new Error(found.problem.message);
  const { due } = found.value;
  if (due.length === 0) return;
  const written = await writeFor(
    org,
    (db) => [
      ...carryOut(db, which),
      ...('releaseId' in which ? emit(db, 'release.published', { releaseId: which.releaseId, name: due[0]!.release ?? '', pieces: due.length }) : []),
      ...due.map((each) => record(org, db, each.kind === 'publish' ? 'content.published' : 'content.unpublished', { type: 'content', id: each.itemId }, { title: each.title, ...(each.revision ? { revision: each.revision } : {}) })),
      ...due.flatMap((each) => peopleOf(each).map((person) => notice(org, db, person, each.kind === 'publish' ? 'content.went-live' : 'content.taken-down', { itemId: each.itemId, title: each.title || 'Untitled' }))),
      announcements(db),
    ],
    IN_THE_WAY,
  );
  if (written.ok) return;
  const { problem } = written;
  if (problem.field !== undefined || problem.kind === 'invalid') return giveUp(org, which, due, problem);
  // Done, moved or cancelled by another meanwhile, or a deadlock that was ended at our cost: the next try looks again.
  throw new Error(problem.message);
}

const peopleOf = ({ requestedBy, authorId }: Due) => [...new Set([requestedBy, authorId])].filter((id) => id !== null);

async function giveUp(org: Org, which: Which, due: readonly Due[], { message }: Problem) {
  const mine = 'releaseId' in which ? eq(publications.releaseId, which.releaseId) : eq(publications.id, which.publicationId);
  const written = await writeFor(org, (db) => [
    db.update(publications).set({ status: 'failed', failure: message }).where(and(mine, eq(publications.status, 'scheduled'))),
    ...('releaseId' in which ? [db.update(releases).set({ status: 'failed', failure: message }).where(and(eq(releases.id, which.releaseId), eq(releases.status, 'scheduled')))] : []),
    unmarkScheduled(db, due.filter(({ kind }) => kind === 'publish').map(({ itemId }) => itemId)),
    ...due.map((each) => record(org, db, 'content.publish-failed', { type: 'content', id: each.itemId }, { title: each.title, reason: message })),
    ...due.map((each) => noticeTo(db, ['owner', 'admin', 'editor'], 'content.publish-failed', { itemId: each.itemId, title: each.title || 'Untitled', reason: message })),
  ]);
  if (!written.ok) throw new Error(written.problem.message);
}

/** Nobody hears of a clock that stands still, unless someone tells: what is two minutes late is on people's bells. */
export async function tellLate(context: RequestContext, late: readonly { id: string; organization_id: string }[]): Promise<void> {
  for (const { id, organization_id } of late) {
    const org = orgOfJob(context, organization_id);
    const found = await readFor(org, { due: publicationsDue({ publicationId: id }) });
    if (!found.ok || found.value.due.length === 0) continue;
    const { itemId, title } = found.value.due[0]!;
    await writeFor(org, (db) => [
      db.update(publications).set({ noticedAt: sql`now()` }).where(and(eq(publications.id, id), sql`${publications.noticedAt} is null`)),
      noticeTo(db, ['owner', 'admin', 'editor'], 'content.late', { itemId, title: title || 'Untitled' }),
    ]);
  }
}
