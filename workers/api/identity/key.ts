import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { type ApiDoor, keyRequired, readWithKey } from '../guard.ts';
import { id, json, refusals } from '../shapes.ts';

const Key = z
  .object({
    id: id('The id of the key.'),
    name: z.string().meta({ description: 'What it was called when it was made.' }),
    scopes: z.array(z.string()).meta({ description: 'What it may do.' }),
    organization: z.object({ id: id('Its id.'), name: z.string(), slug: z.string(), timeZone: z.string() }).meta({ description: 'The organization that it works for.' }),
    rateLimit: z
      .object({ limit: z.int().meta({ description: 'Requests in an hour.' }), remaining: z.int().meta({ description: 'How many are left of this hour.' }) })
      .meta({ description: 'How it stands with its hour.' }),
  })
  .meta({ id: 'Key', description: 'The key that asks.' });

const example = {
  id: '019a8f5e-8e3d-7f40-9c52-7d8e9f0a1b23',
  name: 'Newsletter import',
  scopes: ['organization:read', 'member:read'],
  organization: { id: '019a8f5e-2b7c-7a10-8c44-1f2e3d4c5b6a', name: 'The Harbour Review', slug: 'harbour-review', timeZone: 'Europe/Lisbon' },
  rateLimit: { limit: 1000, remaining: 997 },
};

const me = createRoute({
  method: 'get',
  path: '/me',
  operationId: 'getKey',
  tags: ['Key'],
  summary: 'Read the key itself',
  description: 'The key that asks: its name, its scopes, its organization and what is left of its hour. Any key may.',
  security: [{ key: [] }],
  middleware: [keyRequired] as const,
  responses: { 200: json(Key, 'The key.', example), ...refusals },
});

export const key = new OpenAPIHono<ApiDoor>().openapi(me, async (c) => {
  const { keyId, keyName, scopes, rateLimit, remaining, organization } = (await readWithKey(c, null, {})).key;
  return c.json({ id: keyId, name: keyName, scopes, organization, rateLimit: { limit: rateLimit, remaining } }, 200);
});
