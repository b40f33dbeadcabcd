import { CalendarRange } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { windowOf, type Zoom } from '../../campaign-timeline.ts';
import type { ListedCampaign } from './shown-campaign.ts';
import { TimelineBar, windowWords } from './timeline-bar.tsx';
import { Timeline } from './timeline.tsx';

interface TimelineViewProps {
  campaigns: readonly ListedCampaign[];
  /** There are others that began later. */
  more: boolean;
  zoom: Zoom;
  date: string;
  today: string;
  zone: string;
  /** Where filters are what leaves it empty. */
  nothing: ReactNode;
  create: (words: string) => ReactNode;
}

/** What runs when: a month, a quarter or a year at a time. */
export function TimelineView({ campaigns, more, zoom, date, today, zone, nothing, create }: TimelineViewProps) {
  const window = windowOf(zoom, date, zone);
  return (
    <>
      <TimelineBar window={window} today={today} />
      {more && <p className="mb-3 text-ink-soft">More than {campaigns.length} campaigns run here. Those that began first are drawn; choose a shorter span or a filter to see the others.</p>}
      {campaigns.length > 0 ? (
        <Timeline campaigns={campaigns} window={window} />
      ) : (
        (nothing ?? (
          <EmptyState icon={CalendarRange} title={`Nothing runs in ${windowWords(window)}`} action={create('New campaign')}>
            A campaign with a first day is drawn here from that day to its last.
          </EmptyState>
        ))
      )}
    </>
  );
}
