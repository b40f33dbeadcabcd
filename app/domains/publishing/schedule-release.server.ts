import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { itemsOfRelease, releaseById } from '#db/queries/publishing.ts';
import { publications, releases } from '#db/schema/index.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { markScheduled, unmarkScheduled } from '#app/domains/content/mark-scheduled.server.ts';
import { refuseStale } from '#app/domains/content/revision.server.ts';
import { emit } from '#app/domains/webhooks/emit.server.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { dropJobs, promiseAt, record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { announcements, carryOut, IN_THE_WAY } from './carry-out.server.ts';
import { type Frozen, freezeEditions } from './freeze-editions.server.ts';
import type { releaseInput, scheduleReleaseInput } from './inputs.ts';
import { momentAhead } from './publication.ts';

const CONSTRAINTS = {
  ...IN_THE_WAY,
  publications_pending_key: problem('conflict', 'One of these pieces is scheduled by itself already. Cancel that first, or leave it out of the release.'),
};

const MEANWHILE = 'Someone else changed this release at the same moment. Look again, then decide.';

async function releaseWith(org: Org, releaseId: string) {
  const found = await readFor(org, { release: releaseById(releaseId), items: itemsOfRelease(releaseId) });
  if (!found.ok) return found;
  const { release, items } = found.value;
  return release ? done({ release, items }) : refused(notFound('release'));
}

/** Pins each piece as it stands now and gives all of them one moment, or shows them at once. If one may not go, none does. */
export async function scheduleRelease(org: Org, { releaseId, at }: z.output<typeof scheduleReleaseInput>): Promise<Result<{ dueAt: string | null; pieces: number }>> {
  const moment = at && momentAhead(at, new Date());
  if (moment && !moment.ok) return moment;
  const found = await releaseWith(org, releaseId);
  if (!found.ok) return found;
  const { release, items } = found.value;
  if (release.status !== 'open') return refused(problem('conflict', 'This release is scheduled or done already.'));
  if (items.length === 0) return refused(problem('invalid', 'There is nothing in this release yet. Add a piece first.'));
  const frozen = await freezeEditions(org, items.flatMap(({ itemId, kind }) => (kind === 'publish' ? [itemId] : [])));
  if (!frozen.ok) return frozen;
  const down = items.filter(({ kind }) => kind === 'unpublish');
  const notLive = down.find(({ status }) => status !== 'published');
  if (notLive) return refused(problem('conflict', `“${notLive.title || 'Untitled'}” is not published, so it cannot be taken down.`));
  const dueAt = moment ? moment.value.at : null;
  const jobId = uuid7();
  const shared = { releaseId, timeZone: at?.zone ?? 'UTC', ...(dueAt ? { dueAt: dueAt.toISOString() } : {}) };
  const about = { type: 'release', id: releaseId };
  const written = await writeFor(
    { ...org, permission: 'content:publish' },
    (db) => [
      refuseUnless(db, sql`exists (select from releases where id = ${releaseId} and status = 'open' for update)`, 'conflict', MEANWHILE),
      refuseUnless(db, sql`(select count(*) from release_items where release_id = ${releaseId}) = ${items.length}`, 'conflict', MEANWHILE),
      ...frozen.value.flatMap(({ id, revision }) => refuseStale(db, id, revision)),
      db.insert(publications).values([
        ...frozen.value.map(({ id, revision, edition }) => ({ ...shared, itemId: id, kind: 'publish' as const, revision, edition })),
        ...down.map(({ itemId }) => ({ ...shared, itemId, kind: 'unpublish' as const })),
      ]),
      db.update(releases).set({ status: 'scheduled', timeZone: shared.timeZone, failure: '', ...(dueAt ? { dueAt: dueAt.toISOString(), jobId } : { dueAt: sql`now()` }) }).where(eq(releases.id, releaseId)),
      ...(dueAt
        ? [
            ...markAll(db, frozen.value, dueAt, shared.timeZone),
            promiseAt(org, db, jobId, dueAt, { type: 'publishing.release', label: `Release “${release.name}”`, payload: { releaseId } }),
            record(org, db, 'release.scheduled', about, { name: release.name, at: dueAt.toISOString() }),
          ]
        : [...carryOut(db, { releaseId }), ...emit(db, 'release.published', { releaseId, name: release.name, pieces: items.length }), record(org, db, 'release.published', about, { name: release.name, pieces: items.length })]),
      announcements(db),
    ],
    CONSTRAINTS,
  );
  if (!written.ok) return written;
  return done({ dueAt: dueAt?.toISOString() ?? null, pieces: items.length });
}

const markAll = (db: Writer, frozen: readonly Frozen[], at: Date, zone: string): Statement[] => frozen.map(({ id, revision }) => markScheduled(db, { itemId: id, revision }, at, zone));

/** Off the schedule, open again: nothing of it goes out. */
export async function cancelRelease(org: Org, { releaseId }: z.output<typeof releaseInput>): Promise<Result<{ name: string }>> {
  const found = await releaseWith(org, releaseId);
  if (!found.ok) return found;
  const { release, items } = found.value;
  if (release.status !== 'scheduled' && release.status !== 'failed') return refused(problem('conflict', 'This release is not on the schedule.'));
  const written = await writeFor({ ...org, permission: 'content:publish' }, (db) => [
    refuseUnless(db, sql`exists (select from releases where id = ${releaseId} and status = ${release.status} for update)`, 'conflict', MEANWHILE),
    dropJobs(db, sql`(select job_id from releases where id = ${releaseId})`),
    db.update(publications).set({ status: 'cancelled' }).where(and(eq(publications.releaseId, releaseId), eq(publications.status, 'scheduled'))),
    db.update(releases).set({ status: 'open', dueAt: null, jobId: null, failure: '' }).where(eq(releases.id, releaseId)),
    unmarkScheduled(db, items.flatMap(({ itemId, kind }) => (kind === 'publish' ? [itemId] : []))),
    record(org, db, 'release.cancelled', { type: 'release', id: releaseId }, { name: release.name }),
  ]);
  return written.ok ? done({ name: release.name }) : written;
}
