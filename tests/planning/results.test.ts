import { beforeAll, beforeEach, expect, test } from 'vitest';
import { costOf, progressOf, returnOf, weeksOf } from '#app/domains/planning/results.ts';
import { type Program, programWith } from '../api/program.ts';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeItem } from '../support/content.ts';
import { founder } from '../support/people.ts';
import { arrangeAccount, arrangePost } from '../support/posts.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let program: Program;
let campaign: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'results-paper');
  program = await programWith(app, owner.browser);
});

beforeEach(async () => {
  const targets = { views: 100, clicks: 40, conversions: 200, subscribers: 50, revenue: 100 };
  campaign = String((await program.post('/campaigns', { body: { name: 'Auckland winter', currency: 'EUR', startsOn: '2026-11-02', timeZone: 'Pacific/Auckland', targets } })).body.id);
});

const plain = (text: string) => text.replace(/<!-- -->/g, '').replace(/&#x27;/g, "'");
const results = async () => (await program.get(`/campaigns/${campaign}/results`)).body as unknown as Record<string, unknown> & { weeks: Record<string, unknown>[]; money: Record<string, unknown> };
const outcome = (body: Record<string, unknown>, of = campaign) => program.post(`/campaigns/${of}/outcomes`, { body });
const spend = (amount: string, currency = 'EUR') => program.post(`/campaigns/${campaign}/spending`, { body: { spentOn: '2026-11-03', amount, currency } });

/** Out at that moment on so many accounts, each with what its platform told. */
async function out(at: string, told: readonly (Record<string, number> | null)[]) {
  const accounts = await Promise.all(told.map(() => arrangeAccount(app, owner.organizationId)));
  const { id, targets } = await arrangePost(app, owner.organizationId, { accounts });
  await app.owner.query('update posts set campaign_id = $2 where id = $1', [id, campaign]);
  for (const [index, figures] of told.entries()) {
    await app.owner.query("update post_targets set status = 'published', published_at = $2 where id = $1", [targets[index], at]);
    const { impressions = null, engagements = null, clicks = null } = figures ?? {};
    if (figures) await app.owner.query("insert into metric_snapshots (organization_id, post_target_id, social_account_id, recorded_at, impressions, engagements, clicks, source) values ($1, $2, $3, $4::timestamptz + interval '1 hour', $5, $6, $7, 'mastodon')", [owner.organizationId, targets[index], accounts[index], at, impressions, engagements, clicks]);
  }
  return id;
}

async function read(days: Record<string, number>) {
  const item = await arrangeItem(app, owner.organizationId, {});
  await program.send('PUT', `/campaigns/${campaign}/content/${item}`, { body: { role: 'hero' } });
  for (const [day, views] of Object.entries(days)) await app.owner.query('insert into content_performance (organization_id, content_item_id, day, views, read_seconds) values ($1, $2, $3, $4, $4 * 60)', [owner.organizationId, item, day, views]);
  return item;
}

test('of a campaign in which nothing happened nothing is known, and nothing is called 0 that nobody counts', async () => {
  const { money, readings, conversions, posts, impressions, targets, weeks } = await results();
  expect({ posts, impressions, conversions, readings, weeks }).toEqual({ posts: 0, impressions: null, conversions: null, readings: { pieces: 0, views: null, readSeconds: null }, weeks: [] });
  expect(money).toEqual({ currency: 'EUR', spent: null, perClick: null, perEngagement: null, perThousandImpressions: null, revenue: null, returnOnInvestment: null });
  expect((targets as { reached: unknown }[]).map(({ reached }) => reached)).toEqual([null, null, null, null, null]);
  const page = await owner.browser.get(`/campaigns/${campaign}?show=results`);
  expect([page.status, page.trips]).toEqual([200, 1]);
  for (const words of ['Nothing is out yet.', 'No pieces yet.', 'Nothing measures it yet.', 'Nothing written down yet']) expect(plain(page.text)).toContain(words);
});

test('posts are added up as the platforms last told, weeks begin on the Monday of the campaign’s own clocks, and the trash is left out', async () => {
  // Sunday evening in Europe is Monday morning in Auckland.
  await out('2026-11-01T20:00:00Z', [{ impressions: 1000, engagements: 50, clicks: 10 }, { engagements: 30 }, null]);
  await out('2026-11-01T09:00:00Z', [{ impressions: 500, engagements: 10, clicks: 0 }]);
  const trashed = await out('2026-11-04T09:00:00Z', [{ impressions: 9999, engagements: 9999, clicks: 9999 }]);
  await program.delete(`/posts/${trashed}`);
  const { posts, told, impressions, reach, engagements, clicks, engagementRate, weeks } = await results();
  expect({ posts, told, impressions, reach, engagements, clicks }).toEqual({ posts: 4, told: 3, impressions: 1500, reach: null, engagements: 90, clicks: 10 });
  expect(engagementRate).toBeCloseTo(60 / 1500);
  expect(weeks.map(({ week, posts: many, impressions: shown, reach: people, views }) => [week, many, shown, people, views])).toEqual([['2026-11-02', 3, 1000, null, null], ['2026-10-26', 1, 500, null, null]]);
});

test('pieces are read from the first day on, and one that lies in the trash is not read at all', async () => {
  await read({ '2026-10-30': 1000, '2026-11-02': 30, '2026-11-10': 12 });
  const gone = await read({ '2026-11-03': 700 });
  await app.owner.query('update content_items set deleted_at = now() where id = $1', [gone]);
  const { readings, weeks } = await results();
  expect(readings).toEqual({ pieces: 1, views: 42, readSeconds: 2520 });
  expect(weeks.map(({ week, posts, impressions, views }) => [week, posts, impressions, views])).toEqual([['2026-11-09', 0, 0, 12], ['2026-11-02', 0, 0, 30]]);
});

test('costs are exact and in the campaign’s own currency, and what came back stands against them', async () => {
  await out('2026-11-03T09:00:00Z', [{ impressions: 30_000, engagements: 900, clicks: 30 }]);
  for (const amount of ['0.10', '0.20', '99.70']) await spend(amount);
  await spend('5000.00', 'USD');
  await outcome({ day: '2026-11-04', conversions: 5, revenue: '149.99' });
  await outcome({ day: '2026-11-05', conversions: 2 });
  const { money, conversions, targets } = await results();
  expect(money).toEqual({ currency: 'EUR', spent: '100.00', perClick: '3.33', perEngagement: '0.1111', perThousandImpressions: '3.33', revenue: '149.99', returnOnInvestment: 49.9 });
  expect(conversions).toBe(7);
  expect(targets).toEqual([
    { metric: 'views', target: 100, reached: null, percent: null },
    { metric: 'clicks', target: 40, reached: '30', percent: 75 },
    { metric: 'conversions', target: 200, reached: '7', percent: 3.5 },
    { metric: 'subscribers', target: 50, reached: null, percent: null },
    { metric: 'revenue', target: 100, reached: '149.99', percent: 149.9 },
  ]);
  const page = plain((await owner.browser.get(`/campaigns/${campaign}?show=results`)).text);
  for (const words of ['3.33 EUR', '0.1111 EUR', '49.9 %', '149.99 EUR', 'of 100 EUR', '149.9 %']) expect(page).toContain(words);
});

test('what was written down in another currency stays what it was, and is in no sum of the new one', async () => {
  await outcome({ day: '2026-11-04', conversions: 5, revenue: '80.00' });
  await program.patch(`/campaigns/${campaign}`, { body: { revision: 1, currency: 'USD' } });
  await outcome({ day: '2026-11-05', conversions: 1, revenue: '20.00' });
  expect((await results()).money).toMatchObject({ currency: 'USD', revenue: '20.00' });
  expect((await program.get(`/campaigns/${campaign}/outcomes`)).body.data).toMatchObject([{ revenue: '20.00', currency: 'USD' }, { revenue: '80.00', currency: 'EUR' }]);
});

test.each([
  [{ day: '2026-02-30' }, 'day'],
  [{ conversions: -1 }, 'conversions'],
  [{ conversions: 1.5 }, 'conversions'],
  [{ revenue: '12,50' }, 'revenue'],
  [{ revenue: 12.5 }, 'revenue'],
])('%o is refused at its field', async (fields, field) => {
  const refused = await outcome({ day: '2026-11-04', conversions: 5, ...fields });
  expect([refused.status, refused.body.errors.map(({ pointer }) => pointer)]).toEqual([422, [`#/${field}`]]);
});

test('on the page it is written down, taken out and put back, each by one press; what was typed wrongly stays typed', async () => {
  const post = (fields: Record<string, string>) => owner.browser.post(`/campaigns/${campaign}?show=results`, { campaignId: campaign, ...fields });
  const refused = await post({ intent: 'add-outcome', day: '2026-11-04', conversions: '', revenue: '12,5', note: 'Passes at the quay' });
  expect(refused.status).toBe(422);
  for (const words of ['Write a whole number, 0 or more.', 'Write an amount with a point', 'value="12,5"', 'value="Passes at the quay"']) expect(refused.text).toContain(words);
  const added = await post({ intent: 'add-outcome', day: '2026-11-04', conversions: '1', revenue: '', note: 'A pass at the quay' });
  expect(plain(added.text)).toContain('1 conversion is added.');
  const [row] = (await app.owner.query('select id, conversions, revenue, currency, created_by from campaign_outcomes where campaign_id = $1', [campaign])).rows;
  expect(row).toMatchObject({ conversions: 1, revenue: null, currency: 'EUR', created_by: owner.userId });
  const removed = await post({ intent: 'remove-outcome', outcomeId: row.id });
  expect(plain(removed.text)).toContain('1 conversion is removed.');
  expect(removed.text).toMatch(/name="intent" value="restore-outcome"|value="restore-outcome" name="intent"/);
  expect((await results()).conversions).toBeNull();
  expect((await post({ intent: 'remove-outcome', outcomeId: row.id })).status).toBe(404);
  expect(plain((await post({ intent: 'restore-outcome', outcomeId: row.id })).text)).toContain('1 conversion is back.');
  expect((await results()).conversions).toBe(1);
  const { text } = await owner.browser.get(`/campaigns/${campaign}?show=activity`);
  for (const words of ['wrote down what came of Auckland winter: 1 conversion', 'took out what came of', 'put back what came of']) expect(plain(text)).toContain(words);
});

test('an outcome is reached through its own campaign only, and nothing comes of a template', async () => {
  const { id } = (await outcome({ day: '2026-11-04', conversions: 5 })).body;
  const other = String((await program.post('/campaigns', { body: { name: 'Another' } })).body.id);
  expect((await program.delete(`/campaigns/${other}/outcomes/${id}`)).status).toBe(404);
  expect((await results()).conversions).toBe(5);
  const template = String((await program.post(`/campaigns/${campaign}/template`, { body: {} })).body.id);
  expect((await outcome({ day: '2026-11-04', conversions: 5 }, template)).status).toBe(409);
  expect(plain((await owner.browser.get(`/campaigns/${template}?show=results`)).text)).toContain('Nothing comes of a template.');
});

test('outcomes follow each other by the day, also within one day', async () => {
  const made: unknown[] = [];
  for (const day of ['2026-11-01', '2026-11-04', '2026-11-04', '2026-11-09']) made.push((await outcome({ day, conversions: 1 })).body.id);
  const seen: unknown[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await program.get(`/campaigns/${campaign}/outcomes?limit=2${cursor && `&cursor=${cursor}`}`);
    seen.push(...body.data.map(({ id }) => id));
    if (!body.next) break;
    cursor = body.next;
  }
  expect(seen).toEqual(made.reverse());
});

test('what one cost is rounded once, and unknown where it cannot be told', () => {
  expect([costOf('10.00', 3), costOf('1.00', 8), costOf('0.01', 300), costOf('2.00', 3, 1000), costOf('0', 5), costOf('10', 4)]).toEqual(['3.33', '0.125', '0.00', '666.67', '0.00', '2.50']);
  expect([costOf('999999999999.99', 1), costOf('1.00', 1), costOf('0.99', 1), costOf('199.99', 200)]).toEqual(['999999999999.99', '1.00', '0.99', '1.00']);
  expect([costOf(null, 3), costOf('10.00', null), costOf('10.00', 0), costOf('-3.00', 2)]).toEqual([null, null, null, null]);
  expect([returnOf('100.00', '0.00'), returnOf('100.00', '250.00'), returnOf('0.00', '5.00'), returnOf(null, '5.00'), returnOf('5.00', null)]).toEqual([-100, 150, null, null, null]);
});

test('progress begins at nothing and may go past its end; a week in which nothing went out counts 0', () => {
  const figures = { impressions: null, engagements: 0, clicks: 30 };
  const money = { spent: null, conversions: null, revenue: '-20.00' };
  expect(progressOf([{ metric: 'clicks', target: 20 }, { metric: 'engagements', target: 10 }, { metric: 'revenue', target: 10 }], { figures, views: null, money }).map(({ reached, percent }) => [reached, percent])).toEqual([['30', 150], ['0', 0], ['-20.00', 0]]);
  expect(weeksOf([], [{ week: '2026-11-02', views: 3 }], { pieces: 1, startsOn: null })).toMatchObject([{ week: '2026-11-02', posts: 0, impressions: 0, engagementRate: null, views: 3 }]);
  const out = ['2026-10-19', '2026-10-26'].map((week) => ({ week, posts: 1, told: 0, impressions: null, reach: null, engagements: null, clicks: null, shares: null, saves: null, comments: null, likes: null, engagementRate: null, clickRate: null, shareRate: null }));
  const viewsOf = (pieces: number, startsOn: string | null) => weeksOf(out, [], { pieces, startsOn }).map(({ views }) => views);
  expect([viewsOf(1, '2026-10-28'), viewsOf(1, null), viewsOf(0, null)]).toEqual([[0, null], [0, 0], [null, null]]);
});
