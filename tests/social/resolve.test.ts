import { beforeAll, beforeEach, expect, test } from 'vitest';
import { type PostedBy, whyNotOwnLink } from '#app/domains/social/publishing/own-link.ts';
import { idInLink } from '#app/domains/social/publishing/resolution.ts';
import { confirmByPerson, letBe, retryTarget, sendAgain } from '#app/domains/social/publishing/resolve-target.server.ts';
import { handleOf } from '../publishing/desk.ts';
import { type TestApp, startApp } from '../support/app.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';
import { arrangeAccount } from '../support/posts.ts';
import { arrangeStopped } from '../support/stopped.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let member: Colleague;
let accountId: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'unclear-paper');
  member = await colleague(app, owner.browser, 'member');
  accountId = await arrangeAccount(app, owner.organizationId, { platform: 'twitter', username: 'harbour' });
  await app.drain();
});

beforeEach(() => void app.queue.splice(0));

const row = async (sql: string, values: unknown[]) => (await app.owner.query(sql, values)).rows[0];
const target = (id: string) => row('select * from post_targets where id = $1', [id]);
const attempt = (id: string, segment = 0) => row('select * from publish_attempts where post_target_id = $1 and segment = $2', [id, segment]);
const post = (id: string) => row('select * from posts where id = $1', [id]);
const told = async (id: string) => (await app.owner.query('select kind, sentence, evidence, actor_id from publish_events where post_target_id = $1 order by created_at, id', [id])).rows.slice(2);
const org = (as: Pick<Colleague, 'browser'> = owner) => handleOf(app, as, 'post:schedule');
const stopped = (more: Partial<Parameters<typeof arrangeStopped>[2]> = {}) => arrangeStopped(app, owner.organizationId, { accountId, ...more });
const LINK = (id: number) => `https://x.com/harbour/status/${1_800_000_000_000_000_000n + BigInt(id)}`;

test('what a person saw is live: attempt, target and post say so, with the link and its id, and webhooks hear of it', async () => {
  const { postId, targetId } = await stopped({ minutesAgo: 35 });
  await app.owner.query("insert into webhook_endpoints (organization_id, url, secrets, events) select $1, 'https://hooks.example/x', '[]', '{post.published}' where not exists (select from webhook_endpoints)", [owner.organizationId]).catch(() => undefined);
  const handle = org();
  expect(await confirmByPerson(handle, { targetId, url: LINK(1) })).toMatchObject({ ok: true, value: { postId, goesOn: false } });
  expect(handle.context.trips.count).toBe(2);
  expect(await attempt(targetId)).toMatchObject({ state: 'confirmed', platform_id: '1800000000000000001', platform_url: LINK(1), tries: 1 });
  const now = await target(targetId);
  expect(now).toMatchObject({ status: 'published', platform_post_id: '1800000000000000001', platform_url: LINK(1), failure_code: '', failure_message: '', wake_at: null, look_at: null, fence: 4 });
  // It went out when it was sent, not when somebody looked.
  expect(Date.now() - now.published_at.getTime()).toBeGreaterThan(34 * 60_000);
  expect(await post(postId)).toMatchObject({ status: 'published' });
  expect(await told(targetId)).toMatchObject([{ kind: 'confirmed', actor_id: owner.userId, evidence: { url: LINK(1), id: '1800000000000000001' } }]);
  expect(await row('select action, actor_id, metadata from audit_log where resource_id = $1', [postId])).toMatchObject({ action: 'post.confirmed', actor_id: owner.userId, metadata: { url: LINK(1) } });
});

