import { and, eq, sql } from 'drizzle-orm';
import type { TargetAtWork } from '#db/queries/publisher.ts';
import { organizations, postTargets, postVersions, posts, publishAttempts, socialAccounts } from '#db/schema/index.ts';
import { refuseUnless, type Writer } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { writeFor } from '#app/platform/org.server.ts';
import { isListed, lookAfterMs, pauseAfter } from './attempt.ts';
import { fireOnce, type Fired } from './classify.ts';
import { type AttemptAtHand, askPerson, confirm, fail, sent } from './close-attempt.server.ts';
import { type Connector, type Kept, NoAnswer, type Piece, PlatformRefused, type Prepared } from '../connectors/connector.ts';
import { certaintyFor, connectorOf } from '../connectors/registry.ts';
import { pieceOf } from './piece.server.ts';
import { type Fresh, freshAccount } from '../accounts/renew-tokens.server.ts';
import { holdOn, type Lease, lockPost, told, writeHeld } from './target-lease.server.ts';
import { AT_REST, PROMISED, wakeAt } from './wake.server.ts';

/** What nothing but a person can mend is not tried for ever. */
const MOST_STUMBLES = 20;
/** A token that was good a moment ago is renewed at once; one that is refused again and again, less and less often. */
const SOON_SECONDS = 1;

interface Hand {
  lease: Lease;
  at: TargetAtWork;
  connector: Connector;
  attempt: AttemptAtHand & { handle: Kept; isNew: boolean };
}

const insertion = (db: Writer, { at, attempt }: Hand) =>
  db.insert(publishAttempts).values({ id: attempt.id, targetId: at.id, accountId: at.accountId, version: at.version, segment: attempt.segment, handle: attempt.handle }).onConflictDoNothing();

/** Brings one part up to the moment and, when that has come, sends it. True: look again what comes next. */
export async function prepareAndFire(lease: Lease, at: TargetAtWork, segment: number, isDue: boolean): Promise<boolean> {
  const connector = connectorOf(at.platform);
  const known = at.attempts.find((each) => each.segment === segment);
  const hand: Hand = { lease, at, connector, attempt: { id: known?.id ?? uuid7(), segment, tries: known?.tries ?? 0, handle: (known?.handle ?? {}) as Kept, isNew: !known } };
  const { part } = at.frozen.parts[segment]!;
  if (known?.state === 'absent') return reopen(hand);
  if (!connector.fire) return isDue ? handOff(hand) : comeBackDue(hand);
  if (!certaintyFor(connector, at.accountData as Kept, part, at.frozen.format)) return giveUp(hand, 'not-possible', `${connector.name} has no ${part === 'reply' ? 'threads' : 'comments'} that can be sent from here.`);

  const fresh = await freshAccount(lease.org, at.accountId);
  if (!fresh.ok) return 'lost' in fresh ? giveUp(hand, 'account-lost', fresh.lost) : comeBack(hand, fresh.later, fresh.sentence);
  try {
    const piece = await pieceOf(lease.org.context, at, segment, hand.attempt.id, new Date(known?.firstArmedAt ?? at.now), () => holdOn(lease));
    const prepared = await prepare(hand, fresh, piece);
    if (prepared.kind === 'refused') return giveUp(hand, prepared.code, prepared.sentence);
    if (prepared.kind === 'wait') return comeBack(hand, prepared.seconds, prepared.sentence);
    if (!isDue) return comeBackDue(hand);
    const firing = await connector.fire(fresh.wire, fresh.account, piece, hand.attempt.handle);
    const armed = await arm(hand);
    if (armed === 'full') return comeBack(hand, 60, `${connector.name} takes ${connector.limits.quota!.posts} posts in ${Math.round(connector.limits.quota!.seconds / 3600)} hours, and the account has reached that.`);
    // Paused, edited, cancelled: the next look tells.
    if (armed === 'changed') return true;
    return await writeDown(hand, await fireOnce(fresh.wire, firing, connector.name), fresh);
  } catch (error) {
    if (error instanceof PlatformRefused) return refusedBefore(hand, error, fresh);
    if (error instanceof NoAnswer) return comeBack(hand, pauseAfter(at.stumbles), `${connector.name}: ${error.message}`, true);
    throw error;
  }
}

async function prepare(hand: Hand, fresh: Extract<Fresh, { ok: true }>, piece: Piece): Promise<Prepared> {
  const { lease, connector, attempt } = hand;
  const keep = async (handle: Kept) => {
    attempt.handle = handle;
    await writeHeld(lease, (db) => [insertion(db, hand), db.update(publishAttempts).set({ handle }).where(and(eq(publishAttempts.id, attempt.id), eq(publishAttempts.state, 'prepared')))]);
    attempt.isNew = false;
  };
  return (await connector.prepare?.(fresh.wire, fresh.account, piece, attempt.handle, keep)) ?? { kind: 'ready' };
}

