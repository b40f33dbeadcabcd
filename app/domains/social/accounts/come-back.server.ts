import { and, eq, isNull, sql } from 'drizzle-orm';
import { connectionToChoose } from '#db/queries/accounts.ts';
import { socialConnections } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import type { Env } from '#app/platform/env.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, type Problem, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { seal, unseal } from '#app/platform/secrets.server.ts';
import { wayBackOf } from './connect-account.server.ts';
import { platformProblem } from './connecting-problem.ts';
import type { Grant, Platform } from '../connectors/connector.ts';
import { connectorOf } from '../connectors/registry.ts';
import { type About, type Connected, type Granted, keepAccounts } from './keep-accounts.server.ts';
import { type Client, wireFor } from './open-account.server.ts';

export interface Brought {
  code: string;
  /** What the platform says instead of a code. */
  error: string;
  said: string;
}

export type Back =
  | { kind: 'connected'; connected: Connected }
  /** There are several: a person says which. */
  | { kind: 'choose'; connectionId: string }
  /** `again`: what to try once more, where it is known. */
  | { kind: 'refused'; problem: Problem; again: { platform: Platform; accountId: string | null } | null };

const UNKNOWN = problem('invalid', 'This way back belongs to nothing that you began here. It may have been begun by somebody else, or in another organization. Begin again on the page Accounts.');
const USED = problem('conflict', 'This way back was used before, and it counts once. If the account is not on the list, begin again.');
const OVER = problem('invalid', 'This took longer than an hour, so it does not count any more. Begin again.');

/** The way back: what was begun is used up before anything else, so that a second visit finds nothing to do. */
export async function comeBack(org: Org, connection: Waiting | null, brought: Brought): Promise<Back> {
  if (!connection) return { kind: 'refused', problem: UNKNOWN, again: null };
  const again = { platform: connection.platform, accountId: connection.accountId };
  const no = (why: Problem): Back => ({ kind: 'refused', problem: why, again });
  if (connection.isUsed) return no(USED);
  if (connection.isOver) return no(OVER);
  const claimed = await writeFor(org, (db) => [
    db.update(socialConnections).set({ usedAt: sql`now()` }).where(and(eq(socialConnections.id, connection.id), isNull(socialConnections.usedAt))).returning({ id: socialConnections.id }),
  ]);
  if (!claimed.ok) return no(claimed.problem);
  if (claimed.value[0].length === 0) return no(USED);
  const { name } = connectorOf(connection.platform);
  if (brought.code === '') return no(problem('invalid', notAllowed(name, brought)));

  const { env } = org.context;
  const opened = async (field: string, sealed: string | null) => (sealed === null ? null : (await unseal(env, { organizationId: connection.organizationId, rowId: connection.id, field }, sealed)).plain);
  const [verifier, client] = await Promise.all([opened('verifier', connection.verifier), opened('client', connection.client)]);
  const about: About = { ...connection, client: client ? (JSON.parse(client) as Client) : null };
  const granted = await exchanged(org, about, brought.code, verifier);
  if (!granted.ok) return no(granted.problem);
  const { accounts } = granted.value;
  if (accounts.length > 1 && !connection.accountId) {
    const sealed = await seal(env, { organizationId: connection.organizationId, rowId: connection.id, field: 'granted' }, JSON.stringify(accounts));
    const kept = await writeFor(org, (db) => [db.update(socialConnections).set({ granted: sealed }).where(eq(socialConnections.id, connection.id))]);
    return kept.ok ? { kind: 'choose', connectionId: connection.id } : no(kept.problem);
  }
  const connected = await keepAccounts(org, accounts, about);
  return connected.ok ? { kind: 'connected', connected: connected.value } : no(connected.problem);
}

function notAllowed(name: string, { error, said }: Brought): string {
  if (/access_denied|user_cancel|user_denied|cancelled/i.test(error)) return `You did not allow it at ${name}. Nothing was connected and nothing was changed.`;
  const words = said.replace(/\s+/g, ' ').trim().slice(0, 200);
  return `${name} sent you back without letting Masthead in${words ? `. It says: ${words.replace(/\.$/, '')}` : ''}. Nothing was connected.`;
}

async function exchanged(org: Org, { platform, place, client }: About, code: string, verifier: string | null): Promise<Result<Grant>> {
  const connector = connectorOf(platform);
  if (connector.connecting.way !== 'oauth') return refused(notFound('connection'));
  try {
    return done(await connector.connecting.exchange(wireFor(org.context.env, platform, { place, ...(client ? { client } : {}) }), { code, verifier, redirectUri: wayBackOf(org.context.origin), place }));
  } catch (error) {
    return refused(platformProblem(error, connector));
  }
}

type Waiting = NonNullable<ReturnType<ReturnType<typeof connectionToChoose>['pick']>>;

async function grantedIn(env: Env, { id, organizationId, granted }: Waiting): Promise<Granted[]> {
  const { plain } = await unseal(env, { organizationId, rowId: id, field: 'granted' }, granted!);
  return (JSON.parse(plain) as (Omit<Granted, 'expiresAt'> & { expiresAt: string | null })[]).map((one) => ({ ...one, expiresAt: one.expiresAt === null ? null : new Date(one.expiresAt) }));
}

/** What there is to choose from, without what opens it. */
export async function choicesIn(env: Env, waiting: Waiting): Promise<{ id: string; name: string; username: string; followers: number | null }[]> {
  return (await grantedIn(env, waiting)).map(({ platformAccountId, displayName, username, followers }) => ({ id: platformAccountId, name: displayName || username, username, followers }));
}

/** Once: with the choice, what the platform gave for the others is forgotten. */
export async function chooseAccounts(org: Org, connectionId: string, chosen: readonly string[]): Promise<Result<Connected>> {
  const found = await readFor(org, { waiting: connectionToChoose(connectionId) });
  if (!found.ok) return found;
  const { waiting } = found.value;
  if (!waiting) return refused(problem('not-found', 'There is nothing to choose from here any more. Begin again on the page Accounts.'));
  const client = waiting.client ? (JSON.parse((await unseal(org.context.env, { organizationId: waiting.organizationId, rowId: waiting.id, field: 'client' }, waiting.client)).plain) as Client) : null;
  const accounts = (await grantedIn(org.context.env, waiting)).filter(({ platformAccountId }) => chosen.includes(platformAccountId));
  if (accounts.length === 0) return refused(problem('invalid', 'Choose at least one account.', { field: 'chosen[]' }));
  return keepAccounts(org, accounts, { ...waiting, client, accountId: null }, (db) => [
    refuseUnless(db, sql`exists (select from social_connections where id = ${connectionId} and granted is not null for update)`, 'conflict', 'This choice was made before.'),
    db.update(socialConnections).set({ granted: null }).where(eq(socialConnections.id, connectionId)),
  ]);
}
