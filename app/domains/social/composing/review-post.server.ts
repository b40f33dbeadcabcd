import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { postApprovals, posts, postTargets, postVersions } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { setSetting } from '#app/domains/content/change-approvals.server.ts';
import { notice } from '#app/domains/notifications/notice.server.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { may } from '#app/platform/permission.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { askPostReviewInput, decidePostInput, postApprovalsInput } from './inputs.ts';
import { type Answered, hindrancesOf, lookAtPost, openTargets, refuseHindered } from './look-at-post.server.ts';
import { isApproved, isWaiting, nameOf, whyNotApprove, whyNotEditable } from './post.ts';
import { freezingOf, type StaleAnswer, whyNotSaved } from './save-post.server.ts';
import { lockPost } from '../publishing/target-lease.server.ts';
import { PROMISED, wakeAt } from '../publishing/wake.server.ts';
import { FIELD_PROBLEMS, freeze, refuseStale, versionOf, withdrawOthers } from './write-post.server.ts';

/** Asks these people for their word on the post as it stands: on what each account would get, to the letter. */
export async function askPostReview(org: Org, { postId, revision, reviewers, note }: z.output<typeof askPostReviewInput>): Promise<Answered<{ contentHash: string }> | StaleAnswer> {
  const chosen = [...new Set(reviewers)];
  const found = await lookAtPost(org, postId, {}, chosen);
  if (!found.ok) return found;
  const desk = found.value;
  const refusal = whyNotSaved(desk, revision);
  if (refusal) return refusal;
  const { draft, people, me, post } = desk;
  if (people.length < chosen.length) return refused(problem('not-found', 'One of the reviewers is not a member any more.', { field: 'reviewers' }));
  const unable = people.find((person) => !may(person, 'post:approve'));
  if (unable) return refused(problem('invalid', `${unable.name} is a ${unable.role} and cannot approve. Choose an editor, an admin or an owner.`, { field: 'reviewers' }));
  const waiting = openTargets(desk).filter(isWaiting);
  const targets = waiting.length > 0 ? waiting : openTargets(desk);
  if (targets.length === 0) return refused(problem('invalid', 'Choose at least one account first.', { field: 'targets' }));
  const hindered = refuseHindered(desk, hindrancesOf(desk, targets));
  if (hindered) return hindered;
  const freezing = await freezingOf(desk, targets);
  const version = versionOf(desk, freezing, targets.map(({ id }) => id));
  const { contentHash } = freezing;
  const written = await writeFor(
    org,
    (db) => [
      ...refuseStale(db, postId, revision),
      refuseUnless(db, sql`exists (select from posts where id = ${postId} and version = ${post!.version}::int)`, 'conflict', 'Someone else took this post a step further at the same moment. Look again.'),
      ...freeze(db, postId, desk, freezing, version),
      ...(version === post!.version ? [] : [db.update(postTargets).set({ version, fence: sql`${postTargets.fence} + 1`, takenAt: null }).where(sql`${postTargets.postId} = ${postId} and ${postTargets.status} in ('scheduled', 'claimed')`)]),
      db.update(postApprovals).set({ status: 'withdrawn', decidedAt: sql`now()` }).where(and(eq(postApprovals.postId, postId), eq(postApprovals.status, 'pending'))),
      db.insert(postApprovals).values(chosen.map((approverId) => ({ postId, version, contentHash, requestedBy: sql`app.current_user_id()`, approverId, note }))),
      db.update(posts).set({ approval: sql`case when ${posts.approval} = 'approved' then 'approved' else 'pending' end` }).where(eq(posts.id, postId)),
      ...chosen.filter((id) => id !== me.userId).map((id) => notice(org, db, id, 'post.review-asked', { postId, words: nameOf(draft), note })),
      record(org, db, 'post.review-asked', { type: 'post', id: postId }, { words: nameOf(draft), people: people.map(({ name }) => name) }),
    ],
    FIELD_PROBLEMS,
  );
  return written.ok ? done({ contentHash }) : written;
}

const OTHER_WORDS = 'This post was changed since you looked at it. Read it again, then decide.';