test('sending again writes the proof down before it is armed anew, and tells the queue at once', async () => {
  const { postId, targetId } = await stopped();
  expect(await sendAgain(org(), { targetId })).toMatchObject({ ok: true });
  expect(await attempt(targetId)).toMatchObject({ state: 'prepared', proof: 'A person looked and did not find it.', tries: 1, looks: 0 });
  const now = await target(targetId);
  expect(now).toMatchObject({ status: 'scheduled', failure_code: '', fence: 4, taken_at: null });
  expect(now.wake_at).not.toBeNull();
  // It was begun: its moment stays, for it is not late but unfinished.
  expect(Date.now() - now.scheduled_at.getTime()).toBeGreaterThan(15 * 60_000);
  expect(app.queue).toEqual([{ id: targetId, type: 'social.target', fence: 4 }]);
  expect((await told(targetId)).map(({ kind }) => kind)).toEqual(['absent', 'prepared']);
  expect(await post(postId)).toMatchObject({ status: 'scheduled' });
});

test.each(['it is live twice', 'live and again', 'again twice'])('two presses at once have one effect: %s', async (how) => {
  const { postId, targetId } = await stopped();
  const live = () => confirmByPerson(org(), { targetId, url: LINK(500 + how.length) });
  const again = () => sendAgain(org(), { targetId });
  const both = await Promise.all(how === 'it is live twice' ? [live(), live()] : how === 'live and again' ? [live(), again()] : [again(), again()]);
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: 'conflict' } });
  expect((await app.owner.query('select from audit_log where resource_id = $1', [postId])).rowCount).toBe(1);
  expect(await target(targetId)).toMatchObject({ fence: 4 });
});

test('a link that belongs to another post of the account is refused, and nothing is changed', async () => {
  const { targetId: first } = await stopped();
  await confirmByPerson(org(), { targetId: first, url: LINK(7) });
  const { targetId } = await stopped();
  expect(await confirmByPerson(org(), { targetId, url: `${LINK(7)}?s=20` })).toMatchObject({ ok: false, problem: { kind: 'conflict', message: expect.stringContaining('another post') } });
  expect(await attempt(targetId)).toMatchObject({ state: 'needs_human' });
  expect(await target(targetId)).toMatchObject({ status: 'needs_attention' });
});

const THREAD = ['one', 'two', 'three'].map((text, at) => ({ part: at === 0 ? ('post' as const) : ('reply' as const), text, media: [] }));

test('a confirmed part of a thread wakes the next one; without an id the rest stays unsent and says so', async () => {
  const { targetId } = await stopped({ parts: THREAD });
  expect(await confirmByPerson(org(), { targetId, url: LINK(20) })).toMatchObject({ ok: true, value: { goesOn: true } });
  expect(await target(targetId)).toMatchObject({ status: 'sending', platform_url: LINK(20), published_at: null });
  expect(app.queue).toHaveLength(1);
  const other = await stopped({ parts: THREAD });
  const bare = 'https://x.com/harbour';
  expect(await confirmByPerson(org(), { targetId: other.targetId, url: bare })).toMatchObject({ ok: true, value: { goesOn: false } });
  expect(await target(other.targetId)).toMatchObject({ status: 'published', failure_code: 'rest-unsent', failure_message: expect.stringContaining('2 parts') });
});

test('the last part of a thread keeps the address of the first as the post’s own', async () => {
  const { targetId } = await stopped({ parts: THREAD, live: 2 });
  expect(await confirmByPerson(org(), { targetId, url: LINK(30) })).toMatchObject({ ok: true, value: { goesOn: false } });
  expect(await target(targetId)).toMatchObject({ status: 'published', platform_post_id: `live-${targetId}-0` });
});

test('a failed one goes out again as it is; refused words want an edit first', async () => {
  const { targetId } = await stopped({ state: 'rejected', code: 'account-lost', tries: 0 });
  expect(await retryTarget(org(), { targetId })).toMatchObject({ ok: true });
  expect(await attempt(targetId)).toMatchObject({ state: 'prepared' });
  const now = await target(targetId);
  expect(now).toMatchObject({ status: 'scheduled' });
  // Never sent: without a moment of its own it would be late at once.
  expect(Date.now() - now.scheduled_at.getTime()).toBeLessThan(60_000);
  const refused = await stopped({ state: 'rejected', code: 'invalid' });
  expect(await retryTarget(org(), { targetId: refused.targetId })).toMatchObject({ ok: false, problem: { kind: 'conflict', message: expect.stringContaining('Change the post') } });
});

