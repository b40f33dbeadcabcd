import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { accountsMeasured, type Bucket, FIGURES, figuresByAccount, figuresByHour, figuresOf, type FiguresFilter, figuresOver, spanAsked } from '#db/queries/analytics.ts';
import { BUCKETS, momentsIn } from '#app/domains/analytics/asked.ts';
import { addDays, startOfDay } from '#app/platform/time.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { arrangeFollowers, arrangeOut, arrangeReading, askedBy, inZone } from '../support/figures.ts';
import { founder } from '../support/people.ts';
import { arrangeAccount, arrangePost } from '../support/posts.ts';

let app: TestApp;
let mine: Awaited<ReturnType<typeof founder>>;
let ask: ReturnType<typeof askedBy>;
let accounts: Record<'mastodon' | 'twitter' | 'linkedin', string>;

beforeAll(async () => {
  app = await startApp();
  mine = await founder(app);
  ask = askedBy(app, mine);
  const on = (platform: 'mastodon' | 'twitter' | 'linkedin') => arrangeAccount(app, mine.organizationId, { platform });
  accounts = { mastodon: await on('mastodon'), twitter: await on('twitter'), linkedin: await on('linkedin') };
});

const out = (at: string, more: Partial<Parameters<typeof arrangeOut>[2]> = {}) => arrangeOut(app, mine.organizationId, { accounts: [accounts.twitter], at, ...more });
const rowOf = async (targetId: string) => (await app.owner.query('select * from target_figures where post_target_id = $1', [targetId])).rows[0];
const day = (date: string): FiguresFilter => ({ span: { from: date, to: date } });
const now = async (filter: FiguresFilter) => (await ask(figuresOf(filter))).find(({ isNow }) => isNow);

test('a post has its row from the moment it is out, and loses it when the platform takes its yes back', async () => {
  const { id, targets: [target] } = await arrangePost(app, mine.organizationId, { accounts: [accounts.mastodon], at: new Date('2020-01-06T09:00:00Z') });
  expect(await rowOf(target!)).toBeUndefined();
  const turn = (status: string, at: string | null) => app.owner.query('update post_targets set status = $2, published_at = $3 where id = $1', [target, status, at]);
  await turn('sending', null);
  expect(await rowOf(target!)).toBeUndefined();
  await turn('published', '2020-01-06T09:00:01Z');
  expect(await rowOf(target!)).toMatchObject({ organization_id: mine.organizationId, post_id: id, social_account_id: accounts.mastodon, published_at: new Date('2020-01-06T09:00:01Z'), read_at: null, impressions: null });
  await turn('published', '2020-01-06T09:00:07Z');
  expect(await rowOf(target!)).toMatchObject({ published_at: new Date('2020-01-06T09:00:07Z') });
  await arrangeReading(app, { targetId: target!, at: '2020-01-06T10:00:00Z', told: { likes: 3 } });
  await turn('failed', null);
  expect(await rowOf(target!)).toBeUndefined();
  // Sent again it is another post there, and nothing of the first is its own.
  await turn('published', '2020-01-06T11:00:00Z');
  expect(await rowOf(target!)).toMatchObject({ read_at: null, likes: null });
});

test('the newest reading wins: one that arrives late overwrites nothing, and what a platform tells no longer stays as last told', async () => {
  const { targets: [target] } = await out('2020-01-07T09:00:00Z');
  const read = (at: string, told: Parameters<typeof arrangeReading>[1]['told']) => arrangeReading(app, { targetId: target!, at, told });
  await read('2020-01-07T12:00:00Z', { impressions: 100, likes: 5, comments: 0 });
  await read('2020-01-07T10:00:00Z', { impressions: 40, likes: 2, comments: 1 });
  expect(await rowOf(target!)).toMatchObject({ read_at: new Date('2020-01-07T12:00:00Z'), impressions: 100, likes: 5, comments: 0, clicks: null });
  await read('2020-02-20T12:00:00Z', { likes: 4 });
  expect(await rowOf(target!)).toMatchObject({ read_at: new Date('2020-02-20T12:00:00Z'), impressions: 100, likes: 4, comments: 0, clicks: null });
});

