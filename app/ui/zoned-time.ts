import { offsetAt, type Resolution, wallOf } from '../platform/time.ts';
import { zoneCity } from './zone-list.ts';

/*
 * Times as words, the same on the server and in every browser: only numbers are taken from Intl, because month names,
 * separators and spaces differ between ICU versions and would break hydration.
 */
export const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
export const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

interface ZonedParts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  weekday: number;
}

export function zonedParts(at: Date, zone: string): ZonedParts {
  const wall = new Date(wallOf(at.getTime(), zone));
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate(), hour: wall.getUTCHours(), minute: wall.getUTCMinutes(), weekday: wall.getUTCDay() };
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
  const minutes = Math.round(offsetAt(at.getTime(), zone) / 60_000);
  if (minutes === 0) return 'UTC';
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes > 0 ? '+' : '−'}${Math.floor(Math.abs(minutes) / 60)}${rest ? `:${two(rest)}` : ''}`;
}

export interface Zones {
  /** The reader's own. */
  reader: string;
  organization?: string;
  /** The one that the thing was planned in. */
  schedule?: string;
}

export interface ZonedLine {
  zone: string;
  /** "Your time and the organization’s": everyone whose clock shows this. */
  whose: string;
  /** "Thu 20 Nov, 14:30" */
  time: string;
  /** "Berlin, UTC+1" */
  name: string;
}

const WHOSE = { reader: 'your time', organization: 'the organization’s', schedule: 'the schedule’s' } as const satisfies Record<keyof Zones, string>;

/** One moment on each clock that matters, each zone once, the reader's first. */
export function inZones(at: Date, now: Date, zones: Zones): ZonedLine[] {
  const owners = new Map<string, string[]>();
  for (const owner of ['reader', 'organization', 'schedule'] as const) {
    const zone = zones[owner];
    if (zone) owners.set(zone, [...(owners.get(zone) ?? []), WHOSE[owner]]);
  }
  return Array.from(owners, ([zone, whose]) => {
    const words = whose.length < 2 ? whose.join() : `${whose.slice(0, -1).join(', ')} and ${whose.at(-1)}`;
    return { zone, whose: words.charAt(0).toUpperCase() + words.slice(1), time: absolute(at, zone, now), name: `${zoneCity(zone)}, ${offsetName(at, zone)}` };
  });
}

/** What to say when the written time is not simply the time: null when it is. */
export function resolutionNote(how: Resolution, written: string, at: Date, zone: string): string | null {
  if (how === 'gap') return `Clocks in ${zoneCity(zone)} go forward and skip ${written} that day. It becomes ${clock(at, zone)}.`;
  if (how === 'overlap') return `Clocks in ${zoneCity(zone)} go back and show ${written} twice that day. The first is taken, at ${offsetName(at, zone)}.`;
  return null;
}
