import { beforeAll, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { founder } from '../support/people.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let calendarId: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'imported-paper');
  calendarId = (await app.owner.query('select id from calendars where organization_id = $1', [owner.organizationId])).rows[0].id;
});

const send = (intent: string, text: string | Uint8Array<ArrayBuffer>, { name = 'plan.csv', kind = 'entry', follow = true } = {}) =>
  owner.browser.post('/calendar/import', { intent, calendarId, kind, file: new File([text], name) }, { follow });
const kept = async () => (await app.owner.query("select title, to_char(starts_wall, 'YYYY-MM-DD HH24:MI') as wall, time_zone as zone, kind, is_all_day, owner_id, recurrence from calendar_entries where organization_id = $1 and deleted_at is null order by starts_wall, title", [owner.organizationId])).rows;

const PLAN = 'title,date,time,zone,owner\n"Ferry story, part one",2027-03-28,02:30,Europe/Berlin,\nLetters,2027-03-29,,,\nNight shift,2027-03-30,23:15,America/New_York,';

test('a check tells what would happen and changes nothing', async () => {
  const checked = await send('check', PLAN);
  expect(checked.text).toContain('3 entries to bring in');
  expect(checked.text).toContain('go forward and skip 02:30');
  expect(await kept()).toEqual([]);
});

test('brought in twice, everything is there once; undo takes it out, and it can come again', async () => {
  expect((await send('apply', PLAN)).url).toBe('/calendar');
  const first = await kept();
  expect(first.map(({ title, wall, zone }) => [title, wall, zone])).toEqual([
    ['Ferry story, part one', '2027-03-28 03:30', 'Europe/Berlin'],
    ['Letters', '2027-03-29 00:00', 'Europe/Berlin'],
    ['Night shift', '2027-03-30 23:15', 'America/New_York'],
  ]);
  await send('apply', PLAN);
  expect(await kept()).toEqual(first);
  const { rows } = await app.owner.query("select substr(key, 6) as id from idempotency_keys where key like 'undo:%' and organization_id = $1 order by created_at limit 1", [owner.organizationId]);
  await owner.browser.post('/calendar/import', { intent: 'undo', undoId: rows[0].id });
  expect(await kept()).toEqual([]);
  await send('apply', PLAN);
  expect(await kept()).toHaveLength(3);
});

test('one wrong row keeps the whole file out, and is named by its line', async () => {
  const before = await kept();
  const refused = await send('apply', 'title,date\nGood,2027-04-01\nBad,2027-02-30', { follow: false });
  expect(refused.status).toBe(422);
  expect(await kept()).toEqual(before);
  const checked = await send('check', 'title,date\nGood,2027-04-01\nBad,2027-02-30');
  expect(checked.text).toMatch(/Line (<!-- -->)?3/);
});

test('a spreadsheet’s own encodings come in with their letters, and a guess is told', async () => {
  const text = 'title;date\r\nFähre, größer als je;2027-06-01\r\n';
  const wide = new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
  expect((await send('check', wide)).text).toContain('Fähre, größer als je');
  const narrow = Uint8Array.from(text, (sign) => sign.charCodeAt(0));
  const checked = await send('check', narrow);
  expect(checked.text).toContain('Fähre, größer als je');
  expect(checked.text).toContain('it was read as Windows-1252');
  await send('apply', wide);
  await send('apply', narrow);
  expect((await kept()).filter(({ wall }) => wall.startsWith('2027-06-01')).map(({ title }) => title)).toEqual(['Fähre, größer als je']);
  expect((await send('check', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).text).toContain('This is a workbook');
});

test('holidays come from a calendar file, a yearly one as a rule', async () => {
  const file = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:one@holidays.test', 'SUMMARY:Harbour day\\, the great one', 'DTSTART;VALUE=DATE:20270501', 'RRULE:FREQ=YEARLY', 'END:VEVENT', 'BEGIN:VEVENT', 'UID:two@holidays.test', 'SUMMARY:Long weekend', 'DTSTART;VALUE=DATE:20270603', 'DTEND;VALUE=DATE:20270606', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
  await send('apply', file, { name: 'holidays.ics', kind: 'holiday' });
  await send('apply', file, { name: 'holidays.ics', kind: 'holiday' });
  const holidays = (await kept()).filter(({ kind }) => kind === 'holiday');
  expect(holidays.map(({ title, wall, is_all_day: whole }) => [title, wall, whole])).toEqual([['Harbour day, the great one', '2027-05-01 00:00', true], ['Long weekend', '2027-06-03 00:00', true]]);
  const page = await owner.browser.get('/calendar?date=2028-05-01');
  expect(/<td[^>]*data-date="2028-05-01"[\s\S]*?<\/td>/.exec(page.text)![0]).toContain('Harbour day');
});

test('what goes out as CSV comes in again unchanged', async () => {
  const csv = (await owner.browser.get('/calendar/export?date=2027-03-10')).text;
  expect(csv).toContain('"Ferry story, part one",2027-03-28,03:30,,,Europe/Berlin,planned');
  const other = await founder(app, 'second-imported-paper');
  const { rows } = await app.owner.query('select id from calendars where organization_id = $1', [other.organizationId]);
  await other.browser.post('/calendar/import', { intent: 'apply', calendarId: rows[0].id, kind: 'entry', file: new File([csv], 'plan.csv') });
  const there = await app.owner.query("select title, to_char(starts_wall, 'YYYY-MM-DD HH24:MI') as wall from calendar_entries where organization_id = $1 order by starts_wall", [other.organizationId]);
  expect(there.rows).toEqual([{ title: 'Ferry story, part one', wall: '2027-03-28 03:30' }, { title: 'Letters', wall: '2027-03-29 00:00' }, { title: 'Night shift', wall: '2027-03-30 23:15' }]);
});

test('nobody brings entries into a calendar of another organization', async () => {
  const stranger = await founder(app, 'strange-imported-paper');
  const before = await kept();
  const answer = await stranger.browser.post('/calendar/import', { intent: 'apply', calendarId, kind: 'entry', file: new File([PLAN.replaceAll('Ferry', 'Foreign')], 'plan.csv') }, { follow: false });
  expect(answer.status).toBe(404);
  expect(await kept()).toEqual(before);
});
