import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { publicationById } from '#db/queries/publishing.ts';
import { publications } from '#db/schema/index.ts';
import { refuseUnless, type Writer } from '#db/scope.ts';
import { markScheduled, unmarkScheduled } from '#app/domains/content/mark-scheduled.server.ts';
import { emit } from '#app/domains/webhooks/emit.server.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { dropJobs, promiseAt, record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { movePublicationInput, publicationInput } from './inputs.ts';
import { KIND_WORDS, momentAhead } from './publication.ts';

const TOO_LATE = 'It is too late to change this: it was carried out, or cancelled, at the same moment.';

/** One that still waits and stands alone; what belongs to a release moves with it. */
async function waiting(org: Org, publicationId: string) {
  const found = await readFor(org, { publication: publicationById(publicationId) });
  if (!found.ok) return found;
  const { publication } = found.value;
  if (!publication) return refused(notFound('publication'));
  if (publication.status !== 'scheduled') return refused(problem('conflict', TOO_LATE));
  if (publication.releaseId) return refused(problem('conflict', `It belongs to the release “${publication.release}”. Change the release.`));
  return done(publication);
}

const stillWaiting = (db: Writer, publicationId: string) => refuseUnless(db, sql`exists (select from publications where id = ${publicationId} and status = 'scheduled' for update)`, 'conflict', TOO_LATE);
const dropItsJob = (db: Writer, publicationId: string) => dropJobs(db, sql`(select job_id from publications where id = ${publicationId})`);

/** The same revision at another moment. The old job is dropped and a new one promised: whoever runs already finds nothing due. */
export async function movePublication(org: Org, { publicationId, ...moment }: z.output<typeof movePublicationInput>): Promise<Result<{ dueAt: string }>> {
  const meant = momentAhead(moment, new Date());
  if (!meant.ok) return meant;
  const found = await waiting(org, publicationId);
  if (!found.ok) return found;
  const { itemId, kind, title, revision } = found.value;
  const { at } = meant.value;
  const jobId = uuid7();
  const written = await writeFor({ ...org, permission: 'content:publish' }, (db) => [
    stillWaiting(db, publicationId),
    dropItsJob(db, publicationId),
    db.update(publications).set({ dueAt: at.toISOString(), timeZone: moment.zone, jobId, noticedAt: null }).where(eq(publications.id, publicationId)),
    promiseAt(org, db, jobId, at, { type: 'publishing.publication', label: `${KIND_WORDS[kind]} “${title}”`, payload: { publicationId } }),
    ...(kind === 'publish' ? [markScheduled(db, { itemId, revision: revision! }, at, moment.zone)] : []),
    ...emit(db, 'content.scheduled', { itemId, title, kind, revision, dueAt: at.toISOString(), timeZone: moment.zone }),
    record(org, db, 'content.rescheduled', { type: 'content', id: itemId }, { title, at: at.toISOString() }),
  ]);
  return written.ok ? done({ dueAt: at.toISOString() }) : written;
}

/** Nothing goes out, nothing is taken down. */
export async function cancelPublication(org: Org, { publicationId }: z.output<typeof publicationInput>): Promise<Result<{ itemId: string; title: string }>> {
  const found = await waiting(org, publicationId);
  if (!found.ok) return found;
  const { itemId, kind, title } = found.value;
  const written = await writeFor({ ...org, permission: 'content:publish' }, (db) => [
    stillWaiting(db, publicationId),
    dropItsJob(db, publicationId),
    db.update(publications).set({ status: 'cancelled' }).where(and(eq(publications.id, publicationId), eq(publications.status, 'scheduled'))),
    ...(kind === 'publish' ? [unmarkScheduled(db, [itemId])] : []),
    record(org, db, 'content.schedule-cancelled', { type: 'content', id: itemId }, { title }),
  ]);
  return written.ok ? done({ itemId, title }) : written;
}
