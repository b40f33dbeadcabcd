import { beforeAll, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { founder } from '../support/people.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let calendarId: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'series-paper');
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

test('one occurrence is moved, another is left out, and both come back', async () => {
  const id = await entry('Monday desk', { repeats: 'week', ends: 'never' });
  await post({ intent: 'move', entryId: id, occurrence: '2027-01-11', scope: 'this', revision: '1', date: '2027-01-12', time: '10:30' });
  await post({ intent: 'remove', entryId: id, occurrence: '2027-01-18', scope: 'this', revision: '2' });
  expect(await days('Monday desk', '2027-01')).toEqual(['2027-01-04', '2027-01-12', '2027-01-25']);
  await post({ intent: 'restore', entryId: id, occurrence: '2027-01-18' });
  await post({ intent: 'move', entryId: id, occurrence: '2027-01-11', scope: 'this', revision: '4', date: '2027-01-11', time: '09:00' });
  expect(await days('Monday desk', '2027-01')).toEqual(['2027-01-04', '2027-01-11', '2027-01-18', '2027-01-25']);
});

test('this and all that follow go to another weekday, and undo makes one series of both', async () => {
  const id = await entry('Split desk', { repeats: 'week', ends: 'never' });
  const moved = await post({ intent: 'move', entryId: id, occurrence: '2027-01-18', scope: 'following', revision: '1', date: '2027-01-20', time: '09:00' });
  expect(moved.status).toBe(302);
  expect(await days('Split desk', '2027-01')).toEqual(['2027-01-04', '2027-01-11', '2027-01-20', '2027-01-27']);
  const { rows } = await app.owner.query("select id from calendar_entries where title = 'Split desk' and id <> $1", [id]);
  await post({ intent: 'rejoin', entryId: id, newId: rows[0].id, revision: '2', ends: 'null' });
  expect(await days('Split desk', '2027-01')).toEqual(['2027-01-04', '2027-01-11', '2027-01-18', '2027-01-25']);
});

test('all of a series moved by a day keeps its skipped day skipped', async () => {
  const id = await entry('All desk', { repeats: 'week', ends: 'count', count: '4' });
  await post({ intent: 'remove', entryId: id, occurrence: '2027-01-11', scope: 'this', revision: '1' });
  await post({ intent: 'move', entryId: id, occurrence: '2027-01-18', scope: 'all', revision: '2', date: '2027-01-19', time: '08:00' });
  expect(await days('All desk', '2027-01')).toEqual(['2027-01-05', '2027-01-19', '2027-01-26']);
  expect(await days('All desk', '2027-02')).toEqual([]);
});

test('one occurrence that is changed becomes an entry of its own; the others stay as they were', async () => {
  const id = await entry('Series before', { repeats: 'week', ends: 'never' });
  await post({ intent: 'change', entryId: id, occurrence: '2027-01-11', scope: 'this', revision: '1', calendarId, title: 'Once otherwise', date: '2027-01-13', time: '11:00', zone: 'Europe/Berlin', repeats: 'week' }, `/calendar/entries/${id}`);
  expect(await days('Once otherwise', '2027-01')).toEqual(['2027-01-13']);
  expect(await days('Series before', '2027-01')).toEqual(['2027-01-04', '2027-01-18', '2027-01-25']);
});

test('a series changed from one of its days on that day keeps its beginning', async () => {
  const id = await entry('Whole series', { repeats: 'week', ends: 'never' });
  await post({ intent: 'change', entryId: id, occurrence: '2027-01-18', scope: 'all', revision: '1', calendarId, title: 'Whole series, renamed', date: '2027-01-18', time: '09:00', zone: 'Europe/Berlin', repeats: 'week' }, `/calendar/entries/${id}`);
  expect(await days('Whole series, renamed', '2027-01')).toEqual(['2027-01-04', '2027-01-11', '2027-01-18', '2027-01-25']);
});

test('the piece is begun once, however often it is pressed, and carries the title and the tags', async () => {
  const id = await entry('Piece to begin', { tags: 'harbour, ferry' });
  const pressed = await Promise.all([1, 2].map(() => post({ intent: 'begin', entryId: id, revision: '1' }, `/calendar/entries/${id}`)));
  expect(pressed.map(({ status }) => status).sort()).toEqual([302, 409]);
  const { rows } = await app.owner.query("select i.id, (select count(*)::int from content_item_tags t where t.content_item_id = i.id) as tags from content_items i where title = 'Piece to begin'");
  expect(rows).toHaveLength(1);
  expect(rows[0].tags).toBe(2);
  expect((await app.owner.query('select content_item_id from calendar_entries where id = $1', [id])).rows[0].content_item_id).toBe(rows[0].id);
});

test('two people tick two points at the same moment, and both stay ticked', async () => {
  const id = await entry('With points', { checklist: 'One\nTwo\nThree' });
  const points = (await app.owner.query('select checklist from calendar_entries where id = $1', [id])).rows[0].checklist as { id: string }[];
  await Promise.all(points.slice(0, 2).map((point) => post({ intent: 'tick', entryId: id, pointId: point.id, done: 'true' }, `/calendar/entries/${id}`)));
  const now = (await app.owner.query('select checklist from calendar_entries where id = $1', [id])).rows[0].checklist as { text: string; done: boolean }[];
  expect(now.map(({ text, done }) => [text, done])).toEqual([['One', true], ['Two', true], ['Three', false]]);
});

test('what shares an hour and a channel is told, and both stand there', async () => {
  await entry('First on the web', { channel: 'web', date: '2027-02-02' });
  const answer = await owner.browser.post('/calendar/new', { calendarId, title: 'Second on the web', channel: 'web', date: '2027-02-02', time: '09:30', zone: 'Europe/Berlin', repeats: 'no' });
  expect(answer.text).toContain('In the same hour: “First on the web”');
  expect(await days('Second on the web', '2027-02')).toEqual(['2027-02-02']);
});

test('ids of another organization are refused at their field, and nothing is kept', async () => {
  const stranger = await founder(app, 'strange-series-paper');
  const own = (await app.owner.query('select id from calendars where organization_id = $1', [stranger.organizationId])).rows[0].id as string;
  const foreign = { ownerId: owner.userId, projectId: (await app.owner.query('select id from projects where organization_id = $1', [owner.organizationId])).rows[0].id as string };
  for (const [field, id] of Object.entries(foreign)) {
    const answer = await stranger.browser.post('/calendar/new', { calendarId: own, title: 'Foreign link', date: '2027-01-04', time: '09:00', zone: 'UTC', [field]: id }, { follow: false });
    expect(answer.status).toBe(404);
  }
  expect((await stranger.browser.post('/calendar/new', { calendarId, title: 'Foreign link', date: '2027-01-04', time: '09:00', zone: 'UTC' }, { follow: false })).status).toBe(404);
  expect((await app.owner.query("select count(*)::int as n from calendar_entries where title = 'Foreign link'")).rows[0].n).toBe(0);
});
