import { sql } from 'drizzle-orm';
import { invitationById } from '#db/queries/members.ts';
import { currentOrganization } from '#db/queries/organizations.ts';
import { type Letter, sendMail } from '#app/platform/mail.server.ts';
import { readFor } from '#app/platform/org.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { linkToken } from '#app/platform/secrets.server.ts';
import { callSystem, orgOfJob } from '#app/platform/system.server.ts';
import { identityJobs } from './jobs.ts';
import { accountExistsLetter, invitationLetter, resetLetter, verifyLetter } from './letters.ts';

interface MailJob {
  id: string;
  organization_id: string | null;
  type: string;
  payload: unknown;
}

/** Repeatable: the link is derived, not made, and the job's id lets the mail service drop a second copy. */
export async function sendIdentityMail(context: RequestContext, job: MailJob): Promise<void> {
  const letter = await compose(context, job);
  if (!letter) return;
  await sendMail(context.env, job.id, letter);
  if (job.type === 'mail.invitation' && job.organization_id) await planReminder(context, job.organization_id, identityJobs[job.type].parse(job.payload).invitationId);
}

/** One reminder for each invitation, whichever of its letters went out first. */
async function planReminder({ env }: RequestContext, organizationId: string, invitationId: string) {
  await env.REMINDERS?.create({ id: invitationId, params: { invitationId, organizationId } }).catch(() => undefined);
}

async function compose(context: RequestContext, job: MailJob): Promise<Letter | null> {
  switch (job.type) {
    case 'mail.invitation': {
      return composeInvitation(context, job.organization_id!, identityJobs[job.type].parse(job.payload).invitationId);
    }
    case 'mail.verify-email': {
      const { userId, tokenId } = identityJobs[job.type].parse(job.payload);
      return to(context, userId, async (email) => verifyLetter(email, await link(context, 'verify_email', '/confirm', tokenId)));
    }
    case 'mail.reset-password': {
      const { userId, tokenId } = identityJobs[job.type].parse(job.payload);
      return to(context, userId, async (email) => resetLetter(email, await link(context, 'reset_password', '/new-password', tokenId)));
    }
    case 'mail.account-exists': {
      const { userId } = identityJobs[job.type].parse(job.payload);
      return to(context, userId, async (email) => accountExistsLetter(email, `${context.origin}/sign-in`));
    }
    default:
      throw new Error(`There is no letter for ${job.type}.`);
  }
}

async function composeInvitation(context: RequestContext, organizationId: string, invitationId: string): Promise<Letter | null> {
  const found = await readFor(orgOfJob(context, organizationId), { invitation: invitationById(invitationId), organization: currentOrganization() });
  if (!found.ok) throw new Error(found.problem.message);
  const { invitation, organization } = found.value;
  if (!invitation || !organization || invitation.acceptedAt || invitation.revokedAt) return null;
  const url = await link(context, 'invitation', '/invitation', invitation.id);
  return invitationLetter(invitation.email, { organization: organization.name, inviter: invitation.inviter, role: invitation.role, url });
}

async function to(context: RequestContext, userId: string, write: (email: string) => Promise<Letter>): Promise<Letter | null> {
  const found = await callSystem(context, sql`app.address_of(${userId}::uuid)`);
  if (!found.ok) throw new Error(found.problem.message);
  const person = found.value[0]?.[0] as { email: string } | undefined;
  return person ? write(person.email) : null;
}

const link = async (context: RequestContext, purpose: string, path: string, rowId: string) =>
  `${context.origin}${path}?token=${await linkToken(context.env.TOKEN_SECRET, purpose, rowId)}`;
