import { eq, isNotNull, sql } from 'drizzle-orm';
import { postTargets, posts, socialAccounts } from '../schema/index.ts';
import { one } from '../scope.ts';

/** A published target, for whoever asks its platform how it does. */
export const targetToFollow = (targetId: string) =>
  one((db) =>
    db
      .select({
        id: postTargets.id,
        postId: postTargets.postId,
        accountId: postTargets.accountId,
        status: postTargets.status,
        platformPostId: postTargets.platformPostId,
        platformUrl: postTargets.platformUrl,
        words: sql<string>`left(${posts.text}, 60)`,
        platform: socialAccounts.platform,
        account: socialAccounts.displayName,
        isAccountGone: isNotNull(socialAccounts.deletedAt),
      })
      .from(postTargets)
      .innerJoin(posts, eq(posts.id, postTargets.postId))
      .innerJoin(socialAccounts, eq(socialAccounts.id, postTargets.accountId))
      .where(eq(postTargets.id, targetId)),
  );
