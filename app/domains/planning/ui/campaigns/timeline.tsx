// biome-ignore-all lint/a11y/useSemanticElements: there is no list among the shapes of a drawing
// biome-ignore-all lint/a11y/noInteractiveElementToNoninteractiveRole: a group of shapes is no control
import { Link } from '@remix-run/react';
import { classes } from '#app/ui/class-names.ts';
import { useNow } from '#app/ui/now.tsx';
import { daysOfCampaign } from '../../campaign.ts';
import type { CampaignStatus } from '../../campaign-status.ts';
import { type Bar, columnsOf, timelineOf, type TimelineColumn, type TimelineWindow } from '../../campaign-timeline.ts';
import { CampaignBadge } from './campaign-badge.tsx';
import { CAMPAIGN_STATUSES_SHOWN, dayWords, daysWords } from './campaign-words.ts';
import type { ListedCampaign } from './shown-campaign.ts';

const FILLS: Record<CampaignStatus, { wash: string; line: string }> = {
  draft: { wash: 'fill-idle-wash', line: 'fill-rule-strong' },
  planned: { wash: 'fill-planned-wash', line: 'fill-planned' },
  active: { wash: 'fill-done-wash', line: 'fill-done' },
  paused: { wash: 'fill-waiting-wash', line: 'fill-waiting' },
  completed: { wash: 'fill-idle-wash', line: 'fill-idle' },
  archived: { wash: 'fill-idle-wash', line: 'fill-rule-strong' },
};

/** A name of some thirty letters, where the timeline has the width of a desk. */
const ROOM = 0.22;
const HEAD = 28;
const LANE = 40;
const BAR = 30;

const part = (share: number) => `${Math.round(share * 1e5) / 1e3}%`;

interface TimelineProps {
  campaigns: readonly ListedCampaign[];
  window: TimelineWindow;
}

type CampaignBar = Bar<ListedCampaign>;

/** What its ends mean, for the eye by their form and for the ear in words. */
function endsInWords({ begins, ends }: CampaignBar): string {
  if (ends === 'open') return 'no last day yet';
  if (begins === 'outside' && ends === 'outside') return 'all the time shown';
  return begins === 'outside' ? 'began before the time shown' : ends === 'outside' ? 'goes on after the time shown' : '';
}

/**
 * The campaigns against time. Where there is room, as bars in lanes; on a narrow page one below the other, each over a
 * bar of its own. Drawn in SVG, because the style-src policy allows no positions in the HTML.
 */
export function Timeline({ campaigns, window }: TimelineProps) {
  const now = useNow();
  const { lanes, today } = timelineOf(campaigns, window, now, ROOM);
  const { columns, ticks } = columnsOf(window);
  const bars = lanes.flatMap((lane, index) => lane.map((bar) => ({ bar, top: HEAD + index * LANE + (LANE - BAR) / 2 }))).sort((one, other) => one.bar.from - other.bar.from || one.top - other.top);
  const height = HEAD + Math.max(lanes.length, 3) * LANE + 6;
  return (
    <div className="@container">
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: each name inside says what its bar shows, and a title would be a tip over all of it */}
      <svg width="100%" height={height} className="hidden overflow-visible border-b border-rule @3xl:block rtl:-scale-x-100">
        <g aria-hidden>
          {ticks.map((tick) => (
            <line key={tick} x1={part(tick)} x2={part(tick)} y1={HEAD} y2={height} className="stroke-rule opacity-50" />
          ))}
          {columns.map((column) => (
            <Column key={column.date} column={column} zoom={window.zoom} height={height} />
          ))}
          <line x1="0" x2="100%" y1={HEAD} y2={HEAD} className="stroke-ink" />
          {today !== null && <line x1={part(today)} x2={part(today)} y1={HEAD - 6} y2={height} className="stroke-failed" strokeWidth={1.5} />}
          {today !== null && <circle cx={part(today)} cy={HEAD - 6} r={3.5} className="fill-failed" />}
        </g>
        <g role="list" aria-label="Campaigns">
          {bars.map(({ bar, top }) => (
            <DrawnBar key={bar.campaign.id} bar={bar} top={top} />
          ))}
        </g>
      </svg>
      <ul className="grid @3xl:hidden">
        {bars.map(({ bar }) => (
          <NarrowBar key={bar.campaign.id} bar={bar} today={today} columns={columns} />
        ))}
      </ul>
    </div>
  );
}

