import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { campaigns } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { whyNotDays } from './campaign.ts';
import type { changeCampaignInput, moveCampaignInput, tickCampaignGoalInput } from './campaign-inputs.ts';
import { type CampaignStatus, whyNotMoveCampaign, whyNotUndated } from './campaign-status.ts';
import { atField, CAMPAIGN_PROBLEMS, columnsOfCampaign, holdCampaign, livingCampaign, refuseForeign, refuseStaleCampaign, setCampaignTags } from './write-campaign.server.ts';

export { livingCampaign };

const countUp = sql`${campaigns.revision} + 1`;

/** Made from the revision that the writer saw, or refused with nothing touched: `livingCampaign` tells how it stands then. */
export async function changeCampaign(org: Org, { campaignId, revision, tags, ...changes }: z.output<typeof changeCampaignInput>): Promise<Result<{ name: string; revision: number }>> {
  const found = await livingCampaign(org, campaignId);
  if (!found.ok) return found;
  const before = found.value;
  const days = { startsOn: changes.startsOn === undefined ? before.startsOn : changes.startsOn, endsOn: changes.endsOn === undefined ? before.endsOn : changes.endsOn };
  const why = whyNotDays(days);
  if (why) return refused(problem('invalid', why.sentence, { field: why.field }));
  const undated = days.startsOn === null && whyNotUndated(before);
  if (undated) return refused(problem('invalid', undated, { field: 'startsOn' }));
  const name = changes.name ?? before.name;
  const written = await writeFor(
    org,
    (db) => [
      ...refuseStaleCampaign(db, campaignId, revision),
      ...refuseForeign(db, { projectId: changes.projectId === before.projectId ? null : changes.projectId, ownerId: changes.ownerId === before.ownerId ? null : changes.ownerId }),
      db.update(campaigns).set({ ...columnsOfCampaign(changes, before), revision: countUp }).where(eq(campaigns.id, campaignId)),
      ...(tags ? setCampaignTags(db, campaignId, tags) : []),
      record(org, db, 'campaign.changed', { type: 'campaign', id: campaignId }, { name, fields: [...Object.keys(changes), ...(tags ? ['tags'] : [])] }),
    ],
    CAMPAIGN_PROBLEMS,
  );
  return written.ok ? done({ name, revision: revision + 1 }) : refused(atField(written.problem));
}

/** A step on its way. What is planned for it stays as it is. */
export async function moveCampaign(org: Org, { campaignId, revision, to }: z.output<typeof moveCampaignInput>): Promise<Result<{ name: string; from: CampaignStatus; revision: number }>> {
  const found = await livingCampaign(org, campaignId);
  if (!found.ok) return found;
  const { name, status } = found.value;
  const refusal = whyNotMoveCampaign(found.value, to);
  if (refusal) return refused(problem('conflict', refusal));
  const written = await writeFor(org, (db) => [
    ...refuseStaleCampaign(db, campaignId, revision),
    db.update(campaigns).set({ status: to, revision: countUp }).where(eq(campaigns.id, campaignId)),
    record(org, db, 'campaign.moved', { type: 'campaign', id: campaignId }, { name, from: status, to }),
  ]);
  return written.ok ? done({ name, from: status, revision: revision + 1 }) : written;
}

/** One mark of one goal, whatever else is changed at the same moment. It counts as a change: a form that was open before learns of it. */
export async function tickCampaignGoal(org: Org, { campaignId, goalId, done: isDone }: z.output<typeof tickCampaignGoalInput>): Promise<Result<{ text: string }>> {
  const found = await livingCampaign(org, campaignId);
  if (!found.ok) return found;
  const { name, goals } = found.value;
  const goal = goals.find(({ id }) => id === goalId);
  if (!goal) return refused(notFound('goal'));
  const marked = sql`(select jsonb_agg(case when g.value ->> 'id' = ${goalId} then jsonb_set(g.value, '{done}', to_jsonb(${isDone}::boolean)) else g.value end order by g.ordinality)
    from jsonb_array_elements(${campaigns.goals}) with ordinality g)`;
  const written = await writeFor(org, (db) => [
    holdCampaign(db, campaignId),
    refuseUnless(db, sql`exists (select from campaigns where id = ${campaignId} and goals @> jsonb_build_array(jsonb_build_object('id', ${goalId}::text)))`, 'not-found', 'There is no such goal.'),
    db.update(campaigns).set({ goals: marked, revision: countUp }).where(eq(campaigns.id, campaignId)),
    record(org, db, 'campaign.goal-ticked', { type: 'campaign', id: campaignId }, { name, goal: goal.text, done: isDone }),
  ]);
  return written.ok ? done({ text: goal.text }) : written;
}
