import { addDays, isZone, type Resolution, startOfDay } from '#app/platform/time.ts';
import { resolutionNote } from '#app/ui/zoned-time.ts';
import { type Encoding, readText } from './csv-encoding.ts';
import { csvRows, short, simple } from './csv-rows.ts';
import { dateFrom, timeFrom, whenFrom, type WhenRefused, type WrittenMoment } from './csv-when.ts';
import { ENTRY_STATUSES, type EntryStatus } from './entry-status.ts';

export const MOST_ROWS = 5000;
const [MOST_TITLE, MOST_DESCRIPTION] = [200, 5000];

/** What each column may be called: lower case, spaces for everything that is no letter. */
const NAMES = {
  id: ['id', 'key', 'external id'],
  title: ['title', 'name', 'headline', 'subject', 'entry', 'summary'],
  date: ['date', 'day', 'start date', 'starts on', 'start', 'starts', 'starts at', 'due', 'due date', 'scheduled for', 'publish date'],
  time: ['time', 'start time', 'clock', 'publish time'],
  endDate: ['end date', 'ends on', 'end', 'ends', 'ends at', 'until'],
  endTime: ['end time', 'until time'],
  zone: ['zone', 'time zone', 'timezone', 'tz'],
  status: ['status', 'state'],
  description: ['description', 'notes', 'note', 'details', 'text'],
  owner: ['owner', 'owner email', 'assignee', 'responsible'],
} as const;
type Column = keyof typeof NAMES;
const COLUMNS = Object.keys(NAMES) as Column[];

const STATUS_NAMES: Record<string, EntryStatus> = { done: 'completed', finished: 'completed', canceled: 'cancelled', started: 'in_progress', doing: 'in_progress', todo: 'planned', 'to do': 'planned' };

export interface PlannedEntry {
  line: number;
  /** The same for the same row of the same file, in every import: unique within a calendar, it makes importing twice safe. */
  key: string;
  title: string;
  description: string;
  status: EntryStatus;
  /** As written; who it is, the organization knows. */
  owner: string | null;
  zone: string;
  at: Date;
  endsAt: Date | null;
  isAllDay: boolean;
  how: Resolution;
  /** What the person should know although the row is fine: a time that the clocks skip. */
  note: string | null;
}

export interface RowTrouble {
  line: number;
  /** Counted from 1, as a spreadsheet does; null when it is about the row or the file. */
  column: number | null;
  columnName: string | null;
  sentence: string;
}

export interface CsvPlan {
  entries: PlannedEntry[];
  troubles: RowTrouble[];
  /** Headers that no column is known for: told, not lost silently. */
  unread: string[];
  /** Null where the file could not be read. */
  encoding: Encoding | null;
}

const onlyTrouble = (line: number, sentence: string): CsvPlan => ({ entries: [], troubles: [{ line, column: null, columnName: null, sentence }], unread: [], encoding: null });

