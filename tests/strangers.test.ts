import { beforeAll, describe, expect, test } from 'vitest';
import { arrangeAccounts } from './support/accounts.ts';
import { type TestApp, startApp } from './support/app.ts';
import type { Browser } from './support/browser.ts';
import { arrangeCalendar } from './support/calendar.ts';
import { arrangeCampaigns } from './support/campaigns.ts';
import { arrangeComment } from './support/comments.ts';
import { arrangeItem } from './support/content.ts';
import { fill, PAGES, WRITES } from './support/doors.ts';
import { fingerprintOf } from './support/fingerprint.ts';
import { arrangeAsset, arrangeFolder } from './support/media.ts';
import { arrangeOrder } from './support/organise.ts';
import { arrangeAccount } from './support/posts.ts';
import { arrangeProjects } from './support/projects.ts';
import { arrangeOutlet } from './support/published.ts';
import { arrangeDecisions } from './support/stopped.ts';
import { arrangeWebhooks } from './support/webhooks.ts';
import { type Colleague, colleague, founder } from './support/people.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let viewer: Colleague;
let stranger: Awaited<ReturnType<typeof founder>>;
let names: Record<string, string>;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'walled-paper');
  viewer = await colleague(app, owner.browser, 'viewer');
  const editor = await colleague(app, owner.browser, 'editor');
  stranger = await founder(app, 'other-paper');
  await owner.browser.post('/settings/people', { intent: 'invite', email: 'waiting@example.test', role: 'member' });
  await owner.browser.post('/settings/keys', { intent: 'create', name: 'Secret key of the walled paper', 'scopes[]': 'organization:read' });
  const one = async (sql: string) => (await app.owner.query(sql, [owner.organizationId])).rows[0].id as string;
  const item = await arrangeItem(app, owner.organizationId, { title: 'Harbour of the walled-paper' });
  names = {
    member: editor.userId,
    slug: 'walled-paper',
    name: 'The walled-paper',
    invitation: await one("select id from invitations where organization_id = $1 and email = 'waiting@example.test'"),
    key: await one('select id from api_keys where organization_id = $1'),
    delivery: await one('select id from outbox where organization_id = $1 limit 1'),
    folder: await arrangeFolder(app, owner.organizationId, 'Folder of the walled-paper'),
    asset: await arrangeAsset(app, owner.organizationId, { name: 'harbour of the walled-paper.png' }),
    item,
    remark: await arrangeComment(app, owner.organizationId, item, { body: 'A remark about the walled-paper' }),
    thread: await arrangeComment(app, owner.organizationId, item, { audience: 'team', status: 'approved', body: 'A thread of the walled-paper' }),
    ...(await arrangeOrder(app, owner)),
    ...(await arrangeAccounts(app, owner.organizationId, owner.userId, 'walled-paper')),
    ...(await arrangeWebhooks(app, owner.organizationId, 'walled-paper')),
    ...(await arrangeDecisions(app, owner.organizationId, await arrangeAccount(app, owner.organizationId), 'walled-paper')),
    ...(await arrangeProjects(app, owner.organizationId, 'walled-paper', editor.userId)),
    ...(await arrangeCampaigns(app, owner.organizationId, 'walled-paper')),
    ...(await arrangeOutlet(app, owner.organizationId)),
    ...(await arrangeCalendar(app, owner.organizationId, owner.userId)),
    import: (await app.owner.query("insert into content_imports (organization_id, source, status, files) values ($1, 'ghost', 'ready', $2) returning id", [owner.organizationId, JSON.stringify([{ key: 'x', name: 'walled-paper.json', byteSize: 1 }])])).rows[0].id,
    trashed: await arrangeAsset(app, owner.organizationId, { name: 'old harbour of the walled-paper.png', deleted_at: new Date().toISOString() }),
  };
  await app.owner.query('update media_assets set folder_id = $1 where id = $2', [names.folder, names.asset]);
  await app.owner.query("update outbox set status = 'dead', last_error = 'arranged' where id = $1", [names.delivery]);
});

const formOf = (fields: Record<string, string>) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fill(value, names)]));
const post = (browser: Browser, index: number, more: Record<string, string> = {}) =>
  browser.post(fill(WRITES[index]!.path, names), { ...formOf(WRITES[index]!.fields), ...more }, { follow: false });

