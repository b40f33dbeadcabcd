import { Link, useLocation } from '@remix-run/react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { buttonLook } from '#app/ui/button.tsx';
import { classes } from '#app/ui/class-names.ts';
import { LinkButton } from '#app/ui/link-button.tsx';
import { withParams } from '#app/ui/search-params.ts';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { zoneCity } from '#app/ui/zone-list.ts';
import { MONTHS } from '#app/ui/zoned-time.ts';
import { addDays } from '#app/platform/time.ts';
import { type TimelineWindow, type Zoom, ZOOMS } from '../../campaign-timeline.ts';

const ZOOM_WORDS: Record<Zoom, string> = { month: 'Month', quarter: 'Quarter', year: 'Year' };

const monthOf = (date: string) => MONTHS[Number(date.slice(5, 7)) - 1];

/** "November 2026", "October to December 2026", "2026". */
export function windowWords({ zoom, first, after }: TimelineWindow): string {
  const year = first.slice(0, 4);
  if (zoom === 'year') return year;
  return zoom === 'month' ? `${monthOf(first)} ${year}` : `${monthOf(first)} to ${monthOf(addDays(after, -1))} ${year}`;
}

/** Where in time the page is, the ways on, and how closely to look. */
export function TimelineBar({ window, today }: { window: TimelineWindow; today: string }) {
  const { search } = useLocation();
  const { person } = useShell();
  const there = (params: Record<string, string | null>) => withParams(search, params);
  const isNow = window.first <= today && today < window.after;
  const step = (label: string, date: string, Icon: typeof ChevronLeft) => (
    <Link to={there({ date })} prefetch="intent" preventScrollReset aria-label={label} className={buttonLook('quiet', 'normal', 'w-8 px-0')}>
      <Icon size={16} aria-hidden className="rtl:rotate-180" />
    </Link>
  );
  return (
    <>
      <div className="calendar-bar">
        <div className="flex items-center gap-1">
          {step('Earlier', window.earlier, ChevronLeft)}
          <LinkButton to={there({ date: null })} preventScrollReset aria-current={isNow ? 'date' : undefined}>
            Today
          </LinkButton>
          {step('Later', window.after, ChevronRight)}
          <h2 className="ps-2 text-xl">{windowWords(window)}</h2>
        </div>
        <nav aria-label="How closely to look" className="print:hidden">
          <ul className="calendar-scale">
            {ZOOMS.map((zoom) => (
              <li key={zoom}>
                <Link to={there({ zoom: zoom === 'quarter' ? null : zoom })} prefetch="intent" preventScrollReset aria-current={zoom === window.zoom ? 'page' : undefined} className={classes(zoom === window.zoom && 'is-current')}>
                  {ZOOM_WORDS[zoom]}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <p className="mb-3 text-sm text-ink-soft">
        Days begin at midnight on {window.zone === person.timeZone ? 'your clocks' : 'the clocks'} ({zoneCity(window.zone)}). What has no first day stands in the list alone, and what lies archived is shown when you ask for it.
      </p>
    </>
  );
}
