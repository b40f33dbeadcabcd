import { sql } from 'drizzle-orm';
import { campaignById } from '#db/queries/campaigns.ts';
import { campaignTags } from '#db/schema/index.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { setTagLinks } from '#app/domains/content/tag-links.server.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { type Org, readFor } from '#app/platform/org.server.ts';
import { notFound, type Problem, problem } from '#app/platform/problem.ts';
import { done, refused } from '#app/platform/result.ts';
import { type Days, daysOfCampaign, instantsOf } from './campaign.ts';
import type { CampaignChanges } from './campaign-inputs.ts';

const STALE = 'Someone else changed this campaign meanwhile. Nothing of theirs was overwritten, and what you typed is still here: compare the two, then save again.';
const NO_PROJECT = problem('not-found', 'There is no such project.', { field: 'projectId' });
const NO_OWNER = problem('not-found', 'There is no such member.', { field: 'ownerId' });

export const CAMPAIGN_PROBLEMS = { campaigns_project_fk: NO_PROJECT, campaigns_owner_id_users_id_fk: NO_OWNER };

/** A living campaign, or a living template: whoever holds its id means it. */
export async function livingCampaign(org: Org, campaignId: string) {
  const found = await readFor(org, { campaign: campaignById(campaignId) });
  if (!found.ok) return found;
  const { campaign } = found.value;
  return campaign && !campaign.deletedAt ? done({ ...campaign, ...daysOfCampaign(campaign) }) : refused(notFound('campaign'));
}

/** There, and nobody else's until the write is done: what two people do to its pieces at once happens one after the other. */
export const holdCampaign = (db: Writer, campaignId: string): Statement => refuseUnless(db, sql`exists (select from campaigns where id = ${campaignId} and deleted_at is null for update)`, 'not-found', 'There is no such campaign.');

/** At the revision that the writer saw; locked until the write is done. */
export const refuseStaleCampaign = (db: Writer, campaignId: string, revision: number): Statement[] => [
  holdCampaign(db, campaignId),
  refuseUnless(db, sql`exists (select from campaigns where id = ${campaignId} and revision = ${revision}::int)`, 'conflict', STALE),
];

/** What a campaign names beside itself has to be there, and here. */
export const refuseForeign = (db: Writer, { projectId, ownerId }: Pick<CampaignChanges, 'projectId' | 'ownerId'>): Statement[] => [
  ...(projectId ? [refuseUnless(db, sql`exists (select from projects where id = ${projectId} and deleted_at is null)`, NO_PROJECT.kind, NO_PROJECT.message)] : []),
  ...(ownerId ? [refuseUnless(db, sql`exists (select from memberships where user_id = ${ownerId})`, NO_OWNER.kind, NO_OWNER.message)] : []),
];

/** SQL says a sentence; the form wants to know whose it is. */
export const atField = (refusal: Problem): Problem => [NO_PROJECT, NO_OWNER].find(({ message }) => message === refusal.message) ?? refusal;

export const setCampaignTags = (db: Writer, campaignId: string, names: readonly string[]): Statement[] => setTagLinks(db, campaignTags, 'campaign_id', campaignId, names);

interface Before extends Days {
  timeZone: string;
  goals: readonly { id: string; text: string; done: boolean }[];
}

/** The columns that a change sets; what it does not name stays as it is. Other clocks begin the same days at other instants. */
export function columnsOfCampaign(changes: CampaignChanges, before: Before) {
  const { name, description, type, projectId, ownerId, budget, currency, channels, utm, targets, goals, startsOn, endsOn, timeZone } = changes;
  const plain = { name, description, type, projectId, ownerId, budget, currency, channels, utm, timeZone, targetMetrics: targets };
  const named = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)) as Partial<typeof plain>;
  const isDated = startsOn !== undefined || endsOn !== undefined || timeZone !== undefined;
  const days = { startsOn: startsOn === undefined ? before.startsOn : startsOn, endsOn: endsOn === undefined ? before.endsOn : endsOn };
  return {
    ...(named as { [Name in keyof typeof plain]?: Exclude<(typeof plain)[Name], undefined> }),
    ...(isDated ? instantsOf(days, timeZone ?? before.timeZone) : {}),
    ...(goals ? { goals: goals.map(({ id, text, done: isDone }) => ({ id: before.goals.find((goal) => goal.id === id)?.id ?? uuid7(), text, done: isDone ?? before.goals.find((goal) => goal.id === id)?.done ?? false })) } : {}),
  };
}