test('what was changed or not approved since is not sent by a press', async () => {
  const changed = await stopped();
  await app.owner.query('update posts set version = 2 where id = $1', [changed.postId]);
  expect(await sendAgain(org(), { targetId: changed.targetId })).toMatchObject({ ok: false, problem: { message: expect.stringContaining('changed since') } });
  const unapproved = await stopped({ state: null, code: 'late', approved: false });
  expect(await sendAgain(org(), { targetId: unapproved.targetId })).toMatchObject({ ok: false, problem: { message: expect.stringContaining('not approved') } });
  expect(app.queue).toEqual([]);
});

test('a hand-off is confirmed or let be, never sent', async () => {
  const { targetId, postId } = await stopped({ tries: 0, code: 'hand-off' });
  expect(await sendAgain(org(), { targetId })).toMatchObject({ ok: false, problem: { kind: 'conflict' } });
  expect(await letBe(org(), { targetId })).toMatchObject({ ok: true });
  expect(await target(targetId)).toMatchObject({ status: 'cancelled' });
  expect(await attempt(targetId)).toMatchObject({ state: 'absent', proof: 'A person decided that it is not posted.' });
  expect(await post(postId)).toMatchObject({ status: 'cancelled' });
});

test('an unclear one cannot be let be: it may be live', async () => {
  const { targetId } = await stopped();
  expect(await letBe(org(), { targetId })).toMatchObject({ ok: false, problem: { kind: 'conflict' } });
  expect(await attempt(targetId)).toMatchObject({ state: 'needs_human' });
});

test('let be, a thread whose beginning is live stays published', async () => {
  const { targetId, postId } = await stopped({ state: 'rejected', parts: THREAD, live: 1 });
  expect(await letBe(org(), { targetId })).toMatchObject({ ok: true });
  expect(await target(targetId)).toMatchObject({ status: 'published' });
  expect((await post(postId)).published_at).not.toBeNull();
});

test('who may not schedule may not decide, and strangers find nothing', async () => {
  const { targetId } = await stopped();
  expect(await sendAgain(org(member), { targetId })).toMatchObject({ ok: false, problem: { kind: 'forbidden' } });
  const stranger = await founder(app);
  expect(await confirmByPerson(org(stranger), { targetId, url: LINK(90) })).toMatchObject({ ok: false, problem: { kind: 'not-found' } });
  expect(await attempt(targetId)).toMatchObject({ state: 'needs_human' });
});

test('links carry ids where the platforms put them', () => {
  expect(idInLink('twitter', 'https://x.com/harbour/status/123?s=20', 'me')).toBe('123');
  expect(idInLink('mastodon', 'https://mastodon.example/@harbour/113000000000000042', 'me')).toBe('113000000000000042');
  expect(idInLink('linkedin', 'https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A71/', 'me')).toBe('urn:li:share:71');
  expect(idInLink('bluesky', 'https://bsky.app/profile/harbour.example/post/3l7aaaaaaaa2b', 'did:plc:abc')).toBe('at://did:plc:abc/app.bsky.feed.post/3l7aaaaaaaa2b');
  expect(idInLink('youtube', 'https://www.youtube.com/watch?v=abcdefghijk&t=1', 'me')).toBe('abcdefghijk');
  expect(idInLink('youtube', 'https://youtu.be/abcdefghijk', 'me')).toBe('abcdefghijk');
  expect(idInLink('instagram', 'https://www.instagram.com/p/Cabc/', 'me')).toBeNull();
  expect(idInLink('substack', 'https://harbour.substack.com/p/dawn', 'me')).toBeNull();
  expect(idInLink('twitter', 'https://x.com/%zz/status/1', 'me')).toBe('1');
});

