import { beforeAll, describe, expect, test } from 'vitest';
import { composeKey, KEY_SCOPES } from '#app/domains/identity/api-key.ts';
import type { KeyScope } from '#workers/api/guard.ts';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeAccounts } from '../support/accounts.ts';
import { arrangeCalendar } from '../support/calendar.ts';
import { arrangeCampaigns } from '../support/campaigns.ts';
import { fingerprintOf } from '../support/fingerprint.ts';
import { arrangeLibrary } from '../support/media.ts';
import { colleague, founder } from '../support/people.ts';
import { arrangeAccount, arrangePostImport } from '../support/posts.ts';
import { arrangeProjects } from '../support/projects.ts';
import { arrangeDecisions } from '../support/stopped.ts';
import { arrangeWebhooks } from '../support/webhooks.ts';
import { arrangeContent } from './arrange-content.ts';
import { ENDPOINTS, requestOf } from './endpoints.ts';
import { keyOf, programWith, send, withKey } from './program.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let stranger: Awaited<ReturnType<typeof founder>>;
let names: Record<string, string>;
let keys: Record<'strange' | 'expired' | 'revoked', string>;

beforeAll(async () => {
  app = await startApp();
  // So that the ways past the app are there to be walled.
  Object.assign(app.env, { R2_ACCOUNT_ID: 'account', R2_ACCESS_KEY_ID: 'key', R2_SECRET_ACCESS_KEY: 'secret', R2_BUCKET_NAME: 'bucket' });
  owner = await founder(app, 'walled-paper');
  stranger = await founder(app, 'other-paper');
  const editor = await colleague(app, owner.browser, 'editor');
  await owner.browser.post('/settings/people', { intent: 'invite', email: 'waiting@example.test', role: 'member' });
  const { rows } = await app.owner.query("select id from invitations where organization_id = $1 and email = 'waiting@example.test'", [owner.organizationId]);
  names = { member: editor.userId, invitation: rows[0].id, part: '1', ...(await arrangeLibrary(app, owner.organizationId, await programWith(app, owner.browser))), ...(await arrangeContent(app, owner.organizationId)), ...(await arrangeCalendar(app, owner.organizationId)), follower: owner.userId, venture: (await arrangeProjects(app, owner.organizationId, 'venture of the walled-paper', owner.userId)).project, ...(await arrangeProjects(app, owner.organizationId, 'walled-paper', editor.userId)), ...(await arrangeCampaigns(app, owner.organizationId, 'walled-paper')), ...(await arrangeWebhooks(app, owner.organizationId, 'walled-paper')), ...(await arrangeAccounts(app, owner.organizationId, owner.userId, 'walled-paper')) };
  names.postimport = await arrangePostImport(await programWith(app, owner.browser));
  Object.assign(names, await arrangeDecisions(app, owner.organizationId, await arrangeAccount(app, owner.organizationId), 'walled-paper'));
  keys = { strange: await keyOf(stranger.browser), expired: await keyOf(owner.browser), revoked: await keyOf(owner.browser) };
  const prefix = (key: string) => key.slice(0, 13);
  await app.owner.query("update api_keys set expires_at = now() - interval '1 second' where prefix = $1", [prefix(keys.expired)]);
  const revoked = await app.owner.query('select id from api_keys where prefix = $1', [prefix(keys.revoked)]);
  await owner.browser.post('/settings/keys', { intent: 'revoke', keyId: revoked.rows[0].id });
});

const TABLES = ['organizations', 'memberships', 'invitations', 'api_keys', 'outbox', 'notifications', 'audit_log', 'idempotency_keys', 'media_assets', 'media_folders', 'media_uploads', 'media_upload_parts', 'media_usages', 'tags', 'asset_tags', 'content_items', 'content_revisions', 'content_item_tags', 'content_approvals', 'content_comments', 'content_categories', 'content_templates', 'projects', 'project_members', 'campaigns', 'campaign_spending', 'campaign_outcomes', 'campaign_content', 'campaign_tags', 'calendar_entries', 'webhook_endpoints', 'webhook_deliveries', 'posts', 'post_targets', 'publish_attempts'];
const fingerprint = () => fingerprintOf(app, owner.organizationId, TABLES);

