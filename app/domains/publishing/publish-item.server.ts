import type { z } from 'zod';
import { and, eq, sql } from 'drizzle-orm';
import { publications } from '#db/schema/index.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { markScheduled } from '#app/domains/content/mark-scheduled.server.ts';
import { refuseStale } from '#app/domains/content/revision.server.ts';
import { emit } from '#app/domains/webhooks/emit.server.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { dropJobs, promiseAt, record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { announcements, carryOut, IN_THE_WAY } from './carry-out.server.ts';
import { type Frozen, freezeEditions } from './freeze-editions.server.ts';
import type { publishItemInput } from './inputs.ts';
import { momentAhead } from './publication.ts';

export interface Published {
  publicationId: string;
  /** Null: it is live. */
  dueAt: string | null;
}

const MEANWHILE = 'Someone else took this piece a step further at the same moment. Look again, then decide.';

/**
 * Shows the revision that the writer saw to the readers, now or at a moment. What they will get is made here and kept, so
 * that later edits, and whatever may break, change nothing of it.
 */
export async function publishItem(org: Org, { itemId, revision, at }: z.output<typeof publishItemInput>): Promise<Result<Published>> {
  const moment = at && momentAhead(at, new Date());
  if (moment && !moment.ok) return moment;
  const frozen = await freezeEditions(org, [itemId]);
  if (!frozen.ok) return frozen;
  const [piece] = frozen.value as [Frozen];
  if (piece.revision !== revision) return refused(problem('conflict', 'Someone else saved this piece meanwhile. Look at it again, then publish.'));
  const publicationId = uuid7();
  const dueAt = moment ? moment.value.at : null;
  const about = { type: 'content', id: itemId };
  const written = await writeFor(
    { ...org, permission: 'content:publish' },
    (db) => [
      ...refuseStale(db, itemId, revision),
      refuseUnless(db, sql`exists (select from content_items where id = ${itemId} and status = ${piece.status})`, 'conflict', MEANWHILE),
      ...replacePending(db, itemId),
      ...(dueAt
        ? [
            ...scheduled(org, db, { publicationId, piece, dueAt, timeZone: at!.zone }),
            markScheduled(db, { itemId, revision }, dueAt, at!.zone),
            ...emit(db, 'content.scheduled', { itemId, title: piece.title, kind: 'publish', revision, dueAt: dueAt.toISOString(), timeZone: at!.zone }),
            record(org, db, 'content.scheduled', about, { title: piece.title, revision, at: dueAt.toISOString() }),
          ]
        : [
            db.insert(publications).values({ id: publicationId, itemId, kind: 'publish', revision, edition: piece.edition }),
            ...carryOut(db, { publicationId }),
            record(org, db, 'content.published', about, { title: piece.title, revision }),
          ]),
      announcements(db),
    ],
    IN_THE_WAY,
  );
  if (!written.ok) return written;
  return done({ publicationId, dueAt: dueAt?.toISOString() ?? null });
}

/** Of one piece one publication waits; who decides anew decides instead. */
const replacePending = (db: Writer, itemId: string): Statement[] => {
  const pending = and(eq(publications.itemId, itemId), eq(publications.kind, 'publish'), eq(publications.status, 'scheduled'));
  return [dropJobs(db, sql`(select job_id from publications where content_item_id = ${itemId} and kind = 'publish' and status = 'scheduled')`), db.update(publications).set({ status: 'cancelled' }).where(pending)];
};

interface Scheduled {
  publicationId: string;
  piece: Frozen;
  dueAt: Date;
  timeZone: string;
}

function scheduled(org: Org, db: Writer, { publicationId, piece, dueAt, timeZone }: Scheduled): Statement[] {
  const jobId = uuid7();
  return [
    db.insert(publications).values({ id: publicationId, itemId: piece.id, kind: 'publish', revision: piece.revision, edition: piece.edition, dueAt: dueAt.toISOString(), timeZone, jobId }),
    promiseAt(org, db, jobId, dueAt, { type: 'publishing.publication', label: `Publish “${piece.title}”`, payload: { publicationId } }),
  ];
}
