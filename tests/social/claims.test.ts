import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { claimPlan } from '../bench/claims.ts';
import { arrangeTargets } from '../bench/posts.ts';
import { accountOn } from '../support/accounts.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { founder } from '../support/people.ts';
import { startPlatforms, type TestPlatforms } from '../support/platforms.ts';
import { arrangePost } from '../support/posts.ts';

let app: TestApp;
let platforms: TestPlatforms;
let mine: Awaited<ReturnType<typeof founder>>;
let account: string;

beforeAll(async () => {
  platforms = await startPlatforms();
  app = await startApp();
  app.env.SIMULATORS_AT = platforms.at;
  mine = await founder(app);
  account = await accountOn(app, platforms, mine.organizationId, 'mastodon');
});
afterAll(() => platforms.stop());

const shown = (text: string) => platforms.running.mastodon.posts().filter((post) => post.text === text);
const pass = (target: string, seconds: number) => app.owner.query("update post_targets set wake_at = wake_at - $2 * interval '1 second', look_at = look_at - $2 * interval '1 second' where id = $1", [target, seconds]);

/** Among what else the clock has woken. */
const messagesFor = (target: string) => (app.queue as { id: string; fence: number }[]).filter(({ id }) => id === target);

test('a queue that is minutes behind publishes by its first messages, however often the clock sent more', async () => {
  const { targets } = await arrangePost(app, mine.organizationId, { text: 'The queue is long', accounts: [account], at: new Date() });
  await app.tick();
  const first = app.queue.splice(0);
  for (let minute = 0; minute < 3; minute += 1) {
    await pass(targets[0]!, 60);
    await app.tick();
  }
  const others = app.queue.splice(0);
  app.queue.push(...first);
  await app.drain();
  expect(shown('The queue is long')).toHaveLength(1);
  app.queue.push(...others);
  await app.drain();
  expect(shown('The queue is long')).toHaveLength(1);
});

test('whoever had it in hand and did not come back has lost it', async () => {
  const { targets } = await arrangePost(app, mine.organizationId, { text: 'Taken and dropped', accounts: [account], at: new Date() });
  await app.tick();
  const [old] = messagesFor(targets[0]!);
  app.queue.length = 0;
  await app.owner.query("update post_targets set taken_at = now(), look_at = now() - interval '1 second' where id = $1", [targets[0]]);
  await app.tick();
  const [next] = messagesFor(targets[0]!);
  expect(next!.fence).toBeGreaterThan(old!.fence);
  app.queue.unshift(old);
  await app.drain();
  expect(shown('Taken and dropped')).toHaveLength(1);
});

test('a claim goes by the clock’s index and looks at no more than it takes', async () => {
  const superuser = new Client({ connectionString: new URL(new URL(app.ownerUrl).pathname, inject('cluster').superuserUrl).href });
  await superuser.connect();
  try {
    await arrangeTargets(superuser, 10_000);
    // Found, found again by its id, and written.
    expect(await claimPlan(superuser, 1_000)).toEqual({ indexes: ['post_targets_look_index', 'post_targets_pkey'], scanned: [], rowsRead: 3_000 });
  } finally {
    await superuser.end();
  }
});
