import { sql } from 'drizzle-orm';
import type { RequestContext } from '#app/platform/env.ts';
import { describe, log } from '#app/platform/log.ts';
import { hex, sha256 } from '#app/platform/secrets.server.ts';
import { callSystem } from '#app/platform/system.server.ts';

const HALF_AN_HOUR = 1800;

/**
 * One reading of a piece by one browser counts once in half an hour. What tells browsers apart is a hash with a salt of the
 * day, kept for a day at most: it leads back to nobody, and tomorrow to nothing.
 */
export async function countView(context: RequestContext, at: { organization: string; slug: string }, from: string, seconds: number): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  const reader = hex(await sha256(JSON.stringify([context.env.TOKEN_SECRET, day, context.ip, context.userAgent, at.organization.toLowerCase(), at.slug])));
  const name = `${seconds === 0 ? 'view' : 'read'}:${reader}`;
  try {
    const counted = await callSystem(context, sql`coalesce(case when app.throttle(${name}, 1, ${HALF_AN_HOUR}) then app.count_view(${at.organization}, ${at.slug}, ${from}, ${seconds}::int) end, false)`);
    if (!counted.ok) log('warn', 'view-not-counted', { kind: counted.problem.kind });
  } catch (error) {
    log('warn', 'view-not-counted', describe(error));
  }
}
