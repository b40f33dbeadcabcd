import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Input } from 'hono';
import { z } from 'zod';
import { campaignById, spendingById, spendingOf } from '#db/queries/campaigns.ts';
import { Refused } from '#db/scope.ts';
import { addSpendingInput, changeSpendingInput } from '#app/domains/planning/campaign-inputs.ts';
import { addSpending, changeSpending, removeSpending, restoreSpending } from '#app/domains/planning/spend.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { isDate } from '#app/platform/time.ts';
import { type ApiDoor, orgOfKey, readWithKey } from '../guard.ts';
import { body, conflicts, idIn, json, listOf, nothing, notThere, onceHeader, pageOf, pageQuery, refusals } from '../shapes.ts';
import { cursorBy, params, reading, writing } from './campaign-door.ts';
import { shownSpending, Spending, spendingExample } from './campaign-shape.ts';
import { readAs } from './read-as.ts';

const fields = {
  spentOn: z.string('Name the day.').meta({ description: 'The day.', format: 'date', example: '2026-05-04' }),
  amount: z.string('Send the amount as a text, such as "1250.50".').meta({ description: 'A text, with a point and at most two digits after it; what came back has a minus.', example: '1250.50' }),
  currency: z.string('Choose a currency.').meta({ description: 'Three letters of ISO 4217.', example: 'EUR' }),
};
const note = z.string().optional().meta({ description: 'What for.' });
const spendingInput = z.strictObject({ ...fields, note }).meta({ id: 'SpendingInput', description: 'A sum that was spent.' });
const spendingPatch = z
  .strictObject({ seen: z.string('Say which state you saw.').meta({ description: 'The `updatedAt` that you saw.' }), ...z.object(fields).partial().shape, note })
  .refine(({ seen: _seen, ...changes }) => Object.keys(changes).length > 0, { error: 'Name at least one field to change.', when: ({ issues }) => issues.length === 0 })
  .meta({ id: 'SpendingPatch', description: 'The state that you saw, and the fields that change.' });
const inCampaign = params.extend({ spending: idIn('spending') });
const asNow = { 200: json(Spending, 'The entry as it is now.', spendingExample), ...notThere, ...conflicts, ...refusals };
const { spentOn, amount, currency } = spendingExample;

const list = createRoute({
  ...reading, method: 'get', path: '/campaigns/{id}/spending', operationId: 'listSpending', summary: 'List what was spent for a campaign', description: 'The last day first. Its totals stand with the campaign.',
  request: { params, query: pageQuery(cursorBy(isDate)) }, responses: { 200: json(listOf(Spending, 'SpendingList'), 'One page of entries.', { data: [spendingExample], next: null }), ...notThere, ...refusals },
});
const post = createRoute({ ...writing, method: 'post', path: '/campaigns/{id}/spending', operationId: 'addSpending', summary: 'Write down what was spent', request: { params, headers: onceHeader, body: body(spendingInput, { spentOn, amount, currency }) }, responses: { 201: json(Spending, 'Written down.', spendingExample), ...notThere, ...conflicts, ...refusals } });
const patch = createRoute({ ...writing, method: 'patch', path: '/campaigns/{id}/spending/{spending}', operationId: 'changeSpending', summary: 'Change what was spent', request: { params: inCampaign, headers: onceHeader, body: body(spendingPatch, { seen: spendingExample.updatedAt, amount: '1300.00' }) }, responses: asNow });
const remove = createRoute({ ...writing, method: 'delete', path: '/campaigns/{id}/spending/{spending}', operationId: 'removeSpending', summary: 'Take out what was spent', description: 'It can be put back.', request: { params: inCampaign, headers: onceHeader }, responses: { 204: nothing('It is taken out.'), ...notThere, ...conflicts, ...refusals } });
const restore = createRoute({ ...writing, method: 'post', path: '/campaigns/{id}/spending/{spending}/restore', operationId: 'restoreSpending', summary: 'Put back what was spent', request: { params: inCampaign, headers: onceHeader }, responses: asNow });

async function entryNow<P extends string, I extends Input>(c: Context<ApiDoor, P, I>, campaignId: string, spendingId: string) {
  const { entry } = await readWithKey(c, null, { entry: spendingById(campaignId, spendingId) });
  if (!entry) throw new Refused(notFound('spending'));
  return shownSpending(entry);
}

export const campaignSpending = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const campaignId = c.req.valid('param').id;
    const { campaign, page } = await readWithKey(c, 'campaign:read', { campaign: campaignById(campaignId), page: spendingOf(campaignId, pageOf(c.req.valid('query'))) });
    if (!campaign || campaign.deletedAt) throw new Refused(notFound('campaign'));
    return c.json({ data: page.rows.map(shownSpending), next: page.next }, 200);
  })
  .openapi(post, async (c) => {
    const campaignId = c.req.valid('param').id;
    const added = await addSpending(orgOfKey(c, 'campaign:write'), readAs(addSpendingInput, { ...c.req.valid('json'), campaignId }));
    if (!added.ok) throw new Refused(added.problem);
    return c.json(await entryNow(c, campaignId, added.value.id), 201);
  })
  .openapi(patch, async (c) => {
    const { id: campaignId, spending: spendingId } = c.req.valid('param');
    const changed = await changeSpending(orgOfKey(c, 'campaign:write'), readAs(changeSpendingInput, { ...c.req.valid('json'), campaignId, spendingId }));
    if (!changed.ok) throw new Refused(changed.problem);
    return c.json(await entryNow(c, campaignId, spendingId), 200);
  })
  .openapi(remove, async (c) => {
    const { id: campaignId, spending: spendingId } = c.req.valid('param');
    const removed = await removeSpending(orgOfKey(c, 'campaign:write'), { campaignId, spendingId });
    if (!removed.ok) throw new Refused(removed.problem);
    return c.body(null, 204);
  })
  .openapi(restore, async (c) => {
    const { id: campaignId, spending: spendingId } = c.req.valid('param');
    const restored = await restoreSpending(orgOfKey(c, 'campaign:write'), { campaignId, spendingId });
    if (!restored.ok) throw new Refused(restored.problem);
    return c.json(await entryNow(c, campaignId, spendingId), 200);
  });
