import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { CONNECTORS } from '#app/domains/social/connectors/registry.ts';
import { inputName } from '#app/domains/social/accounts/input-name.ts';
import { PLATFORMS, type Platform } from '#db/schema/choices.ts';
import type { MastodonState } from '#tests/simulators/mastodon.ts';
import { allow } from '#tests/support/accounts.ts';
import { startApp, type TestApp } from '#tests/support/app.ts';
import type { Browser } from '#tests/support/browser.ts';
import { colleague, founder } from '#tests/support/people.ts';
import { startPlatforms, type TestPlatforms } from '#tests/support/platforms.ts';

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

const decoded = (text: string) => text.replace(/&#x27;/g, "'").replace(/&quot;/g, '"').replace(/&amp;/g, '&').replace(/&#x2F;/g, '/');
const accounts = async (organizationId = owner.organizationId) => (await app.owner.query('select * from social_accounts where organization_id = $1 and deleted_at is null order by created_at, id', [organizationId])).rows;
const clear = () => app.owner.query('delete from social_connections; delete from social_accounts');
const placeOf = (platform: Platform) => `${platforms.at}/${platform}/place`;
const said = (answer: { text: string }) => decoded(/role="alert"[^>]*>(.*?)<\/div>/s.exec(answer.text)?.[1]?.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim() ?? '');

/** To the consent page: the address that the form answers with. */
async function begin(browser: Browser, platform: Platform, fields: Record<string, string> = {}): Promise<string> {
  const place: Record<string, string> = platform === 'mastodon' ? { 'field.place': placeOf(platform) } : {};
  const begun = await browser.post(`/social/connect/${platform}`, { ...place, ...fields });
  const go = /<a href="(http[^"]+)"[^>]*>Go on to/.exec(begun.text)?.[1];
  if (!go) throw new Error(`Not begun: ${begun.status} ${said(begun)}`);
  return decoded(go);
}
const back = (browser: Browser, url: URL) => browser.get(url.pathname + url.search);
const connect = async (browser: Browser, platform: Platform, fields: Record<string, string> = {}) => back(browser, await allow(await begin(browser, platform, fields)));

test('an account is connected by the consent page of its platform, its tokens sealed to its row', async () => {
  await clear();
  const shown = await connect(owner.browser, 'mastodon');
  const [row] = await accounts();
  expect([shown.status, shown.url]).toEqual([200, `/social/accounts/${row.id}`]);
  expect(row).toMatchObject({ platform: 'mastodon', platform_account_id: '1001', username: 'demo_gazette', display_name: 'Demo Gazette', place: placeOf('mastodon'), follower_count: 1204, status: 'active', connected_by: owner.userId });
  expect(row.access_token).toMatch(/^v1\./);
  expect(row.client).toMatch(/^v1\./);
  expect(shown.text).toContain('@demo_gazette@');
  const list = await owner.browser.get('/social/accounts');
  expect(list.text).toContain('Demo Gazette');
  expect(list.text).toContain('1,204');
  const { rows } = await app.owner.query("select action, metadata from audit_log where resource_id = $1", [row.id]);
  expect(rows).toEqual([{ action: 'account.connected', metadata: { account: 'Demo Gazette on Mastodon' } }]);
  const told = await app.owner.query('select followers, source, post_target_id from metric_snapshots where social_account_id = $1', [row.id]);
  expect(told.rows).toEqual([{ followers: 1204, source: 'mastodon', post_target_id: null }]);
});

test('the same account again is the same row with new tokens, also after it was disconnected', async () => {
  await clear();
  await connect(owner.browser, 'mastodon');
  const [first] = await accounts();
  await app.owner.query("update social_accounts set status = 'expired', status_reason = 'Its access has ended.', warned_for = now() where id = $1", [first.id]);
  await connect(owner.browser, 'mastodon');
  const [second, ...more] = await accounts();
  expect(more).toEqual([]);
  expect([second.id, second.status, second.status_reason, second.warned_for, second.token_generation]).toEqual([first.id, 'active', '', null, 1]);
  expect(second.access_token).not.toBe(first.access_token);
  await owner.browser.post(`/social/accounts/${first.id}`, { intent: 'disconnect', accountId: first.id });
  expect(await accounts()).toEqual([]);
  await connect(owner.browser, 'mastodon');
  expect((await accounts()).map(({ id, status }) => [id, status])).toEqual([[first.id, 'active']]);
});

