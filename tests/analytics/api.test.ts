import { beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { type Program, programWith } from '../api/program.ts';
import { arrangeItem } from '../support/content.ts';
import { arrangeFollowers, arrangeOut, arrangeViews } from '../support/figures.ts';
import { founder } from '../support/people.ts';
import { arrangeAccount } from '../support/posts.ts';

let app: TestApp;
let mine: Awaited<ReturnType<typeof founder>>;
let program: Program;
let accounts: Record<'twitter' | 'mastodon', string>;
let campaign: string;
let piece: string;

const NONE = { impressions: 0, reach: 0, engagements: 0, clicks: 0, shares: 0, saves: 0, comments: 0, likes: 0 };
const UNKNOWN = { impressions: null, reach: null, engagements: null, clicks: null, shares: null, saves: null, comments: null, likes: null };
const NOTHING_OUT = { posts: 0, told: 0, ...NONE, engagementRate: null, clickRate: null, shareRate: null };
const WEEK = 'from=2020-02-03&to=2020-02-09';

beforeAll(async () => {
  app = await startApp();
  mine = await founder(app);
  program = await programWith(app, mine.browser, ['analytics:read']);
  accounts = { twitter: await arrangeAccount(app, mine.organizationId, { platform: 'twitter', username: 'gazette' }), mastodon: await arrangeAccount(app, mine.organizationId, { platform: 'mastodon', username: 'letter' }) };
  campaign = (await app.owner.query("insert into campaigns (organization_id, name) values ($1, 'Ferry pass') returning id", [mine.organizationId])).rows[0].id;
  // Berlin: one on Monday at half past midnight, which is Sunday in UTC, one on Thursday, one in the week before.
  await arrangeOut(app, mine.organizationId, { accounts: [accounts.twitter], at: '2020-02-02T23:30:00Z', text: 'Early', told: { impressions: 200, engagements: 10, likes: 4 }, campaignId: campaign });
  await arrangeOut(app, mine.organizationId, { accounts: [accounts.twitter, accounts.mastodon], at: '2020-02-06T12:00:00Z', text: 'Twice', told: { likes: 4 } });
  await arrangeOut(app, mine.organizationId, { accounts: [accounts.twitter], at: '2020-02-02T22:30:00Z', text: 'Before', told: { impressions: 50 } });
  await arrangeFollowers(app, accounts.twitter, '2020-02-01T12:00:00Z', 100);
  await arrangeFollowers(app, accounts.twitter, '2020-02-05T12:00:00Z', 104);
  piece = await arrangeItem(app, mine.organizationId, { title: 'The ferry' });
  await arrangeViews(app, piece, '2020-02-04', 9, { readSeconds: 120 });
});

test('the summary tells of the span and of as many days before, with the readings of pieces, in one trip', async () => {
  const reply = await program.get(`/analytics/summary?${WEEK}`);
  expect([reply.status, reply.trips, reply.statements]).toEqual([200, 1, 4]);
  expect(reply.body).toEqual({
    days: { from: '2020-02-03', to: '2020-02-09', timeZone: 'Europe/Berlin' },
    figures: { ...UNKNOWN, posts: 3, told: 3, impressions: 200, engagements: 10, likes: 12, engagementRate: 0.05, clickRate: null, shareRate: null },
    readings: { pieces: 1, views: 9, readSeconds: 120 },
    before: {
      days: { from: '2020-01-27', to: '2020-02-02', timeZone: 'Europe/Berlin' },
      figures: { ...UNKNOWN, posts: 1, told: 1, impressions: 50, engagementRate: null, clickRate: null, shareRate: null },
      readings: { pieces: 0, views: 0, readSeconds: 0 },
    },
  });
  const narrow = async (more: string) => (await program.get(`/analytics/summary?${WEEK}&${more}`)).body.figures;
  expect(await narrow(`accountId=${accounts.mastodon}`)).toMatchObject({ posts: 1, likes: 4, impressions: null });
  expect(await narrow('platform=twitter')).toMatchObject({ posts: 2, likes: 8 });
  expect(await narrow(`campaignId=${campaign}`)).toMatchObject({ posts: 1, likes: 4 });
  expect(await narrow('platform=ghost')).toEqual(NOTHING_OUT);
});

test('a series has every part of the span, also those with nothing out', async () => {
  const reply = await program.get(`/analytics/series?${WEEK}`);
  expect([reply.trips, reply.statements]).toEqual([1, 3]);
  expect(reply.body).toMatchObject({ by: 'day', days: { from: '2020-02-03', to: '2020-02-09' } });
  expect(reply.body.data.map(({ at, posts, likes }) => [at, posts, likes])).toEqual([3, 4, 5, 6, 7, 8, 9].map((day) => [`2020-02-0${day}T00:00`, ...(day === 3 ? [1, 4] : day === 6 ? [2, 8] : [0, 0])]));
  expect(reply.body.data[1]).toEqual({ at: '2020-02-04T00:00', ...NOTHING_OUT });
  const counts = async (by: string) => (await program.get(`/analytics/series?${WEEK}&by=${by}`)).body.data.filter(({ posts }) => posts !== 0).map(({ at, posts }) => [at, posts]);
  expect(await counts('hour')).toEqual([['2020-02-03T00:00', 1], ['2020-02-06T13:00', 2]]);
  expect(await counts('week')).toEqual([['2020-02-03T00:00', 3]]);
  expect(await counts('month')).toEqual([['2020-02-01T00:00', 3]]);
  expect(await counts('year')).toEqual([['2020-01-01T00:00', 3]]);
  expect((await program.get('/analytics/series?days=31&by=hour')).body.data).toHaveLength(31 * 24);
});

test('posts come by one figure, walked by cursor', async () => {
  const met: unknown[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Program['get']>> = await program.get(`/analytics/posts?${WEEK}&figure=impressions&limit=2${cursor ? `&cursor=${cursor}` : ''}`);
    expect([page.status, page.trips, page.statements]).toEqual([200, 1, 2]);
    met.push(...page.body.data.map(({ text, impressions }) => [text, impressions]));
    cursor = page.body.next;
  } while (cursor);
  expect(met).toEqual([['Early', 200], ['Twice', null], ['Twice', null]]);
  const { body } = await program.get(`/analytics/posts?${WEEK}&campaignId=${campaign}`);
  expect(body.data).toEqual([{ postId: expect.any(String), targetId: expect.any(String), text: 'Early', accountId: accounts.twitter, platform: 'twitter', url: 'https://social.example/1', publishedAt: '2020-02-02T23:30:00Z', readAt: '2020-02-03T00:30:00Z', ...UNKNOWN, impressions: 200, engagements: 10, likes: 4 }]);
});

test('accounts stand side by side, the most heard first, also those that said nothing', async () => {
  const reply = await program.get(`/analytics/accounts?${WEEK}`);
  expect([reply.trips, reply.statements]).toEqual([1, 4]);
  expect(reply.body.data).toMatchObject([
    { id: accounts.twitter, name: 'The gazette', username: 'gazette', platform: 'twitter', followers: 104, followersBefore: 100, figures: { posts: 2, likes: 8 }, before: { posts: 1, impressions: 50 } },
    { id: accounts.mastodon, followers: null, followersBefore: null, figures: { posts: 1, likes: 4 }, before: NOTHING_OUT },
  ]);
});

test('pieces come by their readings, walked by cursor', async () => {
  const other = await arrangeItem(app, mine.organizationId);
  await arrangeViews(app, other, '2020-02-05', 2);
  const first = await program.get(`/analytics/pieces?${WEEK}&limit=1`);
  expect([first.trips, first.statements]).toEqual([1, 2]);
  expect(first.body.data).toEqual([{ id: piece, title: 'The ferry', type: 'article', status: 'draft', publishedAt: null, views: 9, readSeconds: 120, viewsBefore: 0 }]);
  const second = await program.get(`/analytics/pieces?${WEEK}&limit=1&cursor=${first.body.next}`);
  expect([second.body.data[0]!.id, second.body.next]).toEqual([other, null]);
});

test('days are counted back from today when nothing else is said', async () => {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' });
  const spanned = async (search: string) => (await program.get(`/analytics/summary${search}`)).body.days as { from: string; to: string };
  const { from, to } = await spanned('');
  expect([to, (Date.parse(to) - Date.parse(from)) / 86_400_000]).toEqual([today.format(new Date()), 27]);
  expect(await spanned('?days=1')).toMatchObject({ from: to, to });
  expect((await program.get('/analytics/series?days=732&by=day')).body.data).toHaveLength(732);
});

test.each([
  ['summary?days=0', 'days', 'Ask for 1 to 732 days.'],
  ['summary?days=733', 'days', 'Ask for 1 to 732 days.'],
  ['summary?days=x', 'days', 'Ask for 1 to 732 days.'],
  ['accounts?from=2026-01-01', 'to', 'Give both days, as 2026-11-20.'],
  ['pieces?to=2026-01-01', 'from', 'Give both days, as 2026-11-20.'],
  ['posts?from=2026-02-30&to=2026-03-01', 'to', 'Give both days, as 2026-11-20.'],
  ['series?from=2026-03-02&to=2026-03-01', 'to', 'The first day comes after the last.'],
  ['summary?from=2024-01-01&to=2026-01-02', 'to', 'Ask for at most 732 days at a time.'],
  ['summary?days=7&from=2026-01-01&to=2026-01-02', 'days', 'Give either days, or from and to.'],
  ['series?days=32&by=hour', 'by', 'Ask for at most 31 days by the hour.'],
  ['series?by=decade', 'by', 'Choose hour, day, week, month or year.'],
  ['posts?figure=followers', 'figure', 'Choose impressions, reach, engagements, clicks, shares, saves, comments or likes.'],
  ['posts?accountId=mine', 'accountId', 'This is not a valid id.'],
  ['summary?platform=myspace', 'platform', 'There is no such platform.'],
  ['posts?cursor=nonsense', 'cursor', 'This is not a cursor that we gave.'],
  [`pieces?cursor=${'9'.repeat(16)}~019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01`, 'cursor', 'This is not a cursor that we gave.'],
])('%s is 422 by its parameter, and asks no database', async (path, parameter, detail) => {
  const reply = await program.get(`/analytics/${path}`);
  expect([reply.status, reply.trips, reply.body.errors]).toEqual([422, 0, [{ parameter, detail }]]);
});

test('a cursor with the largest figure there can be is read, though nothing is beyond it', async () => {
  const reply = await program.get(`/analytics/posts?${WEEK}&cursor=${'9'.repeat(15)}~019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01`);
  expect([reply.status, reply.body.data.length]).toEqual([200, 3]);
});