test('a reading of what is not out, or of an account, is nobody’s figure', async () => {
  const { targets: [target] } = await arrangePost(app, mine.organizationId, { accounts: [accounts.mastodon], at: new Date('2020-01-08T09:00:00Z') });
  await arrangeReading(app, { targetId: target!, at: '2020-01-08T10:00:00Z', told: { likes: 9 } });
  await arrangeFollowers(app, accounts.mastodon, '2019-01-01T00:00:00Z', 12);
  expect(await rowOf(target!)).toBeUndefined();
});

test('sums are of those that tell; what nobody tells is unknown; and rates leave out who tells only one side', async () => {
  const at = '2020-03-02T12:00:00Z';
  await out(at, { told: { impressions: 1000, engagements: 50, clicks: 20, likes: 30 } });
  await out(at, { told: { impressions: 3000, engagements: 50, likes: 0 } });
  await out(at, { accounts: [accounts.mastodon], told: { engagements: 900, shares: 7, likes: 10 } });
  await out(at, { told: { impressions: 0, engagements: 4 } });
  await out(at, { accounts: [accounts.mastodon, accounts.linkedin] });
  expect(await ask(figuresOf(day('2020-03-02')))).toEqual([
    { isNow: true, posts: 6, told: 4, impressions: 4000, reach: null, engagements: 1004, clicks: 20, shares: 7, saves: null, comments: null, likes: 40, engagementRate: 100 / 4000, clickRate: 20 / 1000, shareRate: null },
  ]);
  expect(await ask(figuresOf(day('2020-03-09')))).toEqual([]);
});

test('a post in the trash counts nowhere, and again when it comes back; so with the campaign that it is of', async () => {
  const campaign = async () => (await app.owner.query("insert into campaigns (organization_id, name) values ($1, 'Ferry pass') returning id", [mine.organizationId])).rows[0].id as string;
  const [first, second] = [await campaign(), await campaign()];
  const { id } = await out('2020-04-06T12:00:00Z', { campaignId: first, accounts: [accounts.twitter, accounts.mastodon] });
  const of = async (campaignId?: string) => (await now({ ...day('2020-04-06'), campaignId }))?.posts;
  expect([await of(), await of(first), await of(second)]).toEqual([2, 2, undefined]);
  await app.owner.query('update posts set campaign_id = $2 where id = $1', [id, second]);
  expect([await of(), await of(first), await of(second)]).toEqual([2, undefined, 2]);
  await mine.browser.post('/social', { intent: 'trash', ids: id });
  expect([await of(), await of(second)]).toEqual([undefined, undefined]);
  await mine.browser.post('/social', { intent: 'restore', ids: id });
  expect([await of(), await of(second)]).toEqual([2, 2]);
  await app.owner.query('delete from campaigns where id = $1', [second]);
  expect([await of(), await of(second)]).toEqual([2, undefined]);
});

test('what the migration makes of what was there before is what the triggers keep', async () => {
  const seen = async () => (await app.owner.query(`select post_target_id, post_id, social_account_id, campaign_id, is_trashed, published_at, read_at, ${FIGURES.join(', ')} from target_figures order by 1`)).rows;
  const { targets: [target] } = await out('2020-05-04T12:00:00Z', { told: { impressions: 7, likes: 3 } });
  await arrangeReading(app, { targetId: target!, at: '2020-05-05T12:00:00Z', told: { likes: 2 } });
  await app.owner.query("delete from metric_snapshots m using target_figures f where f.post_target_id = m.post_target_id and f.read_at is null");
  const kept = await seen();
  expect(kept.length).toBeGreaterThan(8);
  const statements = readFileSync('drizzle/0046_target_figures.sql', 'utf8').split('--> statement-breakpoint').slice(-2);
  await app.owner.query('delete from target_figures');
  for (const statement of statements) await app.owner.query(statement);
  expect(await seen()).toEqual(kept);
});

