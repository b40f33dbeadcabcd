import { and, desc, eq, gte, lt, sql } from 'drizzle-orm';
import { apiKeys, auditLog, users } from '../schema/index.ts';
import { list, paged } from '../scope.ts';
import { olderThan, type Page } from './keyset.ts';

/**
 * The first number since an instant. Numbers and times grow together, so a span of time is a span of numbers, and the list
 * needs no second order. All of it stands inside one select: behind a policy the planner trusts a plain value, and no coalesce.
 */
const firstSince = (instant: string) =>
  sql`(select coalesce((select since.sequence from audit_log since where since.created_at >= ${instant}::timestamptz order by since.created_at, since.sequence limit 1), 9223372036854775807))`;

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
            filter.from ? gte(auditLog.sequence, firstSince(filter.from)) : undefined,
            filter.to ? lt(auditLog.sequence, firstSince(filter.to)) : undefined,
          ),
        )
        .orderBy(desc(auditLog.sequence))
        .limit(most),
    (row) => String(row.sequence),
  );

/** What was done to one thing, newest first. */
export const activityOf = (resourceType: 'project' | 'campaign' | 'social-account', resourceId: string, page: Page) =>
  paged(
    page,
    (db, most) =>
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
        .where(and(eq(auditLog.resourceType, resourceType), eq(auditLog.resourceId, resourceId), olderThan(auditLog.sequence, page.after, 'bigint')))
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
