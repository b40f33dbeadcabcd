import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { itemById } from '#db/queries/content.ts';
import { past, publicationsOf, upcoming } from '#db/queries/publishing.ts';
import { Refused } from '#db/scope.ts';
import { cancelPublication, movePublication } from '#app/domains/publishing/move-publication.server.ts';
import { makePreview } from '#app/domains/publishing/preview.server.ts';
import { publishItem } from '#app/domains/publishing/publish-item.server.ts';
import { unpublishItem } from '#app/domains/publishing/unpublish-item.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { refuse } from '../problem.ts';
import { body, conflicts, idIn, instant, json, listOf, nothing, notThere, onceHeader, pageOf, pageQuery, refusals } from '../shapes.ts';
import { Decided, decidedExample, momentExample, momentInput, Publication, publicationExample, shownPublication } from './publication-shape.ts';

const tags = ['Publishing'];
const security = [{ key: ['content:publish'] }];
const piece = z.object({ id: idIn('piece of content') });
const decision = z.object({ id: idIn('publication') });
const revision = z.int().positive().meta({ description: 'The revision that you saw: it is what goes out.' });
const at = momentInput.nullable().default(null).meta({ description: 'When; null or left out: now.' });
const publishInput = z.strictObject({ revision, at }).meta({ id: 'PublishInput', description: 'What goes out, and when.' });
const unpublishInput = z.strictObject({ at }).meta({ id: 'UnpublishInput', description: 'When it is taken down.' });
const previewInput = z
  .strictObject({ revision: z.int().positive().meta({ description: 'Which revision the link shows.' }), days: z.int().min(1).max(90).default(7).meta({ description: 'For how many days.' }) })
  .meta({ id: 'PreviewInput', description: 'What the link shows, and for how long.' });
const Preview = z.object({ address: z.string().meta({ description: 'The link; it is told this once.' }), expiresAt: instant('Until when it shows something.') }).meta({ id: 'Preview', description: 'A link to one revision, for people without an account.' });

