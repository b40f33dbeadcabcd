import { asc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Platform } from '../schema/choices.ts';
import { postTargets, posts, socialAccounts, targetFigures } from '../schema/index.ts';
import { list, one } from '../scope.ts';

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

export interface TargetToMeasure {
  id: string;
  accountId: string;
  platform: Platform;
  displayName: string;
  username: string;
  platformPostId: string | null;
}

/** A post with all that is out of it, for whoever has its platforms asked. */
export const postToMeasure = (postId: string) =>
  one((db) =>
    db
      .select({
        id: posts.id,
        deletedAt: posts.deletedAt,
        figuresAskedAt: posts.figuresAskedAt,
        targets: sql<TargetToMeasure[]>`coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'accountId', t.social_account_id, 'platform', a.platform, 'displayName', a.display_name, 'username', a.username, 'platformPostId', t.platform_post_id) order by a.platform, a.name_key, t.id)
          from ${postTargets} t join ${socialAccounts} a on a.id = t.social_account_id where t.organization_id = posts.organization_id and t.post_id = posts.id and t.status = 'published'), '[]')`,
      })
      .from(posts)
      .where(eq(posts.id, postId)),
  );

/** What was last told of a post, a row for each account that it is out on. */
export const figuresOfPost = (postId: string) =>
  list((db) => {
    const { targetId, publishedAt, readAt, impressions, reach, engagements, clicks, shares, saves, comments, likes } = targetFigures;
    return db.select({ targetId, publishedAt, readAt, impressions, reach, engagements, clicks, shares, saves, comments, likes }).from(targetFigures).where(eq(targetFigures.postId, postId)).orderBy(asc(targetId));
  });
