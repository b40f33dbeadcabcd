import { sql } from 'drizzle-orm';
import { accountToOpen } from '#db/queries/accounts.ts';
import { currentOrganization } from '#db/queries/organizations.ts';
import { socialConnections } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import type { Env } from '#app/platform/env.ts';
import { base64url, randomToken, uuid7 } from '#app/platform/ids.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { allowedOrigins, parsed } from '#app/platform/outbound.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { hex, seal, sha256 } from '#app/platform/secrets.server.ts';
import { platformProblem } from './connecting-problem.ts';
import type { Connecting, Connector, Grant, Platform } from '../connectors/connector.ts';
import { CONNECTORS } from '../connectors/registry.ts';
import { type Connected, keepAccounts } from './keep-accounts.server.ts';
import { type Client, clientAt, wireFor } from './open-account.server.ts';
import { placeIn } from './place.ts';

export interface Wish {
  platform: Platform;
  projectId: string | null;
  /** The account that is connected again. */
  accountId: string | null;
  /** What was typed, by the names of the fields. */
  values: Record<string, string>;
}

/** Where people come back to from every platform. Registered there to the letter. */
export const wayBackOf = (origin: string) => `${origin}/social/connect/back`;

/** What a connection is asked before anything leaves: who asks, for which account, and where it lives. */
async function look(org: Org, { platform, accountId, values }: Wish): Promise<Result<{ connector: Connector; organizationId: string; place: string | null }>> {
  const connector = CONNECTORS[platform];
  if (!connector) return refused(notFound('platform'));
  const found = await readFor(org, { organization: currentOrganization(), account: accountToOpen(accountId) });
  if (!found.ok) return found;
  const { organization, account } = found.value;
  if (!organization || (accountId && account?.platform !== platform)) return refused(notFound('account'));
  const asked = placeAskedBy(connector);
  const typed = asked ? (values.place ?? '').trim() || (account?.place ?? '') : '';
  if (!asked || (typed === '' && asked === 'optional')) return done({ connector, organizationId: organization.id, place: null });
  const read = placeIn(typed, allowedOrigins(org.context.env));
  return 'why' in read ? refused(problem('invalid', read.why, { field: 'place' })) : done({ connector, organizationId: organization.id, place: read.place });
}

/** A platform with a place of its own stands in where none is typed. */
export function placeAskedBy({ connecting, hosts }: Pick<Connector, 'connecting' | 'hosts'>): 'required' | 'optional' | null {
  const asks = connecting.way === 'oauth' ? connecting.place !== undefined : connecting.fields.some(({ name }) => name === 'place');
  return asks ? (hosts.place ? 'optional' : 'required') : null;
}