const publish = createRoute({
  method: 'post',
  path: '/content/{id}/publish',
  operationId: 'publishContent',
  tags,
  summary: 'Publish a piece, now or at a moment',
  description: 'What readers will get is made now and kept: later edits change nothing of it. Of one piece one publication waits; a new one takes its place. A live piece stays up until its update takes over.',
  security,
  middleware: [keyRequired, onceOnly] as const,
  request: { params: piece, headers: onceHeader, body: body(publishInput, { revision: 3, at: momentExample }) },
  responses: { 200: json(Decided, 'Decided.', decidedExample), ...notThere, ...conflicts, ...refusals },
});
const unpublish = createRoute({
  method: 'post',
  path: '/content/{id}/unpublish',
  operationId: 'unpublishContent',
  tags,
  summary: 'Take a piece down, now or at a moment',
  description: 'It becomes a draft; its words stay as they are.',
  security,
  middleware: [keyRequired, onceOnly] as const,
  request: { params: piece, headers: onceHeader, body: body(unpublishInput, { at: null }) },
  responses: { 200: json(Decided, 'Decided.', { ...decidedExample, dueAt: null }), ...notThere, ...conflicts, ...refusals },
});
const history = createRoute({
  method: 'get',
  path: '/content/{id}/publications',
  operationId: 'listPublicationsOfContent',
  tags,
  summary: 'What was decided for a piece',
  description: 'The newest 50, the newest first.',
  security: [{ key: ['content:read'] }],
  middleware: [keyRequired] as const,
  request: { params: piece },
  responses: { 200: json(listOf(Publication, 'PublicationHistory'), 'The decisions.', { data: [publicationExample], next: null }), ...notThere, ...refusals },
});
const list = createRoute({
  method: 'get',
  path: '/publications',
  operationId: 'listPublications',
  tags,
  summary: 'List what goes out, went out, or could not',
  description: 'What is to come stands by its moment; the others, the newest first.',
  security: [{ key: ['content:read'] }],
  middleware: [keyRequired] as const,
  request: { query: pageQuery(z.string().regex(/^[0-9a-f-]{36}~/, 'This is no cursor of ours.')).extend({ status: z.enum(['scheduled', 'done', 'failed']).default('scheduled').meta({ description: 'Which ones.' }) }) },
  responses: { 200: json(listOf(Publication, 'PublicationList'), 'One page of decisions.', { data: [publicationExample], next: null }), ...refusals },
});
const move = createRoute({
  method: 'patch',
  path: '/publications/{id}',
  operationId: 'movePublication',
  tags,
  summary: 'Change the moment',
  description: 'The same revision goes out at another time. Possible until the moment itself.',
  security,
  middleware: [keyRequired, onceOnly] as const,
  request: { params: decision, headers: onceHeader, body: body(momentInput, momentExample) },
  responses: { 200: json(z.object({ dueAt: instant('The new moment.') }).meta({ id: 'PublicationMoved', description: 'The new moment.' }), 'Moved.', { dueAt: publicationExample.dueAt }), ...notThere, ...conflicts, ...refusals },
});
const cancel = createRoute({
  method: 'delete',
  path: '/publications/{id}',
  operationId: 'cancelPublication',
  tags,
  summary: 'Cancel what is scheduled',
  description: 'Possible until the moment itself.',
  security,
  middleware: [keyRequired, onceOnly] as const,
  request: { params: decision, headers: onceHeader },
  responses: { 204: nothing('It is off the schedule.'), ...notThere, ...conflicts, ...refusals },
});
const preview = createRoute({
  method: 'post',
  path: '/content/{id}/preview',
  operationId: 'previewContent',
  tags,
  summary: 'Make a preview link',
  description: 'Shows one revision to whoever has the link, until it runs out or is taken back in the browser.',
  security: [{ key: ['content:write'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { params: piece, headers: onceHeader, body: body(previewInput, { revision: 3, days: 7 }) },
  responses: { 201: json(Preview, 'Made.', { address: 'https://masthead.example/preview/…', expiresAt: publicationExample.dueAt }), ...notThere, ...refusals },
});

export const publications = new OpenAPIHono<ApiDoor>()
  .openapi(publish, async (c) => {
    const decided = await publishItem(orgOfKey(c, 'content:publish'), { itemId: c.req.valid('param').id, ...c.req.valid('json') });
    if (!decided.ok) throw new Refused(decided.problem);
    return c.json(decided.value, 200);
  })
  .openapi(unpublish, async (c) => {
    const decided = await unpublishItem(orgOfKey(c, 'content:publish'), { itemId: c.req.valid('param').id, ...c.req.valid('json') });
    if (!decided.ok) throw new Refused(decided.problem);
    return c.json(decided.value, 200);
  })
  .openapi(history, async (c) => {
    const { id } = c.req.valid('param');
    const { item, rows } = await readWithKey(c, 'content:read', { item: itemById(id), rows: publicationsOf(id, 50) });
    if (!item) return refuse(c, notFound('piece of content'));
    return c.json({ data: rows.map(shownPublication), next: null }, 200);
  })
  .openapi(list, async (c) => {
    const { status, ...asked } = c.req.valid('query');
    const { page } = await readWithKey(c, 'content:read', { page: status === 'scheduled' ? upcoming(pageOf(asked)) : past(status, pageOf(asked)) });
    return c.json({ data: page.rows.map(shownPublication), next: page.next }, 200);
  })
  .openapi(move, async (c) => {
    const moved = await movePublication(orgOfKey(c, 'content:publish'), { publicationId: c.req.valid('param').id, ...c.req.valid('json') });
    if (!moved.ok) throw new Refused(moved.problem);
    return c.json(moved.value, 200);
  })
  .openapi(cancel, async (c) => {
    const cancelled = await cancelPublication(orgOfKey(c, 'content:publish'), { publicationId: c.req.valid('param').id });
    if (!cancelled.ok) throw new Refused(cancelled.problem);
    return c.body(null, 204);
  })
  .openapi(preview, async (c) => {
    const made = await makePreview(orgOfKey(c, 'content:write'), { itemId: c.req.valid('param').id, ...c.req.valid('json') });
    if (!made.ok) throw new Refused(made.problem);
    return c.json(made.value, 201);
  });
