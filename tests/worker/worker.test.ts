import { createExecutionContext, createMessageBatch, createScheduledController, env, getQueueResult, SELF, waitOnExecutionContext } from 'cloudflare:test';
import { expect, test } from 'vitest';
import type { Env } from '#app/platform/env.ts';
import { checkPassword, hashPassword } from '#app/domains/identity/hash-password.server.ts';
import worker from '#workers/index.ts';

const bindings = env as unknown as Env;
const ORIGIN = 'http://localhost';

const form = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  SELF.fetch(`${ORIGIN}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: { Origin: ORIGIN, ...headers }, redirect: 'manual' });

async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('It did not happen within ten seconds.');
}

const letterLink = async (address: string) => {
  const page = await (await SELF.fetch(`${ORIGIN}/dev/mailbox`)).text();
  const id = new RegExp(`href="/dev/mailbox/([0-9a-f-]{36})"(?:(?!</tr>).)*${address.replace('.', '\\.')}`, 's').exec(page)?.[1];
  if (!id) return null;
  return /href="(http[^"]*\/confirm\?token=[^"]+)"/.exec(await (await SELF.fetch(`${ORIGIN}/dev/mailbox/${id}`)).text())?.[1] ?? null;
};

test('in workerd a sign-up goes through the real queue to the mailbox, and the link signs in', async () => {
  const signedUp = await form('/sign-up', { name: 'Worker Test', email: 'worker@example.test', password: 'a quiet harbour at dawn', timeZone: 'UTC' });
  expect(signedUp.status).toBe(302);
  const cookie = signedUp.headers.get('Set-Cookie')!.split(';')[0]!;
  const link = await until(() => letterLink('worker@example.test'));
  const token = new URL(link).searchParams.get('token')!;
  const confirmed = await form(`/confirm?token=${token}`, { token }, { Cookie: cookie });
  expect(confirmed.status).toBe(302);
  const session = confirmed.headers.getSetCookie().find((line) => line.includes('session'))!.split(';')[0]!;
  const page = await SELF.fetch(`${ORIGIN}/organizations/new`, { headers: { Cookie: session } });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Create your organization');
  expect(page.headers.get('Server-Timing')).toContain('1 trips');
});

test('scrypt with our parameters runs in workerd and agrees with itself', async () => {
  const hash = await hashPassword('a quiet harbour at dawn');
  expect(await checkPassword('a quiet harbour at dawn', hash)).toEqual({ correct: true, outdated: false });
  expect((await checkPassword('another', hash)).correct).toBe(false);
});

test('the cron handler beats and /healthz sees it', async () => {
  const context = createExecutionContext();
  await worker.scheduled(createScheduledController({ cron: '* * * * *', scheduledTime: new Date() }), bindings, context);
  await waitOnExecutionContext(context);
  const health = await SELF.fetch(`${ORIGIN}/healthz`);
  expect(await health.json()).toMatchObject({ status: 'ok', database: true });
});

test('the queue handler retries what it cannot read and records what the dead-letter queue brings', async () => {
  const bad = { id: 'bad', timestamp: new Date(), attempts: 1, body: 'nonsense' };
  const context = createExecutionContext();
  const batch = createMessageBatch('masthead-jobs', [bad]);
  await worker.queue(batch, bindings, context);
  expect((await getQueueResult(batch, context)).retryMessages).toMatchObject([{ msgId: 'bad' }]);
  const dead = createMessageBatch('masthead-dead-letters', [bad]);
  await worker.queue(dead, bindings, context);
  expect((await getQueueResult(dead, context)).explicitAcks).toEqual(['bad']);
  const health = (await (await SELF.fetch(`${ORIGIN}/healthz`)).json()) as { deadLetters: number };
  expect(health.deadLetters).toBe(1);
});
