import { inArray, sql } from 'drizzle-orm';
import { assetTags, contentItemTags, tags } from '#db/schema/index.ts';
import { call, idList, list, refuseUnless } from '#db/scope.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { promise } from '#app/platform/jobs.server.ts';
import { readFor, writeFor } from '#app/platform/org.server.ts';
import { orgOfJob } from '#app/platform/system.server.ts';
import { contentJobs } from './jobs.ts';
import { carryInPlanning } from './tag-links.server.ts';

/** Each link that moves spells the tags of its piece anew, in the search's index too: about a fifth of a second for a thousand. */
const AT_ONCE = 500;
/** A job's lease is a minute. */
const ENOUGH_MS = 20_000;

export const movingLinks = (from: readonly string[], into: string) => ({ type: 'content.move-tag-links', label: 'Merge tags', payload: { from, into } });

/** The rest of a merge that is too large for one moment: link by link to the tag that stays, and then the others go. */
export async function moveTagLinks(context: RequestContext, job: { organization_id: string | null; payload: unknown }): Promise<void> {
  const { from, into } = contentJobs['content.move-tag-links'].parse(job.payload);
  const org = orgOfJob(context, job.organization_id!);
  const started = Date.now();
  const now = sql<string>`now()`.as('created_at');
  const tagId = sql<string>`${into}::uuid`.as('tag_id');
  for (;;) {
    const found = await readFor(org, {
      items: list((db) => db.selectDistinct({ id: contentItemTags.itemId }).from(contentItemTags).where(inArray(contentItemTags.tagId, from)).limit(AT_ONCE)),
      assets: list((db) => db.selectDistinct({ id: assetTags.assetId }).from(assetTags).where(inArray(assetTags.tagId, from)).limit(AT_ONCE)),
    });
    if (!found.ok) throw new Error(found.problem.message);
    // By their ids: a query within the write would be asked anew for every row.
    const [items, assets] = [found.value.items, found.value.assets].map((rows) => idList(rows.map(({ id }) => id)));
    const isOver = found.value.items.length + found.value.assets.length === 0;
    const isLate = Date.now() - started > ENOUGH_MS;
    const written = await writeFor(org, (db) => [
      refuseUnless(db, sql`exists (select from tags where id = ${into} for share)`, 'not-found', 'The tag to merge into is gone.'),
      ...(isOver ? [...carryInPlanning(db, from, into), ...from.map((lost) => call(db, sql`app.merge_published_tag(${lost}::uuid, ${into}::uuid)`)), db.delete(tags).where(inArray(tags.id, from))] : []),
      ...(isLate && !isOver ? [promise(org, db, movingLinks(from, into))] : []),
      ...(isOver || isLate
        ? []
        : [
            db
              .insert(contentItemTags)
              .select(db.selectDistinct({ organizationId: contentItemTags.organizationId, itemId: contentItemTags.itemId, tagId, createdAt: now }).from(contentItemTags).where(sql`${contentItemTags.tagId} = any (${idList(from)}) and ${contentItemTags.itemId} = any (${items})`))
              .onConflictDoNothing(),
            db.delete(contentItemTags).where(sql`${contentItemTags.tagId} = any (${idList(from)}) and ${contentItemTags.itemId} = any (${items})`),
            db
              .insert(assetTags)
              .select(db.selectDistinct({ organizationId: assetTags.organizationId, assetId: assetTags.assetId, tagId, createdAt: now }).from(assetTags).where(sql`${assetTags.tagId} = any (${idList(from)}) and ${assetTags.assetId} = any (${assets})`))
              .onConflictDoNothing(),
            db.delete(assetTags).where(sql`${assetTags.tagId} = any (${idList(from)}) and ${assetTags.assetId} = any (${assets})`),
          ]),
    ]);
    // Where the tag that was to stay is gone, what is left stays with the others.
    if (!written.ok && written.problem.kind === 'not-found') return;
    if (!written.ok) throw new Error(written.problem.message);
    if (isOver || isLate) return;
  }
}