// Far east and west of UTC, by half an hour, and where clocks change: over midnight too, with a midnight that is skipped or comes twice.
test.each([
  ['Pacific/Kiritimati', '2020-06-10'], ['Pacific/Pago_Pago', '2020-06-10'], ['America/St_Johns', '2020-06-10'], ['Asia/Kathmandu', '2020-06-10'],
  ['Europe/Berlin', '2026-03-29'], ['Europe/Berlin', '2026-10-25'], ['America/New_York', '2026-03-08'], ['America/New_York', '2026-11-01'], ['Australia/Lord_Howe', '2026-04-05'], ['Australia/Lord_Howe', '2026-10-04'],
  ['Asia/Beirut', '2026-03-29'], ['Asia/Beirut', '2026-10-25'], ['Atlantic/Azores', '2026-03-29'], ['Atlantic/Azores', '2026-10-25'], ['America/Havana', '2026-03-08'], ['America/Havana', '2026-11-01'], ['America/Santiago', '2026-09-06'], ['America/Santiago', '2026-04-05'],
])('in %s %s begins and ends at its own midnight', async (zone, date) => {
  const theirs = await founder(app);
  await inZone(app, theirs.organizationId, zone);
  const asked = askedBy(app, theirs);
  const account = await arrangeAccount(app, theirs.organizationId);
  const [starts, ends] = [startOfDay(date, zone).getTime(), startOfDay(addDays(date, 1), zone).getTime()];
  const HALF = 1_800_000;
  for (const at of [starts - HALF, starts - 1, starts, starts + HALF, ends - HALF, ends - 1, ends, ends + HALF]) await arrangeOut(app, theirs.organizationId, { accounts: [account], at: new Date(at).toISOString() });
  expect(await asked(spanAsked({ from: date, to: date }))).toEqual({ zone, first: date, last: date, before: addDays(date, -1) });
  const rows = await asked(figuresOf({ span: { from: date, to: date } }));
  expect(rows.map(({ isNow, posts }) => [isNow, posts]).sort()).toEqual([[false, 2], [true, 4]]);
  const over = await asked(figuresOver({ span: { from: addDays(date, -1), to: addDays(date, 1) } }, 'day'));
  expect(over.map(({ at, posts }) => [at, posts]).sort()).toEqual([[`${addDays(date, -1)}T00:00`, 2], [`${date}T00:00`, 4], [`${addDays(date, 1)}T00:00`, 2]]);
});

test('the last days end with today as the organization has it, and as many lie right before', async () => {
  const zone = 'Pacific/Kiritimati';
  const theirs = await founder(app);
  await inZone(app, theirs.organizationId, zone);
  const asked = askedBy(app, theirs);
  const account = await arrangeAccount(app, theirs.organizationId);
  const { first, last, before } = (await asked(spanAsked({ days: 7 })))!;
  expect([addDays(last, -6), addDays(first, -7)]).toEqual([first, before]);
  expect(new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date())).toBe(last);
  for (const [date, count] of [[addDays(before, -1), 1], [before, 2], [addDays(first, -1), 3], [first, 4], [last, 5]] as const) {
    for (let each = 0; each < count; each += 1) await arrangeOut(app, theirs.organizationId, { accounts: [account], at: startOfDay(date, zone).toISOString() });
  }
  expect((await asked(figuresOf({ span: { days: 7 } }))).map(({ isNow, posts }) => [isNow, posts]).sort()).toEqual([[false, 5], [true, 9]]);
});

test('narrowed to an account, a platform or a campaign, all else is left out', async () => {
  const { rows: [campaign] } = await app.owner.query("insert into campaigns (organization_id, name) values ($1, 'Harbour day') returning id", [mine.organizationId]);
  await out('2020-07-06T12:00:00Z', { accounts: [accounts.twitter, accounts.mastodon], campaignId: campaign.id, told: { likes: 1 } });
  await out('2020-07-06T13:00:00Z', { accounts: [accounts.twitter], told: { likes: 10 } });
  const likes = async (more: Partial<FiguresFilter>) => (await now({ ...day('2020-07-06'), ...more }))?.likes;
  expect([await likes({}), await likes({ accountId: accounts.twitter }), await likes({ platform: 'mastodon' }), await likes({ campaignId: campaign.id }), await likes({ campaignId: campaign.id, accountId: accounts.twitter }), await likes({ platform: 'ghost' })]).toEqual([12, 11, 1, 2, 1, undefined]);
});

