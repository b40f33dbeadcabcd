import { beforeAll, expect, test } from 'vitest';
import { accountsMeasured, type Figure, figuresByAccount, figuresByHour, figuresOf, figuresOver, measuredChoices, postsByFigure, readingsOfPost, type Span } from '#db/queries/analytics.ts';
import { piecesByViews, readingsOf, readingsOver, referrersOf } from '#db/queries/readings.ts';
import type { Keyset } from '#db/queries/keyset.ts';
import type { Query } from '#db/scope.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { arrangeItem } from '../support/content.ts';
import { arrangeFollowers, arrangeOut, arrangeReading, arrangeViews, askedBy, inZone } from '../support/figures.ts';
import { founder } from '../support/people.ts';
import { arrangeAccount } from '../support/posts.ts';

let app: TestApp;
let mine: Awaited<ReturnType<typeof founder>>;
let ask: ReturnType<typeof askedBy>;
let account: string;

beforeAll(async () => {
  app = await startApp();
  mine = await founder(app);
  ask = askedBy(app, mine);
  account = await arrangeAccount(app, mine.organizationId, { platform: 'twitter', username: 'gazette' });
});

/** Every page of a list, one after another. */
async function walk<Row>(page: (after?: string) => Query<Keyset<Row>>): Promise<{ rows: Row[]; pages: number }> {
  const rows: Row[] = [];
  let after: string | undefined;
  for (let pages = 1; ; pages += 1) {
    const { rows: found, next } = await ask(page(after));
    rows.push(...found);
    if (next === null) return { rows, pages };
    after = next;
  }
}

test('posts by a figure are walked by keyset: the most first, ties and what is not told included, each once', async () => {
  const told = [7, 0, 7, null, 3, 7, null, 0, 12];
  for (const [index, likes] of told.entries()) await arrangeOut(app, mine.organizationId, { accounts: [account], at: `2020-02-0${(index % 7) + 1}T12:00:00Z`, text: `Post ${index}`, told: { likes, comments: 1 } });
  await arrangeOut(app, mine.organizationId, { accounts: [account], at: '2020-01-31T12:00:00Z', told: { likes: 99 } });
  const span = { from: '2020-02-01', to: '2020-02-07' };
  for (const limit of [1, 2, 3, 9, 50]) {
    const { rows, pages } = await walk((after) => postsByFigure({ span }, 'likes', { limit, after }));
    expect(rows.map(({ likes }) => likes), `by ${limit}`).toEqual([12, 7, 7, 7, 3, 0, 0, null, null]);
    expect(new Set(rows.map(({ words }) => words)).size).toBe(told.length);
    expect(pages).toBe(Math.ceil(told.length / limit));
  }
  expect((await walk((after) => postsByFigure({ span }, 'saves', { limit: 2, after }))).rows).toHaveLength(told.length);
});

test('a post in the list carries its words, its account, its address, and instants that every browser reads', async () => {
  const { id, targets } = await arrangeOut(app, mine.organizationId, { accounts: [account], at: '2020-03-02T12:00:00.123456Z', text: 'x'.repeat(500), told: { impressions: 5 } });
  const { rows } = await ask(postsByFigure({ span: { from: '2020-03-02', to: '2020-03-02' } }, 'impressions', { limit: 5 }));
  expect(rows).toEqual([
    {
      targetId: targets[0], postId: id, words: 'x'.repeat(140), accountId: account, platform: 'twitter', account: 'The gazette', url: 'https://social.example/1', publishedAt: '2020-03-02T12:00:00.123456Z', readAt: '2020-03-02T13:00:00.123Z',
      impressions: 5, reach: null, engagements: null, clicks: null, shares: null, saves: null, comments: null, likes: null,
    },
  ]);
});

test('every reading of a post, in order', async () => {
  const { id, targets: [target] } = await arrangeOut(app, mine.organizationId, { accounts: [account], at: '2020-04-02T12:00:00Z', told: { likes: 1 } });
  await arrangeReading(app, { targetId: target!, at: '2020-04-05T12:00:00Z', told: { likes: 3 } });
  await arrangeReading(app, { targetId: target!, at: '2020-04-03T12:00:00Z', told: { likes: 2 } });
  expect((await ask(readingsOfPost(id))).map(({ targetId, recordedAt, likes, clicks }) => [targetId, recordedAt, likes, clicks])).toEqual([[target, '2020-04-02T13:00:00Z', 1, null], [target, '2020-04-03T12:00:00Z', 2, null], [target, '2020-04-05T12:00:00Z', 3, null]]);
});

const WEEK: Span = { from: '2020-05-04', to: '2020-05-10' };

