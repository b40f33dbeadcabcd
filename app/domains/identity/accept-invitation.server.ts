import { sql } from 'drizzle-orm';
import { call } from '#db/scope.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import type { Role } from '#app/platform/permission.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { done, type Result } from '#app/platform/result.ts';
import { callSystem } from '#app/platform/system.server.ts';

export interface OpenInvitation {
  invitation_id: string;
  organization_name: string;
  email: string;
  role: Role;
  inviter: string | null;
  state: 'open' | 'accepted' | 'revoked' | 'expired';
  has_account: boolean;
}

export async function peekInvitation(context: RequestContext, token: string): Promise<OpenInvitation | null> {
  const looked = await callSystem(context, sql`app.peek_invitation(${token})`);
  if (!looked.ok) throw new Error(looked.problem.message);
  return (looked.value[0]?.[0] ?? null) as OpenInvitation | null;
}

/** Joins, and works there from now on. Accepting twice changes nothing the second time. */
export async function acceptInvitation(org: Org, token: string): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [call(db, sql`app.accept_invitation(${token})`)]);
  return written.ok ? done(null) : written;
}
