import { and, eq, inArray } from 'drizzle-orm';
import { type AttemptRow, boundPosts, type TargetAtWork } from '#db/queries/publisher.ts';
import { postTargets, publishAttempts } from '#db/schema/index.ts';
import { readFor } from '#app/platform/org.server.ts';
import { asksPerson, lookAfterMs, MOST_TRIES } from './attempt.ts';
import { askPerson, confirm } from './close-attempt.server.ts';
import { type Certainty, type Connector, type Kept, NoAnswer, PlatformRefused, type Sighting } from '../connectors/connector.ts';
import { certaintyFor, connectorOf } from '../connectors/registry.ts';
import { matching, theOne } from './fingerprint.ts';
import { pieceOf } from './piece.server.ts';
import { freshAccount } from '../accounts/renew-tokens.server.ts';
import { type Lease, told, writeHeld } from './target-lease.server.ts';
import { AT_REST, PROMISED, wakeAt } from './wake.server.ts';

const DIED = 'The work ended before the platform’s answer was written down.';

/** The moment of the next look; null: there are no more, or a person posts it and none was sent. */
function lookAt({ armedAt }: AttemptRow, certainty: Certainty, looks: number): Date | null {
  const after = lookAfterMs(certainty, looks);
  return after === null || armedAt === null ? null : new Date(Date.parse(armedAt) + after);
}

type Looked = Sighting & { evidence?: Record<string, unknown> };

/** What became of a request whose end nobody saw. It is never sent again before this has answered. True: look again what comes next. */
export async function lookInto(lease: Lease, at: TargetAtWork, segment: number): Promise<boolean> {
  const attempt = at.attempts.find((each) => each.segment === segment)!;
  const connector = connectorOf(at.platform);
  const certainty: Certainty = certaintyFor(connector, at.accountData as Kept, at.frozen.parts[segment]!.part, at.frozen.format) ?? 'nothing';
  if (attempt.state === 'armed' || attempt.state === 'sent') return presume(lease, at, attempt);
  if (certainty === 'nothing') return ask(lease, at, attempt, certainty, `${attempt.sentence} ${connector.name} cannot be asked whether it is live.`, attempt.looks);

  const next = lookAt(attempt, certainty, attempt.looks);
  if (!next) return ask(lease, at, attempt, certainty, attempt.sentence, attempt.looks);
  if (next.getTime() > Date.parse(at.now)) {
    await writeHeld(lease, (db) => [db.update(postTargets).set(wakeAt(next)).where(eq(postTargets.id, at.id)).returning(PROMISED)]);
    return false;
  }
  const looked = await look(lease, at, attempt, connector, certainty);
  if (looked.kind === 'found') {
    await confirm(lease.org, at, attempt, looked.published, { sentence: `A look at ${connector.name} found it.`, evidence: looked.evidence ?? {} });
    return segment < at.frozen.parts.length - 1;
  }
  if (looked.kind === 'absent' && attempt.state === 'ambiguous' && attempt.tries < MOST_TRIES) return absent(lease, at, attempt, looked.proof);
  const sentence = looked.kind === 'absent' ? `It was sent ${attempt.tries} times, and ${connector.name} shows none of them.` : looked.sentence;
  const looks = attempt.looks + 1;
  if (attempt.state === 'needs_human' || asksPerson(certainty, looks)) return ask(lease, at, attempt, certainty, sentence, looks, looked.evidence);
  await writeHeld(lease, (db) => [
    db.update(publishAttempts).set({ looks }).where(eq(publishAttempts.id, attempt.id)),
    told(db, at.id, segment, 'looked', sentence, looked.evidence),
    db.update(postTargets).set(wakeAt(lookAt(attempt, certainty, looks)!)).where(eq(postTargets.id, at.id)).returning(PROMISED),
  ]);
  return false;
}

/** Whoever armed it is gone. Whether the request left, nobody knows: so it may have. */
async function presume(lease: Lease, at: TargetAtWork, { id, segment }: AttemptRow): Promise<boolean> {
  await writeHeld(lease, (db) => [
    db.update(publishAttempts).set({ state: 'ambiguous', sentence: DIED }).where(and(eq(publishAttempts.id, id), inArray(publishAttempts.state, ['armed', 'sent']))),
    told(db, at.id, segment, 'ambiguous', DIED),
  ]);
  return true;
}

async function look(lease: Lease, at: TargetAtWork, attempt: AttemptRow, connector: Connector, certainty: Certainty): Promise<Looked> {
  const fresh = await freshAccount(lease.org, at.accountId);
  if (!fresh.ok) return { kind: 'unclear', sentence: 'lost' in fresh ? `It cannot be looked for: ${fresh.lost}` : fresh.sentence };
  const fired = new Date(attempt.firstArmedAt!);
  const piece = await pieceOf(lease.org.context, at, attempt.segment, attempt.id, fired);
  try {
    if (certainty !== 'search') return await connector.lookUp!(fresh.wire, fresh.account, piece, attempt.handle as Kept, fired);
    const seen = await connector.recent!(fresh.wire, fresh.account, new Date(fired.getTime() - 60_000), piece, attempt.handle as Kept);
    const bound = await readFor(lease.org, { bound: boundPosts(at.accountId, fired, attempt.id) });
    if (!bound.ok) throw new Error(bound.problem.message);
    const ours = new Set(bound.value.bound.map(({ id }) => id));
    const one = theOne(piece, seen, ours);
    const evidence = { seen: seen.length, alike: matching(piece, seen, ours).slice(0, 5).map(({ id, url }) => ({ id, url })) };
    if (one) return { kind: 'found', published: { id: one.id, url: one.url, data: one.data }, evidence };
    return { kind: 'unclear', sentence: evidence.alike.length > 1 ? `${connector.name} shows several posts that it could be.` : `It is not among the newest posts of ${at.account} on ${connector.name}.`, evidence };
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof PlatformRefused) return { kind: 'unclear', sentence: `${connector.name} could not be asked: ${error.message}` };
    throw error;
  }
}

/** Proven: nothing is public. It may be sent once more. */
async function absent(lease: Lease, at: TargetAtWork, { id, segment }: AttemptRow, proof: string): Promise<boolean> {
  await writeHeld(lease, (db) => [
    db.update(publishAttempts).set({ state: 'absent', proof }).where(and(eq(publishAttempts.id, id), eq(publishAttempts.state, 'ambiguous'))),
    told(db, at.id, segment, 'absent', proof),
    db.update(publishAttempts).set({ state: 'prepared' }).where(and(eq(publishAttempts.id, id), eq(publishAttempts.state, 'absent'))),
  ]);
  return true;
}

/** A person decides; a look that is still to come may answer before they do. */
async function ask(lease: Lease, at: TargetAtWork, attempt: AttemptRow, certainty: Certainty, sentence: string, looks: number, evidence: Record<string, unknown> = {}): Promise<boolean> {
  const { id, segment } = attempt;
  const next = lookAt(attempt, certainty, looks);
  await askPerson(lease, at, { segment, code: 'unclear', sentence, evidence }, next ? wakeAt(next) : AT_REST, (db) => [
    db.update(publishAttempts).set({ state: 'needs_human', sentence }).where(and(eq(publishAttempts.id, id), eq(publishAttempts.state, 'ambiguous'))),
    db.update(publishAttempts).set({ looks }).where(eq(publishAttempts.id, id)),
  ]);
  return false;
}
