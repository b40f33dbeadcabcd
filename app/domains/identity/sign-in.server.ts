import { sql } from 'drizzle-orm';
import { randomToken } from '#app/platform/ids.ts';
import { checkPassword, hashPassword } from './hash-password.server.ts';
import { problem } from '#app/platform/problem.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { callSystem } from '#app/platform/system.server.ts';

interface Credentials {
  user_id: string;
  password_hash: string | null;
  verified: boolean;
  status: string;
}

const WRONG = problem('invalid', 'This address and password do not belong together. Check both, or choose a new password.');

/** Two trips: count the attempt and fetch the hash; then open the session. Unknown people cost the same time as known ones. */
export async function signIn(context: RequestContext, input: { email: string; password: string }): Promise<Result<{ token: string }>> {
  const account = `sign-in:${input.email.toLowerCase()}`;
  const looked = await callSystem(
    context,
    sql`app.throttle(${`sign-in:${context.ip}`}, 60, 900)`,
    sql`app.throttle(${account}, 10, 900)`,
    sql`app.find_credentials(${input.email})`,
  );
  if (!looked.ok) return refused(looked.problem);
  const [[withinAddress] = [], [withinAccount] = [], [found] = []] = looked.value;
  if (withinAddress === false || withinAccount === false) {
    return refused(problem('too-fast', 'Too many attempts for this account. Wait 15 minutes, or choose a new password.', { retryAfterSeconds: 900 }));
  }
  const person = (found ?? null) as Credentials | null;
  const { correct, outdated } = await checkPassword(input.password, person?.password_hash ?? null);
  if (!person || !correct) return refused(WRONG);
  if (person.status !== 'active') return refused(problem('forbidden', 'This account is suspended. Ask an admin of your organization.'));
  if (outdated) context.later(hashPassword(input.password).then((hash) => callSystem(context, sql`app.upgrade_password(${person.user_id}::uuid, ${hash})`)));
  return done({ token: await openSession(context, person.user_id, account) });
}

/** A fresh token for a proven person; the attempts that led here are forgiven. */
export async function openSession(context: RequestContext, userId: string, account?: string): Promise<string> {
  const token = randomToken();
  const opened = await callSystem(
    context,
    ...(account ? [sql`app.forgive(${account})`] : []),
    sql`app.open_session(${userId}::uuid, ${token}, ${context.ip}, ${context.userAgent})`,
  );
  if (!opened.ok) throw new Error(opened.problem.message);
  return token;
}
