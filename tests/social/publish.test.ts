import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { accountOn } from '../support/accounts.ts';
import { founder } from '../support/people.ts';
import { type TestPlatforms, startPlatforms } from '../support/platforms.ts';
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
beforeEach(() => {
  for (const running of Object.values(platforms.running)) running.clear();
});

const soon = () => new Date(Date.now() + 300);
const targetOf = async (id: string) => (await app.owner.query('select * from post_targets where id = $1', [id])).rows[0];
const postOf = async (id: string) => (await app.owner.query('select * from posts where id = $1', [id])).rows[0];
const attemptsOf = async (target: string) => (await app.owner.query('select * from publish_attempts where post_target_id = $1 order by segment', [target])).rows;
const eventsOf = async (target: string) => (await app.owner.query('select kind from publish_events where post_target_id = $1 order by id', [target])).rows.map(({ kind }) => kind as string);
const shown = (platform: keyof TestPlatforms['running'], text: string) => platforms.running[platform].posts().filter((post) => post.text.includes(text));

/** Lets time pass for one target: what was to happen in so many seconds happens now. */
const pass = (target: string, seconds: number) =>
  app.owner.query(
    `with moved as (update post_targets set wake_at = wake_at - $2 * interval '1 second', look_at = look_at - $2 * interval '1 second', scheduled_at = scheduled_at - $2 * interval '1 second' where id = $1)
     update publish_attempts set armed_at = armed_at - $2 * interval '1 second', first_armed_at = first_armed_at - $2 * interval '1 second' where post_target_id = $1`,
    [target, seconds],
  );

/** The clock's next minute, and all that the queue has by then. */
async function minute() {
  await app.tick();
  await app.drain();
}

test('what is due goes out once, and everyone can see how', async () => {
  const { id, targets } = await arrangePost(app, mine.organizationId, { text: 'Ferries are late today', accounts: [account], at: soon() });
  await minute();
  await minute();

  expect(shown('mastodon', 'Ferries are late today')).toHaveLength(1);
  expect(await targetOf(targets[0]!)).toMatchObject({ status: 'published', platform_post_id: shown('mastodon', 'Ferries are late today')[0]!.id, look_at: null, wake_at: null });
  expect(await postOf(id)).toMatchObject({ status: 'published' });
  expect(await attemptsOf(targets[0]!)).toMatchObject([{ state: 'confirmed', tries: 1 }]);
  expect(await eventsOf(targets[0]!)).toEqual(['armed', 'confirmed']);
});

test('a message delivered three times publishes once', async () => {
  await arrangePost(app, mine.organizationId, { text: 'Delivered three times', accounts: [account], at: soon() });
  await app.tick();
  app.queue.push(...app.queue, ...app.queue);
  await app.drain();
  await minute();
  expect(shown('mastodon', 'Delivered three times')).toHaveLength(1);
});

test('a lost queue costs half a minute, not the post', async () => {
  const { targets } = await arrangePost(app, mine.organizationId, { text: 'The queue was lost', accounts: [account], at: soon() });
  await app.tick();
  app.queue.length = 0;
  await minute();
  expect(shown('mastodon', 'The queue was lost')).toHaveLength(0);
  await pass(targets[0]!, 31);
  await minute();
  expect(shown('mastodon', 'The queue was lost')).toHaveLength(1);
});

test('accepted and then silent: looked for, found, not sent again', async () => {
  const { targets } = await arrangePost(app, mine.organizationId, { text: 'Nobody answered', accounts: [account], at: soon() });
  platforms.running.mastodon.plan({ name: '500-after', on: 'publish', times: 1 });
  // The look is two seconds later; whoever takes its message waits for it.
  await minute();
  expect(await eventsOf(targets[0]!)).toEqual(['armed', 'ambiguous', 'confirmed']);
  expect(await attemptsOf(targets[0]!)).toMatchObject([{ state: 'confirmed', tries: 1 }]);
  expect(shown('mastodon', 'Nobody answered')).toHaveLength(1);
});

test('reset before it arrived: proven absent, and sent again', async () => {
  const { targets } = await arrangePost(app, mine.organizationId, { text: 'The line broke', accounts: [account], at: soon() });
  platforms.running.mastodon.plan({ name: 'reset-before', on: 'publish', times: 1 });
  await minute();
  await pass(targets[0]!, 5);
  await minute();
  expect(await attemptsOf(targets[0]!)).toMatchObject([{ state: 'confirmed', tries: 2 }]);
  expect(await eventsOf(targets[0]!)).toEqual(['armed', 'ambiguous', 'absent', 'armed', 'confirmed']);
  expect(shown('mastodon', 'The line broke')).toHaveLength(1);
});