test('connected again as another account it is refused with a sentence, and both stay as they were', async () => {
  await clear();
  await connect(owner.browser, 'mastodon');
  const [row] = await accounts();
  const answer = await back(owner.browser, await allow(await begin(owner.browser, 'mastodon', { accountId: row.id }), '1002'));
  expect(decoded(answer.text)).toContain('This is Demo Editor on Mastodon, not the account that was to be connected again.');
  expect(answer.text).toContain(`/social/connect/mastodon?account=${row.id}`);
  expect((await accounts()).map(({ id, access_token }) => [id, access_token])).toEqual([[row.id, row.access_token]]);
  const right = await back(owner.browser, await allow(await begin(owner.browser, 'mastodon', { accountId: row.id }), '1001'));
  expect(right.url).toBe(`/social/accounts/${row.id}`);
});

test('the state is proved: forged, missing, replayed, too old, of another person, of another organization', async () => {
  await clear();
  const UNKNOWN = 'This way back belongs to nothing that you began here.';
  const refused = async (browser: Browser, url: URL, sentence: string) => {
    const answer = await back(browser, url);
    expect([answer.url.split('?')[0], decoded(answer.text).includes(sentence)]).toEqual(['/social/connect/back', true]);
    expect(await accounts()).toEqual([]);
  };
  const good = await allow(await begin(owner.browser, 'mastodon'));
  const forged = new URL(good);
  forged.searchParams.set('state', 'x'.repeat(43));
  await refused(owner.browser, forged, UNKNOWN);
  forged.searchParams.delete('state');
  await refused(owner.browser, forged, UNKNOWN);
  const admin = await colleague(app, owner.browser, 'admin');
  await refused(admin.browser, good, UNKNOWN);
  const stranger = await founder(app);
  await refused(stranger.browser, good, UNKNOWN);
  await app.owner.query("update social_connections set expires_at = now() - interval '1 second'");
  await refused(owner.browser, good, 'This took longer than an hour');
  await app.owner.query("update social_connections set expires_at = now() + interval '1 hour'");
  const editor = await colleague(app, owner.browser, 'editor');
  expect((await back(editor.browser, good)).status).toBe(403);
  const signedOut = await back(app.browser(), good);
  expect(signedOut.url).toMatch(/^\/sign-in\?next=/);
  // Everyone who had no right to it has used up nothing.
  expect((await back(owner.browser, good)).url).toMatch(/^\/social\/accounts\//);
  await app.owner.query('delete from social_accounts');
  await refused(owner.browser, good, 'This way back was used before');
});

test('two visits with one state at once: one exchange', async () => {
  await clear();
  const good = await allow(await begin(owner.browser, 'mastodon'));
  const asked = platforms.running.mastodon.world.state as MastodonState;
  const before = asked.desk.access.length;
  const answers = await Promise.all([1, 2, 3].map(() => back(owner.browser, good)));
  expect(answers.filter(({ url }) => url.startsWith('/social/accounts/'))).toHaveLength(1);
  expect([asked.desk.access.length - before, (await accounts()).length]).toEqual([1, 1]);
});

test('denied, refused and unanswered: told plainly, with the way to try again', async () => {
  await clear();
  const denied = await back(owner.browser, await allow(await begin(owner.browser, 'mastodon'), undefined).then((url) => {
    url.searchParams.delete('code');
    url.searchParams.set('error', 'access_denied');
    return url;
  }));
  expect(decoded(denied.text)).toContain('You did not allow it at Mastodon. Nothing was connected and nothing was changed.');
  expect(denied.text).toContain('href="/social/connect/mastodon"');
  const good = await allow(await begin(owner.browser, 'mastodon'));
  good.searchParams.delete('code');
  good.searchParams.set('error', 'server_error');
  good.searchParams.set('error_description', '<b>Something</b> broke');
  const broken = await back(owner.browser, good);
  expect(broken.text).not.toContain('<b>Something</b>');
  expect(decoded(broken.text)).toContain('without letting Masthead in');
  const wrong = await allow(await begin(owner.browser, 'mastodon'));
  wrong.searchParams.set('code', 'code-that-nobody-gave');
  expect(decoded((await back(owner.browser, wrong)).text)).toContain('Mastodon says:');
  const later = await allow(await begin(owner.browser, 'mastodon'));
  platforms.running.mastodon.plan({ name: 'reset-before', on: 'sign-in', times: 1 });
  expect(decoded((await back(owner.browser, later)).text)).toContain('Mastodon did not answer. Nothing was changed.');
  expect(await accounts()).toEqual([]);
});

test.each([
  ['https://127.0.0.1/', 'Addresses made of numbers are not called.'],
  ['https://2130706433/', 'Addresses made of numbers are not called.'],
  ['https://[::1]/', 'Addresses made of numbers are not called.'],
  ['http://mastodon.social', 'Only addresses that begin with https:// are called.'],
  ['https://metadata.google.internal/', 'does not lead to a public site'],
  ['https://mastodon.social:8443', 'Only the usual port'],
  ['https://me:secret@mastodon.social', 'a name or a password in it'],
  ['localhost', 'does not lead to a public site'],
  ['@editor@intranet', 'does not lead to a public site'],
  ['', 'This is not an address of the web.'],
  ['https://', 'This is not an address of the web.'],
  ['javascript:alert(1)', 'not'],
])('a place that is none of the public web (%s) is refused at its field, and nobody calls it', async (place, sentence) => {
  await clear();
  const called = vi.spyOn(globalThis, 'fetch');
  onTestFinished(() => called.mockRestore());
  const answer = await owner.browser.post('/social/connect/mastodon', { 'field.place': place });
  expect([answer.status, decoded(answer.text).includes(sentence)]).toEqual([422, true]);
  expect(answer.text).toMatch(/name="field\.place"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*name="field\.place"/);
  for (const [request] of called.mock.calls) expect(String(request instanceof Request ? request.url : request)).toMatch(/\/sql$/);
  expect((await app.owner.query('select from social_connections')).rowCount).toBe(0);
});

test('outside development nothing lets a place on this machine through', async () => {
  app.env.MAIL_TRANSPORT = 'resend';
  onTestFinished(() => void (app.env.MAIL_TRANSPORT = 'mailbox'));
  const answer = await owner.browser.post('/social/connect/mastodon', { 'field.place': placeOf('mastodon') });
  expect([answer.status, said(answer)]).toEqual([422, expect.stringContaining('https://')]);
  const grid = await owner.browser.get('/social/connect');
  expect(decoded(grid.text)).toContain('Masthead is not registered at X yet');
  expect((await owner.browser.post('/social/connect/twitter', {})).status).toBe(422);
});

test.each(['ghost', 'wordpress', 'bluesky', 'medium'] as const)('%s is connected by what its form asks for; a wrong key is told and never sent back', async (platform) => {
  await clear();
  const { connecting } = CONNECTORS[platform]!;
  if (connecting.way !== 'form') throw new Error('no form');
  const hints: Record<string, string> = platforms.running[platform].simulator.hints ?? {};
  const typed = (values: Record<string, string>) => Object.fromEntries(connecting.fields.map((field) => [inputName(field), values[field.name] ?? (field.name === 'place' ? placeOf(platform) : '')]));
  const secret = connecting.fields.find((field) => field.secret)!;
  const wrong = await owner.browser.post(`/social/connect/${platform}`, typed({ ...hints, [secret.name]: 'a-wrong-secret-key' }));
  expect([wrong.status, said(wrong).length > 20]).toEqual([422, true]);
  expect(wrong.text).not.toContain('a-wrong-secret-key');
  const missing = await owner.browser.post(`/social/connect/${platform}`, typed({ ...hints, [secret.name]: ' ' }));
  expect([missing.status, decoded(missing.text)]).toEqual([422, expect.stringContaining(`Fill in “${secret.label}”.`)]);
  const right = await owner.browser.post(`/social/connect/${platform}`, typed(hints));
  expect(right.url).toMatch(/^\/social\/accounts\//);
  const [row] = await accounts();
  expect([row.platform, row.status]).toEqual([platform, 'active']);
  const again = await owner.browser.post(`/social/connect/${platform}`, typed(hints));
  expect(again.url).toBe(`/social/accounts/${row.id}`);
  expect(await accounts()).toHaveLength(1);
});

test('of several accounts a person chooses; what was given for the others is forgotten', async () => {
  await clear();
  const asked = await connect(owner.browser, 'facebook');
  expect(asked.url).toMatch(/^\/social\/connect\/choose\//);
  const id = asked.url.split('/').at(-1)!;
  const values = [...asked.text.matchAll(/type="checkbox"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*type="checkbox"/g)].map((match) => match[1] ?? match[2]!);
  expect(values.length).toBeGreaterThan(1);
  const { rows } = await app.owner.query('select granted from social_connections where id = $1', [id]);
  expect(rows[0].granted).toMatch(/^v1\./);
  expect(await accounts()).toEqual([]);
  const none = await owner.browser.post(asked.url, { connectionId: id, 'chosen[]': '' });
  expect([none.status, decoded(none.text)]).toEqual([422, expect.stringContaining('Choose at least one account.')]);
  const other = await owner.browser.post(asked.url, { connectionId: id, 'chosen[]': ['never-offered'] });
  expect(other.status).toBe(422);
  const admin = await colleague(app, owner.browser, 'admin');
  expect((await admin.browser.get(asked.url)).status).toBe(404);
  expect((await admin.browser.post(asked.url, { connectionId: id, 'chosen[]': [values[0]!] })).status).toBe(404);
  const chosen = await owner.browser.post(asked.url, { connectionId: id, 'chosen[]': [values[1]!] });
  expect(chosen.url).toMatch(/^\/social\/accounts\//);
  expect((await accounts()).map((row) => row.platform_account_id)).toEqual([values[1]]);
  expect((await app.owner.query('select granted from social_connections where id = $1', [id])).rows[0].granted).toBeNull();
  expect((await owner.browser.post(asked.url, { connectionId: id, 'chosen[]': [values[0]!] })).status).toBe(404);
  await app.owner.query("update social_connections set expires_at = now() - interval '1 second'");
  await app.tick('17 3 * * *');
  expect((await app.owner.query('select from social_connections')).rowCount).toBe(0);
});

test('every platform that the registry knows can be chosen, and its page opens', async () => {
  const grid = await owner.browser.get('/social/connect');
  for (const platform of PLATFORMS) {
    const connector = CONNECTORS[platform];
    if (!connector) continue;
    expect(grid.text).toContain(`href="/social/connect/${platform}"`);
    expect((await owner.browser.get(`/social/connect/${platform}`)).status).toBe(200);
  }
  expect((await owner.browser.get('/social/connect/nowhere')).status).toBe(404);
  expect((await owner.browser.get('/social/connect/mastodon?account=019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01')).status).toBe(404);
});

test('a project of another organization is no project here', async () => {
  await clear();
  const stranger = await founder(app);
  const { rows } = await app.owner.query("insert into projects (organization_id, name, owner_id) values ($1, 'Theirs', $2) returning id", [stranger.organizationId, stranger.userId]);
  const answer = await owner.browser.post('/social/connect/mastodon', { 'field.place': placeOf('mastodon'), projectId: rows[0].id });
  expect([answer.status, said(answer)]).toEqual([422, expect.stringContaining('There is no such project.')]);
});

test('no token, proof, key or client secret is in a page, an audit entry, a notice or a log line', async () => {
  await clear();
  const lines: string[] = [];
  const spies = (['log', 'info', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level).mockImplementation((...words) => void lines.push(words.join(' '))));
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore();
  });
  const pages: string[] = [];
  const good = await allow(await begin(owner.browser, 'mastodon'));
  pages.push((await back(owner.browser, good)).text);
  const X = await connect(owner.browser, 'twitter');
  pages.push(X.text);
  const rows = await accounts();
  for (const { id } of rows) {
    for (const intent of ['sync', 'renew']) pages.push((await owner.browser.post(`/social/accounts/${id}`, { intent, accountId: id })).text);
    pages.push((await owner.browser.get(`/social/accounts/${id}`)).text);
  }
  pages.push((await owner.browser.get('/social/accounts')).text, (await owner.browser.get('/settings/activity')).text, (await owner.browser.get(`/social/connect/mastodon?account=${rows[0].id}`)).text);
  const desks = [platforms.running.mastodon, platforms.running.twitter].map(({ world }) => (world.state as MastodonState).desk);
  const secrets = [
    ...desks.flatMap(({ access, refresh, codes }) => [...access, ...refresh, ...codes].map(({ value }) => value)),
    ...(platforms.running.mastodon.world.state as MastodonState).apps.map(({ secret }) => secret),
    ...(await accounts()).flatMap((row) => [row.access_token, row.refresh_token, row.client]).filter(Boolean),
  ];
  expect(secrets.length).toBeGreaterThan(6);
  const { rows: kept } = await app.owner.query("select jsonb_agg(metadata)::text as text from audit_log union all select coalesce(jsonb_agg(to_jsonb(n))::text, '') from notifications n union all select coalesce(jsonb_agg(payload)::text, '') from outbox");
  const everything = [...pages, ...lines, ...kept.map(({ text }) => text)].join('\n');
  for (const secret of secrets) expect(everything.includes(secret), secret.slice(0, 12)).toBe(false);
});
