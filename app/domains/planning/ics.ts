import { addDays, instantAt, wallNumber, wallOf } from '#app/platform/time.ts';
import type { EntryStatus } from './entry-status.ts';
import { contentLine, dateValue, textValue, utcValue, wallValue, zoneLines } from './ics-lines.ts';
import { firstAndLast, isOccurrence, type Rule } from './recurrence.ts';
import { rruleOf } from './rrule.ts';

/** A moment or a span; whole days, `through` the last; or a rule, each occurrence so many minutes long or, with null, a whole day. */
export type When = { at: Date; endsAt: Date | null } | { on: string; through: string } | { rule: Rule; minutes: number | null };

export interface FeedEvent {
  /** The same for ever and nowhere else: "entry-<id>@<host>". */
  uid: string;
  /** How often its time or status was changed. */
  sequence: number;
  createdAt: Date;
  changedAt: Date;
  title: string;
  description?: string;
  url?: string;
  status: EntryStatus;
  zone: string;
  when: When;
}

export interface Feed {
  name: string;
  description?: string;
  zone: string;
  refreshMinutes: number;
  events: readonly FeedEvent[];
  now: Date;
}

/** The years around now for which a zone's changes are told. A moment beyond them is written in UTC. */
const [YEARS_BACK, YEARS_AHEAD] = [50, 20];
/** For a rule without end fewer will do: a feed is read again long before. */
const RULE_YEARS = 5;
const STATUS = { planned: 'TENTATIVE', in_progress: 'CONFIRMED', completed: 'CONFIRMED', cancelled: 'CANCELLED' } as const satisfies Record<EntryStatus, string>;

const isUtc = (zone: string) => zone === 'UTC' || zone === 'Etc/UTC';
const minutesValue = (minutes: number) => (minutes % 60 === 0 ? `PT${minutes / 60}H` : `PT${minutes}M`);

/** A wall clock's time as a property: with its zone, or in UTC where that is the zone. */
function wallProperty(name: string, walls: readonly number[], zone: string): string {
  return isUtc(zone) ? contentLine(name, walls.map((wall) => `${wallValue(wall)}Z`).join(',')) : contentLine(`${name};TZID=${zone}`, walls.map(wallValue).join(','));
}

const dayProperty = (name: string, ...dates: string[]) => contentLine(`${name};VALUE=DATE`, dates.map(dateValue).join(','));

const isNear = (at: Date, now: Date) => at.getUTCFullYear() >= now.getUTCFullYear() - YEARS_BACK && at.getUTCFullYear() <= now.getUTCFullYear() + YEARS_AHEAD;

function spanLines(at: Date, endsAt: Date | null, zone: string, now: Date): string[] {
  const moments = [['DTSTART', at] as const, ...(endsAt && endsAt > at ? [['DTEND', endsAt] as const] : [])];
  // The second of two equal hours has no name on the wall: a reader would take the first.
  const isNamed = moments.every(([, moment]) => isNear(moment, now) && instantAt(wallOf(moment.getTime(), zone), zone).at === moment.getTime());
  return moments.map(([name, moment]) => (isNamed ? wallProperty(name, [wallOf(moment.getTime(), zone)], zone) : contentLine(name, utcValue(moment))));
}

const event = (lines: readonly string[]) => [contentLine('BEGIN', 'VEVENT'), ...lines, contentLine('END', 'VEVENT')].join('');

function sharedLines({ uid, sequence, createdAt, changedAt, title, description, url, status }: FeedEvent): string[] {
  return [
    contentLine('UID', textValue(uid)),
    contentLine('DTSTAMP', utcValue(changedAt)),
    contentLine('CREATED', utcValue(createdAt)),
    contentLine('LAST-MODIFIED', utcValue(changedAt)),
    contentLine('SEQUENCE', String(sequence)),
    contentLine('SUMMARY', textValue(title)),
    ...(description ? [contentLine('DESCRIPTION', textValue(description))] : []),
    ...(url ? [contentLine('URL', new URL(url).href)] : []),
    contentLine('STATUS', STATUS[status]),
    // An editorial plan does not make its reader busy.
    contentLine('TRANSP', 'TRANSPARENT'),
  ];
}

function eventLines(entry: FeedEvent, now: Date): string {
  const { when } = entry;
  const shared = sharedLines(entry);
  if ('at' in when) return event([...shared, ...spanLines(when.at, when.endsAt, entry.zone, now)]);
  if ('on' in when) return event([...shared, dayProperty('DTSTART', when.on), dayProperty('DTEND', addDays(when.through, 1))]);
  return ruleLines(when.rule, when.minutes, shared);
}

