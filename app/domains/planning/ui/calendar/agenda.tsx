import { Link } from '@remix-run/react';
import { CalendarPlus } from 'lucide-react';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { withParams } from '#app/ui/search-params.ts';
import { relative, zonedParts } from '#app/ui/zoned-time.ts';
import { useNow } from '#app/ui/now.tsx';
import { startOfDay } from '#app/platform/time.ts';
import { daysOfView } from '../../calendar-window.ts';
import { CHANNEL_WORDS } from '../../channel.ts';
import { byDay, isAutomatic, type Thing } from '../../scheduled.ts';
import type { GridProps } from './grid.tsx';
import { whyNotMove } from './moves.ts';
import { ThingLink } from './thing-link.tsx';
import { dayWords, KIND_WORDS, monthWords, STATUS_WORDS } from './words.ts';

interface AgendaProps extends GridProps {
  people: ReadonlyMap<string, string>;
  calendars: ReadonlyMap<string, string>;
}

/** Thirty days as a list, the way a diary is read: only the days on which something stands. */
export function Agenda(props: AgendaProps) {
  const { shown, things, totals, search, why } = props;
  const days = daysOfView('agenda', shown.date, shown.zone);
  const each = byDay(things, days);
  const filled = days.filter(({ date }) => (each.get(date)?.length ?? 0) > 0);
  if (filled.length === 0) {
    return (
      <EmptyState icon={CalendarPlus} title="Nothing in these thirty days" action={why.write === null && <LinkButton to={`/calendar/new?date=${shown.date}&back=${encodeURIComponent(search)}`}>Plan something</LinkButton>}>
        What is planned, what goes out and what the days are called stands here, day by day.
      </EmptyState>
    );
  }
  return (
    <ol className="calendar-agenda">
      {filled.map((day, index) => (
        <li key={day.date} data-cell data-row={day.date} data-date={day.date} data-label={dayWords(day.date)} className={day.date === shown.today ? 'is-today' : undefined}>
          <h3 className="calendar-agenda-day">
            <Link to={withParams(search, { view: 'day', date: day.date })} data-stop className="calendar-agenda-number" aria-label={dayWords(day.date, true)}>
              {zonedParts(day.start, shown.zone).day}
            </Link>
            <span>
              {dayWords(day.date).split(' ')[0]}
              {(index === 0 || filled[index - 1]!.date.slice(0, 7) !== day.date.slice(0, 7)) && <span className="block text-xs text-ink-soft">{monthWords(day.date)}</span>}
              <Away date={day.date} zone={shown.zone} />
            </span>
          </h3>
          <ul className="grid content-start">
            {each.get(day.date)!.map((thing) => (
              <Line key={thing.key} thing={thing} {...props} />
            ))}
            {(totals[day.date] ?? 0) > each.get(day.date)!.length && (
              <li>
                <Link to={withParams(search, { view: 'day', date: day.date })} data-stop className="calendar-more">
                  + {totals[day.date]! - each.get(day.date)!.length} more
                </Link>
              </li>
            )}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function Away({ date, zone }: { date: string; zone: string }) {
  const now = useNow();
  const start = startOfDay(date, zone);
  return start > now && <span className="block text-xs text-ink-faint">{relative(start, now)}</span>;
}

function Line({ thing, shown, colors, clashes, picked, why, people, calendars }: AgendaProps & { thing: Thing }) {
  const owner = thing.ownerId && people.get(thing.ownerId);
  const facts = [
    isAutomatic(thing) ? KIND_WORDS[thing.kind] : calendars.size > 1 && thing.calendarId && calendars.get(thing.calendarId),
    thing.kind === 'note' || thing.kind === 'holiday' ? KIND_WORDS[thing.kind] : STATUS_WORDS[thing.status],
    thing.kind === 'post' && thing.channel && CHANNEL_WORDS[thing.channel as keyof typeof CHANNEL_WORDS],
    owner,
    thing.points > 0 && `${thing.done} of ${thing.points} done`,
  ].filter(Boolean);
  return (
    <li className="calendar-agenda-line">
      <ThingLink thing={thing} zone={shown.zone} color={colors.get(thing.calendarId ?? '')} clash={clashes.get(thing.key)} withEnd isPicked={picked === thing.key} isMovable={whyNotMove(thing, why) === null} />
      <span className="calendar-facts">{facts.join(' · ')}</span>
    </li>
  );
}
