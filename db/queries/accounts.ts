import { and, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Platform } from '../schema/choices.ts';
import { socialAccounts, socialConnections } from '../schema/index.ts';
import { list, one } from '../scope.ts';

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
export const connectionByState = (stateHash: string) => one((db) => db.select(connection).from(socialConnections).where(eq(socialConnections.stateHash, sql`decode(${stateHash}, 'hex')`)));

export const connectionToChoose = (id: string) =>
  one((db) => db.select(connection).from(socialConnections).where(and(eq(socialConnections.id, id), isNotNull(socialConnections.granted), gt(socialConnections.expiresAt, sql`now()`))));
