import { createHash, randomBytes } from 'node:crypto';
import type { Grant } from '#app/domains/social/connectors/connector.ts';
import { connectorOf } from '#app/domains/social/connectors/registry.ts';
import { type Client, sealClient, sealTokens } from '#app/domains/social/accounts/open-account.server.ts';
import { wireTo } from '#app/domains/social/connectors/wire.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { seal } from '#app/platform/secrets.server.ts';
import type { Platform } from '#db/schema/choices.ts';
import type { TestApp } from './app.ts';
import type { TestPlatforms } from './platforms.ts';

const REDIRECT = 'http://localhost:5173/social/connect/back';
const DEMO: Client = { id: 'masthead-demo', secret: 'masthead-demo-secret' };

/** Lets a demo person of the simulated platform allow us in, as their browser does; answers the address it is sent back to. */
export async function allow(authorizeUrl: string, person?: string): Promise<URL> {
  const shown = await (await fetch(authorizeUrl)).text();
  const first = /name="person" value="([^"]+)"/.exec(shown)?.[1];
  const back = await fetch(authorizeUrl, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ person: person ?? first ?? '' }) });
  return new URL(back.headers.get('Location') ?? '');
}

/** What connecting gives, without our own pages. */
export async function grantOf(platforms: TestPlatforms, platform: Platform): Promise<{ granted: Grant; place: string | null; client: Client | null }> {
  const connector = connectorOf(platform);
  const { connecting } = connector;
  const asksPlace = connecting.way === 'oauth' ? connecting.place !== undefined : connecting.fields.some(({ name }) => name === 'place');
  const place = asksPlace ? `${platforms.at}/${platform}/place` : null;
  const wire = (client: Client) => wireTo(connector, { simulatorsAt: platforms.at, client, place });
  if (connecting.way === 'hand-off') throw new TypeError('Nothing to connect to.');
  if (connecting.way === 'form') {
    const hints = platforms.running[platform].simulator.hints ?? {};
    const values = Object.fromEntries(connecting.fields.map(({ name }) => [name, hints[name] ?? (name === 'place' ? (place ?? '') : '')]));
    return { granted: await connecting.connect(wire(DEMO), values), place, client: null };
  }
  const begun = await connecting.begin?.(wire(DEMO), place ?? '', REDIRECT);
  const verifier = randomBytes(32).toString('base64url');
  const challenge = connecting.pkce && createHash('sha256').update(verifier).digest(connecting.pkce);
  const back = await allow(connecting.authorizeUrl(wire(begun?.client ?? DEMO), { state: 's', challenge, redirectUri: REDIRECT }));
  const granted = await connecting.exchange(wire(begun?.client ?? DEMO), { code: back.searchParams.get('code') ?? '', verifier: connecting.pkce ? verifier : null, redirectUri: REDIRECT, place });
  return { granted, place, client: begun?.client ?? null };
}

/** An account of an organization, connected at the simulated platform; answers its id. `endsIn` overrules what the platform says, in seconds. */
export async function accountOn(app: TestApp, platforms: TestPlatforms, organizationId: string, platform: Platform, { which = 0, endsIn }: { which?: number; endsIn?: number | null } = {}): Promise<string> {
  const { granted, place, client } = await grantOf(platforms, platform);
  const one = granted.accounts[which]!;
  const row = { id: uuid7(), organizationId };
  const sealed = await sealTokens(app.env, row, one);
  const end = endsIn === undefined ? one.expiresAt : endsIn === null ? null : new Date(Date.now() + endsIn * 1000);
  await app.owner.query(
    `insert into social_accounts (id, organization_id, platform, platform_account_id, username, display_name, profile_image, profile_url, place, access_token, refresh_token, token_expires_at, client, scopes, follower_count, platform_data)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [row.id, organizationId, platform, one.platformAccountId, one.username, one.displayName, one.image, one.url, place, sealed.accessToken, sealed.refreshToken, end, client && (await sealClient(app.env, row, client)), [...one.scopes], one.followers, JSON.stringify(one.data)],
  );
  return row.id;
}

/** For the lists of doors: an account that needs no platform, one to disconnect, one that was, and a choice of its owner's. */
export async function arrangeAccounts(app: TestApp, organizationId: string, userId: string, name = 'masthead') {
  const one = async (suffix: string, deleted: boolean) => {
    const { rows } = await app.owner.query(
      `insert into social_accounts (organization_id, platform, platform_account_id, username, display_name, place, status, deleted_at)
       values ($1, 'substack', $2, $2, $3, $4, $5, case when $6::boolean then now() end) returning id`,
      [organizationId, `${name}-${suffix}.substack.com`, `Letter of the ${name}`, `https://${name}-${suffix}.substack.com`, deleted ? 'inactive' : 'active', deleted],
    );
    return rows[0].id as string;
  };
  const choice = uuid7();
  const granted = [1, 2].map((id) => ({ platformAccountId: `page-${id}`, username: `page-${id}`, displayName: `Page ${id} of the ${name}`, image: null, url: null, followers: null, following: null, posts: null, data: {}, accessToken: 'a-token', refreshToken: null, expiresAt: null, scopes: [] }));
  const sealed = await seal(app.env, { organizationId, rowId: choice, field: 'granted' }, JSON.stringify(granted));
  await app.owner.query("insert into social_connections (id, organization_id, user_id, platform, state_hash, granted, used_at) values ($1, $2, $3, 'facebook', decode(md5(random()::text), 'hex'), $4, now())", [choice, organizationId, userId, sealed]);
  return { account: await one('letter', false), spareaccount: await one('spare', false), formeraccount: await one('former', true), choice };
}
