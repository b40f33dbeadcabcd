import type { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { noTrips } from '#db/client.ts';
import { scheduledThings } from '#db/queries/calendar.ts';
import { read } from '#db/scope.ts';
import { askedOf, shownOf, trimmed } from '#app/routes/planning/calendar-asked.ts';
import { daysOfView, widestWindow } from '#app/domains/planning/calendar-window.ts';
import { daysOf, layOut } from '#app/domains/planning/scheduled.ts';
import { asApp, type Plan, planOf } from '../bench/plans.ts';
import { type TestApp, startApp } from '../support/app.ts';
import { founder } from '../support/people.ts';

const [IN_MONTH, IN_ALL] = [2000, 100_000];
let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let client: Client;
let token: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'busy-calendar-paper');
  token = JSON.parse(atob(decodeURIComponent(owner.browser.cookies.get('mh-session')!))) as string;
  const entries = (count: number, from: string, span: string) =>
    app.owner.query(
      `insert into calendar_entries (organization_id, calendar_id, owner_id, title, channel, starts_wall, time_zone, scheduled_for, ends_by)
       select c.organization_id, c.id, $2, 'Entry ' || n, 'web', at, 'UTC', at at time zone 'UTC', at at time zone 'UTC'
       from calendars c, generate_series(1, $3::int) n, lateral (select $4::timestamp + $5::interval * (n::float / $3::int) as at) t where c.organization_id = $1`,
      [owner.organizationId, owner.userId, count, from, span],
    );
  await entries(IN_MONTH, '2027-03-01', '31 days');
  await entries((IN_ALL - IN_MONTH) / 2, '2022-01-01', '1800 days');
  await entries((IN_ALL - IN_MONTH) / 2, '2027-05-10', '1800 days');
  await app.owner.query(
    `insert into calendar_entries (organization_id, calendar_id, title, starts_wall, time_zone, scheduled_for, recurrence)
     select organization_id, id, 'Desk ' || n, '2026-01-05 09:00', 'Europe/Berlin', '2026-01-05T08:00:00Z', '{"pattern":{"every":"week","interval":1,"weekdays":["MO"]},"ends":null}' from calendars, generate_series(1, 20) n where organization_id = $1`,
    [owner.organizationId],
  );
  await app.owner.query('analyze calendar_entries');
  client = await asApp(app.appUrl, inject('cluster').postgresPort);
}, 120_000);

afterAll(() => client?.end());

