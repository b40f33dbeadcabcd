import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { emitMany } from '#app/domains/webhooks/emit.server.ts';
import { MOST_TRIES } from '#app/domains/webhooks/endpoint.ts';
import { payloadOf } from '#app/domains/webhooks/payloads.ts';
import { jobContext } from '#app/platform/http.server.ts';
import { deliver } from '#app/domains/webhooks/deliver.server.ts';
import { consume } from '#workers/queues.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { founder } from '../support/people.ts';
import { endpointOf, exhaust, PIECE, publish, writeAs } from './arrange.ts';
import { checkOfThePage, type Receiver, signaturesBy, startReceiver } from './receiver.ts';

let app: TestApp;
let receiver: Receiver;
let owner: Awaited<ReturnType<typeof founder>>;
let isGenuine: Awaited<ReturnType<typeof checkOfThePage>>;

beforeAll(async () => {
  receiver = await startReceiver();
  isGenuine = await checkOfThePage();
});
afterAll(() => receiver.stop());
beforeEach(async () => {
  app = await startApp();
  app.env.OUTBOUND_ALLOWED = receiver.origin;
  owner = await founder(app);
  receiver.heard.length = 0;
  receiver.answer = (response) => response.writeHead(204).end();
});

const rows = async (text: string) => (await app.owner.query(text)).rows;
const deliveries = () => rows('select id, event, status, attempts, response_status, response_body, failure, took_ms, delivered_at from webhook_deliveries order by id');
const endpoint = async () => (await rows('select status, status_reason, failing_since, last_delivered_at from webhook_endpoints'))[0];
const jobs = () => rows("select status, attempts, label, last_error from outbox where type = 'webhooks.deliver' order by id");

test('what happens is told once, signed, in the words of its schema', async () => {
  const { secret } = await endpointOf(owner.browser, receiver.url);
  await publish(app, owner.organizationId);
  expect(app.queue).toHaveLength(1);
  await app.drain();
  expect(receiver.heard).toHaveLength(1);
  const [request] = receiver.heard;
  const { headers, body, told } = request!;
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': expect.stringContaining('Masthead') });
  expect(headers['webhook-signature']).toBe(signaturesBy(request!, secret));
  expect(isGenuine(headers, body, secret)).toBe(true);
  expect(isGenuine(headers, `${body} `, secret)).toBe(false);
  expect(isGenuine({ ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 1) }, body, secret)).toBe(false);
  expect(payloadOf('content.published').parse(told)).toEqual(told);
  expect(told).toMatchObject({ id: headers['webhook-id'], type: 'content.published', organization: { id: owner.organizationId, slug: owner.slug }, data: PIECE });
  expect(Math.abs(Date.parse(told.occurredAt) - Date.now())).toBeLessThan(60_000);
  expect(await deliveries()).toMatchObject([{ id: told.id, status: 'delivered', attempts: 1, response_status: 204, failure: '' }]);
  expect(await jobs()).toMatchObject([{ status: 'done', label: `Webhook content.published to ${new URL(receiver.url).host}` }]);
  expect((await endpoint()).last_delivered_at).not.toBeNull();
});

test('only those hear of it who asked for it and are there: of many things at once, each what it wants', async () => {
  await endpointOf(owner.browser, `${receiver.origin}/all`, ['content.published', 'content.unpublished']);
  await endpointOf(owner.browser, `${receiver.origin}/down`, ['content.unpublished']);
  const paused = await endpointOf(owner.browser, `${receiver.origin}/paused`);
  const removed = await endpointOf(owner.browser, `${receiver.origin}/removed`);
  await owner.browser.post(paused.path, { intent: 'change', endpointId: paused.id, status: 'paused' });
  await owner.browser.post(removed.path, { intent: 'remove', endpointId: removed.id });
  const other = await founder(app);
  await endpointOf(other.browser, `${receiver.origin}/other`);
  await writeAs(app, owner.organizationId, (db) =>
    emitMany(db, [
      { event: 'content.published', data: PIECE },
      { event: 'content.published', data: { ...PIECE, title: 'Another' } },
      { event: 'content.unpublished', data: PIECE },
      { event: 'release.published', data: { releaseId: PIECE.itemId, name: 'Spring', pieces: 3 } },
    ]),
  );
  await app.drain();
  expect(receiver.heard.map(({ told }) => told.type).sort()).toEqual(['content.published', 'content.published', 'content.unpublished', 'content.unpublished']);
  expect(new Set(receiver.heard.map(({ told }) => told.id)).size).toBe(4);
  expect(new Set((await rows('select organization_id as id from webhook_deliveries')).map(({ id }) => id))).toEqual(new Set([owner.organizationId]));
});

