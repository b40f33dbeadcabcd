import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { ACCOUNT_STATUSES } from '#db/schema/choices.ts';
import { endOf, isRenewable, warningDue, whyNotUsable } from '#app/domains/social/accounts/account.ts';
import { connectorOf } from '#app/domains/social/connectors/registry.ts';
import type { Connector } from '#app/domains/social/connectors/connector.ts';
import { openAccount } from '#app/domains/social/accounts/open-account.server.ts';
import { placeIn } from '#app/domains/social/accounts/place.ts';
import { nextFreeSlot, slotInstants } from '#app/domains/social/accounts/slot.ts';
import type { MastodonState } from '#tests/simulators/mastodon.ts';
import type { TwitterState } from '#tests/simulators/twitter.ts';
import { accountOn } from '#tests/support/accounts.ts';
import { startApp, type TestApp } from '#tests/support/app.ts';
import { colleague, founder } from '#tests/support/people.ts';
import { startPlatforms, type TestPlatforms } from '#tests/support/platforms.ts';
import { arrangePost } from '#tests/support/posts.ts';

let app: TestApp;
let platforms: TestPlatforms;
let owner: Awaited<ReturnType<typeof founder>>;

beforeAll(async () => {
  platforms = await startPlatforms();
  app = await startApp();
  app.env.SIMULATORS_AT = platforms.at;
  owner = await founder(app);
});
afterAll(() => platforms.stop());

