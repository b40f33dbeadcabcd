import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { currentOrganization } from '#db/queries/organizations.ts';
import { Refused } from '#db/scope.ts';
import { organizationInput } from '#app/domains/identity/inputs.ts';
import { updateOrganization } from '#app/domains/identity/update-organization.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, id, instant, json, onceHeader, refusals } from '../shapes.ts';

const { name, slug, description, website, billingEmail, timeZone } = organizationInput.shape;

/** The form's own fields without its defaults: zod fills a default in even where .partial() made the field optional. */
const fields = z.object({
  name: name.meta({ description: 'What people call it.' }),
  slug: slug.meta({ description: 'Its address in public links.' }),
  description: description.unwrap().meta({ description: 'What it is about.' }),
  website: website.unwrap().meta({ description: 'Starts with https:// or http://, or empty.' }),
  billingEmail: billingEmail.unwrap().meta({ description: 'Where invoices go, or empty.' }),
  timeZone: timeZone.meta({ description: 'An IANA time zone. Schedules and calendars start in it.' }),
});
const organizationPatch = z
  .strictObject(fields.partial().shape)
  .refine((patch) => Object.keys(patch).length > 0, { error: 'Name at least one field to change.', when: ({ issues }) => issues.length === 0 })
  .meta({ id: 'OrganizationPatch', description: 'What is left out stays as it is.', minProperties: 1 });

const Organization = z
  .object({
    id: id('Its id.'),
    name: z.string().meta({ description: 'What people call it.' }),
    slug: z.string().meta({ description: 'Its address in public links.' }),
    description: z.string().meta({ description: 'What it is about, or empty.' }),
    website: z.string().meta({ description: 'Its website, or empty.' }),
    billingEmail: z.string().meta({ description: 'Where invoices go, or empty.' }),
    timeZone: z.string().meta({ description: 'Its IANA time zone.' }),
    createdAt: instant('When it was founded.'),
  })
  .meta({ id: 'Organization', description: 'The organization that the key belongs to.' });

const example = {
  id: '019a8f5e-2b7c-7a10-8c44-1f2e3d4c5b6a',
  name: 'The Harbour Review',
  slug: 'harbour-review',
  description: 'Essays from the coast.',
  website: 'https://harbour.example',
  billingEmail: 'accounts@harbour.example',
  timeZone: 'Europe/Lisbon',
  createdAt: '2026-03-02T08:15:00.000000Z',
};

type Stored = z.infer<typeof Organization>;
/** Only what the document promises: the row has more columns. */
const shown = (row: Stored): Stored => ({
  id: row.id,
  name: row.name,
  slug: row.slug,
  description: row.description,
  website: row.website,
  billingEmail: row.billingEmail,
  timeZone: row.timeZone,
  createdAt: row.createdAt,
});

const get = createRoute({
  method: 'get',
  path: '/organization',
  operationId: 'getOrganization',
  tags: ['Organization'],
  summary: 'Read the organization',
  description: 'The organization that the key belongs to.',
  security: [{ key: ['organization:read'] }],
  middleware: [keyRequired] as const,
  responses: { 200: json(Organization, 'The organization.', example), ...refusals },
});

const patch = createRoute({
  method: 'patch',
  path: '/organization',
  operationId: 'updateOrganization',
  tags: ['Organization'],
  summary: 'Change the organization',
  description: 'Send the fields that change; the others stay as they are. Answers the organization as it is then.',
  security: [{ key: ['organization:update'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { headers: onceHeader, body: body(organizationPatch, { name: 'The Harbour Review', website: 'https://harbour.example' }) },
  responses: { 200: json(Organization, 'The organization as it is now.', example), ...conflicts, ...refusals },
});

export const organization = new OpenAPIHono<ApiDoor>()
  .openapi(get, async (c) => {
    const { found } = await readWithKey(c, 'organization:read', { found: currentOrganization() });
    if (!found) throw new Refused(notFound('organization'));
    return c.json(shown(found), 200);
  })
  .openapi(patch, async (c) => {
    const updated = await updateOrganization(orgOfKey(c, 'organization:update'), c.req.valid('json'));
    if (!updated.ok) throw new Refused(updated.problem);
    return c.json(shown(updated.value), 200);
  });
