import { DAY, addDays, dateOfDay, dayNumber, instantAt, isDate, isTime, isZone, type Resolution, type WallClock, wallNumber, wallOf } from '#app/platform/time.ts';

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export const NTHS = [1, 2, 3, 4, -1] as const;
export type Nth = (typeof NTHS)[number];

/** A day that a short month lacks is its last day: the 31st is 30 June, and 29 February is the 28th in most years. */
export type MonthDay = { day: number } | { nth: Nth; weekday: Weekday };

export type Pattern =
  | { every: 'day'; interval: number }
  | { every: 'week'; interval: number; weekdays: readonly Weekday[] }
  | { every: 'month'; interval: number; on: MonthDay }
  | { every: 'year'; interval: number; month: number; on: MonthDay };

/** `until` is the last day that may hold one; `count` counts skipped and moved ones too, as RFC 5545 does. */
export type Ends = { until: string } | { count: number } | null;

export interface Exception {
  /** The day of the occurrence as the pattern has it: at most one a day, so the day names it for good. */
  on: string;
  movedTo: WallClock | null;
}

/** Repeats in wall-clock time: nine o'clock stays nine o'clock when the clocks change. */
export interface Rule {
  pattern: Pattern;
  zone: string;
  time: string;
  /** The first day that may hold an occurrence. */
  startsOn: string;
  ends: Ends;
  exceptions: readonly Exception[];
}

export interface Occurrence {
  on: string;
  at: Date;
  how: Resolution;
  moved: boolean;
}

export const MOST_EXCEPTIONS = 1000;
const MOST_COUNT = 10_000;
/** The day after which nothing is looked for. */
const LAST_DAY = dayNumber('9900-01-01');

const weekdayOf = (day: number) => (((day + 3) % 7) + 7) % 7;
const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
const firstOf = (month: number) => Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY;

function dayInMonth(month: number, on: MonthDay): number {
  const first = firstOf(month);
  const last = firstOf(month + 1) - 1;
  if ('day' in on) return Math.min(first + on.day - 1, last);
  const wanted = WEEKDAYS.indexOf(on.weekday);
  if (on.nth === -1) return last - ((weekdayOf(last) - wanted + 7) % 7);
  return first + ((wanted - weekdayOf(first) + 7) % 7) + (on.nth - 1) * 7;
}

/** The days of a pattern by number, each found without those before it: the same cost in the tenth year as in the first. */
function series({ pattern, startsOn }: Pick<Rule, 'pattern' | 'startsOn'>): (n: number) => number {
  const start = dayNumber(startsOn);
  if (pattern.every === 'day') return (n) => start + n * pattern.interval;
  if (pattern.every === 'week') {
    const wanted = WEEKDAYS.flatMap((name, index) => (pattern.weekdays.includes(name) ? [index] : []));
    const ahead = Math.min(...wanted.map((weekday) => (weekday - weekdayOf(start) + 7) % 7));
    const first = start + ahead;
    const monday = first - weekdayOf(first);
    const place = wanted.indexOf(weekdayOf(first));
    return (n) => monday + Math.floor((place + n) / wanted.length) * pattern.interval * 7 + wanted[(place + n) % wanted.length]!;
  }
  const step = pattern.every === 'month' ? 1 : 12;
  const begin = pattern.every === 'month' ? monthOf(startsOn) : Math.floor(monthOf(startsOn) / 12) * 12 + pattern.month - 1;
  const first = dayInMonth(begin, pattern.on) < start ? begin + step : begin;
  return (n) => dayInMonth(first + n * step * pattern.interval, pattern.on);
}

/** The number of the first occurrence on or after a day. Numbers beyond the calendar's end have no day, and count as after. */
function numberFrom(dayOf: (n: number) => number, day: number): number {
  let [low, high] = [0, Math.max(0, day - dayOf(0))];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (dayOf(middle) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

const lastDay = ({ ends }: Rule, dayOf: (n: number) => number) => {
  if (!ends) return LAST_DAY;
  const last = 'until' in ends ? dayNumber(ends.until) : dayOf(ends.count - 1);
  return Number.isNaN(last) ? LAST_DAY : Math.min(last, LAST_DAY);
};

/** Every occurrence from `from` until just before `to`, in order, at the places where moved ones are now. */
export function occurrencesBetween(rule: Rule, from: Date, to: Date): Occurrence[] {
  if (from >= to) return [];
  const dayOf = series(rule);
  const end = lastDay(rule, dayOf);
  const found: Occurrence[] = [];
  const add = (on: string, wall: WallClock, moved: boolean) => {
    const { at, how } = instantAt(wallNumber(wall), rule.zone);
    if (at >= from.getTime() && at < to.getTime()) found.push({ on, at: new Date(at), how, moved });
  };
  const exceptions = new Map(rule.exceptions.map((exception) => [exception.on, exception]));
  // A zone that skips a day moves an occurrence by one: two days on either side hold every case.
  const until = Math.min(end, Math.floor(wallOf(to.getTime(), rule.zone) / DAY) + 2);
  for (let n = numberFrom(dayOf, Math.floor(wallOf(from.getTime(), rule.zone) / DAY) - 2); dayOf(n) <= until; n += 1) {
    const on = dateOfDay(dayOf(n));
    if (!exceptions.has(on)) add(on, { date: on, time: rule.time }, false);
  }
  for (const { on, movedTo } of exceptions.values()) if (movedTo && isOccurrence(rule, on)) add(on, movedTo, true);
  return found.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.on < b.on ? -1 : 1));
}

