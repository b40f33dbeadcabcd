import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { accountToOpen } from '#db/queries/accounts.ts';
import { postTargets, posts, publishEvents, socialAccounts } from '#db/schema/index.ts';
import { refuseUnless, type Writer } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, type Problem, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { accountName } from './account.ts';
import { PROMISED, wakeAt } from '../publishing/wake.server.ts';

export const livingAccount = (id: string) => and(eq(socialAccounts.id, id), isNull(socialAccounts.deletedAt));
export const holdAccount = (db: Writer, id: string) => refuseUnless(db, sql`exists (select from social_accounts where id = ${id} and deleted_at is null for update)`, 'not-found', 'There is no such account.');

export async function nameOfAccount(org: Org, id: string): Promise<Result<string>> {
  const found = await readFor(org, { row: accountToOpen(id) });
  if (!found.ok) return found;
  return found.value.row ? done(accountName(found.value.row)) : refused(notFound('account'));
}

export async function setAccountProject(org: Org, accountId: string, projectId: string | null): Promise<Result<{ name: string }>> {
  const name = await nameOfAccount(org, accountId);
  if (!name.ok) return name;
  const written = await writeFor(org, (db) => [
    holdAccount(db, accountId),
    ...(projectId ? [refuseUnless(db, sql`exists (select from projects where id = ${projectId} and deleted_at is null)`, 'invalid', 'There is no such project.')] : []),
    db.update(socialAccounts).set({ projectId }).where(livingAccount(accountId)),
    record(org, db, 'account.changed', { type: 'social-account', id: accountId }, { account: name.value }),
  ]);
  return written.ok ? done({ name: name.value }) : written;
}

/** Nothing goes out with it from now on; what is planned waits. */
export async function pauseAccount(org: Org, accountId: string, reason: string): Promise<Result<{ name: string }>> {
  const name = await nameOfAccount(org, accountId);
  if (!name.ok) return name;
  const written = await writeFor(org, (db) => [
    holdAccount(db, accountId),
    refuseUnless(db, sql`exists (select from social_accounts where id = ${accountId} and paused_at is null)`, 'conflict', 'It is paused already.'),
    db.update(socialAccounts).set({ pausedAt: sql`now()`, statusReason: sql`case when ${socialAccounts.status} = 'active' then ${reason} else ${socialAccounts.statusReason} end` }).where(livingAccount(accountId)),
    record(org, db, 'account.paused', { type: 'social-account', id: accountId }, { account: name.value, reason }),
  ]);
  return written.ok ? done({ name: name.value }) : written;
}

/** What came due meanwhile is looked at now, each by its own rule for posts that are late. */
export async function resumeAccount(org: Org, accountId: string): Promise<Result<{ name: string }>> {
  const name = await nameOfAccount(org, accountId);
  if (!name.ok) return name;
  const written = await writeFor(org, (db) => [
    holdAccount(db, accountId),
    db.update(socialAccounts).set({ pausedAt: null, statusReason: sql`case when ${socialAccounts.status} = 'active' then '' else ${socialAccounts.statusReason} end` }).where(livingAccount(accountId)),
    db
      .update(postTargets)
      .set(wakeAt(sql`now()`))
      .where(and(eq(postTargets.accountId, accountId), inArray(postTargets.status, ['scheduled', 'claimed']), sql`${postTargets.scheduledAt} < now() + interval '1 minute'`))
      .returning(PROMISED),
    record(org, db, 'account.resumed', { type: 'social-account', id: accountId }, { account: name.value }),
  ]);
  return written.ok ? done({ name: name.value }) : written;
}

const GONE = 'Its account was disconnected.';
const waiting = (accountId: string) => and(eq(postTargets.accountId, accountId), inArray(postTargets.status, ['scheduled', 'claimed']));

/** Its tokens are forgotten at once. What was scheduled with it is cancelled; what is live stays where it is. */
export async function disconnectAccount(org: Org, accountId: string): Promise<Result<{ name: string; cancelled: number }>> {
  const name = await nameOfAccount(org, accountId);
  if (!name.ok) return name;
  const written = await writeFor(org, (db) => [
    holdAccount(db, accountId),
    // Posts before their targets: all who write take the locks in this order.
    db.select({ id: posts.id }).from(posts).where(inArray(posts.id, db.select({ id: postTargets.postId }).from(postTargets).where(waiting(accountId)))).orderBy(posts.id).for('update'),
    db.insert(publishEvents).select(
      db
        .select({
          id: sql`app.uuid7()`.as('id'),
          organizationId: postTargets.organizationId,
          targetId: postTargets.id,
          segment: sql<number>`0`.as('segment'),
          kind: sql<string>`'cancelled'`.as('kind'),
          sentence: sql<string>`${GONE}::text`.as('sentence'),
          evidence: sql<Record<string, unknown>>`'{}'::jsonb`.as('evidence'),
          actorId: sql<string>`app.current_user_id()`.as('actor_id'),
          createdAt: sql<string>`now()`.as('created_at'),
        })
        .from(postTargets)
        .where(waiting(accountId)),
    ),
    db
      .update(postTargets)
      .set({ status: 'cancelled', failureCode: 'disconnected', failureMessage: GONE, wakeAt: null, lookAt: null, takenAt: null, fence: sql`${postTargets.fence} + 1` })
      .where(waiting(accountId))
      .returning({ id: postTargets.id }),
    db
      .update(socialAccounts)
      .set({ accessToken: '', refreshToken: null, client: null, tokenExpiresAt: null, renewingUntil: null, tokenGeneration: sql`${socialAccounts.tokenGeneration} + 1`, status: 'inactive', statusReason: 'It was disconnected, and its access was forgotten. Connect it again to use it.', pausedAt: null, deletedAt: sql`now()` })
      .where(livingAccount(accountId)),
    record(org, db, 'account.disconnected', { type: 'social-account', id: accountId }, { account: name.value }),
  ]);
  return written.ok ? done({ name: name.value, cancelled: written.value[3].length }) : written;
}

const TWICE: Record<string, Problem> = { social_accounts_platform_key: problem('conflict', 'This account is connected already. It is on the list.') };

/** Back on the list with its times and its past; without tokens it does nothing until somebody connects it again. */
export async function restoreAccount(org: Org, accountId: string): Promise<Result<null>> {
  const written = await writeFor(
    org,
    (db) => [
      refuseUnless(db, sql`exists (select from social_accounts where id = ${accountId} and deleted_at is not null for update)`, 'not-found', 'There is no such disconnected account.'),
      db.update(socialAccounts).set({ deletedAt: null }).where(eq(socialAccounts.id, accountId)),
      record(org, db, 'account.restored', { type: 'social-account', id: accountId }),
    ],
    TWICE,
  );
  return written.ok ? done(null) : written;
}