test('a write that is refused tells nobody, and one that nobody listens to costs nothing', async () => {
  await publish(app, owner.organizationId);
  expect(await jobs()).toEqual([]);
  await endpointOf(owner.browser, receiver.url);
  const { refuseUnless } = await import('#db/scope.ts');
  const { sql } = await import('drizzle-orm');
  const refused = await writeAs(app, owner.organizationId, (db) => [...emitMany(db, [{ event: 'content.published', data: PIECE }]), refuseUnless(db, sql`false`, 'conflict', 'No.')]);
  expect(refused.ok).toBe(false);
  expect([await deliveries(), await jobs(), app.queue]).toEqual([[], [], []]);
});

test('when the queue loses it, the next tick finds it', async () => {
  await endpointOf(owner.browser, receiver.url);
  await publish(app, owner.organizationId);
  app.queue.length = 0;
  await app.owner.query("alter table outbox disable trigger touch; update outbox set updated_at = now() - interval '1 minute', due_at = now() - interval '1 minute'; alter table outbox enable trigger touch");
  await app.tick();
  await app.drain();
  expect(receiver.heard).toHaveLength(1);
});

test('what is not taken is tried again with the same id and the same words, until it is', async () => {
  const { secret } = await endpointOf(owner.browser, receiver.url);
  let tries = 0;
  receiver.answer = (response) => ((tries += 1) < 3 ? response.writeHead(503).end('not now') : response.writeHead(200).end('thank you'));
  await publish(app, owner.organizationId);
  await app.drain();
  expect(await deliveries()).toMatchObject([{ status: 'waiting', attempts: 1, response_status: 503, response_body: 'not now', failure: 'It answered 503.' }]);
  expect((await endpoint()).failing_since).not.toBeNull();
  expect((await owner.browser.get('/settings/webhooks')).text).toContain('Failing');
  await exhaust(app);
  expect(receiver.heard).toHaveLength(3);
  expect(new Set(receiver.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(receiver.heard.map(({ body }) => body)).size).toBe(1);
  expect(receiver.heard.every(({ headers, body }) => isGenuine(headers, body, secret))).toBe(true);
  expect(await deliveries()).toMatchObject([{ status: 'delivered', attempts: 3, response_body: 'thank you', failure: '' }]);
  expect(await endpoint()).toMatchObject({ failing_since: null });
});

test('what is never taken is given up with a notice, once, and waits in the log', async () => {
  const { path } = await endpointOf(owner.browser, receiver.url);
  receiver.answer = (response) => response.writeHead(500).end();
  await publish(app, owner.organizationId);
  await publish(app, owner.organizationId);
  await exhaust(app);
  expect(receiver.heard).toHaveLength(2 * MOST_TRIES);
  expect(await deliveries()).toMatchObject([{ status: 'failed', attempts: MOST_TRIES }, { status: 'failed', attempts: MOST_TRIES }]);
  expect(await jobs()).toMatchObject([{ status: 'dropped', last_error: 'It answered 500.' }, { status: 'dropped' }]);
  expect(await rows("select type from notifications where type like 'webhook%'")).toEqual([{ type: 'webhook.failing' }]);
  expect(await endpoint()).toMatchObject({ status: 'active' });
  expect((await owner.browser.get(path)).text).toContain('Not delivered');
});

test('a receiver that answers 410 is left alone from then on', async () => {
  const { path } = await endpointOf(owner.browser, receiver.url);
  receiver.answer = (response) => response.writeHead(410).end();
  await publish(app, owner.organizationId);
  await publish(app, owner.organizationId);
  await app.drain();
  expect(receiver.heard).toHaveLength(1);
  expect(await endpoint()).toMatchObject({ status: 'disabled', status_reason: expect.stringContaining('410') });
  expect(await deliveries()).toMatchObject([{ status: 'failed', attempts: 1 }, { status: 'failed', attempts: 0, failure: expect.stringContaining('switched off') }]);
  expect((await owner.browser.get('/notifications')).text).toContain(`The webhook to ${new URL(receiver.url).host} is switched off`);
  expect((await owner.browser.get(path)).text).toContain('Switched off');
  await publish(app, owner.organizationId);
  expect(await deliveries()).toHaveLength(2);
});

test('after five days of nothing but failure it is switched off, with one notice; one press switches it on again', async () => {
  const { path, id } = await endpointOf(owner.browser, receiver.url);
  receiver.answer = (response) => response.writeHead(500).end();
  await publish(app, owner.organizationId);
  await app.drain();
  await app.owner.query("update webhook_endpoints set failing_since = now() - interval '4 days 23 hours'");
  await publish(app, owner.organizationId);
  await app.drain();
  expect(await endpoint()).toMatchObject({ status: 'active' });
  await app.owner.query("update webhook_endpoints set failing_since = now() - interval '5 days 1 minute'");
  await publish(app, owner.organizationId);
  await publish(app, owner.organizationId);
  await exhaust(app);
  expect(await endpoint()).toMatchObject({ status: 'disabled', status_reason: 'Nothing has arrived there for 5 days.' });
  expect(await rows("select user_id from notifications where type = 'webhook.disabled'")).toEqual([{ user_id: owner.userId }]);
  expect((await owner.browser.get('/settings/activity')).text).toContain('switched off the webhook to');
  receiver.answer = (response) => response.writeHead(200).end();
  const before = receiver.heard.length;
  await owner.browser.post(path, { intent: 'change', endpointId: id, status: 'active' });
  expect(await endpoint()).toMatchObject({ status: 'active', status_reason: '', failing_since: null });
  await publish(app, owner.organizationId);
  await app.drain();
  expect(receiver.heard).toHaveLength(before + 1);
});

test('one that works now and then is never switched off', async () => {
  await endpointOf(owner.browser, receiver.url);
  await app.owner.query("update webhook_endpoints set failing_since = now() - interval '6 days'");
  await publish(app, owner.organizationId);
  await app.drain();
  receiver.answer = (response) => response.writeHead(500).end();
  await publish(app, owner.organizationId);
  await app.drain();
  expect(await endpoint()).toMatchObject({ status: 'active' });
});

test('nobody who answers within ten seconds, and nobody there at all, are told apart', async () => {
  // Ten seconds pass in half a second.
  const patience = AbortSignal.timeout.bind(AbortSignal);
  const waited = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => patience(ms / 20));
  onTestFinished(() => void waited.mockRestore());
  await endpointOf(owner.browser, receiver.url);
  receiver.answer = () => undefined;
  await publish(app, owner.organizationId);
  await app.drain();
  expect(await deliveries()).toMatchObject([{ status: 'waiting', response_status: null, failure: 'Nobody answered within 10 seconds.' }]);
  const [slow] = await deliveries();
  expect(waited).toHaveBeenCalledWith(10_000);
  expect(slow.took_ms).toBeGreaterThanOrEqual(490);
  await app.owner.query("update webhook_endpoints set url = 'http://127.0.0.1:1/x'");
  app.env.OUTBOUND_ALLOWED = 'http://127.0.0.1:1';
  await exhaust(app, 1);
  expect(await deliveries()).toMatchObject([{ attempts: 2, failure: 'The address could not be reached.' }]);
});

