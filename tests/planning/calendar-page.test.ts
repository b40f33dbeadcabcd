import { beforeAll, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeItem } from '../support/content.ts';
import { founder } from '../support/people.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let calendarId: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'calendar-paper');
  calendarId = (await app.owner.query('select id from calendars where organization_id = $1', [owner.organizationId])).rows[0].id;
});

const add = (fields: Record<string, string | string[]>) =>
  owner.browser.post('/calendar/new', { calendarId, title: 'Harbour story', date: '2026-03-10', time: '09:00', zone: 'Europe/Berlin', ...fields } as Record<string, string>);
const entryNamed = async (title: string) => (await app.owner.query('select * from calendar_entries where title = $1 and organization_id = $2', [title, owner.organizationId])).rows[0];
/** The day's cell of the month, as HTML. */
const cell = (html: string, date: string) => new RegExp(`<td[^>]*data-date="${date}"[\\s\\S]*?</td>`).exec(html)?.[0] ?? '';

test('an entry that was made stands on its day, at its time, and the page costs one trip', async () => {
  const made = await add({ title: 'Interview at the quay' });
  expect(made.url).toBe('/calendar');
  const page = await owner.browser.get('/calendar?date=2026-03-10');
  expect(page.status).toBe(200);
  expect(page.trips).toBe(1);
  expect(cell(page.text, '2026-03-10')).toContain('Interview at the quay');
  expect(cell(page.text, '2026-03-10')).toContain('09:00');
  expect(cell(page.text, '2026-03-11')).not.toContain('Interview');
});

test('a repeated entry keeps nine o’clock across the change of clocks, on every one of its days', async () => {
  await add({ title: 'Morning desk', date: '2026-03-23', repeats: 'week', 'weekdays[]': ['MO', 'SU'], ends: 'never' });
  const { text } = await owner.browser.get('/calendar?date=2026-03-10&zone=Europe/Berlin');
  for (const day of ['2026-03-23', '2026-03-29', '2026-03-30', '2026-04-05']) expect(cell(text, day)).toContain('09:00');
  expect(cell(text, '2026-03-24')).not.toContain('Morning desk');
  const abroad = (await owner.browser.get('/calendar?date=2026-03-10&zone=UTC')).text;
  expect(cell(abroad, '2026-03-23')).toContain('08:00');
  expect(cell(abroad, '2026-03-30')).toContain('07:00');
});

test('what was typed is kept and what was wrong stands at its field', async () => {
  const refused = await owner.browser.post('/calendar/new', { calendarId, title: 'Ends too soon', date: '2026-03-10', time: '09:00', endTime: '08:00', zone: 'Europe/Berlin', repeats: 'no' }, { follow: false });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('It ends before it starts.');
  expect(refused.text).toContain('Ends too soon');
  const nowhere = await owner.browser.post('/calendar/new', { calendarId, title: 'Nowhere', date: '2026-03-10', time: '09:00', zone: 'Mars/Olympus' }, { follow: false });
  expect(nowhere.text).toContain('There is no such time zone.');
});

test('a publication stands on the calendar beside the entries, and moves by its own rules', async () => {
  const itemId = await arrangeItem(app, owner.organizationId, { title: 'The ferry that waits', author_id: owner.userId });
  await owner.browser.post(`/content/${itemId}`, { intent: 'publish', itemId, revision: '1', when: 'later', date: '2027-05-04', time: '10:00', zone: 'Europe/Berlin' });
  expect(cell((await owner.browser.get('/calendar?date=2027-05-01')).text, '2027-05-04')).toContain('The ferry that waits');
  const { rows } = await app.owner.query('select id from publications where content_item_id = $1', [itemId]);
  await owner.browser.post('/calendar', { intent: 'move-publication', publicationId: rows[0].id, date: '2027-05-06', time: '10:00', zone: 'Europe/Berlin', beforeDate: '2027-05-04', beforeTime: '10:00' });
  expect(cell((await owner.browser.get('/calendar?date=2027-05-01')).text, '2027-05-06')).toContain('The ferry that waits');
});

test('two people move one entry: one wins, the other is told and loses nothing', async () => {
  await add({ title: 'Contested', date: '2026-06-01' });
  const { id } = await entryNamed('Contested');
  const moves = await Promise.all(['2026-06-02', '2026-06-03'].map((date) => owner.browser.post('/calendar', { intent: 'move', entryId: id, revision: '1', date }, { follow: false })));
  expect(moves.map(({ status }) => status).sort()).toEqual([302, 409]);
  expect(moves.find(({ status }) => status === 409)!.text).toContain('Theirs is kept');
  const won = moves[0]!.status === 302 ? '2026-06-02' : '2026-06-03';
  const { starts_wall: wall, revision } = (await app.owner.query("select to_char(starts_wall, 'YYYY-MM-DD HH24:MI') as starts_wall, revision from calendar_entries where id = $1", [id])).rows[0];
  expect([wall, revision]).toEqual([`${won} 09:00`, 2]);
});
