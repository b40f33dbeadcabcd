import { Link } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { classes } from '#app/ui/class-names.ts';
import { withParams } from '#app/ui/search-params.ts';
import { offsetName, zonedParts } from '#app/ui/zoned-time.ts';
import { daysOfView } from '../../calendar-window.ts';
import type { LocalDay } from '../../month.ts';
import { byDay, type Thing } from '../../scheduled.ts';
import type { GridProps } from './grid.tsx';
import { whyNotMove } from './moves.ts';
import { ThingLink } from './thing-link.tsx';
import { dayWords, shortDay } from './words.ts';

const HOUR = 3_600_000;
const two = (value: number) => String(value).padStart(2, '0');
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const MOST_OF_AN_HOUR = 6;

/** The hours that a day's clocks show: one is missing when they go forward, one stands there twice when they go back. */
function shownHours(day: LocalDay, zone: string): Map<number, number> {
  const found = new Map<number, number>();
  for (let at = day.start.getTime(); at < day.end.getTime(); at += HOUR) {
    const { hour } = zonedParts(new Date(at), zone);
    found.set(hour, (found.get(hour) ?? 0) + 1);
  }
  return found;
}

/** Days as columns, the hours of the wall clock as rows. A thing stands in the hour in which it begins, with its end beside it. */
export function HoursGrid(props: GridProps) {
  const { shown, things, totals, search } = props;
  const { view, date, zone, today } = shown;
  const days = daysOfView(view, date, zone);
  const each = byDay(things, days);
  const hoursOf = new Map(days.map((day) => [day.date, shownHours(day, zone)]));
  const isWhole = (thing: Thing, day: LocalDay) => thing.days !== null || Date.parse(thing.at) < day.start.getTime();
  const startsAt = (day: LocalDay, hour: number) => (each.get(day.date) ?? []).filter((thing) => !isWhole(thing, day) && zonedParts(new Date(thing.at), zone).hour === hour);
  // Nights in which nothing happens fold into one line.
  const used = HOURS.filter((hour) => days.some((day) => startsAt(day, hour).length > 0));
  const isOdd = days.some((day) => day.hours !== 24);
  const [first, last] = [isOdd ? 0 : Math.min(8, ...used), Math.max(18, ...used)];
  return (
    <table className={classes('calendar-hours', view === 'day' && 'is-day')}>
      <caption className="sr-only">{view === 'day' ? dayWords(date, true) : `The week of ${dayWords(days[0]!.date, true)}`}</caption>
      <thead>
        <tr>
          <th scope="col" className="calendar-hour">
            <span className="sr-only">Hour</span>
          </th>
          {days.map((day) => (
            <th key={day.date} scope="col" className={classes(day.date === today && 'is-today')}>
              <Link to={withParams(search, { view: 'day', date: day.date })} prefetch="intent" className="calendar-day-name">
                {shortDay(day.date)}
              </Link>
              {day.hours !== 24 && <span className="calendar-odd-day">{day.hours} hours</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr className="calendar-whole">
          <th scope="row" className="calendar-hour">
            All day
          </th>
          {days.map((day) => (
            <td key={day.date} data-cell data-row="all" data-date={day.date} data-label={dayWords(day.date)}>
              <Lines own={(each.get(day.date) ?? []).filter((thing) => isWhole(thing, day))} day={day} {...props} />
              {view === 'week' && (totals[day.date] ?? 0) > (each.get(day.date)?.length ?? 0) && (
                <Link to={withParams(search, { view: 'day', date: day.date })} data-stop className="calendar-more">
                  {totals[day.date]} in all
                </Link>
              )}
            </td>
          ))}
        </tr>
        {first > 0 && <Night words={`00 – ${two(first)}`} days={days} />}
        {HOURS.slice(first, last + 1).map((hour) => (
          <tr key={hour}>
            <th scope="row" className="calendar-hour">
              {two(hour)}:00
            </th>
            {days.map((day) => (
              <HourCell key={day.date} day={day} hour={hour} times={hoursOf.get(day.date)!.get(hour) ?? 0} own={startsAt(day, hour)} {...props} />
            ))}
          </tr>
        ))}
        {last < 23 && <Night words={`${two(last + 1)} – 24`} days={days} />}
      </tbody>
    </table>
  );
}

const Night = ({ words, days }: { words: string; days: readonly LocalDay[] }) => (
  <tr className="calendar-night">
    <th scope="row" className="calendar-hour">
      {words}
    </th>
    {days.map(({ date }) => (
      <td key={date} />
    ))}
  </tr>
);

function HourCell({ day, hour, times, own, ...props }: GridProps & { day: LocalDay; hour: number; times: number; own: Thing[] }) {
  const { shown, search, why } = props;
  const { date } = day;
  if (times === 0) {
    return (
      <td className="calendar-skipped">
        <span>The clocks skip this hour</span>
      </td>
    );
  }
  const lines = own.slice(0, shown.view === 'day' ? undefined : MOST_OF_AN_HOUR);
  const firstOffset = times > 1 && lines[0] ? offsetName(new Date(lines[0].at), shown.zone) : null;
  return (
    <td data-cell data-row={hour} data-date={date} data-hour={hour} data-label={`${dayWords(date)}, ${two(hour)}:00`} className="calendar-slot">
      {times > 1 && <span className="calendar-odd-day">This hour comes twice{firstOffset ? `; the first is at ${firstOffset}` : ''}</span>}
      <Lines own={lines} day={day} {...props} />
      {own.length > lines.length && (
        <Link to={withParams(search, { view: 'day', date })} data-stop className="calendar-more">
          + {own.length - lines.length} more
        </Link>
      )}
      {why.write === null && (
        <Link to={`/calendar/new?date=${date}&time=${two(hour)}:00&back=${encodeURIComponent(search)}`} data-stop className="calendar-add" aria-label={`Add to ${dayWords(date)}, ${two(hour)}:00`}>
          <Plus size={14} aria-hidden />
        </Link>
      )}
    </td>
  );
}

function Lines({ own, day, shown, colors, clashes, picked, why }: GridProps & { own: Thing[]; day: LocalDay }) {
  if (own.length === 0) return null;
  return (
    <ul className="calendar-lines">
      {own.map((thing) => (
        <li key={thing.key}>
          <ThingLink thing={thing} zone={shown.zone} color={colors.get(thing.calendarId ?? '')} clash={clashes.get(thing.key)} goesOn={!thing.days && Date.parse(thing.at) < day.start.getTime()} withEnd={shown.view === 'day'} isPicked={picked === thing.key} isMovable={whyNotMove(thing, why) === null} />
        </li>
      ))}
    </ul>
  );
}
