import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { tagById, tagPage } from '#db/queries/organise.ts';
import { TAG_COLORS } from '#db/schema/choices.ts';
import { Refused } from '#db/scope.ts';
import { changeTag, createTag } from '#app/domains/content/change-tag.server.ts';
import { deleteTag, mergeTags } from '#app/domains/content/remove-tags.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, id, idIn, json, listOf, nothing, notThere, onceHeader, pageOf, pageQuery, refusals } from '../shapes.ts';
import { readAs } from './organise-input.ts';

const name = z.string('Type a name.').meta({ description: 'Unique, whatever its capitals, without a comma.', maxLength: 60 });
const color = z.enum(TAG_COLORS, 'Choose a colour.').meta({ description: 'Its colour.' });
const count = (description: string) => z.int().meta({ description });
const Tag = z
  .object({ id: id('Its id.'), name, color: z.string().meta({ description: 'Its colour.' }), usageCount: count('How often it is used.'), inContent: count('On how many pieces.'), inMedia: count('On how many files.') })
  .meta({ id: 'Tag', description: 'A tag: one set for content and media.' });
const Merged = z.object({ id: id('The tag that stays.'), name, count: count('How many tags became part of it.') }).meta({ id: 'TagsMerged', description: 'What the tags became.' });

const input = z.strictObject({ name, color: color.default('ink') }).meta({ id: 'TagInput', description: 'A new tag.' });
const whole = z.strictObject({ name, color }).meta({ id: 'TagWholeInput', description: 'Both fields, as they shall be.' });
const merging = z
  .strictObject({ ids: z.array(z.string()).meta({ description: 'Which tags, up to 100.' }), into: name.meta({ description: 'The name of the tag that they become part of.' }) })
  .meta({ id: 'TagsMergeInput', description: 'Which tags, and into which.' });

const example: z.infer<typeof Tag> = { id: '019a8f5e-b160-7273-8f85-a01b2c3d4e56', name: 'harbour', color: 'ink', usageCount: 3, inContent: 2, inMedia: 1 };
type Stored = z.infer<typeof Tag>;
const shown = ({ id, name, color, usageCount, inContent, inMedia }: Stored): Stored => ({ id, name, color, usageCount, inContent, inMedia });

const about = { tags: ['Tags'] };
const organising = { ...about, security: [{ key: ['content:organise'] }] };
const params = z.object({ id: idIn('tag') });
const list = createRoute({
  ...about,
  method: 'get',
  path: '/tags',
  operationId: 'listTags',
  summary: 'List the tags',
  description: 'By the alphabet.',
  security: [{ key: ['content:read'] }],
  middleware: [keyRequired] as const,
  request: { query: pageQuery(z.string().max(200, 'This is not a cursor that we gave.').refine((text) => !text.includes('\0'), 'This is not a cursor that we gave.')).extend({ q: z.string().max(60, 'A search can have at most 60 characters.').default('').meta({ description: 'A part of the name.', example: 'harb' }) }) },
  responses: { 200: json(listOf(Tag, 'TagList'), 'One page of tags.', { data: [example], next: null }), ...refusals },
});
const post = createRoute({
  ...organising,
  method: 'post',
  path: '/tags',
  operationId: 'createTag',
  summary: 'Make a tag',
  middleware: [keyRequired, onceOnly] as const,
  request: { headers: onceHeader, body: body(input, { name: 'harbour', color: 'blue' }) },
  responses: { 201: json(Tag, 'Made.', { ...example, usageCount: 0, inContent: 0, inMedia: 0 }), ...conflicts, ...refusals },
});
const put = createRoute({
  ...organising,
  method: 'put',
  path: '/tags/{id}',
  operationId: 'changeTag',
  summary: 'Change a tag',
  description: 'On everything that has it; sending it again is safe.',
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader, body: body(whole, { name: 'harbour', color: 'blue' }) },
  responses: { 200: json(Tag, 'The tag as it is now.', example), ...notThere, ...conflicts, ...refusals },
});
const remove = createRoute({
  ...organising,
  method: 'delete',
  path: '/tags/{id}',
  operationId: 'deleteTag',
  summary: 'Delete a tag',
  description: 'It is taken off everything that has it.',
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader },
  responses: { 204: nothing('The tag is gone.'), ...notThere, ...conflicts, ...refusals },
});
const merge = createRoute({
  ...organising,
  method: 'post',
  path: '/tags/merge',
  operationId: 'mergeTags',
  summary: 'Merge tags',
  description: 'What had one of them has the one that stays, once.',
  middleware: [keyRequired, onceOnly] as const,
  request: { headers: onceHeader, body: body(merging, { ids: ['019a8f5f-17c6-78d9-8feb-07182939a4b5'], into: 'harbour' }) },
  responses: { 200: json(Merged, 'Merged.', { id: example.id, name: 'harbour', count: 1 }), ...notThere, ...conflicts, ...refusals },
});

export const tags = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { q, ...asked } = c.req.valid('query');
    const { page } = await readWithKey(c, 'content:read', { page: tagPage(q.replace(/\p{Cc}+/gu, ' ').trim(), pageOf(asked)) });
    return c.json({ data: page.rows.map(shown), next: page.next }, 200);
  })
  .openapi(post, async (c) => {
    const input = await readAs('newTagInput', c.req.valid('json'));
    const made = await createTag(orgOfKey(c, 'content:organise'), input);
    if (!made.ok) throw new Refused(made.problem);
    return c.json({ id: made.value.id, ...input, usageCount: 0, inContent: 0, inMedia: 0 }, 201);
  })
  .openapi(put, async (c) => {
    const tagId = c.req.valid('param').id;
    const changed = await changeTag(orgOfKey(c, 'content:organise'), await readAs('changeTagInput', { ...c.req.valid('json'), tagId }));
    if (!changed.ok) throw new Refused(changed.problem);
    const { tag } = await readWithKey(c, null, { tag: tagById(tagId) });
    if (!tag) throw new Refused(notFound('tag'));
    return c.json(shown(tag), 200);
  })
  .openapi(remove, async (c) => {
    const deleted = await deleteTag(orgOfKey(c, 'content:organise'), c.req.valid('param').id);
    if (!deleted.ok) throw new Refused(deleted.problem);
    return c.body(null, 204);
  })
  .openapi(merge, async (c) => {
    const { ids, into } = await readAs('mergeTagsInput', c.req.valid('json'));
    const merged = await mergeTags(orgOfKey(c, 'content:organise'), { ids: [...new Set(ids)], into });
    if (!merged.ok) throw new Refused(merged.problem);
    const { id, name, count } = merged.value;
    return c.json({ id, name, count }, 200);
  });
