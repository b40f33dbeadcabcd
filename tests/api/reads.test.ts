import { beforeAll, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { colleague, founder } from '../support/people.ts';
import { addMembers, type Program, programWith } from './program.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let program: Program;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'reading-paper');
  program = await programWith(app, owner.browser);
});

test('a key reads itself: name, scopes, organization and what is left of its hour', async () => {
  const fresh = await programWith(app, owner.browser, ['member:read']);
  const first = await fresh.get('/me');
  expect(first.body).toMatchObject({ name: 'A program', scopes: ['member:read'], organization: { slug: 'reading-paper' }, rateLimit: { limit: 1000, remaining: 999 } });
  const second = await fresh.get('/me');
  expect(second.headers.get('RateLimit-Limit')).toBe('1000');
  expect(second.headers.get('RateLimit-Remaining')).toBe('998');
  expect([second.trips, second.statements]).toEqual([1, 1]);
});

test('the organization is read in one trip and carries nothing that the document does not promise', async () => {
  const reply = await program.get('/organization');
  expect(Object.keys(reply.body).sort()).toEqual(['billingEmail', 'createdAt', 'description', 'id', 'name', 'slug', 'timeZone', 'website']);
  expect(reply.body).toMatchObject({ id: owner.organizationId, slug: 'reading-paper', timeZone: 'Europe/Berlin' });
  expect([reply.trips, reply.statements]).toEqual([1, 2]);
  expect(reply.headers.get('Cache-Control')).toBe('private, no-store');
});

test('a list of members costs one trip and two statements, with 3 members and with 60', async () => {
  const other = await founder(app, 'growing-paper');
  const counter = await programWith(app, other.browser);
  await addMembers(app, other.organizationId, 2);
  const few = await counter.get('/members?limit=100');
  expect(few.body.data).toHaveLength(3);
  await app.owner.query("update users set email = 'early-' || email where email like 'crowd-%'");
  await addMembers(app, other.organizationId, 57);
  const many = await counter.get('/members?limit=100');
  expect(many.body.data).toHaveLength(60);
  expect([few.trips, few.statements]).toEqual([1, 2]);
  expect([many.trips, many.statements]).toEqual([1, 2]);
});

test('a walk by cursor meets every member once, in the order they joined, also when someone joins meanwhile', async () => {
  const other = await founder(app, 'walking-paper');
  const walker = await programWith(app, other.browser);
  await addMembers(app, other.organizationId, 59);
  const met: unknown[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const page: Awaited<ReturnType<Program['get']>> = await walker.get(`/members?limit=7${cursor ? `&cursor=${cursor}` : ''}`);
    met.push(...page.body.data.map(({ userId }) => userId));
    if (pages === 3) await colleague(app, other.browser, 'viewer');
    cursor = page.body.next;
    pages += 1;
  } while (cursor);
  const { rows } = await app.owner.query('select user_id from memberships where organization_id = $1 order by id', [other.organizationId]);
  expect(met).toEqual(rows.map((row) => row.user_id));
  expect([met.length, pages]).toEqual([61, 9]);
});

test('a page that holds exactly the rest of the list says that it is the last', async () => {
  const other = await founder(app, 'exact-paper');
  const reader = await programWith(app, other.browser);
  await addMembers(app, other.organizationId, 1);
  expect((await reader.get('/members?limit=2')).body.next).toBeNull();
  expect((await reader.get('/members?limit=1')).body.next).not.toBeNull();
});

test.each(['limit=0', 'limit=101', 'limit=x', 'limit=1.5', 'limit=', 'limit=1&limit=2'])('?%s is 422 by its parameter', async (query) => {
  const reply = await program.get(`/members?${query}`);
  expect(reply.status).toBe(422);
  expect(reply.body.errors).toEqual([{ parameter: 'limit', detail: 'Ask for 1 to 100.' }]);
  expect(reply.trips).toBe(0);
});

test.each([
  ['/members', 'nonsense'],
  ['/audit', "1' or '1'='1"],
  ['/invitations', '200'],
])('a cursor of %s that we never gave is 422', async (path, cursor) => {
  const reply = await program.get(`${path}?cursor=${encodeURIComponent(cursor)}`);
  expect(reply.status).toBe(422);
  expect(reply.body.errors[0]).toMatchObject({ parameter: 'cursor' });
});

test('one member is read by id', async () => {
  const reply = await program.get(`/members/${owner.userId}`);
  expect(reply.body).toMatchObject({ userId: owner.userId, email: owner.email, role: 'owner', permissions: [] });
  expect([reply.trips, reply.statements]).toEqual([1, 2]);
});

test('open invitations are listed and read one by one; an accepted one is gone from both', async () => {
  await owner.browser.post('/settings/people', { intent: 'invite', email: 'guest@example.test', role: 'viewer' });
  const list = await program.get('/invitations');
  const guest = list.body.data.find(({ email }) => email === 'guest@example.test')!;
  expect(guest).toMatchObject({ role: 'viewer', invitedBy: expect.any(String) });
  expect([list.trips, list.statements]).toEqual([1, 2]);
  expect((await program.get(`/invitations/${guest.id}`)).body).toEqual(guest);
  await app.owner.query('update invitations set accepted_at = now() where id = $1', [guest.id]);
  expect((await program.get(`/invitations/${guest.id}`)).status).toBe(404);
  expect((await program.get('/invitations')).body.data).not.toContainEqual(guest);
});

test('open invitations are walked by cursor beyond two hundred, newest first', async () => {
  const other = await founder(app, 'inviting-paper');
  const reader = await programWith(app, other.browser);
  await app.owner.query(
    `insert into invitations (organization_id, email, role, token_hash, expires_at)
     select $1, 'guest-' || i || '@example.test', 'viewer', sha256(('guest-' || i)::bytea), now() + interval '7 days' from generate_series(1, 230) i`,
    [other.organizationId],
  );
  const met: unknown[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Program['get']>> = await reader.get(`/invitations?limit=100${cursor ? `&cursor=${cursor}` : ''}`);
    expect([page.trips, page.statements]).toEqual([1, 2]);
    met.push(...page.body.data.map(({ id }) => id));
    cursor = page.body.next;
  } while (cursor);
  const { rows } = await app.owner.query('select id from invitations where organization_id = $1 order by id desc', [other.organizationId]);
  expect(met).toEqual(rows.map(({ id }) => id));
  expect(met).toHaveLength(230);
});

test('the activity log is walked newest first without a gap, and filtered', async () => {
  const all: number[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Program['get']>> = await program.get(`/audit?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
    expect([page.trips, page.statements]).toEqual([1, 2]);
    all.push(...page.body.data.map(({ sequence }) => sequence as number));
    cursor = page.body.next;
  } while (cursor);
  expect(all).toEqual(Array.from(all, (_, index) => all.length - index));
  const made = await program.get('/audit?action=key.created');
  expect(made.body.data.length).toBeGreaterThan(0);
  for (const entry of made.body.data) expect(entry).toMatchObject({ action: 'key.created', actor: { kind: 'user', id: owner.userId } });
  expect((await program.get('/audit?to=1999-01-01')).body.data).toEqual([]);
});

test.each(['actor=me', 'from=yesterday', 'to=9999-12-31', 'from=0000-01-01', `action=${'x'.repeat(81)}`])('?%s of the activity log is 422 by its parameter', async (query) => {
  const reply = await program.get(`/audit?${query}`);
  expect(reply.status).toBe(422);
  expect(reply.body.errors[0]).toMatchObject({ parameter: query.split('=')[0] });
});
