import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { accountToOpen } from '#db/queries/accounts.ts';
import { NoAnswer, PlatformRefused } from '#app/domains/social/connectors/connector.ts';
import { connectorOf } from '#app/domains/social/connectors/registry.ts';
import { openAccount, wireOf } from '#app/domains/social/accounts/open-account.server.ts';
import { freshAccount, type Wanted } from '#app/domains/social/accounts/renew-tokens.server.ts';
import { jobContext } from '#app/platform/http.server.ts';
import { readFor } from '#app/platform/org.server.ts';
import { orgOfJob } from '#app/platform/system.server.ts';
import type { TwitterState } from '#tests/simulators/twitter.ts';
import { accountOn } from '#tests/support/accounts.ts';
import { startApp, type TestApp } from '#tests/support/app.ts';
import { founder } from '#tests/support/people.ts';
import { startPlatforms, type TestPlatforms } from '#tests/support/platforms.ts';

let app: TestApp;
let platforms: TestPlatforms;
let organizationId: string;

beforeAll(async () => {
  platforms = await startPlatforms();
  app = await startApp();
  app.env.SIMULATORS_AT = platforms.at;
  ({ organizationId } = await founder(app));
});
afterAll(() => platforms.stop());

const org = () => orgOfJob(jobContext(app.env, () => undefined), organizationId);
const fresh = (id: string, wanted: Wanted = {}) => freshAccount(org(), id, wanted);
const rowOf = async (id: string) => (await app.owner.query('select * from social_accounts where id = $1', [id])).rows[0];
const noticesOf = async (id: string) => (await app.owner.query("select type, title, message from notifications where data->>'accountId' = $1 order by id", [id])).rows;
const recordedOf = async (id: string) => (await app.owner.query('select action, metadata from audit_log where resource_id = $1 order by id', [id])).rows;
const desk = () => (platforms.running.twitter.world.state as TwitterState).desk;
const refreshes = () => desk().access.length;

/** One X account for each test: its people share a simulated platform, and a second use of a token ends all of one person's. */
async function account(endsIn: number | null = 60) {
  await app.owner.query("update social_accounts set deleted_at = now() where platform = 'twitter' and deleted_at is null");
  platforms.running.twitter.clear();
  return accountOn(app, platforms, organizationId, 'twitter', { endsIn });
}

async function opened(id: string) {
  const found = await readFor(org(), { row: accountToOpen(id) });
  if (!found.ok || !found.value.row) throw new Error('no row');
  return { row: found.value.row, account: await openAccount(app.env, found.value.row), wire: await wireOf({ env: app.env }, found.value.row) };
}

test('tokens that are good for long enough are opened and left alone', async () => {
  const id = await account(3600);
  const before = refreshes();
  const found = await fresh(id);
  expect(found.ok && desk().access.some(({ value }) => value === found.account.accessToken)).toBe(true);
  expect([refreshes(), (await rowOf(id)).token_generation]).toEqual([before, 0]);
});

test('tokens near their end are renewed once, and both new ones are kept sealed', async () => {
  const id = await account(60);
  const old = await opened(id);
  const found = await fresh(id);
  if (!found.ok) throw new Error(JSON.stringify(found));
  expect(found.account.accessToken).not.toBe(old.account.accessToken);
  expect(found.account.refreshToken).not.toBe(old.account.refreshToken);
  expect(await connectorOf('twitter').profile!(found.wire, found.account)).toMatchObject({ username: found.account.username });
  const row = await rowOf(id);
  expect([row.token_generation, row.renewing_until, row.status]).toEqual([1, null, 'active']);
  expect(Date.parse(row.token_expires_at)).toBeGreaterThan(Date.now() + 3600_000);
  for (const sealed of [row.access_token, row.refresh_token]) expect(sealed).toMatch(/^v1\./);
  expect((await opened(id)).account).toEqual(found.account);
});