/** The one decision: a pause, an edit or a cancel before it wins, and after it is answered "sending now". */
async function arm({ lease, at, attempt, connector }: Hand): Promise<'armed' | 'changed' | 'full'> {
  const { limits } = connector;
  const mayGo = sql`exists (select from ${postTargets} t
    join ${posts} p on p.id = t.post_id join ${postVersions} v on v.post_id = t.post_id and v.number = t.version
    join ${socialAccounts} a on a.id = t.social_account_id join ${organizations} o on o.id = t.organization_id
    where t.id = ${at.id} and t.fence = ${lease.fence} and t.version = ${at.version} and t.status in ('claimed', 'scheduled', 'sending', 'needs_attention')
      and p.deleted_at is null and v.approved_at is not null and a.deleted_at is null and a.status = 'active' and a.paused_at is null and o.settings ->> 'socialPausedAt' is null)`;
  const isFree = limits.quota
    ? sql`(select count(*) from ${publishAttempts} q where q.social_account_id = ${at.accountId} and q.armed_at > now() - make_interval(secs => ${limits.quota.seconds})) < ${limits.quota.posts}`
    : sql`true`;
  const hand = { lease, at, attempt, connector };
  const written = await writeFor(lease.org, (db) => [
    // Whoever pauses writes these two: of a pause and this, one comes first for good.
    db.select({ id: organizations.id }).from(organizations).for('share'),
    db.select({ id: socialAccounts.id }).from(socialAccounts).where(eq(socialAccounts.id, at.accountId)).for('share'),
    lockPost(db, at.postId),
    insertion(db, hand),
    refuseUnless(db, mayGo, 'conflict', 'It may not go out now.'),
    refuseUnless(db, isFree, 'too-fast', 'The account has said enough for now.'),
    db.update(postTargets).set({ status: 'sending', lookAt: sql`now() + interval '90 seconds'` }).where(eq(postTargets.id, at.id)),
    db
      .update(publishAttempts)
      .set({ state: 'armed', tries: sql`${publishAttempts.tries} + 1`, looks: 0, armedAt: sql`clock_timestamp()`, firstArmedAt: sql`coalesce(${publishAttempts.firstArmedAt}, clock_timestamp())` })
      .where(and(eq(publishAttempts.id, attempt.id), eq(publishAttempts.state, 'prepared'), eq(publishAttempts.tries, attempt.tries))),
    refuseUnless(db, sql`exists (select from ${publishAttempts} a where a.id = ${attempt.id} and a.state = 'armed' and a.tries = ${attempt.tries + 1})`, 'conflict', 'It may not go out now.'),
    told(db, at.id, attempt.segment, 'armed', attempt.tries === 0 ? 'It is sent now.' : `It is sent again, for the ${attempt.tries + 1}. time.`),
  ]);
  if (written.ok) {
    attempt.tries += 1;
    return 'armed';
  }
  if (written.problem.kind === 'too-fast') return 'full';
  if (written.problem.kind === 'conflict') return 'changed';
  throw new Error(written.problem.message);
}

/** What the answer means, kept in one transaction with what follows from it. */
async function writeDown(hand: Hand, { outcome, evidence }: Fired, fresh: Extract<Fresh, { ok: true }>): Promise<boolean> {
  const { lease, at, connector, attempt } = hand;
  const ofTry = and(eq(publishAttempts.id, attempt.id), eq(publishAttempts.tries, attempt.tries), eq(publishAttempts.state, 'sent'));
  const { segment } = attempt;
  switch (outcome.kind) {
    case 'confirmed':
      await confirm(lease.org, at, attempt, outcome.published, { sentence: `${connector.name} took it.`, evidence: { status: evidence.status ?? null } });
      return segment < at.frozen.parts.length - 1;
    case 'rejected':
      await fail(lease, at, { segment, code: outcome.code, sentence: outcome.sentence, evidence }, (db) => [
        sent(db, attempt),
        db.update(publishAttempts).set({ state: 'rejected', proof: outcome.sentence, sentence: outcome.sentence, closedAt: sql`clock_timestamp()` }).where(ofTry),
      ]);
      return false;
    case 'deferred':
    case 'expired': {
      const isTokens = outcome.kind === 'expired';
      await writeHeld(lease, (db) => [
        sent(db, attempt),
        db.update(publishAttempts).set({ state: 'absent', proof: outcome.sentence, sentence: outcome.sentence }).where(ofTry),
        told(db, at.id, segment, 'absent', outcome.sentence, evidence),
        db.update(publishAttempts).set({ state: 'prepared' }).where(and(eq(publishAttempts.id, attempt.id), eq(publishAttempts.state, 'absent'))),
      ]);
      return isTokens ? renewed(hand, fresh, outcome.sentence) : comeBack(hand, outcome.seconds, outcome.sentence);
    }
    default: {
      const certainty = certaintyFor(connector, at.accountData as Kept, at.frozen.parts[segment]!.part, at.frozen.format)!;
      const after = lookAfterMs(certainty, 0);
      await writeHeld(lease, (db) => [
        sent(db, attempt),
        db.update(publishAttempts).set({ state: 'ambiguous', sentence: outcome.sentence }).where(ofTry),
        told(db, at.id, segment, 'ambiguous', outcome.sentence, evidence),
        db
          .update(postTargets)
          .set(wakeAt(sql`now() + make_interval(secs => ${(after ?? 0) / 1000})`))
          .where(eq(postTargets.id, at.id))
          .returning(PROMISED),
      ]);
      return false;
    }
  }
}

