import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Input } from 'hono';
import { z } from 'zod';
import { categories as tree } from '#db/queries/content.ts';
import { categoryById } from '#db/queries/organise.ts';
import type { Seo } from '#db/schema/content.ts';
import { Refused } from '#db/scope.ts';
import { changeCategory, createCategory, moveCategory } from '#app/domains/content/change-category.server.ts';
import { deleteCategory } from '#app/domains/content/delete-category.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, type KeyScope, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, id, idIn, json, nothing, notThere, onceHeader, refusals } from '../shapes.ts';
import { readAs } from './organise-input.ts';

const text = (description: string, maxLength: number) => z.string().meta({ description, maxLength });
const fields = {
  name: text('What it is called.', 80),
  slug: text('Its part of the address.', 80),
  description: text('What stands in it, or empty.', 1000),
  seoTitle: text('The title for search engines, or empty.', 200),
  seoDescription: text('The description for search engines, or empty.', 500),
  noindex: z.boolean('Send true or false.').meta({ description: 'Hidden from search engines.' }),
};
const Category = z
  .object({ id: id('Its id.'), parentId: id('The category that it is in; null at the top.').nullable(), position: z.int().meta({ description: 'Among its siblings, from 0.' }), ...fields })
  .meta({ id: 'Category', description: 'A category of content.' });
const CategoryTree = z.object({ data: z.array(Category) }).meta({ id: 'CategoryTree', description: 'Every category: parents before what is in them, siblings in their order.' });

const parentId = z.uuid('This is not a valid id.').nullable().default(null);
const { name, slug, description, seoTitle, seoDescription, noindex } = fields;
const input = z
  .strictObject({
    name,
    slug: slug.optional().meta({ description: 'Its part of the address; left out, it comes from the name.' }),
    description: description.optional(),
    seoTitle: seoTitle.optional(),
    seoDescription: seoDescription.optional(),
    noindex: noindex.optional(),
    parentId: parentId.meta({ description: 'In which category; null is the top.' }),
  })
  .meta({ id: 'CategoryInput', description: 'A new category: the last among its siblings.' });
const whole = z.strictObject(fields).meta({ id: 'CategoryWholeInput', description: 'All fields, as they shall be.' });
const moving = z
  .strictObject({ parentId: parentId.unwrap().meta({ description: 'Into which category; null is the top.' }), beforeId: parentId.meta({ description: 'Before which of its siblings there; null is the last place.' }) })
  .meta({ id: 'CategoryMoveInput', description: 'Where it goes.' });

const kept = { name: 'Culture', slug: 'culture', description: '', seoTitle: '', seoDescription: '', noindex: false };
const example: z.infer<typeof Category> = { id: '019a8f5e-e493-75a6-9cb8-d34e5f607182', parentId: null, position: 0, ...kept };
type Stored = Omit<z.infer<typeof Category>, 'seoTitle' | 'seoDescription' | 'noindex'> & { seo: Seo };
const shown = ({ id, parentId, position, name, slug, description, seo }: Stored): z.infer<typeof Category> => ({
  id, parentId, position, name, slug, description,
  seoTitle: seo.title ?? '',
  seoDescription: seo.description ?? '',
  noindex: seo.noindex ?? false,
});

const tags = ['Categories'];
const organising = { tags, security: [{ key: ['content:organise'] }] };
const params = z.object({ id: idIn('category') });
const list = createRoute({
  method: 'get',
  path: '/categories',
  operationId: 'listCategories',
  tags,
  summary: 'Read the tree of categories',
  description: 'All of them at once, up to 2,000.',
  security: [{ key: ['content:read'] }],
  middleware: [keyRequired] as const,
  responses: { 200: json(CategoryTree, 'The categories.', { data: [example] }), ...refusals },
});
const get = createRoute({
  method: 'get',
  path: '/categories/{id}',
  operationId: 'getCategory',
  tags,
  summary: 'Read one category',
  security: [{ key: ['content:read'] }],
  middleware: [keyRequired] as const,
  request: { params },
  responses: { 200: json(Category, 'The category.', example), ...notThere, ...refusals },
});
const post = createRoute({
  ...organising,
  method: 'post',
  path: '/categories',
  operationId: 'createCategory',
  summary: 'Make a category',
  middleware: [keyRequired, onceOnly] as const,
  request: { headers: onceHeader, body: body(input, { name: 'Culture' }) },
  responses: { 201: json(Category, 'Made.', example), ...notThere, ...conflicts, ...refusals },
});
const put = createRoute({
  ...organising,
  method: 'put',
  path: '/categories/{id}',
  operationId: 'changeCategory',
  summary: 'Change a category',
  description: 'All its fields; sending it again is safe.',
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader, body: body(whole, kept) },
  responses: { 200: json(Category, 'The category as it is now.', example), ...notThere, ...conflicts, ...refusals },
});
const move = createRoute({
  ...organising,
  method: 'post',
  path: '/categories/{id}/move',
  operationId: 'moveCategory',
  summary: 'Move a category',
  description: 'With all that is in it. A category cannot move into itself.',
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader, body: body(moving, { parentId: null }) },
  responses: { 204: nothing('The category is there now.'), ...notThere, ...conflicts, ...refusals },
});
const remove = createRoute({
  ...organising,
  method: 'delete',
  path: '/categories/{id}',
  operationId: 'deleteCategory',
  summary: 'Delete a category',
  description: 'No piece is deleted: the pieces and the categories in it move up to where it was.',
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader },
  responses: { 204: nothing('The category is gone.'), ...notThere, ...conflicts, ...refusals },
});

async function category<P extends string, I extends Input>(c: Context<ApiDoor, P, I>, permission: KeyScope | null, categoryId: string) {
  const { found } = await readWithKey(c, permission, { found: categoryById(categoryId) });
  if (!found) throw new Refused(notFound('category'));
  return shown(found);
}

export const categories = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { all } = await readWithKey(c, 'content:read', { all: tree() });
    return c.json({ data: all.map(shown) }, 200);
  })
  .openapi(get, async (c) => c.json(await category(c, 'content:read', c.req.valid('param').id), 200))
  .openapi(post, async (c) => {
    const made = await createCategory(orgOfKey(c, 'content:organise'), await readAs('newCategoryInput', c.req.valid('json')));
    if (!made.ok) throw new Refused(made.problem);
    return c.json(await category(c, null, made.value.id), 201);
  })
  .openapi(put, async (c) => {
    const categoryId = c.req.valid('param').id;
    const changed = await changeCategory(orgOfKey(c, 'content:organise'), await readAs('changeCategoryInput', { ...c.req.valid('json'), categoryId }));
    if (!changed.ok) throw new Refused(changed.problem);
    return c.json(await category(c, null, categoryId), 200);
  })
  .openapi(move, async (c) => {
    const moved = await moveCategory(orgOfKey(c, 'content:organise'), { categoryId: c.req.valid('param').id, ...c.req.valid('json') });
    if (!moved.ok) throw new Refused(moved.problem);
    return c.body(null, 204);
  })
  .openapi(remove, async (c) => {
    const deleted = await deleteCategory(orgOfKey(c, 'content:organise'), c.req.valid('param').id);
    if (!deleted.ok) throw new Refused(deleted.problem);
    return c.body(null, 204);
  });