const TABLES = ['organizations', 'memberships', 'invitations', 'api_keys', 'outbox', 'notifications', 'audit_log', 'media_folders', 'media_assets', 'tags', 'content_items', 'content_categories', 'content_templates', 'content_comments', 'content_approvals', 'content_imports', 'webhook_endpoints', 'webhook_deliveries', 'publications', 'releases', 'preview_links', 'projects', 'campaigns', 'campaign_spending', 'campaign_outcomes', 'calendars', 'calendar_entries', 'calendar_feeds', 'calendar_views', 'social_accounts', 'social_connections', 'posting_slots', 'posts', 'post_targets', 'publish_attempts'];
const fingerprint = () => fingerprintOf(app, owner.organizationId, TABLES);

describe('signed out', () => {
  test.each(PAGES)('$path leads to sign-in', async ({ path }) => {
    const answer = await app.browser().get(fill(path, names));
    expect(answer.url).toMatch(/^\/sign-in/);
    expect(answer.trips).toBe(0);
  });

  test.each(WRITES.map((write, index) => ({ ...write, index })))('$path $fields.intent is refused', async ({ index }) => {
    const before = await fingerprint();
    const answer = await post(app.browser(), index);
    expect([302, 401, 403]).toContain(answer.status);
    expect(await fingerprint()).toBe(before);
  });
});

describe('a token that nobody has', () => {
  test.each(['x'.repeat(43), 'A'.repeat(43), "' or 1=1 --".padEnd(43, 'z')])('%s leads to sign-in and loses the cookie', async (token) => {
    const browser = app.browser();
    browser.cookies.set('mh-session', encodeURIComponent(btoa(JSON.stringify(token))));
    const answer = await browser.get('/');
    expect(answer.url).toMatch(/^\/sign-in/);
    expect(browser.cookies.has('mh-session')).toBe(false);
  });
});

describe('a member of another organization', () => {
  test.each(PAGES)('$path shows nothing of it', async ({ path }) => {
    const answer = await stranger.browser.get(fill(path, names));
    expect(path.includes(':') ? answer.status : 200).toBe(path.includes(':') ? 404 : 200);
    for (const secret of ['walled-paper', 'waiting@example.test', 'Secret key', owner.email, viewer.email]) expect(answer.text).not.toContain(secret);
  });

  test.each(WRITES.map((write, index) => ({ ...write, index })).filter((write) => write.names))('$path $fields.intent is not found', async ({ index }) => {
    const before = await fingerprint();
    const answer = await post(stranger.browser, index);
    expect(answer.status).toBe(404);
    expect(await fingerprint()).toBe(before);
  });

  test('cannot switch to it', async () => {
    const answer = await stranger.browser.post('/organizations/switch', { organizationId: owner.organizationId });
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('There is no such organization.');
  });

  test('cannot write with its id in the form', async () => {
    const before = await fingerprint();
    const answer = await post(stranger.browser, 0, { _org: owner.organizationId, slug: 'mine-now' });
    expect(answer.status).toBe(409);
    expect(await fingerprint()).toBe(before);
  });
});

describe('a viewer', () => {
  test.each(PAGES)('$path', async ({ path, forbiddenTo }) => {
    const answer = await viewer.browser.get(fill(path, names));
    expect(answer.status).toBe(forbiddenTo === 'viewer' ? 403 : 200);
    if (forbiddenTo) expect(answer.text).toContain('Your role is viewer.');
  });

  test.each(WRITES.map((write, index) => ({ ...write, index })).filter((write) => !write.ownThing))('$path $fields.intent is forbidden with a sentence', async ({ index }) => {
    const before = await fingerprint();
    const answer = await post(viewer.browser, index);
    expect(answer.status).toBe(403);
    expect(answer.text).toMatch(/Your role (does not allow this|is viewer)/);
    expect(await fingerprint()).toBe(before);
  });

  test.each(WRITES.map((write, index) => ({ ...write, index })).filter((write) => write.ownThing))('$path is their own thing', async ({ index }) => {
    const answer = await post(viewer.browser, index);
    expect([200, 204, 302, 202]).toContain(answer.status);
  });
});

describe('one trip', () => {
  test.each(PAGES)('$path costs one round trip, with its layout', async ({ path }) => {
    const answer = await owner.browser.get(fill(path, names));
    expect(answer.status).toBe(200);
    expect(answer.trips).toBe(1);
  });
});
