import type { ReactNode } from 'react';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { CAMPAIGN_TYPE_WORDS, daysOfCampaign, lengthOf } from '../../campaign.ts';
import { BudgetBar } from './budget-bar.tsx';
import { CampaignBadge } from './campaign-badge.tsx';
import { clocksOf, days, daysWords, money, pieces } from './campaign-words.ts';
import type { ListedCampaign } from './shown-campaign.ts';

/** When it runs, and on whose clocks where those are not the reader's. */
export function CampaignDays({ campaign }: { campaign: ListedCampaign }) {
  const { person } = useShell();
  const clocks = campaign.startsAt || campaign.endsAt ? clocksOf(campaign.timeZone, person.timeZone) : null;
  return (
    <span>
      {daysWords(daysOfCampaign(campaign))}
      {clocks && <span className="block text-xs text-ink-soft">{clocks}</span>}
    </span>
  );
}

const spentWords = ({ budget, currency, spent }: ListedCampaign) => (/[1-9]/.test(spent) ? money(spent, currency) : budget === null ? '–' : null);

function Reached({ goals }: Pick<ListedCampaign, 'goals'>) {
  if (goals.length === 0) return '–';
  const done = goals.filter((goal) => goal.done).length;
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap tabular-nums">
      <progress className="bar w-16" aria-label="Goals reached" value={done} max={goals.length} />
      {done} of {goals.length}
    </span>
  );
}

/** The campaigns, one a line. */
export function CampaignsTable({ campaigns, empty }: { campaigns: readonly ListedCampaign[]; empty: ReactNode }) {
  return (
    <Table
      caption="Campaigns"
      rows={campaigns}
      rowKey={({ id }) => id}
      href={({ id }) => `/campaigns/${id}`}
      columns={[
        { key: 'name', header: 'Campaign', cell: (row) => <span dir="auto">{row.name}</span> },
        { key: 'status', header: 'Status', cell: (row) => <CampaignBadge status={row.status} /> },
        { key: 'kind', header: 'Kind', cell: (row) => CAMPAIGN_TYPE_WORDS[row.type] },
        { key: 'days', header: 'Days', cell: (row) => <CampaignDays campaign={row} /> },
        { key: 'owner', header: 'Owner', cell: (row) => row.owner ?? '–' },
        { key: 'pieces', header: 'Pieces', cell: (row) => (row.pieces === 0 ? '–' : row.pieces), align: 'end' },
        { key: 'goals', header: 'Goals', cell: (row) => <Reached goals={row.goals} /> },
        { key: 'budget', header: 'Spent', cell: (row) => (row.budget === null ? spentWords(row) : <BudgetBar budget={row.budget} currency={row.currency} totals={[{ currency: row.currency, total: row.spent }]} short />) },
      ]}
      empty={empty}
    />
  );
}

/** What a campaign can be begun from: its days tell only how long it takes. */
export function TemplatesTable({ templates, empty }: { templates: readonly ListedCampaign[]; empty: ReactNode }) {
  return (
    <Table
      caption="Templates of campaigns"
      rows={templates}
      rowKey={({ id }) => id}
      href={({ id }) => `/campaigns/${id}`}
      columns={[
        { key: 'name', header: 'Template', cell: (row) => <span dir="auto">{row.name}</span> },
        { key: 'kind', header: 'Kind', cell: (row) => CAMPAIGN_TYPE_WORDS[row.type] },
        { key: 'length', header: 'Takes', cell: (row) => ((length) => (length === null ? '–' : days(length)))(lengthOf(row)) },
        { key: 'goals', header: 'Goals', cell: (row) => (row.goals.length === 0 ? '–' : row.goals.length), align: 'end' },
        { key: 'pieces', header: 'Pieces', cell: (row) => (row.pieces === 0 ? '–' : pieces(row.pieces)), align: 'end' },
      ]}
      empty={empty}
    />
  );
}
