import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { sessions } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';

/** Row-level security leaves only one's own sessions: another person's is simply not there. */
export async function revokeSession(org: Org, sessionId: string): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from sessions where id = ${sessionId} and revoked_at is null)`, 'not-found', 'There is no such session.'),
    db.update(sessions).set({ revokedAt: sql`now()` }).where(eq(sessions.id, sessionId)),
    record(org, db, 'session.revoked', { type: 'session', id: sessionId }),
  ]);
  return written.ok ? done(null) : written;
}

export async function revokeOtherSessions(org: Org): Promise<Result<number>> {
  const written = await writeFor(org, (db) => [
    db.update(sessions).set({ revokedAt: sql`now()` }).where(and(isNull(sessions.revokedAt), ne(sessions.id, sql`app.current_session_id()`))).returning({ id: sessions.id }),
    record(org, db, 'session.others-revoked', { type: 'session' }),
  ]);
  return written.ok ? done(written.value[0].length) : written;
}

/** Signing out is allowed to fail quietly: the cookie goes either way. */
export async function signOut(org: Org): Promise<void> {
  await writeFor(org, (db) => [db.update(sessions).set({ revokedAt: sql`now()` }).where(eq(sessions.id, sql`app.current_session_id()`))]).catch(() => undefined);
}
