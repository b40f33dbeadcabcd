import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { founder } from '../support/people.ts';
import { publish } from '../webhooks/arrange.ts';
import { type Receiver, signaturesBy, startReceiver } from '../webhooks/receiver.ts';
import { type Program, programWith } from './program.ts';

let app: TestApp;
let receiver: Receiver;
let owner: Awaited<ReturnType<typeof founder>>;
let program: Program;

beforeAll(async () => {
  receiver = await startReceiver();
  app = await startApp();
  app.env.OUTBOUND_ALLOWED = receiver.origin;
  owner = await founder(app, 'hooked-paper');
  program = await programWith(app, owner.browser);
});
afterAll(() => receiver.stop());

const make = async (body: Record<string, unknown> = {}) => (await program.post('/webhooks', { body: { url: receiver.url, events: ['content.published'], ...body } })).body as unknown as { id: string; secret: string };

test('an endpoint made by a program hears what happens, and its log is read by it', async () => {
  const { id, secret } = await make();
  await publish(app, owner.organizationId);
  await app.drain();
  expect(receiver.heard.at(-1)!.headers['webhook-signature']).toBe(signaturesBy(receiver.heard.at(-1)!, secret));
  const log = await program.get(`/webhooks/${id}/deliveries`);
  expect(log.trips).toBe(1);
  expect(log.body.data).toMatchObject([{ endpointId: id, event: 'content.published', status: 'delivered', responseStatus: 204 }]);
  const one = await program.get(`/webhook-deliveries/${String(log.body.data[0]!.id)}`);
  expect(one.body).toMatchObject({ payload: JSON.parse(receiver.heard.at(-1)!.body), nextTryAt: null });
  expect((await program.post(`/webhook-deliveries/${String(log.body.data[0]!.id)}/replay`)).status).toBe(204);
  await app.drain();
  expect(receiver.heard.at(-1)!.body).toBe(receiver.heard.at(-2)!.body);
});

test('an endpoint is read without its secret, changed field by field, removed and brought back', async () => {
  const { id, secret } = await make();
  const read = await program.get(`/webhooks/${id}`);
  expect(read.text).not.toContain(secret);
  expect(read.text).not.toContain('v1.');
  expect((await program.patch(`/webhooks/${id}`, { body: { status: 'paused' } })).body).toEqual({ ...read.body, status: 'paused' });
  expect((await program.patch(`/webhooks/${id}`, { body: { events: ['release.published'], description: 'x' } })).body).toMatchObject({ url: receiver.url, events: ['release.published'], status: 'paused' });
  expect((await program.delete(`/webhooks/${id}`)).status).toBe(204);
  expect((await program.get(`/webhooks/${id}`)).status).toBe(404);
  expect((await program.post(`/webhooks/${id}/restore`)).status).toBe(204);
  expect((await program.get('/webhooks')).body.data.map((each) => each.id)).toContain(id);
});

test.each([
  [{ url: 'http://site.org/' }, '#/url'],
  [{ url: 'https://10.0.0.1/' }, '#/url'],
  [{ events: [] }, '#/events'],
  [{ events: ['webhook.test'] }, '#/events/0'],
  [{ secret: 'whsec_mine' }, '#/secret'],
])('%j is refused by its field', async (body, pointer) => {
  const refused = await program.post('/webhooks', { body: { url: receiver.url, events: ['content.published'], ...body } });
  expect([refused.status, refused.body.errors.map((each) => each.pointer)]).toEqual([422, [pointer]]);
});

test('a secret lies nowhere in the clear, not under an Idempotency-Key either', async () => {
  const under = { headers: { 'Idempotency-Key': 'make-one' }, body: { url: receiver.url, events: ['content.published'] } };
  const made = await program.post('/webhooks', under);
  const again = await program.post('/webhooks', under);
  expect([made.status, again.status]).toEqual([201, 409]);
  expect(again.body.detail).toContain('GET /api/v1/webhooks');
  const rotated = await program.post(`/webhooks/${String(made.body.id)}/rotate`, { headers: { 'Idempotency-Key': 'turn-one' } });
  const { rows } = await app.owner.query("select string_agg(i::text, '') || (select string_agg(w::text, '') from webhook_endpoints w) || (select string_agg(a::text, '') from audit_log a) as all from idempotency_keys i");
  for (const secret of [made.body.secret, rotated.body.secret] as string[]) {
    expect(secret).toMatch(/^whsec_/);
    expect(rows[0].all).not.toContain(secret.slice(6));
  }
});
