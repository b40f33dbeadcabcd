import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accountOn } from '../support/accounts.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { colleague, founder } from '../support/people.ts';
import { startPlatforms, type TestPlatforms } from '../support/platforms.ts';
import { arrangePost } from '../support/posts.ts';

/** Of what can only be searched for: after the last look nobody knows, and a person is asked. */
const SEARCHED = ['twitter', 'facebook'] as const;
type Searched = (typeof SEARCHED)[number];

let app: TestApp;
let platforms: TestPlatforms;
let owner: Awaited<ReturnType<typeof founder>>;
let editor: Browser;
let accounts: Record<Searched | 'mastodon', string>;

beforeAll(async () => {
  platforms = await startPlatforms();
  SEARCHED.forEach(count);
  app = await startApp();
  app.env.SIMULATORS_AT = platforms.at;
  owner = await founder(app, 'asked-paper');
  editor = (await colleague(app, owner.browser, 'editor')).browser;
  const on = (platform: Searched | 'mastodon') => accountOn(app, platforms, owner.organizationId, platform);
  accounts = { twitter: await on('twitter'), facebook: await on('facebook'), mastodon: await on('mastodon') };
});
afterAll(() => platforms.stop());
beforeEach(() => {
  for (const running of Object.values(platforms.running)) running.clear();
});

const row = async (sql: string, values: unknown[]) => (await app.owner.query(sql, values)).rows[0];
const targetOf = (id: string) => row('select * from post_targets where id = $1', [id]);
const attemptOf = (id: string) => row('select * from publish_attempts where post_target_id = $1', [id]);
const shown = (platform: Searched | 'mastodon', text: string) => platforms.running[platform].posts().filter((post) => post.text.includes(text));
const requests = { twitter: 0, facebook: 0 };
/** Requests that would make a post public, as they arrive at the platform. */
function count(platform: Searched) {
  const running = platforms.running[platform];
  const { take } = running;
  running.take = (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (running.simulator.operation(request.method, pathname.slice(platform.length + 1), searchParams, request.headers) === 'publish') requests[platform] += 1;
    return take(request);
  };
}

/** The clock's next minute, and all that the queue has by then. */
async function minute() {
  await app.tick();
  await app.drain();
}

/** Lets half an hour pass for one target, as often as it is looked for. */
async function untilAsked(target: string) {
  for (let looks = 0; looks < 8 && (await targetOf(target)).status !== 'needs_attention'; looks += 1) {
    await app.owner.query(
      `with moved as (update post_targets set wake_at = wake_at - interval '31 minutes', look_at = look_at - interval '31 minutes', scheduled_at = scheduled_at - interval '31 minutes' where id = $1)
       update publish_attempts set armed_at = armed_at - interval '31 minutes', first_armed_at = first_armed_at - interval '31 minutes' where post_target_id = $1`,
      [target],
    );
    await minute();
  }
}

/** A post of which nobody knows whether it is out: the request broke before or after the platform took it. */
async function unclear(platform: Searched, text: string, when: '500-before' | '500-after'): Promise<string> {
  const { targets } = await arrangePost(app, owner.organizationId, { text, accounts: [accounts[platform]], at: new Date(Date.now() + 300) });
  platforms.running[platform].plan({ name: when, on: 'publish', times: 1 }, ...(when === '500-after' ? [{ name: 'look-up-empty', on: 'look-up', times: 20 } as const] : []));
  await minute();
  await untilAsked(targets[0]!);
  platforms.running[platform].clear();
  expect(await attemptOf(targets[0]!)).toMatchObject({ state: 'needs_human', tries: 1 });
  return targets[0]!;
}

const press = (fields: Record<string, string>, as: Browser = owner.browser) => as.post('/social/needs-you', { back: '/social/needs-you', ...fields }, { follow: false });

