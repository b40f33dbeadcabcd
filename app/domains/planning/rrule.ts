import { problem } from '#app/platform/problem.ts';
import { done, type Result, refused } from '#app/platform/result.ts';
import { DAY, addDays, dateOfDay, dayNumber, instantAt, isDate, startOfDay, wallNumber, wallText, wallOf } from '#app/platform/time.ts';
import { type Ends, type MonthDay, type Nth, NTHS, type Pattern, type Rule, WEEKDAYS, type Weekday, whyNotRule } from './recurrence.ts';

const FREQUENCIES = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' } as const;
const FREQUENCY_OF = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' } as const;

const stamp = (at: number) => `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** The RFC skips a month that has no such day. Asking for the last of several days says what we mean: its last. */
function dayParts(on: MonthDay, shortest: number): string[] {
  if ('nth' in on) return [`BYDAY=${on.nth}${on.weekday}`];
  if (on.day <= shortest) return [`BYMONTHDAY=${on.day}`];
  if (on.day === 31) return ['BYMONTHDAY=-1'];
  return [`BYMONTHDAY=${Array.from({ length: on.day - 27 }, (_, index) => 28 + index).join(',')}`, 'BYSETPOS=-1'];
}

const shortestOf = (month: number) => new Date(Date.UTC(2025, month, 0)).getUTCDate();

function patternParts(pattern: Pattern): string[] {
  if (pattern.every === 'week') return [`BYDAY=${WEEKDAYS.filter((weekday) => pattern.weekdays.includes(weekday)).join(',')}`];
  if (pattern.every === 'month') return dayParts(pattern.on, 28);
  if (pattern.every === 'year') return [`BYMONTH=${pattern.month}`, ...dayParts(pattern.on, shortestOf(pattern.month))];
  return [];
}

/** The value of an RRULE line. Weeks begin on Monday, as the RFC has it by default. */
export function rruleOf({ pattern, ends, time, zone }: Pick<Rule, 'pattern' | 'ends' | 'time' | 'zone'>, isAllDay = false): string {
  const parts = [`FREQ=${FREQUENCY_OF[pattern.every]}`];
  if (pattern.interval > 1) parts.push(`INTERVAL=${pattern.interval}`);
  parts.push(...patternParts(pattern));
  if (ends && 'count' in ends) parts.push(`COUNT=${ends.count}`);
  if (ends && 'until' in ends) {
    // Clocks that skip the last hour of a day push its occurrence past midnight.
    const last = Math.max(startOfDay(addDays(ends.until, 1), zone).getTime() - 1000, instantAt(wallNumber({ date: ends.until, time }), zone).at);
    parts.push(`UNTIL=${isAllDay ? ends.until.replaceAll('-', '') : stamp(last)}`);
  }
  return parts.join(';');
}

const KNOWN = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'WKST'];
const no = (message: string) => refused(problem('invalid', message, { field: 'repeats' }));

class Unreadable extends Error {}

/** A rule from an RRULE's value and the start that stands beside it. What it cannot keep exactly, it refuses with a sentence. */
export function ruleFromRrule(text: string, start: Pick<Rule, 'startsOn' | 'time' | 'zone'>): Result<Rule> {
  const parts = new Map<string, string>();
  for (const part of text.trim().toUpperCase().split(';')) {
    const [name = '', value = '', ...more] = part.split('=');
    if (!value || more.length > 0 || parts.has(name)) return no('This is not a rule of RFC 5545.');
    if (!KNOWN.includes(name)) return no(`Rules with ${name.slice(0, 20)} cannot be kept.`);
    parts.set(name, value);
  }
  try {
    const rule: Rule = { ...start, pattern: patternFrom(parts, start.startsOn), ends: endsFrom(parts, start), exceptions: [] };
    const why = whyNotRule(rule);
    return why ? no(why) : done(rule);
  } catch (error) {
    if (error instanceof Unreadable) return no(error.message);
    throw error;
  }
}

function whole(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new Unreadable('A number of the rule cannot be read.');
  return Number(text);
}

function patternFrom(parts: Map<string, string>, startsOn: string): Pattern {
  const every = FREQUENCIES[parts.get('FREQ') as keyof typeof FREQUENCIES];
  if (!every) throw new Unreadable('Only daily, weekly, monthly and yearly rules can be kept.');
  const interval = whole(parts.get('INTERVAL') ?? '1');
  const refuse = (...names: string[]) => {
    const odd = names.find((name) => parts.has(name));
    if (odd) throw new Unreadable(`A rule repeated each ${every} cannot be kept with ${odd}.`);
  };
  if (every === 'day') {
    refuse('BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS');
    return { every, interval };
  }
  const startDay = WEEKDAYS[(dayNumber(startsOn) + 3) % 7]!;
  if (every === 'week') {
    refuse('BYMONTHDAY', 'BYMONTH', 'BYSETPOS');
    const weekdays = (parts.get('BYDAY') ?? startDay).split(',').map(weekdayFrom);
    const others = interval > 1 && (weekdays.length > 1 || weekdays[0] !== startDay);
    if (others && (parts.get('WKST') ?? 'MO') !== 'MO') throw new Unreadable('Weeks that do not begin on Monday cannot be kept in this rule.');
    return { every, interval, weekdays };
  }
  if (every === 'month') {
    refuse('BYMONTH');
    return { every, interval, on: monthDayFrom(parts, startsOn, 28) };
  }
  const month = whole(parts.get('BYMONTH') ?? startsOn.slice(5, 7));
  if (!parts.has('BYMONTH')) refuse('BYDAY', 'BYMONTHDAY');
  return { every, interval, month, on: monthDayFrom(parts, startsOn, shortestOf(month)) };
}

function weekdayFrom(text: string): Weekday {
  if (!WEEKDAYS.includes(text as Weekday)) throw new Unreadable('A day of the week cannot be read.');
  return text as Weekday;
}

function monthDayFrom(parts: Map<string, string>, startsOn: string, shortest: number): MonthDay {
  const [byDay, byMonthDay, position] = [parts.get('BYDAY'), parts.get('BYMONTHDAY'), parts.get('BYSETPOS')];
  if (byDay) {
    const [, ordinal, weekday] = /^([+-]?\d?)([A-Z]{2})$/.exec(byDay) ?? [];
    const nth = Number(ordinal || position);
    if (byMonthDay || !weekday || (ordinal && position) || !NTHS.includes(nth as Nth)) throw new Unreadable('Of a month, only the first to fourth or the last of one weekday can be kept.');
    return { nth: nth as Nth, weekday: weekdayFrom(weekday) };
  }
  const days = (byMonthDay ?? String(Number(startsOn.slice(8, 10)))).split(',');
  const day = Number(days.at(-1));
  if (days.length === 1 && !position && day === -1) return { day: 31 };
  if (days.length === 1 && !position && day >= 1 && day <= shortest) return { day };
  if (position === '-1' && days.every((text, index) => text === String(28 + index)) && day <= 31) return { day };
  throw new Unreadable(day > 28 ? 'This rule leaves out months without that day. Here such a month has it on its last day, so it cannot be kept.' : 'Of a month, only one day can be kept.');
}

function endsFrom(parts: Map<string, string>, { time, zone }: Pick<Rule, 'time' | 'zone'>): Ends {
  const [count, until] = [parts.get('COUNT'), parts.get('UNTIL')];
  if (count && until) throw new Unreadable('A rule ends by a date or by a count, not by both.');
  if (count) return { count: whole(count) };
  if (!until) return null;
  const [, year, month, day, hours, minutes, seconds, utc] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(until) ?? [];
  const date = `${year}-${month}-${day}`;
  if (!isDate(date)) throw new Unreadable('The last day of the rule cannot be read.');
  if (!hours) return { until: date };
  const written = Date.parse(`${date}T${hours}:${minutes}:${seconds}Z`);
  if (Number.isNaN(written)) throw new Unreadable('The last day of the rule cannot be read.');
  const at = utc ? written : instantAt(written, zone).at;
  // An end earlier on its day than the rule's own time leaves that day out.
  const local = wallText(wallOf(at, zone)).date;
  const last = instantAt(wallNumber({ date: local, time }), zone).at <= at ? local : dateOfDay(Math.floor(wallNumber({ date: local, time }) / DAY) - 1);
  return { until: last };
}
