import { sql } from 'drizzle-orm';
import { sweepMedia } from '#app/domains/media/sweep-media.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { callSystem } from '#app/platform/system.server.ts';

/** Cron expression → what it does. The expressions stand in wrangler.toml; a test holds the two together. */
export const CRONS: Record<string, (context: RequestContext) => Promise<void>> = {
  '* * * * *': tick,
  '7 * * * *': (context) => sweepMedia(context),
  '17 3 * * *': sweep,
};

/** Wakes the work that nobody woke. May come late, twice or overlapping: it only sends ids, and the row decides. */
async function tick(context: RequestContext) {
  const found = await callSystem(context, sql`app.overdue_jobs(500)`, sql`app.beat('tick', '')`);
  if (!found.ok) throw new Error(found.problem.message);
  const jobs = (found.value[0] ?? []) as { id: string; type: string }[];
  for (let start = 0; start < jobs.length; start += 100) {
    await context.env.JOBS.sendBatch(jobs.slice(start, start + 100).map(({ id, type }) => ({ body: { id, type } })));
  }
}

async function sweep(context: RequestContext) {
  const swept = await callSystem(context, sql`app.purge_expired()`, sql`app.sweep_content(30)`, sql`app.beat('sweep', '')`);
  if (!swept.ok) throw new Error(swept.problem.message);
}
