import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { AttemptState } from '../schema/choices.ts';
import { posts, postTargets, postVersions, publishAttempts, socialAccounts } from '../schema/index.ts';
import { one } from '../scope.ts';

export interface OpenAttempt {
  id: string;
  segment: number;
  state: AttemptState;
  tries: number;
  armedAt: string | null;
}

const ofTarget = sql`a.organization_id = ${postTargets.organizationId} and a.post_target_id = ${postTargets.id} and a.version = ${postTargets.version}`;

/** What whoever decides about a target must know: its first part that is not confirmed, and what is live already. */
export const targetToResolve = (targetId: string) =>
  one((db) =>
    db
      .select({
        id: postTargets.id,
        postId: postTargets.postId,
        accountId: postTargets.accountId,
        status: postTargets.status,
        failureCode: postTargets.failureCode,
        scheduledAt: postTargets.scheduledAt,
        version: postTargets.version,
        isFrozen: sql<boolean>`${postVersions.number} is not null`,
        isApproved: sql<boolean>`${postVersions.approvedAt} is not null`,
        /** Saved anew since it was frozen: it would say other words. */
        isOutdated: sql<boolean>`${posts.version} <> ${postTargets.version}`,
        parts: sql<number>`coalesce(jsonb_array_length(${postVersions.content} -> ${postTargets.id}::text -> 'parts'), 1)`,
        words: sql<string>`left(${posts.text}, 60)`,
        isGone: isNotNull(posts.deletedAt),
        platform: socialAccounts.platform,
        account: socialAccounts.displayName,
        platformAccountId: socialAccounts.platformAccountId,
        isLive: sql<boolean>`exists (select from ${publishAttempts} a where ${ofTarget} and a.segment = 0 and a.state = 'confirmed')`,
        isBegun: sql<boolean>`exists (select from ${publishAttempts} a where ${ofTarget} and a.tries > 0)`,
        platformPostId: postTargets.platformPostId,
        platformUrl: postTargets.platformUrl,
        attempt: sql<OpenAttempt | null>`(select jsonb_build_object('id', a.id, 'segment', a.segment, 'state', a.state, 'tries', a.tries, 'armedAt', a.armed_at)
          from ${publishAttempts} a where ${ofTarget} and a.state <> 'confirmed' order by a.segment limit 1)`,
      })
      .from(postTargets)
      .innerJoin(posts, eq(posts.id, postTargets.postId))
      .innerJoin(socialAccounts, eq(socialAccounts.id, postTargets.accountId))
      .leftJoin(postVersions, and(eq(postVersions.postId, postTargets.postId), eq(postVersions.number, postTargets.version)))
      .where(eq(postTargets.id, targetId)),
  );

export type TargetToResolve = NonNullable<ReturnType<ReturnType<typeof targetToResolve>['pick']>>;
