import { calendarEntries } from '#db/schema/index.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import { type EntryFields, plannedOf } from './calendar-inputs.ts';
import { timesOf } from './entry-times.ts';
import type { Thing } from './scheduled.ts';
import { clashes, columnsOf, ENTRY_PROBLEMS, hasCalendar, hasCampaign, hasOwner, nearby, pointsOf, setEntryTags } from './write-entry.server.ts';

export interface Placed {
  id: string;
  revision: number;
  /** What shares its hour and its channel or owner. */
  clashes: string[];
}

const asThing = (id: string, { kind, title, channel, ownerId, zone, status, isAllDay }: EntryFields, at: string): Thing => ({
  key: id, kind, id, on: null, title, at, endsAt: null, days: isAllDay ? { first: '', last: '' } : null, zone, status, ownerId, calendarId: null, projectId: null, campaignId: null, channel, itemId: null, releaseId: null, revision: 1, done: 0, points: 0,
});

/** A new entry. What stands in its way is said at its field, what stands beside it is told. */
export async function createEntry(org: Org, fields: EntryFields): Promise<Result<Placed>> {
  const planned = plannedOf(fields);
  const times = timesOf(planned);
  if (!times.ok) return times;
  const id = uuid7();
  const written = await writeFor(
    org,
    (db) => [
      hasCalendar(db, fields.calendarId),
      ...hasOwner(db, fields.ownerId),
      ...hasCampaign(db, fields.campaignId),
      db.insert(calendarEntries).values({ ...columnsOf(fields, planned, times.value), id, checklist: pointsOf(fields.checklist) }),
      ...(fields.tags.length > 0 ? setEntryTags(db, id, fields.tags) : []),
      record(org, db, 'entry.created', { type: 'entry', id }, { title: fields.title, at: times.value.scheduledFor }),
      ...nearby(db, times.value.scheduledFor),
    ],
    ENTRY_PROBLEMS,
  );
  return written.ok ? done({ id, revision: 1, clashes: clashes(asThing(id, fields, times.value.scheduledFor), written.value) }) : written;
}

