import { eq, sql } from 'drizzle-orm';
import { accountsLike } from '#db/queries/accounts.ts';
import type { PlatformData } from '#db/schema/social.ts';
import { metricSnapshots, socialAccounts } from '#db/schema/index.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { allowedOrigins } from '#app/platform/outbound.ts';
import { type Problem, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { accountName } from './account.ts';
import type { Platform, Profile, Tokens } from '../connectors/connector.ts';
import { connectorOf } from '../connectors/registry.ts';
import { type Client, sealClient, sealTokens } from './open-account.server.ts';
import { placeIn } from './place.ts';

export type Granted = Profile & Tokens;

export interface About {
  organizationId: string;
  platform: Platform;
  place: string | null;
  client: Client | null;
  projectId: string | null;
  /** The account that is connected again; null: whichever it is. */
  accountId: string | null;
}

export interface Connected {
  accounts: { id: string; name: string }[];
  again: boolean;
}

const TAKEN: Record<string, Problem> = { social_accounts_platform_key: problem('conflict', 'Somebody connected this account at the same moment. It is on the list of accounts.') };

/** Text of a platform as Postgres takes it. */
const plain = (text: string, most = 300) => text.replaceAll('\0', '').slice(0, most);
const plainData = (data: Profile['data']) => JSON.parse(JSON.stringify(data).replaceAll('\\u0000', '')) as PlatformData;

export const columnsOf = (profile: Profile) => ({
  username: plain(profile.username),
  displayName: plain(profile.displayName || profile.username),
  profileImage: profile.image && plain(profile.image, 2000),
  profileUrl: profile.url && plain(profile.url, 2000),
  followerCount: profile.followers,
  followingCount: profile.following,
  postCount: profile.posts,
});

/** What its platform tells of its followers, for its curve. Told again within the hour and unchanged, it adds no point. */
export const followersTold = (db: Writer, accountId: string, platform: Platform, followers: number | null): Statement[] =>
  followers === null
    ? []
    : [
        db.insert(metricSnapshots).select(
          sql`select app.uuid7(), app.current_org(), null, ${accountId}::uuid, now(), null, null, null, null, null, null, null, null, ${followers}::int, ${platform}::text, 1, null, now()
            where ${followers}::int is distinct from (select m.followers from ${metricSnapshots} m
              where m.social_account_id = ${accountId}::uuid and m.post_target_id is null and m.recorded_at > now() - interval '1 hour' order by m.recorded_at desc limit 1)`,
        ),
      ];

/** The accounts that a platform gave, one row each: the same account again is the row that it was, also when it had been disconnected. */
export async function keepAccounts(org: Org, granted: readonly Granted[], about: About, along: (db: Writer) => Statement[] = () => []): Promise<Result<Connected>> {
  const { env } = org.context;
  const { organizationId, platform, projectId, accountId } = about;
  const connector = connectorOf(platform);
  if (granted.length === 0) return refused(problem('invalid', `${connector.name} gave no account that posts can go to. Check there that you may publish for it.`));
  if (granted.some(({ platformAccountId }) => platformAccountId === '')) return refused(problem('upstream', `${connector.name} did not say which account this is. Try again in a moment.`));
  const places = granted.map(({ data }) => (typeof data.place === 'string' && data.place !== about.place ? placeIn(data.place, allowedOrigins(env)) : { place: about.place }));
  for (const each of places) if ('why' in each) return refused(problem('invalid', `${connector.name} named a server that is not called. ${each.why}`));
  const found = await readFor(org, { known: accountsLike(platform, granted.map(({ platformAccountId }) => platformAccountId)) });
  if (!found.ok) return found;

  const rows = await Promise.all(
    granted.map(async (one, at) => {
      const { place } = places[at] as { place: string | null };
      const known = found.value.known.find((row) => row.platformAccountId === one.platformAccountId && (row.place === place || row.id === accountId));
      const row = { id: known?.id ?? uuid7(), organizationId };
      const sealed = await sealTokens(env, row, one);
      const client = about.client ? await sealClient(env, row, about.client) : null;
      const columns = { ...columnsOf(one), ...sealed, client, tokenExpiresAt: one.expiresAt?.toISOString() ?? null, scopes: [...one.scopes], platformData: plainData(one.data), lastSyncedAt: sql<string>`now()` };
      return { id: row.id, name: accountName({ platform, displayName: columns.displayName, username: columns.username }), known, place, platformAccountId: one.platformAccountId, columns };
    }),
  );
  const other = accountId && rows.every(({ id }) => id !== accountId);
  if (other) return refused(problem('conflict', `This is ${rows.map(({ name }) => name).join(' and ')}, not the account that was to be connected again. Sign in there as the other one, or connect this as an account of its own.`));
  const wanted = accountId ? rows.filter(({ id }) => id === accountId) : rows;

  const written = await writeFor(
    org,
    (db) => [
      ...along(db),
      ...(projectId ? [refuseUnless(db, sql`exists (select from projects where id = ${projectId} and deleted_at is null)`, 'invalid', 'There is no such project.')] : []),
      ...wanted.flatMap(({ id, name, known, place, platformAccountId, columns }) => [
        known
          ? db
              .update(socialAccounts)
              .set({
                ...columns,
                place,
                ...(known.deletedAt && projectId ? { projectId } : {}),
                connectedBy: sql`app.current_user_id()`,
                status: 'active',
                statusReason: sql`case when ${socialAccounts.status} = 'active' then ${socialAccounts.statusReason} else '' end`,
                tokenGeneration: sql`${socialAccounts.tokenGeneration} + 1`,
                renewingUntil: null,
                warnedFor: null,
                deletedAt: null,
              })
              .where(eq(socialAccounts.id, id))
          : db.insert(socialAccounts).values({ ...columns, id, platform, platformAccountId, place, projectId }),
        ...followersTold(db, id, platform, columns.followerCount),
        record(org, db, known ? 'account.reconnected' : 'account.connected', { type: 'social-account', id }, { account: name }),
      ]),
    ],
    TAKEN,
  );
  return written.ok ? done({ accounts: wanted.map(({ id, name }) => ({ id, name })), again: wanted.every(({ known }) => known !== undefined) }) : written;
}
