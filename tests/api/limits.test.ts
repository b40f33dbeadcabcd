import { beforeAll, describe, expect, test, vi } from 'vitest';
import { ORIGIN, type TestApp, startApp } from '../support/app.ts';
import { colleague, founder } from '../support/people.ts';
import { type Program, programWith, send } from './program.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let program: Program;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'limits-paper');
  program = await programWith(app, owner.browser);
});

const prefixOf = ({ key }: Program) => key.slice(0, 13);

test('past its hour a key is 429 with the seconds to wait, and the hour after it may go on', async () => {
  const busy = await programWith(app, owner.browser);
  await app.owner.query('update api_keys set rate_limit = 3 where prefix = $1', [prefixOf(busy)]);
  const seen = [await busy.get('/me'), await busy.get('/organization'), await busy.get('/members')];
  expect(seen.map(({ headers }) => headers.get('RateLimit-Remaining'))).toEqual(['2', '1', '0']);
  const refused = await busy.get('/me');
  expect(refused.status).toBe(429);
  expect(refused.body.detail).toBe('This key may make 3 requests an hour.');
  expect(refused.headers.get('RateLimit-Remaining')).toBe('0');
  const wait = Number(refused.headers.get('Retry-After'));
  expect(wait).toBeGreaterThan(3500);
  expect(wait).toBeLessThanOrEqual(3600);
  expect((await program.get('/me')).status).toBe(200);
  await app.owner.query("update api_keys set hour_started_at = now() - interval '61 minutes' where prefix = $1", [prefixOf(busy)]);
  expect((await busy.get('/me')).status).toBe(200);
});

test('the last request of an hour can be a change of two trips', async () => {
  const busy = await programWith(app, owner.browser);
  await app.owner.query('update api_keys set rate_limit = 1 where prefix = $1', [prefixOf(busy)]);
  const changed = await busy.patch('/organization', { body: { description: 'The last of the hour.' } });
  expect([changed.status, changed.headers.get('RateLimit-Remaining')]).toEqual([200, '0']);
  const refused = await busy.patch('/organization', { body: { description: 'One too many.' } });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
});

test('revoking a key stops its next request', async () => {
  const doomed = await programWith(app, owner.browser);
  expect((await doomed.get('/me')).status).toBe(200);
  const { rows } = await app.owner.query('select id from api_keys where prefix = $1', [prefixOf(doomed)]);
  await owner.browser.post('/settings/keys', { intent: 'revoke', keyId: rows[0].id });
  expect((await doomed.get('/me')).status).toBe(401);
  expect((await doomed.post('/invitations', { body: { email: 'late@example.test', role: 'viewer' } })).status).toBe(401);
});

test('a key that is revoked between the read and the write of one request writes nothing', async () => {
  const doomed = await programWith(app, owner.browser);
  const { userId } = await colleague(app, owner.browser, 'viewer');
  const scope = await import('#db/scope.ts');
  const handle: Parameters<typeof scope.write>[0] = { url: app.env.DATABASE_URL, credential: { kind: 'key', token: doomed.key }, trips: { count: 0, statements: 0, ms: 0 } };
  await scope.read(handle, {});
  expect(handle.proved?.scopes).toContain('member:remove');
  await app.owner.query('update api_keys set revoked_at = now() where prefix = $1', [prefixOf(doomed)]);
  const { sql } = await import('drizzle-orm');
  const { memberships } = await import('#db/schema/index.ts');
  await expect(scope.write(handle, null, (db) => [db.delete(memberships).where(sql`user_id = ${userId}`)])).rejects.toThrow('unknown, expired or revoked');
  expect((await app.owner.query('select from memberships where user_id = $1', [userId])).rowCount).toBe(1);
});

test('a body over 4 MB is 413', async () => {
  expect((await program.patch('/organization', { body: { name: 'x'.repeat(4 * 1024 * 1024) } })).status).toBe(413);
});

test('a body that is not JSON is 422 with a sentence', async () => {
  const reply = await program.patch('/organization', { body: '{"name": ' });
  expect([reply.status, reply.body.detail]).toEqual([422, 'The body is not valid JSON.']);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])('a body sent as “%s” is 422 with a sentence', async (type) => {
  const reply = await program.patch('/organization', { body: '{"name":"X"}', headers: { 'Content-Type': type } });
  expect(reply.status).toBe(422);
  expect(reply.body.detail).toContain('application/json');
});

test('an address that is not there is 404 as a problem, with a key and without', async () => {
  for (const reply of [await program.get('/nothing/here'), await send(app, 'POST', '/nothing', { body: {} }), await program.get('/members/')]) {
    expect(reply.status).toBe(404);
    expect(reply.headers.get('Content-Type')).toBe('application/problem+json');
  }
});

test('every problem carries type, title, status, detail and the id of the request', async () => {
  const reply = await program.get('/members/019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01');
  expect(reply.body).toEqual({
    type: `${ORIGIN}/api/v1/reference#problem-not-found`,
    title: 'Not found',
    status: 404,
    detail: 'There is no such member.',
    instance: `urn:uuid:${reply.headers.get('X-Request-Id')}`,
  });
});

test('HEAD answers as GET without a body, and still asks for the key', async () => {
  const head = await program.send('HEAD', '/organization');
  expect([head.status, head.text]).toEqual([200, '']);
  expect((await send(app, 'HEAD', '/organization')).status).toBe(401);
});

test('OPTIONS names the methods and invites no other site', async () => {
  const reply = await send(app, 'OPTIONS', '/members/x', { headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'DELETE' } });
  expect([reply.status, reply.headers.get('Allow')]).toEqual([204, 'GET, HEAD, PATCH, DELETE, OPTIONS']);
  for (const { headers } of [reply, await program.get('/me', { headers: { Origin: 'https://evil.example' } })]) {
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
  expect((await send(app, 'OPTIONS', '/nothing')).status).toBe(404);
});

test('a method that an address does not answer is refused with those it does', async () => {
  const reply = await program.send('PUT', '/organization', { body: {} });
  expect([reply.status, reply.headers.get('Allow')]).toEqual([404, 'GET, HEAD, PATCH, OPTIONS']);
});

describe('when we are broken', () => {
  test('a database that does not answer is 503 with the seconds to wait', async () => {
    const cut = { ...app, env: { ...app.env, DATABASE_URL: 'postgres://masthead_app:x@127.0.0.1:1/nowhere' } };
    const reply = await sendTo(cut.env, program.key);
    expect([reply.status, reply.headers.get('Retry-After')]).toEqual([503, '5']);
    expect(await reply.text()).not.toMatch(/127\.0\.0\.1|ECONN|fetch/);
  });

  test('a mistake of ours is 500 without a word of how', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const reply = await sendTo({ ...app.env, DATABASE_URL: 'nonsense' }, program.key);
    expect(reply.status).toBe(500);
    expect(reply.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await reply.text()).not.toMatch(/nonsense|Invalid URL|at /);
    expect(said.mock.calls.flat().join()).toContain(reply.headers.get('X-Request-Id'));
    said.mockRestore();
  });
});

async function sendTo(env: TestApp['env'], key: string): Promise<Response> {
  const { http } = await import('#workers/http.ts');
  const context = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;
  return http.fetch(new Request(`${ORIGIN}/api/v1/me`, { headers: { Authorization: `Bearer ${key}` } }), env, context);
}