function Column({ column: { date, from, to }, zoom, height }: { column: TimelineColumn; zoom: TimelineWindow['zoom']; height: number }) {
  const words = dayWords(date, false).split(' ');
  const label = zoom === 'month' ? (to - from < 0.08 ? words[0]! : words.join(' ')) : zoom === 'quarter' ? words[1]! : `${words[1]} – ${dayWords(`${date.slice(0, 5)}${String(Number(date.slice(5, 7)) + 2).padStart(2, '0')}-01`, false).split(' ')[1]}`;
  return (
    <>
      <line x1={part(from)} x2={part(from)} y1={0} y2={height} className="stroke-rule" />
      <foreignObject x={part(from)} y={2} width={part(to - from)} height={20}>
        <p className="truncate ps-1.5 text-xs text-ink-soft tabular-nums rtl:-scale-x-100">{label}</p>
      </foreignObject>
    </>
  );
}

/** The bar's shape: a solid edge where it begins or ends, none where it goes on, a dotted one where nobody said when. */
function Shape({ bar, height }: { bar: CampaignBar; height: number }) {
  const { wash, line } = FILLS[bar.campaign.status];
  return (
    <>
      <rect width="100%" height={height} className={wash} />
      <rect y={height - 3} width="100%" height={3} className={line} />
      {bar.begins === 'here' && <rect width={3} height={height} className={line} />}
      {bar.ends === 'here' && <rect x="100%" width={3} height={height} transform="translate(-3 0)" className={line} />}
      {bar.ends === 'open' && [0, 1, 2, 3].map((dot) => <rect key={dot} x="100%" y={2 + dot * 7} width={3} height={3} transform="translate(-3 0)" className={line} />)}
    </>
  );
}

function DrawnBar({ bar, top }: { bar: CampaignBar; top: number }) {
  const { campaign, name } = bar;
  const { word, icon: Icon } = CAMPAIGN_STATUSES_SHOWN[campaign.status];
  return (
    <g role="listitem">
      <svg aria-hidden x={part(bar.from)} y={top} width={part(bar.to - bar.from)} height={BAR}>
        <Shape bar={bar} height={BAR} />
      </svg>
      {name.place !== 'inside' && (
        <foreignObject x={part(bar.from)} y={top} width={part(bar.to - bar.from)} height={BAR}>
          <Link to={`/campaigns/${campaign.id}`} aria-hidden tabIndex={-1} className="block h-full" />
        </foreignObject>
      )}
      <foreignObject x={part(name.from)} y={top} width={part(name.to - name.from)} height={BAR}>
        <Link
          to={`/campaigns/${campaign.id}`}
          prefetch="intent"
          className={classes('flex h-full min-w-0 items-center gap-1.5 px-2 text-sm -outline-offset-2 hover:underline rtl:-scale-x-100', name.place === 'before' && 'justify-end')}
        >
          <Icon size={14} aria-hidden className="text-ink-soft" />
          <span dir="auto" className="truncate font-medium">
            {campaign.name}
          </span>
          <span className="sr-only">{[word.toLowerCase(), daysWords(daysOfCampaign(campaign)), endsInWords(bar)].filter(Boolean).join(', ')}</span>
        </Link>
      </foreignObject>
    </g>
  );
}

function NarrowBar({ bar, today, columns }: { bar: CampaignBar; today: number | null; columns: readonly TimelineColumn[] }) {
  const { campaign } = bar;
  return (
    <li className="relative grid gap-1.5 border-b border-rule py-3 last:border-b-0">
      <span className="flex items-start justify-between gap-3">
        <Link to={`/campaigns/${campaign.id}`} dir="auto" className="row-link min-h-6 min-w-0 font-medium">
          {campaign.name}
        </Link>
        <CampaignBadge status={campaign.status} />
      </span>
      <svg aria-hidden width="100%" height={14} className="rtl:-scale-x-100">
        <rect width="100%" height={14} className="fill-well" />
        {columns.map(({ date, from }) => (
          <line key={date} x1={part(from)} x2={part(from)} y1={0} y2={14} className="stroke-rule" />
        ))}
        <svg aria-hidden x={part(bar.from)} width={part(bar.to - bar.from)} height={14}>
          <Shape bar={bar} height={14} />
        </svg>
        {today !== null && <line x1={part(today)} x2={part(today)} y1={0} y2={14} className="stroke-failed" strokeWidth={1.5} />}
      </svg>
      <span className="text-sm text-ink-soft">{[daysWords(daysOfCampaign(campaign)), endsInWords(bar)].filter(Boolean).join(', ')}</span>
    </li>
  );
}
