import { desc, eq, isNull, and, gt, sql } from 'drizzle-orm';
import { sessions } from '../schema/index.ts';
import { list, type Writer } from '../scope.ts';

export const mySessions = () =>
  list((db) =>
    db
      .select({
        id: sessions.id,
        ip: sessions.ip,
        userAgent: sessions.userAgent,
        createdAt: sessions.createdAt,
        lastSeenAt: sessions.lastSeenAt,
        expiresAt: sessions.expiresAt,
      })
      .from(sessions)
      .where(and(isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`)))
      .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
      .limit(100),
  );

/** Keeps an idle session from ending while it is in use; at most once an hour, after the answer has left. */
export const touchOwnSession = (db: Writer) =>
  db
    .update(sessions)
    .set({ lastSeenAt: sql`now()` })
    .where(and(isNull(sessions.revokedAt), eq(sessions.id, sql`app.current_session_id()`)));
