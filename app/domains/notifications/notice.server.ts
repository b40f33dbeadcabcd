import { eq, inArray, isNull, sql } from 'drizzle-orm';
import { memberships, notifications } from '#db/schema/index.ts';
import type { Writer } from '#db/scope.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import type { Role } from '#app/platform/permission.ts';
import { type NoticeData, type NoticeKind, NOTICES } from './kinds.ts';

function worded<K extends NoticeKind>(kind: K, about: NoticeData<K>) {
  const words = NOTICES[kind] as (data: NoticeData<K>) => { title: string; message: string; url: string };
  const { url, title, message } = words(about);
  const data: Record<string, unknown> & { url?: string } = { ...about, url };
  return { type: kind, title, message, data };
}

/** One call raises a notice, as a statement of the write that is its cause. */
export function notice<K extends NoticeKind>(org: Org, db: Writer, userId: string, kind: K, about: NoticeData<K>) {
  org.told.push(userId);
  return db.insert(notifications).values({ userId, ...worded(kind, about) });
}

/** The same for everyone with one of these roles. */
export const noticeTo = <K extends NoticeKind>(db: Writer, roles: readonly Role[], kind: K, about: NoticeData<K>) => {
  const { type, title, message, data } = worded(kind, about);
  return db.insert(notifications).select(
    db
      .select({
        id: sql`app.uuid7()`.as('id'),
        organizationId: memberships.organizationId,
        userId: memberships.userId,
        type: sql<string>`${type}`.as('type'),
        title: sql<string>`${title}`.as('title'),
        message: sql<string>`${message}`.as('message'),
        data: sql<Record<string, unknown>>`${JSON.stringify(data)}::jsonb`.as('data'),
        readAt: sql<null>`null::timestamptz`.as('read_at'),
        createdAt: sql<string>`now()`.as('created_at'),
        updatedAt: sql<string>`now()`.as('updated_at'),
      })
      .from(memberships)
      .where(inArray(memberships.role, [...roles])),
  );
};

export async function markRead(org: Org, id: string | 'all'): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    db.update(notifications).set({ readAt: sql`now()` }).where(id === 'all' ? isNull(notifications.readAt) : eq(notifications.id, id)),
  ]);
  return written.ok ? done(null) : written;
}
