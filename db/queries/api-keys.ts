import { and, desc, eq, isNull } from 'drizzle-orm';
import { apiKeys, users } from '../schema/index.ts';
import { list } from '../scope.ts';

export const livingKeys = () =>
  list((db) =>
    db
      .select({
        id: apiKeys.id,
        name: apiKeys.name,
        prefix: apiKeys.prefix,
        scopes: apiKeys.scopes,
        rateLimit: apiKeys.rateLimit,
        lastUsedAt: apiKeys.lastUsedAt,
        expiresAt: apiKeys.expiresAt,
        createdAt: apiKeys.createdAt,
        creator: users.name,
      })
      .from(apiKeys)
      .leftJoin(users, eq(users.id, apiKeys.createdBy))
      .where(and(isNull(apiKeys.revokedAt)))
      .orderBy(desc(apiKeys.id))
      .limit(200),
  );
