import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { commentedItem } from '#db/queries/comments.ts';
import { categories, revisionOf, revisionPair, revisionsOf } from '#db/queries/content.ts';
import { REVISION_REASONS } from '#db/schema/choices.ts';
import { Refused } from '#db/scope.ts';
import { changedFields } from '#app/domains/content/changed-fields.ts';
import type { DocumentJson } from '#app/domains/content/document/document.ts';
import { renderComparison } from '#app/domains/content/document/render-comparison.ts';
import { nameRevisionInput } from '#app/domains/content/inputs.ts';
import { nameRevision, restoreRevision } from '#app/domains/content/restore-revision.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, idIn, instant, json, listOf, notThere, onceHeader, pageOf, pageQuery, refusals } from '../shapes.ts';
import { bodyAs } from './body.ts';
import { formOf, revision } from './item-inputs.ts';
import { Document, example as item, harbour, Saved, savedExample, Seo } from './item-shape.ts';

const listed = {
  number: z.int().meta({ description: 'Its number: 1, 2, 3 and so on; autosaves are thinned as they age.' }),
  name: z.string().meta({ description: 'What someone called it, or empty. A named one is kept for good.' }),
  reason: z.enum(REVISION_REASONS).meta({ description: 'What made it.' }),
  changes: z.array(z.string()).meta({ description: 'The fields that were sent with it.' }),
  wordCount: z.int().meta({ description: 'How many words it has.' }),
  contentHash: z.string().meta({ description: 'What an approval is given for.' }),
  author: z.string().nullable().meta({ description: 'Who saved it; null when a key did.' }),
  publishedAt: instant('When readers saw it first.').nullable(),
  createdAt: instant('When it was saved.'),
};
const Revision = z.object(listed).meta({ id: 'Revision', description: 'A piece as it was after one save, as a list shows it.' });
const RevisionDetails = z
  .object({
    ...listed,
    title: z.string(),
    excerpt: z.string(),
    body: z.union([Document, z.string()]).meta({ description: 'The text, in the form that `as` asked for.' }),
    fields: z
      .object({
        slug: z.string(),
        type: z.string(),
        format: z.string(),
        platform: z.string().nullable(),
        language: z.string(),
        seo: Seo,
        metadata: z.record(z.string(), z.unknown()),
        categoryId: z.string().nullable(),
        coverAssetId: z.string().nullable(),
        tags: z.array(z.string()),
      })
      .meta({ description: 'The fields beside its words, as they were.' }),
  })
  .meta({ id: 'RevisionDetails', description: 'A piece as it was after one save, whole.' });
const NamedRevision = z.object({ number: z.int(), name: z.string() }).meta({ id: 'NamedRevision', description: 'A revision, and what it is called now.' });
const side = z.string().nullable().meta({ description: 'Safe HTML.' });
const Comparison = z
  .object({
    older: z.int().nullable().meta({ description: 'Null when there is none before it.' }),
    newer: z.int(),
    fields: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })).meta({ description: 'What differs beside the text.' }),
    blocks: z
      .array(z.object({ kind: z.enum(['same', 'added', 'removed', 'changed']), left: side, right: side }))
      .meta({ description: 'The text, block by block: `left` is the older, `right` the newer with `<ins>` and `<del>`. What is the same has no `right`.' }),
  })
  .meta({ id: 'Comparison', description: 'Two revisions side by side.' });

const example: z.infer<typeof Revision> = { number: 3, name: '', reason: 'save', changes: ['title', 'body'], wordCount: 5, contentHash: savedExample.contentHash, author: 'Ada Writer', publishedAt: null, createdAt: item.editedAt };
const fieldsExample = { slug: item.slug, type: 'article', format: 'text', platform: null, language: 'en', seo: {}, metadata: {}, categoryId: null, coverAssetId: null, tags: ['harbour'] };
const compared: z.infer<typeof Comparison> = {
  older: 2,
  newer: 3,
  fields: [{ label: 'Title', before: 'The harbour', after: 'The harbour at dawn' }],
  blocks: [{ kind: 'changed', left: '<p>Boats come in at <del>night</del>.</p>', right: '<p>Boats come in at <ins>dawn</ins>.</p>' }],
};

