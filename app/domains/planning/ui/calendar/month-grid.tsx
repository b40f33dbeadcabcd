import { Link } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { classes } from '#app/ui/class-names.ts';
import { withParams } from '#app/ui/search-params.ts';
import { DAYS } from '#app/ui/zoned-time.ts';
import { WEEK_START } from '../../calendar-window.ts';
import { type MonthDayCell, monthWeeks } from '../../month.ts';
import { byDay, type Thing } from '../../scheduled.ts';
import type { GridProps } from './grid.tsx';
import { whyNotMove } from './moves.ts';
import { ThingLink } from './thing-link.tsx';
import { dayWords, entries, monthWords } from './words.ts';

/** As many lines as a day of the month has room for; the rest is a press away. */
export const MOST_OF_A_DAY = 4;

/** A month as weeks of days. Where the page is narrow the same days stand one under the other, the empty ones left out. */
export function MonthGrid(props: GridProps) {
  const { shown, things } = props;
  const weeks = monthWeeks(shown.date.slice(0, 7), shown.zone, WEEK_START);
  const found = byDay(things, weeks.flat());
  return (
    <table className="calendar-month">
      <caption className="sr-only">{monthWords(shown.date)}</caption>
      <thead>
        <tr>
          {weeks[0]!.map(({ date }) => {
            const name = DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]!;
            return (
              <th key={date} scope="col" abbr={name}>
                {name.slice(0, 3)}
                <span className="calendar-rest">{name.slice(3)}</span>
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]!.date}>
            {week.map((day) => (
              <DayCell key={day.date} week={week[0]!.date} day={day} own={found.get(day.date) ?? []} {...props} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell({ week, day, own, shown, totals, colors, clashes, search, why, picked }: GridProps & { week: string; day: MonthDayCell; own: Thing[] }) {
  const { date, isInMonth } = day;
  const lines = own.slice(0, MOST_OF_A_DAY);
  const more = Math.max(totals[date] ?? 0, own.length) - lines.length;
  const toDay = withParams(search, { view: 'day', date });
  const number = Number(date.slice(8, 10));
  return (
    <td data-cell data-row={week} data-date={date} data-label={dayWords(date)} className={classes('calendar-day', !isInMonth && 'is-outside', date === shown.today && 'is-today', own.length === 0 && 'is-empty')}>
      <div className="calendar-head">
        <Link to={toDay} data-stop data-day-link className="calendar-number" aria-label={`${dayWords(date)}, ${entries(totals[date] ?? own.length)}`} aria-current={date === shown.today ? 'date' : undefined}>
          <span className="calendar-number-day">{number}</span>
          <span className="calendar-number-words" aria-hidden>
            {dayWords(date)}
          </span>
        </Link>
        {why.write === null && (
          <Link to={`/calendar/new?date=${date}&back=${encodeURIComponent(search)}`} data-stop data-add prefetch="intent" className="calendar-add" aria-label={`Add to ${dayWords(date)}`}>
            <Plus size={14} aria-hidden />
          </Link>
        )}
      </div>
      {lines.length > 0 && (
        <ul className="calendar-lines">
          {lines.map((thing) => (
            <li key={thing.key}>
              <ThingLink thing={thing} zone={shown.zone} color={colors.get(thing.calendarId ?? '')} clash={clashes.get(thing.key)} goesOn={!thing.days && thing.at < day.start.toISOString()} isPicked={picked === thing.key} isMovable={whyNotMove(thing, why) === null} />
            </li>
          ))}
        </ul>
      )}
      {more > 0 && (
        <Link to={toDay} data-stop className="calendar-more">
          + {more} more
        </Link>
      )}
    </td>
  );
}
