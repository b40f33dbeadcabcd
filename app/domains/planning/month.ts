import { DAY, addDays, dateOfDay, dayNumber, instantAt, type Resolution, startOfDay, wallOf } from '#app/platform/time.ts';
import { WEEKDAYS, type Weekday } from './recurrence.ts';

const HOUR = 3_600_000;

/** A local day as the instants it holds, from `start` until just before `end`: 23, 24 or 25 hours, or what its zone made of it. */
export interface LocalDay {
  date: string;
  start: Date;
  end: Date;
  hours: number;
}

/** Days that follow one another without a hole or an overlap: each one's end is the next one's start. */
export function daysFrom(date: string, count: number, zone: string): LocalDay[] {
  const starts = Array.from({ length: count + 1 }, (_, index) => startOfDay(addDays(date, index), zone));
  return starts.slice(0, -1).map((start, index) => {
    const end = starts[index + 1]!;
    return { date: addDays(date, index), start, end, hours: (end.getTime() - start.getTime()) / HOUR };
  });
}

const weekdayOf = (date: string) => (dayNumber(date) + 3) % 7;

/** The first day of the week that a date is in. */
export const weekOf = (date: string, weekStart: Weekday): string => addDays(date, -((weekdayOf(date) - WEEKDAYS.indexOf(weekStart) + 7) % 7));

export const weekDays = (date: string, zone: string, weekStart: Weekday): LocalDay[] => daysFrom(weekOf(date, weekStart), 7, zone);

export interface MonthDayCell extends LocalDay {
  /** The days before and after fill the first and the last week. */
  isInMonth: boolean;
}

/** The weeks that a month touches, four to six; `month` as "2026-03". */
export function monthWeeks(month: string, zone: string, weekStart: Weekday): MonthDayCell[][] {
  const first = weekOf(`${month}-01`, weekStart);
  const last = addDays(firstOfMonth(month, 1), -1);
  const weeks = (dayNumber(weekOf(last, weekStart)) - dayNumber(first)) / 7 + 1;
  const days = daysFrom(first, weeks * 7, zone).map((day) => ({ ...day, isInMonth: day.date.startsWith(month) }));
  return Array.from({ length: weeks }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

/** The first day of the month so many months on: where "next" and "previous" lead. */
export function firstOfMonth(month: string, ahead = 0): string {
  return dateOfDay(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + ahead, 1) / DAY);
}

/** The days that hold at least one instant of [start, end); a moment without an end is in one day. */
export function daysHolding<D extends LocalDay>(days: readonly D[], start: Date, end: Date | null = null): D[] {
  const until = end && end > start ? end : new Date(start.getTime() + 1);
  return days.filter((day) => day.start < until && start < day.end);
}

/** The day on which an instant is, in a zone. */
export const dateIn = (at: Date, zone: string): string => new Date(wallOf(at.getTime(), zone)).toISOString().slice(0, 10);

export interface Moved {
  at: Date;
  /** Null where there was none. */
  endsAt: Date | null;
  how: Resolution;
}

/** To another day at the same wall-clock time, the end as many days later. Dropped on its own day, a thing stays as it is. */
export function moveToDay(at: Date, endsAt: Date | null, toDate: string, zone: string): Moved {
  const days = dayNumber(toDate) - dayNumber(dateIn(at, zone));
  if (days === 0) return { at, endsAt, how: 'exact' };
  const shifted = (moment: Date) => instantAt(wallOf(moment.getTime(), zone) + days * DAY, zone);
  const start = shifted(at);
  const end = endsAt && shifted(endsAt).at;
  // Around a change the end can land before the start. Then the thing keeps its length instead.
  const kept = endsAt && end !== null && end <= start.at ? start.at + endsAt.getTime() - at.getTime() : end;
  return { at: new Date(start.at), endsAt: kept === null ? null : new Date(kept), how: start.how };
}