/** The platform refused the token before it did anything: a new one is worth another try. */
async function renewed(hand: Hand, fresh: Extract<Fresh, { ok: true }>, sentence: string): Promise<boolean> {
  const { lease, at } = hand;
  const again = await freshAccount(lease.org, at.accountId, { refusedGeneration: fresh.row.tokenGeneration });
  if (!again.ok && 'lost' in again) return giveUp(hand, 'account-lost', again.lost);
  return comeBack(hand, again.ok ? (at.stumbles === 0 ? SOON_SECONDS : pauseAfter(at.stumbles)) : again.later, sentence, true, 'account-lost');
}

/** No to an upload or a container, or no way through to it: nothing was sent that could be public. */
async function refusedBefore(hand: Hand, { why, message, seconds }: PlatformRefused, fresh: Extract<Fresh, { ok: true }>): Promise<boolean> {
  if (why === 'too-fast') return comeBack(hand, seconds ?? 60, message);
  if (why === 'unavailable' || why === 'unreadable') return comeBack(hand, seconds ?? pauseAfter(hand.at.stumbles), message, true);
  return why === 'refused' ? giveUp(hand, 'refused', message) : renewed(hand, fresh, message);
}

/** Proven that nothing was published: it is as if it had never been sent. */
async function reopen({ lease, attempt }: Hand): Promise<boolean> {
  await writeHeld(lease, (db) => [db.update(publishAttempts).set({ state: 'prepared' }).where(and(eq(publishAttempts.id, attempt.id), eq(publishAttempts.state, 'absent')))]);
  return true;
}

async function comeBackDue({ lease, at, attempt, connector }: Hand): Promise<boolean> {
  const hand = { lease, at, attempt, connector };
  await writeHeld(lease, (db) => [
    ...(attempt.isNew ? [insertion(db, hand), told(db, at.id, attempt.segment, 'prepared', 'All that can be done before its time is done.')] : []),
    db.update(postTargets).set({ stumbles: 0, ...wakeAt(sql`${postTargets.scheduledAt}`) }).where(eq(postTargets.id, at.id)).returning(PROMISED),
  ]);
  return false;
}

/** Later. What will be long past its time by then people see among what needs them, while it still goes on by itself. */
async function comeBack({ lease, at, attempt, connector }: Hand, seconds: number, sentence: string, stumbled = false, code = 'unreachable'): Promise<boolean> {
  const stumbles = at.stumbles + (stumbled ? 1 : 0);
  if (stumbles > MOST_STUMBLES) return giveUp({ lease, at, attempt, connector }, code, sentence);
  const wake = wakeAt(sql`now() + make_interval(secs => ${seconds})`);
  if (isListed(at, seconds)) {
    await askPerson(lease, at, { segment: attempt.segment, code: 'waiting', sentence: `${sentence} It is tried again by itself.` }, { stumbles, ...wake }, () => []);
    return false;
  }
  await writeHeld(lease, (db) => [
    told(db, at.id, attempt.segment, 'waiting', sentence, { seconds }),
    db.update(postTargets).set({ stumbles, ...wake }).where(eq(postTargets.id, at.id)).returning(PROMISED),
  ]);
  return false;
}

async function handOff({ lease, at, attempt, connector }: Hand): Promise<boolean> {
  const hand = { lease, at, attempt, connector };
  const sentence = `${connector.name} cannot be posted to from outside. Copy the words, post them there, and bring the link back.`;
  await askPerson(lease, at, { segment: attempt.segment, code: 'hand-off', sentence }, AT_REST, (db) => [
    insertion(db, hand),
    db.update(publishAttempts).set({ state: 'needs_human', sentence }).where(and(eq(publishAttempts.id, attempt.id), eq(publishAttempts.state, 'prepared'))),
  ]);
  return false;
}

/** Nothing of this try is public, and only a person can change that. */
async function giveUp({ lease, at, attempt, connector }: Hand, code: string, sentence: string): Promise<boolean> {
  const hand = { lease, at, attempt, connector };
  await fail(lease, at, { segment: attempt.segment, code, sentence }, (db) => [
    insertion(db, hand),
    db.update(publishAttempts).set({ state: 'rejected', proof: sentence, sentence, closedAt: sql`clock_timestamp()` }).where(and(eq(publishAttempts.id, attempt.id), eq(publishAttempts.state, 'prepared'))),
  ]);
  return false;
}

