import { beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { colleague, founder, newcomer } from '../support/people.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});

const fields = (more: Record<string, string> = {}) => ({ intent: 'update', name: 'A paper', slug: 'a-paper', timeZone: 'Asia/Tokyo', ...more });

test('a first organization makes its maker the owner and opens Today', async () => {
  const { browser } = await newcomer(app);
  const made = await browser.post('/organizations/new', { name: 'First Light', slug: 'First-Light', timeZone: 'America/New_York' });
  expect(made.url).toBe('/');
  expect(made.text).toContain('First Light is ready.');
  expect(made.text).toContain('Today');
});

test.each([
  [{ slug: 'x' }, 'at least 2 characters'],
  [{ slug: 'Ünïcode' }, 'letters a to z'],
  [{ slug: '-edge-' }, 'letters a to z'],
  [{ slug: 'a'.repeat(60) }, 'at most 48 characters'],
  [{ name: '' }, 'The name is missing'],
  [{ timeZone: 'nowhere' }, 'time zone is not known'],
])('a new organization with %o is refused at its field', async (change, sentence) => {
  const { browser } = await newcomer(app);
  const answer = await browser.post('/organizations/new', { name: 'Kept Name', slug: 'kept-slug', timeZone: 'UTC', ...change });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(sentence);
});

test('an address is one organization’s; a doubled press makes one', async () => {
  const { browser } = await newcomer(app);
  const form = { name: 'Pressed Twice', slug: 'pressed-twice', timeZone: 'UTC' };
  const answers = await Promise.all([browser.post('/organizations/new', form), browser.post('/organizations/new', form)]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  expect(answers.find((answer) => answer.status === 409)!.text).toContain('This address is taken');
  const { rows } = await app.owner.query("select count(*)::int as count from organizations where slug = 'pressed-twice'");
  expect(rows[0].count).toBe(1);
});

test('settings are saved, shown and recorded', async () => {
  const owner = await founder(app);
  const saved = await owner.browser.post('/settings/organization', fields({ slug: 'renamed-paper', website: 'https://paper.example', billingEmail: 'bills@example.test', description: 'All the news' }));
  expect(saved.text).toContain('The organization is saved.');
  for (const value of ['renamed-paper', 'https://paper.example', 'bills@example.test', 'All the news']) expect(saved.text).toContain(value);
  const { rows } = await app.owner.query("select count(*)::int as count from audit_log where organization_id = $1 and action = 'organization.updated'", [owner.organizationId]);
  expect(rows[0].count).toBe(1);
});

test('bad settings are refused field by field, and what was typed stays', async () => {
  const owner = await founder(app);
  const answer = await owner.browser.post('/settings/organization', fields({ website: 'javascript:alert(1)', billingEmail: 'nope', description: 'Typed with care' }));
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('A website starts with https://');
  expect(answer.text).toContain('Typed with care');
});

test('a person switches between organizations, and a form of the other tab is refused', async () => {
  const first = await founder(app);
  await first.browser.post('/organizations/new', { name: 'Second One', slug: 'second-one', timeZone: 'UTC' });
  expect((await first.browser.get('/settings/organization')).text).toContain('second-one');
  const stale = await first.browser.post('/settings/organization', fields({ _org: first.organizationId, slug: 'stale-tab' }));
  expect(stale.status).toBe(409);
  expect(stale.text).toContain('You are working in another organization now');
  expect((await first.browser.post('/organizations/switch', { organizationId: first.organizationId })).url).toBe('/');
  expect((await first.browser.get('/settings/organization')).text).toContain(first.slug);
});

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);

test('a logo is told by its bytes, served for ever and inert', async () => {
  const owner = await founder(app);
  const set = await owner.browser.post('/settings/organization', { intent: 'logo', logo: new File([PNG], 'logo.txt') });
  expect(set.text).toContain('The logo is changed.');
  const path = /\/media\/logo\/[0-9a-f-]+\/[0-9a-f]+/.exec(set.text)![0];
  const served = await app.browser().get(path);
  expect(served.headers.get('Content-Type')).toBe('image/png');
  expect(served.headers.get('Cache-Control')).toContain('immutable');
  expect(served.headers.get('Content-Security-Policy')).toContain('sandbox');
  expect((await app.browser().get(path, { headers: { 'If-None-Match': served.headers.get('ETag')! } })).status).toBe(304);
});

test.each([
  ['SVG with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'a PNG, JPEG or WebP'],
  ['HTML named .png', '<!doctype html><script>alert(1)</script>', 'a PNG, JPEG or WebP'],
  ['nothing', '', 'Choose a picture'],
])('%s is refused as a logo', async (_, content, sentence) => {
  const owner = await founder(app);
  const answer = await owner.browser.post('/settings/organization', { intent: 'logo', logo: new File([content], 'logo.png') });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(sentence);
});

test('a logo over 1 MB is refused, and a viewer’s is not even stored', async () => {
  const owner = await founder(app);
  const big = await owner.browser.post('/settings/organization', { intent: 'logo', logo: new File([PNG, new Uint8Array(1024 * 1024)], 'big.png') });
  expect(big.text).toContain('at most 1 MB');
  const viewer = await colleague(app, owner.browser, 'viewer');
  expect((await viewer.browser.post('/settings/organization', { intent: 'logo', logo: new File([PNG], 'mine.png') })).status).toBe(403);
});

test('a person takes their data along, deletes the account and is gone; the log keeps a pseudonym', async () => {
  const owner = await founder(app);
  const member = await colleague(app, owner.browser, 'editor');
  const exported = JSON.parse((await member.browser.get('/settings/data/export')).text);
  expect(exported.account.email).toBe(member.email);
  expect(JSON.stringify(exported)).not.toMatch(/password_hash|token_hash/);
  expect((await member.browser.post('/settings/data', { confirmation: 'yes' })).status).toBe(422);
  expect((await member.browser.post('/settings/data', { confirmation: 'delete my account' })).url).toBe('/sign-in');
  const { rows } = await app.owner.query(
    `select (select count(*)::int from users where email = $1) as users, (select count(*)::int from sessions where user_id = $2) as sessions,
      (select count(*)::int from audit_log where actor_id = $2 and (ip is not null or user_agent is not null)) as traces,
      (select count(*)::int from audit_log where actor_id = $2) as entries, (select count(*)::int from invitations where email = $1) as invitations`,
    [member.email, member.userId],
  );
  expect(rows[0]).toMatchObject({ users: 0, sessions: 0, traces: 0, invitations: 0 });
  expect(rows[0].entries).toBeGreaterThan(0);
  expect((await app.owner.query('select * from app.audit_breaks($1)', [owner.organizationId])).rows).toEqual([]);
  expect((await owner.browser.get('/settings/activity')).text).toContain('A deleted person');
});

test('the only owner of a team cannot delete the account; alone, the organization goes too', async () => {
  const owner = await founder(app, 'last-one');
  const member = await colleague(app, owner.browser, 'viewer');
  const refused = await owner.browser.post('/settings/data', { confirmation: 'delete my account' });
  expect(refused.text).toContain('You are the only owner of The last-one.');
  await owner.browser.post(`/settings/people/${member.userId}`, { intent: 'remove', userId: member.userId });
  expect((await owner.browser.post('/settings/data', { confirmation: 'delete my account' })).url).toBe('/sign-in');
  const again = await founder(app, 'last-one');
  expect(again.organizationId).not.toBe(owner.organizationId);
});

test('an address can be used again after its account is deleted', async () => {
  const first = await founder(app);
  await first.browser.post('/settings/data', { confirmation: 'delete my account' });
  const second = await newcomer(app, first.email);
  expect(second.userId).not.toBe(first.userId);
});