test('a refusal is told to people and never tried again by itself', async () => {
  const { id, targets } = await arrangePost(app, mine.organizationId, { text: 'Refused words', accounts: [account], at: soon() });
  platforms.running.mastodon.plan({ name: 'refused', on: 'publish', times: 1 });
  await minute();
  await minute();
  expect(await targetOf(targets[0]!)).toMatchObject({ status: 'failed', failure_code: 'invalid', failure_message: expect.stringContaining('Mastodon refuses') });
  expect(await postOf(id)).toMatchObject({ status: 'failed' });
  const { rows } = await app.owner.query("select title from notifications where type = 'post.failed' and user_id = $1 and data ->> 'postId' = $2", [mine.userId, id]);
  expect(rows).toHaveLength(1);
});

test('asked to slow down, it comes back after what the platform said', async () => {
  const { targets } = await arrangePost(app, mine.organizationId, { text: 'Too fast for them', accounts: [account], at: soon() });
  platforms.running.mastodon.plan({ name: 'too-fast', on: 'publish', times: 1 });
  await minute();
  const waiting = await targetOf(targets[0]!);
  expect(waiting.status).toBe('sending');
  expect(new Date(waiting.wake_at).getTime() - Date.now()).toBeGreaterThan(20_000);
  await pass(targets[0]!, 40);
  await minute();
  expect((await targetOf(targets[0]!)).status).toBe('published');
  expect(shown('mastodon', 'Too fast for them')).toHaveLength(1);
});

test('a thread goes out part by part, and goes on where it was', async () => {
  const parts = [0, 1, 2].map((part) => ({ part: part === 0 ? ('post' as const) : ('reply' as const), text: `Thread part ${part}`, media: [] }));
  const { targets } = await arrangePost(app, mine.organizationId, { text: 'Thread part 0', parts, accounts: [account], at: soon() });
  platforms.running.mastodon.plan({ name: '500-after', on: 'publish', times: 2 });
  await minute();
  await pass(targets[0]!, 5);
  await minute();
  await pass(targets[0]!, 5);
  await minute();
  expect(platforms.running.mastodon.posts().filter(({ text }) => text.startsWith('Thread part')).map(({ text }) => text)).toEqual(['Thread part 0', 'Thread part 1', 'Thread part 2']);
  const [, one, two] = platforms.running.mastodon.posts().filter(({ text }) => text.startsWith('Thread part'));
  expect(two!.parent).toBe(one!.id);
  expect((await targetOf(targets[0]!)).status).toBe('published');
});

test('cancelled before its moment it does not go out; a paused account holds it', async () => {
  const held = await arrangePost(app, mine.organizationId, { text: 'Held by a pause', accounts: [account], at: soon() });
  await app.owner.query('update social_accounts set paused_at = now() where id = $1', [account]);
  await minute();
  await minute();
  expect(shown('mastodon', 'Held by a pause')).toHaveLength(0);
  await app.owner.query('update social_accounts set paused_at = null where id = $1', [account]);
  await pass(held.targets[0]!, 301);
  await minute();
  expect(shown('mastodon', 'Held by a pause')).toHaveLength(1);
});

test.each([['hold', 'needs_attention'], ['skip', 'cancelled'], ['publish', 'needs_attention']] as const)('past its time by more than it may: %s', async (latePolicy, status) => {
  const { targets } = await arrangePost(app, mine.organizationId, { text: `Very late ${latePolicy}`, accounts: [account], at: new Date(Date.now() - 20 * 60_000), latePolicy, lateMinutes: 10 });
  await minute();
  await minute();
  expect(await targetOf(targets[0]!)).toMatchObject({ status, look_at: null });
  expect(shown('mastodon', `Very late ${latePolicy}`)).toHaveLength(0);
});

test('what is not approved waits for it, where people see it', async () => {
  const { targets } = await arrangePost(app, mine.organizationId, { text: 'Nobody approved', accounts: [account], at: soon(), approved: false });
  await minute();
  await minute();
  expect(await targetOf(targets[0]!)).toMatchObject({ status: 'needs_attention', failure_code: 'not-approved' });
  expect(shown('mastodon', 'Nobody approved')).toHaveLength(0);
});
