import { env, introspectWorkflowInstance, SELF } from 'cloudflare:test';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { list } from '#db/scope.ts';
import { invitations } from '#db/schema/index.ts';
import type { Env } from '#app/platform/env.ts';
import { jobContext } from '#app/platform/http.server.ts';
import { randomToken, uuid7 } from '#app/platform/ids.ts';
import { readFor } from '#app/platform/org.server.ts';
import { callSystem, orgOfJob } from '#app/platform/system.server.ts';

const bindings = env as unknown as Env;
const ORIGIN = 'http://localhost';
const context = jobContext(bindings, () => undefined);

/** A confirmed person with an open session, by the same functions that the pages call. */
async function person(email: string) {
  const [userId, tokenId, session] = [uuid7(), uuid7(), randomToken()];
  await callSystem(context, sql`app.sign_up(${userId}::uuid, ${email}, 'Live Test', 'x', 'UTC', ${tokenId}::uuid, ${tokenId}, ${uuid7()}::uuid)`);
  await callSystem(context, sql`app.verify_email(${tokenId})`, sql`app.open_session(${userId}::uuid, ${session}, '', '')`);
  return { userId, cookie: `mh-session=${encodeURIComponent(btoa(JSON.stringify(session)))}` };
}

const connect = (headers: Record<string, string>) => SELF.fetch(`${ORIGIN}/live`, { headers: { Upgrade: 'websocket', ...headers } });

test('a bell rings in every open page of its person, and in nobody else’s', async () => {
  const mine = await person('bell-mine@example.test');
  const other = await person('bell-other@example.test');
  const heard: string[] = [];
  for (const [name, who] of [['first', mine], ['second', mine], ['other', other]] as const) {
    const answer = await connect({ Origin: ORIGIN, Cookie: who.cookie });
    expect(answer.status).toBe(101);
    answer.webSocket!.accept();
    answer.webSocket!.addEventListener('message', ({ data }) => heard.push(`${name} ${data}`));
  }
  expect(await bindings.BELL!.getByName(mine.userId).ring()).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(heard.sort()).toEqual(['first look', 'second look']);
});

test.each([
  ['another site', { Origin: 'https://evil.example' }, 403],
  ['nobody', { Origin: ORIGIN }, 401],
  ['a made-up session', { Origin: ORIGIN, Cookie: `mh-session=${encodeURIComponent(btoa(JSON.stringify('x'.repeat(43))))}` }, 401],
])('%s gets no bell', async (_, headers, status) => {
  expect((await connect(headers as Record<string, string>)).status).toBe(status);
});

async function invite() {
  const { cookie } = await person(`${crypto.randomUUID()}@example.test`);
  const form = (path: string, fields: Record<string, string>) => SELF.fetch(`${ORIGIN}${path}`, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers: { Origin: ORIGIN, Cookie: cookie } });
  const slug = `live-${crypto.randomUUID().slice(0, 8)}`;
  await form('/organizations/new', { name: 'Live', slug, timeZone: 'UTC' });
  await form('/settings/people', { intent: 'invite', email: 'reminded@example.test', role: 'viewer' });
  const page = await (await SELF.fetch(`${ORIGIN}/settings/people`, { headers: { Cookie: cookie } })).text();
  const organizationId = /name="_org" value="([0-9a-f-]{36})"/.exec(page)![1]!;
  const found = await readFor(orgOfJob(context, organizationId), { open: list((db) => db.select({ id: invitations.id }).from(invitations)) });
  return { organizationId, invitationId: found.ok ? found.value.open[0]!.id : '', withdraw: (id: string) => form('/settings/people', { intent: 'withdraw', invitationId: id }) };
}

test('four days after an invitation that is still open, the workflow reminds; withdrawn, it does not', async () => {
  for (const withdrawn of [false, true]) {
    const { organizationId, invitationId, withdraw } = await invite();
    if (withdrawn) await withdraw(invitationId);
    const id = crypto.randomUUID();
    const instance = await introspectWorkflowInstance(bindings.REMINDERS as never, id);
    await instance.modify(async (change) => change.disableSleeps());
    await bindings.REMINDERS!.create({ id, params: { invitationId, organizationId } });
    await instance.waitForStatus('complete');
    expect(await instance.waitForStepResult({ name: 'remind' })).toBe(withdrawn ? 'not open' : 'reminded');
    await instance.dispose();
  }
});