test('of a huge answer 2 KB are kept, however it is spelled, and nobody waits for the rest', async () => {
  await endpointOf(owner.browser, receiver.url);
  receiver.answer = (response) => {
    response.writeHead(200);
    const more = () => !response.destroyed && response.write('ü\0'.repeat(30_000), () => setTimeout(more, 5));
    more();
  };
  await publish(app, owner.organizationId);
  const started = Date.now();
  await app.drain();
  expect(Date.now() - started).toBeLessThan(5_000);
  const [{ status, response_body }] = await deliveries();
  expect(status).toBe('delivered');
  expect(Buffer.byteLength(response_body)).toBeGreaterThan(1_000);
  expect(Buffer.byteLength(response_body)).toBeLessThanOrEqual(2_051);
  expect(response_body).toMatch(/^ü+$/);
});

test('a redirect is not followed', async () => {
  await endpointOf(owner.browser, receiver.url);
  receiver.answer = (response) => response.writeHead(307, { Location: `${receiver.origin}/elsewhere` }).end();
  await publish(app, owner.organizationId);
  await app.drain();
  expect(receiver.heard).toHaveLength(1);
  expect(await deliveries()).toMatchObject([{ status: 'waiting', response_status: 307, failure: expect.stringContaining('not followed') }]);
});

