import { eq, sql } from 'drizzle-orm';
import { campaignById } from '#db/queries/campaigns.ts';
import { campaigns } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { holdCampaign, livingCampaign } from './write-campaign.server.ts';

/** Out of sight. Its pieces and entries stay where they are, so that bringing it back brings everything back. */
export async function removeCampaign(org: Org, campaignId: string): Promise<Result<{ name: string; isTemplate: boolean }>> {
  const found = await livingCampaign(org, campaignId);
  if (!found.ok) return found;
  const { name, isTemplate } = found.value;
  const written = await writeFor(org, (db) => [
    holdCampaign(db, campaignId),
    db.update(campaigns).set({ deletedAt: sql`now()` }).where(eq(campaigns.id, campaignId)),
    record(org, db, 'campaign.removed', { type: 'campaign', id: campaignId }, { name }),
  ]);
  return written.ok ? done({ name, isTemplate }) : written;
}

export async function restoreCampaign(org: Org, campaignId: string): Promise<Result<{ name: string; isTemplate: boolean }>> {
  const found = await readFor(org, { campaign: campaignById(campaignId) });
  if (!found.ok) return found;
  const { campaign } = found.value;
  if (!campaign?.deletedAt) return refused(notFound('removed campaign'));
  const { name, isTemplate } = campaign;
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from campaigns where id = ${campaignId} and deleted_at is not null for update)`, 'not-found', 'There is no such removed campaign.'),
    db.update(campaigns).set({ deletedAt: null }).where(eq(campaigns.id, campaignId)),
    record(org, db, 'campaign.restored', { type: 'campaign', id: campaignId }, { name }),
  ]);
  return written.ok ? done({ name, isTemplate }) : written;
}
