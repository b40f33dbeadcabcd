import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { auditEntries } from '#db/queries/audit.ts';
import { ACTOR_KINDS } from '#db/schema/choices.ts';
import { auditFilter } from '#app/domains/audit/filter.ts';
import { sentence } from '#app/domains/audit/sentence.ts';
import { type ApiDoor, keyRequired, readWithKey } from './guard.ts';
import { instant, json, listOf, pageOf, pageQuery, refusals } from './shapes.ts';

const uuid = z.string().nullable();
const AuditEntry = z
  .object({
    sequence: z.int().meta({ description: 'Its number in the organization: 1, 2, 3 and so on without a gap.' }),
    at: instant('When it happened.'),
    actor: z
      .object({
        kind: z.enum(ACTOR_KINDS).meta({ description: 'A person, a key or the clock.' }),
        id: uuid.meta({ description: 'A person or a key; null for the clock.' }),
        name: z.string().nullable().meta({ description: 'Null for the clock, and for whoever is deleted.' }),
      })
      .meta({ description: 'Who did it.' }),
    action: z.string().meta({ description: 'What was done, such as `member.invited`.' }),
    summary: z.string().meta({ description: 'The entry as a sentence.' }),
    resource: z.object({ type: z.string(), id: uuid }).meta({ description: 'What it was done to.' }),
    metadata: z.record(z.string(), z.unknown()).meta({ description: 'What else is known; it differs by action.' }),
    ip: z.string().nullable().meta({ description: 'From which address.' }),
    userAgent: z.string().nullable().meta({ description: 'With which program.' }),
  })
  .meta({ id: 'AuditEntry', description: 'One change that someone made.' });

const example = {
  sequence: 42,
  at: '2026-05-04T09:30:00.123456Z',
  actor: { kind: 'user' as const, id: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01', name: 'Ada Writer' },
  action: 'member.invited',
  summary: 'Ada Writer invited grace@example.com as editor',
  resource: { type: 'invitation', id: '019a8f5e-6d2c-7e3f-8b41-6c7d8e9f0a12' },
  metadata: { email: 'grace@example.com', role: 'editor' },
  ip: '203.0.113.7',
  userAgent: 'Mozilla/5.0',
};

const day = z.iso.date('Write the day as 2026-05-04.').regex(/^(19|20)/, 'Choose a day of this century or the last.');
const query = pageQuery(z.string().regex(/^\d{1,15}$/, 'This is not a cursor that we gave.')).extend({
  actor: z.uuid('This is not a valid id.').optional().meta({ description: 'Only what this person or key did.' }),
  action: z.string().max(80).optional().meta({ description: 'Only this action.', example: 'member.invited' }),
  from: day.optional().meta({ description: 'From the start of this day (UTC).', example: '2026-05-01' }),
  to: day.optional().meta({ description: 'To the end of this day (UTC).', example: '2026-05-31' }),
});

const list = createRoute({
  method: 'get',
  path: '/audit',
  operationId: 'listAudit',
  tags: ['Audit'],
  summary: 'Read the activity log',
  description: 'Every change, by whom and when; newest first.',
  security: [{ key: ['audit:read'] }],
  middleware: [keyRequired] as const,
  request: { query },
  responses: { 200: json(listOf(AuditEntry, 'AuditEntryList'), 'One page of entries.', { data: [example], next: '42' }), ...refusals },
});

export const audit = new OpenAPIHono<ApiDoor>().openapi(list, async (c) => {
  const filter = auditFilter(new URL(c.req.url).searchParams);
  const { page } = await readWithKey(c, 'audit:read', { page: auditEntries(filter, pageOf(c.req.valid('query'))) });
  const data = page.rows.map(({ sequence, createdAt, actorKind, actorId, actorName, action, resourceType, resourceId, metadata, ip, userAgent }) => ({
    sequence,
    at: createdAt,
    actor: { kind: actorKind, id: actorId, name: actorName },
    action,
    summary: sentence({ actorKind, actorName, action, metadata }),
    resource: { type: resourceType, id: resourceId },
    metadata,
    ip,
    userAgent,
  }));
  return c.json({ data, next: page.next }, 200);
});