test('an address that leads inside by now is not called', async () => {
  await endpointOf(owner.browser, receiver.url);
  app.env.OUTBOUND_ALLOWED = '';
  await publish(app, owner.organizationId);
  await app.drain();
  expect(receiver.heard).toEqual([]);
  expect(await deliveries()).toMatchObject([{ status: 'waiting', failure: 'Only addresses that begin with https:// are called.' }]);
});

test('a crash between sending and writing it down sends it again under the same id', async () => {
  await endpointOf(owner.browser, receiver.url);
  await publish(app, owner.organizationId);
  const { rows: [job] } = await app.owner.query("update outbox set status = 'running', attempts = 1, fence = 1, lease_until = now() + interval '60 seconds' where type = 'webhooks.deliver' returning id, organization_id, payload, attempts");
  const real = globalThis.fetch;
  let sent = false;
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    if (!String(input).startsWith(receiver.origin)) {
      if (sent) throw new Error('The isolate is gone.');
      return real(input, init);
    }
    sent = true;
    return real(input, init);
  });
  await expect(deliver(jobContext(app.env, () => undefined), job)).rejects.toThrow();
  vi.unstubAllGlobals();
  expect(await deliveries()).toMatchObject([{ status: 'waiting', attempts: 0 }]);
  await app.owner.query("update outbox set lease_until = now() - interval '1 second'");
  await app.tick();
  await app.drain();
  expect(receiver.heard).toHaveLength(2);
  expect(new Set(receiver.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(receiver.heard.map(({ body }) => body)).size).toBe(1);
  expect(await deliveries()).toMatchObject([{ status: 'delivered', attempts: 1 }]);
});

test('a message delivered three times, at once and afterwards, is sent once', async () => {
  await endpointOf(owner.browser, receiver.url);
  await publish(app, owner.organizationId);
  const [body] = app.queue;
  const once = () => consume(jobContext(app.env, () => undefined), { body, ack() {}, retry() {} });
  await Promise.all([once(), once()]);
  await app.drain();
  expect(receiver.heard).toHaveLength(1);
});

test('what waits when its endpoint is paused or removed is not sent, and says why', async () => {
  const { path, id } = await endpointOf(owner.browser, receiver.url);
  await publish(app, owner.organizationId);
  const message = app.queue.splice(0);
  await owner.browser.post(path, { intent: 'change', endpointId: id, status: 'paused' });
  app.queue.push(...message);
  await app.drain();
  expect(receiver.heard).toEqual([]);
  expect(await deliveries()).toMatchObject([{ status: 'failed', attempts: 0, failure: 'Its endpoint was paused before it could be sent.' }]);
  expect(await endpoint()).toMatchObject({ failing_since: null });
});
