import { afterAll, beforeAll, expect, test } from 'vitest';
import { rateOf } from '#app/domains/analytics/figure.ts';
import { growthOf, sumOf } from '#app/domains/social/publishing/growth.ts';
import { type Heard, heardWords, whyNotAsk } from '#app/domains/social/publishing/heard.ts';
import { programWith } from '../api/program.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { accountOn } from '../support/accounts.ts';
import { colleague, founder } from '../support/people.ts';
import { type TestPlatforms, startPlatforms } from '../support/platforms.ts';
import { arrangeAccount, arrangePost } from '../support/posts.ts';

let app: TestApp;
let platforms: TestPlatforms;
let mine: Awaited<ReturnType<typeof founder>>;
let accounts: Record<'mastodon' | 'threads' | 'substack', string>;

beforeAll(async () => {
  platforms = await startPlatforms();
  app = await startApp();
  app.env.SIMULATORS_AT = platforms.at;
  mine = await founder(app);
  accounts = {
    mastodon: await accountOn(app, platforms, mine.organizationId, 'mastodon'),
    threads: await accountOn(app, platforms, mine.organizationId, 'threads'),
    substack: await arrangeAccount(app, mine.organizationId, { platform: 'substack', username: 'the-letter' }),
  };
});
afterAll(() => platforms.stop());

