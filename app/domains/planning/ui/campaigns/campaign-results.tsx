import { Link } from '@remix-run/react';
import { FIGURE_WORDS, percent, readFor, shown } from '#app/domains/analytics/figure.ts';
import { DefinitionList } from '#app/ui/definition-list.tsx';
import { Section } from '#app/ui/section.tsx';
import { Table } from '#app/ui/table.tsx';
import { daysOfCampaign } from '../../campaign.ts';
import { costsOf, type OutFigures, progressOf, type Week, weeksOf } from '../../results.ts';
import { CampaignOutcomes } from './campaign-outcomes.tsx';
import { dayWords, money as amount } from './campaign-words.ts';
import type { Outcome, ShownCampaign } from './shown-campaign.ts';
import { TargetProgress } from './target-progress.tsx';

export interface Results {
  figures: OutFigures;
  readings: { pieces: number; views: number | null; readSeconds: number | null };
  money: { currency: string; spent: string | null; conversions: number | null; revenue: string | null };
  weeksOut: readonly (OutFigures & { week: string })[];
  weeksRead: readonly { week: string; views: number }[];
}

interface CampaignResultsProps {
  campaign: ShownCampaign;
  results: Results;
  outcomes: { rows: Outcome[]; next: string | null };
  whyNot: string | null;
  reply: unknown;
}

/** What came of it: what it wanted to reach, how its posts and pieces did, and what that cost and brought. */
export function CampaignResults({ campaign, results: { figures, readings, money, weeksOut, weeksRead }, outcomes, whyNot, reply }: CampaignResultsProps) {
  const { startsOn } = daysOfCampaign(campaign);
  if (campaign.isTemplate) return <p className="text-ink-soft">Nothing comes of a template. Begin a campaign from it.</p>;
  const weeks = weeksOf(weeksOut, weeksRead, { pieces: readings.pieces, startsOn });
  const known = { figures, views: readings.views, money };
  return (
    <>
      <Section title="Targets" lead="What it wanted to reach, and how far it came.">
        <TargetProgress progress={progressOf(campaign.targetMetrics, known)} currency={money.currency} />
      </Section>
      <Section title="Posts" lead={figures.posts > 0 ? <Link to={`/analytics?show=posts&campaign=${campaign.id}`}>See them one by one</Link> : undefined} wide>
        {figures.posts === 0 ? <p className="text-ink-soft">Nothing is out yet. A post names its campaign, and is counted here as soon as it is live.</p> : <OutTiles figures={figures} />}
      </Section>
      <Section title="Pieces" lead={startsOn && readings.pieces > 0 ? `Readings from ${dayWords(startsOn)} on.` : undefined}>
        {readings.pieces === 0 ? (
          <p className="text-ink-soft">No pieces yet. Link what belongs to it, and its readers are counted here.</p>
        ) : (
          <DefinitionList
            items={[
              { term: 'Pieces', value: shown(readings.pieces) },
              { term: 'Readings', value: shown(readings.views) },
              { term: 'A reading takes', value: readFor(readings.readSeconds, readings.views) },
            ]}
          />
        )}
      </Section>
      <Section title="Money" lead={`In ${money.currency}. What was spent in another currency stands under Spending.`}>
        <Money known={known} currency={money.currency} />
      </Section>
      {weeks.length > 0 && (
        <Section title="By week" lead="On the campaign’s own clocks; each week begins on Monday." wide>
          <Table
            caption="Results by week, the last one first"
            rows={weeks}
            rowKey={({ week }) => week}
            columns={[
              { key: 'week', header: 'Week of', cell: ({ week }) => dayWords(week) },
              { key: 'posts', header: 'Posts', align: 'end', cell: ({ posts }) => shown(posts) },
              ...(['impressions', 'reach', 'engagements', 'clicks', 'shares'] as const).map((figure) => ({ key: figure, header: FIGURE_WORDS[figure].word, align: 'end' as const, cell: (row: Week) => shown(row[figure]) })),
              { key: 'views', header: 'Readings', align: 'end', cell: ({ views }) => shown(views) },
            ]}
          />
        </Section>
      )}
      <CampaignOutcomes campaign={campaign} outcomes={outcomes} whyNot={whyNot} reply={reply} />
    </>
  );
}

function OutTiles({ figures }: { figures: OutFigures }) {
  const rate = { engagements: 'engagementRate', clicks: 'clickRate', shares: 'shareRate' } as const;
  const tiles = [
    { key: 'posts', word: 'Posts out', value: figures.posts, under: figures.told < figures.posts ? `${shown(figures.told)} told of` : '' },
    ...(['impressions', 'reach'] as const).map((key) => ({ key, word: FIGURE_WORDS[key].word, value: figures[key], under: '' })),
    ...(['engagements', 'clicks', 'shares'] as const).map((key) => ({ key, word: FIGURE_WORDS[key].word, value: figures[key], under: figures[rate[key]] === null ? '' : `Rate ${percent(figures[rate[key]])}` })),
  ];
  return (
    <>
      <ul className="grid grid-cols-2 overflow-hidden @lg:grid-cols-3 @4xl:grid-cols-6 rounded-lg border border-rule bg-sheet">
        {tiles.map(({ key, word, value, under }) => (
          <li key={key} className="-me-px -mb-px grid content-start gap-0.5 border-e border-b border-rule px-4 py-3">
            <span className="text-sm text-ink-soft">{word}</span>
            <span className="font-serif text-xl tabular-nums">{shown(value)}</span>
            {under && <span className="text-sm text-ink-soft tabular-nums">{under}</span>}
          </li>
        ))}
      </ul>
      <p className="mt-3 max-w-prose text-sm text-ink-soft">All that went out for it, as the platforms last told; a post on three accounts counts three times. What they do not tell is a dash, and stands in no sum.</p>
    </>
  );
}

function Money({ known, currency }: { known: Parameters<typeof costsOf>[0]; currency: string }) {
  const { spent, revenue } = known.money;
  const { perClick, perEngagement, perThousandImpressions, returnOnInvestment } = costsOf(known);
  const sum = (value: string | null) => <span className="tabular-nums">{value === null ? '–' : amount(value, currency)}</span>;
  return (
    <DefinitionList
      items={[
        { term: 'Spent', value: sum(spent) },
        { term: 'A click cost', value: sum(perClick) },
        { term: 'An engagement cost', value: sum(perEngagement) },
        { term: '1,000 impressions cost', value: sum(perThousandImpressions) },
        { term: 'Revenue', value: sum(revenue) },
        { term: 'Return on investment', value: <span className="tabular-nums">{returnOnInvestment === null ? '–' : `${returnOnInvestment < 0 ? '−' : ''}${Math.abs(returnOnInvestment)} %`}</span> },
      ]}
    />
  );
}
