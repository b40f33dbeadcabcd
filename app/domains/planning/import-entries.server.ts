import { sql } from 'drizzle-orm';
import { calendarById } from '#db/queries/calendar.ts';
import { calendarEntries } from '#db/schema/index.ts';
import { call, refuseUnless } from '#db/scope.ts';
import { keepForUndo, keptForUndo, TOO_LATE } from '#app/domains/content/undo.server.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { wallOf, wallText } from '#app/platform/time.ts';
import type { Encoding } from './csv-encoding.ts';
import { planFromCsv, type PlannedEntry, type RowTrouble } from './csv-plan.ts';
import { ruleOfEntry, textOfWall, wallOfText } from './entry-rule.ts';
import { timesOf } from './entry-times.ts';
import { type IcsEntry, planFromIcs } from './ics-plan.ts';

export interface ImportReport {
  /** How many rows are entries, and how many of them are here already. */
  entries: number;
  known: number;
  troubles: RowTrouble[];
  unread: string[];
  /** Null for a calendar file, which is UTF-8 or none. */
  encoding: Encoding | null;
  notes: { line: number; note: string }[];
  sample: { line: number; title: string; at: string; isAllDay: boolean; zone: string }[];
  /** Set when they were brought in. */
  undoId: string | null;
}

const isIcs = (entry: PlannedEntry): entry is IcsEntry => 'startsWall' in entry;

/** The entry as a row. The wall is what was meant; the instants follow from it as for any other entry. */
function rowOf(entry: PlannedEntry, kind: 'entry' | 'holiday') {
  const startsWall = isIcs(entry) ? entry.startsWall : textOfWall(wallText(wallOf(entry.at.getTime(), entry.zone)));
  const durationMinutes = isIcs(entry) ? entry.durationMinutes : entry.isAllDay ? Math.max(1, Math.round((entry.endsAt!.getTime() - entry.at.getTime()) / 86_400_000)) * 1440 : entry.endsAt ? Math.round((entry.endsAt.getTime() - entry.at.getTime()) / 60_000) : 0;
  const recurrence = isIcs(entry) ? entry.recurrence : null;
  const rule = ruleOfEntry({ startsWall, timeZone: entry.zone, recurrence: recurrence as Record<string, unknown> | null, exceptions: null });
  const times = timesOf({ ...wallOfText(startsWall), zone: entry.zone, isAllDay: entry.isAllDay, durationMinutes, rule });
  if (!times.ok) return null;
  const { title, description, status, owner, zone, isAllDay, key } = entry;
  return { key, title, description, status, owner, kind, zone, isAllDay, durationMinutes, recurrence, ...times.value };
}

interface Import {
  calendarId: string;
  name: string;
  bytes: Uint8Array;
  kind: 'entry' | 'holiday';
  /** False: say what would happen, and change nothing. */
  apply: boolean;
}

/** Rows of a file as entries of a calendar. A row that is known by its key stays as it is, so the same file twice is safe. */
export async function importEntries(org: Org, { calendarId, name, bytes, kind, apply }: Import): Promise<Result<ImportReport>> {
  const found = await readFor(org, { calendar: calendarById(calendarId) });
  if (!found.ok) return found;
  const { calendar } = found.value;
  if (!calendar || calendar.deletedAt) return refused(notFound('calendar'));
  const plan = /\.(ics|ical)$/i.test(name) ? planFromIcs(bytes, calendar.timeZone) : planFromCsv(bytes, calendar.timeZone);
  const planned = plan.entries.map((entry) => ({ entry, row: rowOf(entry, kind) }));
  const troubles = [...plan.troubles, ...planned.flatMap(({ entry, row }) => (row ? [] : [{ line: entry.line, column: null, columnName: null, sentence: 'It is longer than 31 days, or ends before it begins.' }]))];
  const rows = planned.flatMap(({ row }) => (row ? [row] : []));
  const report = {
    entries: rows.length,
    troubles: troubles.slice(0, 100),
    unread: plan.unread,
    encoding: 'encoding' in plan ? plan.encoding : null,
    notes: plan.entries.flatMap(({ line, note }) => (note ? [{ line, note }] : [])).slice(0, 50),
    sample: plan.entries.slice(0, 5).map(({ line, title, at, isAllDay, zone }) => ({ line, title, at: at.toISOString(), isAllDay, zone })),
  };
  if (apply && troubles.length > 0) return refused(problem('invalid', `${troubles.length === 1 ? 'One row needs' : `${troubles.length} rows need`} changing first. Nothing was brought in.`, { field: 'file' }));
  const json = JSON.stringify(rows);
  const keys = sql`(select r ->> 'key' from jsonb_array_elements(${json}::jsonb) r)`;
  const undoId = uuid7();
  const counted = await writeFor(org, (db) => [
    call<number>(db, sql`(select count(*)::int from calendar_entries where calendar_id = ${calendarId} and deleted_at is null and import_key in ${keys})`),
    ...(apply
      ? [
          refuseUnless(db, sql`exists (select from calendars where id = ${calendarId} and deleted_at is null for share)`, 'not-found', 'There is no such calendar.'),
          db
            .insert(calendarEntries)
            .select(
              sql`select app.uuid7(), app.current_org(), ${calendarId}::uuid, null::uuid, null::uuid, null::uuid,
                (select u.id from users u join memberships m on m.user_id = u.id where lower(u.email) = lower(r ->> 'owner') limit 1), app.current_user_id(),
                r ->> 'kind', r ->> 'title', r ->> 'description', r ->> 'status', null::text, '[]'::jsonb, (r ->> 'startsWall')::timestamp, r ->> 'zone', (r ->> 'scheduledFor')::timestamptz,
                (r ->> 'durationMinutes')::int, (r ->> 'isAllDay')::boolean, nullif(r -> 'recurrence', 'null'::jsonb), (r ->> 'endsBy')::timestamptz, r ->> 'key', 1, now(), now(), null::timestamptz
                from jsonb_array_elements(${json}::jsonb) r`,
            )
            .onConflictDoNothing(),
          keepForUndo(db, undoId, name.slice(0, 100), sql`(select coalesce(jsonb_agg(id), '[]'::jsonb) from calendar_entries where calendar_id = ${calendarId} and created_at = now() and import_key in ${keys})`),
          record(org, db, 'entry.imported', { type: 'calendar', id: calendarId }, { count: rows.length, name: name.slice(0, 100) }),
        ]
      : []),
  ]);
  if (!counted.ok) return counted;
  const known = (counted.value as unknown as { value: number }[][])[0]![0]!.value;
  return done({ ...report, known, undoId: apply ? undoId : null });
}

/** Takes out what one import brought in; whatever was there before stays. */
export async function undoImport(org: Org, undoId: string): Promise<Result<null>> {
  const ids = sql`(select value::uuid from jsonb_array_elements_text(${keptForUndo(undoId)}))`;
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`${keptForUndo(undoId)} is not null`, TOO_LATE.kind, TOO_LATE.message),
    db.update(calendarEntries).set({ deletedAt: sql`now()`, revision: sql`${calendarEntries.revision} + 1` }).where(sql`${calendarEntries.id} in ${ids} and ${calendarEntries.deletedAt} is null`),
    record(org, db, 'entry.import-undone', { type: 'calendar' }),
  ]);
  return written.ok ? done(null) : written;
}
