import type { z } from 'zod';
import { campaignOutcomes } from '#db/schema/index.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { writeOutcomeInput } from './campaign-inputs.ts';
import { holdCampaign, livingCampaign } from './write-campaign.server.ts';

/** What came of it, as the toast says it. */
export interface Outcome {
  id: string;
  conversions: number;
  revenue: string | null;
  currency: string;
}

/** What no platform and no page of ours can count: who bought, who signed up, and what that brought. */
export async function writeOutcome(org: Org, { campaignId, ...entry }: z.output<typeof writeOutcomeInput>): Promise<Result<Outcome>> {
  const found = await livingCampaign(org, campaignId);
  if (!found.ok) return found;
  const { name, isTemplate, currency } = found.value;
  if (isTemplate) return refused(problem('conflict', 'Nothing comes of a template. Begin a campaign from it.'));
  const id = uuid7();
  const { conversions, revenue } = entry;
  const written = await writeFor(org, (db) => [
    holdCampaign(db, campaignId),
    db.insert(campaignOutcomes).values({ ...entry, currency, id, campaignId }),
    record(org, db, 'campaign.outcome', { type: 'campaign', id: campaignId }, { name, conversions, revenue, currency }),
  ]);
  return written.ok ? done({ id, conversions, revenue, currency }) : written;
}
