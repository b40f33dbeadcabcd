import { beforeAll, expect, test } from 'vitest';
import { hashPassword } from '#app/domains/identity/hash-password.server.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { founder, letterTo, newcomer, PASSWORD } from '../support/people.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});

const tokenIn = (link: string) => new URL(link, 'http://x').searchParams.get('token')!;
const signUp = (email: string, more: Record<string, string> = {}) => app.browser().post('/sign-up', { name: 'Nora Test', email, password: PASSWORD, timeZone: 'Asia/Tokyo', ...more });

test('a newcomer signs up, confirms by the letter and is signed in', async () => {
  const browser = app.browser();
  const sent = await browser.post('/sign-up', { name: 'Nora Test', email: 'nora@example.test', password: PASSWORD, timeZone: 'Asia/Tokyo' });
  expect(sent.url).toBe('/check-your-mail?email=nora%40example.test');
  const { subject, link } = await letterTo(app, 'nora@example.test');
  expect(subject).toBe('Confirm your email address');
  const shown = await browser.get(link);
  expect(shown.text).toContain('nora@example.test');
  expect(shown.text).not.toContain('name="password"');
  const confirmed = await browser.post(link, { token: tokenIn(link) });
  expect(confirmed.url).toBe('/organizations/new');
  expect(confirmed.text).toContain('Create your organization');
});

test('opening the link confirms nothing: a mail scanner opens it too', async () => {
  await signUp('scanned@example.test');
  const { link } = await letterTo(app, 'scanned@example.test');
  await app.browser().get(link);
  await app.browser().get(link);
  const { rows } = await app.owner.query("select email_verified_at from users where email = 'scanned@example.test'");
  expect(rows[0].email_verified_at).toBeNull();
});

