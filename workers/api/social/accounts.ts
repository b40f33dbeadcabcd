import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Input } from 'hono';
import { z } from 'zod';
import { accountById, accountPage, slotsOf, takenInstants } from '#db/queries/accounts.ts';
import { currentOrganization } from '#db/queries/organizations.ts';
import { Refused } from '#db/scope.ts';
import { platform as platformInput } from '#app/domains/social/accounts/account-inputs.ts';
import { disconnectAccount, pauseAccount, restoreAccount, resumeAccount, setAccountProject } from '#app/domains/social/accounts/change-account.server.ts';
import { changeSlots } from '#app/domains/social/accounts/change-slots.server.ts';
import { connectByForm } from '#app/domains/social/accounts/connect-account.server.ts';
import { shownAccount } from '#app/domains/social/accounts/shown-account.ts';
import { nextFreeSlot } from '#app/domains/social/accounts/slot.ts';
import { syncProfile } from '#app/domains/social/accounts/sync-profile.server.ts';
import { notFound } from '#app/platform/problem.ts';
import type { Result } from '#app/platform/result.ts';
import { type ApiDoor, keyRequired, type KeyScope, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { cursorBy } from '../planning/campaign-door.ts';
import { body, conflicts, idIn, json, listOf, nothing, notThere, onceHeader, pageOf, pageQuery, refusals, unanswered } from '../shapes.ts';
import { Account, connectBody, example, Gone, patchBody, pauseBody, shown, Slots, slotsBody, slotsExample } from './account-shape.ts';

const params = z.object({ id: idIn('account') });
const tags = ['Accounts'];
const reading = { tags, security: [{ key: ['account:read'] }], middleware: [keyRequired] as [typeof keyRequired] };
const writing = { tags, security: [{ key: ['account:manage'] }], middleware: [keyRequired, onceOnly] as [typeof keyRequired, typeof onceOnly] };
const asNow = { 200: json(Account, 'The account as it is now.', example), ...notThere, ...conflicts, ...refusals };
const cursor = cursorBy((place) => !place.includes('\0'));

const list = createRoute({
  ...reading,
  method: 'get',
  path: '/accounts',
  operationId: 'listAccounts',
  summary: 'List the accounts',
  description: 'By the alphabet.',
  request: { query: pageQuery(cursor).extend({ platform: platformInput.optional().meta({ description: 'Only those on this platform.' }), project: z.uuid('This is not a valid id.').optional().meta({ description: 'Only of this project.' }) }) },
  responses: { 200: json(listOf(Account, 'AccountList'), 'One page of accounts.', { data: [example], next: null }), ...refusals },
});
const get = createRoute({ ...reading, method: 'get', path: '/accounts/{id}', operationId: 'getAccount', summary: 'Read one account', request: { params }, responses: { 200: json(Account, 'The account.', example), ...notThere, ...refusals } });
const post = createRoute({
  ...writing,
  method: 'post',
  path: '/accounts',
  operationId: 'connectAccount',
  summary: 'Connect an account by its key',
  description: 'For platforms that give keys or app passwords, such as Ghost, WordPress and Bluesky. Where a person has to sign in at the platform and allow it, such as on X or LinkedIn, an account is connected in a browser, on the page Social, Accounts. The same account again gets the new key and stays the same account.',
  request: { headers: onceHeader, body: body(connectBody, { platform: 'ghost', values: { place: 'https://gazette.site.org', key: '6470…:9c2f…' } }) },
  responses: { 201: json(Account, 'Connected.', example, { Location: { $ref: '#/components/headers/Location' } }), ...notThere, ...conflicts, ...unanswered, ...refusals },
});
const patch = createRoute({ ...writing, method: 'patch', path: '/accounts/{id}', operationId: 'changeAccount', summary: 'Give an account to a project', request: { params, headers: onceHeader, body: body(patchBody, { projectId: null }) }, responses: asNow });
const pause = createRoute({ ...writing, method: 'post', path: '/accounts/{id}/pause', operationId: 'pauseAccount', summary: 'Pause an account', description: 'Nothing goes out with it from now on. What is scheduled waits.', request: { params, headers: onceHeader, body: body(pauseBody, { reason: 'Until the press office has looked at it' }) }, responses: asNow });
const resume = createRoute({ ...writing, method: 'post', path: '/accounts/{id}/resume', operationId: 'resumeAccount', summary: 'Let an account go on', description: 'What came due meanwhile is looked at now, each by its own rule for posts that are late.', request: { params, headers: onceHeader }, responses: asNow });
const sync = createRoute({ ...writing, method: 'post', path: '/accounts/{id}/sync', operationId: 'syncAccount', summary: 'Take the name and the figures of an account now', description: 'It happens each day by itself.', request: { params, headers: onceHeader }, responses: { ...asNow, ...unanswered } });
const remove = createRoute({ ...writing, method: 'delete', path: '/accounts/{id}', operationId: 'disconnectAccount', summary: 'Disconnect an account', description: 'Its access is forgotten at once, and what is scheduled with it is cancelled. What is live stays where it is.', request: { params, headers: onceHeader }, responses: { 200: json(Gone, 'It is disconnected.', { cancelled: 3 }), ...notThere, ...conflicts, ...refusals } });
const restore = createRoute({ ...writing, method: 'post', path: '/accounts/{id}/restore', operationId: 'restoreAccount', summary: 'Bring a disconnected account back', description: 'With its times and its past, inactive until somebody connects it again. Posts that were cancelled stay so.', request: { params, headers: onceHeader }, responses: { 204: nothing('It is back on the list.'), ...notThere, ...conflicts, ...refusals } });
const slots = createRoute({ ...reading, method: 'get', path: '/accounts/{id}/slots', operationId: 'getPostingTimes', summary: 'Read the posting times of an account', request: { params }, responses: { 200: json(Slots, 'Its week.', { ...slotsExample, nextFree: '2026-05-07T15:00:00.000Z' }), ...notThere, ...refusals } });
const putSlots = createRoute({ ...writing, method: 'put', path: '/accounts/{id}/slots', operationId: 'changePostingTimes', summary: 'Set the posting times of an account', description: 'The whole week at once. Posts that have a time already keep it.', request: { params, headers: onceHeader, body: body(slotsBody, slotsExample) }, responses: { 200: json(Slots, 'Its week.', { ...slotsExample, nextFree: '2026-05-07T15:00:00.000Z' }), ...notThere, ...conflicts, ...refusals } });

type Asked<P extends string, I extends Input> = Context<ApiDoor, P, I>;

async function accountNow<P extends string, I extends Input>(c: Asked<P, I>, permission: KeyScope, id: string) {
  const { account } = await readWithKey(c, permission, { account: accountById(id) });
  if (!account) throw new Refused(notFound('account'));
  return shown(shownAccount(account));
}

async function slotsNow<P extends string, I extends Input>(c: Asked<P, I>, permission: KeyScope, id: string): Promise<z.infer<typeof Slots>> {
  const { account, found, taken, organization } = await readWithKey(c, permission, { account: accountById(id), found: slotsOf(id), taken: takenInstants(id), organization: currentOrganization() });
  if (!account) throw new Refused(notFound('account'));
  const free = nextFreeSlot(found, taken.map(({ at }) => new Date(at)), new Date());
  return { timeZone: found[0]?.timeZone ?? organization?.timeZone ?? 'UTC', slots: found.map(({ weekday, localTime }) => ({ weekday, time: localTime })), nextFree: free?.toISOString() ?? null };
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Refused(result.problem);
  return result.value;
}

export const accounts = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { platform, project, ...page } = c.req.valid('query');
    const { found } = await readWithKey(c, 'account:read', { found: accountPage({ platform, projectId: project }, pageOf(page)) });
    return c.json({ data: found.rows.map((row) => shown(shownAccount(row))), next: found.next }, 200);
  })
  .openapi(get, async (c) => c.json(await accountNow(c, 'account:read', c.req.valid('param').id), 200))
  .openapi(post, async (c) => {
    const { platform, values, projectId = null } = c.req.valid('json');
    const { accounts: connected } = must(await connectByForm(orgOfKey(c, 'account:manage'), { platform, values, projectId, accountId: null }));
    const account = await accountNow(c, 'account:manage', connected[0]!.id);
    return c.json(account, 201, { Location: `/api/v1/accounts/${account.id}` });
  })
  .openapi(patch, async (c) => {
    const { id } = c.req.valid('param');
    must(await setAccountProject(orgOfKey(c, 'account:manage'), id, c.req.valid('json').projectId));
    return c.json(await accountNow(c, 'account:manage', id), 200);
  })
  .openapi(pause, async (c) => {
    const { id } = c.req.valid('param');
    must(await pauseAccount(orgOfKey(c, 'account:manage'), id, c.req.valid('json').reason));
    return c.json(await accountNow(c, 'account:manage', id), 200);
  })
  .openapi(resume, async (c) => {
    const { id } = c.req.valid('param');
    must(await resumeAccount(orgOfKey(c, 'account:manage'), id));
    return c.json(await accountNow(c, 'account:manage', id), 200);
  })
  .openapi(sync, async (c) => {
    const { id } = c.req.valid('param');
    must(await syncProfile(orgOfKey(c, 'account:manage'), id));
    return c.json(await accountNow(c, 'account:manage', id), 200);
  })
  .openapi(remove, async (c) => {
    const { cancelled } = must(await disconnectAccount(orgOfKey(c, 'account:manage'), c.req.valid('param').id));
    return c.json({ cancelled }, 200);
  })
  .openapi(restore, async (c) => {
    must(await restoreAccount(orgOfKey(c, 'account:manage'), c.req.valid('param').id));
    return c.body(null, 204);
  })
  .openapi(slots, async (c) => c.json(await slotsNow(c, 'account:read', c.req.valid('param').id), 200))
  .openapi(putSlots, async (c) => {
    const { id } = c.req.valid('param');
    must(await changeSlots(orgOfKey(c, 'account:manage'), { accountId: id, ...c.req.valid('json') }));
    return c.json(await slotsNow(c, 'account:manage', id), 200);
  });
