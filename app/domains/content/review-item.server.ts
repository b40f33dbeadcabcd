import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { contentApprovals, contentItems } from '#db/schema/index.ts';
import { refuseUnless, type Writer } from '#db/scope.ts';
import { notice } from '#app/domains/notifications/notice.server.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { may } from '#app/platform/permission.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { decideReviewInput, requestReviewInput, withdrawReviewInput } from './inputs.ts';
import { standing, withdrawAll } from './move-item.server.ts';
import { refuseStale } from './revision.server.ts';
import { type Saved, savedItem, savedOf } from './save-item.server.ts';
import { isApproved, whyNotApprove, whyNotAsk } from './status.ts';

const CURRENT_HASH = (itemId: string) => sql<string>`(select content_hash from content_items where id = ${itemId})`;

const MEANWHILE = 'This piece is not up for review any more. Look again, then decide.';

/** A step that is decided for a live piece is not taken on one that is not, nor the other way round. */
const stillLive = (db: Writer, itemId: string, isLive: boolean) =>
  refuseUnless(db, sql`exists (select from content_items where id = ${itemId} and ${isLive ? sql`status = 'published' and revision > coalesce(published_revision, 0)` : sql`status in ('draft', 'in_review', 'approved')`})`, 'conflict', MEANWHILE);

/** Asks these people for their word on the revision as it stands. A live piece stays live meanwhile. */
export async function requestReview(org: Org, { itemId, revision, reviewers, note }: z.output<typeof requestReviewInput>): Promise<Result<Saved>> {
  const chosen = [...new Set(reviewers)];
  const found = await standing(org, itemId, chosen);
  if (!found.ok) return found;
  const { item, approvals, rule, me, people } = found.value;
  const refusal = whyNotAsk(item, me, approvals, rule);
  if (refusal) return refused(problem('forbidden', refusal));
  if (people.length < chosen.length) return refused(problem('not-found', 'One of the reviewers is not a member any more.', { field: 'reviewers' }));
  const unable = people.find((person) => !may(person, 'content:approve'));
  if (unable) return refused(problem('invalid', `${unable.name} is a ${unable.role} and cannot approve. Choose an editor, an admin or an owner.`, { field: 'reviewers' }));
  const isLive = item.status === 'published';
  const written = await writeFor(org, (db) => [
    ...refuseStale(db, itemId, revision),
    stillLive(db, itemId, isLive),
    withdrawAll(db, itemId),
    db.insert(contentApprovals).values(chosen.map((approverId) => ({ itemId, revision, contentHash: CURRENT_HASH(itemId), requestedBy: sql`app.current_user_id()`, approverId, note }))),
    ...(isLive ? [] : [db.update(contentItems).set({ status: 'in_review' }).where(eq(contentItems.id, itemId))]),
    ...chosen.filter((id) => id !== me.userId).map((id) => notice(org, db, id, 'content.review-asked', { itemId, title: item.title || 'Untitled', note })),
    record(org, db, 'content.review-asked', { type: 'content', id: itemId }, { title: item.title, people: people.map(({ name }) => name) }),
    savedItem(db, itemId),
  ]);
  return written.ok ? done(savedOf(written.value)) : written;
}

/** One person's word on the text that they saw. With enough of them the piece is approved, in the same transaction; a live one stays live. */
export async function decideReview(org: Org, { itemId, revision, decision, comment }: z.output<typeof decideReviewInput>): Promise<Result<Saved & { enough: boolean }>> {
  if (org.scope.credential.kind !== 'session') return refused(problem('forbidden', 'An approval is a person’s word. A key cannot give it.'));
  const found = await standing(org, itemId);
  if (!found.ok) return found;
  const { item, approvals, rule, me } = found.value;
  const refusal = whyNotApprove(item, me, me.userId, rule);
  if (refusal) return refused(problem('forbidden', refusal));
  if (decision === 'approved' && item.unfinished) return refused(problem('forbidden', item.unfinished));
  if (decision === 'changes_requested' && comment === '') return refused(problem('invalid', 'Say what should change.', { field: 'comment' }));
  const fastLane = decision === 'approved' && rule.fastLane && me.role === 'owner' && (rule.required > 1 || (rule.fourEyes && item.editedBy === me.userId));
  const mine = { approverId: me.userId, status: decision, contentHash: item.contentHash, fastLane };
  const enough = decision === 'approved' && isApproved(item, [...approvals, mine], rule);
  const status = decision === 'changes_requested' ? 'draft' : enough ? 'approved' : 'in_review';
  const isLive = item.status === 'published';
  const asker = approvals.find((one) => one.status === 'pending' && one.approverId === me.userId)?.requestedBy ?? item.authorId;
  const written = await writeFor(org, (db) => [
    ...refuseStale(db, itemId, revision),
    stillLive(db, itemId, isLive),
    db.delete(contentApprovals).where(sql`${contentApprovals.itemId} = ${itemId} and ${contentApprovals.approverId} = ${me.userId} and ${contentApprovals.status} = 'pending'`),
    db.insert(contentApprovals).values({ itemId, revision, contentHash: CURRENT_HASH(itemId), requestedBy: asker, approverId: me.userId, status: decision, comment, fastLane, decidedAt: sql`now()` }),
    ...(isLive ? [] : [db.update(contentItems).set({ status }).where(eq(contentItems.id, itemId))]),
    ...(decision === 'changes_requested' ? [withdrawAll(db, itemId)] : []),
    ...(asker && asker !== me.userId ? [notice(org, db, asker, decision === 'approved' ? 'content.approved' : 'content.changes-asked', { itemId, title: item.title || 'Untitled', comment })] : []),
    record(org, db, decision === 'approved' ? 'content.approved' : 'content.changes-asked', { type: 'content', id: itemId }, { title: item.title, revision, ...(fastLane ? { fastLane } : {}) }),
    savedItem(db, itemId),
  ]);
  return written.ok ? done({ ...savedOf(written.value), enough }) : written;
}

/** Nobody is waited for any more. The piece stays where it is, which for a live one is with its readers. */
export async function withdrawReview(org: Org, { itemId }: z.output<typeof withdrawReviewInput>): Promise<Result<null>> {
  const found = await standing(org, itemId);
  if (!found.ok) return found;
  const { item, approvals } = found.value;
  if (!approvals.some(({ status }) => status === 'pending')) return refused(problem('conflict', 'Nobody is asked about this piece any more.'));
  const written = await writeFor(org, (db) => [withdrawAll(db, itemId), record(org, db, 'content.review-withdrawn', { type: 'content', id: itemId }, { title: item.title })]);
  return written.ok ? done(null) : written;
}