test('a month of 2,000 entries among 100,000 is read by its index, in one trip', async () => {
  const { from, to } = widestWindow('month', '2027-03-10', new Date());
  const plans: [string, Plan][] = [];
  for (const [name, query] of Object.entries({ ...scheduledThings(from, to, {}, 3000, { most: 4, zone: null }), whole: scheduledThings(from, to, {}).entries })) plans.push([name, await planOf(client, app.appUrl, token, query)]);
  for (const [name, plan] of plans) {
    expect(plan.scanned, name).not.toContain('calendar_entries');
    expect(plan.scanned, name).not.toContain('publications');
    expect(plan.askedPerRow, name).toEqual([]);
    expect(plan.rowsRead, name).toBeLessThan(6 * IN_MONTH);
  }
  console.log(plans.map(([name, { ms, rowsRead, indexes }]) => `${name}: ${ms.toFixed(1)} ms, ${rowsRead} rows, ${indexes.join(', ')}`).join('\n'));
  const page = await owner.browser.get('/calendar?date=2027-03-10&zone=UTC');
  expect(page.trips).toBe(1);
  const times: string[] = [];
  for (let turn = 0; turn < 6; turn += 1) times.push((await owner.browser.get('/calendar?date=2027-03-10&zone=UTC')).headers.get('Server-Timing')!.replace(/;desc="[^"]*"/, ''));
  console.log(times.join('\n'));
  expect(page.text.length).toBeLessThan(500_000);
  const day = /<td[^>]*data-date="2027-03-10"[\s\S]*?<\/td>/.exec(page.text)![0];
  const more = Number(/\+ (?:<!-- -->)?(\d+)/.exec(day)![1]);
  const { rows } = await app.owner.query("select count(*)::int as n from calendar_entries where recurrence is null and scheduled_for >= '2027-03-10' and scheduled_for < '2027-03-11'");
  expect(more + 4).toBe(rows[0].n);
});

test('what the database leaves out is what the views would have left out, in any zone, with all of it counted', async () => {
  // Over midnight, for whole days, and many at one minute: the ties and the long ones.
  await app.owner.query(
    `insert into calendar_entries (organization_id, calendar_id, title, starts_wall, time_zone, scheduled_for, duration_minutes, is_all_day, ends_by)
     select organization_id, id, title, at, 'UTC', at at time zone 'UTC', minutes, minutes = 1440, at at time zone 'UTC' + make_interval(mins => minutes)
     from calendars, generate_series(1, 9) n, lateral (values ('Night ' || n, timestamp '2027-03-20 22:30', 240), ('Whole ' || n, timestamp '2027-03-22 00:00', 1440), ('Tie ' || (n * 7) % 10, timestamp '2027-03-21 12:00', 0), ('Hour ' || n, timestamp '2027-03-27 23:30', 60)) e(title, at, minutes) where organization_id = $1`,
    [owner.organizationId],
  );
  const scope = { url: app.env.DATABASE_URL, credential: { kind: 'session' as const, token }, trips: noTrips() };
  for (const view of ['month', 'week', 'agenda', 'day']) {
    for (const zone of ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Kiritimati']) {
      const { asked, cut, window } = askedOf(new Request(`http://x/calendar?date=2027-03-21&view=${view}&zone=${zone}`), new Date());
      const shown = shownOf(asked, 'UTC', new Date());
      const { answers } = await read(scope, { ...scheduledThings(window.from, window.to, {}, 3000, cut), whole: scheduledThings(window.from, window.to, {}).entries });
      const [few, all] = [answers.entries, answers.whole].map((entries) => trimmed(shown, layOut({ ...answers, entries }, window.from, window.to)));
      expect(few!.things.map(({ besides: _, ...thing }) => thing), `${view} ${zone}`).toEqual(all!.things);
      expect(few!.totals, `${view} ${zone}`).toEqual(all!.totals);
      if (view === 'month') expect(answers.entries.length).toBeLessThan(260);
    }
  }
});

test('Postgres knows every zone that can be chosen', async () => {
  const { rows } = await app.owner.query('select lower(name) as name from pg_timezone_names');
  const known = new Set(rows.map(({ name }) => name as string));
  expect(Intl.supportedValuesOf('timeZone').filter((zone) => !known.has(zone.toLowerCase()))).toEqual([]);
});

test('in any zone a month holds exactly the instants of its days, each thing once for each day', async () => {
  for (const zone of ['Pacific/Kiritimati', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Pago_Pago', 'Europe/Berlin']) {
    const request = new Request(`http://x/calendar?date=2027-03-10&zone=${zone}`);
    const { window } = askedOf(request, new Date());
    const days = daysOfView('month', '2027-03-10', zone);
    const edges = days.flatMap(({ start, end }) => [start.getTime(), end.getTime() - 1]);
    const rows = edges.map((at, index) => ({
      kind: 'entry' as const, id: String(index), title: 'Edge', at: new Date(at).toISOString(), endsAt: null, startsWall: null, timeZone: 'UTC', durationMinutes: 0, isAllDay: false, status: 'planned' as const, ownerId: null, calendarId: null, projectId: null, campaignId: null, channel: null,
      itemId: null, releaseId: null, revision: 1, done: 0, points: 0, recurrence: null, exceptions: null, createdAt: '', updatedAt: '',
    }));
    for (const { at } of rows) expect(Date.parse(at) >= window.from.getTime() && Date.parse(at) < window.to.getTime(), `${zone} ${at}`).toBe(true);
    const found = layOut({ entries: rows, repeated: [], publications: [] }, window.from, window.to);
    expect(found.map((thing) => daysOf(thing, days).map(({ date }) => date))).toEqual(days.flatMap(({ date }) => [[date], [date]]));
    const { totals } = trimmed({ view: 'month', date: '2027-03-10', today: '2027-03-10', zone }, found);
    expect(Object.values(totals)).toEqual(days.map(() => 2));
  }
});
