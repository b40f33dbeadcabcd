import type { MiddlewareHandler } from 'hono';
import { problem } from '#app/platform/problem.ts';
import type { ApiDoor } from '../api/guard.ts';
import { refuse } from '../api/problem.ts';

/** What one address may ask at once, and how much comes back each second. */
const MOST = 600;
const A_SECOND = 20;
/** Addresses remembered; the oldest are forgotten first. */
const MOST_ADDRESSES = 20_000;

const buckets = new Map<string, { left: number; at: number }>();

/**
 * Counted in this isolate and nowhere else: a count in Postgres would turn each read into a write, and what a cache answers never
 * comes here. Each place where the Worker runs counts for itself, so this stops a loop that ran wild, not a crowd. A key has
 * its hour in Postgres beside it (app.authenticate_key).
 */
export function spend(address: string, now = Date.now()): boolean {
  const known = buckets.get(address);
  const left = Math.min(MOST, known ? known.left + ((now - known.at) / 1000) * A_SECOND : MOST);
  buckets.delete(address);
  buckets.set(address, { left: Math.max(0, left - 1), at: now });
  if (buckets.size > MOST_ADDRESSES) buckets.delete(buckets.keys().next().value!);
  return left >= 1;
}

/** Cloudflare names every address; on a developer's machine there is none to count. */
export const limited: MiddlewareHandler<ApiDoor> = async (c, next) => {
  const address = c.req.header('CF-Connecting-IP');
  if (address === undefined || spend(address)) return next();
  return refuse(c, problem('too-fast', `This address asks too much at once. It may ask ${A_SECOND} times a second.`, { retryAfterSeconds: 5 }));
};
