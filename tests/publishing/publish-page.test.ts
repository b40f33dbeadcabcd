import { beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeItem, textDocument } from '../support/content.ts';
import { founder } from '../support/people.ts';
import { wallIn } from './desk.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let id: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'paged-paper');
});

beforeEach(async () => {
  id = await arrangeItem(app, owner.organizationId, { title: 'Ferry strike', author_id: owner.userId, body: textDocument('The ferries stand still.') });
});

const post = (fields: Record<string, string>) => owner.browser.post(`/content/${id}`, { itemId: id, revision: '1', ...fields });
const page = async () => (await owner.browser.get(`/content/${id}`)).text;

test('the piece says what readers see, and the press on Publish shows it to them', async () => {
  expect(await page()).toContain('Readers do not see it.');
  await post({ intent: 'publish', when: 'now' });
  const text = await page();
  expect(text).toContain('Readers have revision');
  expect(text).toContain(`/o/paged-paper/`);
});

test('now is now, whatever moment the form proposes beside it', async () => {
  const { date, time } = wallIn(86_400_000);
  await post({ intent: 'publish', when: 'now', date, time: time.slice(0, 5), zone: 'Europe/Berlin' });
  expect((await app.owner.query('select status from content_items where id = $1', [id])).rows).toEqual([{ status: 'published' }]);
  await post({ intent: 'unpublish', when: 'now', date, time: time.slice(0, 5), zone: 'Europe/Berlin' });
  expect((await app.owner.query('select status from content_items where id = $1', [id])).rows).toEqual([{ status: 'draft' }]);
});

test('a moment that is half written is asked for where it is missing, and nothing happens', async () => {
  const half = await post({ intent: 'publish', when: 'later', date: '', time: '09:00', zone: 'UTC' });
  expect([half.status, half.text.includes('Choose a day.')]).toEqual([422, true]);
  expect((await post({ intent: 'publish', when: 'someday' })).status).toBe(422);
  expect((await app.owner.query('select from publications where content_item_id = $1', [id])).rows).toEqual([]);
});

test('a moment is chosen on the clocks of a zone, moved and cancelled by the same page', async () => {
  const { date, time } = wallIn(86_400_000);
  await post({ intent: 'publish', when: 'later', date, time: time.slice(0, 5), zone: 'Asia/Tokyo' });
  const { rows } = await app.owner.query('select id, time_zone, extract(epoch from due_at) as due from publications where content_item_id = $1', [id]);
  expect(rows[0].time_zone).toBe('Asia/Tokyo');
  expect(Number(rows[0].due) * 1000).toBe(Date.parse(`${date}T${time.slice(0, 5)}:00+09:00`));
  expect(await page()).toContain('goes live');
  await post({ intent: 'reschedule', publicationId: rows[0].id, date, time: '23:59', zone: 'UTC' });
  await post({ intent: 'cancel-publication', publicationId: rows[0].id });
  expect(await page()).toContain('Readers do not see it.');
});

test('a refusal keeps what was typed and stands at its field', async () => {
  const response = await owner.browser.post(`/content/${id}`, { intent: 'publish', itemId: id, revision: '1', when: 'later', date: '2020-02-30', time: '09:00', zone: 'Europe/Berlin' }, { follow: false });
  expect(response.status).toBe(422);
  const text = response.text;
  expect(text).toContain('There is no such day.');
  expect(text).toContain('2020-02-30');
});

test('a preview link is told once and can be taken back', async () => {
  const made = await post({ intent: 'preview' });
  const address = /http:\/\/localhost:5173(\/preview\/[\w-]{43})/.exec(made.text)?.[1];
  expect(address).toBeDefined();
  expect(await page()).not.toContain(address);
  const { rows } = await app.owner.query('select id from preview_links where content_item_id = $1', [id]);
  await post({ intent: 'revoke-preview', linkId: rows[0].id });
  expect((await app.owner.query('select revoked_at is not null as gone from preview_links where id = $1', [rows[0].id])).rows).toEqual([{ gone: true }]);
});
