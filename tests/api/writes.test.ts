import { beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { colleague, founder, letterTo } from '../support/people.ts';
import { type Program, programWith } from './program.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let program: Program;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'writing-paper');
  program = await programWith(app, owner.browser);
});

const newest = async () => (await program.get('/audit?limit=1')).body.data[0];

test('a change of one field leaves the others as they are', async () => {
  const all = { name: 'The Writing Paper', slug: 'writing-paper', description: 'Kept.', website: 'https://kept.example', billingEmail: 'kept@example.test', timeZone: 'Asia/Tokyo' };
  expect((await program.patch('/organization', { body: all })).status).toBe(200);
  const reply = await program.patch('/organization', { body: { name: 'A new name' } });
  expect(reply.status).toBe(200);
  expect(reply.body).toMatchObject({ ...all, name: 'A new name' });
  expect(reply.trips).toBe(1);
  expect((await program.get('/organization')).body).toEqual(reply.body);
  expect(await newest()).toMatchObject({ action: 'organization.updated', actor: { kind: 'key', name: 'A program' } });
});

test('a field can be emptied', async () => {
  const reply = await program.patch('/organization', { body: { website: '' } });
  expect(reply.body).toMatchObject({ website: '', description: 'Kept.' });
});

test('an address that is taken is a conflict by its field', async () => {
  await founder(app, 'taken-paper');
  const reply = await program.patch('/organization', { body: { slug: 'taken-paper' } });
  expect(reply.status).toBe(409);
  expect(reply.body.errors).toEqual([{ pointer: '#/slug', detail: 'This address is taken. Choose another.' }]);
});

describe('a body that needs changing is 422 by field and asks no database', () => {
  test.each([
    ['PATCH', '/organization', { name: '', slug: 'Ä', timeZone: 'Mars/Olympus' }, ['#/name', '#/slug', '#/slug', '#/timeZone']],
    ['PATCH', '/organization', { name: null }, ['#/name']],
    ['PATCH', '/organization', { nmae: 'A slip' }, ['#/nmae']],
    ['PATCH', '/organization', { 'a/b~c': 1 }, ['#/a~1b~0c']],
    ['PATCH', '/organization', {}, ['#']],
    ['PATCH', '/organization', [], ['#']],
    ['PATCH', '/organization', 'null', ['#']],
    ['PATCH', '/members/:member', { role: 'editor' }, ['#/permissions']],
    ['PATCH', '/members/:member', { role: 'king', permissions: ['organization:delete'] }, ['#/role', '#/permissions/0']],
    ['POST', '/invitations', {}, ['#/email', '#/role']],
    ['POST', '/invitations', { email: 'nobody', role: 'owner' }, ['#/email', '#/role']],
  ])('%s %s %j', async (method, path, body, pointers) => {
    const reply = await program.send(method, path.replace(':member', owner.userId), { body });
    expect(reply.status).toBe(422);
    expect(reply.headers.get('Content-Type')).toBe('application/problem+json');
    expect(reply.body.errors.map(({ pointer }) => pointer)).toEqual(pointers);
    for (const { detail } of reply.body.errors) expect(detail).toMatch(/\S/);
    expect(reply.trips).toBe(0);
  });
});

test('a name of one megabyte is 422, and is not sent back', async () => {
  const reply = await program.patch('/organization', { body: { name: 'x'.repeat(1024 * 1024) } });
  expect(reply.status).toBe(422);
  expect(reply.body.errors).toEqual([{ pointer: '#/name', detail: 'The name can have at most 80 characters.' }]);
  expect(reply.text.length).toBeLessThan(1000);
});

test('a member gets a new role and permissions, is told, and the log names the key', async () => {
  const { userId } = await colleague(app, owner.browser, 'viewer');
  const reply = await program.patch(`/members/${userId}`, { body: { role: 'editor', permissions: ['audit:read'] } });
  expect(reply.status).toBe(200);
  expect(reply.body).toEqual({ userId, role: 'editor', permissions: ['audit:read'] });
  expect(reply.trips).toBe(2);
  expect((await program.get(`/members/${userId}`)).body).toMatchObject(reply.body);
  const { rows } = await app.owner.query("select title from notifications where user_id = $1 and type = 'member.changed'", [userId]);
  expect(rows).toHaveLength(1);
  expect(await newest()).toMatchObject({ action: 'member.changed', actor: { kind: 'key' }, resource: { id: userId } });
});

test('a key can neither make nor change an owner', async () => {
  const { userId } = await colleague(app, owner.browser, 'viewer');
  const made = await program.patch(`/members/${userId}`, { body: { role: 'owner', permissions: [] } });
  const changed = await program.patch(`/members/${owner.userId}`, { body: { role: 'viewer', permissions: [] } });
  const removed = await program.delete(`/members/${owner.userId}`);
  expect([made.status, changed.status, removed.status]).toEqual([403, 403, 403]);
  expect(changed.body.detail).toBe('Only an owner can change an owner.');
});

test('a removed member is gone, and removing them again is 404', async () => {
  const { userId, browser } = await colleague(app, owner.browser, 'editor');
  const removed = await program.delete(`/members/${userId}`);
  expect([removed.status, removed.text, removed.trips]).toEqual([204, '', 2]);
  expect((await browser.get('/')).url).not.toBe('/');
  expect((await program.get(`/members/${userId}`)).status).toBe(404);
  expect((await program.delete(`/members/${userId}`)).status).toBe(404);
});

test('an invitation goes out as a letter, and leads to a member', async () => {
  const reply = await program.post('/invitations', { body: { email: 'grace@example.test', role: 'editor' } });
  expect(reply.status).toBe(201);
  expect(reply.trips).toBe(1);
  expect(reply.headers.get('Location')).toBe(`/api/v1/invitations/${reply.body.id}`);
  const there = await program.get(reply.headers.get('Location')!.replace('/api/v1', ''));
  expect(there.body).toMatchObject({ ...reply.body, invitedBy: null });
  expect((await letterTo(app, 'grace@example.test')).link).toContain('/invitation');
});

test('a second invitation of the same address is a conflict by its field', async () => {
  await program.post('/invitations', { body: { email: 'twice@example.test', role: 'editor' } });
  const reply = await program.post('/invitations', { body: { email: 'TWICE@example.test', role: 'viewer' } });
  expect(reply.status).toBe(409);
  expect(reply.body.errors[0]).toMatchObject({ pointer: '#/email' });
});

test('a withdrawn invitation is gone, and withdrawing it again is 404 and leaves no entry in the log', async () => {
  const { body } = await program.post('/invitations', { body: { email: 'withdrawn@example.test', role: 'viewer' } });
  const withdrawn = await program.delete(`/invitations/${body.id}`);
  expect([withdrawn.status, withdrawn.text, withdrawn.trips]).toEqual([204, '', 1]);
  const entry = await newest();
  expect((await program.delete(`/invitations/${body.id}`)).status).toBe(404);
  expect(await newest()).toEqual(entry);
});

test('of two changes to different fields at the same moment both stay', async () => {
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([program.patch('/organization', { body: { description: `round ${round}` } }), program.patch('/organization', { body: { website: `https://round-${round}.example` } })]);
    expect((await program.get('/organization')).body).toMatchObject({ description: `round ${round}`, website: `https://round-${round}.example` });
  }
});
