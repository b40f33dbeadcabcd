import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { jobContext } from '#app/platform/http.server.ts';
import { CRONS } from '#workers/crons.ts';
import { bury, consume } from '#workers/queues.ts';
import { readFileSync } from 'node:fs';
import { startApp, type TestApp } from '../support/app.ts';
import { founder } from '../support/people.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => vi.unstubAllGlobals());

const invite = async (email = 'guest@example.test') => {
  const owner = await founder(app);
  await owner.browser.post('/settings/people', { intent: 'invite', email, role: 'editor' });
  return owner;
};
const outbox = async () => (await app.owner.query("select id, status, attempts, last_error, due_at > now() as later from outbox where type = 'mail.invitation'")).rows;
const letters = async () => (await app.owner.query('select count(*)::int as count from mailbox')).rows[0].count;
const context = () => jobContext(app.env, () => undefined);

/** The mail service, away. */
function breakMail(answer: () => Response | Promise<Response>) {
  app.env.MAIL_TRANSPORT = 'resend';
  app.env.RESEND_API_KEY = 'key';
  const real = globalThis.fetch;
  const sent: { id: string | null; to: string }[] = [];
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    if (!String(input).startsWith('https://api.resend.com')) return real(input, init);
    sent.push({ id: new Headers(init.headers).get('Idempotency-Key'), to: JSON.parse(String(init.body)).to });
    return answer();
  });
  return sent;
}

test('a message delivered twice, and twice at once, sends one letter', async () => {
  await invite();
  const [message] = app.queue;
  await Promise.all([1, 2, 3].map(() => consume(context(), { body: message, ack() {}, retry() {} })));
  await consume(context(), { body: message, ack() {}, retry() {} });
  expect(await letters()).toBe(1);
  expect(await outbox()).toMatchObject([{ status: 'done', attempts: 1 }]);
});

test('when the queue loses everything, the next tick finds the work', async () => {
  await invite();
  app.queue.length = 0;
  await app.owner.query("alter table outbox disable trigger touch; update outbox set due_at = now() - interval '1 minute', updated_at = now() - interval '1 minute'; alter table outbox enable trigger touch");
  await app.tick();
  expect(app.queue).toHaveLength(1);
  await app.drain();
  expect(await letters()).toBe(1);
});

test('two ticks at once and a consumer that died half-way lose nothing', async () => {
  await invite();
  await app.owner.query("update outbox set status = 'running', attempts = 1, fence = 1, lease_until = now() - interval '1 second'");
  app.queue.length = 0;
  await Promise.all([app.tick(), app.tick()]);
  await app.drain();
  expect(await letters()).toBe(1);
  expect(await outbox()).toMatchObject([{ status: 'done', attempts: 2 }]);
});

test('a consumer that comes back after its lease was taken over cannot finish the job', async () => {
  await invite();
  const [{ id }] = await outbox();
  await app.owner.query("update outbox set status = 'running', fence = 2, lease_until = now() + interval '1 minute'");
  const { callSystem } = await import('#app/platform/system.server.ts');
  const { sql } = await import('drizzle-orm');
  const finished = await callSystem(context(), sql`app.finish_job(${id}::uuid, 1)`);
  expect(finished).toMatchObject({ ok: true, value: [[false]] });
  expect(await outbox()).toMatchObject([{ status: 'running' }]);
});

test('a mail service that fails is tried five times with growing pauses, then the job is dead and the owner told', async () => {
  const owner = await invite();
  const sent = breakMail(() => new Response('down', { status: 500 }));
  const [{ id }] = await outbox();
  app.queue.length = 0;
  const pauses: number[] = [];
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await app.owner.query("update outbox set due_at = now() where status = 'waiting'");
    app.queue.push({ id, type: 'mail.invitation' });
    await app.drain();
    const { rows } = await app.owner.query('select extract(epoch from due_at - now())::int as pause from outbox where id = $1', [id]);
    pauses.push(rows[0].pause);
  }
  expect(await outbox()).toMatchObject([{ status: 'dead', attempts: 5, last_error: expect.stringContaining('answered 500') }]);
  expect(pauses[0]).toBeLessThan(pauses[1]!);
  expect(pauses[2]).toBeLessThan(pauses[3]!);
  expect(sent).toHaveLength(5);
  expect(new Set(sent.map((letter) => letter.id))).toEqual(new Set([id]));
  expect((await owner.browser.get('/notifications')).text).toContain('A delivery failed');
  expect((await owner.browser.get('/settings/deliveries?show=dead')).text).toContain('Invitation for guest@example.test');
  expect((await owner.browser.get('/')).text).toContain('Invitation for guest@example.test');
});

