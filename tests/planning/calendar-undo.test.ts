import { beforeAll, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { founder } from '../support/people.ts';
import { pressUndo } from '../support/undo.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let calendarId: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'undone-paper');
  calendarId = (await app.owner.query('select id from calendars where organization_id = $1', [owner.organizationId])).rows[0].id;
});

async function entry(title: string, fields: Record<string, string | string[]> = {}): Promise<string> {
  await owner.browser.post('/calendar/new', { calendarId, title, date: '2027-01-04', time: '09:00', zone: 'Europe/Berlin', repeats: 'no', ...fields } as Record<string, string>);
  return (await app.owner.query('select id from calendar_entries where title = $1 and organization_id = $2', [title, owner.organizationId])).rows[0].id;
}
const post = (fields: Record<string, string>, path = '/calendar') => owner.browser.post(path, fields, { follow: false });
/** On which days of a month a title stands. */
async function days(title: string, month: string): Promise<string[]> {
  const { text } = await owner.browser.get(`/calendar?date=${month}-15&zone=Europe/Berlin`);
  return [...text.matchAll(/<td[^>]*data-date="(\d{4}-\d\d-\d\d)"([\s\S]*?)<\/td>/g)].flatMap(([, date, cell]) => (cell!.includes(title) && date!.startsWith(month) ? [date!] : []));
}
const undo = async (page: string) => expect(await pressUndo(owner.browser, page)).toBe(302);

test('the press that takes back the move of a whole series brings it back day for day, and what was skipped or moved with it', async () => {
  const id = await entry('Month’s end', { date: '2027-01-31', repeats: 'month-day', ends: 'never' });
  await post({ intent: 'remove', entryId: id, occurrence: '2027-03-31', scope: 'this', revision: '1' });
  await post({ intent: 'move', entryId: id, occurrence: '2027-04-30', scope: 'this', revision: '2', date: '2027-04-27', time: '10:00' });
  const stored = async () => (await app.owner.query("select starts_wall::text, scheduled_for, recurrence, (select json_agg(json_build_array(x.occurrence::date, x.is_skipped, x.starts_wall) order by x.occurrence) from calendar_exceptions x where x.calendar_entry_id = e.id) as exceptions from calendar_entries e where id = $1", [id])).rows;
  const before = await stored();
  // From the 28th of a short month one cannot tell that the others were the 31st.
  const moved = await owner.browser.post('/calendar', { intent: 'move', entryId: id, occurrence: '2027-02-28', scope: 'all', revision: '3', date: '2027-02-28', time: '11:00', back: '/calendar?date=2027-02-15' });
  expect(await stored()).not.toEqual(before);
  await undo(moved.text);
  expect(await stored()).toEqual(before);
  expect(await days('Month’s end', '2027-05')).toEqual(['2027-05-31']);
});

test('moved by a month’s day and taken back, a series is on the days that it was on', async () => {
  const id = await entry('Shifted end', { date: '2027-01-31', repeats: 'month-day', ends: 'never' });
  const moved = await owner.browser.post('/calendar', { intent: 'move', entryId: id, occurrence: '2027-02-28', scope: 'all', revision: '1', date: '2027-02-26', time: '09:00' });
  expect(await days('Shifted end', '2027-05')).toEqual(['2027-05-26']);
  await undo(moved.text);
  expect(await days('Shifted end', '2027-05')).toEqual(['2027-05-31']);
});

test('“this and all that follow” from the first one on is all of it, and comes back too', async () => {
  const id = await entry('From the first', { repeats: 'week', ends: 'count', count: '3' });
  const moved = await owner.browser.post('/calendar', { intent: 'move', entryId: id, occurrence: '2027-01-04', scope: 'following', revision: '1', date: '2027-01-05', time: '09:00' });
  expect(await days('From the first', '2027-01')).toEqual(['2027-01-05', '2027-01-12', '2027-01-19']);
  await undo(moved.text);
  expect(await days('From the first', '2027-01')).toEqual(['2027-01-04', '2027-01-11', '2027-01-18']);
});

test('the half that moved on brings its skipped and moved days back with it', async () => {
  const id = await entry('Half desk', { repeats: 'week', ends: 'never' });
  await post({ intent: 'remove', entryId: id, occurrence: '2027-01-25', scope: 'this', revision: '1' });
  await post({ intent: 'move', entryId: id, occurrence: '2027-01-11', scope: 'this', revision: '2', date: '2027-01-14', time: '09:00' });
  const moved = await owner.browser.post('/calendar', { intent: 'move', entryId: id, occurrence: '2027-01-18', scope: 'following', revision: '3', date: '2027-01-20', time: '09:00' });
  expect(await days('Half desk', '2027-01')).toEqual(['2027-01-04', '2027-01-14', '2027-01-20']);
  await undo(moved.text);
  expect(await days('Half desk', '2027-01')).toEqual(['2027-01-04', '2027-01-14', '2027-01-18']);
  expect(await days('Half desk', '2027-02')).toEqual(['2027-02-01', '2027-02-08', '2027-02-15', '2027-02-22']);
});

test('an undo that somebody else was faster than, or that says nothing sensible, changes nothing', async () => {
  const id = await entry('Late undo', { repeats: 'week', ends: 'never' });
  await post({ intent: 'move', entryId: id, occurrence: '2027-01-11', scope: 'all', revision: '1', date: '2027-01-12', time: '09:00' });
  const fields = { intent: 'put-back', entryId: id, date: '2027-01-04', time: '09:00', recurrence: '{"pattern":{"every":"week","interval":1,"weekdays":["MO"]},"ends":null}' };
  expect((await post({ ...fields, revision: '1' })).status).toBe(409);
  for (const wrong of ['{', 'null', '{"pattern":{"every":"moon"}}']) expect((await post({ ...fields, revision: '2', recurrence: wrong })).status, wrong).toBe(422);
  expect((await post({ ...fields, revision: '2', date: '2027-02-30' })).status).toBe(422);
  expect(await days('Late undo', '2027-01')).toEqual(['2027-01-05', '2027-01-12', '2027-01-19', '2027-01-26']);
});
