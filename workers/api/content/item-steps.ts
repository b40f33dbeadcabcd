import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { Refused } from '#db/scope.ts';
import { changesInput, itemsInput, moveItemInput, requestReviewInput } from '#app/domains/content/inputs.ts';
import { moveItem } from '#app/domains/content/move-item.server.ts';
import { requestReview } from '#app/domains/content/review-item.server.ts';
import { changeItems, restoreItems, trashItems } from '#app/domains/content/trash-items.server.ts';
import { type ApiDoor, keyRequired, orgOfKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, idIn, json, nothing, notThere, onceHeader, refusals } from '../shapes.ts';
import { revision } from './item-inputs.ts';
import { example, Saved, savedExample } from './item-shape.ts';

const moveInput = z
  .strictObject({ revision, to: moveItemInput.shape.to.meta({ description: '`draft`: back to the desk. `archived`: out of sight; the key needs the scope `content:delete` too.' }) })
  .meta({ id: 'ContentMoveInput', description: 'The revision that you saw, and where it goes.' });
const reviewInput = z
  .strictObject({
    revision,
    reviewers: requestReviewInput.shape.reviewers.meta({ description: 'Whom to ask: members who may approve.' }),
    note: requestReviewInput.shape.note.meta({ description: 'What they should look at.' }),
  })
  .meta({ id: 'ContentReviewInput', description: 'The revision to look at, and who looks.' });
const named = z.uuid('This is not a valid id.');
const changeInput = z
  .strictObject({
    ids: itemsInput.shape.ids.meta({ description: 'Which pieces. If one of them is not there, nothing happens to any.' }),
    authorId: named.nullable().optional().meta({ description: 'Who they are by from now on.' }),
    categoryId: named.nullable().optional().meta({ description: 'Into which category; null takes them out.' }),
    projectId: named.nullable().optional().meta({ description: 'Into which project; null takes them out.' }),
    addTags: changesInput.shape.tags.meta({ description: 'Tags to put on, by name. A name that is new makes a tag.' }),
  })
  .refine((sent) => Object.keys(sent).length > 1, { error: 'Name at least one field to change.', when: ({ issues }) => issues.length === 0 })
  .meta({ id: 'ContentChangeInput', description: 'Which pieces, and what changes.' });
const Changed = z.object({ count: z.int().meta({ description: 'How many pieces.' }) }).meta({ id: 'ContentChanged', description: 'How many pieces it was done to: all that were named.' });

const tags = ['Content'];
const params = z.object({ id: idIn('piece of content') });
const move = createRoute({
  method: 'post',
  path: '/content/{id}/move',
  operationId: 'moveContent',
  tags,
  summary: 'Take a piece back to the desk, or archive it',
  description: 'Its words and its revision stay as they are. Open requests for a review are withdrawn.',
  security: [{ key: ['content:write'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader, body: body(moveInput, { revision: 3, to: 'draft' }) },
  responses: { 200: json(Saved, 'Moved.', savedExample), ...notThere, ...conflicts, ...refusals },
});
const review = createRoute({
  method: 'post',
  path: '/content/{id}/review',
  operationId: 'reviewContent',
  tags,
  summary: 'Ask for a review',
  description: 'The reviewers are told. Whoever was asked before is not waited for any more. Their word is theirs alone: a key cannot give it.',
  security: [{ key: ['content:write'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader, body: body(reviewInput, { revision: 3, reviewers: [example.authorId!], note: 'Are the names right?' }) },
  responses: { 200: json(Saved, 'Asked.', { ...savedExample, revision: 3, status: 'in_review' }), ...notThere, ...conflicts, ...refusals },
});
const remove = createRoute({
  method: 'delete',
  path: '/content/{id}',
  operationId: 'deleteContent',
  tags,
  summary: 'Move a piece to the trash',
  description: 'What is published or scheduled is taken down first.',
  security: [{ key: ['content:delete'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader },
  responses: { 204: nothing('The piece is in the trash.'), ...notThere, ...conflicts, ...refusals },
});
const restore = createRoute({
  method: 'post',
  path: '/content/{id}/restore',
  operationId: 'restoreContent',
  tags,
  summary: 'Take a piece out of the trash',
  description: 'An address that is taken meanwhile gets a few letters more.',
  security: [{ key: ['content:delete'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader },
  responses: { 204: nothing('The piece lives again.'), ...notThere, ...conflicts, ...refusals },
});
const change = createRoute({
  method: 'post',
  path: '/content/change',
  operationId: 'changeContent',
  tags,
  summary: 'Change many pieces at once',
  description: 'All of them or none. Their words and their revisions stay as they are.',
  security: [{ key: ['content:write'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { headers: onceHeader, body: body(changeInput, { ids: [example.id], categoryId: null, addTags: ['harbour'] }) },
  responses: { 200: json(Changed, 'Done.', { count: 1 }), ...notThere, ...conflicts, ...refusals },
});

export const itemSteps = new OpenAPIHono<ApiDoor>()
  .openapi(move, async (c) => {
    const moved = await moveItem(orgOfKey(c, 'content:write'), { itemId: c.req.valid('param').id, ...c.req.valid('json') });
    if (!moved.ok) throw new Refused(moved.problem);
    const { revision, savedAt, status, contentHash } = moved.value;
    return c.json({ revision, savedAt, status, contentHash }, 200);
  })
  .openapi(review, async (c) => {
    const asked = await requestReview(orgOfKey(c, 'content:write'), { itemId: c.req.valid('param').id, ...c.req.valid('json') });
    if (!asked.ok) throw new Refused(asked.problem);
    return c.json(asked.value, 200);
  })
  .openapi(remove, async (c) => {
    const trashed = await trashItems(orgOfKey(c, 'content:delete'), [c.req.valid('param').id]);
    if (!trashed.ok) throw new Refused(trashed.problem);
    return c.body(null, 204);
  })
  .openapi(restore, async (c) => {
    const restored = await restoreItems(orgOfKey(c, 'content:delete'), [c.req.valid('param').id]);
    if (!restored.ok) throw new Refused(restored.problem);
    return c.body(null, 204);
  })
  .openapi(change, async (c) => {
    const { ids, addTags = [], ...fields } = c.req.valid('json');
    const changed = await changeItems(orgOfKey(c, 'content:write'), { ids: [...new Set(ids)], addTags, ...fields });
    if (!changed.ok) throw new Refused(changed.problem);
    return c.json({ count: changed.value }, 200);
  });
