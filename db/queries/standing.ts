import { eq, sql } from 'drizzle-orm';
import { apiKeys, type MemberRole, memberships } from '../schema/index.ts';
import { one } from '../scope.ts';

/** What the one who asks may do here: a member's role and extra permissions, or a key's scopes with an admin's rank. */
export const myStanding = () =>
  one((db) =>
    db
      .select({
        userId: sql<string>`coalesce(${memberships.userId}, app.current_actor_id())`,
        role: sql<MemberRole>`coalesce(${memberships.role}, 'admin')`,
        permissions: sql<string[]>`coalesce(${memberships.permissions}, ${apiKeys.scopes})`,
      })
      .from(sql`(values (true)) as once`)
      .leftJoin(memberships, eq(memberships.userId, sql`app.current_user_id()`))
      .leftJoin(apiKeys, eq(apiKeys.id, sql`app.current_actor_id()`)),
  );
