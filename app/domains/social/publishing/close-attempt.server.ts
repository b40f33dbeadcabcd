import { and, eq, inArray, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { TargetAtWork } from '#db/queries/publisher.ts';
import { postTargets, publishAttempts } from '#db/schema/index.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { noticeTo } from '#app/domains/notifications/notice.server.ts';
import { emit } from '#app/domains/webhooks/emit.server.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import type { Published } from '../connectors/connector.ts';
import { promiseFollowing } from './follow-post.server.ts';
import { type Lease, lockPost, told, writeHeld } from './target-lease.server.ts';
import { AT_REST } from './wake.server.ts';

/** The attempt at hand: which of its tries this is about. */
export interface AttemptAtHand {
  id: string;
  segment: number;
  tries: number;
}

const about = (at: TargetAtWork) => ({ postId: at.postId, targetId: at.id, accountId: at.accountId, platform: at.platform });
const EDITORS = ['owner', 'admin', 'editor'] as const;
const CLOSED = 'This try was closed before.';

/** armed → sent, in the same breath as what follows from the answer. */
export const sent = (db: Writer, { id, tries }: AttemptAtHand) =>
  db.update(publishAttempts).set({ state: 'sent' }).where(and(eq(publishAttempts.id, id), eq(publishAttempts.state, 'armed'), eq(publishAttempts.tries, tries)));

/**
 * It is live. Known for sure, this is written down whoever holds the lease by now: of a try that was given up for unclear
 * meanwhile it is the answer. A later try takes no word from an earlier one, and what is confirmed already is told once.
 */
export async function confirm(org: Org, at: TargetAtWork, attempt: AttemptAtHand, published: Published, how: { sentence: string; evidence: Record<string, unknown> }): Promise<void> {
  const isLast = attempt.segment === at.frozen.parts.length - 1;
  const isFirst = attempt.segment === 0;
  const mine = and(eq(publishAttempts.id, attempt.id), eq(publishAttempts.tries, attempt.tries));
  // Nobody may be looking after it any more: what follows this part is taken up soon.
  const goesOn = { wakeAt: sql<string>`least(${postTargets.wakeAt}, now())`, lookAt: sql<string>`least(${postTargets.lookAt}, now() + interval '90 seconds')` };
  const first = isFirst ? published : at.attempts.find(({ segment }) => segment === 0);
  const written = await writeFor(org, (db) => [
    lockPost(db, at.postId),
    refuseUnless(db, sql`exists (select from ${publishAttempts} a where a.id = ${attempt.id} and a.tries = ${attempt.tries} and a.state in ('armed', 'sent', 'ambiguous', 'needs_human'))`, 'conflict', CLOSED),
    sent(db, attempt),
    db
      .update(publishAttempts)
      .set({ state: 'confirmed', closedAt: sql`clock_timestamp()`, platformId: published.id, platformUrl: published.url, platformData: published.data, sentence: how.sentence })
      .where(and(mine, inArray(publishAttempts.state, ['sent', 'ambiguous', 'needs_human']))),
    told(db, at.id, attempt.segment, 'confirmed', how.sentence, { ...how.evidence, id: published.id, url: published.url }),
    db
      .update(postTargets)
      .set({
        ...(isFirst ? { platformPostId: published.id, platformUrl: published.url } : {}),
        ...(isLast ? { status: 'published', publishedAt: sql`now()`, failureCode: '', failureMessage: '', stumbles: 0, ...AT_REST } : { status: 'sending', failureCode: '', failureMessage: '', stumbles: 0, ...goesOn }),
      })
      .where(eq(postTargets.id, at.id)),
    ...(isLast
      ? [
          ...emit(db, 'post.published', { ...about(at), platformPostId: isFirst ? published.id : ((first as { platformId?: string | null } | undefined)?.platformId ?? published.id), url: isFirst ? published.url : ((first as { platformUrl?: string | null } | undefined)?.platformUrl ?? null) }),
          promiseFollowing(org, db, at.id),
          record(org, db, 'post.published', { type: 'post', id: at.postId }, { words: at.words, account: at.account }),
        ]
      : []),
  ]);
  if (!written.ok && written.problem.message !== CLOSED) throw new Error(written.problem.message);
}

/** It did not go out, and will not by itself. `before` is what closes the attempt. */
export const fail = (lease: Lease, at: TargetAtWork, { segment, code, sentence, evidence = {} }: { segment: number; code: string; sentence: string; evidence?: Record<string, unknown> }, before: (db: Writer) => Statement[]) => {
  const told_ = segment > 0 ? `The post is live, but part ${segment + 1} of it did not go out. ${sentence}` : sentence;
  return writeHeld(lease, (db) => [
    ...before(db),
    told(db, at.id, segment, 'rejected', sentence, evidence),
    db.update(postTargets).set({ status: 'failed', failureCode: code, failureMessage: told_, ...AT_REST }).where(eq(postTargets.id, at.id)),
    ...emit(db, 'post.failed', { ...about(at), code, reason: told_ }),
    noticeTo(db, EDITORS, 'post.failed', { postId: at.postId, words: at.words, account: at.account, reason: told_ }),
    record(lease.org, db, 'post.failed', { type: 'post', id: at.postId }, { words: at.words, account: at.account, reason: told_ }),
  ]);
};

/** A person is asked, once. `wake` says when the clock looks again all the same; AT_REST: never. */
export const askPerson = (lease: Lease, at: TargetAtWork, { segment, code, sentence, evidence = {} }: { segment: number; code: string; sentence: string; evidence?: Record<string, unknown> }, wake: PgUpdateSetSource<typeof postTargets>, before: (db: Writer) => Statement[]) =>
  writeHeld(lease, (db) => [
    ...before(db),
    told(db, at.id, segment, 'needs_human', sentence, evidence),
    db.update(postTargets).set({ status: 'needs_attention', failureCode: code, failureMessage: sentence, ...wake }).where(eq(postTargets.id, at.id)),
    ...(at.status === 'needs_attention' && at.failureCode === code
      ? []
      : [...emit(db, 'post.needs-attention', { ...about(at), reason: sentence }), noticeTo(db, EDITORS, 'post.needs-you', { postId: at.postId, words: at.words, account: at.account, reason: sentence })]),
  ]);
