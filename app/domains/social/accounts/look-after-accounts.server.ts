import { eq, sql } from 'drizzle-orm';
import type { AccountToOpen } from '#db/queries/accounts.ts';
import { currentOrganization } from '#db/queries/organizations.ts';
import { socialAccounts } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { noticeTo } from '#app/domains/notifications/notice.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { promise } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { callSystem, orgOfJob } from '#app/platform/system.server.ts';
import { accountName, endOf, isRenewable, warningDue } from './account.ts';
import { connectorOf } from '../connectors/registry.ts';
import { socialJobs } from '../jobs.ts';
import { freshAccount } from './renew-tokens.server.ts';
import { syncProfile } from './sync-profile.server.ts';

/** More than the hour between two looks, so that no token ends in between. */
const AHEAD_MINUTES = 75;
const SYNC_HOURS = 23;
const MOST = 1000;

/** The clock's part, each hour: whose tokens end soon, and whose figures are a day old. Each account is a job of its own, so that one slow platform holds up no other. */
export async function lookAfterAccounts(context: RequestContext): Promise<void> {
  const found = await callSystem(context, sql`app.ending_accounts(${MOST}, make_interval(mins => ${AHEAD_MINUTES}))`, sql`app.unsynced_accounts(${MOST}, make_interval(hours => ${SYNC_HOURS}))`);
  if (!found.ok) throw new Error(found.problem.message);
  const accounts = new Map((found.value.flat() as { id: string; organization_id: string }[]).map((row) => [row.id, row.organization_id]));
  for (const organizationId of new Set(accounts.values())) {
    const ids = [...accounts].filter(([, whose]) => whose === organizationId).map(([id]) => id);
    const org = orgOfJob(context, organizationId);
    const written = await writeFor(org, (db) => ids.map((accountId) => promise(org, db, { type: 'social.look-after', label: 'Look after a social account', payload: { accountId } })));
    if (!written.ok) throw new Error(written.problem.message);
  }
}

/** Renews, warns, and takes the figures of the day. A platform that is down is asked again in an hour: that is no failure of a job. */
export async function lookAfter(context: RequestContext, job: { organization_id: string | null; payload: unknown }): Promise<void> {
  const { accountId } = socialJobs['social.look-after'].parse(job.payload);
  const org = orgOfJob(context, job.organization_id!);
  const fresh = await freshAccount(org, accountId, { goodForMinutes: AHEAD_MINUTES });
  if (!fresh.ok) return;
  await warnOfEnd(org, fresh.row);
  const { lastSyncedAt } = fresh.row;
  if (lastSyncedAt === null || Date.parse(lastSyncedAt) < Date.now() - SYNC_HOURS * 3_600_000) await syncProfile(org, accountId);
}

/** Days ahead, where nothing but a person helps; once for each of the days that the platform's connector names. */
export async function warnOfEnd(org: Org, row: AccountToOpen, now = new Date()): Promise<void> {
  const connector = connectorOf(row.platform);
  const end = endOf({ ...row, renewable: isRenewable(connector, row.refreshToken !== null) });
  const due = warningDue(end, connector.warnDays, row.warnedFor, now);
  if (!due || !end) return;
  const found = await readFor(org, { organization: currentOrganization() });
  if (!found.ok) throw new Error(found.problem.message);
  const on = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: found.value.organization?.timeZone ?? 'UTC' }).format(new Date(end));
  const moment = due.toISOString();
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from social_accounts where id = ${row.id} and deleted_at is null and status = 'active' and (warned_for is null or warned_for < ${moment}::timestamptz) for update)`, 'conflict', 'It was told before.'),
    db.update(socialAccounts).set({ warnedFor: moment }).where(eq(socialAccounts.id, row.id)),
    noticeTo(db, ['owner', 'admin'], 'account.ending', { accountId: row.id, account: accountName(row), on }),
  ]);
  if (!written.ok && written.problem.kind !== 'conflict') throw new Error(written.problem.message);
}
