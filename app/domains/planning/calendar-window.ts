import { addDays, DAY, dateOfDay, dayNumber } from '#app/platform/time.ts';
import { dateIn, daysFrom, firstOfMonth, type LocalDay, monthWeeks, weekDays } from './month.ts';

export const CALENDAR_VIEWS = ['month', 'week', 'day', 'agenda', 'board'] as const;
export type CalendarView = (typeof CALENDAR_VIEWS)[number];
export const WEEK_START = 'MO';
const AGENDA_DAYS = 30;

/** The days that a view shows around a date. Agenda and board go by the month, as the grid does, without its neighbours. */
export function daysOfView(view: CalendarView, date: string, zone: string): LocalDay[] {
  const month = date.slice(0, 7);
  if (view === 'month') return monthWeeks(month, zone, WEEK_START).flat();
  if (view === 'week') return weekDays(date, zone, WEEK_START);
  if (view === 'day') return daysFrom(date, 1, zone);
  if (view === 'agenda') return daysFrom(date, AGENDA_DAYS, zone);
  return daysFrom(`${month}-01`, dayNumber(firstOfMonth(month, 1)) - dayNumber(`${month}-01`), zone);
}

/** The dates that "earlier" and "later" lead to. */
export function neighbours(view: CalendarView, date: string): { before: string; after: string } {
  if (view === 'month' || view === 'board') return { before: firstOfMonth(date.slice(0, 7), -1), after: firstOfMonth(date.slice(0, 7), 1) };
  const days = { week: 7, day: 1, agenda: AGENDA_DAYS }[view];
  return { before: addDays(date, -days), after: addDays(date, days) };
}

/**
 * What to ask the database for before it has said whose clock is read: the view's days in every zone there is, around
 * every date that today can be. layOut and daysOf then keep what the reader's days hold.
 */
export function widestWindow(view: CalendarView, date: string | null, now: Date): { from: Date; to: Date } {
  const today = dateOfDay(Math.floor(now.getTime() / DAY));
  const [first, last] = date ? [date, date] : [addDays(today, -1), addDays(today, 1)];
  const from = daysOfView(view, first, 'UTC')[0]!.start.getTime() - DAY;
  const to = daysOfView(view, last, 'UTC').at(-1)!.end.getTime() + DAY;
  return { from: new Date(from), to: new Date(to) };
}

export const todayIn = (now: Date, zone: string): string => dateIn(now, zone);