const rowOf = async (id: string) => (await app.owner.query('select * from social_accounts where id = $1', [id])).rows[0];
const targetsOf = async (postId: string) => (await app.owner.query('select status, failure_message, wake_at, look_at, fence from post_targets where post_id = $1 order by id', [postId])).rows;
const actionsOf = async (id: string) => (await app.owner.query('select action from audit_log where resource_id = $1 order by sequence', [id])).rows.map(({ action }) => action);
const noticesOf = async (id: string) => (await app.owner.query("select type, title, message from notifications where data->>'accountId' = $1 order by id", [id])).rows;
const press = (id: string, intent: string, fields: Record<string, string | string[]> = {}) => owner.browser.post(`/social/accounts/${id}`, { intent, accountId: id, ...fields });
const readable = (text: string) => text.replace(/&#x27;/g, "'").replace(/<!-- -->/g, '');

async function account(platform: 'mastodon' | 'twitter' = 'mastodon', more: { endsIn?: number | null } = {}) {
  await app.owner.query('update social_accounts set deleted_at = now() where deleted_at is null');
  return accountOn(app, platforms, owner.organizationId, platform, more);
}

test('every status says whether it can be used, and why not', () => {
  const at = '2026-11-21T12:00:00Z';
  expect(ACCOUNT_STATUSES.map((status) => whyNotUsable({ status, statusReason: '', pausedAt: null }))).toEqual([null, 'It is disconnected.', 'Its access has ended.', 'Its access was withdrawn.', 'The platform refuses it.']);
  expect(whyNotUsable({ status: 'active', statusReason: '', pausedAt: at })).toBe('It is paused.');
  expect(whyNotUsable({ status: 'active', statusReason: 'Closed for the day', pausedAt: at })).toBe('It is paused: Closed for the day');
  expect(whyNotUsable({ status: 'revoked', statusReason: 'X let us go.', pausedAt: at })).toBe('X let us go.');
});

test('a place is read as people write it', () => {
  const place = (text: string) => ((read) => ('place' in read ? read.place : null))(placeIn(text, []));
  for (const text of ['mastodon.social', ' https://mastodon.social/ ', 'HTTPS://Mastodon.Social', '@editor@mastodon.social', 'editor@mastodon.social', 'mastodon.social/?a=b#c']) expect(place(text)).toBe('https://mastodon.social');
  expect(place('https://site.org/blog/')).toBe('https://site.org/blog');
  for (const text of ['', 'ftp://site.org', 'file:///etc/passwd', 'http://site.org', 'site.org:22', '10.0.0.1', 'https://0x7f.1/', 'https://a:b@site.org', 'site.local', 'data:text/html,x']) expect(place(text), text).toBeNull();
});

test('paused, nothing goes out and what is planned waits; resumed, what came due is looked at', async () => {
  const id = await account();
  const late = await arrangePost(app, owner.organizationId, { accounts: [id], at: new Date(Date.now() - 60_000) });
  const planned = await arrangePost(app, owner.organizationId, { accounts: [id], at: new Date(Date.now() + 86_400_000) });
  await app.owner.query("update post_targets set wake_at = now() + interval '5 minutes', look_at = now() + interval '4 minutes'");
  const paused = await press(id, 'pause', { reason: 'Closed for the day' });
  expect([paused.status, readable(paused.text)]).toEqual([200, expect.stringContaining('Closed for the day')]);
  expect(await rowOf(id)).toMatchObject({ status: 'active', status_reason: 'Closed for the day', paused_at: expect.any(Date) });
  expect((await press(id, 'pause')).status).toBe(409);
  expect((await targetsOf(late.id))[0].status).toBe('scheduled');
  app.queue.length = 0;
  await press(id, 'resume');
  expect(await rowOf(id)).toMatchObject({ status_reason: '', paused_at: null });
  const [woken] = await targetsOf(late.id);
  expect([woken.wake_at <= new Date(), woken.fence]).toEqual([true, 1]);
  expect(app.queue).toEqual([expect.objectContaining({ type: 'social.target', id: late.targets[0], fence: 1 })]);
  expect((await targetsOf(planned.id))[0].fence).toBe(0);
  expect(await actionsOf(id)).toEqual(['account.paused', 'account.resumed']);
});

test('disconnected, its tokens are gone at once and its scheduled posts are cancelled, counted and told', async () => {
  const id = await account('twitter');
  const posts = [await arrangePost(app, owner.organizationId, { accounts: [id], at: new Date(Date.now() + 3600_000) }), await arrangePost(app, owner.organizationId, { accounts: [id], at: new Date(Date.now() + 7200_000) })];
  const draft = await arrangePost(app, owner.organizationId, { accounts: [id] });
  const done = await press(id, 'disconnect');
  expect(done.url).toBe('/social/accounts');
  expect(readable(done.text)).toContain('2 scheduled posts were cancelled. Brought back, it must be connected again.');
  expect(await rowOf(id)).toMatchObject({ access_token: '', refresh_token: null, client: null, token_expires_at: null, status: 'inactive', token_generation: 1, deleted_at: expect.any(Date) });
  for (const post of posts) expect(await targetsOf(post.id)).toEqual([expect.objectContaining({ status: 'cancelled', failure_message: 'Its account was disconnected.', wake_at: null, look_at: null })]);
  expect((await app.owner.query('select status from posts where id = $1', [posts[0]!.id])).rows[0].status).toBe('cancelled');
  expect((await targetsOf(draft.id))[0].status).toBe('draft');
  expect((await app.owner.query("select kind, sentence from publish_events where post_target_id = $1", [posts[0]!.targets[0]])).rows).toEqual([{ kind: 'cancelled', sentence: 'Its account was disconnected.' }]);
  expect((await owner.browser.get(`/social/accounts/${id}`)).status).toBe(404);
  expect((await press(id, 'disconnect')).status).toBe(404);

  const back = await owner.browser.post('/social/accounts', { intent: 'restore', accountId: id });
  expect([back.url, readable(back.text)]).toEqual([`/social/accounts/${id}`, expect.stringContaining('Connect it again to use it.')]);
  expect((await targetsOf(posts[0]!.id))[0].status).toBe('cancelled');
  expect((await press(id, 'sync')).status).toBe(409);
  expect(await actionsOf(id)).toEqual(['account.disconnected', 'account.restored']);
});

test('brought back beside the same account, connected meanwhile, it is refused', async () => {
  const id = await account();
  await press(id, 'disconnect');
  await accountOn(app, platforms, owner.organizationId, 'mastodon');
  const back = await owner.browser.post('/social/accounts', { intent: 'restore', accountId: id });
  expect([back.status, readable(back.text)]).toEqual([409, expect.stringContaining('This account is connected already.')]);
});

test('the name and the figures follow the platform; unknown ones are a dash and never 0', async () => {
  const id = await account();
  (platforms.running.mastodon.world.state as MastodonState).desk.people[0]!.followers = 4321;
  await app.owner.query('update social_accounts set post_count = null, following_count = null where id = $1', [id]);
  expect((await press(id, 'sync')).text).toContain('4,321');
  expect((await rowOf(id)).last_synced_at).toBeInstanceOf(Date);
  await app.owner.query('update social_accounts set follower_count = null where id = $1', [id]);
  expect((await owner.browser.get('/social/accounts')).text).toMatch(/data-header="Followers"[^>]*>–</);
  platforms.running.mastodon.plan({ name: 'reset-before', on: 'profile', times: 1 });
  const down = await press(id, 'sync');
  expect([down.status, readable(down.text)]).toEqual([502, expect.stringContaining('Mastodon did not answer.')]);
  expect((await rowOf(id)).status).toBe('active');
  platforms.running.mastodon.simulator.revoke(platforms.running.mastodon.world.state);
  expect((await press(id, 'sync')).status).toBe(409);
  expect((await rowOf(id)).status).toBe('expired');
  expect((await noticesOf(id)).map(({ type }) => type)).toEqual(['account.lost']);
  const list = await owner.browser.get('/social/accounts');
  expect(list.text).toContain('Access ended');
  expect(list.text).not.toContain(`Pause Demo`);
  expect((await owner.browser.get(`/social/accounts/${id}`)).text).toContain(`href="/social/connect/mastodon?account=${id}"`);
});

test('each taking of the figures leaves a point of the followers; unchanged within the hour, or untold, none', async () => {
  const id = await account();
  const person = (platforms.running.mastodon.world.state as MastodonState).desk.people[0]!;
  const pointsOf = async () => (await app.owner.query('select followers, source, post_target_id from metric_snapshots where social_account_id = $1 order by recorded_at', [id])).rows;
  const followed = async (followers: number) => {
    person.followers = followers;
    await press(id, 'sync');
    return (await pointsOf()).map(({ followers: told }) => told);
  };
  expect(await followed(50)).toEqual([50]);
  expect(await pointsOf()).toEqual([{ followers: 50, source: 'mastodon', post_target_id: null }]);
  expect(await followed(50)).toEqual([50]);
  expect(await followed(51)).toEqual([50, 51]);
  expect(await followed(50)).toEqual([50, 51, 50]);
  await app.owner.query("update metric_snapshots set recorded_at = recorded_at - interval '61 minutes' where social_account_id = $1", [id]);
  expect(await followed(50)).toEqual([50, 51, 50, 50]);
  Object.assign(person, { followers: null });
  await press(id, 'sync');
  expect([(await rowOf(id)).follower_count, (await pointsOf()).length]).toEqual([null, 4]);
});

test('renewed at a press; what has no end says so, and what is refused keeps its time', async () => {
  const id = await account('twitter');
  const before = (await rowOf(id)).access_token;
  await press(id, 'renew');
  expect([(await rowOf(id)).token_generation, (await rowOf(id)).access_token === before]).toEqual([1, false]);
  expect(await actionsOf(id)).toEqual(['account.renewed']);
  platforms.running.twitter.plan({ name: 'reset-before', on: 'refresh', times: 1 });
  expect((await press(id, 'renew')).status).toBe(502);
  expect((await rowOf(id)).status).toBe('active');
  const endless = await account();
  const none = await press(endless, 'renew');
  expect([none.status, readable(none.text)]).toEqual([409, expect.stringContaining('there is nothing to renew')]);
});

test('each hour the clock renews what ends before the next, and takes the figures once a day', async () => {
  const ending = await account('twitter', { endsIn: 3000 });
  const later = await accountOn(app, platforms, owner.organizationId, 'mastodon');
  await app.owner.query("update social_accounts set last_synced_at = now() - interval '1 hour' where id = $1", [ending]);
  app.queue.length = 0;
  await Promise.all([app.tick('7 * * * *'), app.tick('7 * * * *')]);
  await app.drain();
  expect((await rowOf(ending)).token_generation).toBe(1);
  expect(Date.now() - (await rowOf(ending)).last_synced_at).toBeGreaterThan(3_000_000);
  expect(Date.now() - (await rowOf(later)).last_synced_at).toBeLessThan(60_000);
  const visits = (platforms.running.twitter.world.state as TwitterState).desk.access.length;
  await app.tick('7 * * * *');
  await app.drain();
  expect((platforms.running.twitter.world.state as TwitterState).desk.access.length).toBe(visits);
  expect((await app.owner.query("select count(*)::int from outbox where type = 'social.look-after' and status <> 'done'")).rows[0].count).toBe(0);
});

test('a platform that is down makes no failed job, and is asked again in an hour', async () => {
  const id = await account('twitter', { endsIn: -5 });
  platforms.running.twitter.plan({ name: '500-before', on: 'refresh', times: 1 });
  await app.tick('7 * * * *');
  await app.drain();
  expect([(await rowOf(id)).status, (await rowOf(id)).token_generation]).toEqual(['active', 0]);
  expect((await app.owner.query("select count(*)::int from outbox where type = 'social.look-after' and status <> 'done'")).rows[0].count).toBe(0);
  await app.tick('7 * * * *');
  await app.drain();
  expect((await rowOf(id)).token_generation).toBe(1);
});

test('people hear days ahead of an end that nothing but a person can move, once for each of the days', async () => {
  const id = await account('twitter');
  const connector = connectorOf('twitter') as Connector & { warnDays: readonly number[] };
  const { warnDays } = connector;
  connector.warnDays = [7, 1];
  onTestFinished(() => void (connector.warnDays = warnDays));
  const end = new Date(Date.now() + 5 * 86_400_000);
  await app.owner.query('update social_accounts set refresh_token = null, token_expires_at = $2, last_synced_at = null where id = $1', [id, end]);
  const look = async () => {
    await app.owner.query('update social_accounts set last_synced_at = null where id = $1', [id]);
    await Promise.all([app.tick('7 * * * *'), app.tick('7 * * * *')]);
    await app.drain();
  };
  await look();
  await look();
  const on = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/Berlin' }).format(end);
  expect(await noticesOf(id)).toEqual([{ type: 'account.ending', title: expect.stringMatching(/^Connect .+ on X again$/), message: `Its access ends on ${on} and cannot be renewed without you.` }]);
  expect((await owner.browser.get('/social/accounts')).text).toContain('Ends soon');
  await app.owner.query("update social_accounts set token_expires_at = now() + interval '12 hours' where id = $1", [id]);
  await look();
  await look();
  expect((await noticesOf(id)).map(({ type }) => type)).toEqual(['account.ending', 'account.ending']);
});

test('who is warned when: renewable access never, a sign-in that does not slide by its own end', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  expect(isRenewable({ warnDays: [] }, true)).toBe(false);
  expect(isRenewable({ refresh: () => {}, warnDays: [] }, false)).toBe(true);
  expect(isRenewable({ refresh: () => {}, warnDays: [7] }, false)).toBe(false);
  expect(isRenewable({ refresh: () => {}, warnDays: [7] }, true)).toBe(true);
  expect(endOf({ tokenExpiresAt: 'x', renewable: true, platformData: {} })).toBeNull();
  expect(endOf({ tokenExpiresAt: 'x', renewable: false, platformData: {} })).toBe('x');
  expect(endOf({ tokenExpiresAt: 'x', renewable: true, platformData: { signInEnds: 'y' } })).toBe('y');
  const end = '2026-11-25T12:00:00Z';
  expect(warningDue(null, [7], null, now)).toBeNull();
  expect(warningDue(end, [3, 1], null, now)).toBeNull();
  expect(warningDue(end, [7, 3, 1], null, now)).toEqual(new Date('2026-11-18T12:00:00Z'));
  expect(warningDue(end, [7, 3, 1], '2026-11-18T12:00:00Z', now)).toBeNull();
  expect(warningDue(end, [7, 4, 1], '2026-11-18T12:00:00Z', now)).toEqual(new Date('2026-11-21T12:00:00Z'));
  // Another year's end: what was told for the last one counts no more.
  expect(warningDue('2027-11-25T12:00:00Z', [7], '2026-11-18T12:00:00Z', new Date('2027-11-20T12:00:00Z'))).toEqual(new Date('2027-11-18T12:00:00Z'));
});

