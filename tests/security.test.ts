import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { beforeAll, expect, inject, test } from 'vitest';
import { startApp, type TestApp } from './support/app.ts';
import { founder } from './support/people.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
beforeAll(async () => {
  app = await startApp();
  owner = await founder(app);
});

const fields = { intent: 'invite', email: 'forged@example.test', role: 'admin' };
const invited = async () => (await app.owner.query("select count(*)::int as count from invitations where email = 'forged@example.test'")).rows[0].count;

test.each([
  [{ Origin: 'https://evil.example' }],
  [{ Origin: 'null' }],
  [{ Origin: 'http://localhost:5173.evil.example' }],
  [{ Origin: '', 'Sec-Fetch-Site': 'cross-site' }],
  [{ Origin: '', 'Sec-Fetch-Site': 'same-site' }],
  [{ Origin: 'https://evil.example', 'X-Forwarded-Host': 'evil.example' }],
])('a write from elsewhere (%o) is refused on every door, and changes nothing', async (headers) => {
  for (const path of ['/settings/people', '/settings/people.data', '/sign-in', '/theme', '/sign-out', '/media/f/x', '/api/v1/invitations']) {
    const sent = new Headers(Object.entries(headers).filter(([, value]) => value !== '') as [string, string][]);
    const response = await app.fetch(
      new Request(`http://localhost:5173${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: { Cookie: [...owner.browser.cookies].map((pair) => pair.join('=')).join('; '), ...Object.fromEntries(sent) } }),
    );
    expect({ path, status: response.status }).toEqual({ path, status: 403 });
  }
  expect(await invited()).toBe(0);
  expect((await owner.browser.get('/')).status).toBe(200);
});

test('a write with cookies and no sign of where it came from is refused', async () => {
  const response = await app.fetch(new Request('http://localhost:5173/settings/people', { method: 'POST', body: new URLSearchParams(fields), headers: { Cookie: 'mh-session=x' } }));
  expect(response.status).toBe(403);
});

test('every script of a page carries this answer’s nonce, and no two answers share one', async () => {
  const nonces = new Set<string>();
  for (const path of ['/', '/settings/people', '/sign-in']) {
    const answer = await owner.browser.get(path === '/sign-in' ? '/settings/security' : path);
    const policy = answer.headers.get('Content-Security-Policy')!;
    const nonce = /'nonce-([^']+)'/.exec(policy)![1]!;
    nonces.add(nonce);
    const scripts = answer.text.match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    for (const directive of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) expect(policy).toContain(directive);
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval/);
    expect(answer.headers.get('Cache-Control')).toBe('private, no-store');
  }
  expect(nonces.size).toBe(3);
});

test.each(['/', '/sign-in', '/healthz', '/api/v1/openapi.json', '/no-such-page', '/media/f/x'])('%s carries the headers of every answer', async (path) => {
  const answer = await app.browser().get(path);
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(answer.headers.get('Strict-Transport-Security')).toContain('max-age=63072000');
  expect(answer.headers.get('Referrer-Policy')).toBe('strict-origin-when-cross-origin');
  expect(answer.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(answer.headers.get('Server-Timing')).toMatch(/db;dur=/);
});

test('over https the session cookie is __Host-, Secure, HttpOnly and Lax', async () => {
  app.env.APP_ORIGIN = 'https://masthead.example';
  const response = await app.fetch(
    new Request('https://masthead.example/theme', { method: 'POST', body: new URLSearchParams({ theme: 'dark' }), headers: { Origin: 'https://masthead.example' } }),
  );
  app.env.APP_ORIGIN = 'http://localhost:5173';
  expect(response.headers.getSetCookie()[0]).toMatch(/^__Host-theme=.*Path=\/;.*HttpOnly; Secure; SameSite=Lax/);
});

test('a toast is spent by a whole page alone: what scripts ask for may be overtaken, and there the page spends it', async () => {
  const saved = await owner.browser.post('/settings/profile', { name: 'Ada Owner', timeZone: 'Europe/Berlin' }, { follow: false });
  const [set] = saved.headers.getSetCookie().filter((line) => line.startsWith('mh-toast='));
  expect(set).toMatch(/Max-Age=60/);
  expect(set).not.toMatch(/HttpOnly/);
  const spent = (headers: Headers) => headers.getSetCookie().some((line) => /^mh-toast=.*Max-Age=0/.test(line));
  for (const time of ['first', 'second']) {
    const answer = await owner.browser.get('/settings/profile', { headers: { 'Sec-Fetch-Dest': 'empty' } });
    expect(answer.text, time).toContain('Your profile is saved.');
    expect(spent(answer.headers), time).toBe(false);
  }
  const page = await owner.browser.get('/settings/profile', { headers: { 'Sec-Fetch-Dest': 'document' } });
  expect(page.text).toContain('Your profile is saved.');
  expect(spent(page.headers)).toBe(true);
  expect((await owner.browser.get('/settings/profile')).text).not.toContain('Your profile is saved.');
});

test('a body over 4 MB is refused with a sentence before anything reads it', async () => {
  const response = await owner.browser.post('/settings/organization', { intent: 'update', name: 'x'.repeat(4_300_000) });
  expect(response.status).toBe(413);
  expect(response.text).toContain('Nothing was saved.');
});

test('1 MB in a name is refused at the field, on pages', async () => {
  const response = await owner.browser.post('/settings/organization', { intent: 'update', name: 'x'.repeat(1_000_000), slug: owner.slug, timeZone: 'UTC' });
  expect(response.status).toBe(422);
  expect(response.text).toContain('at most 80 characters');
});

test('an unknown page helps on, signed in or out, and names no stack', async () => {
  for (const browser of [owner.browser, app.browser()]) {
    const answer = await browser.get('/no/such/page');
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('There is no page at this address.');
    expect(answer.text).not.toMatch(/at .*\.tsx?:\d+/);
  }
});

test('an error of ours names the request and nothing of its insides', async () => {
  await app.owner.query('alter table notifications rename to notifications_away');
  const answer = await owner.browser.get('/');
  await app.owner.query('alter table notifications_away rename to notifications');
  expect(answer.status).toBe(500);
  expect(answer.text).not.toMatch(/notifications_away|does not exist|NeonDbError|node_modules|\.tsx?:\d/);
  expect(answer.text).toContain('Something broke on our side');
  expect((await owner.browser.get('/')).status).toBe(200);
});

test('with the database away the page says so and what to do, and the next request after it is back works', async () => {
  const url = app.env.DATABASE_URL;
  app.env.DATABASE_URL = url.replace(/:(\d+)\//, ':9/');
  const page = await owner.browser.get('/settings/people');
  expect(page.status).toBe(503);
  expect(page.text).toContain('The database does not answer');
  expect(page.text).toContain('Nothing was changed');
  const health = await app.browser().get('/healthz');
  expect([health.status, JSON.parse(health.text).database]).toEqual([503, false]);
  const write = await owner.browser.post('/settings/people', { ...fields, email: 'away@example.test' });
  expect(write.status).toBeGreaterThanOrEqual(502);
  expect(write.text).toMatch(/Nothing was changed/);
  app.env.DATABASE_URL = url;
  expect((await owner.browser.get('/settings/people')).status).toBe(200);
});

test('connections that Postgres cut are replaced: the next request works', async () => {
  await owner.browser.get('/');
  const superuser = new Client({ connectionString: inject('cluster').superuserUrl });
  await superuser.connect();
  const cut = await superuser.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'masthead_app' and datname = $1", [new URL(app.ownerUrl).pathname.slice(1)]);
  await superuser.end();
  expect(cut.rowCount).toBeGreaterThan(0);
  expect((await owner.browser.get('/')).status).toBe(200);
});

test('the packages stand on or above their security floors', () => {
  const floors: Record<string, string> = { '@remix-run/cloudflare': '2.17.5', '@remix-run/react': '2.17.5', '@remix-run/router': '1.23.3', hono: '4.12.25', 'drizzle-orm': '0.45.2' };
  for (const [name, floor] of Object.entries(floors)) {
    const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string };
    expect(version.localeCompare(floor, undefined, { numeric: true }), `${name} ${version}`).toBeGreaterThanOrEqual(0);
  }
});

test('the development pages are not there in production', async () => {
  app.env.MAIL_TRANSPORT = 'cloudflare';
  for (const path of ['/dev/mailbox', `/dev/mailbox/${crypto.randomUUID()}`, '/dev/gallery', '/dev/writing']) expect((await app.browser().get(path)).status).toBe(404);
  app.env.MAIL_TRANSPORT = 'mailbox';
});
