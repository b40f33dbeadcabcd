import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { deliveriesOf, endpointById, webhookDeliveryById } from '#db/queries/webhooks.ts';
import { Refused } from '#db/scope.ts';
import { inOrder, type WebhookEvent } from '#app/domains/webhooks/events.ts';
import { replayDelivery } from '#app/domains/webhooks/replay-delivery.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { conflicts, idIn, json, listOf, nothing, notThere, onceHeader, pageOf, pageQuery, refusals } from '../shapes.ts';
import { Delivery, deliveryExample, DeliveryWhole, wholeExample } from './webhook-shape.ts';

type Stored = Omit<z.infer<typeof Delivery>, 'event'> & { event: string };
/** What once stood in the log stays readable there, should its event ever be called something else. */
const shown = ({ id, endpointId, event, status, attempts, responseStatus, failure, tookMs, triedAt, deliveredAt, createdAt }: Stored): z.infer<typeof Delivery> => ({
  id, endpointId, event: event as WebhookEvent, status, attempts, responseStatus, failure, tookMs, triedAt, deliveredAt, createdAt,
});

const params = z.object({ id: idIn('delivery') });
const reading = { tags: ['Webhooks'], security: [{ key: ['webhook:read'] }] };
const list = createRoute({
  ...reading,
  method: 'get',
  path: '/webhooks/{id}/deliveries',
  operationId: 'listWebhookDeliveries',
  summary: 'List what was sent to an endpoint',
  description: 'The newest first, of the last 30 days.',
  middleware: [keyRequired] as const,
  request: { params: z.object({ id: idIn('endpoint') }), query: pageQuery(z.uuid('This is not a cursor that we gave.')) },
  responses: { 200: json(listOf(Delivery, 'WebhookDeliveryList'), 'One page of deliveries.', { data: [deliveryExample], next: null }), ...notThere, ...refusals },
});
const get = createRoute({
  ...reading,
  method: 'get',
  path: '/webhook-deliveries/{id}',
  operationId: 'getWebhookDelivery',
  summary: 'Read one delivery',
  description: 'With what is sent and what was answered.',
  middleware: [keyRequired] as const,
  request: { params },
  responses: { 200: json(DeliveryWhole, 'The delivery.', wholeExample), ...notThere, ...refusals },
});
const replay = createRoute({
  method: 'post',
  path: '/webhook-deliveries/{id}/replay',
  operationId: 'replayWebhookDelivery',
  tags: ['Webhooks'],
  summary: 'Send a delivery again',
  description: 'The same words under the same id. One that waits for its next try is sent now.',
  security: [{ key: ['webhook:write'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader },
  responses: { 204: nothing('It is on its way.'), ...notThere, ...conflicts, ...refusals },
});

export const webhookDeliveries = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { id } = c.req.valid('param');
    const { endpoint, page } = await readWithKey(c, 'webhook:read', { endpoint: endpointById(id), page: deliveriesOf(id, pageOf(c.req.valid('query'))) });
    if (!endpoint) throw new Refused(notFound('endpoint'));
    return c.json({ data: page.rows.map(shown), next: page.next }, 200);
  })
  .openapi(get, async (c) => {
    const { delivery } = await readWithKey(c, 'webhook:read', { delivery: webhookDeliveryById(c.req.valid('param').id) });
    if (!delivery) throw new Refused(notFound('delivery'));
    return c.json({ ...shown(delivery), payload: inOrder(delivery.payload), responseBody: delivery.responseBody, nextTryAt: delivery.nextTryAt }, 200);
  })
  .openapi(replay, async (c) => {
    const replayed = await replayDelivery(orgOfKey(c, 'webhook:write'), c.req.valid('param').id);
    if (!replayed.ok) throw new Refused(replayed.problem);
    return c.body(null, 204);
  });
