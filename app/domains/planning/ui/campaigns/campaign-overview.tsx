import { Link } from '@remix-run/react';
import { DefinitionList } from '#app/ui/definition-list.tsx';
import { Section } from '#app/ui/section.tsx';
import { useNow } from '#app/ui/now.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { zoneCity } from '#app/ui/zone-list.ts';
import { relative } from '#app/ui/zoned-time.ts';
import { daysOfCampaign, lengthOf, METRIC_WORDS } from '../../campaign.ts';
import { CAMPAIGN_STATUSES } from '../../campaign-status.ts';
import { CHANNEL_WORDS } from '../../channel.ts';
import { StatusBar } from '../projects/status-bar.tsx';
import { CampaignBadge } from './campaign-badge.tsx';
import { StepButton } from './campaign-deeds.tsx';
import { GoalList } from '../goal-list.tsx';
import { CampaignMoney } from './campaign-money.tsx';
import { days, longDay, number, pieces } from './campaign-words.ts';
import type { LinkedPiece, PlannedEntry, ShownCampaign, Total } from './shown-campaign.ts';

interface OverviewProps {
  campaign: ShownCampaign;
  content: readonly LinkedPiece[];
  totals: readonly Total[];
  entries: readonly PlannedEntry[];
  whyNot: string | null;
}

/** More than these stand in the calendar. */
const NEXT_ENTRIES = 6;

/** How it stands: its status and the ways on, its days, what it wants to reach, what it costs, and how far its pieces are. */
export function CampaignOverview({ campaign, content, totals, entries, whyNot }: OverviewProps) {
  const counts: Partial<Record<LinkedPiece['status'], number>> = {};
  for (const { status } of content) counts[status] = (counts[status] ?? 0) + 1;
  const out = counts.published ?? 0;
  return (
    <>
      {!campaign.isTemplate && (
        <Section title="Status" lead="Each step can be taken back.">
          <div className="flex flex-wrap items-center gap-2">
            <CampaignBadge status={campaign.status} />
            {CAMPAIGN_STATUSES.filter((to) => to !== campaign.status).map((to) => (
              <StepButton key={to} campaign={campaign} to={to} whyNot={whyNot} tone="secondary" />
            ))}
          </div>
        </Section>
      )}
      <Section title="Days" lead={campaign.isTemplate ? 'They tell only how long it takes.' : undefined}>
        <WhenItRuns campaign={campaign} />
      </Section>
      <Section title="Goals" lead="What it wants to reach.">
        <GoalList of={{ action: `/campaigns/${campaign.id}`, name: 'campaignId', id: campaign.id }} goals={campaign.goals} whyNot={campaign.isTemplate ? 'A template has nothing to reach: mark the goals of a campaign that began from it.' : whyNot} />
      </Section>
      <Section title="Targets" lead="Numbers to measure it by.">
        {campaign.targetMetrics.length === 0 ? (
          <p className="text-ink-soft">None yet. Write them down before it begins, and you will know at the end.</p>
        ) : (
          <DefinitionList items={campaign.targetMetrics.map(({ metric, target }) => ({ term: METRIC_WORDS[metric], value: <span className="tabular-nums">{number(target)}</span> }))} />
        )}
      </Section>
      <Section title="Budget" lead={<Link to="?show=spending">See what was spent</Link>}>
        <CampaignMoney campaign={campaign} totals={totals} />
      </Section>
      <Section title="Content" lead={<Link to="?show=content">See the pieces</Link>}>
        {content.length === 0 ? (
          <p className="text-ink-soft">No pieces yet. Link what belongs to it, and see here how far it is.</p>
        ) : (
          <div className="grid max-w-md gap-2">
            <p>
              {out} of {pieces(content.length)} {out === 1 ? 'is' : 'are'} in front of readers.
            </p>
            <StatusBar pieces={counts} most={content.length + 1} />
          </div>
        )}
      </Section>
      <Section title="In the calendar" lead={campaign.isTemplate ? undefined : <Link to={`/calendar?campaign=${campaign.id}&view=agenda`}>See the calendar</Link>}>
        <Next entries={entries} />
      </Section>
      <Section title="Channels">{campaign.channels.length === 0 ? <p className="text-ink-soft">None said yet.</p> : <Words words={campaign.channels.map((channel) => CHANNEL_WORDS[channel as keyof typeof CHANNEL_WORDS] ?? channel)} />}</Section>
    </>
  );
}

function WhenItRuns({ campaign }: { campaign: ShownCampaign }) {
  const now = useNow();
  const { person } = useShell();
  const { startsOn, endsOn } = daysOfCampaign(campaign);
  const length = lengthOf(campaign);
  if (!startsOn && !endsOn) return <p className="text-ink-soft">No days yet. It needs a first day before it can be planned.</p>;
  const when = (day: string | null, at: string | null) =>
    day && at ? (
      <span>
        {longDay(day)} <span className="text-ink-soft">({relative(new Date(at), now)})</span>
        {campaign.timeZone !== person.timeZone && (
          <span className="block text-sm text-ink-soft">
            <Time at={at} zone={person.timeZone} show="absolute" /> on your clocks
          </span>
        )}
      </span>
    ) : null;
  return (
    <DefinitionList
      items={[
        { term: 'First day', value: when(startsOn, campaign.startsAt) },
        { term: 'Last day', value: when(endsOn, campaign.endsAt) },
        ...(length === null ? [] : [{ term: 'Takes', value: days(length) }]),
        { term: 'On the clocks of', value: zoneCity(campaign.timeZone) },
      ]}
    />
  );
}

function Next({ entries }: { entries: readonly PlannedEntry[] }) {
  const { person } = useShell();
  const now = useNow();
  const open = entries.filter(({ status }) => status === 'planned' || status === 'in_progress');
  const coming = open.filter(({ scheduledFor, repeats }) => repeats || new Date(scheduledFor) >= now);
  const shown = (coming.length > 0 ? coming : open).slice(0, NEXT_ENTRIES);
  const past = coming.length > 0 ? open.length - coming.length : 0;
  const more = open.length - past - shown.length;
  if (shown.length === 0) return <p className="text-ink-soft">{entries.length > 0 ? 'All that was planned for it is done.' : 'Nothing yet. An entry of the calendar names its campaign, and stands here.'}</p>;
  return (
    <ul className="grid gap-1">
      {shown.map(({ id, title, scheduledFor, repeats }) => (
        <li key={id} className="flex flex-wrap gap-x-3">
          <Link to={`/calendar/entries/${id}`} dir="auto" className="min-h-6 min-w-0 underline-offset-2 hover:underline">
            {title}
          </Link>
          <span className="text-ink-soft">{repeats ? 'repeats' : <Time at={scheduledFor} zone={person.timeZone} show="absolute" />}</span>
        </li>
      ))}
      {more > 0 && <li className="text-ink-soft">and {more} more</li>}
      {past > 0 && <li className="text-waiting">{past === 1 ? 'One is past and still open.' : `${past} are past and still open.`}</li>}
    </ul>
  );
}

function Words({ words }: { words: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-1.5">
      {words.map((word) => (
        <li key={word} className="rounded-sm bg-well px-1.5">
          {word}
        </li>
      ))}
    </ul>
  );
}
