import { and, eq, inArray, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { releaseItems, releases } from '#db/schema/index.ts';
import { idList, refuseUnless, type Writer } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import type { changeReleaseInput, createReleaseInput, gatherInput, releaseInput } from './inputs.ts';

const MOST_PIECES = 100;

export async function createRelease(org: Org, { name, note }: z.output<typeof createReleaseInput>): Promise<Result<{ id: string }>> {
  const id = uuid7();
  const written = await writeFor(org, (db) => [db.insert(releases).values({ id, name, note }), record(org, db, 'release.created', { type: 'release', id }, { name })]);
  return written.ok ? done({ id }) : written;
}

export async function changeRelease(org: Org, { releaseId, name, note }: z.output<typeof changeReleaseInput>): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    there(db, releaseId),
    db.update(releases).set({ name, note }).where(eq(releases.id, releaseId)),
    record(org, db, 'release.changed', { type: 'release', id: releaseId }, { name }),
  ]);
  return written.ok ? done(null) : written;
}

const there = (db: Writer, releaseId: string) => refuseUnless(db, sql`exists (select from releases where id = ${releaseId})`, 'not-found', 'There is no such release.');

/** What is gathered changes only while nothing is promised to the readers. */
const open = (db: Writer, releaseId: string) => [
  there(db, releaseId),
  refuseUnless(db, sql`exists (select from releases where id = ${releaseId} and status = 'open' for update)`, 'conflict', 'This release is scheduled or done. Take it off the schedule first.'),
];

/** These pieces go with the release; one that was there already gets what is said now. */
export async function gather(org: Org, { releaseId, ids, kind }: z.output<typeof gatherInput>): Promise<Result<null>> {
  const chosen = [...new Set(ids)];
  const written = await writeFor(org, (db) => [
    ...open(db, releaseId),
    refuseUnless(db, sql`(select count(*) from content_items where id = any (${idList(chosen)}) and deleted_at is null) = ${chosen.length}`, 'not-found', 'One of these pieces is not there any more.'),
    db.insert(releaseItems).values(chosen.map((itemId) => ({ releaseId, itemId, kind }))).onConflictDoUpdate({ target: [releaseItems.organizationId, releaseItems.releaseId, releaseItems.itemId], set: { kind } }),
    refuseUnless(db, sql`(select count(*) from release_items where release_id = ${releaseId}) <= ${MOST_PIECES}`, 'over-limit', `A release holds at most ${MOST_PIECES} pieces.`),
  ]);
  return written.ok ? done(null) : written;
}

export async function leaveOut(org: Org, { releaseId, ids }: Pick<z.output<typeof gatherInput>, 'releaseId' | 'ids'>): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [...open(db, releaseId), db.delete(releaseItems).where(and(eq(releaseItems.releaseId, releaseId), inArray(releaseItems.itemId, ids)))]);
  return written.ok ? done(null) : written;
}

/** The pieces stay where they are. */
export async function removeRelease(org: Org, { releaseId }: z.output<typeof releaseInput>): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    ...open(db, releaseId),
    refuseUnless(db, sql`not exists (select from publications where release_id = ${releaseId})`, 'conflict', 'This release was scheduled once: its history stays.'),
    record(org, db, 'release.removed', { type: 'release', id: releaseId }),
    db.delete(releases).where(eq(releases.id, releaseId)),
  ]);
  return written.ok ? done(null) : written;
}
