import { z } from 'zod';
import { CHOSEN_EVENTS } from './events.ts';

/** The same schemas read the forms and the API. */
const id = z.uuid('This is not a valid id.');

const fields = {
  url: z.string({ error: 'Type an address.' }).trim().min(1, 'Type an address.').max(500, 'An address can have at most 500 characters.'),
  description: z.string().trim().max(200, 'The description can have at most 200 characters.'),
  events: z
    .array(z.enum(CHOSEN_EVENTS, { error: 'There is no such event.' }), { error: 'Choose at least one event.' })
    .min(1, 'Choose at least one event.')
    .refine((events) => new Set(events).size === events.length, 'Choose each event once.'),
};

export const newEndpointInput = z.object({ ...fields, description: fields.description.default('') });
export const changeEndpointInput = z.object({ endpointId: id, url: fields.url.optional(), description: fields.description.optional(), events: fields.events.optional(), status: z.enum(['active', 'paused'], { error: 'An endpoint is active or paused.' }).optional() });
export const endpointInput = z.object({ endpointId: id });
export const deliveryInput = z.object({ deliveryId: id });
