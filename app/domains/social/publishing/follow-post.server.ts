import { and, eq } from 'drizzle-orm';
import { targetToFollow } from '#db/queries/metrics.ts';
import { postTargets } from '#db/schema/index.ts';
import type { Writer } from '#db/scope.ts';
import { noticeTo } from '#app/domains/notifications/notice.server.ts';
import { emit } from '#app/domains/webhooks/emit.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { promiseAt } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { orgOfJob } from '#app/platform/system.server.ts';
import { NoAnswer, PlatformRefused, type Reading, type Settled } from '../connectors/connector.ts';
import { connectorOf } from '../connectors/registry.ts';
import { socialJobs } from '../jobs.ts';
import { freshAccount } from '../accounts/renew-tokens.server.ts';
import { keepReadings } from './keep-figures.server.ts';
import { lockPost, told } from './target-lease.server.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A minute after it went out its fate is asked for; then its figures, seldom: some platforms are paid by the question. */
const TURNS = [MINUTE, HOUR, DAY, 7 * DAY, 28 * DAY] as const;
/** A platform that looks at films by hand may take hours. */
const MOST_PENDING = 12;
const pendingPause = (pending: number) => Math.min(5 * MINUTE * 2 ** pending, 6 * HOUR);

const promiseTurn = (org: Org, db: Writer, targetId: string, turn: number, after: number, pending = 0) =>
  promiseAt(org, db, uuid7(), new Date(Date.now() + after), { type: 'social.follow', label: 'See how a post does', payload: { targetId, turn, pending } });

/** Promised with the confirmation of its last part. */
export const promiseFollowing = (org: Org, db: Writer, targetId: string) => promiseTurn(org, db, targetId, 0, TURNS[0]);

type Followed = NonNullable<ReturnType<ReturnType<typeof targetToFollow>['pick']>>;

/** One turn. Run twice it reads twice, and what it writes is a reading of its own moment. */
export async function followPost(context: RequestContext, job: { organization_id: string | null; payload: unknown }): Promise<void> {
  const { targetId, turn, pending } = socialJobs['social.follow'].parse(job.payload);
  const org = orgOfJob(context, job.organization_id!);
  const found = await readFor(org, { target: targetToFollow(targetId) });
  if (!found.ok) throw new Error(found.problem.message);
  const { target } = found.value;
  if (target?.status !== 'published' || !target.platformPostId || target.isAccountGone) return;
  const connector = connectorOf(target.platform);
  const fresh = await freshAccount(org, target.accountId);
  // A lost account is told of elsewhere; its posts are followed again from the next turn on, if it comes back.
  if (!fresh.ok) return next(org, targetId, turn, 'later' in fresh ? fresh.later * 1000 : null, pending);
  try {
    if (turn === 0) return settle(org, target, (await connector.settled?.(fresh.wire, fresh.account, target.platformPostId)) ?? null, pending);
    const readings = await connector.metrics?.(fresh.wire, fresh.account, [target.platformPostId]);
    return keep(org, target, readings?.get(target.platformPostId) ?? null, turn);
  } catch (error) {
    if (!(error instanceof NoAnswer || error instanceof PlatformRefused)) throw error;
    return next(org, targetId, turn, pending < MOST_PENDING ? pendingPause(pending) : null, pending + 1);
  }
}

/** The same turn after a while, or the next one at its own distance. */
async function next(org: Org, targetId: string, turn: number, after: number | null, pending = 0) {
  const wait = after ?? (TURNS[turn + 1] === undefined ? null : TURNS[turn + 1]! - TURNS[turn]!);
  if (wait === null) return;
  const written = await writeFor(org, (db) => [after === null ? promiseTurn(org, db, targetId, turn + 1, wait) : promiseTurn(org, db, targetId, turn, after, pending)]);
  if (!written.ok) throw new Error(written.problem.message);
}

async function settle(org: Org, target: Followed, settled: Settled | null, pending: number) {
  if (settled?.kind === 'pending') return next(org, target.id, 0, pending < MOST_PENDING ? pendingPause(pending) : null, pending + 1);
  if (settled?.kind === 'gone') return takeBack(org, target, settled.sentence);
  if (settled && (settled.url !== target.platformUrl || settled.id !== target.platformPostId)) {
    const written = await writeFor(org, (db) => [db.update(postTargets).set({ platformPostId: settled.id, platformUrl: settled.url ?? target.platformUrl }).where(eq(postTargets.id, target.id))]);
    if (!written.ok) throw new Error(written.problem.message);
  }
  return next(org, target.id, 0, null);
}

/** It said yes and meant no: what was called published is not, and people hear why. */
async function takeBack(org: Org, { id, postId, accountId, platform, account, words }: Followed, sentence: string) {
  const written = await writeFor(org, (db) => [
    lockPost(db, postId),
    db.update(postTargets).set({ status: 'failed', failureCode: 'taken-back', failureMessage: sentence, publishedAt: null }).where(and(eq(postTargets.id, id), eq(postTargets.status, 'published'))),
    told(db, id, 0, 'taken-back', sentence),
    ...emit(db, 'post.failed', { postId, targetId: id, accountId, platform, code: 'taken-back', reason: sentence }),
    noticeTo(db, ['owner', 'admin', 'editor'], 'post.failed', { postId, words, account, reason: sentence }),
  ]);
  if (!written.ok) throw new Error(written.problem.message);
}

async function keep(org: Org, target: Followed, reading: Reading | null, turn: number) {
  if (reading) {
    const written = await writeFor(org, (db) => keepReadings(db, target.postId, [{ ...target, reading }]));
    if (!written.ok) throw new Error(written.problem.message);
  }
  return next(org, target.id, turn, null);
}
