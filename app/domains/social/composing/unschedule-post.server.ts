import { inArray, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { accountsOfPosts, postsByIds } from '#db/queries/posts.ts';
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
import { tellAll } from '../publishing/tell.server.ts';
import { AT_REST } from '../publishing/wake.server.ts';

/** Where a target was when it was taken off the schedule: what an undo sends back. */
export interface Place {
  targetId: string;
  revision: number;
  at: string;
}

export interface Stopped {
  stopped: string[];
  /** What was too late: it is on its way to these accounts. */
  sending: { targetId: string; account: string }[];
  places: Place[];
  /** Posts of which something was stopped. */
  posts: number;
}

/** Back to the desk, or off for good. What is armed at this moment goes out: the answer names it. */
export const unschedulePost = (org: Org, { postId, ...rest }: z.output<typeof unschedulePostInput>): Promise<Result<Stopped>> => unschedulePosts(org, { ids: [postId], ...rest });

/** Many at once. Of those of which nothing waits any more nothing is touched; where that is all of them, it says why. */
export async function unschedulePosts(org: Org, { ids, targetIds, to }: { ids: readonly string[] } & Pick<z.output<typeof unschedulePostInput>, 'targetIds' | 'to'>): Promise<Result<Stopped>> {
  const found = await readFor(org, { posts: postsByIds(ids), accounts: accountsOfPosts([], ids), me: myStanding() });
  if (!found.ok) return found;
  const { posts: all, accounts, me } = found.value;
  if (all.length < new Set(ids).size || all.some(({ deletedAt }) => deletedAt !== null)) return refused(notFound('post'));
  const rows = all.filter((post) => whyNotCancellable(post, me!) === null);
  if (rows.length === 0) return refused(problem(all[0]!.targets.some(isWaiting) ? 'forbidden' : 'conflict', whyNotCancellable(all[0]!, me!)!));
  const meant = rows.flatMap(({ revision, scheduledAt, targets }) => targets.filter((target) => (targetIds ? targetIds.includes(target.id) : isWaiting(target) || target.status === 'sending')).map((target) => ({ ...target, revision, at: target.scheduledAt ?? scheduledAt })));
  const [own, wanted] = [rows.map(({ id }) => id), meant.map(({ id }) => id)];
  const written = await writeFor({ ...org, permission: 'post:schedule' }, (db) => [
    // Whoever locks several posts takes them in one order.
    db.select({ id: posts.id }).from(posts).where(inArray(posts.id, own)).orderBy(posts.id).for('update'),
    db
      .update(postTargets)
      .set({ status: to, ...(to === 'draft' ? { scheduledAt: null } : {}), failureCode: '', failureMessage: '', ...AT_REST, fence: sql`${postTargets.fence} + 1` })
      .where(sql`${postTargets.id} = any (${idList(wanted)}) and (${postTargets.status} in ('scheduled', 'claimed') or (${postTargets.status} = 'needs_attention' and ${postTargets.failureCode} in ('late', 'not-approved')))
        and not exists (select from publish_attempts a where a.post_target_id = ${postTargets.id} and a.state in ('armed', 'sent', 'ambiguous', 'needs_human', 'confirmed'))`)
      .returning({ id: postTargets.id, postId: postTargets.postId }),
    db
      .update(posts)
      .set({ scheduledAt: null, scheduledWall: null })
      .where(sql`${posts.id} = any (${idList(own)}) and not exists (select from post_targets t where t.post_id = ${posts.id} and t.status not in ('draft', 'cancelled'))`),
    tellAll(db, wanted, to, to === 'draft' ? 'It was taken off the schedule.' : 'It was cancelled.', to),
    ...rows.map((post) => record(org, db, to === 'draft' ? 'post.unscheduled' : 'post.cancelled', { type: 'post', id: post.id }, { words: nameOf(post) })),
  ]);
  if (!written.ok) return written;
  const stopped = written.value[1] as unknown as { id: string; postId: string }[];
  const isStopped = ({ id }: { id: string }) => stopped.some((each) => each.id === id);
  const sending = meant
    .filter((target) => !isStopped(target))
    .map(({ id, accountId }) => ({ targetId: id, account: accountName(accounts.find((account) => account.id === accountId)!) }));
  return done({ stopped: stopped.map(({ id }) => id), sending, places: meant.flatMap((target) => (isStopped(target) && target.at ? [{ targetId: target.id, revision: target.revision, at: target.at }] : [])), posts: new Set(stopped.map(({ postId }) => postId)).size });
}
