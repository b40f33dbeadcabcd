import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { commentedItem, commentsOf, teamComment } from '#db/queries/comments.ts';
import { Refused } from '#db/scope.ts';
import { commentInput } from '#app/domains/content/comment-inputs.ts';
import { addComment, answerComment, deleteComment, resolveThread } from '#app/domains/content/comment-on-item.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, id, idIn, instant, json, nothing, notThere, onceHeader, refusals } from '../shapes.ts';

const said = {
  id: id('Its id.'),
  parentId: id('The comment that it answers; null for one that opened a thread.').nullable(),
  authorId: id('Who wrote it; null when a key did.').nullable(),
  body: z.string().meta({ description: 'The words; a member is named as `@[Name](id)`. Empty when it is deleted and answers hang on it.' }),
  resolvedAt: instant('Since when its thread is dealt with.').nullable(),
  deletedAt: instant('Since when it is deleted.').nullable(),
};
const place = z.string().max(500, 'The place of a comment is too long.');
const Anchor = z
  .strictObject({ quote: place.min(1).meta({ description: 'The words it stands on.' }), before: place.meta({ description: 'What is before them.' }), after: place.meta({ description: 'What is after them.' }) })
  .meta({ id: 'CommentAnchor', description: 'Where in the text a comment stands: the words with what is around them, for places move and words stay.' });
const ListedComment = z
  .object({
    ...said,
    author: z.string().nullable().meta({ description: 'What they are called.' }),
    anchor: Anchor.nullable(),
    resolver: z.string().nullable().meta({ description: 'Who said that it is dealt with.' }),
    createdAt: instant('When it was written.'),
    editedAt: instant('When its words were last changed; null when they never were.').nullable(),
  })
  .meta({ id: 'Comment', description: 'What someone of the team said on a piece.' });
const CommentAlone = z.object({ ...said, itemId: id('The piece that it is on.') }).meta({ id: 'CommentAlone', description: 'A comment, with the piece that it is on.' });
const Comments = z.object({ data: z.array(ListedComment) }).meta({ id: 'CommentList', description: 'What the team said on one piece, oldest first.' });
const Added = z.object({ id: id('Its id.') }).meta({ id: 'CommentAdded', description: 'A comment that was just made.' });

const input = z
  .strictObject({
    body: commentInput.shape.body.meta({ description: 'The words, at most 5,000 characters. A member who is named as `@[Name](id)` hears of it.', type: 'string' }),
    anchor: Anchor.nullable().default(null).meta({ description: 'Where in the text it stands; left out, on the piece as a whole.' }),
    parentId: z.uuid('This is not a valid id.').nullable().default(null).meta({ description: 'The comment that opened the thread, to answer it.' }),
  })
  .refine(({ anchor, parentId }) => !anchor || !parentId, { path: ['anchor'], error: 'An answer stands where its thread does. Leave out anchor or parentId.' })
  .meta({ id: 'CommentInput', description: 'A new thread, or an answer.' });

const example: z.infer<typeof ListedComment> = {
  id: '019a8f5e-f5a4-76b7-8dc9-e45f60718293',
  parentId: null,
  authorId: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01',
  author: 'Ada Writer',
  body: 'Is this the old harbour?',
  anchor: { quote: 'at dawn', before: 'Boats come in ', after: '.' },
  resolvedAt: null,
  resolver: null,
  createdAt: '2026-05-04T09:30:00.123456Z',
  editedAt: null,
  deletedAt: null,
};
const { authorId, parentId, resolvedAt, deletedAt } = example;

