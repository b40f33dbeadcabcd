import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EVENTS, samplePayload, type WebhookEvent } from '#app/domains/webhooks/events.ts';
import { payloadOf } from '#app/domains/webhooks/payloads.ts';
import { seal, unseal } from '#app/platform/secrets.server.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { colleague, founder } from '../support/people.ts';
import { endpointOf, exhaust, publish } from './arrange.ts';
import { type Receiver, signaturesBy, startReceiver } from './receiver.ts';

let app: TestApp;
let receiver: Receiver;
let owner: Awaited<ReturnType<typeof founder>>;

beforeAll(async () => {
  receiver = await startReceiver();
  app = await startApp();
  app.env.OUTBOUND_ALLOWED = receiver.origin;
});
afterAll(() => receiver.stop());
beforeEach(async () => {
  owner = await founder(app);
  receiver.heard.length = 0;
  receiver.answer = (response) => response.writeHead(204).end();
});

const one = async (text: string, ...values: unknown[]) => (await app.owner.query(text, values)).rows[0];
const deliveriesOf = async (id: string) => (await app.owner.query('select id, event, status, attempts, job_id from webhook_deliveries where webhook_endpoint_id = $1 order by id', [id])).rows;
const change = (endpoint: { id: string; path: string }, fields: Record<string, string | string[]>) => owner.browser.post(endpoint.path, { intent: 'change', endpointId: endpoint.id, ...fields });

test.each(Object.keys(EVENTS) as WebhookEvent[])('the sample of %s is what its schema says', (event) => {
  expect(payloadOf(event).parse(samplePayload(event))).toEqual(samplePayload(event));
});

test('the secret is shown once, and what is kept cannot be read without the key', async () => {
  const { id, secret, path } = await endpointOf(owner.browser, receiver.url);
  const row = await one('select w::text as text, w.secret from webhook_endpoints w where id = $1', id);
  expect(row.text).not.toContain(secret.slice(6, 30));
  expect((await owner.browser.get(path)).text).not.toContain(secret);
  expect((await owner.browser.get(path)).text).not.toContain(row.secret);
  expect((await owner.browser.get('/settings/webhooks')).text).not.toContain(row.secret);
  expect(await unseal(app.env, { organizationId: owner.organizationId, rowId: id, field: 'secret' }, row.secret)).toEqual({ plain: secret, former: false });
});

test('what is sealed opens in its own place only, and not once it is changed', async () => {
  const place = { organizationId: owner.organizationId, rowId: owner.userId, field: 'secret' };
  const sealed = await seal(app.env, place, 'a word');
  expect(await seal(app.env, place, 'a word')).not.toBe(sealed);
  for (const elsewhere of [{ ...place, organizationId: owner.userId }, { ...place, rowId: owner.organizationId }, { ...place, field: 'token' }]) await expect(unseal(app.env, elsewhere, sealed)).rejects.toThrow();
  const flipped = sealed.slice(0, -2) + (sealed.at(-2) === 'A' ? 'B' : 'A') + sealed.at(-1);
  await expect(unseal(app.env, place, flipped)).rejects.toThrow();
  await expect(unseal({ TOKEN_SECRET: 'another' }, place, sealed)).rejects.toThrow('The key that sealed this');
  await expect(unseal(app.env, place, 'a word')).rejects.toThrow('not sealed by us');
  expect(await unseal({ TOKEN_SECRET: 'another', FORMER_TOKEN_SECRETS: `older, ${app.env.TOKEN_SECRET}` }, place, sealed)).toEqual({ plain: 'a word', former: true });
});

test('after the key was changed the secret still signs, and is sealed anew with the next delivery', async () => {
  const { id, secret } = await endpointOf(owner.browser, receiver.url);
  const before = await one('select secret from webhook_endpoints where id = $1', id);
  const env = { ...app.env };
  Object.assign(app.env, { TOKEN_SECRET: 'the next token secret of the tests', FORMER_TOKEN_SECRETS: env.TOKEN_SECRET });
  await publish(app, owner.organizationId);
  await app.drain();
  const after = await one('select secret from webhook_endpoints where id = $1', id);
  delete app.env.FORMER_TOKEN_SECRETS;
  await publish(app, owner.organizationId);
  await app.drain();
  Object.assign(app.env, env);
  expect(after.secret).not.toBe(before.secret);
  expect(receiver.heard.map(({ headers }) => headers['webhook-signature'])).toEqual(receiver.heard.map((each) => signaturesBy(each, secret)));
  expect(receiver.heard).toHaveLength(2);
});