/** With every scope but one. */
const lacking = new Map<KeyScope, Promise<string>>();
const keyWithout = (scope: KeyScope) => lacking.get(scope) ?? lacking.set(scope, keyOf(owner.browser, KEY_SCOPES.filter((each) => each !== scope))).get(scope)!;

const ask = (index: number, headers: Record<string, string>) => {
  const { path, sent } = requestOf(ENDPOINTS[index]!, names);
  return send(app, ENDPOINTS[index]!.method, path, { ...sent, headers: { ...sent.headers, ...headers } });
};

const WALK = ENDPOINTS.map((endpoint, index) => ({ ...endpoint, index }));

describe.each(WALK)('$method $path', ({ index, permission, path, method, body }) => {
  test('without a key it is 401, says how to send one and asks no database', async () => {
    const reply = await ask(index, {});
    expect(reply.status).toBe(401);
    expect(reply.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
    expect(reply.headers.get('Content-Type')).toBe('application/problem+json');
    expect(reply.trips).toBe(0);
  });

  test('with a session cookie alone it is 401', async () => {
    const before = await fingerprint();
    const Cookie = Array.from(owner.browser.cookies, ([name, value]) => `${name}=${value}`).join('; ');
    const reply = await ask(index, { Cookie, Origin: 'http://localhost:5173' });
    expect(reply.status).toBe(401);
    expect(reply.trips).toBe(0);
    expect(await fingerprint()).toBe(before);
  });

  test.each([
    ['malformed', 'mh_not-a-key'],
    ['of another scheme', 'Basic bWg6a2V5'],
    ['with one letter changed', composeKey('abcdefghij', 'f'.repeat(64)).replace('f', '0')],
    ['with SQL in it', "mh_abcdefghij_' or '1'='1"],
  ])('a key %s is 401 and asks no database', async (_, key) => {
    const reply = await ask(index, { Authorization: key.startsWith('Basic') ? key : `Bearer ${key}` });
    expect(reply.status).toBe(401);
    expect(reply.trips).toBe(0);
  });

  test.each(['unknown', 'expired', 'revoked'] as const)('a key that is %s is 401, in the same words as any other', async (kind) => {
    const before = await fingerprint();
    const reply = await ask(index, withKey(kind === 'unknown' ? composeKey('0123456789', 'ab'.repeat(32)) : keys[kind]));
    expect(reply.status).toBe(401);
    expect(reply.body.detail).toBe('This API key is unknown, expired or revoked.');
    expect(reply.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
    expect(await fingerprint()).toBe(before);
  });

  test.runIf(permission)('a key with every scope but its own is 403', async () => {
    const key = await keyWithout(permission!);
    const before = await fingerprint();
    const reply = await ask(index, withKey(key));
    expect(reply.status).toBe(403);
    expect(reply.body.detail).toBe(`This key does not have the scope ${permission}.`);
    // A read counts against the key's hour; a write that was refused leaves nothing behind at all.
    if (method !== 'GET') expect(await fingerprint()).toBe(before);
  });

  test('a key of another organization sees nothing of this one', async () => {
    const before = await fingerprint();
    const reply = await ask(index, withKey(keys.strange));
    if (Object.keys(names).some((name) => `${path}${JSON.stringify(body)}`.includes(`:${name}`))) expect(reply.status).toBe(404);
    for (const secret of ['walled-paper', 'waiting@example.test', 'secret-harbour', 'Secret harbour', owner.email]) expect(reply.text).not.toContain(secret);
    expect(await fingerprint()).toBe(before);
  });

  test.runIf(path.includes(':'))('an id that cannot be one is 404 and asks no database', async () => {
    const { path: asked, sent } = requestOf({ ...ENDPOINTS[index]!, path: path.replace(/:\w+/, "1' or '1'='1") }, names);
    const reply = await send(app, method, asked, { ...sent, headers: { ...sent.headers, ...withKey(keys.strange) } });
    expect(reply.status).toBe(404);
    expect(reply.trips).toBe(0);
  });
});
