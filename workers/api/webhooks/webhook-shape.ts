import { z } from 'zod';
import { WEBHOOK_DELIVERY_STATUSES, WEBHOOK_STATUSES } from '#db/schema/choices.ts';
import { ALL_EVENTS, CHOSEN_EVENTS, samplePayload } from '#app/domains/webhooks/events.ts';
import { newEndpointInput } from '#app/domains/webhooks/inputs.ts';
import { id, instant } from '../shapes.ts';

const address = 'Where the receiver listens: https, the usual port, a public name.';
const wanted = `What it hears of: ${CHOSEN_EVENTS.join(', ')}.`;

export const Endpoint = z
  .object({
    id: id('Its id.'),
    url: z.string().meta({ description: address }),
    description: z.string().meta({ description: 'What listens there.' }),
    events: z.array(z.string()).meta({ description: wanted }),
    status: z.enum(WEBHOOK_STATUSES).meta({ description: 'Nothing is sent to a paused one, nor to one that was switched off because nothing arrived there.' }),
    statusReason: z.string().meta({ description: 'Why it was switched off, as a sentence.' }),
    failingSince: instant('Since when nothing has arrived there.').nullable(),
    lastDeliveredAt: instant('When something last arrived there.').nullable(),
    formerSecretUntil: instant('Until when the secret before the last rotation signs too.').nullable(),
    createdAt: instant('When it was made.'),
  })
  .meta({ id: 'Webhook', description: 'An endpoint that is told what happens here.' });

export const Made = z.object({ id: id('Its id.'), secret: z.string().meta({ description: 'The signing secret. It is shown this once.', example: 'whsec_bWFzdGhlYWQgc2hvd3MgdGhpcyBzZWNyZXQgb25jZSE=' }) }).meta({ id: 'WebhookMade', description: 'A new endpoint, and its secret.' });
export const Rotated = Made.pick({ secret: true }).meta({ id: 'WebhookRotated', description: 'The new secret.' });
export const Sent = z.object({ deliveryId: id('The delivery of the test.') }).meta({ id: 'WebhookTestSent', description: 'A test that is on its way.' });

const { url, description, events } = newEndpointInput.shape;
const fields = { url: url.meta({ description: address, format: 'uri' }), events: events.meta({ description: wanted }) };
const about = { description: 'What listens there.' };
export const input = z.strictObject({ ...fields, description: description.meta(about) }).meta({ id: 'WebhookInput', description: 'A new endpoint.' });
export const changes = z
  .strictObject({
    url: fields.url.optional(),
    description: description.unwrap().optional().meta(about),
    events: fields.events.optional(),
    status: z.enum(['active', 'paused'], 'An endpoint is active or paused.').optional().meta({ description: 'Set to active, it starts anew: what failed before counts no more.' }),
  })
  .refine((patch) => Object.keys(patch).length > 0, { error: 'Name at least one field to change.', when: ({ issues }) => issues.length === 0 })
  .meta({ id: 'WebhookChangeInput', description: 'What is left out stays as it is.' });

export const Delivery = z
  .object({
    id: id('Its id: the `id` of the payload and the header `webhook-id`, the same at every try.'),
    endpointId: id('The endpoint that it is for.'),
    event: z.enum(ALL_EVENTS).meta({ description: 'What it tells.' }),
    status: z.enum(WEBHOOK_DELIVERY_STATUSES).meta({ description: 'Waiting for its first or next try, delivered, or failed for good.' }),
    attempts: z.int().meta({ description: 'How often it was tried.' }),
    responseStatus: z.int().nullable().meta({ description: 'What the receiver answered last; null where nobody answered.' }),
    failure: z.string().meta({ description: 'Why the last try failed, as a sentence; empty when it did not.' }),
    tookMs: z.int().nullable().meta({ description: 'How long the last answer took, in milliseconds.' }),
    triedAt: instant('When it was last tried.').nullable(),
    deliveredAt: instant('When it arrived.').nullable(),
    createdAt: instant('When it happened.'),
  })
  .meta({ id: 'WebhookDelivery', description: 'One event for one endpoint.' });
export const DeliveryWhole = Delivery.extend({
  payload: z.record(z.string(), z.unknown()).meta({ description: 'What is sent, as JSON.' }),
  responseBody: z.string().meta({ description: 'The first 2 KB of the last answer.' }),
  nextTryAt: instant('When it is tried next.').nullable(),
}).meta({ id: 'WebhookDeliveryWhole', description: 'A delivery, with its words and the answer.' });

export const example: z.infer<typeof Endpoint> = {
  id: '019a8f62-3e4f-7a51-8c6d-7e8f9a0b1c2d',
  url: 'https://hooks.site.org/masthead',
  description: 'Rebuilds the website',
  events: ['content.published', 'content.updated', 'content.unpublished'],
  status: 'active',
  statusReason: '',
  failingSince: null,
  lastDeliveredAt: '2026-05-04T09:30:01.223456Z',
  formerSecretUntil: null,
  createdAt: '2026-05-04T09:00:00.123456Z',
};
export const madeExample = { id: example.id, secret: 'whsec_bWFzdGhlYWQgc2hvd3MgdGhpcyBzZWNyZXQgb25jZSE=' };
const payload = samplePayload('content.published');
export const deliveryExample: z.infer<typeof Delivery> = {
  id: payload.id, endpointId: example.id, event: 'content.published', status: 'delivered', attempts: 1, responseStatus: 204, failure: '', tookMs: 87,
  triedAt: '2026-05-04T07:00:00.923456Z', deliveredAt: '2026-05-04T07:00:00.923456Z', createdAt: '2026-05-04T07:00:00.123456Z',
};
export const wholeExample: z.infer<typeof DeliveryWhole> = { ...deliveryExample, payload, responseBody: '', nextTryAt: null };
