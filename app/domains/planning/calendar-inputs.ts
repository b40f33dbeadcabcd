import { z } from 'zod';
import { CHANNELS, ENTRY_KINDS, ENTRY_STATUSES, TAG_COLORS } from '#db/schema/choices.ts';
import { dayNumber, isDate, isZone } from '#app/platform/time.ts';
import { CALENDAR_VIEWS } from './calendar-window.ts';
import { minutesBetween, type Planned } from './entry-times.ts';
import { type Ends, NTHS, type Pattern, WEEKDAYS } from './recurrence.ts';

const id = z.uuid('This is not a valid id.');
const optionalId = z.union([z.literal('').transform(() => null), z.null(), id]).default(null);
export const revision = z.coerce.number({ error: 'Say which revision you saw.' }).int().positive('Say which revision you saw.');
const yes = z.stringbool().or(z.boolean()).default(false);
const zone = z.string().trim().max(60).refine(isZone, 'There is no such time zone. Choose one from the list, such as Europe/Berlin.');
const date = z.string().trim().refine(isDate, 'There is no such day. Write it as year, month and day: 2026-03-29.');

const monthDay = z.union([z.strictObject({ day: z.int().min(1).max(31) }), z.strictObject({ nth: z.literal([...NTHS]), weekday: z.enum(WEEKDAYS) })], 'Choose a day of the month.');
const interval = z.int('Repeat after a whole number, from 1 to 999.').min(1).max(999);
export const patternInput = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day'), interval }),
  z.strictObject({ every: z.literal('week'), interval, weekdays: z.array(z.enum(WEEKDAYS)).min(1, 'Choose at least one day of the week.') }),
  z.strictObject({ every: z.literal('month'), interval, on: monthDay }),
  z.strictObject({ every: z.literal('year'), interval, month: z.int().min(1).max(12), on: monthDay }),
]);
export const endsInput = z.union([z.null(), z.strictObject({ until: date }), z.strictObject({ count: z.int('Repeat from 1 to 10,000 times.').min(1).max(10_000) })]);
export const recurrenceInput = z.strictObject({ pattern: patternInput, ends: endsInput.default(null) });

export const REPEATS = ['no', 'day', 'weekday', 'week', 'month-day', 'month-nth', 'year'] as const;
export type Repeats = (typeof REPEATS)[number];

/** A form says "every third Tuesday" by the day that it begins on. */
export function recurrenceOfForm(fields: Record<string, unknown>): { pattern: Pattern; ends: Ends } | null {
  const [repeats, first] = [String(fields.repeats), String(fields.date)];
  if (repeats === 'no' || repeats === '' || !isDate(first)) return null;
  const every = Number(fields.interval ?? 1) || 1;
  const day = Number(first.slice(8, 10));
  const weekday = WEEKDAYS[(dayNumber(first) + 3) % 7]!;
  const nth = Math.ceil(day / 7) > 4 ? -1 : (Math.ceil(day / 7) as 1 | 2 | 3 | 4);
  const chosen = [fields.weekdays ?? []].flat().filter((name): name is (typeof WEEKDAYS)[number] => WEEKDAYS.includes(name as never));
  const patterns: Record<string, Pattern> = {
    day: { every: 'day', interval: every },
    weekday: { every: 'week', interval: 1, weekdays: WEEKDAYS.slice(0, 5) },
    week: { every: 'week', interval: every, weekdays: chosen.length > 0 ? chosen : [weekday] },
    'month-day': { every: 'month', interval: every, on: { day } },
    'month-nth': { every: 'month', interval: every, on: { nth, weekday } },
    year: { every: 'year', interval: every, month: Number(first.slice(5, 7)), on: { day } },
  };
  const ends = fields.ends === 'until' ? { until: String(fields.until ?? '') } : fields.ends === 'count' ? { count: Number(fields.count) } : null;
  return patterns[repeats] ? { pattern: patterns[repeats], ends } : null;
}

const fromForm = <S extends z.ZodType>(schema: S) =>
  z.preprocess((sent) => {
    const fields = sent as Record<string, unknown>;
    return 'repeats' in fields ? { ...fields, recurrence: recurrenceOfForm(fields) } : fields;
  }, schema);

const tagNames = z
  .union([z.string().transform((text) => text.split(',')), z.array(z.string())])
  .transform((names) => names.map((name) => name.trim()).filter(Boolean))
  .pipe(z.array(z.string().max(60, 'A tag can have at most 60 characters.')).max(30, 'At most 30 tags.'))
  .default([]);

/** A form sends one point a line. */
const checklist = z
  .union([z.string().transform((text) => text.split('\n').map((line) => ({ text: line.replace(/^\s*\[[ x]?\]\s*/i, ''), done: /^\s*\[x\]/i.test(line) }))), z.array(z.object({ text: z.string(), done: z.boolean().default(false) }))])
  .transform((points) => points.map(({ text, done }) => ({ text: text.trim(), done })).filter(({ text }) => text !== ''))
  .pipe(z.array(z.object({ text: z.string().max(200, 'A point can have at most 200 characters.'), done: z.boolean() })).max(50, 'At most 50 points.'))
  .default([]);

const title = z.string({ error: 'Give it a title.' }).trim().min(1, 'Give it a title.').max(200, 'A title can have at most 200 characters.');

