import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { accountsOfPosts, postById } from '#db/queries/posts.ts';
import { myStanding } from '#db/queries/standing.ts';
import { posts, postTargets } from '#db/schema/index.ts';
import { idList } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { accountName } from '../accounts/account.ts';
import type { unschedulePostInput } from './inputs.ts';
import { isWaiting, nameOf, whyNotCancellable } from './post.ts';
import { lockPost } from '../publishing/target-lease.server.ts';
import { tellAll } from '../publishing/tell.server.ts';
import { AT_REST } from '../publishing/wake.server.ts';

export interface Stopped {
  stopped: string[];
  /** What was too late: it is on its way to these accounts. */
  sending: { targetId: string; account: string }[];
}

/** Back to the desk, or off for good. What is armed at this moment goes out: the answer names it. */
export async function unschedulePost(org: Org, { postId, targetIds, to }: z.output<typeof unschedulePostInput>): Promise<Result<Stopped>> {
  const found = await readFor(org, { post: postById(postId), accounts: accountsOfPosts([], [postId]), me: myStanding() });
  if (!found.ok) return found;
  const { post, accounts, me } = found.value;
  if (!post || post.deletedAt) return refused(notFound('post'));
  const refusal = whyNotCancellable(post, me!);
  if (refusal) return refused(problem(post.targets.some(isWaiting) ? 'forbidden' : 'conflict', refusal));
  const meant = post.targets.filter(({ id, status }) => (targetIds ? targetIds.includes(id) : isWaiting(post.targets.find((target) => target.id === id)!) || status === 'sending'));
  const ids = meant.map(({ id }) => id);
  const written = await writeFor({ ...org, permission: 'post:schedule' }, (db) => [
    lockPost(db, postId),
    db
      .update(postTargets)
      .set({ status: to, ...(to === 'draft' ? { scheduledAt: null } : {}), failureCode: '', failureMessage: '', ...AT_REST, fence: sql`${postTargets.fence} + 1` })
      .where(sql`${postTargets.id} = any (${idList(ids)}) and (${postTargets.status} in ('scheduled', 'claimed') or (${postTargets.status} = 'needs_attention' and ${postTargets.failureCode} in ('late', 'not-approved')))
        and not exists (select from publish_attempts a where a.post_target_id = ${postTargets.id} and a.state in ('armed', 'sent', 'ambiguous', 'needs_human', 'confirmed'))`)
      .returning({ id: postTargets.id }),
    db
      .update(posts)
      .set({ scheduledAt: null, scheduledWall: null })
      .where(sql`${posts.id} = ${postId} and not exists (select from post_targets t where t.post_id = ${posts.id} and t.status not in ('draft', 'cancelled'))`),
    tellAll(db, ids, to, to === 'draft' ? 'It was taken off the schedule.' : 'It was cancelled.', to),
    record(org, db, to === 'draft' ? 'post.unscheduled' : 'post.cancelled', { type: 'post', id: postId }, { words: nameOf(post) }),
  ]);
  if (!written.ok) return written;
  const stopped = (written.value[1] as unknown as { id: string }[]).map(({ id }) => id);
  const sending = meant
    .filter(({ id }) => !stopped.includes(id))
    .map(({ id, accountId }) => ({ targetId: id, account: accountName(accounts.find((account) => account.id === accountId)!) }));
  return done({ stopped, sending });
}
