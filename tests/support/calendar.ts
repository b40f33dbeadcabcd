import type { TestApp } from './app.ts';

/** A calendar entry, one that repeats, a private link and a second calendar, as the commands leave them. */
export async function arrangeCalendar(app: TestApp, organizationId: string, userId?: string): Promise<Record<'calendar' | 'sparecalendar' | 'entry' | 'changing' | 'leaving' | 'repeated' | 'feed' | 'point', string>> {
  const one = async (sql: string, values: unknown[]) => (await app.owner.query(sql, values)).rows[0].id as string;
  const calendar = await one('select id from calendars where organization_id = $1 order by id limit 1', [organizationId]);
  const person = userId ?? (await one('select user_id as id from memberships where organization_id = $1 limit 1', [organizationId]));
  const point = '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f77';
  const entry = (title: string, recurrence: string | null) =>
    one(
      `insert into calendar_entries (organization_id, calendar_id, owner_id, title, starts_wall, time_zone, scheduled_for, ends_by, recurrence, checklist)
       values ($1, $2, $3, $4, '2030-01-07 09:00', 'UTC', '2030-01-07T09:00:00Z', $5, $6, $7) returning id`,
      [organizationId, calendar, person, title, recurrence ? null : '2030-01-07T09:00:00Z', recurrence, JSON.stringify([{ id: point, text: 'A point', done: false }])],
    );
  return {
    calendar,
    point,
    sparecalendar: await one("insert into calendars (organization_id, name) values ($1, 'A second calendar') returning id", [organizationId]),
    entry: await entry('An entry of the walled-paper', null),
    changing: await entry('Another entry of the walled-paper', null),
    leaving: await entry('A third entry of the walled-paper', null),
    repeated: await entry('A series of the walled-paper', JSON.stringify({ pattern: { every: 'week', interval: 1, weekdays: ['MO'] }, ends: null })),
    feed: await one("insert into calendar_feeds (organization_id, user_id, name, token_hash) values ($1, $2, 'A link', sha256('arranged'::bytea)) returning id", [organizationId, person]),
  };
}