export const entryShape = {
  calendarId: id,
  title,
  description: z.string().trim().max(5000, 'A description can have at most 5,000 characters.').default(''),
  kind: z.enum(ENTRY_KINDS, { error: 'Choose what it is.' }).default('entry'),
  status: z.enum(ENTRY_STATUSES, { error: 'Choose a status.' }).default('planned'),
  channel: z.union([z.literal('').transform(() => null), z.null(), z.enum(CHANNELS, { error: 'Choose a channel.' })]).default(null),
  date,
  /** Empty for whole days. */
  time: z.string().trim().max(8).default(''),
  zone,
  isAllDay: yes,
  endDate: z.string().trim().max(10).default(''),
  endTime: z.string().trim().max(8).default(''),
  ownerId: optionalId,
  projectId: optionalId,
  campaignId: optionalId,
  itemId: optionalId,
  tags: tagNames,
  checklist,
  recurrence: z.union([z.null(), recurrenceInput]).default(null),
};

const isComplete = (fields: { isAllDay: boolean; time: string }, context: z.RefinementCtx) => {
  if (!fields.isAllDay && fields.time === '') context.addIssue({ code: 'custom', path: ['time'], message: 'Choose a time, or say that it takes the whole day.' });
};

export const newEntryInput = fromForm(z.object(entryShape).superRefine(isComplete));
export type EntryFields = z.output<typeof newEntryInput>;

export const SCOPES = ['this', 'following', 'all'] as const;
export type Scope = (typeof SCOPES)[number];
const scope = z.enum(SCOPES, { error: 'Choose which occurrences.' }).default('all');
const occurrence = z.union([z.literal('').transform(() => null), z.null(), date]).default(null);

const naming = { entryId: id, occurrence, scope };
export const changeEntryInput = fromForm(z.object({ ...entryShape, ...naming, revision }).superRefine(isComplete));
export const moveEntryInput = z.object({ ...naming, revision, date, time: z.string().trim().max(8).default('') });
export const entryStatusInput = z.object({ entryId: id, occurrence, revision, status: z.enum(ENTRY_STATUSES, { error: 'Choose a status.' }) });
export const entryInput = z.object({ ...naming, revision });
export const restoreEntryInput = z.object({ entryId: id, occurrence });
/** What an undo carries along as it was; anything else that arrives is refused as a value that is none. */
const asJson = (text: string, context: z.RefinementCtx): unknown => {
  try {
    return JSON.parse(text || 'null');
  } catch {
    context.addIssue({ code: 'custom', message: 'This form is from an older version of the page. Reload and try again.' });
    return z.NEVER;
  }
};

/** The other half of "this and all that follow", for taking it back. */
export const rejoinEntryInput = z.object({ entryId: id, newId: id, revision, ends: z.string().max(60).transform(asJson).pipe(endsInput), /** By how many days the other half was moved. */ days: z.coerce.number().int().min(-4000).max(4000).default(0) });
/** A whole series as it was before it was moved. */
export const putBackEntryInput = z.object({ entryId: id, revision, date, time: z.string().trim().max(8), recurrence: z.string().max(400).transform(asJson).pipe(recurrenceInput) });
export const tickPointInput = z.object({ entryId: id, pointId: id, done: yes });
export const startPieceInput = z.object({ entryId: id, occurrence, revision });

/** When it is to be, as entry-times.ts reads it. */
export function plannedOf({ date: day, time, zone: clocks, isAllDay, endDate, endTime, recurrence }: Pick<EntryFields, 'date' | 'time' | 'zone' | 'isAllDay' | 'endDate' | 'endTime' | 'recurrence'>): Planned {
  const wall = { date: day, time: isAllDay ? '00:00' : time };
  const hasEnd = endDate !== '' || endTime !== '';
  const durationMinutes = hasEnd || isAllDay ? (minutesBetween(wall, { date: endDate, time: endTime }, clocks, isAllDay) ?? 0) : 0;
  const rule = recurrence && { pattern: recurrence.pattern, ends: recurrence.ends, zone: clocks, time: wall.time, startsOn: day, exceptions: [] };
  return { ...wall, zone: clocks, isAllDay, durationMinutes, rule };
}

export const calendarShape = {
  name: z.string({ error: 'Give it a name.' }).trim().min(1, 'Give it a name.').max(80, 'At most 80 characters.'),
  description: z.string().trim().max(500, 'At most 500 characters.').default(''),
  timeZone: zone,
  color: z.enum(TAG_COLORS, { error: 'Choose a colour.' }).default('ink'),
};
export const newCalendarInput = z.object(calendarShape);
export const changeCalendarInput = z.object({ calendarId: id, ...calendarShape });
export const calendarInput = z.object({ calendarId: id });

export const keepCalendarViewInput = z.object({
  name: z.string().trim().min(1, 'Type a name.').max(40, 'The name can have at most 40 characters.'),
  query: z.string().max(1000).transform((query) => query.replace(/^\?/, '')),
  shared: yes,
});
export const dropCalendarViewInput = z.object({ id });

export const newFeedInput = z.object({ name: z.string().trim().min(1, 'Give the link a name.').max(60, 'At most 60 characters.'), calendarId: optionalId, query: z.string().max(1000).default('') });
export const feedInput = z.object({ feedId: id });

export const importEntriesInput = z.object({ calendarId: id });
export const undoImportInput = z.object({ undoId: id });

const filterId = id.optional().catch(undefined);
/** What the address asks for. Whatever cannot be read is as if it were not there. */
export const calendarFilterInput = z.object({
  view: z.enum(CALENDAR_VIEWS).optional().catch(undefined),
  date: date.optional().catch(undefined),
  zone: zone.optional().catch(undefined),
  calendar: filterId,
  project: filterId,
  campaign: filterId,
  channel: z.enum(CHANNELS).optional().catch(undefined),
  person: filterId,
  status: z.enum(ENTRY_STATUSES).optional().catch(undefined),
  tag: filterId,
});
export type CalendarAsked = z.output<typeof calendarFilterInput>;
