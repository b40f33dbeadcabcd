import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Platform } from '../schema/choices.ts';
import { postingSlots, posts, postTargets, projects, socialAccounts, socialConnections, users } from '../schema/index.ts';
import { list, one, paged } from '../scope.ts';
import type { Page } from './keyset.ts';

/** Whoever speaks for an account needs this, its sealed tokens among it: for commands and jobs, never for a page. The database's clock judges its times. */
export const accountToOpen = (id: string | null) =>
  one((db) =>
    db
      .select({
        id: socialAccounts.id,
        organizationId: socialAccounts.organizationId,
        platform: socialAccounts.platform,
        platformAccountId: socialAccounts.platformAccountId,
        username: socialAccounts.username,
        displayName: socialAccounts.displayName,
        place: socialAccounts.place,
        projectId: socialAccounts.projectId,
        accessToken: socialAccounts.accessToken,
        refreshToken: socialAccounts.refreshToken,
        client: socialAccounts.client,
        scopes: socialAccounts.scopes,
        platformData: socialAccounts.platformData,
        status: socialAccounts.status,
        statusReason: socialAccounts.statusReason,
        pausedAt: socialAccounts.pausedAt,
        tokenExpiresAt: socialAccounts.tokenExpiresAt,
        tokenGeneration: socialAccounts.tokenGeneration,
        warnedFor: socialAccounts.warnedFor,
        lastSyncedAt: socialAccounts.lastSyncedAt,
        secondsLeft: sql<number | null>`floor(extract(epoch from ${socialAccounts.tokenExpiresAt} - now()))::float8`,
        isRenewing: sql<boolean>`coalesce(${socialAccounts.renewingUntil} > now(), false)`,
        /** A renewal was to have ended a while ago, and nothing was heard of it. */
        isUnheard: sql<boolean>`coalesce(${socialAccounts.renewingUntil} between now() - interval '10 minutes' and now(), false)`,
      })
      .from(socialAccounts)
      .where(and(sql`${socialAccounts.id} = ${id}`, isNull(socialAccounts.deletedAt))),
  );

export type AccountToOpen = NonNullable<ReturnType<ReturnType<typeof accountToOpen>['pick']>>;

/** What was connected under these names before, the living first. */
export const accountsLike = (platform: Platform, platformAccountIds: readonly string[]) =>
  list((db) =>
    db
      .select({ id: socialAccounts.id, platformAccountId: socialAccounts.platformAccountId, place: socialAccounts.place, deletedAt: socialAccounts.deletedAt })
      .from(socialAccounts)
      .where(and(eq(socialAccounts.platform, platform), inArray(socialAccounts.platformAccountId, [...platformAccountIds])))
      .orderBy(sql`${socialAccounts.deletedAt} desc nulls first`)
      .limit(500),
  );

const connection = {
  id: socialConnections.id,
  organizationId: socialConnections.organizationId,
  platform: socialConnections.platform,
  place: socialConnections.place,
  projectId: socialConnections.projectId,
  accountId: socialConnections.accountId,
  verifier: socialConnections.verifier,
  client: socialConnections.client,
  granted: socialConnections.granted,
  isUsed: sql<boolean>`${socialConnections.usedAt} is not null`,
  isOver: sql<boolean>`${socialConnections.expiresAt} <= now()`,
};

/** One's own way to a platform: row-level security shows nobody another's. */
export const connectionByState = (state: string) => one((db) => db.select(connection).from(socialConnections).where(eq(socialConnections.stateHash, sql`sha256(convert_to(${state.replaceAll('\0', '')}, 'UTF8'))`)));

export const connectionToChoose = (id: string) =>
  one((db) => db.select(connection).from(socialConnections).where(and(eq(socialConnections.id, id), isNotNull(socialConnections.granted), gt(socialConnections.expiresAt, sql`now()`))));

const projectName = sql<string | null>`(select p.name from ${projects} p where p.id = ${socialAccounts.projectId} and p.deleted_at is null)`;

/** As many waiting posts as are counted for a list. */
const MOST_QUEUED = 1000;
const queued = sql<number>`(select count(*) from (select from post_targets t where t.organization_id = app.current_org() and t.social_account_id = ${socialAccounts.id} and t.status in ('scheduled', 'claimed') limit ${MOST_QUEUED}) waiting)::int`;

