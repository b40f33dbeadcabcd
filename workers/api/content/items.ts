import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { approvalsOf, itemById, items as itemPage, translationsOf } from '#db/queries/content.ts';
import { assetsUsedBy } from '#db/queries/media.ts';
import { Refused } from '#db/scope.ts';
import { beginItem } from '#app/domains/content/begin-item.server.ts';
import { createItem } from '#app/domains/content/create-item.server.ts';
import { saveItem } from '#app/domains/content/save-item.server.ts';
import { versionOf } from '#app/domains/content/version.ts';
import { readFor } from '#app/platform/org.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { refuse } from '../problem.ts';
import { body, conflicts, id, idIn, json, listOf, notThere, onceHeader, pageOf, refusals } from '../shapes.ts';
import { bodyAs, textOf } from './body.ts';
import { BODY_FORMS, formOf, itemInput, itemPatch, itemQuery } from './item-inputs.ts';
import { bothVersions, ContentDetails, ContentItem, detailedExample, example, Saved, savedExample, shown, shownInList } from './item-shape.ts';

const Begun = z.object({ id: id('Its id.'), revision: z.int().meta({ description: 'Name it in the next write.' }) }).meta({ id: 'ContentBegun', description: 'A piece that was just begun.' });

const tags = ['Content'];
const params = z.object({ id: idIn('piece of content') });
const list = createRoute({
  method: 'get',
  path: '/content',
  operationId: 'listContent',
  tags,
  summary: 'List the pieces',
  description: 'As on the page: all that live, last saved first, unless `sort` and `view` say otherwise.',
  security: [{ key: ['content:read'] }],
  middleware: [keyRequired] as const,
  request: { query: itemQuery },
  responses: { 200: json(listOf(ContentItem, 'ContentList'), 'One page of pieces.', { data: [example], next: null }), ...refusals },
});
const post = createRoute({
  method: 'post',
  path: '/content',
  operationId: 'createContent',
  tags,
  summary: 'Begin a piece',
  description: 'A draft. Its address comes from its title, with a few letters more where that is taken.',
  security: [{ key: ['content:write'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { headers: onceHeader, body: body(itemInput, { title: 'The harbour at dawn', markdown: 'Boats come in at dawn.', tags: ['harbour'] }) },
  responses: { 201: json(Begun, 'Begun.', { id: example.id, revision: 1 }, { Location: { $ref: '#/components/headers/Location' } }), ...notThere, ...conflicts, ...refusals },
});
const get = createRoute({
  method: 'get',
  path: '/content/{id}',
  operationId: 'getContent',
  tags,
  summary: 'Read one piece',
  description: 'Whole, with its text. A piece in the trash too.',
  security: [{ key: ['content:read'] }],
  middleware: [keyRequired] as const,
  request: { params, query: formOf(BODY_FORMS) },
  responses: { 200: json(ContentDetails, 'The piece.', detailedExample), ...notThere, ...refusals },
});
const patch = createRoute({
  method: 'patch',
  path: '/content/{id}',
  operationId: 'saveContent',
  tags,
  summary: 'Save a piece',
  description: 'Made from the revision that you saw, or refused with both versions: no save overwrites another. Answers the new revision.',
  security: [{ key: ['content:write'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader, body: body(itemPatch, { revision: 3, title: 'The harbour in winter', tags: ['harbour', 'winter'] }) },
  responses: { 200: json(Saved, 'Saved.', savedExample), ...notThere, ...bothVersions, ...refusals },
});

export const items = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { q, status, type, author, category, project, campaign, tag, language, sort, view, ...asked } = c.req.valid('query');
    const search = q?.replace(/\p{Cc}+/gu, ' ').trim();
    const filter = { status, type, authorId: author, categoryId: category, projectId: project, campaignId: campaign, tagId: tag, language, sort, view, ...(search ? { search } : {}) };
    const { page } = await readWithKey(c, 'content:read', { page: itemPage(filter, pageOf(asked)) });
    return c.json({ data: page.rows.map(shownInList), next: page.next }, 200);
  })
  .openapi(post, async (c) => {
    const { title, type, language, templateId, translationOf, projectId, values, body: document, markdown, slug, ...fields } = c.req.valid('json');
    const start = { title, type, language, templateId, translationOf, projectId };
    const org = orgOfKey(c, 'content:write');
    const made = templateId || translationOf ? await beginItem(org, { ...start, values }) : await createItem(org, { ...start, ...fields, ...(slug ? { slug } : {}), ...(await textOf({ body: document, markdown })) });
    if (!made.ok) throw new Refused(made.problem);
    return c.json(made.value, 201, { Location: `/api/v1/content/${made.value.id}` });
  })
  .openapi(get, async (c) => {
    const { id } = c.req.valid('param');
    const { as } = c.req.valid('query');
    const found = await readWithKey(c, 'content:read', { item: itemById(id), approvals: approvalsOf(id), translations: translationsOf(id), ...(as === 'html' ? { assets: assetsUsedBy('content_item', id) } : {}) });
    const { item } = found;
    if (!item) throw new Refused(notFound('piece of content'));
    const { category, excerpt, format, platform, seo, metadata, templateId, timeZone, publishedRevision, scheduledRevision, contentHash, editedBy, editor, requiredSections } = item;
    return c.json(
      {
        ...shown(item),
        category, excerpt, format, platform, seo, metadata, templateId, timeZone, publishedRevision, scheduledRevision, contentHash, editedBy, editor, requiredSections,
        body: bodyAs(as, item.body, c.get('request').origin, found.assets),
        approvals: found.approvals.map(({ revision, status, approverId, approver, note, comment, decidedAt, ...approval }) => ({ revision, isCurrent: approval.contentHash === contentHash, status, approverId, approver, note, comment, decidedAt })),
        translations: found.translations,
      },
      200,
    );
  })
  .openapi(patch, async (c) => {
    const itemId = c.req.valid('param').id;
    const { revision, reason, body: document, markdown, ...fields } = c.req.valid('json');
    const changes = { ...fields, ...(await textOf({ body: document, markdown })) };
    const org = orgOfKey(c, 'content:write');
    const saved = await saveItem(org, { itemId, revision, reason, changes });
    if (saved.ok) return c.json(saved.value, 200);
    if (saved.problem.kind !== 'conflict' || saved.problem.field) throw new Refused(saved.problem);
    const found = await readFor(org, { item: itemById(itemId) });
    return refuse(c, saved.problem, undefined, {}, { yours: { revision, ...changes }, ...(found.ok && found.value.item ? { theirs: versionOf(found.value.item) } : {}) });
  });
