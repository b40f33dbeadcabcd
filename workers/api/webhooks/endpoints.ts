import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { endpointById, endpoints } from '#db/queries/webhooks.ts';
import { Refused } from '#db/scope.ts';
import { changeEndpoint, removeEndpoint, restoreEndpoint } from '#app/domains/webhooks/change-endpoint.server.ts';
import { createEndpoint } from '#app/domains/webhooks/create-endpoint.server.ts';
import { rotateSecret } from '#app/domains/webhooks/rotate-secret.server.ts';
import { sendTest } from '#app/domains/webhooks/send-test.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, idIn, json, nothing, notThere, onceHeader, refusals } from '../shapes.ts';
import { changes, Endpoint, example, input, Made, madeExample, Rotated, Sent } from './webhook-shape.ts';

const List = z.object({ data: z.array(Endpoint) }).meta({ id: 'WebhookList', description: 'All endpoints, the newest first.' });
type Stored = Omit<z.infer<typeof Endpoint>, 'formerSecretUntil'> & { formerUntil: string | null };
const shown = ({ id, url, description, events, status, statusReason, failingSince, lastDeliveredAt, formerUntil, createdAt }: Stored): z.infer<typeof Endpoint> => ({
  id, url, description, events, status, statusReason, failingSince, lastDeliveredAt, formerSecretUntil: formerUntil, createdAt,
});

/** What shows a secret once is kept nowhere on its way, and not under an Idempotency-Key either. */
const UNKEPT = { 'Cache-Control': 'no-store' };

const params = z.object({ id: idIn('endpoint') });
const reading = { tags: ['Webhooks'], security: [{ key: ['webhook:read'] }] };
const writing = { tags: ['Webhooks'], security: [{ key: ['webhook:write'] }] };
const list = createRoute({
  ...reading,
  method: 'get',
  path: '/webhooks',
  operationId: 'listWebhooks',
  summary: 'List the endpoints',
  description: 'The newest first; there are 20 at most.',
  middleware: [keyRequired] as const,
  responses: { 200: json(List, 'The endpoints.', { data: [example] }), ...refusals },
});
const post = createRoute({
  ...writing,
  method: 'post',
  path: '/webhooks',
  operationId: 'createWebhook',
  summary: 'Make an endpoint',
  description: 'The secret is in the answer and is not shown again. Each request is signed with it as Standard Webhooks describes.',
  middleware: [keyRequired, onceOnly] as const,
  request: { headers: onceHeader, body: body(input, { url: example.url, description: example.description, events: ['content.published', 'content.updated'] }) },
  responses: { 201: json(Made, 'Made.', madeExample, { Location: { $ref: '#/components/headers/Location' } }), ...conflicts, ...refusals },
});
const get = createRoute({
  ...reading,
  method: 'get',
  path: '/webhooks/{id}',
  operationId: 'getWebhook',
  summary: 'Read one endpoint',
  description: 'Everything but its secret.',
  middleware: [keyRequired] as const,
  request: { params },
  responses: { 200: json(Endpoint, 'The endpoint.', example), ...notThere, ...refusals },
});
const patch = createRoute({
  ...writing,
  method: 'patch',
  path: '/webhooks/{id}',
  operationId: 'changeWebhook',
  summary: 'Change an endpoint',
  description: 'Its address, its events, or whether it is active or paused. Active is also the way back for one that was switched off.',
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader, body: body(changes, { status: 'paused' }) },
  responses: { 200: json(Endpoint, 'The endpoint as it is now.', { ...example, status: 'paused' }), ...notThere, ...conflicts, ...refusals },
});
const remove = createRoute({
  ...writing,
  method: 'delete',
  path: '/webhooks/{id}',
  operationId: 'removeWebhook',
  summary: 'Remove an endpoint',
  description: 'Nothing is sent to it any more. It can come back.',
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader },
  responses: { 204: nothing('It is removed.'), ...notThere, ...conflicts, ...refusals },
});
const restore = createRoute({
  ...writing,
  method: 'post',
  path: '/webhooks/{id}/restore',
  operationId: 'restoreWebhook',
  summary: 'Bring a removed endpoint back',
  description: 'As it was, with its secret and its log.',
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader },
  responses: { 204: nothing('It is back.'), ...notThere, ...conflicts, ...refusals },
});
const rotate = createRoute({
  ...writing,
  method: 'post',
  path: '/webhooks/{id}/rotate',
  operationId: 'rotateWebhookSecret',
  summary: 'Make a new secret',
  description: 'The one before signs along for 24 hours: each request then carries two signatures.',
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader },
  responses: { 200: json(Rotated, 'The new secret, shown this once.', { secret: madeExample.secret }), ...notThere, ...conflicts, ...refusals },
});
const trial = createRoute({
  ...writing,
  method: 'post',
  path: '/webhooks/{id}/test',
  operationId: 'testWebhook',
  summary: 'Send a test',
  description: 'A `webhook.test`, to a paused endpoint too. It is tried once and counts against nobody.',
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader },
  responses: { 202: json(Sent, 'It is on its way.', { deliveryId: '019a8f61-2d3e-7f40-9b5c-6d7e8f9a0b1c' }), ...notThere, ...conflicts, ...refusals },
});

export const webhookEndpoints = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const found = await readWithKey(c, 'webhook:read', { rows: endpoints() });
    return c.json({ data: found.rows.map(shown) }, 200);
  })
  .openapi(post, async (c) => {
    const made = await createEndpoint(orgOfKey(c, 'webhook:write'), c.req.valid('json'));
    if (!made.ok) throw new Refused(made.problem);
    return c.json(made.value, 201, { ...UNKEPT, Location: `/api/v1/webhooks/${made.value.id}` });
  })
  .openapi(get, async (c) => {
    const { endpoint } = await readWithKey(c, 'webhook:read', { endpoint: endpointById(c.req.valid('param').id) });
    if (!endpoint) throw new Refused(notFound('endpoint'));
    return c.json(shown(endpoint), 200);
  })
  .openapi(patch, async (c) => {
    const endpointId = c.req.valid('param').id;
    const changed = await changeEndpoint(orgOfKey(c, 'webhook:write'), { endpointId, ...c.req.valid('json') });
    if (!changed.ok) throw new Refused(changed.problem);
    const { endpoint } = await readWithKey(c, 'webhook:write', { endpoint: endpointById(endpointId) });
    if (!endpoint) throw new Refused(notFound('endpoint'));
    return c.json(shown(endpoint), 200);
  })
  .openapi(remove, async (c) => {
    const removed = await removeEndpoint(orgOfKey(c, 'webhook:write'), c.req.valid('param').id);
    if (!removed.ok) throw new Refused(removed.problem);
    return c.body(null, 204);
  })
  .openapi(restore, async (c) => {
    const restored = await restoreEndpoint(orgOfKey(c, 'webhook:write'), c.req.valid('param').id);
    if (!restored.ok) throw new Refused(restored.problem);
    return c.body(null, 204);
  })
  .openapi(rotate, async (c) => {
    const rotated = await rotateSecret(orgOfKey(c, 'webhook:write'), c.req.valid('param').id);
    if (!rotated.ok) throw new Refused(rotated.problem);
    return c.json(rotated.value, 200, UNKEPT);
  })
  .openapi(trial, async (c) => {
    const sent = await sendTest(orgOfKey(c, 'webhook:write'), c.req.valid('param').id);
    if (!sent.ok) throw new Refused(sent.problem);
    return c.json(sent.value, 202);
  });
