import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { readerComments as page } from '#db/queries/comments.ts';
import { COMMENT_STATUSES } from '#db/schema/choices.ts';
import { Refused } from '#db/scope.ts';
import { commentsInput, markCommentsInput } from '#app/domains/content/comment-inputs.ts';
import { deleteComments, markComments } from '#app/domains/content/moderate-comments.server.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, id, instant, json, listOf, notThere, onceHeader, pageOf, pageQuery, refusals } from '../shapes.ts';

const ReaderComment = z
  .object({
    id: id('Its id.'),
    itemId: id('The piece that it stands under.'),
    itemTitle: z.string().meta({ description: 'What that is called.' }),
    status: z.enum(COMMENT_STATUSES).meta({ description: 'Readers see what is approved.' }),
    name: z.string().meta({ description: 'What the reader calls themselves.' }),
    email: z.string().meta({ description: 'The address that they left, or empty.' }),
    body: z.string().meta({ description: 'The words.' }),
    answers: id('The comment that it answers.').nullable(),
    createdAt: instant('When it came.'),
  })
  .meta({ id: 'ReaderComment', description: 'What a reader wrote under a piece.' });
const Moderated = z.object({ count: z.int().meta({ description: 'How many comments.' }) }).meta({ id: 'CommentsModerated', description: 'How many comments it was done to: all that were named.' });

const example: z.infer<typeof ReaderComment> = {
  id: '019a8f5f-06b5-77c8-9eda-f5607182939a',
  itemId: '019a8f5e-d382-7495-8ba7-c23d4e5f6071',
  itemTitle: 'The harbour at dawn',
  status: 'pending',
  name: 'A reader',
  email: 'reader@example.com',
  body: 'I was there too.',
  answers: null,
  createdAt: '2026-05-04T09:30:00.123456Z',
};

const STATUS = `Choose ${COMMENT_STATUSES.slice(0, -1).join(', ')} or ${COMMENT_STATUSES.at(-1)}.`;
const tags = ['Reader comments'];
const security = [{ key: ['content:moderate'] }];
const ids = commentsInput.shape.ids.meta({ description: 'Which comments. If one of them is not there, nothing happens to any.' });
const named = z.strictObject({ ids }).meta({ id: 'ReaderCommentsInput', description: 'Which comments.' });
const marking = z.strictObject({ ids, to: markCommentsInput.shape.to.meta({ description: 'What is rejected or spam becomes pending or approved again, and nothing else.' }) }).meta({ id: 'ReaderCommentsMarkInput', description: 'Which comments, and what they become.' });

const list = createRoute({
  method: 'get',
  path: '/reader-comments',
  operationId: 'listReaderComments',
  tags,
  summary: 'List what readers wrote',
  description: 'Newest first.',
  security,
  middleware: [keyRequired] as const,
  request: { query: pageQuery(z.uuid('This is not a cursor that we gave.')).extend({ status: z.enum(COMMENT_STATUSES, STATUS).default('pending').meta({ description: 'Only what was decided so.' }) }) },
  responses: { 200: json(listOf(ReaderComment, 'ReaderCommentList'), 'One page of comments.', { data: [example], next: null }), ...refusals },
});

const deed = <S extends z.ZodType>(name: string, operationId: string, summary: string, schema: S, sample: z.input<S>) =>
  createRoute({
    method: 'post',
    path: `/reader-comments/${name}`,
    operationId,
    tags,
    summary,
    description: 'All of them or none.',
    security,
    middleware: [keyRequired, onceOnly] as const,
    request: { headers: onceHeader, body: body(schema, sample) },
    responses: { 200: json(Moderated, 'Done.', { count: 1 }), ...notThere, ...conflicts, ...refusals },
  });
const mark = deed('mark', 'markReaderComments', 'Approve, reject or mark as spam', marking, { ids: [example.id], to: 'approved' });
const remove = deed('delete', 'deleteReaderComments', 'Delete what readers wrote', named, { ids: [example.id] });
const restore = deed('restore', 'restoreReaderComments', 'Bring deleted comments of readers back', named, { ids: [example.id] });

export const readerComments = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { status, ...asked } = c.req.valid('query');
    const found = await readWithKey(c, 'content:moderate', { page: page(status, pageOf(asked)) });
    return c.json({ data: found.page.rows.map(({ guestName, guestEmail, ...comment }) => ({ ...comment, name: guestName, email: guestEmail })), next: found.page.next }, 200);
  })
  .openapi(mark, async (c) => {
    const marked = await markComments(orgOfKey(c, 'content:moderate'), c.req.valid('json'));
    if (!marked.ok) throw new Refused(marked.problem);
    return c.json({ count: marked.value }, 200);
  })
  .openapi(remove, async (c) => {
    const deleted = await deleteComments(orgOfKey(c, 'content:moderate'), c.req.valid('json').ids);
    if (!deleted.ok) throw new Refused(deleted.problem);
    return c.json({ count: deleted.value }, 200);
  })
  .openapi(restore, async (c) => {
    const restored = await deleteComments(orgOfKey(c, 'content:moderate'), c.req.valid('json').ids, false);
    if (!restored.ok) throw new Refused(restored.problem);
    return c.json({ count: restored.value }, 200);
  });
