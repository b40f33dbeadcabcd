import type { AccountToOpen } from '#db/queries/accounts.ts';
import { type Env, isDevelopment, type RequestContext } from '#app/platform/env.ts';
import { log } from '#app/platform/log.ts';
import { allowedOrigins } from '#app/platform/outbound.ts';
import { seal, unseal } from '#app/platform/secrets.server.ts';
import type { Account, Kept, Platform, Tokens, Wire } from '../connectors/connector.ts';
import { connectorOf } from '../connectors/registry.ts';
import { type Reach, wireTo } from '../connectors/wire.ts';

type Row = Pick<AccountToOpen, 'id' | 'organizationId'>;
type Field = 'access_token' | 'refresh_token' | 'client';

const placeOf = ({ id, organizationId }: Row, field: Field) => ({ organizationId, rowId: id, field });

const opened = async (env: Env, row: Row, field: Field, sealed: string) => (sealed === '' ? '' : (await unseal(env, placeOf(row, field), sealed)).plain);

/** Opened for one use: what it answers is handed to a connector, and never to a page, a log or another row. */
export async function openAccount(env: Env, row: Row & Pick<AccountToOpen, 'platformAccountId' | 'username' | 'accessToken' | 'refreshToken' | 'place' | 'platformData'>): Promise<Account> {
  const { id, platformAccountId, username, place, platformData } = row;
  const [accessToken, refreshToken] = await Promise.all([opened(env, row, 'access_token', row.accessToken), row.refreshToken ? opened(env, row, 'refresh_token', row.refreshToken) : null]);
  return { id, platformAccountId, username, accessToken, refreshToken, place, data: platformData as Kept };
}

/** Bound to the row: whoever inserts it chooses its id before. */
export async function sealTokens(env: Env, row: Row, { accessToken, refreshToken }: Pick<Tokens, 'accessToken' | 'refreshToken'>): Promise<{ accessToken: string; refreshToken: string | null }> {
  return {
    accessToken: accessToken === '' ? '' : await seal(env, placeOf(row, 'access_token'), accessToken),
    refreshToken: refreshToken ? await seal(env, placeOf(row, 'refresh_token'), refreshToken) : null,
  };
}

/** What a former key sealed, sealed by today's; nothing where that is so already. */
export async function sealedAnew(env: Env, row: Row & Pick<AccountToOpen, 'accessToken' | 'refreshToken' | 'client'>): Promise<Partial<Record<'accessToken' | 'refreshToken' | 'client', string>>> {
  const fields = [['accessToken', 'access_token', row.accessToken], ['refreshToken', 'refresh_token', row.refreshToken], ['client', 'client', row.client]] as const;
  const anew: Partial<Record<'accessToken' | 'refreshToken' | 'client', string>> = {};
  for (const [column, field, sealed] of fields) {
    const found = sealed ? await unseal(env, placeOf(row, field), sealed) : null;
    if (found?.former) anew[column] = await seal(env, placeOf(row, field), found.plain);
  }
  return anew;
}

export type Client = { id: string; secret: string };

export const sealClient = (env: Env, row: Row, client: Client) => seal(env, placeOf(row, 'client'), JSON.stringify(client));

/** Simulated platforms, where there are any; heeded in development only. */
export const simulatorsAt = (env: Env): string | undefined => (isDevelopment(env) ? env.SIMULATORS_AT?.replace(/\/+$/, '') || undefined : undefined);

const DEMO_CLIENT: Client = { id: 'masthead-demo', secret: 'masthead-demo-secret' };

/** Our application at a platform; null where whoever runs Masthead has registered none. */
export function clientAt(env: Env, platform: Platform): Client | null {
  if (simulatorsAt(env)) return DEMO_CLIENT;
  const client = clientsOf(env)[platform];
  return typeof client?.id === 'string' && typeof client.secret === 'string' ? { id: client.id, secret: client.secret } : null;
}

function clientsOf(env: Env): { [P in Platform]?: Partial<Client> | null } {
  try {
    return (JSON.parse(env.SOCIAL_CLIENTS || '{}') ?? {}) as { [P in Platform]?: Partial<Client> | null };
  } catch {
    log('error', 'social-clients-unreadable', { error: 'SOCIAL_CLIENTS is not JSON.' });
    return {};
  }
}

/** The way to a platform, for whoever has no account there yet. */
export const wireFor = (env: Env, platform: Platform, more: Pick<Reach, 'client' | 'place'> = {}): Wire =>
  wireTo(connectorOf(platform), { simulatorsAt: simulatorsAt(env), allowed: allowedOrigins(env), client: clientAt(env, platform), ...more });

/** The way to the platform of one account: through its own instance, with our application there. */
export async function wireOf({ env }: Pick<RequestContext, 'env'>, row: Row & Pick<AccountToOpen, 'platform' | 'place' | 'client'>): Promise<Wire> {
  const client = row.client ? { client: JSON.parse(await opened(env, row, 'client', row.client)) as Client } : {};
  return wireFor(env, row.platform, { place: row.place, ...client });
}
