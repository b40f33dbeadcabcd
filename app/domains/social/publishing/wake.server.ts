import { type SQL, sql } from 'drizzle-orm';
import { postTargets } from '#db/schema/index.ts';

/** What the queue carries for a target: its id and the number that whoever works on it must hold. */
export const TARGET_MESSAGE = 'social.target';

/** The clock looks so long before something is due, and gives it to the queue with a delay. */
const AHEAD = '70 seconds';
/** Accounts, files and quotas are looked at so long before: time to mend what is wrong. */
export const CHECK_MINUTES = 30;

/**
 * The columns that set when there is something to do for a target. Whoever works on it at this moment loses it: its
 * fence is raised. `checked`: whether the early look is behind it.
 */
export const wakeAt = (at: SQL | Date) => {
  const moment = at instanceof Date ? sql`${at.toISOString()}::timestamptz` : at;
  return { wakeAt: sql<string>`${moment}`, lookAt: sql<string>`${moment} - interval '${sql.raw(AHEAD)}'`, takenAt: null, fence: sql<number>`${postTargets.fence} + 1` };
};

/** For a target that was scheduled just now: the early look first, where there is time for one. */
export const wakeForSchedule = (scheduledAt: SQL) => wakeAt(sql`greatest(${scheduledAt} - interval '${sql.raw(String(CHECK_MINUTES))} minutes', least(${scheduledAt}, now() + interval '1 second'))`);

/** Nothing is left to do. */
export const AT_REST = { wakeAt: null, lookAt: null, takenAt: null };

/** What a statement answers that wants the queue told at once instead of at the next tick. */
export const PROMISED = {
  promisedId: postTargets.id,
  promisedType: sql<string>`${TARGET_MESSAGE}::text`,
  promisedFence: postTargets.fence,
  promisedDelay: sql<number>`greatest(0, ceil(extract(epoch from ${postTargets.wakeAt} - now())))::int`,
};
