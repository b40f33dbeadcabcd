import type { StoredEntry } from '#db/queries/calendar.ts';
import { done, type Result } from '#app/platform/result.ts';
import { addDays } from '#app/platform/time.ts';
import { movedRule, ruleOfEntry, textOfWall, wallOfText } from './entry-rule.ts';
import { type EntryTimes, timesOf } from './entry-times.ts';
import { isOccurrence, type Rule } from './recurrence.ts';

export interface Shifted {
  times: EntryTimes;
  rule: Rule | null;
  exceptions: { occurrence: string; isSkipped: boolean; startsWall: string | null }[];
}

const laterWall = (text: string, days: number) => textOfWall({ ...wallOfText(text), date: addDays(text.slice(0, 10), days) });

/** The entry so many days later on its own clocks: nine o'clock stays nine o'clock, whatever the clocks did meanwhile. What was left out or moved of a series goes along. */
export function shiftedEntry(entry: StoredEntry, days: number): Result<Shifted> {
  const wall = wallOfText(laterWall(entry.startsWall!, days));
  const before = ruleOfEntry(entry);
  const plain = before && movedRule({ ...before, exceptions: [] }, before.startsOn, { date: addDays(before.startsOn, days), time: before.time });
  const exceptions = (entry.exceptions ?? []).flatMap(({ occurrence, isSkipped, startsWall }) => {
    const on = addDays(occurrence.slice(0, 10), days);
    return plain && isOccurrence(plain, on) && (isSkipped || startsWall) ? [{ occurrence: textOfWall({ date: on, time: plain.time }), isSkipped, startsWall: startsWall && laterWall(startsWall, days) }] : [];
  });
  const rule = plain && { ...plain, exceptions: exceptions.map(({ occurrence, isSkipped, startsWall }) => ({ on: occurrence.slice(0, 10), movedTo: isSkipped || !startsWall ? null : wallOfText(startsWall) })) };
  const times = timesOf({ ...wall, zone: entry.timeZone, isAllDay: entry.isAllDay, durationMinutes: entry.durationMinutes, rule });
  return times.ok ? done({ times: times.value, rule, exceptions }) : times;
}