/** The rule once, without what was skipped; then each moved occurrence, named by the time it was moved from. */
function ruleLines(rule: Rule, minutes: number | null, shared: readonly string[]): string {
  const { first } = firstAndLast(rule);
  if (!first) return '';
  const start = (name: string, ...dates: string[]) => (minutes === null ? dayProperty(name, ...dates) : wallProperty(name, dates.map((date) => wallNumber({ date, time: rule.time })), rule.zone));
  const length = minutes === null ? [contentLine('DURATION', 'P1D')] : minutes > 0 ? [contentLine('DURATION', minutesValue(minutes))] : [];
  const real = rule.exceptions.filter(({ on }) => isOccurrence(rule, on)).sort((a, b) => (a.on < b.on ? -1 : 1));
  const skipped = real.flatMap(({ on, movedTo }) => (movedTo ? [] : [on]));
  const moved = real.flatMap(({ on, movedTo }) => {
    if (!movedTo) return [];
    const to = minutes === null ? dayProperty('DTSTART', movedTo.date) : wallProperty('DTSTART', [wallNumber(movedTo)], rule.zone);
    return [event([...shared, start('RECURRENCE-ID', on), to, ...length])];
  });
  const master = event([...shared, start('DTSTART', first), ...length, contentLine('RRULE', rruleOf(rule, minutes === null)), ...(skipped.length > 0 ? [start('EXDATE', ...skipped)] : [])]);
  return [master, ...moved].join('');
}

/** The years in which an event needs its zone's clocks; none for whole days. */
function yearsOf({ when, zone }: FeedEvent, now: Date): { zone: string; years: number[] } | null {
  if ('at' in when) return { zone, years: [when.at, when.endsAt ?? when.at].filter((at) => isNear(at, now)).map((at) => at.getUTCFullYear()) };
  if ('on' in when || when.minutes === null) return null;
  const { first, last } = firstAndLast(when.rule);
  if (!first) return null;
  const thisYear = now.getUTCFullYear();
  const named = [first, ...when.rule.exceptions.flatMap(({ on, movedTo }) => [on, movedTo?.date ?? on])].map((date) => Number(date.slice(0, 4)));
  const end = Math.min(last ? Number(last.slice(0, 4)) : thisYear + RULE_YEARS, thisYear + RULE_YEARS);
  return { zone: when.rule.zone, years: [...named, end].map((year) => Math.min(Math.max(year, thisYear - YEARS_BACK), thisYear + YEARS_AHEAD)) };
}

/** One VTIMEZONE for each zone that an event is written in. */
function zonesOf(events: readonly FeedEvent[], now: Date): string[] {
  const used = new Map<string, number[]>();
  for (const event of events) {
    const found = yearsOf(event, now);
    if (!found || isUtc(found.zone) || found.years.length === 0) continue;
    const known = used.get(found.zone) ?? found.years;
    used.set(found.zone, [Math.min(...known, ...found.years), Math.max(...known, ...found.years)]);
  }
  return Array.from(used, ([zone, years]) => zoneLines(zone, Math.min(...years) - 1, Math.max(...years) + 1)).sort();
}

/** A calendar as RFC 5545 has it, to be served as text/calendar. The same entries give the same bytes. */
export function icsFeed({ name, description, zone, refreshMinutes, events, now }: Feed): string {
  const parts = [...zonesOf(events, now), ...events.map((entry) => eventLines(entry, now))].join('');
  const year = now.getUTCFullYear();
  return [
    contentLine('BEGIN', 'VCALENDAR'),
    contentLine('VERSION', '2.0'),
    contentLine('PRODID', '-//Masthead//Editorial calendar//EN'),
    contentLine('CALSCALE', 'GREGORIAN'),
    contentLine('NAME', textValue(name)),
    contentLine('X-WR-CALNAME', textValue(name)),
    ...(description ? [contentLine('DESCRIPTION', textValue(description)), contentLine('X-WR-CALDESC', textValue(description))] : []),
    contentLine('X-WR-TIMEZONE', zone),
    contentLine('REFRESH-INTERVAL;VALUE=DURATION', minutesValue(refreshMinutes)),
    contentLine('X-PUBLISHED-TTL', minutesValue(refreshMinutes)),
    // A calendar without any part is not one.
    parts || zoneLines(zone, year, year),
    contentLine('END', 'VCALENDAR'),
  ].join('');
}