const tags = ['Comments'];
const ofItem = z.object({ id: idIn('piece of content') });
const params = z.object({ id: idIn('comment') });
const list = createRoute({
  method: 'get',
  path: '/content/{id}/comments',
  operationId: 'listComments',
  tags,
  summary: 'List the comments on a piece',
  description: 'Those of the team, all of them up to 1,000, oldest first.',
  security: [{ key: ['content:read'] }],
  middleware: [keyRequired] as const,
  request: { params: ofItem },
  responses: { 200: json(Comments, 'The comments.', { data: [example] }), ...notThere, ...refusals },
});
const post = createRoute({
  method: 'post',
  path: '/content/{id}/comments',
  operationId: 'addComment',
  tags,
  summary: 'Comment on a piece',
  description: 'Or answer: whoever wrote in the thread is told, and a thread that was resolved is open again.',
  security: [{ key: ['content:comment'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { params: ofItem, headers: onceHeader, body: body(input, { body: example.body, anchor: example.anchor }) },
  responses: { 201: json(Added, 'Added.', { id: example.id }, { Location: { $ref: '#/components/headers/Location' } }), ...notThere, ...conflicts, ...refusals },
});
const get = createRoute({
  method: 'get',
  path: '/comments/{id}',
  operationId: 'getComment',
  tags,
  summary: 'Read one comment',
  description: 'A deleted one too.',
  security: [{ key: ['content:read'] }],
  middleware: [keyRequired] as const,
  request: { params },
  responses: { 200: json(CommentAlone, 'The comment.', { id: example.id, itemId: '019a8f5e-d382-7495-8ba7-c23d4e5f6071', parentId, authorId, body: example.body, resolvedAt, deletedAt }), ...notThere, ...refusals },
});

/** What is done to one comment and answers nothing. */
const deed = (method: 'post' | 'delete', path: string, operationId: string, scope: string, summary: string, description: string, done: string) =>
  createRoute({
    method,
    path,
    operationId,
    tags,
    summary,
    description,
    security: [{ key: [scope] }],
    middleware: [keyRequired, onceOnly] as const,
    request: { params, headers: onceHeader },
    responses: { 204: nothing(done), ...notThere, ...conflicts, ...refusals },
  });
const resolve = deed('post', '/comments/{id}/resolve', 'resolveThread', 'content:comment', 'Resolve a thread', 'By the comment that opened it.', 'The thread is resolved.');
const reopen = deed('post', '/comments/{id}/reopen', 'reopenThread', 'content:comment', 'Open a thread again', 'By the comment that opened it.', 'The thread is open again.');
const remove = deed('delete', '/comments/{id}', 'deleteComment', 'content:moderate', 'Delete a comment', 'An opening that has answers stays without its words. It can come back.', 'The comment is deleted.');
const restore = deed('post', '/comments/{id}/restore', 'restoreComment', 'content:moderate', 'Bring a deleted comment back', 'As it was.', 'The comment is back.');

export const comments = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { id } = c.req.valid('param');
    const found = await readWithKey(c, 'content:read', { item: commentedItem(id), comments: commentsOf(id) });
    if (!found.item) throw new Refused(notFound('piece of content'));
    return c.json({ data: found.comments.map(({ image: _image, ...comment }) => comment) }, 200);
  })
  .openapi(post, async (c) => {
    const itemId = c.req.valid('param').id;
    const { body: words, anchor, parentId: thread } = c.req.valid('json');
    const org = orgOfKey(c, 'content:comment');
    const added = thread ? await answerComment(org, { itemId, parentId: thread, body: words }) : await addComment(org, { itemId, body: words, anchor });
    if (!added.ok) throw new Refused(added.problem);
    return c.json({ id: added.value }, 201, { Location: `/api/v1/comments/${added.value}` });
  })
  .openapi(get, async (c) => {
    const { comment } = await readWithKey(c, 'content:read', { comment: teamComment(c.req.valid('param').id) });
    if (!comment) throw new Refused(notFound('comment'));
    const { id, itemId, parentId, authorId, body, resolvedAt, deletedAt } = comment;
    return c.json({ id, itemId, parentId, authorId, body: deletedAt ? '' : body, resolvedAt, deletedAt }, 200);
  })
  .openapi(resolve, async (c) => {
    const resolved = await resolveThread(orgOfKey(c, 'content:comment'), c.req.valid('param').id, true);
    if (!resolved.ok) throw new Refused(resolved.problem);
    return c.body(null, 204);
  })
  .openapi(reopen, async (c) => {
    const opened = await resolveThread(orgOfKey(c, 'content:comment'), c.req.valid('param').id, false);
    if (!opened.ok) throw new Refused(opened.problem);
    return c.body(null, 204);
  })
  .openapi(remove, async (c) => {
    const deleted = await deleteComment(orgOfKey(c, 'content:moderate'), c.req.valid('param').id);
    if (!deleted.ok) throw new Refused(deleted.problem);
    return c.body(null, 204);
  })
  .openapi(restore, async (c) => {
    const restored = await deleteComment(orgOfKey(c, 'content:moderate'), c.req.valid('param').id, false);
    if (!restored.ok) throw new Refused(restored.problem);
    return c.body(null, 204);
  });