const rows = async (sql: string, values: unknown[]) => (await app.owner.query(sql, values)).rows;
const readable = (text: string) => text.replace(/&#x27;/g, "'").replace(/<!-- -->/g, '');
const take = (postId: string, browser = mine.browser) => browser.post(`/social/posts/${postId}`, { intent: 'figures', postId });
/** Each asking that was answered left a reading. */
const readings = (postId: string) => rows('select source, count(*)::int as n from metric_snapshots m join post_targets t on t.id = m.post_target_id where t.post_id = $1 group by 1 order by 1', [postId]);
const each = (n: number) => [{ source: 'mastodon', n }, { source: 'threads', n }];

/** Out on Mastodon and Threads, as their simulators have it, and on Substack, where a person posted it. */
async function out(text: string) {
  const { id, targets } = await arrangePost(app, mine.organizationId, { text, accounts: [accounts.mastodon, accounts.threads], at: new Date(Date.now() + 200) });
  for (let round = 0; round < 6; round += 1) {
    await app.tick();
    await app.drain();
    if ((await rows("select from post_targets where post_id = $1 and status = 'published'", [id])).length === 2) break;
    await app.owner.query("update post_targets set wake_at = wake_at - interval '30 seconds', look_at = look_at - interval '30 seconds' where post_id = $1", [id]);
  }
  await app.owner.query("insert into post_targets (organization_id, post_id, social_account_id, status, published_at) values ($1, $2, $3, 'published', now())", [mine.organizationId, id, accounts.substack]);
  return { id, targets };
}

test('at a press each platform is asked once, and what it tells is kept, added up and said', async () => {
  const { id } = await out('Asked on the spot');
  const page = await take(id);
  expect([page.status, page.url]).toEqual([200, `/social/posts/${id}`]);
  expect(readable(page.text)).toContain('Demo Gazette on Mastodon tells 0 engagements, 0 shares, 0 comments and 0 likes.');
  expect(readable(page.text)).toContain('Substack tells nothing of it.');
  expect(await readings(id)).toEqual(each(1));
  const [post] = await rows('select engagements, shares from posts where id = $1', [id]);
  const [sum] = await rows('select sum(engagements)::int as engagements, sum(shares)::int as shares from target_figures where post_id = $1', [id]);
  expect(post).toEqual(sum);

  const again = await take(id);
  expect([again.status, readable(again.text)]).toEqual([429, expect.stringContaining('The platforms were asked just now, and some are paid by the question. Ask again in 5 minutes.')]);
  expect(await readings(id)).toEqual(each(1));
  await app.owner.query("update posts set figures_asked_at = figures_asked_at - interval '5 minutes' where id = $1", [id]);
  expect((await take(id)).status).toBe(200);
  expect(await readings(id)).toEqual(each(2));
});

const cells = (text: string, header: string) => [...text.matchAll(new RegExp(`data-header="${header}"[^>]*>([^<]*)<`, 'g'))].map(([, cell]) => cell);

test('the page says when the platforms will be asked, then shows each account, all together, how it grew, and why it cannot be asked again', async () => {
  const { id, targets } = await out('Looked at twice');
  const unread = await mine.browser.get(`/social/posts/${id}`);
  expect(unread.trips).toBe(1);
  expect(readable(unread.text)).toContain('Nothing is known yet. Mastodon and Threads are asked an hour after it went out');
  await take(id);
  await app.owner.query("insert into metric_snapshots (organization_id, post_target_id, social_account_id, recorded_at, impressions, engagements, likes, source) select organization_id, id, social_account_id, now(), 1200, 60, 40, 'mastodon' from post_targets where id = $1", [targets[0]]);
  const { text } = await mine.browser.get(`/social/posts/${id}`);
  expect(cells(text, 'Impressions')).toEqual(['1,200', '–', '40', '1,240', '1,240', '40']);
  expect(cells(text, 'Likes').slice(0, 2)).toEqual(['40', '–']);
  expect(cells(text, 'Engagement rate')[0]).toBe('5.0 %');
  expect(cells(text, 'Saves')[0]).toBe('–');
  expect(text).toContain('>Together<');
  expect(readable(text)).toMatch(/Impressions since it went out.*<polyline/s);
  expect(readable(text)).toContain('some are paid by the question. Ask again in');
});

test('where no platform tells anything, the page says so, and a draft has no such part', async () => {
  const { id } = await arrangePost(app, mine.organizationId, { text: 'Only a letter', accounts: [accounts.substack] });
  expect((await mine.browser.get(`/social/posts/${id}`)).text).not.toContain('How it does');
  await app.owner.query("update post_targets set status = 'published', published_at = now() where post_id = $1", [id]);
  const page = await mine.browser.get(`/social/posts/${id}`);
  expect(readable(page.text)).toContain('No figures are known: Substack tells none.');
  expect(page.trips).toBe(1);
});

test('of many who press at once one asks, and the others hear it', async () => {
  const { id } = await out('Pressed by everybody');
  const answers = await Promise.all(Array.from({ length: 5 }, () => take(id)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 429, 429, 429, 429]);
  expect(await readings(id)).toEqual(each(1));
});

test('a platform that does not answer is named with its reason, and what the others tell is kept', async () => {
  const { id, targets } = await out('Half of it answers');
  platforms.running.mastodon.plan({ name: 'reset-before', on: 'metrics', times: 1 });
  const page = await take(id);
  expect(readable(page.text)).toContain('Demo Gazette on Mastodon could not be reached: Mastodon did not answer.');
  expect(await rows('select post_target_id from metric_snapshots where post_target_id = any ($1)', [targets])).toEqual([{ post_target_id: targets[1] }]);
});

test('what is not out, or lies in the trash, is not asked about, and a viewer does not ask', async () => {
  const draft = await arrangePost(app, mine.organizationId, { text: 'Only a draft', accounts: [accounts.mastodon] });
  const refused = await take(draft.id);
  expect([refused.status, readable(refused.text)]).toEqual([409, expect.stringContaining('It is not out anywhere yet, so nobody can tell how it does.')]);
  const { id } = await out('Thrown away');
  expect((await take(id, (await colleague(app, mine.browser, 'viewer')).browser)).status).toBe(403);
  await app.owner.query('update posts set deleted_at = now() where id = $1', [id]);
  expect((await take(id)).status).toBe(404);
  expect(await rows('select figures_asked_at from posts where id = any ($1)', [[id, draft.id]])).toEqual([{ figures_asked_at: null }, { figures_asked_at: null }]);
});

test('a program hears the same, account by account', async () => {
  const program = await programWith(app, mine.browser);
  const { id, targets } = await out('Asked by a program');
  const { status, body } = await program.post(`/posts/${id}/figures`);
  expect(status).toBe(200);
  expect(body.sentence).toContain('Substack tells nothing of it.');
  expect(body.accounts).toEqual(expect.arrayContaining([
    { targetId: targets[0], accountId: accounts.mastodon, platform: 'mastodon', answer: 'told', figures: { engagements: 0, shares: 0, comments: 0, likes: 0 }, reason: '' },
    expect.objectContaining({ accountId: accounts.substack, answer: 'silent', figures: {} }),
  ]));
  const again = await program.post(`/posts/${id}/figures`);
  expect(again.status).toBe(429);
  expect(Number(again.headers.get('Retry-After'))).toSatisfy((seconds: number) => seconds > 240 && seconds <= 301);
});

test('the sentence names each platform once, counts one as one, and the pause runs down', () => {
  const heard = (answer: Heard['answer'], more: Partial<Heard>): Heard => ({ targetId: '', accountId: '', platform: 'twitter', displayName: 'The desk', username: 'desk', answer, figures: {}, why: '', ...more });
  expect(heardWords([heard('told', { figures: { impressions: 12_400, likes: 1 } }), heard('silent', { platform: 'substack' }), heard('silent', { platform: 'medium' }), heard('silent', { platform: 'medium' }), heard('unreachable', { platform: 'threads', why: 'Its access has ended.' })])).toBe(
    'The desk on X tells 12,400 impressions and 1 like. Substack and Medium tell nothing of it. The desk on Threads could not be reached: Its access has ended.',
  );
  const at = (seconds: number) => whyNotAsk({ isOut: true, askedAt: '2026-11-20T10:00:00.123456Z' }, new Date(Date.parse('2026-11-20T10:00:00Z') + seconds * 1000));
  expect([at(1), at(61), at(299), at(301)].map((why) => why?.replace(/^.*Ask/, 'Ask') ?? null)).toEqual(['Ask again in 5 minutes.', 'Ask again in 4 minutes.', 'Ask again in a minute.', null]);
  expect(whyNotAsk({ isOut: true, askedAt: null }, new Date())).toBeNull();
});

test('a post grows from nothing, each account stands at what it last told, and what is not told is not drawn', () => {
  const none = { impressions: null, reach: null, engagements: null, clicks: null, shares: null, saves: null, comments: null, likes: null };
  const reading = (targetId: string, recordedAt: string, more: Partial<typeof none> | Record<string, number>) => ({ ...none, ...more, targetId, recordedAt });
  const readings = [reading('a', '2026-11-20T11:00:00Z', { likes: 4 }), reading('b', '2026-11-20T12:00:00Z', { impressions: 10 }), reading('a', '2026-11-21T11:00:00Z', { impressions: 50, likes: 9 }), reading('b', '2026-11-22T11:00:00Z', { likes: 2 })];
  expect(growthOf(readings, '2026-11-20T10:00:00Z')).toEqual({ figure: 'impressions', points: [{ at: '2026-11-20T10:00:00Z', value: 0 }, { at: '2026-11-20T12:00:00Z', value: 10 }, { at: '2026-11-21T11:00:00Z', value: 60 }] });
  expect(growthOf([reading('a', '2026-11-20T11:00:00Z', {})], '2026-11-20T10:00:00Z')).toBeNull();
  expect([sumOf(readings, 'likes'), sumOf(readings, 'saves'), rateOf(readings)]).toEqual([15, null, null]);
  expect(rateOf([reading('a', '', { impressions: 200, engagements: 10 }), reading('b', '', { engagements: 90 }), reading('c', '', { impressions: 900 })])).toBe(0.05);
});