test.each(SEARCHED)('“It is not: send again” sends once more, and only then: %s', async (platform) => {
  const text = `The ferry was not there on ${platform}`;
  const before = requests[platform];
  const target = await unclear(platform, text, '500-before');
  expect([shown(platform, text).length, requests[platform] - before]).toEqual([0, 1]);

  expect((await press({ intent: 'again', targetId: target })).status).toBe(302);
  await app.drain();
  expect(await attemptOf(target)).toMatchObject({ state: 'confirmed', tries: 2, proof: 'A person looked and did not find it.' });
  expect(await targetOf(target)).toMatchObject({ status: 'published', platform_post_id: shown(platform, text)[0]!.id });

  expect((await press({ intent: 'again', targetId: target })).status).toBe(409);
  await minute();
  await minute();
  expect([shown(platform, text).length, requests[platform] - before]).toEqual([1, 2]);
});

test('two people who press at once, each of them twice, send once', async () => {
  const text = 'Pressed by two';
  const before = requests.twitter;
  const target = await unclear('twitter', text, '500-before');
  const answers = await Promise.all([owner.browser, editor, owner.browser, editor].map((as) => press({ intent: 'again', targetId: target }, as)));
  expect(answers.map(({ status }) => status).sort()).toEqual([302, 409, 409, 409]);
  app.queue.push(...app.queue);
  await app.drain();
  await minute();
  expect(await targetOf(target)).toMatchObject({ status: 'published' });
  expect([shown('twitter', text).length, requests.twitter - before]).toEqual([1, 2]);
});

test('one says that it is live while another has it sent: one of them is heard', async () => {
  const text = 'Live or not';
  const target = await unclear('twitter', text, '500-after');
  const [own] = shown('twitter', text);
  const answers = await Promise.all([press({ intent: 'confirm', targetId: target, url: `${platforms.at}${own!.url}` }), press({ intent: 'again', targetId: target }, editor)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([302, 409]);
  await minute();
  const isHeard = answers[0]!.status === 302;
  // X itself refuses the same words, so that even who is wrong doubles nothing here.
  expect(shown('twitter', text)).toHaveLength(1);
  expect((await attemptOf(target)).tries).toBe(isHeard ? 1 : 2);
});

test('“It is live” takes the link of that very post: other accounts, platforms and posts are refused with a sentence', async () => {
  const text = 'It was there all along';
  const { targets } = await arrangePost(app, owner.organizationId, { text: 'Another post of ours', accounts: [accounts.twitter], at: new Date(Date.now() + 300) });
  const elsewhere = await arrangePost(app, owner.organizationId, { text: 'On another platform', accounts: [accounts.mastodon], at: new Date(Date.now() + 300) });
  await minute();
  await minute();
  expect([await targetOf(targets[0]!), await targetOf(elsewhere.targets[0]!)]).toMatchObject([{ status: 'published' }, { status: 'published' }]);
  const target = await unclear('twitter', text, '500-after');
  const [own] = shown('twitter', text);
  const link = (url: string) => `${platforms.at}${url}`;
  const refused: [string, number, string][] = [
    [link(shown('twitter', 'Another post of ours')[0]!.url), 409, 'belongs to another post of this account'],
    [link(shown('mastodon', 'On another platform')[0]!.url), 422, 'This is a link to Mastodon. Paste the link to the post on X.'],
    [link(own!.url.replace(/site\/[^/]+/, 'site/somebody_else')), 422, 'This is a post of somebody_else'],
    ['https://x.com/somebody_else/status/1800000000000000001', 422, 'This is a post of somebody_else'],
    ['https://www.youtube.com/watch?v=abcdefghijk', 422, 'This is a link to YouTube.'],
    ['https://paper.example/harbour/status/1800000000000000001', 422, 'This is not a link to X.'],
  ];
  for (const [url, status, sentence] of refused) {
    const answer = await press({ intent: 'confirm', targetId: target, url });
    expect([url, answer.status]).toEqual([url, status]);
    expect(answer.text).toContain(sentence);
  }
  expect(await attemptOf(target)).toMatchObject({ state: 'needs_human', tries: 1 });
  expect((await press({ intent: 'confirm', targetId: target, url: link(own!.url) })).status).toBe(302);
  expect(await targetOf(target)).toMatchObject({ status: 'published', platform_post_id: own!.id });
  await minute();
  expect(shown('twitter', text)).toHaveLength(1);
});
