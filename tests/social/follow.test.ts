import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { accountOn } from '../support/accounts.ts';
import { founder } from '../support/people.ts';
import { type TestPlatforms, startPlatforms } from '../support/platforms.ts';
import { arrangePost } from '../support/posts.ts';

let app: TestApp;
let platforms: TestPlatforms;
let mine: Awaited<ReturnType<typeof founder>>;

beforeAll(async () => {
  platforms = await startPlatforms();
  app = await startApp();
  app.env.SIMULATORS_AT = platforms.at;
  mine = await founder(app);
});
afterAll(() => platforms.stop());

const one = async (sql: string, values: unknown[]) => (await app.owner.query(sql, values)).rows[0];
const turnsOf = async (target: string) => (await app.owner.query("select (payload ->> 'turn')::int as turn, due_at - now() as after, status from outbox where type = 'social.follow' and payload ->> 'targetId' = $1 order by due_at", [target])).rows;

async function minute() {
  await app.tick();
  await app.drain();
}

/** What waits for a later turn comes due now, and the queue is told of it. */
async function turn(target: string) {
  const { id } = await one("update outbox set due_at = now() where type = 'social.follow' and status = 'waiting' and payload ->> 'targetId' = $1 returning id", [target]);
  app.queue.push({ id, type: 'social.follow' });
  await app.drain();
}

async function published(platform: 'mastodon' | 'threads', text: string): Promise<string> {
  const account = await accountOn(app, platforms, mine.organizationId, platform);
  const { targets } = await arrangePost(app, mine.organizationId, { text, accounts: [account], at: new Date(Date.now() + 200) });
  for (let round = 0; round < 5; round += 1) {
    await minute();
    const { status } = await one('select status from post_targets where id = $1', [targets[0]]);
    if (status === 'published') break;
    await app.owner.query("update post_targets set wake_at = wake_at - interval '30 seconds', look_at = look_at - interval '30 seconds' where id = $1", [targets[0]]);
  }
  return targets[0]!;
}

test('a published post is followed seldom, and its figures are kept as readings', async () => {
  const target = await published('mastodon', 'Followed from afar');
  expect(await turnsOf(target)).toMatchObject([{ turn: 0, status: 'waiting' }]);
  await turn(target);
  await turn(target);
  const reading = await one('select * from metric_snapshots where post_target_id = $1', [target]);
  expect(reading).toMatchObject({ impressions: null, reach: null, likes: 0, shares: 0, engagements: 0, source: 'mastodon' });
  expect(await one('select p.impressions, p.engagements, p.shares from posts p join post_targets t on t.post_id = p.id where t.id = $1', [target])).toEqual({ impressions: null, engagements: 0, shares: 0 });
  const waiting = (await turnsOf(target)).filter(({ status }) => status === 'waiting');
  expect(waiting).toMatchObject([{ turn: 2 }]);
});

test('an address that came late is asked for', async () => {
  const target = await published('threads', 'Where can it be read?');
  expect((await one('select platform_url from post_targets where id = $1', [target])).platform_url).toBeNull();
  await turn(target);
  expect((await one('select platform_url from post_targets where id = $1', [target])).platform_url).toMatch(/\/@demo_/);
});

test('a platform that does not answer is asked again, and nothing is counted as 0', async () => {
  await app.owner.query('update social_accounts set deleted_at = now() where organization_id = $1', [mine.organizationId]);
  const target = await published('mastodon', 'Nobody answers for it');
  platforms.running.mastodon.plan({ name: '500-before', on: 'metrics', times: 1 });
  await turn(target);
  await turn(target);
  expect(await one('select count(*)::int as n from metric_snapshots where post_target_id = $1', [target])).toEqual({ n: 0 });
  expect((await turnsOf(target)).filter(({ status }) => status === 'waiting')).toMatchObject([{ turn: 1 }]);
  await turn(target);
  expect(await one('select count(*)::int as n from metric_snapshots where post_target_id = $1', [target])).toEqual({ n: 1 });
});

const told = async (target: string) => one('select p.impressions, p.engagements, p.shares, f.likes, f.comments from posts p join target_figures f on f.post_id = p.id where f.post_target_id = $1', [target]);

test('a later reading that tells less keeps what was told, and the totals of the post are what is kept', async () => {
  await app.owner.query('update social_accounts set deleted_at = now() where organization_id = $1', [mine.organizationId]);
  const target = await published('mastodon', 'Counted, then counted no more');
  await turn(target);
  await turn(target);
  expect(await told(target)).toEqual({ impressions: null, engagements: 0, shares: 0, likes: 0, comments: 0 });
  await app.owner.query(
    `insert into metric_snapshots (organization_id, post_target_id, social_account_id, recorded_at, impressions, engagements, likes, source)
     select organization_id, id, social_account_id, now(), 120, 9, 7, 'mastodon' from post_targets where id = $1`,
    [target],
  );
  await turn(target);
  expect(await told(target)).toEqual({ impressions: 120, engagements: 0, shares: 0, likes: 0, comments: 0 });
});
