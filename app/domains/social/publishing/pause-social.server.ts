import { and, inArray, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { socialPause } from '#db/queries/social-pause.ts';
import { posts, postTargets, publishEvents } from '#db/schema/index.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { setSetting } from '#app/domains/content/change-approvals.server.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { LateChoice, pauseSocialInput, resumeSocialInput } from './pause-inputs.ts';
import { AT_REST, PROMISED, wakeAt } from './wake.server.ts';

const isPaused = sql`coalesce((select settings ->> 'socialPausedAt' from organizations where id = app.current_org() for update), '') <> ''`;

/** From here on no request leaves for any account. What is on its way already cannot be called back. */
export async function pauseSocial(org: Org, { reason }: z.output<typeof pauseSocialInput>): Promise<Result<null>> {
  const written = await writeFor({ ...org, permission: 'post:schedule' }, (db) => [
    refuseUnless(db, sql`not (${isPaused})`, 'conflict', 'Posts are paused already.'),
    setSetting(db, 'socialPausedAt', new Date().toISOString()),
    setSetting(db, 'socialPauseReason', reason),
    record(org, db, 'social.paused', { type: 'organization' }, { reason }),
  ]);
  return written.ok ? done(null) : written;
}

/** Due by now, and nothing of it sent yet. */
const DUE = and(inArray(postTargets.status, ['scheduled', 'claimed']), sql`${postTargets.scheduledAt} <= now()`);
const LATE_WORDS = { hold: 'Posts were paused at its time. It waits for a person now.', skip: 'Posts were paused at its time, and it was skipped.' };

const tell = (db: Writer, kind: string, sentence: string) =>
  db.insert(publishEvents).select(sql`select app.uuid7(), app.current_org(), ${postTargets.id}, 0, ${kind}::text, ${sentence}::text, '{}'::jsonb, app.current_user_id(), now() from ${postTargets} where ${DUE}`);

function settle(db: Writer, late: LateChoice): Statement[] {
  const nobody = { ...AT_REST, fence: sql<number>`${postTargets.fence} + 1` };
  if (late === 'hold') return [tell(db, 'needs_human', LATE_WORDS.hold), db.update(postTargets).set({ status: 'needs_attention', failureCode: 'late', failureMessage: LATE_WORDS.hold, ...nobody }).where(DUE)];
  if (late === 'skip') return [tell(db, 'cancelled', LATE_WORDS.skip), db.update(postTargets).set({ status: 'cancelled', failureCode: 'skipped', failureMessage: LATE_WORDS.skip, ...nobody }).where(DUE)];
  // With a moment of its own, now, it is not late any more.
  return [db.update(postTargets).set({ ...(late === 'publish' ? { scheduledAt: sql<string>`now()` } : {}), ...wakeAt(sql`now()`) }).where(DUE).returning(PROMISED)];
}

/** Posts go out again. What came due meanwhile goes by its own rule for being late, or as was chosen for all of it. */
export async function resumeSocial(org: Org, { late }: z.output<typeof resumeSocialInput>): Promise<Result<{ late: number }>> {
  const found = await readFor(org, { pause: socialPause() });
  if (!found.ok) return found;
  if (!found.value.pause?.pausedAt) return refused(problem('conflict', 'Posts are not paused.'));
  const written = await writeFor({ ...org, permission: 'post:schedule' }, (db) => [
    refuseUnless(db, isPaused, 'conflict', 'Posts are not paused.'),
    setSetting(db, 'socialPausedAt', null),
    setSetting(db, 'socialPauseReason', ''),
    // Posts before their targets: all who write take the locks in this order.
    db.select({ id: posts.id }).from(posts).where(inArray(posts.id, db.select({ id: postTargets.postId }).from(postTargets).where(DUE))).orderBy(posts.id).for('update'),
    ...settle(db, late),
    record(org, db, 'social.resumed', { type: 'organization' }, { late }),
  ]);
  if (!written.ok) return written;
  const { goes, waits, skipped } = found.value.pause.late;
  return done({ late: goes + waits + skipped });
}
