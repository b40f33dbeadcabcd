import { z } from 'zod';
import { CHANNELS, ENTRY_KINDS, ENTRY_STATUSES } from '#db/schema/choices.ts';
import type { StoredEntry } from '#db/queries/calendar.ts';
import { recurrenceInput } from '#app/domains/planning/calendar-inputs.ts';
import { type StoredRecurrence, wallOfText } from '#app/domains/planning/entry-rule.ts';
import { endValues } from '#app/domains/planning/ui/calendar/entry-values.ts';
import { id, instant } from '../shapes.ts';

const optionalId = z.uuid('This is not a valid id.').nullable();
const point = z.object({ text: z.string().max(200), done: z.boolean().default(false) });

const fields = {
  calendarId: z.uuid('This is not a valid id.').meta({ description: 'In which calendar.' }),
  title: z.string().trim().min(1).max(200).meta({ description: 'What it is about.' }),
  description: z.string().max(5000).meta({ description: 'Notes.' }),
  kind: z.enum(ENTRY_KINDS).meta({ description: 'A note and a holiday are nobody’s work.' }),
  status: z.enum(ENTRY_STATUSES).meta({ description: 'How far it is.' }),
  channel: z.enum(CHANNELS).nullable().meta({ description: 'Where it will appear.' }),
  date: z.string().meta({ description: 'The day on its own clock: 2026-03-29.', example: '2026-03-29' }),
  time: z.string().meta({ description: 'The time on its own clock; empty for whole days.', example: '09:00' }),
  zone: z.string().max(60).meta({ description: 'Its clock, as an IANA zone.', example: 'Europe/Berlin' }),
  isAllDay: z.boolean().meta({ description: 'It stands on its days in every zone.' }),
  endDate: z.string().meta({ description: 'The last day, where it is another; else empty.' }),
  endTime: z.string().meta({ description: 'When it ends; empty for a moment.' }),
  ownerId: optionalId.meta({ description: 'Whose work it is.' }),
  projectId: optionalId.meta({ description: 'Its project.' }),
  campaignId: optionalId.meta({ description: 'Its campaign.' }),
  itemId: optionalId.meta({ description: 'The piece of content that it is about.' }),
  tags: z.array(z.string().max(60)).max(30).meta({ description: 'Its tags, by name.' }),
  checklist: z.array(point).max(50).meta({ description: 'What is to be done.' }),
  recurrence: recurrenceInput.nullable().meta({ description: 'How it repeats in wall-clock time; null: once.' }),
};
const { calendarId, title, date, zone, ...optional } = fields;

export const entryInput = z.strictObject({ calendarId, title, date, zone, ...z.object(optional).partial().shape }).meta({ id: 'EntryInput', description: 'A new entry.' });
const revision = z.int().positive().meta({ description: 'The revision that you saw: a newer one is not overwritten.' });
export const entryPatch = z.strictObject({ revision, ...z.object(fields).partial().shape }).meta({ id: 'EntryPatch', description: 'What is left out stays as it is. A series changes as a whole.' });

const naming = {
  occurrence: z.string().nullable().optional().meta({ description: 'The day of the occurrence, by its rule; null or left out for the entry itself.', example: null }),
  scope: z.enum(['this', 'following', 'all']).default('all').meta({ description: 'Of a series: this occurrence, this and all that follow, or all.' }),
};
export const entryMove = z.strictObject({ revision, date, time: z.string().default('').meta({ description: 'Left out, the time stays.' }), ...naming }).meta({ id: 'EntryMove', description: 'Where it is to be, on its own clock.' });
export const entryRemoval = z.object({ revision: z.coerce.number().int().positive().optional().meta({ description: 'The revision that you saw; left out, whichever there is now.', example: 1 }) });

export const Entry = z
  .object({ id: id('Its id.'), revision: z.int().meta({ description: 'Counts its changes.' }), ...fields, at: instant('The instant that follows from day, time and zone.'), createdAt: instant('When it was made.'), updatedAt: instant('When it last changed.') })
  .meta({ id: 'Entry', description: 'An entry of a calendar. Day, time and zone are what was meant; `at` follows from them.' });

