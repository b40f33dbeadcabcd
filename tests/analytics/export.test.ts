import { beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { arrangeItem } from '../support/content.ts';
import { arrangeFollowers, arrangeOut, arrangeViews } from '../support/figures.ts';
import { founder } from '../support/people.ts';
import { arrangeAccount } from '../support/posts.ts';

let app: TestApp;
let mine: Awaited<ReturnType<typeof founder>>;
let accounts: Record<'twitter' | 'mastodon', string>;

beforeAll(async () => {
  app = await startApp();
  mine = await founder(app);
  accounts = { twitter: await arrangeAccount(app, mine.organizationId, { platform: 'twitter', username: 'gazette' }), mastodon: await arrangeAccount(app, mine.organizationId, { platform: 'mastodon', username: 'letter' }) };
});

const out = (at: string, more: Partial<Parameters<typeof arrangeOut>[2]> = {}) => arrangeOut(app, mine.organizationId, { accounts: [accounts.twitter], at, ...more });
/** The cells of each line; none of them here has a comma in it. */
async function table(search: string) {
  const answer = await mine.browser.get(`/analytics/export?${search}`);
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'text/csv; charset=utf-8']);
  const [head, ...lines] = answer.text.trimEnd().split('\r\n').map((line) => line.split(','));
  return { answer, head: head!, lines, rows: lines.map((line) => Object.fromEntries(head!.map((name, index) => [name, line[index]]))) };
}

test('days: each day of the span with its figures; unknown is an empty cell, and a day with nothing out is 0', async () => {
  await out('2020-02-03T12:00:00Z', { told: { impressions: 1000, engagements: 55, likes: 0 } });
  await out('2020-02-05T12:00:00Z', { accounts: [accounts.mastodon] });
  const { answer, head, rows } = await table('what=days&from=2020-02-03&to=2020-02-05&show=overview');
  expect(answer.trips).toBe(1);
  expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="analytics-days-2020-02-03-2020-02-05.csv"');
  expect(head).toEqual(['day', 'posts', 'told', 'impressions', 'reach', 'engagements', 'clicks', 'shares', 'saves', 'comments', 'likes', 'engagement rate', 'click rate', 'share rate']);
  expect(rows).toMatchObject([
    { day: '2020-02-03', posts: '1', told: '1', impressions: '1000', reach: '', clicks: '', likes: '0', 'engagement rate': '0.055', 'click rate': '' },
    { day: '2020-02-04', posts: '0', told: '0', impressions: '0', reach: '0', likes: '0', 'engagement rate': '' },
    { day: '2020-02-05', posts: '1', told: '0', impressions: '', likes: '' },
  ]);
});

test('posts: as the page orders them, narrowed as the page is, and no cell that a spreadsheet would run', async () => {
  await out('2020-03-02T12:00:00Z', { text: '=SUM(A1:A9)', told: { clicks: 2 } });
  await out('2020-03-03T12:00:00Z', { text: 'Once upon', told: { clicks: 9 } });
  await out('2020-03-04T12:00:00Z', { accounts: [accounts.mastodon], text: 'Elsewhere', told: { likes: 5 } });
  const search = 'what=posts&from=2020-03-01&to=2020-03-31&figure=clicks';
  const { rows } = await table(search);
  expect(rows).toMatchObject([
    { 'published at': '2020-03-03T12:00:00Z', platform: 'twitter', account: 'The gazette', text: 'Once upon', address: 'https://social.example/1', 'read at': '2020-03-03T13:00:00Z', clicks: '9', impressions: '', 'account id': accounts.twitter },
    { text: "'=SUM(A1:A9)", clicks: '2' },
    { text: 'Elsewhere', clicks: '', likes: '5' },
  ]);
  expect((await table(`${search}&account=${accounts.mastodon}`)).rows.map(({ text }) => text)).toEqual(['Elsewhere']);
});

test('a long list comes in chunks, each row once', async () => {
  await app.owner.query(
    `with made as (insert into posts (organization_id, text) select $1, 'Number ' || i from generate_series(1, 5203) i returning id)
     insert into post_targets (organization_id, post_id, social_account_id, status, published_at) select $1, id, $2, 'published', '2020-06-01T12:00:00Z' from made`,
    [mine.organizationId, accounts.twitter],
  );
  const { lines } = await table('what=posts&from=2020-06-01&to=2020-06-01');
  expect(lines).toHaveLength(5203);
  expect(new Set(lines.map(([, , , text]) => text)).size).toBe(5203);
});

test('pieces and accounts', async () => {
  const piece = await arrangeItem(app, mine.organizationId, { title: 'The ferry' });
  await arrangeViews(app, piece, '2020-04-07', 12, { readSeconds: 300 });
  await arrangeViews(app, piece, '2020-04-01', 4);
  expect((await table('what=pieces&from=2020-04-06&to=2020-04-12')).rows).toEqual([{ title: 'The ferry', type: 'article', status: 'draft', 'published at': '', views: '12', 'read seconds': '300', 'views before': '4', id: piece }]);
  await arrangeFollowers(app, accounts.twitter, '2020-04-08T12:00:00Z', 0);
  await out('2020-04-07T12:00:00Z', { told: { impressions: 10 } });
  expect((await table('what=accounts&from=2020-04-06&to=2020-04-12')).rows).toMatchObject([
    { account: 'The gazette', username: 'gazette', platform: 'twitter', followers: '0', 'followers before': '', posts: '1', impressions: '10', likes: '', id: accounts.twitter },
    { account: 'The letter', followers: '', posts: '0', impressions: '0' },
  ]);
});

test('what the address cannot mean is left out: four weeks of days, up to today', async () => {
  const { lines, answer } = await table('what=everything&days=3&from=2020-02-30&to=');
  expect(lines).toHaveLength(28);
  expect(answer.headers.get('Content-Disposition')).toMatch(/"analytics-days-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv"/);
});
