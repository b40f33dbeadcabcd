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

/** A picture as the upload would leave it. */
async function picture(organizationId: string, more: { type?: string; status?: string } = {}): Promise<string> {
  const { rows } = await app.owner.query(
    "insert into media_assets (organization_id, name, type, mime_type, byte_size, sha256, storage_key, status) values ($1, 'logo.png', $2, 'image/png', 10, $3, $3, $4) returning id",
    [organizationId, more.type ?? 'image', crypto.randomUUID().replaceAll('-', '').repeat(2), more.status ?? 'ready'],
  );
  return rows[0].id;
}
const usage = async (id: string) => (await app.owner.query('select usage_count from media_assets where id = $1', [id])).rows[0].usage_count;

test('a picture of the library becomes the logo, is counted there, and cannot be trashed while it is', async () => {
  const owner = await founder(app);
  const [first, second] = [await picture(owner.organizationId), await picture(owner.organizationId)];
  const set = await owner.browser.post('/settings/organization', { intent: 'logo', assetId: first });
  expect(set.text).toContain('The logo is changed.');
  expect(set.text).toContain(`/media/f/${first}/`);
  expect([await usage(first), await usage(second)]).toEqual([1, 0]);
  expect((await owner.browser.post(`/media/${first}`, { intent: 'trash', ids: first })).text).toContain('in use where readers see it');
  await owner.browser.post('/settings/organization', { intent: 'logo', assetId: second });
  expect([await usage(first), await usage(second)]).toEqual([0, 1]);
  const removed = await owner.browser.post('/settings/organization', { intent: 'logo', assetId: '' });
  expect(removed.text).toContain('The logo is removed.');
  expect([await usage(first), await usage(second)]).toEqual([0, 0]);
});

test('neither a film, nor an upload under way, nor another organization’s picture becomes a logo', async () => {
  const owner = await founder(app);
  const stranger = await founder(app);
  for (const id of [await picture(owner.organizationId, { type: 'video' }), await picture(owner.organizationId, { status: 'uploading' }), await picture(stranger.organizationId), crypto.randomUUID()]) {
    const answer = await owner.browser.post('/settings/organization', { intent: 'logo', assetId: id });
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('There is no such image in the library.');
  }
  const viewer = await colleague(app, owner.browser, 'viewer');
  expect((await viewer.browser.post('/settings/organization', { intent: 'logo', assetId: await picture(owner.organizationId) })).status).toBe(403);
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
