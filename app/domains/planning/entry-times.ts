import { problem } from '#app/platform/problem.ts';
import { done, type Result, refused } from '#app/platform/result.ts';
import { addDays, dayNumber, instantAt, instantOf, type Resolution, startOfDay, type WallClock, wallNumber } from '#app/platform/time.ts';
import { textOfWall } from './entry-rule.ts';
import { firstAndLast, type Rule, whyNotRule } from './recurrence.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 1440;
export const MOST_MINUTES = 31 * DAY_MINUTES;

export interface EntryTimes {
  startsWall: string;
  scheduledFor: string;
  endsBy: string | null;
  how: Resolution;
}

export interface Planned extends WallClock {
  zone: string;
  isAllDay: boolean;
  durationMinutes: number;
  rule: Rule | null;
}

/** Whole days last until the next one begins on their own clocks; anything else its minutes. */
function endOf(wall: WallClock, { zone, isAllDay, durationMinutes }: Planned): number {
  if (isAllDay) return startOfDay(addDays(wall.date, Math.max(1, Math.round(durationMinutes / DAY_MINUTES))), zone).getTime();
  return instantAt(wallNumber(wall), zone).at + durationMinutes * MINUTE;
}

/** The instants that follow from what was meant, or what stands in the way, at its field. */
export function timesOf(planned: Planned): Result<EntryTimes> {
  const { zone, isAllDay, durationMinutes, rule } = planned;
  const wall = { date: planned.date, time: isAllDay ? '00:00' : planned.time };
  const meant = instantOf(wall, zone);
  if (!meant.ok) return meant;
  if (durationMinutes < 0) return refused(problem('invalid', 'It ends before it starts.', { field: 'endTime' }));
  if (durationMinutes > MOST_MINUTES) return refused(problem('invalid', 'An entry can last 31 days at most. A campaign can last longer.', { field: 'endDate' }));
  if (!rule) return done({ startsWall: textOfWall(wall), scheduledFor: meant.value.at.toISOString(), endsBy: new Date(endOf(wall, planned)).toISOString(), how: meant.value.how });
  const why = whyNotRule(rule);
  if (why) return refused(problem('invalid', why, { field: 'repeats' }));
  const { first, last } = firstAndLast(rule);
  if (!first) return refused(problem('invalid', 'It ends before its first day.', { field: 'until' }));
  const time = isAllDay ? '00:00' : rule.time;
  const start = instantAt(wallNumber({ date: first, time }), zone);
  const moved = rule.exceptions.flatMap(({ movedTo }) => (movedTo ? [movedTo] : []));
  const walls = [{ date: first, time }, ...moved];
  const earliest = Math.min(...walls.map((each) => instantAt(wallNumber(each), zone).at));
  const latest = last === null ? null : Math.max(...[{ date: last, time }, ...moved].map((each) => endOf(each, planned)));
  return done({ startsWall: textOfWall({ date: first, time }), scheduledFor: new Date(earliest).toISOString(), endsBy: latest === null ? null : new Date(latest).toISOString(), how: start.how });
}

/** How long from a start to an end on the same clocks; null where the end cannot be read. Whole days count their last one. */
export function minutesBetween(start: WallClock, end: { date: string; time: string }, zone: string, isAllDay: boolean): number | null {
  if (isAllDay) return (dayNumber(end.date || start.date) - dayNumber(start.date) + 1) * DAY_MINUTES;
  const [from, to] = [instantOf(start, zone), instantOf({ date: end.date || start.date, time: end.time || start.time }, zone)];
  return from.ok && to.ok ? Math.round((to.value.at.getTime() - from.value.at.getTime()) / MINUTE) : null;
}
