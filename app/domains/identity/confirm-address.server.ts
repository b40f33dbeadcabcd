import { sql } from 'drizzle-orm';
import { checkPassword } from './hash-password.server.ts';
import { problem } from '#app/platform/problem.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { callSystem } from '#app/platform/system.server.ts';
import { openSession } from './sign-in.server.ts';

export interface OpenLink {
  token_id: string;
  user_id: string;
  email: string;
  password_hash: string | null;
}

const SPENT = problem('conflict', 'This link was used already or has expired. Ask for a new one.');

export async function peekLink(context: RequestContext, purpose: 'verify_email' | 'reset_password', token: string): Promise<OpenLink | null> {
  const looked = await callSystem(context, sql`app.peek_token(${purpose}, ${token})`);
  if (!looked.ok) throw new Error(looked.problem.message);
  return (looked.value[0]?.[0] ?? null) as OpenLink | null;
}

/**
 * The browser that signed up confirms with one press. Any other must know the password: otherwise someone could sign up
 * with a stranger's address, wait for the stranger to press the link, and share the account.
 */
export async function confirmAddress(context: RequestContext, token: string, proof: { signUp: unknown; password: string }): Promise<Result<{ token: string }>> {
  const link = await peekLink(context, 'verify_email', token);
  if (!link) return refused(SPENT);
  if (proof.signUp !== link.token_id) {
    const { correct } = await checkPassword(proof.password, link.password_hash);
    if (!correct) return refused(problem('invalid', 'This is not the password that was chosen at sign-up.', { field: 'password' }));
  }
  const confirmed = await callSystem(context, sql`app.verify_email(${token})`);
  if (!confirmed.ok) return refused(confirmed.problem);
  return done({ token: await openSession(context, link.user_id) });
}
