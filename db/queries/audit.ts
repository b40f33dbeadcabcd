import { and, desc, eq, gte, lt, sql } from 'drizzle-orm';
import { apiKeys, auditLog, users } from '../schema/index.ts';
import { list, paged } from '../scope.ts';
import { olderThan, type Page } from './keyset.ts';

export interface AuditFilter {
  actorId?: string | undefined;
  action?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Newest first. The actor's name is read from who they are now: a deleted person is an id and nothing more. */
export const auditEntries = (filter: AuditFilter, page: Page) =>
  paged(
    page,
    (db, most) =>
      db
        .select({
          sequence: auditLog.sequence,
          actorKind: auditLog.actorKind,
          actorId: auditLog.actorId,
          actorName: sql<string | null>`coalesce(${users.name}, ${apiKeys.name})`,
          action: auditLog.action,
          resourceType: auditLog.resourceType,
          resourceId: auditLog.resourceId,
          metadata: auditLog.metadata,
          ip: auditLog.ip,
          userAgent: auditLog.userAgent,
          createdAt: auditLog.createdAt,
        })
        .from(auditLog)
        .leftJoin(users, and(eq(auditLog.actorKind, 'user'), eq(users.id, auditLog.actorId)))
        .leftJoin(apiKeys, and(eq(auditLog.actorKind, 'key'), eq(apiKeys.id, auditLog.actorId)))
        .where(
          and(
            olderThan(auditLog.sequence, page.after, 'bigint'),
            filter.actorId ? eq(auditLog.actorId, filter.actorId) : undefined,
            filter.action ? eq(auditLog.action, filter.action) : undefined,
            filter.from ? gte(auditLog.createdAt, filter.from) : undefined,
            filter.to ? lt(auditLog.createdAt, filter.to) : undefined,
          ),
        )
        .orderBy(desc(auditLog.sequence))
        .limit(most),
    (row) => String(row.sequence),
  );

/** The newest few, for Today. */
export const recentActivity = (most: number) =>
  list((db) =>
    db
      .select({
        sequence: auditLog.sequence,
        actorKind: auditLog.actorKind,
        actorName: sql<string | null>`coalesce(${users.name}, ${apiKeys.name})`,
        action: auditLog.action,
        metadata: auditLog.metadata,
        createdAt: auditLog.createdAt,
      })
      .from(auditLog)
      .leftJoin(users, and(eq(auditLog.actorKind, 'user'), eq(users.id, auditLog.actorId)))
      .leftJoin(apiKeys, and(eq(auditLog.actorKind, 'key'), eq(apiKeys.id, auditLog.actorId)))
      .orderBy(desc(auditLog.sequence))
      .limit(most),
  );
