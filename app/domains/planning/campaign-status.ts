import { CAMPAIGN_STATUSES, type CampaignStatus } from '#db/schema/choices.ts';

export { CAMPAIGN_STATUSES, type CampaignStatus };

/** Where a campaign can go from where it is. Every way has its way back, so that every step can be undone. */
export const NEXT_OF_CAMPAIGN = {
  draft: ['planned', 'archived'],
  planned: ['draft', 'active', 'archived'],
  active: ['planned', 'paused', 'completed'],
  paused: ['active', 'completed', 'archived'],
  completed: ['active', 'paused', 'archived'],
  archived: ['draft', 'planned', 'paused', 'completed'],
} as const satisfies Record<CampaignStatus, readonly CampaignStatus[]>;

export const CAMPAIGN_STATUS_WORDS: Record<CampaignStatus, string> = {
  draft: 'Draft',
  planned: 'Planned',
  active: 'Active',
  paused: 'Paused',
  completed: 'Completed',
  archived: 'Archived',
};

/** Those that begin, run or have run: they have a first day. */
const DATED: readonly CampaignStatus[] = ['planned', 'active', 'paused', 'completed'];

export interface RuledCampaign {
  status: CampaignStatus;
  startsAt: string | null;
  isTemplate: boolean;
}

const NEEDS_A_START = 'Give it a first day first: what is planned or runs has one.';

/** Why the campaign cannot go there from where it is; null when it can. */
export function whyNotMoveCampaign({ status, startsAt, isTemplate }: RuledCampaign, to: CampaignStatus): string | null {
  if (isTemplate) return 'A template does not run. Begin a campaign from it.';
  if (status === to) return `It is ${CAMPAIGN_STATUS_WORDS[to].toLowerCase()} already.`;
  const next: readonly CampaignStatus[] = NEXT_OF_CAMPAIGN[status];
  if (!next.includes(to)) return `What is ${CAMPAIGN_STATUS_WORDS[status].toLowerCase()} cannot become ${CAMPAIGN_STATUS_WORDS[to].toLowerCase()}.`;
  return DATED.includes(to) && startsAt === null ? NEEDS_A_START : null;
}

/** Why its first day cannot be taken off; null when it can. */
export const whyNotUndated = ({ status }: Pick<RuledCampaign, 'status'>): string | null => (DATED.includes(status) ? `What is ${CAMPAIGN_STATUS_WORDS[status].toLowerCase()} has a first day. Make it a draft to take the day off.` : null);
