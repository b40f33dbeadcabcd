import { useLocation } from '@remix-run/react';
import { LayoutTemplate, Megaphone, Plus } from 'lucide-react';
import { type ReactNode, Suspense } from 'react';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { late } from '#app/ui/late.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { withParams } from '#app/ui/search-params.ts';
import { Skeleton } from '#app/ui/skeleton.tsx';
import type { Column } from '#app/ui/table.tsx';
import { TabsNav } from '#app/ui/tabs-nav.tsx';
import { RemovedTable } from '../removed-table.tsx';
import type { Zoom } from '../../campaign-timeline.ts';
import { CampaignBadge } from './campaign-badge.tsx';
import { CampaignsTable, TemplatesTable } from './campaigns-table.tsx';
import { CampaignsTools, isFiltered } from './campaigns-tools.tsx';
import type { AskedCampaigns, CampaignChoices, ListedCampaign } from './shown-campaign.ts';
import { TimelineView as DrawnView } from './timeline-view.tsx';

/** Drawn by the server at once, followed by its code: the list does without. */
const TimelineView = import.meta.env.SSR ? DrawnView : late(async () => ({ default: (await import('./timeline-view.tsx')).TimelineView }));

type RemovedCampaign = ListedCampaign & { deletedAt: string | null };
const WAS: Column<RemovedCampaign>[] = [{ key: 'status', header: 'Was', cell: (row) => <CampaignBadge status={row.status} isTemplate={row.isTemplate} /> }];

interface Rows<Row> {
  rows: Row[];
  next: string | null;
}

export const LISTS = ['list', 'timeline', 'templates', 'removed'] as const;
export type Listing = (typeof LISTS)[number];

export type CampaignsData = { asked: AskedCampaigns; later: boolean; whyNot: string | null } & (
  | { show: 'list'; campaigns: Rows<ListedCampaign>; choices: CampaignChoices }
  | { show: 'timeline'; running: ListedCampaign[]; more: boolean; choices: CampaignChoices; zoom: Zoom; date: string; today: string; zone: string }
  | { show: 'templates'; templates: Rows<ListedCampaign> }
  | { show: 'removed'; removed: Rows<RemovedCampaign> }
);

const TAB_WORDS: Record<Listing, string> = { list: 'List', timeline: 'Timeline', templates: 'Templates', removed: 'Removed' };
/** The filters go along from the list to the timeline and back. */
const WITHOUT = { after: null, zoom: null, date: null };

export function CampaignsPage(data: CampaignsData) {
  const { search } = useLocation();
  const create = (words: string) =>
    data.whyNot === null ? (
      <LinkButton to="/campaigns/new" tone="primary" icon={Plus}>
        {words}
      </LinkButton>
    ) : (
      <Button tone="primary" icon={Plus} whyNot={data.whyNot}>
        {words}
      </Button>
    );
  const addressOf = (show: Listing) => (show === 'templates' || show === 'removed' ? `?show=${show}` : withParams(search, { ...WITHOUT, show: show === 'list' ? null : show }));
  return (
    <>
      <PageHeader title="Campaigns" lead="What goes out for one purpose: its days, its pieces, its links, and what it costs." action={create('New campaign')} />
      <TabsNav label="Views" tabs={LISTS.map((show) => ({ to: addressOf(show), label: TAB_WORDS[show], current: show === data.show }))} />
      <Shown data={data} create={create} />
    </>
  );
}

function Shown({ data, create }: { data: CampaignsData; create: (words: string) => ReactNode }) {
  if (data.show === 'templates') {
    return (
      <>
        <TemplatesTable
          templates={data.templates.rows}
          empty={
            <EmptyState icon={LayoutTemplate} title="No templates yet" action={<LinkButton to="/campaigns">See the campaigns</LinkButton>}>
              Keep a campaign that went well as a template, from its menu: the next one begins with its goals, channels, links and days.
            </EmptyState>
          }
        />
        <Pager previous={null} next={data.templates.next} />
      </>
    );
  }
  if (data.show === 'removed') return <RemovedTable caption="Removed campaigns" header="Campaign" removed={data.removed} columns={WAS} action="/campaigns" field="campaignId" whyNot={data.whyNot} />;
  const nothing = isFiltered(data.asked) ? (
    <EmptyState title="No campaign matches" action={<LinkButton to={data.show === 'timeline' ? '/campaigns?show=timeline' : '/campaigns'}>Show all</LinkButton>}>
      The search looks at names. Remove a filter to see more.
    </EmptyState>
  ) : (
    <EmptyState icon={Megaphone} title="No campaigns yet" action={create('Plan the first campaign')}>
      A campaign holds together what wants the same thing at the same time: the article, the mails and the posts, with their goals, their links and their budget.
    </EmptyState>
  );
  if (data.show === 'timeline') {
    const kept = { show: 'timeline', ...(data.zoom === 'quarter' ? {} : { zoom: data.zoom }), ...(data.date === data.today ? {} : { date: data.date }) };
    return (
      <>
        <CampaignsTools asked={data.asked} choices={data.choices} kept={kept} sorted={false} />
        <Suspense fallback={<Skeleton className="h-64" />}>
          <TimelineView campaigns={data.running} more={data.more} zoom={data.zoom} date={data.date} today={data.today} zone={data.zone} nothing={isFiltered(data.asked) ? nothing : null} create={create} />
        </Suspense>
      </>
    );
  }
  return (
    <>
      {(data.campaigns.rows.length > 0 || isFiltered(data.asked)) && <CampaignsTools asked={data.asked} choices={data.choices} kept={{}} sorted />}
      <CampaignsTable
        campaigns={data.campaigns.rows}
        empty={
          data.later ? (
            <EmptyState title="No more campaigns" action={<LinkButton to="/campaigns">Back to the first page</LinkButton>}>
              The list ended on the page before.
            </EmptyState>
          ) : (
            nothing
          )
        }
      />
      <Pager previous={null} next={data.campaigns.next} />
    </>
  );
}
