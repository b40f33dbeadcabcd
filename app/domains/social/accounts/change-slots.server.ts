import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { postingSlots } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import type { slotsInput } from './account-inputs.ts';
import { nameOfAccount } from './change-account.server.ts';

/** The whole week at once, as it stands on the page. Posts that have a time already keep it. */
export async function changeSlots(org: Org, { accountId, timeZone, slots }: z.output<typeof slotsInput>): Promise<Result<{ name: string; count: number }>> {
  const name = await nameOfAccount(org, accountId);
  if (!name.ok) return name;
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from social_accounts where id = ${accountId} and deleted_at is null for update)`, 'not-found', 'There is no such account.'),
    db.delete(postingSlots).where(eq(postingSlots.accountId, accountId)),
    ...(slots.length > 0 ? [db.insert(postingSlots).values(slots.map(({ weekday, time }) => ({ accountId, weekday, localTime: time, timeZone })))] : []),
    record(org, db, 'account.slots-changed', { type: 'social-account', id: accountId }, { account: name.value, count: slots.length }),
  ]);
  return written.ok ? done({ name: name.value, count: slots.length }) : written;
}