test('a link tells whose post it is, where the platform puts it there', () => {
  const by = (platform: PostedBy['platform'], more: Partial<PostedBy> = {}): PostedBy => ({ platform, account: 'The Harbour', username: 'harbour', platformAccountId: '4711', place: null, profileUrl: null, ...more });
  const fits: [string, PostedBy][] = [
    ['https://x.com/Harbour/status/1', by('twitter')],
    ['https://twitter.com/i/status/1', by('twitter')],
    ['https://x.com/any/status/1', by('twitter', { username: 'The Harbour' })],
    ['https://mastodon.example/@harbour/1', by('mastodon', { place: 'https://mastodon.example' })],
    ['https://bsky.app/profile/did:plc:abc/post/3l7', by('bluesky', { username: 'harbour.example', platformAccountId: 'did:plc:abc' })],
    ['https://bsky.app/profile/harbour.example/post/3l7', by('bluesky', { username: 'harbour.example', platformAccountId: 'did:plc:abc' })],
    ['https://www.facebook.com/harbour/posts/pfbid02', by('facebook')],
    ['https://www.facebook.com/TheHarbour-4711/posts/1', by('facebook')],
    ['https://www.facebook.com/permalink.php?story_fbid=1&id=4711', by('facebook')],
    ['https://uk.pinterest.com/pin/1/', by('pinterest')],
    ['https://www.pinterest.co.uk/pin/1/', by('pinterest')],
    ['https://youtu.be/abcdefghijk', by('youtube')],
    ['https://stories.paper.example/the-ferry-0123456789ab', by('medium')],
    ['https://medium.com/some-publication/the-ferry-0123456789ab', by('medium')],
    ['https://letter.paper.example/p/dawn', by('substack', { place: 'https://harbour.substack.com' })],
    ['https://open.substack.com/pub/harbour/p/dawn', by('substack', { place: 'https://harbour.substack.com' })],
    ['https://www.paper.example/dawn/', by('ghost', { place: 'https://admin.paper.example', profileUrl: 'https://paper.example/' })],
  ];
  for (const [link, account] of fits) expect(whyNotOwnLink(link, account), link).toBeNull();
  const strange: [string, PostedBy][] = [
    ['https://x.com/gossip/status/1', by('twitter')],
    ['https://example.com/harbour/status/1', by('twitter')],
    ['https://notx.com/harbour/status/1', by('twitter')],
    ['https://x.com/harbour/status/1', by('mastodon', { place: 'https://mastodon.example' })],
    ['https://elsewhere.example/@harbour/1', by('mastodon', { place: 'https://mastodon.example' })],
    ['https://mastodon.example/@harbour@elsewhere.example/1', by('mastodon', { place: 'https://mastodon.example' })],
    ['https://bsky.app/profile/gossip.example/post/3l7', by('bluesky', { username: 'harbour.example', platformAccountId: 'did:plc:abc' })],
    ['https://www.facebook.com/gossip/posts/pfbid02', by('facebook')],
    ['https://www.threads.com/@gossip/post/x', by('threads')],
    ['https://medium.com/@gossip/the-ferry-0123456789ab', by('medium')],
    ['https://gossip.substack.com/p/dawn', by('substack', { place: 'https://harbour.substack.com' })],
    ['https://gossip.example/dawn/', by('wordpress', { place: 'https://paper.example' })],
  ];
  for (const [link, account] of strange) expect(whyNotOwnLink(link, account), link).toMatch(/^This .+\.$/);
  expect(whyNotOwnLink('http://localhost:9000/twitter/site/harbour/status/1', by('twitter'), 'http://localhost:9000')).toBeNull();
  expect(whyNotOwnLink('http://localhost:9000/twitter/site/gossip/status/1', by('twitter'), 'http://localhost:9000')).toContain('a post of gossip');
  expect(whyNotOwnLink('http://localhost:9000/youtube/www/watch?v=1', by('twitter'), 'http://localhost:9000')).toContain('YouTube');
});
