import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TabsNav } from '#app/ui/tabs-nav.tsx';
import { TagList } from '#app/domains/content/ui/tag-list.tsx';
import { CAMPAIGN_TYPE_WORDS } from '../../campaign.ts';
import { CampaignBadge } from './campaign-badge.tsx';
import { CampaignDeeds } from './campaign-deeds.tsx';
import { CampaignDays } from './campaigns-table.tsx';
import type { ShownCampaign } from './shown-campaign.ts';

export const VIEWS = ['overview', 'results', 'content', 'spending', 'links', 'activity'] as const;
export type View = (typeof VIEWS)[number];
const VIEW_WORDS: Record<View, string> = { overview: 'Overview', results: 'Results', content: 'Content', spending: 'Spending', links: 'Links', activity: 'Activity' };

interface CampaignPageProps {
  campaign: ShownCampaign;
  show: View | 'change';
  whyNot: string | null;
  reply: unknown;
  children: ReactNode;
}

/** A campaign under its nameplate: the same deeds and the same ways around on each of its views. */
export function CampaignPage({ campaign, show, whyNot, reply, children }: CampaignPageProps) {
  const here = `/campaigns/${campaign.id}`;
  return (
    <>
      <PageHeader
        above={
          <Link to={campaign.isTemplate ? '/campaigns?show=templates' : '/campaigns'} className="inline-flex min-h-6 items-center underline-offset-2 hover:underline">
            {campaign.isTemplate ? 'Templates of campaigns' : 'Campaigns'}
          </Link>
        }
        title={<span dir="auto">{campaign.name}</span>}
        lead={campaign.description ? <span dir="auto" className="whitespace-pre-line">{campaign.description}</span> : undefined}
        action={<CampaignDeeds campaign={campaign} whyNot={whyNot} reply={reply} changing={show === 'change'} />}
      />
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-1.5 text-ink-soft">
        <CampaignBadge status={campaign.status} isTemplate={campaign.isTemplate} />
        <span>{CAMPAIGN_TYPE_WORDS[campaign.type]}</span>
        {(campaign.startsAt || campaign.endsAt) && <CampaignDays campaign={campaign} />}
        <span>{campaign.owner ? `Owner: ${campaign.owner}` : 'No owner'}</span>
        {campaign.projectId && campaign.project && (
          <span>
            In <Link to={`/projects/${campaign.projectId}`}>{campaign.project}</Link>
          </span>
        )}
        {campaign.tags.length > 0 && <TagList tags={campaign.tags} most={6} />}
      </div>
      <TabsNav label="Views of the campaign" tabs={VIEWS.map((view) => ({ to: view === 'overview' ? here : `?show=${view}`, label: VIEW_WORDS[view], current: view === show, ...(view === 'content' && campaign.pieces > 0 ? { count: campaign.pieces } : {}) }))} />
      {children}
    </>
  );
}
