import { invitationById } from '#db/queries/members.ts';
import { promise, record } from '#app/platform/jobs.server.ts';
import { readFor, writeFor } from '#app/platform/org.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { orgOfJob } from '#app/platform/system.server.ts';

interface Invited {
  invitationId: string;
  organizationId: string;
}

/** Sends the letter once more unless the invitation was answered, withdrawn or has ended. */
export async function remindInvited(context: RequestContext, { invitationId, organizationId }: Invited): Promise<'reminded' | 'not open'> {
  const org = orgOfJob(context, organizationId);
  const found = await readFor(org, { invitation: invitationById(invitationId) });
  if (!found.ok) throw new Error(found.problem.message);
  const { invitation } = found.value;
  if (!invitation || invitation.acceptedAt || invitation.revokedAt || Date.parse(invitation.expiresAt) < Date.now()) return 'not open';
  const written = await writeFor(org, (db) => [
    promise(org, db, { type: 'mail.invitation', label: `Reminder for ${invitation.email}`, payload: { invitationId } }),
    record(org, db, 'invitation.reminded', { type: 'invitation', id: invitationId }, { email: invitation.email }),
  ]);
  if (!written.ok) throw new Error(written.problem.message);
  return 'reminded';
}
