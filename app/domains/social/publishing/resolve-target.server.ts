import { and, eq, inArray, ne, or, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { z } from 'zod';
import { targetToResolve, type TargetToResolve } from '#db/queries/ledger.ts';
import { postTargets, publishAttempts } from '#db/schema/index.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { emit } from '#app/domains/webhooks/emit.server.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { simulatorsAt } from '../accounts/open-account.server.ts';
import { whyNotOwnLink } from './own-link.ts';
import { type Decision, decisionsFor, idInLink, wantsEdit } from './resolution.ts';
import type { confirmInput, targetInput } from './resolve-inputs.ts';
import { lockPost, told } from './target-lease.server.ts';
import { AT_REST, PROMISED, wakeAt } from './wake.server.ts';

const DECIDED = 'This was decided at the same moment, by someone else or by the platform. Look again.';
const NOT_FOUND_BY_PERSON = 'A person looked and did not find it.';
const NOT_POSTED = 'A person decided that it is not posted.';

export interface Decided {
  postId: string;
  words: string;
  account: string;
}

const REFUSALS: Record<Decision, string> = {
  live: 'Nobody is asked whether this is live.',
  again: 'This cannot be sent again: it is not known to be missing, or only a person can post there.',
  retry: 'This did not fail, so there is nothing to try again.',
  'let-be': 'This cannot be left like that: say first whether it is live.',
};

async function stopped(org: Org, targetId: string, decision: Decision): Promise<Result<TargetToResolve>> {
  const found = await readFor(org, { target: targetToResolve(targetId) });
  if (!found.ok) return found;
  const { target } = found.value;
  if (!target || target.isGone) return refused(notFound('post'));
  if (decision === 'retry' && target.status === 'failed' && wantsEdit(target.failureCode)) return refused(problem('conflict', 'As it is, it would be refused again. Change the post, then schedule it.'));
  if (!decisionsFor(target).includes(decision)) return refused(problem('conflict', target.status === 'needs_attention' || target.status === 'failed' ? REFUSALS[decision] : DECIDED));
  return done(target);
}

/** First the post, then the target: of two presses the second finds it decided. Whoever looks after it at this moment loses it. */
const stillStopped = (db: Writer, at: TargetToResolve): Statement[] => [
  lockPost(db, at.postId),
  refuseUnless(db, sql`exists (select from ${postTargets} t where t.id = ${at.id} and t.status = ${at.status} and t.version = ${at.version} for update)`, 'conflict', DECIDED),
  ...(at.attempt ? [refuseUnless(db, sql`exists (select from ${publishAttempts} a where a.id = ${at.attempt.id} and a.state = ${at.attempt.state} for update)`, 'conflict', DECIDED)] : []),
];

const NOBODY_HOLDS = { ...AT_REST, fence: sql<number>`${postTargets.fence} + 1` };
const MENDED = { failureCode: '', failureMessage: '', stumbles: 0, noticedAt: null };
const about = (at: TargetToResolve): Decided => ({ postId: at.postId, words: at.words, account: at.account });

/** Past its moment and never sent, it would be late again: it gets a moment of its own. */
const momentOf = ({ isBegun }: TargetToResolve) => (isBegun ? {} : { scheduledAt: sql<string>`greatest(${postTargets.scheduledAt}, now())` });

/** On its way again, at once. */
const goOn = (db: Writer, at: TargetToResolve) =>
  db
    .update(postTargets)
    .set({ status: at.isLive ? 'sending' : 'scheduled', ...MENDED, ...momentOf(at), ...wakeAt(sql`now()`) })
    .where(eq(postTargets.id, at.id))
    .returning(PROMISED);

const becomes = (db: Writer, attemptId: string, to: PgUpdateSetSource<typeof publishAttempts>) => db.update(publishAttempts).set(to).where(eq(publishAttempts.id, attemptId));

/** "It is live": what the person saw closes the attempt, and what follows it in its thread goes on. */
export async function confirmByPerson(org: Org, { targetId, url }: z.output<typeof confirmInput>): Promise<Result<Decided & { goesOn: boolean }>> {
  const found = await stopped(org, targetId, 'live');
  if (!found.ok) return found;
  const at = found.value;
  const foreign = whyNotOwnLink(url, at, simulatorsAt(org.context.env));
  if (foreign) return refused(problem('invalid', foreign, { field: 'url' }));
  const attempt = at.attempt!;
  const platformId = idInLink(at.platform, url, at.platformAccountId);
  const isFirst = attempt.segment === 0;
  const hasMore = attempt.segment + 1 < at.parts;
  // What comes beneath a post names it by its id; without it the rest stays unsent, and people are told.
  const goesOn = hasMore && platformId !== null;
  const isCut = hasMore && !goesOn;
  const post = { id: isFirst ? platformId : at.platformPostId, url: isFirst ? url : at.platformUrl };
  const shown = { ...MENDED, ...(isFirst ? { platformPostId: platformId, platformUrl: url } : {}) };
  const saysSo = `A person says that it is live${isCut ? ', and that what follows it is theirs to add: the link does not carry the id that an answer must name' : ''}.`;
  const same = platformId === null ? eq(publishAttempts.platformUrl, url) : or(eq(publishAttempts.platformUrl, url), eq(publishAttempts.platformId, platformId));
  const written = await writeFor(
    { ...org, permission: 'post:schedule' },
    (db) => [
      ...stillStopped(db, at),
      refuseUnless(db, sql`not exists (${db.select({ id: publishAttempts.id }).from(publishAttempts).where(and(eq(publishAttempts.accountId, at.accountId), ne(publishAttempts.id, attempt.id), same))})`, 'conflict', TAKEN),
      becomes(db, attempt.id, { state: 'confirmed', platformId, platformUrl: url, closedAt: sql`now()`, sentence: saysSo }),
      told(db, at.id, attempt.segment, 'confirmed', saysSo, { url, ...(platformId === null ? {} : { id: platformId }) }),
      goesOn
        ? db.update(postTargets).set({ ...shown, status: 'sending', ...wakeAt(sql`now()`) }).where(eq(postTargets.id, at.id)).returning(PROMISED)
        : db.update(postTargets).set({ ...shown, status: 'published', publishedAt: attempt.armedAt ?? sql`now()`, ...NOBODY_HOLDS, ...(isCut ? { failureCode: 'rest-unsent', failureMessage: unsent(at.parts - attempt.segment - 1) } : {}) }).where(eq(postTargets.id, at.id)),
      ...(goesOn ? [] : emit(db, 'post.published', { postId: at.postId, targetId: at.id, accountId: at.accountId, platform: at.platform, platformPostId: post.id, url: post.url })),
      record(org, db, 'post.confirmed', { type: 'post', id: at.postId }, { words: at.words, account: at.account, url }),
    ],
    { post_targets_platform_key: problem('conflict', TAKEN, { field: 'url' }) },
  );
  return written.ok ? done({ ...about(at), goesOn }) : written;
}

const unsent = (parts: number) => `The post is live. The ${parts === 1 ? 'part that should follow it was' : `${parts} parts that should follow it were`} not sent: add ${parts === 1 ? 'it' : 'them'} by hand.`;

const TAKEN = 'This link belongs to another post of this account already. Look for the right one.';

/** "It is not: send again": the person's word is the proof without which nothing is armed twice. */
export async function sendAgain(org: Org, { targetId }: z.output<typeof targetInput>): Promise<Result<Decided>> {
  const found = await stopped(org, targetId, 'again');
  if (!found.ok) return found;
  const at = found.value;
  const unready = whyNotReady(at);
  if (unready) return refused(problem('conflict', unready));
  const { attempt } = at;
  const isProved = attempt?.state === 'needs_human';
  const written = await writeFor({ ...org, permission: 'post:schedule' }, (db) => [
    ...stillStopped(db, at),
    ...(isProved
      ? [
          becomes(db, attempt.id, { state: 'absent', proof: NOT_FOUND_BY_PERSON }),
          told(db, at.id, attempt.segment, 'absent', NOT_FOUND_BY_PERSON),
          becomes(db, attempt.id, { state: 'prepared', looks: 0, closedAt: null }),
        ]
      : []),
    told(db, at.id, attempt?.segment ?? 0, 'prepared', isProved ? 'It is sent again.' : 'A person had it sent after its time.'),
    goOn(db, at),
    record(org, db, 'post.sent-again', { type: 'post', id: at.postId }, { words: at.words, account: at.account }),
  ]);
  return written.ok ? done(about(at)) : written;
}

/** What failed surely went nowhere: the same words again, now that the cause is mended. */
export async function retryTarget(org: Org, { targetId }: z.output<typeof targetInput>): Promise<Result<Decided>> {
  const found = await stopped(org, targetId, 'retry');
  if (!found.ok) return found;
  const at = found.value;
  const unready = whyNotReady(at);
  if (unready) return refused(problem('conflict', unready));
  const { attempt } = at;
  const written = await writeFor({ ...org, permission: 'post:schedule' }, (db) => [
    ...stillStopped(db, at),
    ...(attempt?.state === 'rejected' ? [becomes(db, attempt.id, { state: 'prepared', closedAt: null })] : []),
    told(db, at.id, attempt?.segment ?? 0, 'prepared', 'A person had it tried again.'),
    goOn(db, at),
    record(org, db, 'post.retried', { type: 'post', id: at.postId }, { words: at.words, account: at.account }),
  ]);
  return written.ok ? done(about(at)) : written;
}

function whyNotReady({ isFrozen, isOutdated, isApproved }: TargetToResolve): string | null {
  if (!isFrozen || isOutdated) return 'The post was changed since. Schedule it again, and its new words go out.';
  return isApproved ? null : 'It is not approved yet. It goes out as soon as it is.';
}

/** It stays as it is and asks nobody any more. What is live of it stays live. */
export async function letBe(org: Org, { targetId }: z.output<typeof targetInput>): Promise<Result<Decided>> {
  const found = await stopped(org, targetId, 'let-be');
  if (!found.ok) return found;
  const at = found.value;
  const { attempt } = at;
  const written = await writeFor({ ...org, permission: 'post:schedule' }, (db) => [
    ...stillStopped(db, at),
    ...(attempt?.state === 'needs_human' ? [becomes(db, attempt.id, { state: 'absent', proof: NOT_POSTED, closedAt: sql`now()` })] : []),
    told(db, at.id, attempt?.segment ?? 0, 'cancelled', at.isLive ? 'A person let it be: what is live stays, the rest is not sent.' : 'A person let it be.'),
    db
      .update(postTargets)
      .set({ ...NOBODY_HOLDS, ...(at.isLive ? { status: 'published', publishedAt: sql<string>`coalesce(${postTargets.publishedAt}, now())` } : { status: 'cancelled' }) })
      .where(and(eq(postTargets.id, at.id), inArray(postTargets.status, ['failed', 'needs_attention']))),
    record(org, db, 'post.let-be', { type: 'post', id: at.postId }, { words: at.words, account: at.account }),
  ]);
  return written.ok ? done(about(at)) : written;
}
