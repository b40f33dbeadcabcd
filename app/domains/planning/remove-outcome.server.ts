import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { campaignById } from '#db/queries/campaigns.ts';
import { outcomeById } from '#db/queries/results.ts';
import { campaignOutcomes } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { outcomeInput } from './campaign-inputs.ts';
import { holdCampaign } from './write-campaign.server.ts';
import type { Outcome } from './write-outcome.server.ts';

type Which = z.output<typeof outcomeInput>;

async function takeOut(org: Org, { campaignId, outcomeId }: Which, isOut: boolean): Promise<Result<Outcome>> {
  const found = await readFor(org, { campaign: campaignById(campaignId), entry: outcomeById(campaignId, outcomeId) });
  if (!found.ok) return found;
  const { campaign, entry } = found.value;
  if (!campaign || campaign.deletedAt) return refused(notFound('campaign'));
  if (!entry) return refused(notFound('outcome'));
  const { conversions, revenue, currency } = entry;
  const is = isOut ? sql`is null` : sql`is not null`;
  const written = await writeFor(org, (db) => [
    holdCampaign(db, campaignId),
    refuseUnless(db, sql`exists (select from campaign_outcomes where id = ${outcomeId} and deleted_at ${is} for update)`, 'not-found', 'There is no such outcome.'),
    db.update(campaignOutcomes).set({ deletedAt: isOut ? sql`now()` : null }).where(and(eq(campaignOutcomes.campaignId, campaignId), eq(campaignOutcomes.id, outcomeId))),
    record(org, db, isOut ? 'campaign.outcome-removed' : 'campaign.outcome-restored', { type: 'campaign', id: campaignId }, { name: campaign.name, conversions, revenue, currency }),
  ]);
  return written.ok ? done({ id: outcomeId, conversions, revenue, currency }) : written;
}

export const removeOutcome = (org: Org, outcome: Which) => takeOut(org, outcome, true);

export const restoreOutcome = (org: Org, outcome: Which) => takeOut(org, outcome, false);