export const Scheduled = z
  .object({
    id: id('The id of the entry or the publication.'),
    kind: z.string().meta({ description: 'entry, note, holiday, publish, unpublish or post.' }),
    occurrence: z.string().nullable().meta({ description: 'The day that names it among the occurrences of a series.' }),
    title: z.string().meta({ description: 'What it is about.' }),
    at: instant('When it is.'),
    endsAt: instant('When it ends; null for a moment or whole days.').nullable(),
    days: z.object({ first: z.string(), last: z.string() }).nullable().meta({ description: 'The days of a whole-day entry.' }),
    zone: z.string().meta({ description: 'Its own clock.' }),
    status: z.string().meta({ description: 'planned, in_progress, completed or cancelled; of a publication or a post scheduled, done or failed; of a post also stopped, while it waits for a person.' }),
    ownerId: id('Whose it is.').nullable(),
    calendarId: id('Its calendar.').nullable(),
    projectId: id('Its project.').nullable(),
    campaignId: id('Its campaign.').nullable(),
    channel: z.string().nullable().meta({ description: 'Where it appears.' }),
    itemId: id('Its piece of content.').nullable(),
    revision: z.int().meta({ description: 'The revision to send with a change.' }),
  })
  .meta({ id: 'ScheduledThing', description: 'Whatever has a moment: an entry, an occurrence of one, a publication.' });

export const entryExample = {
  id: '019a8f5e-a05f-7162-9e74-9f0a1b2c3d45', revision: 1, calendarId: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01', title: 'Ferry story, second draft', description: '', kind: 'entry' as const, status: 'planned' as const, channel: 'web' as const,
  date: '2026-03-29', time: '09:00', zone: 'Europe/Berlin', isAllDay: false, endDate: '', endTime: '', ownerId: null, projectId: null, campaignId: null, itemId: null, tags: ['ferry'], checklist: [{ text: 'Call the harbour master', done: false }], recurrence: null,
  at: '2026-03-29T07:00:00Z', createdAt: '2026-03-01T09:30:00.123456Z', updatedAt: '2026-03-01T09:30:00.123456Z',
};

export const scheduledExample = {
  id: entryExample.id, kind: 'entry', occurrence: null, title: entryExample.title, at: entryExample.at, endsAt: null, days: null, zone: 'Europe/Berlin', status: 'planned', ownerId: null, calendarId: entryExample.calendarId, projectId: null, campaignId: null, channel: 'web', itemId: null, revision: 1,
};

/** Everything that can be said of an entry, as it would be sent. */
export function saidOf(entry: StoredEntry) {
  const { date: day, time } = wallOfText(entry.startsWall!);
  const { isAllDay, durationMinutes, timeZone } = entry;
  const endsAt = durationMinutes > 0 ? new Date(Date.parse(entry.at) + durationMinutes * 60_000).toISOString() : null;
  return {
    calendarId: entry.calendarId!, title: entry.title, description: entry.description, kind: entry.kind as (typeof ENTRY_KINDS)[number], status: entry.status as (typeof ENTRY_STATUSES)[number], channel: entry.channel as (typeof CHANNELS)[number] | null,
    date: day, time: isAllDay ? '' : time, zone: timeZone, isAllDay, ...endValues(day, endsAt, timeZone, durationMinutes, isAllDay),
    ownerId: entry.ownerId, projectId: entry.projectId, campaignId: entry.campaignId, itemId: entry.itemId, tags: entry.tags, checklist: entry.checklist.map(({ text, done }) => ({ text, done })), recurrence: entry.recurrence as unknown as StoredRecurrence | null,
  };
}

export const shownEntry = (entry: StoredEntry): z.infer<typeof Entry> => ({ id: entry.id, revision: entry.revision, ...saidOf(entry), at: entry.at, createdAt: entry.createdAt, updatedAt: entry.updatedAt }) as z.infer<typeof Entry>;
