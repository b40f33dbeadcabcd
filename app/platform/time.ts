import { problem } from './problem.ts';
import { done, type Result, refused } from './result.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** What a clock and a calendar on the wall show: "2026-03-29" and "02:30" or "02:30:15". */
export interface WallClock {
  date: string;
  time: string;
}

/**
 * A wall clock's time is skipped when clocks go forward and shown twice when they go back. A skipped one moves forward by
 * as much as the clocks did; of two the first is taken. RFC 5545 reads both the same way, so a feed needs no exception.
 */
export type Resolution = 'exact' | 'gap' | 'overlap';

const formats = new Map<string, Intl.DateTimeFormat>();
/** Each holds some ten kilobytes, and the names come from outside, in any spelling. */
const MOST_FORMATS = 100;

function formatIn(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
    if (formats.size >= MOST_FORMATS) formats.clear();
    formats.set(zone, format);
  }
  return format;
}

/** An IANA zone that this runtime can convert with. Some runtimes take "+05:30" too, which is no zone: it knows no summer. */
export function isZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** The wall clock as a number: what the UTC instant would be at which UTC's wall shows the same. */
export function wallOf(at: number, zone: string): number {
  const [month, day, year, hour, minute, second] = formatIn(zone).format(at).match(/\d+/g)!.map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minute, second) + (((at % SECOND) + SECOND) % SECOND);
}

export const offsetAt = (at: number, zone: string): number => wallOf(at, zone) - at;

/** The way back from `wallOf`, for a zone that is known to be one. */
export function instantAt(wall: number, zone: string): { at: number; how: Resolution } {
  // No zone is further than 14 hours from UTC, so a day to each side is surely before and after a change at this hour.
  const before = offsetAt(wall - DAY, zone);
  const after = offsetAt(wall + DAY, zone);
  if (before === after) return { at: wall - before, how: 'exact' };
  const possible = [before, after].filter((offset) => offsetAt(wall - offset, zone) === offset);
  if (possible.length === 0) return { at: wall - before, how: 'gap' };
  return { at: wall - Math.max(...possible), how: possible.length === 2 ? 'overlap' : 'exact' };
}

/** The first whole second after `from`, up to `to`, at which the zone's clocks show another offset. */
export function changeWithin(from: number, to: number, zone: string): number | null {
  const offset = offsetAt(from, zone);
  if (offsetAt(to, zone) === offset) return null;
  let [same, other] = [Math.floor(from / SECOND), Math.ceil(to / SECOND)];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(middle * SECOND, zone) === offset) same = middle;
    else other = middle;
  }
  return other * SECOND;
}

export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;

export const dateOfDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

export const addDays = (date: string, days: number): string => dateOfDay(dayNumber(date) + days);

/** A day of the calendar. The last century before the year 10000 is kept free, so that a day, a year or a count further is one too. */
export function isDate(text: string): boolean {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text) || text >= '9900') return false;
  const day = dayNumber(text);
  return !Number.isNaN(day) && dateOfDay(day) === text;
}

export const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(text);

export const wallNumber = ({ date, time }: WallClock): number => Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`);

/** Seconds are told only where there are some. */
export function wallText(wall: number): WallClock {
  const text = new Date(wall).toISOString();
  return { date: text.slice(0, 10), time: text.slice(17, 19) === '00' ? text.slice(11, 16) : text.slice(11, 19) };
}

/** The day's first instant. Where clocks skip midnight, it is the moment of the change. */
export function startOfDay(date: string, zone: string): Date {
  const { at, how } = instantAt(dayNumber(date) * DAY, zone);
  return new Date(how === 'gap' ? (changeWithin(at - DAY - HOUR, at, zone) ?? at) : at);
}

const unknownZone = (zone: string) => refused(problem('invalid', `There is no time zone “${zone.slice(0, 60)}”. Choose one from the list, such as Europe/Berlin.`, { field: 'zone' }));

/** What a wall in that zone shows at an instant. */
export function wallClock(instant: Date, zone: string): Result<WallClock> {
  if (!isKnown(zone)) return unknownZone(zone);
  if (!(instant.getUTCFullYear() > 1000 && instant.getUTCFullYear() < 9999)) return refused(problem('invalid', 'This is not a date of the calendar.', { field: 'date' }));
  return done(wallText(wallOf(instant.getTime(), zone)));
}

/** The instant that someone means who reads date and time from a wall in that zone. */
export function instantOf(wall: WallClock, zone: string): Result<{ at: Date; how: Resolution }> {
  if (!isKnown(zone)) return unknownZone(zone);
  if (!isDate(wall.date)) return refused(problem('invalid', 'There is no such day. Write it as year, month and day: 2026-03-29.', { field: 'date' }));
  if (!isTime(wall.time)) return refused(problem('invalid', 'There is no such time. Write hours and minutes: 09:30.', { field: 'time' }));
  const { at, how } = instantAt(wallNumber(wall), zone);
  return done({ at: new Date(at), how });
}

const isKnown = (zone: string) => formats.has(zone) || isZone(zone);