test.each([
  ['http://hooks.site.org/x', 'begin with https://'],
  ['https://127.0.0.1/', 'made of numbers'],
  ['https://[::1]/', 'made of numbers'],
  ['https://169.254.169.254/latest', 'made of numbers'],
  ['https://localhost/', 'public site'],
  ['https://db.internal/', 'public site'],
  ['https://10-0-0-1.sslip.io/', 'public site'],
  ['https://site.org:8443/', 'usual port'],
  ['https://me:secret@site.org/', 'name or a password'],
  ['ftp://site.org/', 'begin with https://'],
  ['not an address', 'not an address'],
  ['  ', 'Type an address'],
])('an endpoint at %s is refused with a sentence', async (url, sentence) => {
  const refused = await owner.browser.post('/settings/webhooks/new', { url, 'events[]': 'content.published' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain(sentence);
  const endpoint = await endpointOf(owner.browser, 'https://hooks.site.org/x');
  expect((await change(endpoint, { url, 'events[]': 'content.published' })).status).toBe(422);
  expect(await one('select url from webhook_endpoints where id = $1', endpoint.id)).toEqual({ url: 'https://hooks.site.org/x' });
});

test.each([[[''], 'Choose at least one event.'], [['content.eaten'], 'There is no such event.'], [['webhook.test'], 'There is no such event.'], [['content.updated', 'content.updated'], 'Choose each event once.']])('the events %o are refused', async (events, sentence) => {
  const refused = await owner.browser.post('/settings/webhooks/new', { url: 'https://hooks.site.org/x', 'events[]': events });
  expect([refused.status, refused.text.includes(sentence)]).toEqual([422, true]);
});

test('the twenty-first endpoint is refused', async () => {
  const { id } = await endpointOf(owner.browser, 'https://hooks.site.org/x');
  await app.owner.query("insert into webhook_endpoints (organization_id, url, events, secret) select organization_id, url, events, secret from webhook_endpoints, generate_series(1, 19) where id = $1", [id]);
  const refused = await owner.browser.post('/settings/webhooks/new', { url: 'https://hooks.site.org/y', 'events[]': 'content.published' });
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('There are 20 endpoints already.');
});

test('a new secret and the one before sign together for a day, then the new one alone', async () => {
  const endpoint = await endpointOf(owner.browser, receiver.url);
  const rotated = await owner.browser.post(endpoint.path, { intent: 'rotate', endpointId: endpoint.id });
  const [next] = /whsec_[A-Za-z0-9+/]{43}=/.exec(rotated.text) ?? [];
  expect(next).not.toBe(endpoint.secret);
  await publish(app, owner.organizationId);
  await app.drain();
  expect(receiver.heard[0]!.headers['webhook-signature']).toBe(signaturesBy(receiver.heard[0]!, next!, endpoint.secret));
  expect((await owner.browser.get(endpoint.path)).text).toContain('The one before still signs');
  await app.owner.query("update webhook_endpoints set former_until = now() - interval '1 second' where id = $1", [endpoint.id]);
  await publish(app, owner.organizationId);
  await app.drain();
  expect(receiver.heard[1]!.headers['webhook-signature']).toBe(signaturesBy(receiver.heard[1]!, next!));
  expect((await owner.browser.get(endpoint.path)).text).not.toContain('The one before still signs');
});

test('what was delivered is sent again with the same id and the same words', async () => {
  const { id, path } = await endpointOf(owner.browser, receiver.url);
  await publish(app, owner.organizationId);
  await app.drain();
  const [delivery] = await deliveriesOf(id);
  const again = await owner.browser.post(`${path}/deliveries/${delivery.id}`, { deliveryId: delivery.id });
  expect(again.text).toContain('It is sent again, under the same id.');
  await app.drain();
  expect(receiver.heard).toHaveLength(2);
  expect(receiver.heard[1]!.body).toBe(receiver.heard[0]!.body);
  expect(receiver.heard[1]!.headers['webhook-id']).toBe(receiver.heard[0]!.headers['webhook-id']);
  expect(await deliveriesOf(id)).toMatchObject([{ status: 'delivered', attempts: 2 }]);
});

test('one that waits for its next try is sent now, and once: the try that waited is dropped', async () => {
  const { id, path } = await endpointOf(owner.browser, receiver.url);
  receiver.answer = (response) => response.writeHead(500).end();
  await publish(app, owner.organizationId);
  await app.drain();
  const [delivery] = await deliveriesOf(id);
  const page = await owner.browser.get(`${path}/deliveries/${delivery.id}`);
  expect(page.text).toContain('Next try');
  receiver.answer = (response) => response.writeHead(200).end();
  await owner.browser.post(`${path}/deliveries/${delivery.id}`, { deliveryId: delivery.id });
  app.queue.push({ id: delivery.job_id, type: 'webhooks.deliver' });
  await exhaust(app);
  expect(receiver.heard).toHaveLength(2);
  expect(await one('select status from outbox where id = $1', delivery.job_id)).toEqual({ status: 'dropped' });
});

test('nothing is sent again to an endpoint that is paused or removed', async () => {
  const endpoint = await endpointOf(owner.browser, receiver.url);
  await publish(app, owner.organizationId);
  await app.drain();
  const [delivery] = await deliveriesOf(endpoint.id);
  const replay = () => owner.browser.post(`${endpoint.path}/deliveries/${delivery.id}`, { deliveryId: delivery.id });
  await change(endpoint, { status: 'paused' });
  expect(await replay()).toMatchObject({ status: 409, text: expect.stringContaining('Its endpoint is not active. Resume it first.') });
  await owner.browser.post(endpoint.path, { intent: 'remove', endpointId: endpoint.id });
  expect((await replay()).status).toBe(404);
  await app.drain();
  expect(receiver.heard).toHaveLength(1);
});

test('a test goes out at once, to a paused endpoint too, is tried once and counts against nobody', async () => {
  const endpoint = await endpointOf(owner.browser, receiver.url, ['release.published']);
  await change(endpoint, { status: 'paused' });
  receiver.answer = (response) => response.writeHead(500).end('broken');
  const sent = await owner.browser.post(endpoint.path, { intent: 'test', endpointId: endpoint.id });
  expect(sent.text).toContain('The test is on its way.');
  await exhaust(app);
  expect(receiver.heard).toHaveLength(1);
  expect(payloadOf('webhook.test').parse(receiver.heard[0]!.told)).toMatchObject({ type: 'webhook.test' });
  expect(await deliveriesOf(endpoint.id)).toMatchObject([{ event: 'webhook.test', status: 'failed', attempts: 1 }]);
  expect(await one('select failing_since, status from webhook_endpoints where id = $1', endpoint.id)).toEqual({ failing_since: null, status: 'paused' });
  expect(await one("select count(*)::int as count from notifications where organization_id = $1 and type like 'webhook%'", owner.organizationId)).toEqual({ count: 0 });
  const page = await owner.browser.get(sent.url);
  expect(page.text).toContain('It answered 500.');
  expect(page.text).toContain('broken');
});

test('an endpoint is changed, paused, resumed, removed and brought back, and the activity tells it', async () => {
  const endpoint = await endpointOf(owner.browser, receiver.url);
  await app.owner.query('update webhook_endpoints set failing_since = now() where id = $1', [endpoint.id]);
  await change(endpoint, { url: receiver.url, description: 'Rebuilds the website', 'events[]': ['content.updated', 'release.published'] });
  const row = () => one('select url, description, events, status, failing_since, deleted_at from webhook_endpoints where id = $1', endpoint.id);
  expect(await row()).toMatchObject({ description: 'Rebuilds the website', events: ['content.updated', 'release.published'], failing_since: expect.anything() });
  await change(endpoint, { url: `${receiver.origin}/other`, description: '', 'events[]': ['content.published'] });
  expect(await row()).toMatchObject({ url: `${receiver.origin}/other`, failing_since: null, status: 'active' });
  await change(endpoint, { status: 'paused' });
  expect(await row()).toMatchObject({ status: 'paused', events: ['content.published'] });
  await change(endpoint, { status: 'active' });
  const removed = await owner.browser.post(endpoint.path, { intent: 'remove', endpointId: endpoint.id });
  expect(removed.url).toBe('/settings/webhooks');
  expect((await owner.browser.get(endpoint.path)).status).toBe(404);
  await publish(app, owner.organizationId);
  expect(await deliveriesOf(endpoint.id)).toEqual([]);
  const back = await owner.browser.post('/settings/webhooks', { intent: 'restore', endpointId: endpoint.id });
  expect(back.url).toBe(endpoint.path);
  expect(await row()).toMatchObject({ status: 'active', deleted_at: null });
  const { text } = await owner.browser.get('/settings/activity');
  for (const deed of ['made a webhook to', 'changed the webhook to', 'paused a webhook', 'switched a webhook on again', 'removed a webhook', 'brought back a webhook']) expect(text).toContain(deed);
});

test('an admin may, an editor may not even look', async () => {
  const endpoint = await endpointOf(owner.browser, receiver.url);
  const admin = await colleague(app, owner.browser, 'admin');
  const editor = await colleague(app, owner.browser, 'editor');
  expect((await admin.browser.get(endpoint.path)).status).toBe(200);
  expect((await admin.browser.post(endpoint.path, { intent: 'change', endpointId: endpoint.id, status: 'paused' })).status).toBe(200);
  expect((await editor.browser.get(endpoint.path)).status).toBe(403);
  expect((await editor.browser.post(endpoint.path, { intent: 'change', endpointId: endpoint.id, status: 'active' })).status).toBe(403);
  expect(await one('select status from webhook_endpoints where id = $1', endpoint.id)).toEqual({ status: 'paused' });
});

test('the log pages by its own order, in one trip a page', async () => {
  const { id, path } = await endpointOf(owner.browser, receiver.url);
  await app.owner.query("insert into webhook_deliveries (organization_id, webhook_endpoint_id, event, payload, status) select $1, $2, 'content.published', '{}', 'delivered' from generate_series(1, 30)", [owner.organizationId, id]);
  const all = (await deliveriesOf(id)).map((row) => row.id as string).reverse();
  const shown = (text: string) => [...new Set(Array.from(text.matchAll(/deliveries\/([0-9a-f-]{36})/g), ([, found]) => found))];
  const first = await owner.browser.get(path);
  const second = await owner.browser.get(`${path}?after=${all[24]}`);
  expect([first.trips, second.trips]).toEqual([1, 1]);
  expect(shown(first.text)).toEqual(all.slice(0, 25));
  expect(shown(second.text)).toEqual(all.slice(25));
});
