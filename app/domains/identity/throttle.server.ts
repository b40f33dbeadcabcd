import { sql } from 'drizzle-orm';
import { type Problem, problem } from '#app/platform/problem.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { callSystem } from '#app/platform/system.server.ts';

type Window = [name: string, allowed: number, seconds: number];

/** Counts one attempt in each window, in one trip; refuses when any is spent. */
export async function spendAttempt(context: RequestContext, ...windows: Window[]): Promise<Problem | null> {
  const counted = await callSystem(context, ...windows.map(([name, allowed, seconds]) => sql`app.throttle(${name}, ${allowed}, ${seconds})`));
  if (!counted.ok) return counted.problem;
  const spent = windows.find((_, index) => counted.value[index]?.[0] === false);
  if (!spent) return null;
  const minutes = Math.ceil(spent[2] / 60);
  return problem('too-fast', `Too many attempts. Wait up to ${minutes} minutes and try again.`, { retryAfterSeconds: spent[2] });
}