/** The way out: what has to be proved on the way back is kept, sealed or hashed. Answers the address of the platform's consent page. */
export async function beginConnection(org: Org, wish: Wish): Promise<Result<{ address: string; name: string }>> {
  const { env, origin } = org.context;
  const seen = await look(org, wish);
  if (!seen.ok) return seen;
  const { connector, organizationId, place } = seen.value;
  const { connecting, name } = connector;
  if (connecting.way !== 'oauth') return refused(problem('invalid', `${name} has no page for signing in. It is connected by what you type.`));
  let client: Client | null = null;
  try {
    client = (await connecting.begin?.(wireFor(env, wish.platform, { place }), place ?? '', wayBackOf(origin)))?.client ?? null;
  } catch (error) {
    return refused({ ...platformProblem(error, connector), ...(connecting.place ? { field: 'place' } : {}) });
  }
  if (connecting.begin ? !client?.id : !clientAt(env, wish.platform)) return refused(problem('invalid', connecting.begin ? `${name} did not let Masthead sign up there. Check the address.` : NO_CLIENT(name)));
  const [id, state, verifier] = [uuid7(), randomToken(), connecting.pkce ? randomToken() : null];
  const digest = verifier ? await sha256(verifier) : null;
  const challenge = digest && (connecting.pkce === 'hex' ? hex(digest) : base64url(digest));
  const address = connecting.authorizeUrl(wireFor(env, wish.platform, { place, ...(client ? { client } : {}) }), { state, challenge, redirectUri: wayBackOf(origin) });
  if (!parsed(address)) return refused(problem('upstream', `${name} gave no page to sign in on. Try again in a moment.`));
  const sealed = (field: string, text: string | null) => (text === null ? null : seal(env, { organizationId, rowId: id, field }, text));
  const [sealedVerifier, sealedClient] = await Promise.all([sealed('verifier', verifier), sealed('client', client && JSON.stringify(client))]);
  const stateHash = hex(await sha256(state));
  const written = await writeFor(org, (db) => [
    ...(wish.projectId ? [refuseUnless(db, sql`exists (select from projects where id = ${wish.projectId} and deleted_at is null)`, 'invalid', 'There is no such project.')] : []),
    db.insert(socialConnections).values({ id, platform: wish.platform, place, projectId: wish.projectId, accountId: wish.accountId, stateHash: sql`decode(${stateHash}, 'hex')`, verifier: sealedVerifier, client: sealedClient }),
  ]);
  return written.ok ? done({ address, name }) : written;
}

const NO_CLIENT = (name: string) => `Masthead is not registered at ${name} yet, so nobody can sign in there. Whoever runs Masthead adds it to SOCIAL_CLIENTS.`;

/** Why a platform cannot be chosen at all; null when it can. */
export function whyNotOffered(env: Env, connector: Connector): string | null {
  const { connecting, name, platform } = connector;
  return connecting.way === 'oauth' && !connecting.begin && !clientAt(env, platform) ? NO_CLIENT(name) : null;
}

/** Connected by what was typed: a key, an app password, or only an address where a person does the posting. */
export async function connectByForm(org: Org, wish: Wish): Promise<Result<Connected>> {
  const seen = await look(org, wish);
  if (!seen.ok) return seen;
  const { connector, organizationId, place } = seen.value;
  const { connecting, name } = connector;
  if (connecting.way === 'oauth') return refused(problem('invalid', `${name} is connected in a browser: a person signs in there and allows it. Begin on the page Accounts.`));
  for (const field of connecting.fields) {
    const isMissing = (wish.values[field.name] ?? '').trim() === '' && !(field.name === 'place' && (place !== null || placeAskedBy(connector) === 'optional'));
    if (isMissing) return refused(problem('invalid', `Fill in “${field.label}”.`, { field: field.name }));
  }
  const values = { ...wish.values, ...(place ? { place } : {}) };
  const about = { organizationId, platform: wish.platform, place, client: null, projectId: wish.projectId, accountId: wish.accountId };
  if (connecting.way === 'hand-off') return keepAccounts(org, handedOff(connecting.fields, values, place).accounts, about);
  let grant: Grant;
  try {
    grant = await connecting.connect(wireFor(org.context.env, wish.platform, { place }), values);
  } catch (error) {
    return refused(platformProblem(error, connector));
  }
  return keepAccounts(org, grant.accounts, about);
}

/** No request is made: the account is what a person says that it is. */
function handedOff(fields: Extract<Connecting, { way: 'hand-off' }>['fields'], values: Record<string, string>, place: string | null): Grant {
  const typed = (fields.map(({ name }) => (values[name] ?? '').trim()).find(Boolean) ?? '').slice(0, 300);
  const address = place ?? (/^https:\/\//i.test(typed) ? typed : null);
  const id = (address ? (parsed(address)?.host ?? typed) : typed).toLowerCase();
  const unknown = { image: null, followers: null, following: null, posts: null, data: {}, accessToken: '', refreshToken: null, expiresAt: null, scopes: [] };
  return { accounts: [{ ...unknown, platformAccountId: id, username: id, displayName: id, url: address }] };
}
