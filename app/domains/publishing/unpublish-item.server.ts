import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { itemsToPublish } from '#db/queries/publishing.ts';
import { myStanding } from '#db/queries/standing.ts';
import { publications } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { emit } from '#app/domains/webhooks/emit.server.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { dropJobs, promiseAt, record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { announcements, carryOut } from './carry-out.server.ts';
import type { unpublishItemInput } from './inputs.ts';
import { momentAhead, whyNotUnpublish } from './publication.ts';
import type { Published } from './publish-item.server.ts';

/** Takes a piece from its readers, now or at a moment. It becomes a draft; its words stay as they are. */
export async function unpublishItem(org: Org, { itemId, at }: z.output<typeof unpublishItemInput>): Promise<Result<Published>> {
  const moment = at && momentAhead(at, new Date());
  if (moment && !moment.ok) return moment;
  const found = await readFor(org, { items: itemsToPublish([itemId]), me: myStanding() });
  if (!found.ok) return found;
  const [item] = found.value.items;
  if (!item || item.deletedAt) return refused(notFound('piece of content'));
  const refusal = whyNotUnpublish(item, found.value.me!);
  if (refusal) return refused(problem('forbidden', refusal));
  const publicationId = uuid7();
  const jobId = uuid7();
  const dueAt = moment ? moment.value.at : null;
  const about = { type: 'content', id: itemId };
  const pending = and(eq(publications.itemId, itemId), eq(publications.kind, 'unpublish'), eq(publications.status, 'scheduled'));
  const written = await writeFor({ ...org, permission: 'content:publish' }, (db) => [
    refuseUnless(db, sql`exists (select from content_items where id = ${itemId} and status = 'published' and deleted_at is null for update)`, 'conflict', 'Someone else took this piece down at the same moment.'),
    dropJobs(db, sql`(select job_id from publications where content_item_id = ${itemId} and kind = 'unpublish' and status = 'scheduled')`),
    db.update(publications).set({ status: 'cancelled' }).where(pending),
    ...(dueAt
      ? [
          db.insert(publications).values({ id: publicationId, itemId, kind: 'unpublish', dueAt: dueAt.toISOString(), timeZone: at!.zone, jobId }),
          promiseAt(org, db, jobId, dueAt, { type: 'publishing.publication', label: `Take down “${item.title}”`, payload: { publicationId } }),
          ...emit(db, 'content.scheduled', { itemId, title: item.title, kind: 'unpublish', revision: null, dueAt: dueAt.toISOString(), timeZone: at!.zone }),
          record(org, db, 'content.unpublish-scheduled', about, { title: item.title, at: dueAt.toISOString() }),
        ]
      : [db.insert(publications).values({ id: publicationId, itemId, kind: 'unpublish' }), ...carryOut(db, { publicationId }), record(org, db, 'content.unpublished', about, { title: item.title })]),
    announcements(db),
  ]);
  if (!written.ok) return written;
  return done({ publicationId, dueAt: dueAt?.toISOString() ?? null });
}
