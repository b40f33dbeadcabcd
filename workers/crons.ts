import { sql } from 'drizzle-orm';
import { sweepMedia } from '#app/domains/media/sweep-media.server.ts';
import { lookAfterAccounts } from '#app/domains/social/accounts/look-after-accounts.server.ts';
import { tellLate } from '#app/domains/publishing/publish-due.server.ts';
import { repeatDuePosts } from '#app/domains/social/composing/repeat-posts.server.ts';
import { tellLatePosts } from '#app/domains/social/publishing/publish-target.server.ts';
import { TARGET_MESSAGE } from '#app/domains/social/publishing/wake.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { callSystem } from '#app/platform/system.server.ts';

/** Cron expression → what it does. The expressions stand in wrangler.toml; a test holds the two together. */
export const CRONS: Record<string, (context: RequestContext) => Promise<void>> = {
  '* * * * *': tick,
  '7 * * * *': hourly,
  '17 3 * * *': sweep,
};

const MOST = 1000;
const SENT_AT_ONCE = 100;

interface Woken {
  id: string;
  type: string;
  delay_seconds: number;
}

/**
 * Wakes what comes due before the next tick, to the second, and the work that nobody woke. May come late, twice or
 * overlapping: it only sends ids, and the row decides.
 */
async function tick(context: RequestContext) {
  await Promise.all([wakeJobs(context), wakeTargets(context), repeatDuePosts(context)]);
}

export async function wakeJobs(context: RequestContext) {
  let woken: Woken[];
  let rounds = 0;
  do {
    const found = await callSystem(context, sql`app.wake_jobs(${MOST}, interval '70 seconds')`, sql`app.beat('tick', '')`);
    if (!found.ok) throw new Error(found.problem.message);
    woken = (found.value[0] ?? []) as Woken[];
    for (let start = 0; start < woken.length; start += SENT_AT_ONCE) {
      await context.env.JOBS.sendBatch(woken.slice(start, start + SENT_AT_ONCE).map(({ id, type, delay_seconds }) => ({ body: { id, type }, ...(delay_seconds > 0 ? { delaySeconds: delay_seconds } : {}) })));
    }
    rounds += 1;
  } while (woken.length === MOST && rounds < 10);
  const late = await callSystem(context, sql`app.late_publications(100)`);
  if (late.ok) await tellLate(context, (late.value[0] ?? []) as { id: string; organization_id: string }[]);
}

interface DueTarget {
  id: string;
  fence: number;
  delay_seconds: number;
}

/** What a minute may bring: ten thousand posts at nine o'clock are no rare thing. */
const MOST_ROUNDS = 30;

/** Posts that come due, and those whose work ended half-way: one statement claims them, and the queue wakes a consumer for each. */
export async function wakeTargets(context: RequestContext) {
  let claimed: DueTarget[];
  let rounds = 0;
  do {
    const found = await callSystem(context, sql`app.claim_targets(${MOST})`);
    if (!found.ok) throw new Error(found.problem.message);
    claimed = (found.value[0] ?? []) as DueTarget[];
    for (let start = 0; start < claimed.length; start += SENT_AT_ONCE) {
      await context.env.JOBS.sendBatch(claimed.slice(start, start + SENT_AT_ONCE).map(({ id, fence, delay_seconds }) => ({ body: { id, type: TARGET_MESSAGE, fence }, ...(delay_seconds > 0 ? { delaySeconds: delay_seconds } : {}) })));
    }
    rounds += 1;
  } while (claimed.length === MOST && rounds < MOST_ROUNDS);
  const late = await callSystem(context, sql`app.late_targets(100)`);
  if (late.ok) await tellLatePosts(context, (late.value[0] ?? []) as { id: string; organization_id: string }[]);
}

/** What one of them stumbles over does not keep the other. */
async function hourly(context: RequestContext) {
  await Promise.all([sweepMedia(context), lookAfterAccounts(context)]);
}

async function sweep(context: RequestContext) {
  const swept = await callSystem(context, sql`app.purge_expired()`, sql`app.sweep_content(30)`, sql`app.beat('sweep', '')`);
  if (!swept.ok) throw new Error(swept.problem.message);
}
