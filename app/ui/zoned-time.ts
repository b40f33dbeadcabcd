/*
 * Times as words, the same on the server and in every browser: only numbers are taken from Intl, because month names,
 * separators and spaces differ between ICU versions and would break hydration.
 */
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

interface ZonedParts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

export function zonedParts(at: Date, zone: string): ZonedParts {
  const number: Record<string, number> = {};
  for (const part of formatIn(zone).formatToParts(at)) number[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = number;
  return { year, month, day, hour, minute, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}

const two = (value: number) => String(value).padStart(2, '0');

export function clock(at: Date, zone: string): string {
  const { hour, minute } = zonedParts(at, zone);
  return `${two(hour)}:${two(minute)}`;
}

/** "Thu 20 Nov, 14:30"; the year only when it is not this one. */
export function absolute(at: Date, zone: string, now: Date, withClock = true): string {
  const p = zonedParts(at, zone);
  const year = p.year === zonedParts(now, zone).year ? '' : ` ${p.year}`;
  const day = `${DAYS[p.weekday]?.slice(0, 3)} ${p.day} ${MONTHS[p.month - 1]?.slice(0, 3)}${year}`;
  return withClock ? `${day}, ${two(p.hour)}:${two(p.minute)}` : day;
}

/** "Thursday 20 November 2025": the line under a newspaper's name. */
export function dateline(at: Date, zone: string): string {
  const p = zonedParts(at, zone);
  return `${DAYS[p.weekday]} ${p.day} ${MONTHS[p.month - 1]} ${p.year}`;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function span(seconds: number): string {
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < DAY) {
    const minutes = Math.floor((seconds % HOUR) / MINUTE);
    return `${Math.floor(seconds / HOUR)} h${minutes ? ` ${minutes} min` : ''}`;
  }
  const days = Math.floor(seconds / DAY);
  if (days < 60) return days === 1 ? '1 day' : `${days} days`;
  if (days < 730) return `${Math.floor(days / 30)} months`;
  return `${Math.floor(days / 365)} years`;
}

/** "in 2 h 14 min", "3 days ago", "now" within the minute. */
export function relative(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  if (Math.abs(seconds) < MINUTE) return 'now';
  return seconds > 0 ? `in ${span(seconds)}` : `${span(-seconds)} ago`;
}

/** Hours from UTC as people write it: "UTC+1", "UTC−3:30". */
export function offsetName(at: Date, zone: string): string {
  const p = zonedParts(at, zone);
  const minutes = Math.round((Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute) - Math.floor(at.getTime() / 60_000) * 60_000) / 60_000);
  if (minutes === 0) return 'UTC';
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes > 0 ? '+' : '−'}${Math.floor(Math.abs(minutes) / 60)}${rest ? `:${two(rest)}` : ''}`;
}