/** Every row is either an entry or a sentence at its place. Nothing is decided here about what is kept. */
export function planFromCsv(bytes: Uint8Array, calendarZone: string): CsvPlan {
  const decoded = readText(bytes);
  if (!decoded.ok) return onlyTrouble(decoded.line, decoded.sentence);
  const file = csvRows(decoded.text);
  if (!file.ok) return onlyTrouble(file.line, file.sentence);
  const [header, ...rows] = file.rows;
  if (!header) return onlyTrouble(1, 'This file is empty.');
  const places = new Map<Column, number>();
  for (const [index, cell] of header.cells.entries()) {
    const column = COLUMNS.find((name) => (NAMES[name] as readonly string[]).includes(simple(cell)));
    if (column && places.has(column)) return onlyTrouble(header.line, `Two columns mean the same: ${short(header.cells[places.get(column)!]!)} and ${short(cell)}. Remove one.`);
    if (column) places.set(column, index);
  }
  if (!places.has('title')) return onlyTrouble(header.line, 'The first line has no column named “title”. Name the columns there: title, date, time, status.');
  if (!places.has('date')) return onlyTrouble(header.line, 'The first line has no column named “date”. Name the columns there: title, date, time, status.');
  if (rows.length > MOST_ROWS) return onlyTrouble(rows[MOST_ROWS]!.line, 'This file has more than 5,000 rows. Split it into several.');
  const unread = header.cells.filter((cell, index) => cell.trim() !== '' && !Array.from(places.values()).includes(index));
  if (rows.length === 0) return onlyTrouble(header.line, 'This file names its columns and holds no entry.');
  const plan: CsvPlan = { entries: [], troubles: [], unread, encoding: decoded.encoding };
  const seen = new Map<string, number>();
  for (const row of rows) {
    const troubles: RowTrouble[] = [];
    const refuse = (column: Column | null, sentence: string) => {
      const place = column === null ? undefined : places.get(column);
      troubles.push({ line: row.line, column: place === undefined ? null : place + 1, columnName: place === undefined ? null : header.cells[place]!.trim(), sentence });
    };
    if (row.cells.slice(header.cells.length).some((cell) => cell.trim() !== '')) refuse(null, 'This row has more cells than the first line has columns. Put a text with a comma between quotation marks.');
    // Our own export puts a quote before what a spreadsheet would run as a formula.
    const cell = (column: Column) => (places.has(column) ? (row.cells[places.get(column)!] ?? '').trim().replace(/^'(?=[=+\-@])/, '') : '');
    const entry = entryFrom(row.line, cell, calendarZone, refuse);
    if (!entry || troubles.length > 0) {
      plan.troubles.push(...troubles);
      continue;
    }
    const count = (seen.get(entry.key) ?? 0) + 1;
    seen.set(entry.key, count);
    if (count > 1 && cell('id')) plan.troubles.push({ line: row.line, column: places.get('id')! + 1, columnName: header.cells[places.get('id')!]!.trim(), sentence: `The id ${short(cell('id'))} stands in two rows.` });
    else plan.entries.push(count === 1 ? entry : { ...entry, key: `${entry.key} #${count}` });
  }
  return plan;
}

function entryFrom(line: number, cell: (column: Column) => string, calendarZone: string, refuse: (column: Column | null, sentence: string) => void): PlannedEntry | null {
  const title = cell('title');
  if (!title) refuse('title', 'The title is missing.');
  if (title.length > MOST_TITLE) refuse('title', `A title can have at most ${MOST_TITLE} characters.`);
  if (cell('description').length > MOST_DESCRIPTION) refuse('description', 'A description can have at most 5,000 characters.');
  const zone = cell('zone') || calendarZone;
  if (!isZone(zone)) {
    refuse('zone', `There is no time zone ${short(zone)}. Write it like Europe/Berlin.`);
    return null;
  }
  const status = statusFrom(cell('status'));
  if (!status) refuse('status', `There is no status ${short(cell('status'))}. Write planned, in progress, completed or cancelled.`);
  const start = whenFrom(cell('date'), cell('time'), zone);
  if ('sentence' in start) refuse(start.at, start.sentence);
  const hasEnd = cell('endDate') !== '' || cell('endTime') !== '';
  if ('sentence' in start || !status) return null;
  const end = hasEnd ? endFrom(start, cell('endDate'), cell('endTime'), zone) : null;
  if (end && 'sentence' in end) {
    refuse(end.at === 'date' ? 'endDate' : 'endTime', end.sentence);
    return null;
  }
  const isAllDay = start.time === null;
  // A day without a clock lasts until the next one begins, so its written last day is part of it.
  const endsAt = isAllDay ? startOfDay(addDays(end?.date ?? start.date, 1), zone) : (end?.instant ?? null);
  if (endsAt && endsAt < start.instant) refuse(cell('endDate') ? 'endDate' : 'endTime', 'It ends before it starts.');
  const key = cell('id') ? `id:${cell('id')}` : `${start.date} ${start.time ?? 'day'} ${zone} ${title.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ')}`;
  const note = start.time === null ? null : resolutionNote(start.how, start.time, start.instant, zone);
  return { line, key, title, description: cell('description'), status, owner: cell('owner') || null, zone, at: start.instant, endsAt, isAllDay, how: start.how, note };
}

function statusFrom(text: string): EntryStatus | null {
  if (!text) return 'planned';
  const name = simple(text);
  return ENTRY_STATUSES.find((status) => status.replace('_', ' ') === name) ?? STATUS_NAMES[name] ?? null;
}

/** An end with a time alone is on the start's day; an end with a day alone, after a start with a time, is that time there. */
function endFrom(start: WrittenMoment, dateCell: string, timeCell: string, zone: string): WrittenMoment | WhenRefused {
  if (start.time === null && timeCell) return { at: 'time', sentence: 'An end with a time needs a start with a time.' };
  // "17:00" in a column named "end" is a time.
  const isTimeOnly = dateCell !== '' && !timeCell && timeFrom(dateCell) !== null && dateFrom(dateCell) === null;
  const [date, time] = isTimeOnly ? [start.date, dateCell] : [dateCell || start.date, timeCell];
  const end = whenFrom(date, time, zone);
  if ('sentence' in end) return end;
  if (start.time === null && end.time !== null) return { at: 'date', sentence: 'An end with a time needs a start with a time.' };
  return start.time !== null && end.time === null ? whenFrom(end.date, start.time, zone) : end;
}