/** One person's word on the version that they saw. With enough of them it may go out, and what waited for that goes at once. */
export async function decidePost(org: Org, { postId, contentHash, decision, comment }: z.output<typeof decidePostInput>): Promise<Result<{ enough: boolean }>> {
  if (org.scope.credential.kind !== 'session') return refused(problem('forbidden', 'An approval is a person’s word. A key cannot give it.'));
  const found = await lookAtPost(org, postId, {});
  if (!found.ok) return found;
  const { post, approvals, rule, me } = found.value;
  if (!post || post.deletedAt) return refused(notFound('post'));
  if (post.version === 0 || post.contentHash !== contentHash) return refused(problem('conflict', OTHER_WORDS));
  const refusal = whyNotApprove(post.versionBy, me, rule) ?? (openTargets(found.value).length === 0 ? whyNotEditable(post, me) : null);
  if (refusal) return refused(problem('forbidden', refusal));
  if (decision === 'changes_requested' && comment === '') return refused(problem('invalid', 'Say what should change.', { field: 'comment' }));
  const enough = decision === 'approved' && isApproved(contentHash, post.versionBy, [...approvals, { approverId: me.userId, status: decision, contentHash }], rule);
  const asker = found.value.approvals.find((one) => one.status === 'pending' && one.approverId === me.userId)?.requestedBy ?? post.authorId;
  const words = nameOf(post);
  const isVersion = and(eq(postVersions.postId, postId), eq(postVersions.number, post.version));
  const written = await writeFor({ ...org, permission: 'post:approve' }, (db) => [
    lockPost(db, postId),
    refuseUnless(db, sql`exists (select from posts p where p.id = ${postId} and p.revision = ${post.revision}::int and p.version = ${post.version}::int and p.deleted_at is null)`, 'conflict', OTHER_WORDS),
    db.update(postApprovals).set({ status: 'withdrawn', decidedAt: sql`now()` }).where(sql`${postApprovals.postId} = ${postId} and ${postApprovals.approverId} = ${me.userId} and ${postApprovals.status} = 'pending'`),
    db.insert(postApprovals).values({ postId, version: post.version, contentHash, requestedBy: asker, approverId: me.userId, status: decision, comment, decidedAt: sql`now()` }),
    ...(decision === 'changes_requested'
      ? [withdrawOthers(db, postId, ''), db.update(posts).set({ approval: 'changes_requested' }).where(eq(posts.id, postId)), ...(rule.required > 0 ? [db.update(postVersions).set({ approvedAt: null }).where(isVersion)] : [])]
      : []),
    ...(enough
      ? [
          db.update(postVersions).set({ approvedAt: sql`coalesce(${postVersions.approvedAt}, now())` }).where(isVersion),
          db.update(posts).set({ approval: 'approved' }).where(eq(posts.id, postId)),
          db
            .update(postTargets)
            .set({ status: 'scheduled', failureCode: '', failureMessage: '', noticedAt: null, scheduledAt: sql`now()`, ...wakeAt(sql`now()`) })
            .where(sql`${postTargets.postId} = ${postId} and ${postTargets.version} = ${post.version}::int and ${postTargets.status} = 'needs_attention' and ${postTargets.failureCode} = 'not-approved'`)
            .returning(PROMISED),
        ]
      : []),
    ...(asker && asker !== me.userId ? [notice(org, db, asker, decision === 'approved' ? 'post.approved' : 'post.changes-asked', { postId, words, comment })] : []),
    record(org, db, decision === 'approved' ? 'post.approved' : 'post.changes-asked', { type: 'post', id: postId }, { words, version: post.version }),
  ]);
  return written.ok ? done({ enough }) : written;
}

/** What has to be said before a post may go out. It holds for what is scheduled from now on. */
export async function changePostApprovals(org: Org, rule: z.output<typeof postApprovalsInput>): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [setSetting(db, 'postApprovals', rule), record(org, db, 'post-approvals.changed', { type: 'organization' }, rule)]);
  return written.ok ? done(null) : written;
}
