import { DAYS, MONTHS } from '#app/ui/zoned-time.ts';
import { type MonthDay, type Pattern, type Rule, WEEKDAYS, type Weekday } from './recurrence.ts';

const dayName = (weekday: Weekday) => DAYS[(WEEKDAYS.indexOf(weekday) + 1) % 7]!;
const NTH_WORDS = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', [-1]: 'last' } as const;

function ordinal(value: number): string {
  const teen = value % 100 > 10 && value % 100 < 14;
  return `${value}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th')}`;
}

const listed = (words: readonly string[]) => (words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);

/** "every month", "every second month", "every 3 months". */
const each = (interval: number, unit: string) => (interval === 1 ? `every ${unit}` : interval === 2 ? `every second ${unit}` : `every ${interval} ${unit}s`);

function weekly(interval: number, chosen: readonly Weekday[]): string {
  const weekdays = WEEKDAYS.filter((weekday) => chosen.includes(weekday));
  if (weekdays.length === 7) return interval === 1 ? 'every day' : `every day of ${each(interval, 'week')}`;
  const working = weekdays.length === 5 && !weekdays.includes('SA') && !weekdays.includes('SU');
  if (interval === 1) return working ? 'every weekday' : `every ${listed(weekdays.map(dayName))}`;
  if (interval === 2 && weekdays.length === 1) return `every second ${dayName(weekdays[0]!)}`;
  return `${each(interval, 'week')} on ${working ? 'weekdays' : listed(weekdays.map(dayName))}`;
}

function monthDay(on: MonthDay): string {
  if ('nth' in on) return `the ${NTH_WORDS[on.nth]} ${dayName(on.weekday)}`;
  return on.day === 31 ? 'the last day' : `the ${ordinal(on.day)}`;
}

function patternWords(pattern: Pattern): string {
  if (pattern.every === 'day') return each(pattern.interval, 'day');
  if (pattern.every === 'week') return weekly(pattern.interval, pattern.weekdays);
  if (pattern.every === 'month') return `on ${monthDay(pattern.on)} of ${each(pattern.interval, 'month')}`;
  const month = MONTHS[pattern.month - 1]!;
  return `${each(pattern.interval, 'year')} on ${'nth' in pattern.on ? `${monthDay(pattern.on)} of` : pattern.on.day} ${month}`;
}

function inShorter(pattern: Pattern): string {
  if (!('on' in pattern) || 'nth' in pattern.on) return '';
  if (pattern.every === 'year') return pattern.month === 2 && pattern.on.day === 29 ? ', or 28 February' : '';
  return pattern.on.day === 29 || pattern.on.day === 30 ? ', or the last day of a shorter one' : '';
}

const dateWords = (date: string) => `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;

/** "Every second Tuesday at 09:00, until 3 March 2027". Days without a clock leave the time out. */
export function ruleWords({ pattern, ends, time }: Pick<Rule, 'pattern' | 'ends'> & { time: string | null }): string {
  const words = `${patternWords(pattern)}${time ? ` at ${time}` : ''}${inShorter(pattern)}`;
  const end = !ends ? '' : 'until' in ends ? `, until ${dateWords(ends.until)}` : ends.count === 1 ? ', once' : `, ${ends.count} times`;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${end}`;
}
