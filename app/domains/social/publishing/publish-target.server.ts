import { and, eq, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { targetAtWork, type TargetAtWork } from '#db/queries/publisher.ts';
import { postTargets } from '#db/schema/index.ts';
import { noticeTo } from '#app/domains/notifications/notice.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { describe, log } from '#app/platform/log.ts';
import { readFor, writeFor } from '#app/platform/org.server.ts';
import { callSystem, orgOfJob } from '#app/platform/system.server.ts';
import { isListed, leadSeconds, nextStep, pauseAfter, type Standing } from './attempt.ts';
import { checkEarly } from './check-early.server.ts';
import { askPerson } from './close-attempt.server.ts';
import { lookInto } from './look-into.server.ts';
import { prepareAndFire } from './prepare-and-fire.server.ts';
import { type Lease, LeaseLost, told, writeHeld } from './target-lease.server.ts';
import { AT_REST, PROMISED, wakeAt } from './wake.server.ts';

/** A thread of twenty-five parts takes as many rounds; more are a circle. */
const MOST_ROUNDS = 60;

/** The queue's word that there is something to do for a target. Delivered twice it is done once; lost, the clock sends another. */
export async function publishTarget(context: RequestContext, { id, fence }: { id: string; fence: number }): Promise<void> {
  const taken = await callSystem(context, sql`app.take_target(${id}::uuid, ${fence}::int)`, sql`app.beat('publisher', '')`);
  if (!taken.ok) throw new Error(taken.problem.message);
  const held = taken.value[0]?.[0] as { organization_id: string; due_in_ms: number } | undefined;
  if (!held) return;
  if (held.due_in_ms > 0) await new Promise((resolve) => setTimeout(resolve, held.due_in_ms));
  const org = orgOfJob(context, held.organization_id);
  const heldAt = Date.now();
  let lease: Lease | null = null;
  let last: TargetAtWork | null = null;
  try {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const found = await readFor(org, { target: targetAtWork(id) });
      if (!found.ok) throw new Error(found.problem.message);
      const at = found.value.target;
      if (!at || at.fence !== fence) return;
      last = at;
      lease ??= { org, targetId: id, postId: at.postId, fence, heldAt };
      const more = await goOn(lease, at);
      if (!more) return;
    }
  } catch (error) {
    if (error instanceof LeaseLost) return;
    log('error', 'publishing-stumbled', { target: id, ...describe(error) });
    // Where not even this can be written, it is taken up again when the lease is over.
    if (lease && last) await stumbled(lease, last).catch(() => undefined);
  }
}

/** What nobody foresaw. It is tried again, and long past its time people see it among what needs them. */
async function stumbled(lease: Lease, at: TargetAtWork): Promise<void> {
  const segment = standingOf(at).confirmed;
  const sentence = 'Something went wrong here in the middle of it. It is taken up again by itself.';
  const seconds = pauseAfter(at.stumbles);
  const set = { stumbles: sql`${postTargets.stumbles} + 1`, ...wakeAt(sql`now() + make_interval(secs => ${seconds})`) };
  if (isListed(at, seconds)) return askPerson(lease, at, { segment, code: 'waiting', sentence }, set, () => []);
  await writeHeld(lease, (db) => [told(db, at.id, segment, 'waiting', sentence, { seconds }), db.update(postTargets).set(set).where(eq(postTargets.id, at.id)).returning(PROMISED)]);
}

const pausedBecause = ({ accountPausedAt, organizationPausedAt, account }: TargetAtWork) =>
  organizationPausedAt ? 'Publishing is paused for the whole organization.' : accountPausedAt ? `${account} is paused.` : null;

function standingOf(at: TargetAtWork): Standing {
  const open = at.frozen.parts.findIndex((_, segment) => at.attempts.find((each) => each.segment === segment)?.state !== 'confirmed');
  return {
    status: at.isGone ? 'cancelled' : at.status,
    scheduledAt: new Date(at.scheduledAt!),
    now: new Date(at.now),
    approved: at.approvedAt !== null,
    latePolicy: at.latePolicy,
    lateMinutes: at.lateMinutes,
    paused: pausedBecause(at),
    lead: leadSeconds(at.frozen.parts.flatMap(({ media }) => media)),
    state: at.attempts.find(({ segment }) => segment === open)?.state ?? null,
    begun: at.attempts.some(({ tries }) => tries > 0),
    parts: at.frozen.parts.length,
    confirmed: open === -1 ? at.frozen.parts.length : open,
  };
}

/** One step. True: look again what comes next. */
async function goOn(lease: Lease, at: TargetAtWork): Promise<boolean> {
  const standing = standingOf(at);
  const step = nextStep(standing);
  const rest = (set: PgUpdateSetSource<typeof postTargets>, kind?: string, sentence = '') =>
    writeHeld(lease, (db) => [...(kind ? [told(db, at.id, standing.confirmed, kind, sentence)] : []), db.update(postTargets).set(set).where(eq(postTargets.id, at.id))]);
  if (step.do === 'check') await checkEarly(lease, at, standing.lead);
  else if (step.do === 'prepare' || step.do === 'fire') return prepareAndFire(lease, at, standing.confirmed, step.do === 'fire');
  else if (step.do === 'look') return lookInto(lease, at, standing.confirmed);
  else if (step.do === 'hold') await askPerson(lease, at, { segment: standing.confirmed, code: step.code, sentence: step.sentence }, step.seconds === undefined ? AT_REST : wakeAt(sql`now() + make_interval(secs => ${step.seconds})`), () => []);
  else if (step.do === 'skip') await rest({ status: 'cancelled', failureCode: 'skipped', failureMessage: step.sentence, ...AT_REST }, 'cancelled', step.sentence);
  else if (step.do === 'rest') await rest(wakeAt(sql`now() + make_interval(secs => ${step.seconds})`));
  // A crash between the last confirmation and this: the ledger knows, and the target follows it.
  else if (step.do === 'finish') await rest({ status: 'published', publishedAt: sql`coalesce(${postTargets.publishedAt}, now())`, ...AT_REST });
  else await rest(AT_REST);
  return false;
}

/** Nobody hears of a clock that stands still, unless someone tells: what is two minutes late is on people's bells. */
export async function tellLatePosts(context: RequestContext, late: readonly { id: string; organization_id: string }[]): Promise<void> {
  for (const { id, organization_id } of late) {
    const org = orgOfJob(context, organization_id);
    const found = await readFor(org, { target: targetAtWork(id) });
    if (!found.ok || !found.value.target) continue;
    const { postId, words, account } = found.value.target;
    await writeFor(org, (db) => [
      db.update(postTargets).set({ noticedAt: sql`now()` }).where(and(eq(postTargets.id, id), sql`${postTargets.noticedAt} is null`)),
      told(db, id, 0, 'late', 'It is two minutes past its time and not out yet.'),
      noticeTo(db, ['owner', 'admin', 'editor'], 'post.late', { postId, words, account }),
    ]);
  }
}