test('the parts of a span are the moments that Postgres truncates to, on the organization’s clocks', async () => {
  for (const [first, last] of [['2023-12-25', '2024-03-03'], ['2026-10-20', '2026-11-02'], ['2020-02-28', '2020-02-28']] as const) {
    for (const bucket of BUCKETS) {
      const { rows } = await app.owner.query(
        `select distinct to_char(date_trunc('${bucket}', at), 'YYYY-MM-DD"T"HH24:MI') as at from generate_series($1::timestamp, $2::date + interval '23 hours', interval '1 hour') at order by 1`,
        [first, last],
      );
      expect(momentsIn(first, last, bucket), `${bucket} of ${first}`).toEqual(rows.map(({ at }) => at));
    }
  }
  // 23:30 of the last day of a year in Berlin, and half an hour into the next.
  await out('2020-12-31T22:30:00Z', { told: { likes: 1 } });
  await out('2020-12-31T23:30:00Z', { told: { likes: 10 } });
  const over = async (bucket: Bucket) => (await ask(figuresOver({ span: { from: '2020-12-31', to: '2021-01-01' } }, bucket))).map(({ at, likes }) => [at, likes]).sort();
  expect(await over('hour')).toEqual([['2020-12-31T23:00', 1], ['2021-01-01T00:00', 10]]);
  expect(await over('day')).toEqual([['2020-12-31T00:00', 1], ['2021-01-01T00:00', 10]]);
  expect(await over('week')).toEqual([['2020-12-28T00:00', 11]]);
  expect(await over('month')).toEqual([['2020-12-01T00:00', 1], ['2021-01-01T00:00', 10]]);
  expect(await over('year')).toEqual([['2020-01-01T00:00', 1], ['2021-01-01T00:00', 10]]);
});

test('a part that the edge of the span cuts holds on each side what is of that side', async () => {
  for (const at of ['2021-03-02T12:00:00Z', '2021-03-03T12:00:00Z', '2021-03-04T12:00:00Z']) await out(at);
  const rows = await ask(figuresOver({ span: { from: '2021-03-03', to: '2021-03-04' } }, 'week'));
  expect(rows.map(({ isNow, at, posts }) => [isNow, at, posts]).sort()).toEqual([[false, '2021-03-01T00:00', 1], [true, '2021-03-01T00:00', 2]]);
});

test('by weekday and hour, as the organization’s clocks showed it', async () => {
  // Monday 00:15 and 02:45, Sunday to the last second in Berlin; the Monday before is not of the span.
  for (const at of ['2021-05-02T22:15:00Z', '2021-05-03T00:45:00Z', '2021-05-09T21:59:59.9Z', '2021-04-26T12:00:00Z']) await out(at, { told: { engagements: 5 } });
  // What tells only its likes, or nothing at all, is no post with 0 engagements.
  await out('2021-05-03T00:30:00Z', { told: { likes: 9 } });
  await out('2021-05-04T07:00:00Z');
  const rows = await ask(figuresByHour({ span: { from: '2021-05-03', to: '2021-05-09' } }));
  expect(rows.map(({ weekday, block, posts, each }) => [weekday, block, posts, each]).sort()).toEqual([[1, 0, 3, 5], [2, 3, 1, null], [7, 7, 1, 5]]);
});

test('account by account, with followers as they were last told; one that was disconnected still counts', async () => {
  const gone = await arrangeAccount(app, mine.organizationId, { platform: 'threads', deletedAt: new Date().toISOString() });
  await out('2021-06-07T12:00:00Z', { accounts: [accounts.twitter, gone], told: { likes: 2 } });
  await out('2021-06-08T12:00:00Z', { told: { likes: 5 } });
  const filter = day('2021-06-08');
  const rows = (await ask(figuresByAccount(filter))).map(({ accountId, isNow, posts, likes }) => ({ accountId, isNow, posts, likes }));
  const then = [accounts.twitter, gone].map((accountId) => ({ accountId, isNow: false, posts: 1, likes: 2 }));
  expect(rows).toHaveLength(3);
  expect(rows).toEqual(expect.arrayContaining([{ accountId: accounts.twitter, isNow: true, posts: 1, likes: 5 }, ...then]));
  // Berlin's 8 June began at 22:00 UTC.
  for (const [at, count] of [['2021-06-01T00:00:00Z', 100], ['2021-06-07T21:59:00Z', 110], ['2021-06-07T22:00:00Z', 115], ['2021-06-08T21:00:00Z', 120], ['2021-06-08T21:30:00Z', null], ['2021-06-08T22:00:00Z', 999]] as const) await arrangeFollowers(app, accounts.twitter, at, count);
  const measured = await ask(accountsMeasured(filter));
  expect(measured.map(({ id, followers, followersBefore }) => [id, followers, followersBefore])).toEqual(expect.arrayContaining([[accounts.twitter, 120, 110], [accounts.linkedin, null, null]]));
  expect(measured.map(({ id }) => id)).not.toContain(gone);
  expect((await ask(accountsMeasured({ ...filter, platform: 'twitter' }))).map(({ id }) => id)).toEqual([accounts.twitter]);
});
