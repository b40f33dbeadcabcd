import { and, eq, sql } from 'drizzle-orm';
import { type AccountToOpen, accountToOpen } from '#db/queries/accounts.ts';
import type { AccountStatus } from '#db/schema/choices.ts';
import { socialAccounts } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { noticeTo } from '#app/domains/notifications/notice.server.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { accountName, whyNotUsable } from './account.ts';
import { type Account, NoAnswer, PlatformRefused, type Tokens, type Wire } from '../connectors/connector.ts';
import { connectorOf } from '../connectors/registry.ts';
import { openAccount, sealTokens, wireOf } from './open-account.server.ts';

export type Fresh =
  | { ok: true; account: Account; wire: Wire; row: AccountToOpen }
  /** Nobody is to blame: try again so many seconds from now. */
  | { ok: false; later: number; sentence: string }
  /** A person must connect it again; they have been told. */
  | { ok: false; lost: string };

export interface Wanted {
  goodForMinutes?: number;
  /** The platform refused the tokens of this generation, whatever their end says. */
  refusedGeneration?: number;
}

/** Longer than the few requests of a renewal may take together. */
const LEASE_SECONDS = 120;
const LOOKS_WHILE_WAITING = 20;
const LOOK_MS = 250;
const TRIES_TO_KEEP = 4;

/**
 * An account whose tokens are good for so long. Of two that come at once one renews under a lease, and the other waits for
 * what it gets: many platforms let a refresh token be used once, and a second use ends everything.
 */
