import type { ContentStatus, ContentType } from '#app/domains/content/status.ts';
import type { CampaignRole, CampaignType, TargetMetric, UtmRules } from '../../campaign.ts';
import type { CampaignStatus } from '../../campaign-status.ts';
import type { Goal } from '../../project.ts';

export interface Named {
  id: string;
  name: string;
}

/** A campaign as a list shows it. */
export interface ListedCampaign {
  id: string;
  name: string;
  type: CampaignType;
  status: CampaignStatus;
  startsAt: string | null;
  endsAt: string | null;
  timeZone: string;
  projectId: string | null;
  project: string | null;
  ownerId: string | null;
  owner: string | null;
  channels: string[];
  goals: Goal[];
  budget: string | null;
  currency: string;
  /** In the campaign's own currency. */
  spent: string;
  pieces: number;
  tags: { id: string; name: string; color: string }[];
  isTemplate: boolean;
}

export interface ShownCampaign extends ListedCampaign {
  description: string;
  targetMetrics: TargetMetric[];
  utm: UtmRules;
  revision: number;
}

/** A piece, as a campaign links it. */
export interface LinkedPiece {
  id: string;
  title: string;
  type: ContentType;
  status: ContentStatus;
  language: string;
  author: string | null;
  scheduledFor: string | null;
  publishedAt: string | null;
  role: CampaignRole;
}

export type FoundPiece = Pick<LinkedPiece, 'id' | 'title' | 'type' | 'status' | 'language'>;

export interface Spending {
  id: string;
  spentOn: string;
  amount: string;
  currency: string;
  note: string;
  by: string | null;
  updatedAt: string;
}

export interface Total {
  currency: string;
  total: string;
  entries: number;
}

/** What came of it on a day, as somebody wrote it down. */
export interface Outcome {
  id: string;
  day: string;
  conversions: number;
  revenue: string | null;
  currency: string;
  note: string;
  by: string | null;
}

/** What a list of campaigns is filtered by: all of it stands in the address. */
export interface AskedCampaigns {
  q: string;
  status?: CampaignStatus | undefined;
  type?: CampaignType | undefined;
  project?: string | undefined;
  owner?: string | undefined;
  tag?: string | undefined;
  sort: 'start' | 'name';
}

export interface CampaignChoices {
  projects: Named[];
  people: Named[];
  tags: { id: string; name: string; color: string }[];
}

/** An entry of a calendar that names the campaign. */
export interface PlannedEntry {
  id: string;
  title: string;
  status: 'planned' | 'in_progress' | 'completed' | 'cancelled';
  scheduledFor: string;
  repeats: boolean;
}
