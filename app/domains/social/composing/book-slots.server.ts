import { sql } from 'drizzle-orm';
import { postTargets } from '#db/schema/index.ts';
import { idList, refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { accountName } from '../accounts/account.ts';
import { freeSlots } from '../accounts/slot.ts';
import type { Desk } from './look-at-post.server.ts';

/** By target: the times at which its account has nothing to say yet, in their order. */
export type FreeSlots = ReadonlyMap<string, readonly Date[]>;

/** So many may ask for the same account's next slot at one instant. */
const MOST_AT_ONCE = 100;

export function freeSlotsOf({ slots, taken, accounts }: Desk, targets: Desk['draft']['targets'], now: Date): Result<FreeSlots> {
  const free = new Map<string, Date[]>();
  for (const { id, accountId } of targets) {
    const own = <R extends { accountId: string }>(rows: readonly R[]) => rows.filter((row) => row.accountId === accountId);
    const found = freeSlots(own(slots), own(taken).map(({ at }) => new Date(at)), now, MOST_AT_ONCE);
    if (found.length === 0) return refused(problem('invalid', `${accountName(accounts.get(accountId)!)} has no free slot. Give it posting times, or choose a time.`, { field: 'when' }));
    free.set(id, found);
  }
  return done(free);
}

/**
 * Each target gets the first of its slots that is free when the write comes to it: what was seen may be taken by now. Whoever
 * books for the same account waits at the lock until this is committed. The locks go by one order, behind that of the post.
 */
export function bookSlots(db: Writer, free: FreeSlots): Statement[] {
  const ids = idList([...free.keys()]);
  const choices = JSON.stringify(Object.fromEntries(free));
  const unbooked = sql`select min(c.at) from (select value::timestamptz as at from jsonb_array_elements_text(${choices}::jsonb -> ${postTargets.id}::text)) c
    where not exists (select from post_targets t where t.social_account_id = ${postTargets.accountId} and t.post_id <> ${postTargets.postId} and t.scheduled_at >= c.at and t.scheduled_at < c.at + interval '1 minute' and t.status not in ('draft', 'cancelled'))`;
  return [
    db.select({ locked: sql`pg_advisory_xact_lock(hashtext('posting_slots'), own.key)` }).from(sql`(select distinct hashtext(t.social_account_id::text) as key from post_targets t where t.id = any (${ids}) order by key) as own`),
    db.update(postTargets).set({ scheduledAt: sql<string>`(${unbooked})` }).where(sql`${postTargets.id} = any (${ids})`),
    refuseUnless(db, sql`not exists (select from post_targets t where t.id = any (${ids}) and t.scheduled_at is null)`, 'conflict', 'The free slots were taken at this moment. Try again, or choose a time.'),
  ];
}
