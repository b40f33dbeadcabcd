import { dayNumber, instantAt, isDate, isTime, isZone, wallOf, wallText } from '#app/platform/time.ts';
import { readText } from './csv-encoding.ts';
import type { PlannedEntry, RowTrouble } from './csv-plan.ts';
import type { StoredRecurrence } from './entry-rule.ts';
import { ruleFromRrule } from './rrule.ts';

const MOST_EVENTS = 5000;

export interface IcsEntry extends PlannedEntry {
  durationMinutes: number;
  recurrence: StoredRecurrence | null;
  /** A whole day of somebody else's calendar, as a holiday mostly is. */
  startsWall: string;
}

interface IcsPlan {
  entries: IcsEntry[];
  troubles: RowTrouble[];
  unread: string[];
}

interface Line {
  number: number;
  name: string;
  params: Record<string, string>;
  value: string;
}

/** Forgiving where our own writer is strict: files of holidays come from everywhere. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const [index, raw] of text.replaceAll(/\r\n?/g, '\n').split('\n').entries()) {
    const last = lines.at(-1);
    if (/^[ \t]/.test(raw) && last) last.value += raw.slice(1);
    else {
      const [, head = '', value = ''] = /^([^:"]*(?:"[^"]*"[^:"]*)*):(.*)$/.exec(raw) ?? [];
      const [name = '', ...params] = head.split(';');
      if (name) lines.push({ number: index + 1, name: name.toUpperCase(), value, params: Object.fromEntries(params.map((each) => [each.split('=')[0]!.toUpperCase(), (each.split('=')[1] ?? '').replaceAll('"', '')])) });
    }
  }
  return lines;
}

const textFrom = (value: string) => value.replaceAll(/\\([\\;,nN])/g, (_, mark: string) => (mark.toLowerCase() === 'n' ? '\n' : mark)).trim();

function whenFrom({ value, params }: Line, zone: string): { date: string; time: string | null; zone: string } | null {
  const [, year, month, day, hours, minutes, seconds, utc] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(value.trim()) ?? [];
  const date = `${year}-${month}-${day}`;
  if (!isDate(date)) return null;
  if (!hours) return { date, time: null, zone };
  const time = `${hours}:${minutes}${seconds === '00' ? '' : `:${seconds}`}`;
  if (!isTime(time)) return null;
  if (!utc) return { date, time, zone: params.TZID && isZone(params.TZID) ? params.TZID : zone };
  return { ...wallText(wallOf(Date.parse(`${date}T${hours}:${minutes}:${seconds}Z`), zone)), zone };
}

/** The events of a calendar file, as entries. What cannot be kept exactly is told and left out. */
export function planFromIcs(bytes: Uint8Array, calendarZone: string): IcsPlan {
  const decoded = readText(bytes);
  const only = (line: number, sentence: string): IcsPlan => ({ entries: [], troubles: [{ line, column: null, columnName: null, sentence }], unread: [] });
  if (!decoded.ok || decoded.encoding !== 'UTF-8') return only(1, 'This file is not written in UTF-8, as RFC 5545 asks.');
  const lines = linesOf(decoded.text);
  if (lines[0]?.name !== 'BEGIN' || lines[0].value.toUpperCase() !== 'VCALENDAR') return only(1, 'This is not a calendar file: it does not begin with BEGIN:VCALENDAR.');
  const plan: IcsPlan = { entries: [], troubles: [], unread: [] };
  let event: Line[] | null = null;
  for (const line of lines) {
    if (line.name === 'BEGIN' && line.value === 'VEVENT') event = [line];
    else if (line.name === 'END' && line.value === 'VEVENT' && event) {
      if (plan.entries.length >= MOST_EVENTS) return only(line.number, 'This file has more than 5,000 events. Split it into several.');
      readEvent(event, calendarZone, plan);
      event = null;
    } else event?.push(line);
  }
  if (plan.entries.length === 0 && plan.troubles.length === 0) return only(1, 'This file holds no event.');
  return plan;
}

function readEvent(lines: Line[], calendarZone: string, plan: IcsPlan) {
  const at = (name: string) => lines.find((line) => line.name === name);
  const number = lines[0]!.number;
  const refuse = (sentence: string) => void plan.troubles.push({ line: number, column: null, columnName: null, sentence });
  const start = at('DTSTART') && whenFrom(at('DTSTART')!, calendarZone);
  if (!start) return refuse('The start of this event is missing or cannot be read.');
  if (at('RECURRENCE-ID')) return refuse('One occurrence that was moved cannot be brought in by itself. Move it here.');
  const title = textFrom(at('SUMMARY')?.value ?? '').slice(0, 200) || 'Untitled';
  const isAllDay = start.time === null;
  const time = start.time ?? '00:00';
  const end = at('DTEND') && whenFrom(at('DTEND')!, start.zone);
  const from = instantAt(Date.parse(`${start.date}T${time.length === 5 ? `${time}:00` : time}Z`), start.zone).at;
  const until = end && end.time !== null ? instantAt(Date.parse(`${end.date}T${end.time.length === 5 ? `${end.time}:00` : end.time}Z`), end.zone).at : null;
  const durationMinutes = isAllDay ? Math.max(1, end ? dayNumber(end.date) - dayNumber(start.date) : 1) * 1440 : until === null ? 0 : Math.round((until - from) / 60_000);
  if (durationMinutes < 0) return refuse('It ends before it starts.');
  if (durationMinutes > 31 * 1440) return refuse('An entry can last 31 days at most.');
  const rrule = at('RRULE');
  const rule = rrule && ruleFromRrule(rrule.value, { startsOn: start.date, time, zone: start.zone });
  if (rule && !rule.ok) return refuse(`${rule.problem.message} The event “${title}” was left out.`);
  const uid = at('UID')?.value.trim() || `${start.date} ${time} ${title}`;
  plan.entries.push({
    line: number, key: `ics:${uid}`.slice(0, 500), title, description: textFrom(at('DESCRIPTION')?.value ?? '').slice(0, 5000), status: at('STATUS')?.value === 'CANCELLED' ? 'cancelled' : 'planned', owner: null,
    zone: start.zone, at: new Date(from), endsAt: null, isAllDay, how: 'exact', note: null, durationMinutes,
    recurrence: rule ? { pattern: rule.value.pattern, ends: rule.value.ends } : null, startsWall: `${start.date}T${time.length === 5 ? `${time}:00` : time}`,
  });
}
