import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { Refused } from '#db/scope.ts';
import { PLATFORMS } from '#db/schema/choices.ts';
import { importPosts, undoPostImport } from '#app/domains/social/importing/import-posts.server.ts';
import { importPostsInput } from '#app/domains/social/importing/import-inputs.ts';
import { type ApiDoor, keyRequired, orgOfKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, id, idIn, instant, json, notThere, onceHeader, refusals } from '../shapes.ts';

const input = importPostsInput.extend({
  csv: z.string('Send the file as text.').min(1, 'Send the file as text.').max(4_000_000).meta({ description: 'The file as text: one post a row, its columns named in the first line.' }),
  name: z.string().max(100).default('posts.csv').meta({ description: 'What the file is called.' }),
  as: importPostsInput.shape.as.meta({ description: 'As drafts, or each on the schedule at the time of its row. The latter needs the scope post:schedule too.' }),
  check: z.boolean().default(false).meta({ description: 'Say what would happen, and change nothing.' }),
});

const place = z.object({
  line: z.int().meta({ description: 'Where the row begins in the file, counted from 1.' }),
  column: z.int().nullable().meta({ description: 'The column, counted from 1; null where it is about the row or the file.' }),
  columnName: z.string().nullable().meta({ description: 'What the file calls the column.' }),
  sentence: z.string().meta({ description: 'What it is, as a sentence for an editor.' }),
});

const Report = z
  .object({
    posts: z.int().meta({ description: 'How many rows are posts.' }),
    known: z.int().meta({ description: 'How many of them are here already; they stay as they are.' }),
    brought: z.int().meta({ description: 'How many were brought in now; 0 for a check.' }),
    scheduled: z.int().meta({ description: 'How many of the new ones are on the schedule, or would be.' }),
    troubles: z.array(place).meta({ description: 'What keeps rows out, the first 200 places.' }),
    troubleCount: z.int().meta({ description: 'How many such places there are.' }),
    rowsLeftOut: z.int().meta({ description: 'In how many rows they are.' }),
    notes: z.array(place).meta({ description: 'What to know of rows that are fine, such as a time that the clocks skip: the first 100.' }),
    noteCount: z.int().meta({ description: 'How many notes there are.' }),
    unread: z.array(z.string()).meta({ description: 'Columns that no field is known for.' }),
    encoding: z.enum(['UTF-8', 'UTF-16', 'Windows-1252']).nullable().meta({ description: 'As what the file was read.' }),
    sample: z.array(z.object({ line: z.int(), words: z.string(), accounts: z.array(z.object({ id: z.string(), name: z.string(), platform: z.enum(PLATFORMS) })), at: instant('Its moment.').nullable(), isKnown: z.boolean() })).meta({ description: 'The first ten posts, as they were understood.' }),
    waitsFor: z.string().nullable().meta({ description: 'What is missing before scheduled ones may go out, such as an approval.' }),
    undoId: id('Takes the import back, for a day.').nullable(),
  })
  .meta({ id: 'PostImport', description: 'What a file of posts would bring, or has brought.' });

const example: z.infer<typeof Report> = {
  posts: 2, known: 0, brought: 2, scheduled: 2, troubles: [], troubleCount: 0, rowsLeftOut: 0, notes: [], noteCount: 0, unread: [], encoding: 'UTF-8',
  sample: [{ line: 2, words: 'The harbour wakes up before we do.', accounts: [{ id: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01', name: 'The Harbour on Mastodon', platform: 'mastodon' }], at: '2026-05-04T07:00:00.000Z', isKnown: false }],
  waitsFor: null, undoId: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01',
};

const writing = { tags: ['Posts'], security: [{ key: ['post:write'] }], middleware: [keyRequired, onceOnly] as [typeof keyRequired, typeof onceOnly] };
const bring = createRoute({
  ...writing,
  method: 'post',
  path: '/post-imports',
  operationId: 'importPosts',
  summary: 'Bring posts in from a file',
  description: 'A row comes in whole or stays out with its reason. The same row brought in again makes no second post.',
  request: { headers: onceHeader, body: body(input, { csv: 'text,date,time,accounts\nThe harbour wakes up before we do.,2026-05-04,09:00,@harbour on Mastodon\n', as: 'scheduled' }) },
  responses: { 200: json(Report, 'What came in, and what did not.', example), ...notThere, ...conflicts, ...refusals },
});
const undo = createRoute({
  ...writing,
  method: 'post',
  path: '/post-imports/{id}/undo',
  operationId: 'undoPostImport',
  summary: 'Take an import of posts back',
  description: 'Its posts go to the trash, as long as nothing of them went out.',
  request: { params: z.object({ id: idIn('import') }), headers: onceHeader },
  responses: { 200: json(z.object({ count: z.int().meta({ description: 'How many posts are in the trash now.' }) }), 'Taken back.', { count: 2 }), ...notThere, ...conflicts, ...refusals },
});

export const postImports = new OpenAPIHono<ApiDoor>()
  .openapi(bring, async (c) => {
    const { csv, name, as, check } = c.req.valid('json');
    const imported = await importPosts(orgOfKey(c, 'post:write'), { name, as, bytes: new TextEncoder().encode(csv), apply: !check });
    if (!imported.ok) throw new Refused(imported.problem);
    return c.json(imported.value, 200);
  })
  .openapi(undo, async (c) => {
    const undone = await undoPostImport(orgOfKey(c, 'post:write'), c.req.valid('param').id);
    if (!undone.ok) throw new Refused(undone.problem);
    return c.json(undone.value, 200);
  });
