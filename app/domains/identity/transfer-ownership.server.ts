import { eq, sql } from 'drizzle-orm';
import { memberByUser } from '#db/queries/members.ts';
import { currentOrganization } from '#db/queries/organizations.ts';
import { memberships } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { notice } from '#app/domains/notifications/notice.server.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';

/** The new owner's consent is their membership; the old owner stays as an admin. Typed out, because only the new owner can undo it. */
export async function transferOwnership(org: Org, input: { userId: string; confirmation: string }): Promise<Result<{ name: string }>> {
  const found = await readFor(org, { target: memberByUser(input.userId), organization: currentOrganization() });
  if (!found.ok) return found;
  const { target, organization } = found.value;
  if (!target || !organization) return refused(notFound('member'));
  if (input.confirmation !== organization.name) return refused(problem('invalid', `Type “${organization.name}” to confirm.`, { field: 'confirmation' }));
  if (target.role === 'owner') return refused(problem('conflict', `${target.name} is an owner already.`, { field: 'userId' }));
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from memberships where user_id = ${input.userId} for update)`, 'conflict', `${target.name} left meanwhile.`),
    db.update(memberships).set({ role: 'owner', permissions: [] }).where(eq(memberships.userId, input.userId)),
    db.update(memberships).set({ role: 'admin' }).where(eq(memberships.userId, sql`app.current_user_id()`)),
    record(org, db, 'organization.transferred', { type: 'organization', id: organization.id }, { to: target.email }),
    notice(org, db, input.userId, 'organization.transferred', { organization: organization.name }),
  ]);
  return written.ok ? done({ name: target.name }) : written;
}

/** The last owner cannot leave: the count is taken under a lock, so that two owners cannot both go at once. */
export async function leaveOrganization(org: Org): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`(select count(*) from (select from memberships where role = 'owner' for update) owners) > 0`, 'conflict', 'This organization has no owner.'),
    refuseUnless(
      db,
      sql`(select role <> 'owner' from memberships where user_id = app.current_user_id()) or (select count(*) from memberships where role = 'owner') > 1`,
      'conflict',
      'You are the only owner. Transfer the ownership first.',
    ),
    record(org, db, 'member.left', { type: 'user' }),
    db.delete(memberships).where(eq(memberships.userId, sql`app.current_user_id()`)),
  ]);
  return written.ok ? done(null) : written;
}