test('another browser confirms only with the password, so nobody keeps a password on a stranger’s address', async () => {
  await signUp('victim@example.test');
  const { link } = await letterTo(app, 'victim@example.test');
  const other = app.browser();
  expect((await other.get(link)).text).toContain('name="password"');
  const refused = await other.post(link, { token: tokenIn(link), password: 'not this one at all' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('not the password that was chosen');
  expect((await other.post(link, { token: tokenIn(link), password: PASSWORD })).url).toBe('/organizations/new');
});

test('a link works once', async () => {
  const browser = app.browser();
  await browser.post('/sign-up', { name: 'Once', email: 'once@example.test', password: PASSWORD, timeZone: 'UTC' });
  const { link } = await letterTo(app, 'once@example.test');
  await browser.post(link, { token: tokenIn(link) });
  const again = await browser.post(link, { token: tokenIn(link) });
  expect(again.status).toBe(409);
  expect((await browser.get(link)).text).toContain('This link is spent');
});

test.each(['', 'x', 'A'.repeat(43), "'; drop table users; --".padEnd(43, 'x')])('a made-up token (%s) is a spent link, never an error', async (token) => {
  for (const path of ['/confirm', '/new-password']) expect((await app.browser().get(`${path}?token=${encodeURIComponent(token)}`)).text).toContain('This link is spent');
  expect((await app.browser().get(`/invitation?token=${encodeURIComponent(token)}`)).text).toContain('This invitation is closed');
});

test('signing up with a known address answers the same and sends a letter that says so', async () => {
  const { email } = await newcomer(app);
  const answer = await signUp(email.toUpperCase(), { password: 'a completely different one' });
  expect(answer.url).toContain('/check-your-mail');
  expect((await letterTo(app, email)).subject).toBe('You already have a Masthead account');
  expect((await app.browser().post('/sign-in', { email, password: PASSWORD })).url).toBe('/organizations/new');
});

test('signing up again before confirming replaces what was typed the first time', async () => {
  await signUp('twice@example.test');
  const first = await letterTo(app, 'twice@example.test');
  await signUp('twice@example.test', { password: 'the second choice counts' });
  const second = await letterTo(app, 'twice@example.test');
  expect((await app.browser().get(first.link)).text).toContain('This link is spent');
  expect((await app.browser().post(second.link, { token: tokenIn(second.link), password: 'the second choice counts' })).url).toBe('/organizations/new');
});

test('a wrong password and an unknown address are told in the same words', async () => {
  const { email } = await newcomer(app);
  const wrong = await app.browser().post('/sign-in', { email, password: 'not this one' });
  const unknown = await app.browser().post('/sign-in', { email: 'nobody@example.test', password: 'not this one' });
  const sentence = 'This address and password do not belong together. Check both, or choose a new password.';
  for (const answer of [wrong, unknown]) {
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(sentence);
    expect(answer.trips).toBeLessThanOrEqual(2);
  }
  expect(wrong.text).toContain(`value="${email}"`);
  expect(wrong.text).not.toContain('not this one');
});

test('the eleventh try within a quarter of an hour is refused, even with the right password', async () => {
  const { email } = await newcomer(app);
  for (let tries = 0; tries < 10; tries += 1) await app.browser().post('/sign-in', { email, password: `guess number ${tries}` });
  const answer = await app.browser().post('/sign-in', { email, password: PASSWORD });
  expect(answer.status).toBe(429);
  expect(answer.headers.get('Retry-After')).toBe('900');
  expect(answer.text).toContain('Too many attempts');
});

test('a hash made with older parameters is made anew at sign-in', async () => {
  const { email } = await newcomer(app);
  await app.owner.query('update users set password_hash = $1 where email = $2', [await hashPassword(PASSWORD, { N: 1024, r: 8, p: 1 }), email]);
  expect((await app.browser().post('/sign-in', { email, password: PASSWORD })).url).toBe('/organizations/new');
  const { rows } = await app.owner.query('select password_hash from users where email = $1', [email]);
  expect(rows[0].password_hash).toMatch(/^scrypt\$32768\.8\.3\$/);
});

test('the session cookie is http-only, its token is stored only as a hash, and sign-in makes a new one each time', async () => {
  const { browser, email } = await newcomer(app);
  const first = browser.cookies.get('mh-session')!;
  await browser.post('/sign-in', { email, password: PASSWORD });
  const second = browser.cookies.get('mh-session')!;
  expect(second).not.toBe(first);
  const token = JSON.parse(atob(decodeURIComponent(second)));
  const { rows } = await app.owner.query('select count(*)::int as count from sessions s where s::text like $1', [`%${token}%`]);
  expect(rows[0].count).toBe(0);
  const answer = await app.browser().post('/sign-in', { email, password: PASSWORD }, { follow: false });
  expect(answer.headers.getSetCookie().join()).toMatch(/HttpOnly/i);
  expect(answer.headers.getSetCookie().join()).toMatch(/SameSite=Lax/i);
});

test('an expired, an idle and a revoked session lead to sign-in', async () => {
  for (const change of ["expires_at = now() - interval '1 second'", "last_seen_at = now() - interval '15 days'", 'revoked_at = now()']) {
    const { browser } = await founder(app);
    expect((await browser.get('/')).status).toBe(200);
    const token = JSON.parse(atob(decodeURIComponent(browser.cookies.get('mh-session')!)));
    await app.owner.query(`update sessions set ${change} where token_hash = sha256(convert_to($1, 'UTF8'))`, [token]);
    expect((await browser.get('/')).url).toMatch(/^\/sign-in/);
  }
});

test('a session in use does not become idle, and noticing it costs the page no trip', async () => {
  const { browser, userId } = await founder(app);
  await app.owner.query("update sessions set last_seen_at = now() - interval '13 days' where user_id = $1", [userId]);
  expect((await browser.get('/')).trips).toBe(1);
  const { rows } = await app.owner.query("select bool_and(last_seen_at > now() - interval '1 minute') as fresh from sessions where user_id = $1", [userId]);
  expect(rows[0].fresh).toBe(true);
});

test('a suspended person is out at the next request', async () => {
  const { browser, userId, email } = await founder(app);
  await app.owner.query("update users set status = 'suspended' where id = $1", [userId]);
  expect((await browser.get('/')).url).toMatch(/^\/sign-in/);
  expect((await app.browser().post('/sign-in', { email, password: PASSWORD })).text).toContain('This account is suspended');
});

test('a forgotten password: the answer never tells who is known, the link works once and ends every session', async () => {
  const { browser, email } = await newcomer(app);
  expect((await app.browser().post('/forgotten-password', { email: 'nobody@example.test' })).url).toBe('/forgotten-password?sent=1');
  expect((await app.browser().post('/forgotten-password', { email })).url).toBe('/forgotten-password?sent=1');
  const { link, subject } = await letterTo(app, email);
  expect(subject).toBe('Choose a new password');
  const fresh = app.browser();
  expect((await fresh.post(link, { token: tokenIn(link), password: 'a brand new harbour' })).url).toBe('/organizations/new');
  expect((await browser.get('/organizations/new')).url).toMatch(/^\/sign-in/);
  expect((await app.browser().post(link, { token: tokenIn(link), password: 'and once more please' })).status).toBe(409);
  expect((await app.browser().post('/sign-in', { email, password: 'a brand new harbour' })).url).toBe('/organizations/new');
});

test('an expired reset link changes nothing', async () => {
  const { email } = await newcomer(app);
  await app.browser().post('/forgotten-password', { email });
  const { link } = await letterTo(app, email);
  await app.owner.query("update user_tokens set expires_at = now() - interval '1 second' where purpose = 'reset_password'");
  expect((await app.browser().post(link, { token: tokenIn(link), password: 'a brand new harbour' })).status).toBe(409);
  expect((await app.browser().post('/sign-in', { email, password: PASSWORD })).url).toBe('/organizations/new');
});

test.each([
  [{ password: 'short' }, 'at least 10 characters'],
  [{ password: 'password123' }, 'well known'],
  [{ password: 'aaaaaaaaaaaa' }, 'well known'],
  [{ password: 'abcdefghijkl' }, 'well known'],
  [{ password: 'nora-test-1' , name: 'Nora-test' }, 'too close to your name'],
  [{ email: 'not an address' }, 'does not look like an email address'],
  [{ name: '   ' }, 'Your name is missing'],
  [{ name: 'x'.repeat(1_000_000) }, 'at most 80 characters'],
  [{ timeZone: 'Mars/Olympus' }, 'time zone is not known'],
])('sign-up refuses %o at its field and keeps the rest', async (change, sentence) => {
  const answer = await app.browser().post('/sign-up', { name: 'Nora Test', email: 'kept@example.test', password: PASSWORD, timeZone: 'UTC', ...change });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(sentence);
  expect(answer.text).toMatch(/autofocus/i);
  if (!('email' in change)) expect(answer.text).toContain('kept@example.test');
  expect(answer.text.length).toBeLessThan(200_000);
});

test('after signing in one lands where one wanted to go, and never on another site', async () => {
  const { email } = await founder(app);
  const browser = app.browser();
  const asked = await browser.get('/settings/people');
  expect(asked.url).toBe('/sign-in?next=%2Fsettings%2Fpeople');
  expect((await browser.post(asked.url, { email, password: PASSWORD })).url).toBe('/settings/people');
  for (const evil of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
    expect((await app.browser().post(`/sign-in?next=${encodeURIComponent(evil)}`, { email, password: PASSWORD })).url).toBe('/');
  }
});

test('a password change asks for the old one, ends other sessions and keeps this one under a new token', async () => {
  const { browser, email } = await founder(app);
  const other = app.browser();
  await other.post('/sign-in', { email, password: PASSWORD });
  const before = browser.cookies.get('mh-session');
  const wrong = await browser.post('/settings/security', { intent: 'change-password', current: 'wrong one', password: 'a better harbour' });
  expect(wrong.text).toContain('not your current password');
  const changed = await browser.post('/settings/security', { intent: 'change-password', current: PASSWORD, password: 'a better harbour' });
  expect(changed.text).toContain('Your password is changed');
  expect(browser.cookies.get('mh-session')).not.toBe(before);
  expect((await other.get('/')).url).toMatch(/^\/sign-in/);
});

test('sessions are listed with their device and can be ended, one or all others', async () => {
  const { browser, email, userId } = await founder(app);
  const phone = app.browser();
  await phone.post('/sign-in', { email, password: PASSWORD }, { headers: { 'User-Agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1' } });
  const page = await browser.get('/settings/security');
  expect(page.text).toContain('Safari on iOS');
  const { rows } = await app.owner.query("select id from sessions where user_id = $1 and user_agent like '%iPhone%'", [userId]);
  const ended = await browser.post('/settings/security', { intent: 'revoke', sessionId: rows[0].id });
  expect(ended.text).toContain('The session is ended.');
  expect((await phone.get('/')).url).toMatch(/^\/sign-in/);
  const foreign = await founder(app);
  expect((await foreign.browser.post('/settings/security', { intent: 'revoke', sessionId: rows[0].id })).status).toBe(404);
});

test('signing out ends the session for good', async () => {
  const { browser } = await founder(app);
  const kept = new Map(browser.cookies);
  expect((await browser.post('/sign-out', {})).url).toBe('/sign-in');
  for (const [name, value] of kept) browser.cookies.set(name, value);
  expect((await browser.get('/')).url).toMatch(/^\/sign-in/);
});