/** What everyone in the organization may know of an account; no token, and nothing that opens one. */
const shown = {
  id: socialAccounts.id,
  platform: socialAccounts.platform,
  platformAccountId: socialAccounts.platformAccountId,
  username: socialAccounts.username,
  displayName: socialAccounts.displayName,
  nameKey: socialAccounts.nameKey,
  profileUrl: socialAccounts.profileUrl,
  place: socialAccounts.place,
  projectId: socialAccounts.projectId,
  project: projectName,
  status: socialAccounts.status,
  statusReason: socialAccounts.statusReason,
  pausedAt: socialAccounts.pausedAt,
  tokenExpiresAt: socialAccounts.tokenExpiresAt,
  hasRefreshToken: sql<boolean>`${socialAccounts.refreshToken} is not null`,
  signInEnds: sql<string | null>`${socialAccounts.platformData} ->> 'signInEnds'`,
  followerCount: socialAccounts.followerCount,
  followingCount: socialAccounts.followingCount,
  postCount: socialAccounts.postCount,
  scopes: socialAccounts.scopes,
  lastSyncedAt: socialAccounts.lastSyncedAt,
  createdAt: socialAccounts.createdAt,
  queued,
};

export interface AccountFilter {
  platform?: Platform | undefined;
  projectId?: string | undefined;
}

/** By the alphabet, by keyset: the cursor is the last row's id and name. */
export const accountPage = (filter: AccountFilter, page: Page) =>
  paged(
    page,
    (db, most) =>
      db
        .select(shown)
        .from(socialAccounts)
        .where(
          and(
            isNull(socialAccounts.deletedAt),
            filter.platform && eq(socialAccounts.platform, filter.platform),
            filter.projectId ? eq(socialAccounts.projectId, filter.projectId) : undefined,
            page.after === undefined ? undefined : sql`(${socialAccounts.nameKey}, ${socialAccounts.id}) > (${page.after.slice(37)}, ${page.after.slice(0, 36)}::uuid)`,
          ),
        )
        .orderBy(asc(socialAccounts.nameKey), asc(socialAccounts.id))
        .limit(most),
    ({ id, nameKey }) => `${id}~${nameKey}`,
  );

export type ListedAccount = ReturnType<ReturnType<typeof accountPage>['pick']>['rows'][number];

export const accountById = (id: string) =>
  one((db) =>
    db
      .select({ ...shown, connectedBy: users.name })
      .from(socialAccounts)
      .leftJoin(users, eq(users.id, socialAccounts.connectedBy))
      .where(and(eq(socialAccounts.id, id), isNull(socialAccounts.deletedAt))),
  );

export const slotsOf = (accountId: string) =>
  list((db) =>
    db
      .select({ weekday: postingSlots.weekday, localTime: postingSlots.localTime, timeZone: postingSlots.timeZone })
      .from(postingSlots)
      .where(eq(postingSlots.accountId, accountId))
      .orderBy(asc(postingSlots.weekday), asc(postingSlots.localTime)),
  );

/** The instants at which an account speaks already, from now on. */
export const takenInstants = (accountId: string) =>
  list((db) =>
    db
      .select({ at: sql<string>`${postTargets.scheduledAt}`.mapWith(postTargets.scheduledAt) })
      .from(postTargets)
      .where(and(eq(postTargets.organizationId, sql`app.current_org()`), eq(postTargets.accountId, accountId), gt(postTargets.scheduledAt, sql`now()`), inArray(postTargets.status, ['scheduled', 'claimed', 'sending'])))
      .orderBy(asc(postTargets.scheduledAt))
      .limit(1000),
  );

/** What it said last, and what it is about to say. */
export const postsOfAccount = (accountId: string) =>
  list((db) =>
    db
      .select({ id: postTargets.id, postId: postTargets.postId, status: postTargets.status, scheduledAt: postTargets.scheduledAt, publishedAt: postTargets.publishedAt, platformUrl: postTargets.platformUrl, words: sql<string>`left(${posts.text}, 240)`, title: posts.title })
      .from(postTargets)
      .innerJoin(posts, and(eq(posts.id, postTargets.postId), isNull(posts.deletedAt)))
      .where(and(eq(postTargets.organizationId, sql`app.current_org()`), eq(postTargets.accountId, accountId)))
      .orderBy(sql`${postTargets.scheduledAt} desc nulls last`, desc(postTargets.id))
      .limit(10),
  );
