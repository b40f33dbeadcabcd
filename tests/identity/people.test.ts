import { beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { colleague, founder, letterTo, newcomer } from '../support/people.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});

const tokenIn = (link: string) => new URL(link, 'http://x').searchParams.get('token')!;
const roleOf = async (userId: string) => (await app.owner.query('select role, permissions from memberships where user_id = $1', [userId])).rows[0];

test('an invitation goes out through the queue, is accepted by its address and tells the inviter', async () => {
  const owner = await founder(app, 'invites');
  const sent = await owner.browser.post('/settings/people', { intent: 'invite', email: 'guest@example.test', role: 'editor' });
  expect(sent.text).toContain('The invitation for guest@example.test is on its way.');
  const { subject, text, link } = await letterTo(app, 'guest@example.test');
  expect(subject).toBe('Join The invites on Masthead');
  expect(text).toContain('as an editor');
  expect((await app.browser().get(link)).text).toContain('Sign up to accept');
  const guest = await newcomer(app, 'guest@example.test');
  const accepted = await guest.browser.post(link, { token: tokenIn(link) });
  expect(accepted.url).toBe('/');
  expect(accepted.text).toContain('The invites');
  expect(await roleOf(guest.userId)).toMatchObject({ role: 'editor' });
  expect((await owner.browser.get('/notifications')).text).toContain('Your invitation was accepted.');
});

test('accepting twice changes nothing the second time', async () => {
  const owner = await founder(app);
  const guest = await colleague(app, owner.browser, 'member');
  const { link } = await letterTo(app, guest.email);
  expect((await guest.browser.post(link, { token: tokenIn(link) })).status).toBe(200);
  const { rows } = await app.owner.query("select count(*)::int as count from audit_log where action = 'member.joined' and actor_id = $1", [guest.userId]);
  expect(rows[0].count).toBe(1);
});

test('an invitation is for its address alone', async () => {
  const owner = await founder(app);
  await owner.browser.post('/settings/people', { intent: 'invite', email: 'only@example.test', role: 'admin' });
  const { link } = await letterTo(app, 'only@example.test');
  const other = await newcomer(app);
  const refused = await other.browser.post(link, { token: tokenIn(link) });
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('This invitation is for only@example.test.');
  expect(await roleOf(other.userId)).toBeUndefined();
});

test.each([
  ['withdrawn', 'revoked_at = now()'],
  ['expired', "expires_at = now() - interval '1 second'"],
])('a %s invitation is closed', async (_, change) => {
  const owner = await founder(app);
  const email = `late-${change.length}@example.test`;
  await owner.browser.post('/settings/people', { intent: 'invite', email, role: 'member' });
  const { link } = await letterTo(app, email);
  await app.owner.query(`update invitations set ${change} where email = $1`, [email]);
  const guest = await newcomer(app, email);
  expect((await guest.browser.get(link)).text).toContain('This invitation is closed');
  expect((await guest.browser.post(link, { token: tokenIn(link) })).status).toBe(409);
});

test('inviting a member or an open address again is refused at the field, and a doubled press sends one letter', async () => {
  const owner = await founder(app);
  const guest = await colleague(app, owner.browser, 'member');
  expect((await owner.browser.post('/settings/people', { intent: 'invite', email: guest.email.toUpperCase(), role: 'editor' })).text).toContain('This person is a member already.');
  const twice = { intent: 'invite', email: 'pressed-twice@example.test', role: 'viewer', _org: owner.organizationId, _once: crypto.randomUUID() };
  const [first, second] = await Promise.all([owner.browser.post('/settings/people', twice), owner.browser.post('/settings/people', twice)]);
  expect([first!.status, second!.status]).toEqual([200, 200]);
  expect(first!.text + second!.text).toContain('It counted once.');
  await app.drain();
  const { rows } = await app.owner.query("select (select count(*)::int from invitations where email = $1) as invitations, (select count(*)::int from mailbox where recipient = $1) as letters", ['pressed-twice@example.test']);
  expect(rows[0]).toEqual({ invitations: 1, letters: 1 });
  const again = await owner.browser.post('/settings/people', { intent: 'invite', email: 'Pressed-Twice@example.test', role: 'viewer' });
  expect(again.status).toBe(409);
  expect(again.text).toContain('There is an open invitation for this address.');
});

test('sending again keeps the link and gives seven more days', async () => {
  const owner = await founder(app);
  await owner.browser.post('/settings/people', { intent: 'invite', email: 'again@example.test', role: 'viewer' });
  const first = await letterTo(app, 'again@example.test');
  const { rows } = await app.owner.query("update invitations set expires_at = now() - interval '1 day' where email = 'again@example.test' returning id");
  await owner.browser.post('/settings/people', { intent: 'resend', invitationId: rows[0].id });
  const second = await letterTo(app, 'again@example.test');
  expect(second.link).toBe(first.link);
  expect((await app.browser().get(second.link)).text).toContain('Sign up to accept');
});

test.each([
  ['admin', 'editor', 'admin', 302],
  ['admin', 'owner', 'editor', 403],
  ['editor', 'member', 'viewer', 403],
] as const)('an %s makes an %s %s: %i', async (actorRole, targetRole, to, status) => {
  const owner = await founder(app);
  const actor = await colleague(app, owner.browser, actorRole);
  const target = targetRole === 'owner' ? owner : await colleague(app, owner.browser, targetRole);
  const answer = await actor.browser.post(`/settings/people/${target.userId}`, { intent: 'change', userId: target.userId, role: to }, { follow: false });
  expect(answer.status).toBe(status);
  // A refused form is drawn again: that is the page's own trip.
  expect(answer.trips).toBeLessThanOrEqual(status === 302 ? 2 : 3);
  expect(await roleOf(target.userId)).toMatchObject({ role: status === 302 ? to : targetRole });
});

test('nobody changes their own role, nobody gives ownership by a role, and the sentence says why', async () => {
  const owner = await founder(app);
  const admin = await colleague(app, owner.browser, 'admin');
  const own = await admin.browser.post(`/settings/people/${admin.userId}`, { intent: 'change', userId: admin.userId, role: 'viewer' });
  expect(own.text).toContain('Nobody changes their own role.');
  const crown = await owner.browser.post(`/settings/people/${admin.userId}`, { intent: 'change', userId: admin.userId, role: 'owner' });
  expect(crown.text).toContain('Ownership is handed over with');
  expect((await admin.browser.get(`/settings/people/${owner.userId}`)).text).toContain('aria-disabled="true"');
});

test('an extra permission opens one door and no other, and counts at the next request', async () => {
  const owner = await founder(app);
  const editor = await colleague(app, owner.browser, 'editor');
  expect((await editor.browser.get('/settings/activity')).status).toBe(403);
  await owner.browser.post(`/settings/people/${editor.userId}`, { intent: 'change', userId: editor.userId, role: 'editor', 'permissions[]': ['', 'audit:read'] });
  expect((await editor.browser.get('/settings/activity')).status).toBe(200);
  expect((await editor.browser.get('/settings/keys')).status).toBe(403);
  expect((await editor.browser.get('/notifications')).text).toContain('Your role was changed');
});

test('a removed member is out at the next request and keeps their account', async () => {
  const owner = await founder(app);
  const member = await colleague(app, owner.browser, 'member');
  const removed = await owner.browser.post(`/settings/people/${member.userId}`, { intent: 'remove', userId: member.userId });
  expect(removed.text).toContain('is no longer a member.');
  expect((await member.browser.get('/')).url).toBe('/organizations/new');
});

test('the only owner cannot leave, and of two owners leaving at once one stays', async () => {
  const owner = await founder(app);
  const refused = await owner.browser.post('/settings/organization', { intent: 'leave' });
  expect(refused.text).toContain('You are the only owner. Transfer the ownership first.');
  const second = await colleague(app, owner.browser, 'admin');
  await app.owner.query("update memberships set role = 'owner' where user_id = $1", [second.userId]);
  await Promise.all([owner.browser.post('/settings/organization', { intent: 'leave' }), second.browser.post('/settings/organization', { intent: 'leave' })]);
  const { rows } = await app.owner.query("select count(*)::int as count from memberships where organization_id = $1 and role = 'owner'", [owner.organizationId]);
  expect(rows[0].count).toBe(1);
});

test('ownership is transferred by typing the name; the old owner stays as an admin', async () => {
  const owner = await founder(app, 'handed-over');
  const heir = await colleague(app, owner.browser, 'editor');
  const wrong = await owner.browser.post('/settings/organization', { intent: 'transfer', userId: heir.userId, confirmation: 'handed over' });
  expect(wrong.status).toBe(422);
  const done = await owner.browser.post('/settings/organization', { intent: 'transfer', userId: heir.userId, confirmation: 'The handed-over' });
  expect(done.text).toContain('is the owner now.');
  expect([(await roleOf(owner.userId)).role, (await roleOf(heir.userId)).role]).toEqual(['admin', 'owner']);
  expect((await owner.browser.post('/settings/organization', { intent: 'transfer', userId: heir.userId, confirmation: 'The handed-over' })).status).toBe(403);
});

test('a role taken away a moment ago already counts for the write under way', async () => {
  const owner = await founder(app);
  const admin = await colleague(app, owner.browser, 'admin');
  await app.owner.query("update memberships set role = 'viewer' where user_id = $1", [admin.userId]);
  const refused = await admin.browser.post('/settings/people', { intent: 'invite', email: 'x@example.test', role: 'viewer' });
  expect(refused.status).toBe(403);
});