test('of many that come at once one renews, and all get what it got', async () => {
  const id = await account(5);
  const before = refreshes();
  platforms.running.twitter.plan({ name: 'slow', on: 'refresh', times: 1 });
  const found = await Promise.all(Array.from({ length: 6 }, () => fresh(id)));
  const tokens = new Set(found.map((each) => (each.ok ? each.account.accessToken : JSON.stringify(each))));
  expect([tokens.size, refreshes() - before, (await rowOf(id)).token_generation]).toEqual([1, 1, 1]);
});

test('without a new refresh token the old one is kept', async () => {
  const id = await account(5);
  const connector = connectorOf('twitter');
  const before = await opened(id);
  const { refresh } = connector;
  connector.refresh = async () => ({ accessToken: 'access-without-its-sibling', refreshToken: null, expiresAt: new Date(Date.now() + 7_200_000), scopes: [] });
  onTestFinished(() => void (connector.refresh = refresh!));
  const found = await fresh(id);
  expect(found.ok && [found.account.accessToken, found.account.refreshToken]).toEqual(['access-without-its-sibling', before.account.refreshToken]);
  expect((await rowOf(id)).scopes.length).toBeGreaterThan(0);
});

test.each([
  ['no answer', new NoAnswer('No answer came in time.')],
  ['too many requests', new PlatformRefused('too-fast', 'X asks us to slow down.', 90)],
  ['an answer that is none', new PlatformRefused('unreadable', 'X answered something that is not its API. Try again in a moment.')],
  ['500', null],
  ['a broken line', null],
])('a platform that does not renew for now (%s) costs nothing but time', async (fault, error) => {
  const id = await account(-5);
  const connector = connectorOf('twitter');
  const { refresh } = connector;
  if (error) connector.refresh = async () => Promise.reject(error);
  else platforms.running.twitter.plan({ name: fault === '500' ? '500-before' : 'reset-before', on: 'refresh', times: 1 });
  onTestFinished(() => void (connector.refresh = refresh!));
  expect(await fresh(id)).toMatchObject({ ok: false, later: fault === 'too many requests' ? 90 : expect.any(Number), sentence: expect.stringMatching(/^[A-Z].+\.$/) });
  expect([(await rowOf(id)).status, (await rowOf(id)).renewing_until, await noticesOf(id)]).toEqual(['active', null, []]);
  // What is left of its time is used meanwhile.
  await app.owner.query("update social_accounts set token_expires_at = now() + interval '5 minutes' where id = $1", [id]);
  if (!error) platforms.running.twitter.plan({ name: 'reset-before', on: 'refresh', times: 1 });
  expect((await fresh(id)).ok).toBe(true);
});

test('a renewal that is refused loses the account: told once, recorded, with a plain reason', async () => {
  const id = await account(-5);
  platforms.running.twitter.simulator.revoke(platforms.running.twitter.world.state);
  const found = await Promise.all([fresh(id), fresh(id), fresh(id)]);
  for (const each of found) expect(each).toMatchObject({ ok: false, lost: expect.stringMatching(/Connect the account again\.$/) });
  const row = await rowOf(id);
  expect(row.status).toBe('revoked');
  expect(row.status_reason).toMatch(/^X does not renew/);
  expect(await noticesOf(id)).toEqual([{ type: 'account.lost', title: expect.stringContaining('on X is not connected any more'), message: row.status_reason }]);
  expect((await recordedOf(id)).map(({ action }) => action)).toEqual(['account.lost']);
  const asked = refreshes();
  expect(await fresh(id)).toEqual({ ok: false, lost: row.status_reason });
  expect(refreshes()).toBe(asked);
});

test('refused ahead of its end without being withdrawn, access is used up to its end', async () => {
  const id = await account(300);
  await app.owner.query('update social_accounts set refresh_token = null where id = $1', [id]);
  const early = await fresh(id);
  expect([early.ok, (await rowOf(id)).status, (await rowOf(id)).renewing_until]).toEqual([true, 'active', null]);
  await app.owner.query("update social_accounts set token_expires_at = now() - interval '1 second' where id = $1", [id]);
  expect(await fresh(id)).toMatchObject({ ok: false, lost: expect.any(String) });
  expect((await rowOf(id)).status).toBe('expired');
});

