import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { approvalsOf, itemById } from '#db/queries/content.ts';
import { membersByIds } from '#db/queries/members.ts';
import { currentOrganization } from '#db/queries/organizations.ts';
import { myStanding } from '#db/queries/standing.ts';
import { contentApprovals, contentItems } from '#db/schema/index.ts';
import { refuseUnless, type Writer } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { DocumentJson } from './document/document.ts';
import { whyUnfinished } from './document/required-sections.ts';
import type { moveItemInput } from './inputs.ts';
import { indexItem, refuseStale } from './revision.server.ts';
import { type Saved, savedItem, savedOf } from './save-item.server.ts';
import { type ContentStatus, permissionOf, ruleOf, whyNotMove } from './status.ts';

/** What a step on an item is decided by: the piece, the words said about it, the rule, and who asks. */
export async function standing(org: Org, itemId: string, people: readonly string[] = []) {
  const found = await readFor(org, { item: itemById(itemId), approvals: approvalsOf(itemId), organization: currentOrganization(), me: myStanding(), people: membersByIds(people) });
  if (!found.ok) return found;
  const { item, organization, me, ...rest } = found.value;
  if (!item || item.deletedAt) return refused(notFound('piece of content'));
  const unfinished = whyUnfinished(item.body as DocumentJson, item.requiredSections);
  return done({ ...rest, item: { ...item, unfinished }, rule: ruleOf(organization!.settings), me: me! });
}

/** Back to the desk, or into the archive. The words stay as they are, and so does their revision. */
export async function moveItem(org: Org, { itemId, revision, to }: z.output<typeof moveItemInput>): Promise<Result<Saved & { title: string; from: ContentStatus }>> {
  const found = await standing(org, itemId);
  if (!found.ok) return found;
  const { item, approvals, rule, me } = found.value;
  const refusal = whyNotMove(item, to, me, approvals, rule);
  if (refusal) return refused(problem(item.status === to ? 'conflict' : 'forbidden', refusal));
  const written = await writeFor({ ...org, permission: permissionOf(to) }, (db) => [
    ...refuseStale(db, itemId, revision),
    refuseUnless(db, sql`exists (select from content_items where id = ${itemId} and status = ${item.status})`, 'conflict', 'Someone else took this piece a step further at the same moment. Look again, then decide.'),
    db.update(contentItems).set({ status: to, scheduledFor: null, scheduledRevision: null }).where(eq(contentItems.id, itemId)),
    ...(item.status === 'in_review' ? [withdrawAll(db, itemId)] : []),
    indexItem(db, itemId),
    record(org, db, 'content.moved', { type: 'content', id: itemId }, { title: item.title, from: item.status, to }),
    savedItem(db, itemId),
  ]);
  return written.ok ? done({ ...savedOf(written.value), title: item.title, from: item.status }) : written;
}

/** Nobody is waited for any more. */
export const withdrawAll = (db: Writer, itemId: string) =>
  db.update(contentApprovals).set({ status: 'withdrawn', decidedAt: sql`now()` }).where(and(eq(contentApprovals.itemId, itemId), eq(contentApprovals.status, 'pending')));
