import { eq, sql } from 'drizzle-orm';
import { memberByUser } from '#db/queries/members.ts';
import { myStanding } from '#db/queries/standing.ts';
import { memberships } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { notice } from '#app/domains/notifications/notice.server.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { may, type Permission, type Role } from '#app/platform/permission.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { whyNotChangeRole, whyNotLend, whyNotRemove } from './member.ts';

const CHANGED_MEANWHILE = 'Someone changed this member at the same moment. Look again, then decide.';

/** Two trips: the rule is asked of both people, then the write holds only if the target is still who was asked about. */
export async function changeMember(org: Org, input: { userId: string; role: Role; permissions: string[] }): Promise<Result<null>> {
  const found = await readFor(org, { me: myStanding(), target: memberByUser(input.userId) });
  if (!found.ok) return found;
  const { me, target } = found.value;
  if (!me || !target) return refused(notFound('member'));
  const added = input.permissions.filter((permission) => !target.permissions.includes(permission));
  const refusal = whyNotChangeRole(me, target, input.role) ?? whyNotLend((permission) => may(me, permission as Permission), added);
  if (refusal) return refused(problem('forbidden', refusal));
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from memberships where user_id = ${input.userId} and role = ${target.role} for update)`, 'conflict', CHANGED_MEANWHILE),
    db.update(memberships).set({ role: input.role, permissions: input.permissions }).where(eq(memberships.userId, input.userId)),
    record(org, db, 'member.changed', { type: 'user', id: input.userId }, { email: target.email, from: target.role, to: input.role, permissions: input.permissions }),
    notice(org, db, input.userId, 'member.changed', { role: input.role }),
  ]);
  return written.ok ? done(null) : written;
}

export async function removeMember(org: Org, userId: string): Promise<Result<{ name: string }>> {
  const found = await readFor(org, { me: myStanding(), target: memberByUser(userId) });
  if (!found.ok) return found;
  const { me, target } = found.value;
  if (!me || !target) return refused(notFound('member'));
  const refusal = whyNotRemove(me, target);
  if (refusal) return refused(problem('forbidden', refusal));
  const written = await writeFor(org, (db) => [
    refuseUnless(
      db,
      sql`exists (select from memberships where user_id = ${userId} and role = ${target.role} for update) and (${target.role} <> 'owner' or (select count(*) from memberships where role = 'owner') > 1)`,
      'conflict',
      CHANGED_MEANWHILE,
    ),
    db.delete(memberships).where(eq(memberships.userId, userId)),
    record(org, db, 'member.removed', { type: 'user', id: userId }, { email: target.email, role: target.role }),
  ]);
  return written.ok ? done({ name: target.name }) : written;
}
