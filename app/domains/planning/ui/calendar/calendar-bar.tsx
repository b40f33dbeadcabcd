import { Link, useLocation } from '@remix-run/react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { buttonLook } from '#app/ui/button.tsx';
import { classes } from '#app/ui/class-names.ts';
import { LinkButton } from '#app/ui/link-button.tsx';
import { withParams } from '#app/ui/search-params.ts';
import { CALENDAR_VIEWS, daysOfView, neighbours } from '../../calendar-window.ts';
import type { ShownCalendar } from './shown.ts';
import { spanWords, VIEW_WORDS } from './words.ts';

/** Where in time the page is, and the ways on: earlier, today, later, and how closely to look. */
export function CalendarBar({ shown }: { shown: ShownCalendar }) {
  const { search } = useLocation();
  const { view, date, today, zone } = shown;
  const { before, after } = neighbours(view, date);
  const days = daysOfView(view, date, zone);
  const there = (params: Record<string, string | null>) => withParams(search, params);
  return (
    <div className="calendar-bar">
      <div className="flex items-center gap-1">
        <Link to={there({ date: before })} prefetch="intent" preventScrollReset aria-label="Earlier" className={buttonLook('quiet', 'normal', 'w-8 px-0')}>
          <ChevronLeft size={16} aria-hidden className="rtl:rotate-180" />
        </Link>
        <LinkButton to={there({ date: null })} preventScrollReset aria-current={days.some((day) => day.date === today) ? 'date' : undefined}>
          Today
        </LinkButton>
        <Link to={there({ date: after })} prefetch="intent" preventScrollReset aria-label="Later" className={buttonLook('quiet', 'normal', 'w-8 px-0')}>
          <ChevronRight size={16} aria-hidden className="rtl:rotate-180" />
        </Link>
        <h2 className="ps-2 text-xl">{spanWords(view, days[0]!.date, days.at(-1)!.date, date)}</h2>
      </div>
      <nav aria-label="How closely to look" className="print:hidden">
        <ul className="calendar-scale">
          {CALENDAR_VIEWS.map((name) => (
            <li key={name}>
              <Link to={there({ view: name === 'month' ? null : name })} prefetch="intent" preventScrollReset aria-current={name === view ? 'page' : undefined} className={classes(name === view && 'is-current')}>
                {VIEW_WORDS[name]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
