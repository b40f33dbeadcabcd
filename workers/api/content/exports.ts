import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { type Ask, exportContent } from '#app/domains/content/exporting/export-content.server.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { nothing, refusals } from '../shapes.ts';

const get = createRoute({
  method: 'get',
  path: '/export',
  operationId: 'exportContent',
  tags: ['Imports'],
  summary: 'Take all content along',
  description: 'A zip with every piece as Markdown and as JSON, and the categories, tags, templates and files that go with them. It is made while it is sent.',
  security: [{ key: ['content:read'] }],
  middleware: [keyRequired] as const,
  responses: { 200: { ...nothing('The archive.'), content: { 'application/zip': { schema: {}, example: 'The bytes of the archive.' } } }, ...refusals },
});

export const exports = new OpenAPIHono<ApiDoor>().openapi(get, async (c) => {
  let organization = '';
  const ask: Ask = async (queries) => {
    const { key, ...answers } = await readWithKey(c, 'content:read', queries);
    organization = key.organization.slug;
    return answers as unknown as Awaited<ReturnType<typeof ask<typeof queries>>>;
  };
  return exportContent(orgOfKey(c, 'content:read'), ask, { origin: c.get('request').origin, organization: () => organization });
});
