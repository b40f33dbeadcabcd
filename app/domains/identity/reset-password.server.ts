import { sql } from 'drizzle-orm';
import { uuid7 } from '#app/platform/ids.ts';
import { hashPassword } from './hash-password.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { linkToken } from '#app/platform/secrets.server.ts';
import { callSystem } from '#app/platform/system.server.ts';
import { openSession } from './sign-in.server.ts';
import { spendAttempt } from './throttle.server.ts';

/** Answers the same whether or not the address is known. */
export async function requestReset(context: RequestContext, email: string): Promise<Result<null>> {
  const refusal = await spendAttempt(context, [`reset:${context.ip}`, 20, 3600], [`letter:${email.toLowerCase()}`, 6, 3600]);
  if (refusal) return refused(refusal);
  const [tokenId, jobId] = [uuid7(), uuid7()];
  const token = await linkToken(context.env.TOKEN_SECRET, 'reset_password', tokenId);
  const asked = await callSystem(context, sql`app.request_reset(${email}, ${tokenId}::uuid, ${token}, ${jobId}::uuid)`);
  if (!asked.ok) return refused(asked.problem);
  context.later(context.env.JOBS.send({ id: jobId, type: 'mail' }));
  return done(null);
}

/** A new password ends every session and opens one here. */
export async function resetPassword(context: RequestContext, input: { token: string; password: string }): Promise<Result<{ token: string }>> {
  const reset = await callSystem(context, sql`app.reset_password(${input.token}, ${await hashPassword(input.password)})`);
  if (!reset.ok) return refused(reset.problem);
  const userId = reset.value[0]?.[0] as string;
  return done({ token: await openSession(context, userId) });
}