test('what the platform refused is renewed whatever its end says; access that cannot be is lost', async () => {
  const id = await account(3600);
  const before = refreshes();
  const renewed = await fresh(id, { refusedGeneration: 0 });
  expect([renewed.ok && renewed.row.tokenGeneration, refreshes() - before]).toEqual([1, 1]);
  // Whoever comes late with the old number finds the new tokens.
  expect(((await fresh(id, { refusedGeneration: 0 })) as { row: { tokenGeneration: number } }).row.tokenGeneration).toBe(1);
  const mastodon = await accountOn(app, platforms, organizationId, 'mastodon');
  expect((await fresh(mastodon)).ok).toBe(true);
  expect(await fresh(mastodon, { refusedGeneration: 0 })).toMatchObject({ ok: false, lost: expect.stringContaining('Mastodon') });
  expect((await rowOf(mastodon)).status).toBe('expired');
});

test('a lease whose holder died is taken over when it ends, and not before', async () => {
  const id = await account(300);
  await app.owner.query("update social_accounts set renewing_until = now() + interval '1 hour' where id = $1", [id]);
  const before = refreshes();
  expect(await fresh(id)).toMatchObject({ ok: false, later: expect.any(Number) });
  expect(refreshes()).toBe(before);
  await app.owner.query("update social_accounts set renewing_until = now() - interval '1 second' where id = $1", [id]);
  // It may still bring what it got: until then what is left of the old access is used.
  expect([(await fresh(id)).ok, refreshes()]).toEqual([true, before]);
  await app.owner.query("update social_accounts set renewing_until = now() - interval '11 minutes' where id = $1", [id]);
  expect([(await fresh(id)).ok, refreshes() - before]).toEqual([true, 1]);
});

test('dead between the rotation and the saving: the next ones wait for what may still come, and then say that it is lost, never silent', async () => {
  const id = await account(-5);
  const { account: held, wire } = await opened(id);
  await connectorOf('twitter').refresh!(wire, held);
  await app.owner.query("update social_accounts set renewing_until = now() - interval '1 second' where id = $1", [id]);
  const { renewing_until: unheard } = await rowOf(id);
  for (const each of [1, 2]) expect(await fresh(id), `look ${each}`).toMatchObject({ ok: false, later: 60, sentence: expect.stringContaining('nothing was heard of that yet') });
  expect([(await rowOf(id)).status, (await rowOf(id)).renewing_until, await noticesOf(id)]).toEqual(['active', unheard, []]);
  await app.owner.query("update social_accounts set renewing_until = now() - interval '11 minutes' where id = $1", [id]);
  expect(await fresh(id)).toMatchObject({ ok: false, lost: expect.stringMatching(/Connect the account again\.$/) });
  expect((await noticesOf(id)).map(({ type }) => type)).toEqual(['account.lost']);
});

test('what a slow holder got is kept and used, even when all had been given up meanwhile', async () => {
  for (const sinceMinutes of [1, 11]) {
    const id = await account(-5);
    const connector = connectorOf('twitter');
    const { refresh } = connector;
    let inBetween: unknown;
    connector.refresh = async (wire, held) => {
      connector.refresh = refresh!;
      const tokens = await refresh!(wire, held);
      await app.owner.query('update social_accounts set renewing_until = now() - make_interval(mins => $2) where id = $1', [id, sinceMinutes]);
      inBetween = await fresh(id);
      return tokens;
    };
    onTestFinished(() => void (connector.refresh = refresh!));
    expect((await fresh(id)).ok).toBe(true);
    expect(inBetween).toMatchObject(sinceMinutes === 1 ? { ok: false, later: 60 } : { ok: false, lost: expect.any(String) });
    expect(await rowOf(id)).toMatchObject({ status: 'active', status_reason: '', token_generation: 1, renewing_until: null });
  }
});

