import { beforeAll, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { colleague, founder } from '../support/people.ts';
import { type Program, programWith } from './program.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let program: Program;
let counter = 0;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'once-paper');
  program = await programWith(app, owner.browser);
});

const under = (key: string, body?: unknown) => ({ headers: { 'Idempotency-Key': key }, ...(body === undefined ? {} : { body }) });
const guest = () => ({ email: `guest-${(counter += 1)}@example.test`, role: 'viewer' });
const invitationsOf = async (email: string) => (await app.owner.query('select count(*)::int as count from invitations where email = $1', [email])).rows[0].count;
const entriesOf = async (action: string) => (await app.owner.query('select count(*)::int as count from audit_log where organization_id = $1 and action = $2', [owner.organizationId, action])).rows[0].count;

test('a repeat gets the first answer, byte for byte, and nothing happens again', async () => {
  const body = guest();
  const first = await program.post('/invitations', under('invite-1', body));
  const queued = app.queue.length;
  const again = await program.post('/invitations', under('invite-1', body));
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.text).toBe(first.text);
  expect(again.headers.get('Location')).toBe(first.headers.get('Location'));
  expect(again.headers.get('Content-Type')).toBe(first.headers.get('Content-Type'));
  expect([first.headers.get('Idempotent-Replayed'), again.headers.get('Idempotent-Replayed')]).toEqual([null, 'true']);
  expect(await invitationsOf(body.email)).toBe(1);
  expect(app.queue.length).toBe(queued);
  expect([first.trips, again.trips]).toEqual([1, 2]);
});

test('without a key the same request counts as another', async () => {
  const body = guest();
  expect((await program.post('/invitations', { body })).status).toBe(201);
  expect((await program.post('/invitations', { body })).status).toBe(409);
});

test('a removal that is sent again answers 204, not 404', async () => {
  const { userId } = await colleague(app, owner.browser, 'viewer');
  const first = await program.delete(`/members/${userId}`, under('remove-1'));
  const again = await program.delete(`/members/${userId}`, under('remove-1'));
  expect([first.status, again.status, again.text]).toEqual([204, 204, '']);
  expect(again.headers.get('Idempotent-Replayed')).toBe('true');
  expect([first.trips, again.trips]).toEqual([2, 1]);
});

test('a change that is sent again after someone else changed it does not undo theirs', async () => {
  const first = await program.patch('/organization', under('rename-1', { name: 'First' }));
  await program.patch('/organization', { body: { name: 'Second' } });
  const again = await program.patch('/organization', under('rename-1', { name: 'First' }));
  expect(again.text).toBe(first.text);
  expect((await program.get('/organization')).body.name).toBe('Second');
  expect([first.trips, again.trips]).toEqual([1, 2]);
});

test.each([
  ['another body', 'POST', '/invitations', { email: 'other@example.test', role: 'viewer' }],
  ['another path', 'DELETE', '/invitations/019a8f5e-6d2c-7e3f-8b41-6c7d8e9f0a12', undefined],
  ['another method', 'PATCH', '/organization', { name: 'Other' }],
])('the same key with %s is 422 by its header, and does nothing', async (what, method, path, body) => {
  const key = `mixed-${what.replace(' ', '-')}`;
  expect((await program.post('/invitations', under(key, guest()))).status).toBe(201);
  const before = (await program.get('/organization')).text;
  const reply = await program.send(method, path, under(key, body));
  // The key is looked at before the invitation of the path, which is not there.
  expect(reply.status).toBe(422);
  expect(reply.body.errors).toEqual([{ header: 'Idempotency-Key', detail: 'It belongs to another method, path or body.' }]);
  expect(reply.headers.has('Idempotent-Replayed')).toBe(false);
  expect(await invitationsOf('other@example.test')).toBe(0);
  expect((await program.get('/organization')).text).toBe(before);
});

test('eight at the same moment: one effect, and every answer says so', async () => {
  const body = guest();
  const before = await entriesOf('member.invited');
  const replies = await Promise.all(Array.from({ length: 8 }, () => program.post('/invitations', under('crowd-1', body))));
  expect(await invitationsOf(body.email)).toBe(1);
  expect(await entriesOf('member.invited')).toBe(before + 1);
  const effects = replies.filter((reply) => reply.status === 201 && !reply.headers.has('Idempotent-Replayed'));
  expect(effects).toHaveLength(1);
  for (const reply of replies) {
    expect([201, 409]).toContain(reply.status);
    if (reply.status === 201) expect(reply.text).toBe(effects[0]!.text);
    else expect(reply.body.detail).toContain('GET /api/v1/invitations');
  }
});

test('two changes of a member at the same moment under one key change them once', async () => {
  const { userId } = await colleague(app, owner.browser, 'viewer');
  const before = await entriesOf('member.changed');
  await Promise.all([1, 2].map(() => program.patch(`/members/${userId}`, under('promote-1', { role: 'editor', permissions: [] }))));
  expect(await entriesOf('member.changed')).toBe(before + 1);
});

test('when the first answer was not kept, a repeat is told that it was done and where to look', async () => {
  const body = guest();
  await program.post('/invitations', under('lost-1', body));
  await app.owner.query("update idempotency_keys set response = null where key = 'lost-1'");
  const again = await program.post('/invitations', under('lost-1', body));
  expect(again.status).toBe(409);
  expect(again.body.detail).toContain('This was done already');
  expect(again.body.detail).toContain('GET /api/v1/invitations');
  expect(await invitationsOf(body.email)).toBe(1);
});

test('a refusal leaves the key free: the mended request can use it', async () => {
  const body = guest();
  expect((await program.post('/invitations', under('mended-1', { email: 'nobody', role: 'viewer' }))).status).toBe(422);
  expect((await program.post('/invitations', under('mended-1', { email: owner.email, role: 'viewer' }))).status).toBe(409);
  expect((await program.post('/invitations', under('mended-1', body))).status).toBe(201);
});

test('two programs can choose the same key', async () => {
  const other = await programWith(app, owner.browser);
  const [mine, theirs] = [guest(), guest()];
  expect((await program.post('/invitations', under('shared-1', mine))).status).toBe(201);
  const reply = await other.post('/invitations', under('shared-1', theirs));
  expect(reply.status).toBe(201);
  expect(reply.headers.has('Idempotent-Replayed')).toBe(false);
});

test.each(['x'.repeat(201), 'two words', 'smörgås'])('the key %s is refused by its header', async (key) => {
  const reply = await program.post('/invitations', under(key, guest()));
  expect(reply.status).toBe(422);
  expect(reply.body.errors[0]).toMatchObject({ header: 'Idempotency-Key' });
  expect(reply.trips).toBe(0);
});

test('keeping the answer is not counted against the hour, nor is the second trip of a change', async () => {
  const fresh = await programWith(app, owner.browser);
  await fresh.patch('/organization', under('counted-1', { description: 'Counted once.' }));
  await fresh.post('/invitations', under('counted-2', guest()));
  expect((await fresh.get('/me')).body.rateLimit).toEqual({ limit: 1000, remaining: 997 });
});