test('what the mail service refuses as wrong is not tried again by itself; a person can send it again', async () => {
  const owner = await invite();
  const sent = breakMail(() => new Response('bad address', { status: 422 }));
  await app.drain();
  expect(await outbox()).toMatchObject([{ status: 'dead', attempts: 1 }]);
  vi.unstubAllGlobals();
  app.env.MAIL_TRANSPORT = 'mailbox';
  const [{ id }] = await outbox();
  const again = await owner.browser.post('/settings/deliveries', { id });
  expect(again.text).toContain('It is sent again.');
  await app.drain();
  expect(sent).toHaveLength(1);
  expect(await letters()).toBe(1);
  expect(await outbox()).toMatchObject([{ status: 'done' }]);
});

test('a job that is not due yet waits, whoever wakes it', async () => {
  await invite();
  await app.owner.query("update outbox set due_at = now() + interval '10 minutes'");
  await app.drain();
  await app.tick();
  expect(app.queue).toHaveLength(0);
  expect(await letters()).toBe(0);
});

test('a letter for an invitation that was withdrawn meanwhile is not sent', async () => {
  await invite();
  await app.owner.query('update invitations set revoked_at = now()');
  await app.drain();
  expect(await letters()).toBe(0);
  expect(await outbox()).toMatchObject([{ status: 'done' }]);
});

test.each([null, 'text', 42, {}, { id: 'not-an-id', type: 'x' }, { id: crypto.randomUUID() }])('a malformed message (%o) is retried by the queue and does no harm', async (body) => {
  const calls: string[] = [];
  await consume(context(), { body, ack: () => void calls.push('ack'), retry: () => void calls.push('retry') });
  expect(calls).toEqual(['retry']);
});

test('a message off the dead-letter queue is recorded once and counted', async () => {
  const message = { id: 'message-1', body: { broken: true }, attempts: 4, ack() {} } as never;
  await bury(context(), 'masthead-dead-letters', message);
  await bury(context(), 'masthead-dead-letters', message);
  const { rows } = await app.owner.query('select body, attempts from dead_letters');
  expect(rows).toEqual([{ body: '{"broken":true}', attempts: 4 }]);
  expect(JSON.parse((await app.browser().get('/healthz')).text)).toMatchObject({ deadLetters: 1 });
});

test('health is judged by the clock’s own heartbeat', async () => {
  const silent = await app.browser().get('/healthz');
  expect([silent.status, JSON.parse(silent.text).status]).toEqual([503, 'late']);
  await app.tick();
  const beating = await app.browser().get('/healthz');
  expect([beating.status, JSON.parse(beating.text).status]).toEqual([200, 'ok']);
  await app.owner.query("update heartbeats set beat_at = now() - interval '4 minutes'");
  expect((await app.browser().get('/healthz')).status).toBe(503);
});

test('every cron of wrangler.toml has its work, and the other way round', () => {
  const [, list = ''] = /crons = \[([^\]]*)\]/.exec(readFileSync('wrangler.toml', 'utf8')) ?? [];
  expect(Array.from(list.matchAll(/"([^"]+)"/g), ([, cron]) => cron).sort()).toEqual(Object.keys(CRONS).sort());
});

test('the nightly sweep removes what has ended and keeps what lives', async () => {
  const owner = await founder(app);
  await app.owner.query("insert into throttles values ('old', now() - interval '2 days', 1), ('new', now(), 1)");
  await app.owner.query("insert into sessions (token_hash, user_id, expires_at) values ('\\x01', $1, now() - interval '40 days')", [owner.userId]);
  await app.tick('17 3 * * *');
  const { rows } = await app.owner.query("select (select array_agg(key) from throttles) as throttles, (select count(*)::int from sessions) as sessions");
  expect(rows[0]).toEqual({ throttles: ['new'], sessions: 1 });
});
