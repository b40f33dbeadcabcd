import { beforeAll, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';
import { arrangeAccount, arrangePost } from '../support/posts.ts';
import { arrangeStopped } from '../support/stopped.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let member: Colleague;
let bird: string;
let elephant: string;

const NOON = (day: string) => new Date(`${day}T12:00:00Z`);

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'dated-paper');
  member = await colleague(app, owner.browser, 'member');
  bird = await arrangeAccount(app, owner.organizationId, { platform: 'twitter' });
  elephant = await arrangeAccount(app, owner.organizationId, { platform: 'mastodon' });
  await arrangePost(app, owner.organizationId, { text: 'The regatta\nbegins', accounts: [bird, elephant], at: NOON('2031-03-12') });
  await arrangePost(app, owner.organizationId, { text: 'Only for the elephants', accounts: [elephant], at: NOON('2031-03-13'), authorId: owner.userId });
  await arrangePost(app, owner.organizationId, { text: 'Thrown away', accounts: [elephant], at: NOON('2031-03-14'), deletedAt: new Date().toISOString() });
  await app.drain();
});

const calendar = async (search: string) => {
  const page = await owner.browser.get(`/calendar?date=2031-03-12&${search}`);
  expect(page.status).toBe(200);
  expect(page.trips).toBe(1);
  return page.text;
};

test.each(['view=month', 'view=week', 'view=agenda', 'view=board', 'view=day'])('posts stand beside what else is planned: %s', async (view) => {
  const text = await calendar(view);
  expect(text).toContain('The regatta begins');
  expect(text).toMatch(/href="\/social\/posts\/[0-9a-f-]{36}"/);
  expect(text).not.toContain('Thrown away');
});

test('a channel is a platform of its accounts; what a post has not leaves it out', async () => {
  expect(await calendar('channel=twitter')).toContain('The regatta begins');
  expect(await calendar('channel=twitter')).not.toContain('Only for the elephants');
  for (const filter of ['channel=web', 'channel=ghost', 'status=completed', 'status=cancelled', `person=${member.userId}`]) expect(await calendar(filter)).not.toContain('regatta');
  expect(await calendar(`person=${owner.userId}`)).toContain('Only for the elephants');
});

test('a day of many posts shows as many as it has lines for and counts the rest', async () => {
  const many = await founder(app);
  const account = await arrangeAccount(app, many.organizationId);
  for (let index = 0; index < 12; index += 1) await arrangePost(app, many.organizationId, { text: `Post ${index}`, accounts: [account], at: NOON('2031-05-07') });
  const { text } = await many.browser.get('/calendar?view=month&date=2031-05-07');
  const shown = new Set(Array.from(text.matchAll(/href="\/social\/posts\/([0-9a-f-]{36})"/g), ([, id]) => id)).size;
  expect(shown).toBeGreaterThan(1);
  expect(shown).toBeLessThan(12);
  expect(text.replaceAll('<!-- -->', '')).toContain(`${12 - shown} more`);
});

test('dragged to another day it goes out at the same time of that day, and the toast takes it back', async () => {
  const { id, targets } = await arrangePost(app, owner.organizationId, { text: 'To be moved', accounts: [elephant], at: NOON('2031-04-02') });
  const fields = { intent: 'move-post', ids: id, date: '2031-04-05', time: '12:00', zone: 'UTC', back: '/calendar?date=2031-04-02' };
  const moved = await owner.browser.post('/calendar', fields, { follow: false });
  expect(moved.status).toBe(302);
  const at = async () => (await app.owner.query('select p.scheduled_at as post, t.scheduled_at as target, t.fence from posts p join post_targets t on t.post_id = p.id where t.id = $1', [targets[0]])).rows[0];
  expect(await at()).toMatchObject({ post: NOON('2031-04-05'), target: NOON('2031-04-05') });
  const undone = await owner.browser.post('/calendar', { intent: 'move-post', moves: `${id}@2031-04-02T12:00:00.000Z`, back: '/calendar' }, { follow: false });
  expect(undone.status).toBe(302);
  expect(await at()).toMatchObject({ post: NOON('2031-04-02'), target: NOON('2031-04-02') });
  expect((await member.browser.post('/calendar', fields, { follow: false })).status).toBe(403);
});

test('an unclear post stands among what needs someone, and neither as due nor as scheduled; with an account that still waits it is both', async () => {
  const paper = await founder(app);
  const account = await arrangeAccount(app, paper.organizationId);
  const second = await arrangeAccount(app, paper.organizationId, { platform: 'twitter' });
  const unclear = await arrangeStopped(app, paper.organizationId, { accountId: account, text: 'Is the regatta out' });
  const half = await arrangePost(app, paper.organizationId, { text: 'Half of it waits', accounts: [account, second], at: new Date(Date.now() + 60_000) });
  await app.owner.query("update post_targets set status = 'needs_attention', failure_code = 'unclear' where id = $1", [half.targets[0]]);
  await app.drain();
  const scheduled = (await paper.browser.get('/social?view=scheduled')).text;
  expect(scheduled).not.toContain('Is the regatta out');
  expect(scheduled).toContain('Half of it waits');
  expect((await paper.browser.get('/social')).text).toContain('Is the regatta out');
  const today = (await paper.browser.get('/')).text;
  expect(today).toContain('“Is the regatta out” to');
  expect(today).not.toContain(`href="/social/posts/${unclear.postId}"`);
  const day = new Date(Date.now() - 20 * 60_000).toISOString().slice(0, 10);
  expect((await paper.browser.get(`/calendar?view=agenda&date=${day}`)).text).toMatch(/Is the regatta out[\s\S]{0,200}, needs you/i);
});

test('a calendar program hears of posts, and a table names them', async () => {
  const { headers, text } = await owner.browser.get('/calendar/export?view=month&date=2031-03-12');
  expect(headers.get('Content-Type')).toContain('text/csv');
  expect(text).toContain('The regatta begins');
  expect(text).toMatch(/,post,/);
});
