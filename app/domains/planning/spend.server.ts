import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { campaignById, spendingById } from '#db/queries/campaigns.ts';
import { campaignSpending } from '#db/schema/index.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { addSpendingInput, changeSpendingInput, spendingInput } from './campaign-inputs.ts';
import { holdCampaign, livingCampaign } from './write-campaign.server.ts';

/** What was spent, as the toast says it. Totals are added up where they are read: nothing here can make them drift. */
export interface Spent {
  id: string;
  amount: string;
  currency: string;
}

const SEEN_OTHERWISE = 'Someone else changed this entry at the same moment. Theirs is kept; yours was not applied. Look again, then decide.';

const own = (campaignId: string, spendingId: string) => and(eq(campaignSpending.campaignId, campaignId), eq(campaignSpending.id, spendingId));

async function entryOf(org: Org, campaignId: string, spendingId: string) {
  const found = await readFor(org, { campaign: campaignById(campaignId), entry: spendingById(campaignId, spendingId) });
  if (!found.ok) return found;
  const { campaign, entry } = found.value;
  if (!campaign || campaign.deletedAt) return refused(notFound('campaign'));
  return entry ? done({ ...entry, name: campaign.name }) : refused(notFound('spending'));
}

export async function addSpending(org: Org, { campaignId, ...entry }: z.output<typeof addSpendingInput>): Promise<Result<Spent>> {
  const found = await livingCampaign(org, campaignId);
  if (!found.ok) return found;
  if (found.value.isTemplate) return refused(problem('conflict', 'A template spends nothing. Begin a campaign from it.'));
  const id = uuid7();
  const { amount, currency } = entry;
  const written = await writeFor(org, (db) => [
    holdCampaign(db, campaignId),
    db.insert(campaignSpending).values({ ...entry, id, campaignId }),
    record(org, db, 'campaign.spent', { type: 'campaign', id: campaignId }, { name: found.value.name, amount, currency }),
  ]);
  return written.ok ? done({ id, amount, currency }) : written;
}

/** Made from the state that the writer saw. */
export async function changeSpending(org: Org, { campaignId, spendingId, seen, ...changes }: z.output<typeof changeSpendingInput>): Promise<Result<Spent>> {
  const found = await entryOf(org, campaignId, spendingId);
  if (!found.ok) return found;
  if (found.value.deletedAt) return refused(problem('conflict', 'Someone took this entry out meanwhile. Put it back first, then change it.'));
  const named = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as { [Name in keyof typeof changes]?: string };
  if (Object.keys(named).length === 0) return refused(problem('invalid', 'Say what should change.'));
  const { name } = found.value;
  const { amount, currency } = { ...found.value, ...named };
  const written = await writeFor(org, (db) => [
    holdCampaign(db, campaignId),
    refuseUnless(db, sql`exists (select from campaign_spending where id = ${spendingId} and deleted_at is null and updated_at = ${seen}::timestamptz for update)`, 'conflict', SEEN_OTHERWISE),
    db.update(campaignSpending).set(named).where(own(campaignId, spendingId)),
    record(org, db, 'campaign.spending-changed', { type: 'campaign', id: campaignId }, { name, amount, currency }),
  ]);
  return written.ok ? done({ id: spendingId, amount, currency }) : written;
}

const present = (db: Writer, spendingId: string, is: boolean): Statement =>
  refuseUnless(db, is ? sql`exists (select from campaign_spending where id = ${spendingId} and deleted_at is null for update)` : sql`exists (select from campaign_spending where id = ${spendingId} and deleted_at is not null for update)`, 'not-found', 'There is no such spending.');

async function takeOut(org: Org, { campaignId, spendingId }: z.output<typeof spendingInput>, isOut: boolean): Promise<Result<Spent>> {
  const found = await entryOf(org, campaignId, spendingId);
  if (!found.ok) return found;
  const { name, amount, currency } = found.value;
  const written = await writeFor(org, (db) => [
    holdCampaign(db, campaignId),
    present(db, spendingId, isOut),
    db.update(campaignSpending).set({ deletedAt: isOut ? sql`now()` : null }).where(own(campaignId, spendingId)),
    record(org, db, isOut ? 'campaign.spending-removed' : 'campaign.spending-restored', { type: 'campaign', id: campaignId }, { name, amount, currency }),
  ]);
  return written.ok ? done({ id: spendingId, amount, currency }) : written;
}

export const removeSpending = (org: Org, entry: z.output<typeof spendingInput>) => takeOut(org, entry, true);

export const restoreSpending = (org: Org, entry: z.output<typeof spendingInput>) => takeOut(org, entry, false);