test('new tokens outlive a database that hiccups at the wrong moment', async () => {
  const id = await account(5);
  await app.owner.query(`create function public.hiccup() returns trigger language plpgsql as $$ begin
    if new.token_generation > old.token_generation and currval('public.hiccups') < 3 then raise exception 'hiccup'; end if; return new; end $$`);
  await app.owner.query('create sequence public.hiccups; grant usage on sequence public.hiccups to public');
  await app.owner.query("create trigger hiccup before update on social_accounts for each row when (new.token_generation > old.token_generation and nextval('public.hiccups') < 3) execute function public.hiccup()");
  onTestFinished(async () => void (await app.owner.query('drop trigger hiccup on social_accounts; drop function public.hiccup(); drop sequence public.hiccups')));
  const before = refreshes();
  const found = await fresh(id);
  expect([found.ok, refreshes() - before, (await rowOf(id)).token_generation]).toEqual([true, 1, 1]);
});

test('saved tokens of a slow holder never overwrite those of whoever came after', async () => {
  const id = await account(5);
  const connector = connectorOf('twitter');
  const { refresh } = connector;
  connector.refresh = async (wire, held) => {
    const tokens = await refresh!(wire, held);
    // Connected again by a person in the meantime.
    await app.owner.query("update social_accounts set token_generation = token_generation + 1, renewing_until = null, token_expires_at = now() + interval '2 hours' where id = $1", [id]);
    return tokens;
  };
  onTestFinished(() => void (connector.refresh = refresh!));
  const before = (await rowOf(id)).access_token;
  const found = await fresh(id);
  expect([found.ok, (await rowOf(id)).access_token, (await rowOf(id)).token_generation]).toEqual([true, before, 1]);
});

test('a disconnected account is lost, and one of another organization is not there', async () => {
  const id = await account(5);
  const other = await founder(app);
  expect(await freshAccount(orgOfJob(jobContext(app.env, () => undefined), other.organizationId), id)).toEqual({ ok: false, lost: 'This account was disconnected.' });
  await app.owner.query('update social_accounts set deleted_at = now() where id = $1', [id]);
  expect(await fresh(id)).toEqual({ ok: false, lost: 'This account was disconnected.' });
});

test('sealed tokens open in their own row, field and organization only, and with simulators in development only', async () => {
  const id = await account(3600);
  const row = await rowOf(id);
  const asRow = { id, organizationId, platformAccountId: row.platform_account_id, username: row.username, accessToken: row.access_token, refreshToken: row.refresh_token, place: null, platformData: {} };
  expect((await openAccount(app.env, asRow)).accessToken).not.toBe('');
  await expect(openAccount(app.env, { ...asRow, accessToken: row.refresh_token })).rejects.toThrow();
  await expect(openAccount(app.env, { ...asRow, id: organizationId })).rejects.toThrow();
  await expect(openAccount(app.env, { ...asRow, organizationId: id })).rejects.toThrow();
  const reached = async (env: Partial<typeof app.env>) => {
    const { hosts, client } = await wireOf({ env: { ...app.env, ...env } }, { ...asRow, platform: 'twitter', client: null });
    return [Object.values(hosts).every((host) => host.startsWith(platforms.at)), client?.id];
  };
  expect(await reached({})).toEqual([true, 'masthead-demo']);
  expect(await reached({ MAIL_TRANSPORT: 'resend' })).toEqual([false, undefined]);
  expect(await reached({ MAIL_TRANSPORT: 'resend', SOCIAL_CLIENTS: '{"twitter":{"id":"ours","secret":"s"}}' })).toEqual([false, 'ours']);
  expect(await reached({ MAIL_TRANSPORT: 'resend', SOCIAL_CLIENTS: 'not JSON' })).toEqual([false, undefined]);
});