test('pieces are counted by days of UTC, the span beside the one before, and a piece in the trash nowhere', async () => {
  // In a zone where the days begin half a day earlier: the days that were asked for are the days that are counted.
  await inZone(app, mine.organizationId, 'Pacific/Kiritimati');
  const [first, second, third] = [await arrangeItem(app, mine.organizationId, { title: 'Ferry' }), await arrangeItem(app, mine.organizationId), await arrangeItem(app, mine.organizationId)];
  await arrangeViews(app, first, '2020-05-04', 5, { readSeconds: 50, referrers: { 'news.example': 3, 'search.example': 1 } });
  await arrangeViews(app, first, '2020-05-10', 2, { readSeconds: 10, referrers: { 'news.example': 1, constructor: 1 } });
  await arrangeViews(app, first, '2020-05-11', 100);
  await arrangeViews(app, second, '2020-05-10', 6);
  await arrangeViews(app, second, '2020-05-03', 40, { referrers: { 'old.example': 9 } });
  await arrangeViews(app, third, '2020-04-27', 1);
  await arrangeViews(app, third, '2020-04-26', 100);
  const gone = await arrangeItem(app, mine.organizationId);
  await arrangeViews(app, gone, '2020-05-05', 1000, { referrers: { 'gone.example': 5 } });
  await app.owner.query('update content_items set deleted_at = now() where id = $1', [gone]);
  expect((await ask(readingsOf(WEEK))).sort((a, b) => Number(b.isNow) - Number(a.isNow))).toEqual([{ isNow: true, pieces: 2, views: 13, readSeconds: 60 }, { isNow: false, pieces: 2, views: 41, readSeconds: 0 }]);
  expect((await ask(readingsOver(WEEK, 'hour'))).filter(({ isNow }) => isNow).sort((a, b) => a.at.localeCompare(b.at))).toEqual([{ isNow: true, at: '2020-05-04T00:00', views: 5, readSeconds: 50 }, { isNow: true, at: '2020-05-10T00:00', views: 8, readSeconds: 10 }]);
  expect((await ask(readingsOver(WEEK, 'month'))).map(({ isNow, at, views }) => [isNow, at, views]).sort()).toEqual([[false, '2020-04-01T00:00', 1], [false, '2020-05-01T00:00', 40], [true, '2020-05-01T00:00', 13]]);
  const { rows } = await ask(piecesByViews(WEEK, { limit: 50 }));
  expect(rows.map(({ id, views, readSeconds, viewsBefore }) => [id, views, readSeconds, viewsBefore])).toEqual([[first, 7, 60, 0], [second, 6, 0, 40]]);
  expect(rows.find(({ id }) => id === first)).toMatchObject({ title: 'Ferry', type: 'article', status: 'draft', publishedAt: null });
  expect(await ask(referrersOf(WEEK))).toEqual([{ host: 'news.example', views: 4 }, { host: 'constructor', views: 1 }, { host: 'search.example', views: 1 }]);
  await inZone(app, mine.organizationId, 'Europe/Berlin');
});

test('pieces are walked by keyset with their ties, and only those that were read', async () => {
  const views = [3, 1, 3, 8, 3, 1, 0];
  for (const each of views) await arrangeViews(app, await arrangeItem(app, mine.organizationId), '2020-07-06', each);
  for (const limit of [1, 2, 5]) {
    const { rows } = await walk((after) => piecesByViews({ from: '2020-07-06', to: '2020-07-06' }, { limit, after }));
    expect(rows.map((row) => row.views), `by ${limit}`).toEqual([8, 3, 3, 3, 1, 1]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(6);
  }
});

test('another organization sees nothing of it, by its days or by its ids', async () => {
  const { id } = await arrangeOut(app, mine.organizationId, { accounts: [account], at: new Date().toISOString(), told: { likes: 3 } });
  const piece = await arrangeItem(app, mine.organizationId);
  await arrangeViews(app, piece, new Date().toISOString().slice(0, 10), 4, { referrers: { 'news.example': 4 } });
  await arrangeFollowers(app, account, new Date().toISOString(), 10);
  const span = { days: 7 };
  const filter = { span, accountId: account };
  const questions: Record<string, Query<unknown>> = {
    figures: figuresOf({ span }), byAccountId: figuresOf(filter), over: figuresOver({ span }, 'day'), hours: figuresByHour({ span }), perAccount: figuresByAccount({ span }), measured: accountsMeasured(filter),
    posts: postsByFigure({ span }, 'likes' satisfies Figure, { limit: 5 }), readings: readingsOf(span), readingsOver: readingsOver(span, 'day'), pieces: piecesByViews(span, { limit: 5 }), referrers: referrersOf(span), ofPost: readingsOfPost(id), choices: measuredChoices().accounts,
  };
  const theirs = askedBy(app, await founder(app));
  const found = (answer: unknown) => (Array.isArray(answer) ? answer : (answer as Keyset<unknown>).rows).length;
  for (const [name, question] of Object.entries(questions)) {
    expect(found(await ask(question)), name).toBeGreaterThan(0);
    expect(found(await theirs(question)), name).toBe(0);
  }
});