/** Does the pattern have one on that day, skipped and moved ones included? */
export function isOccurrence(rule: Rule, date: string): boolean {
  const dayOf = series(rule);
  const day = dayNumber(date);
  return day <= lastDay(rule, dayOf) && dayOf(numberFrom(dayOf, day)) === day;
}

/** The first and the last day that the pattern has; no first for a rule that ends before it begins, no last for one without end. */
export function firstAndLast(rule: Rule): { first: string | null; last: string | null } {
  const dayOf = series(rule);
  const end = lastDay(rule, dayOf);
  if (dayOf(0) > end) return { first: null, last: null };
  if (!rule.ends) return { first: dateOfDay(dayOf(0)), last: null };
  const after = numberFrom(dayOf, end + 1);
  return { first: dateOfDay(dayOf(0)), last: dateOfDay(dayOf(after - 1)) };
}

/** The next one at or after a moment, moved ones included. */
export function nextOccurrence(rule: Rule, from: Date): Occurrence | null {
  for (let days = 31; days < 10_000_000; days *= 8) {
    const to = new Date(Math.min(from.getTime() + days * DAY, (LAST_DAY - 2) * DAY));
    const [next] = occurrencesBetween(rule, from, to);
    if (next) return next;
  }
  return null;
}

const isWhole = (value: number, most: number) => Number.isInteger(value) && value >= 1 && value <= most;

/** Why a rule cannot be kept, as a sentence; null when it can. */
export function whyNotRule({ pattern, zone, time, startsOn, ends, exceptions }: Rule): string | null {
  if (!isZone(zone)) return 'This time zone is not known.';
  if (!isDate(startsOn)) return 'There is no such first day.';
  if (!isTime(time)) return 'There is no such time. Write hours and minutes: 09:30.';
  if (!isWhole(pattern.interval, 999)) return 'Repeat after a whole number, from 1 to 999.';
  if (pattern.every === 'week' && (pattern.weekdays.length === 0 || !pattern.weekdays.every((name) => WEEKDAYS.includes(name)))) return 'Choose at least one day of the week.';
  if (pattern.every === 'year' && !isWhole(pattern.month, 12)) return 'Choose a month.';
  if ('on' in pattern) {
    const { on } = pattern;
    if ('day' in on ? !isWhole(on.day, 31) : !NTHS.includes(on.nth) || !WEEKDAYS.includes(on.weekday)) return 'Choose a day of the month.';
    if (pattern.every === 'year' && 'day' in on && on.day > new Date(Date.UTC(2024, pattern.month, 0)).getUTCDate()) return 'That month is never so long.';
  }
  if (ends && 'until' in ends && (!isDate(ends.until) || ends.until < startsOn)) return 'The last day is before the first.';
  if (ends && 'count' in ends && !isWhole(ends.count, MOST_COUNT)) return 'Repeat from 1 to 10,000 times.';
  if (exceptions.length > MOST_EXCEPTIONS) return `More than ${MOST_EXCEPTIONS} occurrences were skipped or moved. Start a new entry from here on.`;
  if (!exceptions.every(({ on, movedTo }) => isDate(on) && (!movedTo || (isDate(movedTo.date) && isTime(movedTo.time))))) return 'A moved occurrence has no date.';
  return null;
}

/** The same rule from a day on: the other half of "this and all that follow". Counted rules keep what is left of the count. */
export function splitAt(rule: Rule, date: string): { before: Rule; after: Rule } | null {
  if (!isOccurrence(rule, date)) return null;
  const dayOf = series(rule);
  const passed = numberFrom(dayOf, dayNumber(date));
  if (passed === 0) return null;
  const before: Rule = { ...rule, ends: { until: addDays(date, -1) }, exceptions: rule.exceptions.filter(({ on }) => on < date) };
  const ends = rule.ends && 'count' in rule.ends ? { count: rule.ends.count - passed } : rule.ends;
  return { before, after: { ...rule, startsOn: date, ends, exceptions: rule.exceptions.filter(({ on }) => on >= date) } };
}
