import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { uuid7 } from '#app/platform/ids.ts';
import { hashPassword } from './hash-password.server.ts';
import { problem } from '#app/platform/problem.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { linkToken } from '#app/platform/secrets.server.ts';
import { callSystem } from '#app/platform/system.server.ts';
import type { signUpInput } from './inputs.ts';
import { spendAttempt } from './throttle.server.ts';

/**
 * Answers the same for a known address as for a new one; the letter tells the two apart. The token id lets this browser
 * confirm with one press.
 */
export async function signUp(context: RequestContext, input: z.output<typeof signUpInput>): Promise<Result<{ tokenId: string }>> {
  const refusal = await spendAttempt(context, [`sign-up:${context.ip}`, 20, 3600], [`letter:${input.email.toLowerCase()}`, 6, 3600]);
  if (refusal) return refused(refusal);
  const [userId, tokenId, jobId] = [uuid7(), uuid7(), uuid7()];
  const hash = await hashPassword(input.password);
  const token = await linkToken(context.env.TOKEN_SECRET, 'verify_email', tokenId);
  const written = await callSystem(
    context,
    sql`app.sign_up(${userId}::uuid, ${input.email}, ${input.name}, ${hash}, ${input.timeZone}, ${tokenId}::uuid, ${token}, ${jobId}::uuid)`,
  );
  if (!written.ok) return refused(problem('conflict', 'Someone signed up with this address at the same moment. Look for the letter.'));
  context.later(context.env.JOBS.send({ id: jobId, type: 'mail' }));
  return done({ tokenId });
}
