import { eq, sql } from 'drizzle-orm';
import { invitationById } from '#db/queries/members.ts';
import { invitations } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { promise, record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { problem, notFound } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { hex, linkToken, sha256 } from '#app/platform/secrets.server.ts';
import type { Role } from '#app/platform/permission.ts';

const OPEN_ALREADY = {
  invitations_open_key: problem('conflict', 'There is an open invitation for this address. Send it again instead.', { field: 'email' }),
};

const invitationHash = async (org: Org, id: string) => `\\x${hex(await sha256(await linkToken(org.context.env.TOKEN_SECRET, 'invitation', id)))}`;

const letter = (invitationId: string, email: string) => ({ type: 'mail.invitation', label: `Invitation for ${email}`, payload: { invitationId } });

/** The invitation, its letter and the audit entry stand or fall together. */
export async function inviteMember(org: Org, input: { email: string; role: Role }): Promise<Result<{ id: string }>> {
  const id = uuid7();
  const tokenHash = await invitationHash(org, id);
  const written = await writeFor(
    org,
    (db) => [
      refuseUnless(
        db,
        sql`not exists (select from memberships m join users u on u.id = m.user_id where m.organization_id = app.current_org() and lower(u.email) = lower(${input.email}))`,
        'conflict',
        'This person is a member already.',
      ),
      db.insert(invitations).values({ id, ...input, tokenHash, invitedBy: sql`app.current_user_id()`, expiresAt: sql`now() + interval '7 days'` }),
      promise(org, db, letter(id, input.email)),
      record(org, db, 'member.invited', { type: 'invitation', id }, { email: input.email, role: input.role }),
    ],
    OPEN_ALREADY,
  );
  return written.ok ? done({ id }) : written;
}

/** Taken under a lock, so that nobody accepts it between the question and the write. */
const openInvitation = (id: string) => sql`exists (select from invitations where id = ${id} and accepted_at is null and revoked_at is null for update)`;

/** The same link again, with seven more days. */
export async function resendInvitation(org: Org, id: string): Promise<Result<{ email: string }>> {
  const found = await readFor(org, { invitation: invitationById(id) });
  if (!found.ok) return found;
  const { invitation } = found.value;
  if (!invitation) return refused(notFound('invitation'));
  const { email } = invitation;
  const written = await writeFor(org, (db) => [
    refuseUnless(db, openInvitation(id), 'conflict', 'This invitation is not open any more.'),
    db.update(invitations).set({ expiresAt: sql`now() + interval '7 days'` }).where(eq(invitations.id, id)),
    promise(org, db, letter(id, email)),
    record(org, db, 'member.invited-again', { type: 'invitation', id }, { email }),
  ]);
  return written.ok ? done({ email }) : written;
}

export async function withdrawInvitation(org: Org, id: string): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, openInvitation(id), 'not-found', 'There is no such open invitation.'),
    db.update(invitations).set({ revokedAt: sql`now()` }).where(eq(invitations.id, id)),
    record(org, db, 'invitation.withdrawn', { type: 'invitation', id }),
  ]);
  return written.ok ? done(null) : written;
}
