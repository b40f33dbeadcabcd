import { instantOf, isDate, isTime, type Resolution, startOfDay, wallOf, wallText } from '#app/platform/time.ts';
import { short } from './csv-rows.ts';

/** What a file says of a moment. */
export interface WrittenMoment {
  date: string;
  /** Null for a whole day. */
  time: string | null;
  instant: Date;
  how: Resolution;
}
export type WhenRefused = { at: 'date' | 'time'; sentence: string };

/** A day has one meaning in these forms only; 03/04/2026 is March to some and April to others. */
export function dateFrom(text: string): string | null {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const [, firstYear = year, secondMonth = month, lastDay = day] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text) ?? [];
  const date = `${firstYear}-${secondMonth?.padStart(2, '0')}-${lastDay?.padStart(2, '0')}`;
  return isDate(date) ? date : null;
}

export function timeFrom(text: string): string | null {
  const [, hours = '', minutes = '00', seconds, half] = /^(\d{1,2})(?:[:.](\d{2}))?(?::(\d{2}))?\s*([ap])?\.?(?:m\.?)?$/i.exec(text) ?? [];
  if (!hours || (!half && !/[:.]/.test(text))) return null;
  if (half && (Number(hours) < 1 || Number(hours) > 12)) return null;
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours);
  const time = `${String(hour).padStart(2, '0')}:${minutes}${seconds && seconds !== '00' ? `:${seconds}` : ''}`;
  return isTime(time) ? time : null;
}

/** A day, a day and a time in one or two cells, or an instant with its own offset. */
export function whenFrom(dateCell: string, timeCell: string, zone: string): WrittenMoment | WhenRefused {
  if (!dateCell) return { at: 'date', sentence: 'The date is missing.' };
  const [, dateText = '', timeText = '', offset = ''] = /^(\S+?)(?:[T\s]+(\d{1,2}[:.]\d.*?))?(Z|[+-]\d\d:?\d\d)?$/i.exec(dateCell) ?? [];
  const date = dateFrom(timeText ? dateText : dateCell);
  if (!date) return { at: 'date', sentence: `The date ${short(dateCell)} cannot be read, or there is no such day. Write it as 2026-03-29.` };
  if (timeText && timeCell) return { at: 'time', sentence: 'The date already holds a time. Leave this one empty.' };
  const written = timeCell || timeText.replace(/(:\d\d:\d\d)\.\d+$/, '$1');
  if (!written) return { date, time: null, instant: startOfDay(date, zone), how: 'exact' };
  const time = timeFrom(written);
  if (!time) return { at: timeCell ? 'time' : 'date', sentence: `The time ${short(written)} cannot be read. Write it as 09:30.` };
  if (offset) {
    const instant = new Date(`${date}T${time.length === 5 ? `${time}:00` : time}${offset.toUpperCase().replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`);
    if (Number.isNaN(instant.getTime())) return { at: 'date', sentence: `The offset ${short(offset)} cannot be read. Write it as +02:00.` };
    const wall = wallText(wallOf(instant.getTime(), zone));
    return { ...wall, instant, how: 'exact' };
  }
  const meant = instantOf({ date, time }, zone);
  return meant.ok ? { date, time, instant: meant.value.at, how: meant.value.how } : { at: meant.problem.field === 'time' ? 'time' : 'date', sentence: meant.problem.message };
}
