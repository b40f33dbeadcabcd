import { beforeAll, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { one, parseIcs, textOf } from '../support/ics.ts';
import { shownBy } from '../support/ics-expand.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let calendarId: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'fed-paper');
  calendarId = (await app.owner.query('select id from calendars where organization_id = $1', [owner.organizationId])).rows[0].id;
});

const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const add = (fields: Record<string, string | string[]>) => owner.browser.post('/calendar/new', { calendarId, title: 'Fed', date: soon(3), time: '09:00', zone: 'Europe/Berlin', ...fields } as Record<string, string>);
async function link(fields: Record<string, string> = {}, { browser }: Pick<Colleague, 'browser'> = owner): Promise<string> {
  const made = await browser.post('/calendar/calendars', { intent: 'make-feed', name: 'My phone', ...fields });
  return /http:\/\/localhost:5173(\/calendar\/feed\/[\w-]{43}\.ics)/.exec(made.text)![1]!;
}
const events = (text: string) => parseIcs(text).parts.filter(({ name }) => name === 'VEVENT');

test('a strict reader of RFC 5545 finds in the feed what the calendar shows, and no cookie is needed', async () => {
  await add({ title: 'Interview, at the quay; bring ink' });
  await add({ title: 'Weekly desk', repeats: 'week', ends: 'never' });
  await add({ title: 'Harbour days', isAllDay: 'on', endDate: soon(5), kind: 'holiday' });
  const answer = await app.browser().get(await link());
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
  expect(answer.headers.get('Cache-Control')).toContain('private');
  const calendar = parseIcs(answer.text);
  expect(events(answer.text).map((event) => textOf(one(event, 'SUMMARY'))).sort()).toEqual(['Harbour days', 'Interview, at the quay; bring ink', 'Weekly desk']);
  const shown = shownBy(calendar, Date.now() + 40 * 86_400_000);
  expect(shown.length).toBeGreaterThanOrEqual(7);
});

test('what was written about an entry goes along, a note says that it is one, and what is very long ends early', async () => {
  await add({ title: 'Told entry', description: 'Bring ink; two pens, please.\r\nC:\\quay — ünïcode', channel: 'web' });
  await add({ title: 'Told note', kind: 'note', description: 'The harbour is closed.' });
  await add({ title: 'Told series', repeats: 'week', ends: 'never', description: 'Each week anew.' });
  await add({ title: 'Told at length', description: 'ferry '.repeat(800) });
  const found = new Map(events((await app.browser().get(await link())).text).map((event) => [textOf(one(event, 'SUMMARY')), event] as const));
  const told = (title: string) => textOf(one(found.get(title)!, 'DESCRIPTION'))!;
  expect(told('Told entry').replaceAll('\r', '')).toBe('Web\n\nBring ink; two pens, please.\nC:\\quay — ünïcode');
  expect(told('Told note')).toBe('Note\n\nThe harbour is closed.');
  expect(told('Told series')).toBe('Each week anew.');
  expect(told('Told at length')).toMatch(/^(ferry ){160,}.* …$/);
  expect(told('Told at length').length).toBeLessThan(1010);
});

test('asked again with what it was told, the feed answers that nothing changed; after a change it has another mark', async () => {
  const path = await link();
  const first = await app.browser().get(path);
  const again = await app.browser().get(path, { headers: { 'If-None-Match': first.headers.get('ETag')! } });
  expect([again.status, again.text]).toEqual([304, '']);
  await add({ title: 'Something new' });
  const later = await app.browser().get(path, { headers: { 'If-None-Match': first.headers.get('ETag')! } });
  expect(later.status).toBe(200);
  expect(later.headers.get('ETag')).not.toBe(first.headers.get('ETag'));
});

test('a link that was taken back, or never given, opens nothing; neither does one of somebody who left', async () => {
  const path = await link();
  const { rows } = await app.owner.query('select id, user_id from calendar_feeds where organization_id = $1 and revoked_at is null order by id desc limit 1', [owner.organizationId]);
  const stranger = await founder(app, 'other-fed-paper');
  expect((await stranger.browser.post('/calendar/calendars', { intent: 'revoke-feed', feedId: rows[0].id }, { follow: false })).status).toBe(404);
  expect((await app.browser().get(path)).status).toBe(200);
  await owner.browser.post('/calendar/calendars', { intent: 'revoke-feed', feedId: rows[0].id });
  const closed = await app.browser().get(path);
  expect(closed.status).toBe(404);
  expect(closed.text).toContain('This calendar link was taken back.');
  expect((await app.browser().get(`/calendar/feed/${'A'.repeat(43)}.ics`)).status).toBe(404);
  const member = await colleague(app, owner.browser, 'member');
  const theirs = await link({}, member);
  expect((await app.browser().get(theirs)).status).toBe(200);
  await owner.browser.post(`/settings/people/${member.userId}`, { intent: 'remove', userId: member.userId });
  expect((await app.browser().get(theirs)).status).toBe(404);
});

test('a feed of one organization holds nothing of another, and one of a single calendar only that', async () => {
  const stranger = await founder(app, 'third-fed-paper');
  const { rows } = await app.owner.query('select id from calendars where organization_id = $1', [stranger.organizationId]);
  await stranger.browser.post('/calendar/new', { calendarId: rows[0].id, title: 'Secret of the third', date: soon(2), time: '09:00', zone: 'UTC' });
  const made = await app.owner.query("insert into calendars (organization_id, name) values ($1, 'Another') returning id", [owner.organizationId]);
  await add({ title: 'Only in the other one', calendarId: made.rows[0].id });
  const all = await app.browser().get(await link());
  expect(all.text).toContain('Only in the other one');
  expect(all.text).not.toContain('Secret of the third');
  const single = await app.browser().get(await link({ calendarId: made.rows[0].id }));
  expect(events(single.text)).toHaveLength(1);
});