export async function freshAccount(org: Org, accountId: string, wanted: Wanted = {}): Promise<Fresh> {
  for (let look = 0; look < LOOKS_WHILE_WAITING; look += 1) {
    const row = await rowOf(org, accountId);
    if (!row) return { ok: false, lost: 'This account was disconnected.' };
    const stopped = whyNotUsable({ ...row, pausedAt: null });
    if (stopped) return { ok: false, lost: stopped };
    if (!isDue(row, wanted)) return opened(org, row);
    // Whoever began it may still bring new tokens; to show the old ones again could end those too.
    if (row.isUnheard) return livesOn(row, wanted) ? opened(org, row) : { ok: false, later: 60, sentence: 'Its access was being renewed, and nothing was heard of that yet. It is waited for.' };
    const renewed = row.isRenewing ? null : await renew(org, row, wanted);
    if (renewed) return renewed;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return { ok: false, later: 15, sentence: 'Its access is being renewed by other work at this moment.' };
}

async function rowOf(org: Org, id: string): Promise<AccountToOpen | null> {
  const found = await readFor(org, { row: accountToOpen(id) });
  if (!found.ok) throw new Error(found.problem.message);
  return found.value.row;
}

const isDue = ({ secondsLeft, tokenGeneration }: AccountToOpen, { goodForMinutes = 10, refusedGeneration }: Wanted) => (secondsLeft !== null && secondsLeft < goodForMinutes * 60) || tokenGeneration === refusedGeneration;

const opened = async (org: Org, row: AccountToOpen): Promise<Fresh> => ({ ok: true, row, account: await openAccount(org.context.env, row), wire: await wireOf(org.context, row) });

const ofGeneration = ({ id, tokenGeneration }: AccountToOpen) => and(eq(socialAccounts.id, id), eq(socialAccounts.tokenGeneration, tokenGeneration));

/** Null: somebody else is at it, or was; look again. */
async function renew(org: Org, row: AccountToOpen, wanted: Wanted): Promise<Fresh | null> {
  const connector = connectorOf(row.platform);
  if (!connector.refresh) return refusedRenewal(org, row, wanted, new PlatformRefused('expired', `The access that ${connector.name} gave has ended. Connect the account again.`));
  if (!(await leased(org, row))) return null;
  let tokens: Tokens;
  try {
    tokens = await connector.refresh(await wireOf(org.context, row), await openAccount(org.context.env, row));
  } catch (error) {
    if (error instanceof NoAnswer) return putOff(org, row, wanted, 30, `${connector.name}: ${error.message}`);
    if (!(error instanceof PlatformRefused)) throw error;
    if (error.why === 'too-fast' || error.why === 'unavailable' || error.why === 'unreadable') return putOff(org, row, wanted, error.seconds ?? 60, error.message);
    return refusedRenewal(org, row, wanted, error);
  }
  return (await kept(org, row, tokens)) ? opened(org, (await rowOf(org, row.id)) ?? row) : null;
}

async function leased(org: Org, row: AccountToOpen): Promise<boolean> {
  const written = await writeFor(org, (db) => [
    db
      .update(socialAccounts)
      .set({ renewingUntil: sql`now() + make_interval(secs => ${LEASE_SECONDS})` })
      .where(and(ofGeneration(row), sql`(${socialAccounts.renewingUntil} is null or ${socialAccounts.renewingUntil} < now())`))
      .returning({ id: socialAccounts.id }),
  ]);
  if (!written.ok) throw new Error(written.problem.message);
  return written.value[0].length === 1;
}

/** The old tokens may be dead already, so what came in their place is worth several tries. False: another generation stands there by now. */
async function kept(org: Org, row: AccountToOpen, { accessToken, refreshToken, expiresAt, scopes }: Tokens): Promise<boolean> {
  const sealed = await sealTokens(org.context.env, row, { accessToken, refreshToken });
  const saving = () =>
    writeFor(org, (db) => [
      db
        .update(socialAccounts)
        .set({
          accessToken: sealed.accessToken,
          ...(sealed.refreshToken ? { refreshToken: sealed.refreshToken } : {}),
          tokenExpiresAt: expiresAt?.toISOString() ?? null,
          tokenGeneration: row.tokenGeneration + 1,
          // What was said of the old tokens meanwhile does not hold for these.
          status: 'active',
          statusReason: '',
          ...(scopes.length > 0 ? { scopes: [...scopes] } : {}),
          renewingUntil: null,
        })
        .where(ofGeneration(row))
        .returning({ id: socialAccounts.id }),
    ]);
  for (let attempt = 1; ; attempt += 1) {
    const written = await saving().catch((error: unknown) => {
      if (attempt === TRIES_TO_KEEP) throw error;
      return null;
    });
    if (written?.ok) return written.value[0].length === 1;
    if (written && attempt === TRIES_TO_KEEP) throw new Error(written.problem.message);
    await new Promise((resolve) => setTimeout(resolve, attempt * 500));
  }
}

async function release(org: Org, row: AccountToOpen) {
  const written = await writeFor(org, (db) => [db.update(socialAccounts).set({ renewingUntil: null }).where(ofGeneration(row))]);
  if (!written.ok) throw new Error(written.problem.message);
}

/** What is left of its time is used up, unless the platform said itself that it counts for nothing. */
const livesOn = ({ tokenGeneration, secondsLeft }: AccountToOpen, { refusedGeneration }: Wanted) => tokenGeneration !== refusedGeneration && (secondsLeft ?? 0) > 60;

async function putOff(org: Org, row: AccountToOpen, wanted: Wanted, seconds: number, sentence: string): Promise<Fresh> {
  await release(org, row);
  return livesOn(row, wanted) ? opened(org, row) : { ok: false, later: seconds, sentence };
}

async function refusedRenewal(org: Org, row: AccountToOpen, wanted: Wanted, { why, message }: PlatformRefused): Promise<Fresh | null> {
  if (why !== 'revoked' && livesOn(row, wanted)) {
    await release(org, row);
    return opened(org, row);
  }
  return (await loseAccount(org, row, why === 'expired' || why === 'revoked' ? why : 'error', message)) ? { ok: false, lost: message } : null;
}

/** The platform does not let us in any more. Told and recorded once; false: its tokens were renewed meanwhile, or someone told of it. */
export async function loseAccount(org: Org, row: Pick<AccountToOpen, 'id' | 'tokenGeneration' | 'platform' | 'displayName' | 'username'>, status: Extract<AccountStatus, 'expired' | 'revoked' | 'error'>, reason: string): Promise<boolean> {
  const name = accountName(row);
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from social_accounts where id = ${row.id} and token_generation = ${row.tokenGeneration} and status = 'active' and deleted_at is null for update)`, 'conflict', 'It was renewed meanwhile.'),
    db.update(socialAccounts).set({ status, statusReason: reason, renewingUntil: null }).where(eq(socialAccounts.id, row.id)),
    record(org, db, 'account.lost', { type: 'social-account', id: row.id }, { account: name, reason }),
    noticeTo(db, ['owner', 'admin'], 'account.lost', { accountId: row.id, account: name, reason }),
  ]);
  if (!written.ok && written.problem.kind !== 'conflict') throw new Error(written.problem.message);
  return written.ok;
}
