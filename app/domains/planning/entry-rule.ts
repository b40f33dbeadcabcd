import type { StoredException } from '#db/queries/calendar.ts';
import { addDays, dayNumber, type WallClock } from '#app/platform/time.ts';
import { type Ends, type Exception, isOccurrence, type MonthDay, type Nth, type Pattern, type Rule, WEEKDAYS } from './recurrence.ts';

/** What is kept of a rule; its zone, time and first day stand in the entry's own columns. */
export interface StoredRecurrence {
  pattern: Pattern;
  ends: Ends;
}

/** "2026-03-29T09:00:00" as the two things that people write. */
export const wallOfText = (text: string): WallClock => ({ date: text.slice(0, 10), time: text.slice(17, 19) === '00' || text.length < 19 ? text.slice(11, 16) : text.slice(11, 19) });

export const textOfWall = ({ date, time }: WallClock): string => `${date}T${time.length === 5 ? `${time}:00` : time}`;

interface Repeated {
  startsWall: string | null;
  timeZone: string;
  recurrence: Record<string, unknown> | null;
  exceptions: readonly StoredException[] | null;
}

/** The rule of a repeated entry as recurrence.ts reads it. A state of its own alone does not move an occurrence. */
export function ruleOfEntry({ startsWall, timeZone, recurrence, exceptions }: Repeated): Rule | null {
  if (!recurrence || !startsWall) return null;
  const { pattern, ends } = recurrence as unknown as StoredRecurrence;
  const { date, time } = wallOfText(startsWall);
  const changed = (exceptions ?? []).flatMap(({ occurrence, isSkipped, startsWall: to }): Exception[] => (isSkipped || to ? [{ on: occurrence.slice(0, 10), movedTo: isSkipped || !to ? null : wallOfText(to) }] : []));
  return { pattern, zone: timeZone, time, startsOn: date, ends, exceptions: changed };
}

/** The place of a day within its month: the same weekday's, the last where there is a fifth. */
function monthDayOf(date: string, on: MonthDay): MonthDay {
  const day = Number(date.slice(8, 10));
  if ('day' in on) return { day };
  const nth = Math.ceil(day / 7);
  return { nth: (nth > 4 ? -1 : nth) as Nth, weekday: WEEKDAYS[(dayNumber(date) + 3) % 7]! };
}

function movedPattern(pattern: Pattern, days: number, to: string): Pattern {
  if (pattern.every === 'week') return { ...pattern, weekdays: WEEKDAYS.filter((_, index) => pattern.weekdays.includes(WEEKDAYS[(((index - days) % 7) + 7) % 7]!)) };
  if (pattern.every === 'month') return { ...pattern, on: monthDayOf(to, pattern.on) };
  if (pattern.every === 'year') return { ...pattern, month: Number(to.slice(5, 7)), on: monthDayOf(to, pattern.on) };
  return pattern;
}

/** All occurrences of a rule moved as one of them was: so many days, to that time. What was skipped stays skipped. */
export function movedRule(rule: Rule, on: string, to: WallClock): Rule {
  const days = dayNumber(to.date) - dayNumber(on);
  const pattern = days === 0 ? rule.pattern : movedPattern(rule.pattern, days, to.date);
  const ends = rule.ends && 'until' in rule.ends ? { until: addDays(rule.ends.until, days) } : rule.ends;
  const moved: Rule = { ...rule, pattern, ends, time: to.time, startsOn: addDays(rule.startsOn, days), exceptions: [] };
  const exceptions = rule.exceptions.map(({ on: day, movedTo }) => ({ on: addDays(day, days), movedTo })).filter((exception) => isOccurrence(moved, exception.on));
  return { ...moved, exceptions };
}