test('a former key opens its tokens, and the daily look seals them anew', async () => {
  const id = await account('twitter');
  const before = await rowOf(id);
  const now = app.env.TOKEN_SECRET;
  app.env.FORMER_TOKEN_SECRETS = now;
  app.env.TOKEN_SECRET = 'another-token-secret-of-the-tests';
  onTestFinished(() => void Object.assign(app.env, { TOKEN_SECRET: now, FORMER_TOKEN_SECRETS: '' }));
  await press(id, 'sync');
  const after = await rowOf(id);
  expect([after.access_token === before.access_token, after.refresh_token === before.refresh_token]).toEqual([false, false]);
  app.env.FORMER_TOKEN_SECRETS = '';
  const asRow = { id, organizationId: owner.organizationId, platformAccountId: '', username: '', place: null, platformData: {} };
  expect((await openAccount(app.env, { ...asRow, accessToken: after.access_token, refreshToken: after.refresh_token })).accessToken).toMatch(/./);
});

test('a week of times is saved as it stands on the page, without scripts too', async () => {
  const id = await account();
  const saved = await press(id, 'slots', { timeZone: 'Europe/Berlin', 'times1[]': ['', '09:30', '', '17:00', '09:30'], 'times5[]': ['', '12:00'], 'times7[]': '' });
  expect(saved.url).toBe(`/social/accounts/${id}`);
  expect(readable(saved.text)).toContain('3 posting times a week');
  const slots = async () => (await app.owner.query('select weekday, local_time, time_zone from posting_slots where social_account_id = $1 order by weekday, local_time', [id])).rows.map((row) => Object.values(row).join(' '));
  expect(await slots()).toEqual(['1 09:30 Europe/Berlin', '1 17:00 Europe/Berlin', '5 12:00 Europe/Berlin']);
  expect(saved.text).toMatch(/aria-label="Monday, time 2"[^>]*value="17:00"|value="17:00"[^>]*aria-label="Monday, time 2"/);
  expect(readable(saved.text)).toContain('The next free time is');
  for (const wrong of [{ timeZone: '+05:30', 'times1[]': '09:30' }, { timeZone: 'Nowhere/Land', 'times1[]': '09:30' }, { timeZone: 'UTC', 'times1[]': '25:00' }, { timeZone: 'UTC', 'times1[]': 'noon' }, { timeZone: 'UTC', 'times1[]': Array.from({ length: 71 }, (_, at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`) }]) {
    expect((await press(id, 'slots', wrong)).status).toBe(422);
  }
  expect(await slots()).toHaveLength(3);
  await press(id, 'slots', { timeZone: 'UTC' });
  expect(await slots()).toEqual([]);
});

test('times stand on the wall: over both changes of the clocks, beside what is taken', () => {
  const berlin = (weekday: number, localTime: string) => ({ weekday, localTime, timeZone: 'Europe/Berlin' });
  const first = (slots: Parameters<typeof slotInstants>[0], from: string, count: number) => Array.from({ length: count }, ((all) => () => all.next().value?.toISOString())(slotInstants(slots, new Date(from))));
  // Sunday, 29 March 2026: 02:30 does not happen. Sunday, 25 October 2026: it happens twice.
  expect(first([berlin(7, '02:30')], '2026-03-20T00:00:00Z', 3)).toEqual(['2026-03-22T01:30:00.000Z', '2026-03-29T01:30:00.000Z', '2026-04-05T00:30:00.000Z']);
  expect(first([berlin(7, '02:30')], '2026-10-20T00:00:00Z', 2)).toEqual(['2026-10-25T00:30:00.000Z', '2026-11-01T01:30:00.000Z']);
  expect(first([berlin(1, '09:00'), berlin(7, '09:00')], '2026-03-28T12:00:00Z', 2)).toEqual(['2026-03-29T07:00:00.000Z', '2026-03-30T07:00:00.000Z']);
  const taken = [new Date('2026-03-29T01:30:41Z')];
  expect(nextFreeSlot([berlin(7, '02:30'), berlin(7, '03:30')], taken, new Date('2026-03-28T12:00:00Z'))?.toISOString()).toBe('2026-04-05T00:30:00.000Z');
  expect(nextFreeSlot([], [], new Date())).toBeNull();
  expect(nextFreeSlot([berlin(1, '09:00')], [], new Date('2026-11-23T08:00:00Z'))?.toISOString()).toBe('2026-11-30T08:00:00.000Z');
  const year = Array.from({ length: 60 }, (_, week) => new Date(Date.UTC(2026, 10, 23 + week * 7, week > 17 && week < 49 ? 7 : 8)));
  expect(nextFreeSlot([berlin(1, '09:00')], year, new Date('2026-11-22T08:00:00Z'))).toBeNull();
});

test('an account goes to a project of the organization, and stays when the project goes', async () => {
  const id = await account();
  const { rows } = await app.owner.query("insert into projects (organization_id, name, owner_id) values ($1, 'The winter market', $2) returning id", [owner.organizationId, owner.userId]);
  await press(id, 'project', { projectId: rows[0].id });
  expect((await owner.browser.get('/social/accounts')).text).toContain('The winter market');
  const stranger = await founder(app);
  const { rows: theirs } = await app.owner.query("insert into projects (organization_id, name, owner_id) values ($1, 'Theirs', $2) returning id", [stranger.organizationId, stranger.userId]);
  expect((await press(id, 'project', { projectId: theirs[0].id })).status).toBe(422);
  expect((await rowOf(id)).project_id).toBe(rows[0].id);
});

test('an editor sees the accounts and why the buttons refuse; someone who was lent it connects', async () => {
  await account();
  const editor = await colleague(app, owner.browser, 'editor');
  const list = await editor.browser.get('/social/accounts');
  expect([list.status, list.text.includes('Only an owner or an admin can do this.')]).toEqual([200, true]);
  expect((await editor.browser.get('/social/connect')).status).toBe(403);
  await app.owner.query("update memberships set permissions = '{account:manage}' where user_id = $1", [editor.userId]);
  expect((await editor.browser.get('/social/connect')).status).toBe(200);
});
