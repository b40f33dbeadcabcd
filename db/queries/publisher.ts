import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { AttemptState } from '../schema/choices.ts';
import { organizations, postTargets, postVersions, posts, publishAttempts, socialAccounts } from '../schema/index.ts';
import type { FrozenTarget } from '../schema/posts.ts';
import { list, one } from '../scope.ts';

export interface AttemptRow {
  id: string;
  segment: number;
  state: AttemptState;
  handle: Record<string, unknown>;
  tries: number;
  looks: number;
  firstArmedAt: string | null;
  armedAt: string | null;
  platformId: string | null;
  platformUrl: string | null;
  platformData: Record<string, unknown>;
  sentence: string;
}

const attemptsOf = sql<AttemptRow[]>`coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'segment', a.segment, 'state', a.state, 'handle', a.handle, 'tries', a.tries, 'looks', a.looks,
    'firstArmedAt', a.first_armed_at, 'armedAt', a.armed_at, 'platformId', a.platform_id, 'platformUrl', a.platform_url, 'platformData', a.platform_data, 'sentence', a.sentence) order by a.segment)
  from ${publishAttempts} a where a.organization_id = ${postTargets.organizationId} and a.post_target_id = ${postTargets.id} and a.version = ${postTargets.version}), '[]')`;

/** All that whoever publishes a target must know, by the database's clock. */
export const targetAtWork = (targetId: string) =>
  one((db) =>
    db
      .select({
        id: postTargets.id,
        postId: postTargets.postId,
        accountId: postTargets.accountId,
        status: postTargets.status,
        scheduledAt: postTargets.scheduledAt,
        fence: postTargets.fence,
        version: postTargets.version,
        stumbles: postTargets.stumbles,
        failureCode: postTargets.failureCode,
        noticedAt: postTargets.noticedAt,
        now: sql<string>`to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
        words: sql<string>`left(${posts.text}, 60)`,
        authorId: posts.authorId,
        latePolicy: posts.latePolicy,
        lateMinutes: posts.lateMinutes,
        isGone: isNotNull(posts.deletedAt),
        approvedAt: postVersions.approvedAt,
        frozen: sql<FrozenTarget>`${postVersions.content} -> ${postTargets.id}::text`,
        platform: socialAccounts.platform,
        account: socialAccounts.displayName,
        accountData: socialAccounts.platformData,
        accountStatus: socialAccounts.status,
        accountReason: socialAccounts.statusReason,
        isAccountGone: isNotNull(socialAccounts.deletedAt),
        accountPausedAt: socialAccounts.pausedAt,
        organizationPausedAt: sql<string | null>`${organizations.settings} ->> 'socialPausedAt'`,
        attempts: attemptsOf,
      })
      .from(postTargets)
      .innerJoin(posts, eq(posts.id, postTargets.postId))
      .innerJoin(postVersions, and(eq(postVersions.postId, postTargets.postId), eq(postVersions.number, postTargets.version)))
      .innerJoin(socialAccounts, eq(socialAccounts.id, postTargets.accountId))
      .innerJoin(organizations, eq(organizations.id, postTargets.organizationId))
      .where(eq(postTargets.id, targetId)),
  );

export type TargetAtWork = NonNullable<ReturnType<ReturnType<typeof targetAtWork>['pick']>>;

/** What of an account's posts is known to be ours already: a look must not take one post for two. */
export const boundPosts = (accountId: string, since: Date, exceptAttempt: string) =>
  list((db) =>
    db
      .select({ id: sql<string>`${publishAttempts.platformId}` })
      .from(publishAttempts)
      .where(and(eq(publishAttempts.accountId, accountId), isNotNull(publishAttempts.platformId), sql`${publishAttempts.armedAt} > ${since.toISOString()}::timestamptz - interval '1 day'`, sql`${publishAttempts.id} <> ${exceptAttempt}`)),
  );