const tags = ['Revisions'];
const NUMBER = 'There is no such revision.';
const number = z.coerce.number(NUMBER).int(NUMBER).min(1, NUMBER).max(2_147_483_647, NUMBER);
const params = z.object({ id: idIn('piece of content') });
const numbered = params.extend({ number: number.meta({ description: 'The number of the revision.', example: 3 }) });
const either = number.optional();
const reading = { tags, security: [{ key: ['content:read'] }] };
const writing = { tags, security: [{ key: ['content:write'] }] };
const list = createRoute({
  ...reading,
  method: 'get',
  path: '/content/{id}/revisions',
  operationId: 'listRevisions',
  summary: 'List the revisions of a piece',
  description: 'Newest first.',
  middleware: [keyRequired] as const,
  request: { params, query: pageQuery(z.string().regex(/^\d{1,9}$/, 'This is not a cursor that we gave.')) },
  responses: { 200: json(listOf(Revision, 'RevisionList'), 'One page of revisions.', { data: [example], next: null }), ...notThere, ...refusals },
});
const get = createRoute({
  ...reading,
  method: 'get',
  path: '/content/{id}/revisions/{number}',
  operationId: 'getRevision',
  summary: 'Read one revision',
  middleware: [keyRequired] as const,
  request: { params: numbered, query: formOf(['json', 'markdown', 'text']) },
  responses: { 200: json(RevisionDetails, 'The revision.', { ...example, title: item.title, excerpt: '', body: harbour, fields: fieldsExample }), ...notThere, ...refusals },
});
const compare = createRoute({
  ...reading,
  method: 'get',
  path: '/content/{id}/compare',
  operationId: 'compareRevisions',
  summary: 'Compare two revisions',
  description: 'The newest with the one before it, unless `a` and `b` name others.',
  middleware: [keyRequired] as const,
  request: { params, query: z.object({ a: either.meta({ description: 'The number of the older one.' }), b: either.meta({ description: 'The number of the newer one; a number that was thinned means the one before it.' }) }) },
  responses: { 200: json(Comparison, 'The two, side by side.', compared), ...notThere, ...refusals },
});
const restore = createRoute({
  ...writing,
  method: 'post',
  path: '/content/{id}/revisions/{number}/restore',
  operationId: 'restoreRevision',
  summary: 'Bring a revision back',
  description: 'As a new revision: what stands now stays in the history. The address, the language, the category and the cover stay as they are.',
  middleware: [keyRequired, onceOnly] as const,
  request: { params: numbered, headers: onceHeader, body: body(z.strictObject({ revision }).meta({ id: 'RevisionRestoreInput', description: 'The revision that the piece is at now.' }), { revision: 4 }) },
  responses: { 200: json(Saved, 'Restored.', savedExample), ...notThere, ...conflicts, ...refusals },
});
const patch = createRoute({
  ...writing,
  method: 'patch',
  path: '/content/{id}/revisions/{number}',
  operationId: 'nameRevision',
  summary: 'Name a revision',
  middleware: [keyRequired, onceOnly] as const,
  request: { params: numbered, headers: onceHeader, body: body(z.strictObject({ name: nameRevisionInput.shape.name.meta({ description: 'What to call it; an empty text takes the name away.' }) }).meta({ id: 'RevisionPatch', description: 'Its name.' }), { name: 'As sent to the printer' }) },
  responses: { 200: json(NamedRevision, 'Named.', { number: 3, name: 'As sent to the printer' }), ...notThere, ...conflicts, ...refusals },
});

type Listed = z.infer<typeof Revision>;
const shown = ({ number, name, reason, changes, wordCount, contentHash, author, publishedAt, createdAt }: Listed): Listed => ({ number, name, reason, changes, wordCount, contentHash, author, publishedAt, createdAt });

export const revisions = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { id } = c.req.valid('param');
    const found = await readWithKey(c, 'content:read', { item: commentedItem(id), page: revisionsOf(id, pageOf(c.req.valid('query'))) });
    if (!found.item) throw new Refused(notFound('piece of content'));
    return c.json({ data: found.page.rows.map(shown), next: found.page.next }, 200);
  })
  .openapi(get, async (c) => {
    const { id, number } = c.req.valid('param');
    const { found } = await readWithKey(c, 'content:read', { found: revisionOf(id, number) });
    if (!found) throw new Refused(notFound('revision'));
    return c.json({ ...shown(found), title: found.title, excerpt: found.excerpt, body: bodyAs(c.req.valid('query').as, found.body), fields: found.fields }, 200);
  })
  .openapi(compare, async (c) => {
    const { a, b } = c.req.valid('query');
    const { pair, categories: known } = await readWithKey(c, 'content:read', { pair: revisionPair(c.req.valid('param').id, a, b), categories: categories() });
    const [newer, older] = pair;
    if (!newer || (a !== undefined && !older)) throw new Refused(notFound('revision'));
    const blocks = renderComparison((older ?? newer).body as DocumentJson, newer.body as DocumentJson, { frames: false, prefix: 'c-' });
    return c.json({ older: older?.number ?? null, newer: newer.number, fields: older ? changedFields(older, newer, known) : [], blocks }, 200);
  })
  .openapi(restore, async (c) => {
    const { id, number } = c.req.valid('param');
    const restored = await restoreRevision(orgOfKey(c, 'content:write'), { itemId: id, number, ...c.req.valid('json') });
    if (!restored.ok) throw new Refused(restored.problem);
    return c.json(restored.value, 200);
  })
  .openapi(patch, async (c) => {
    const { id, number } = c.req.valid('param');
    const { name } = c.req.valid('json');
    const named = await nameRevision(orgOfKey(c, 'content:write'), { itemId: id, number, name });
    if (!named.ok) throw new Refused(named.problem);
    return c.json({ number, name }, 200);
  });
