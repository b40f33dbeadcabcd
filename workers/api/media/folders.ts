import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Input } from 'hono';
import { z } from 'zod';
import { folderById, folders as tree } from '#db/queries/media.ts';
import { Refused } from '#db/scope.ts';
import { createFolder, deleteFolder, moveFolder, renameFolder } from '#app/domains/media/change-folder.server.ts';
import { newFolderInput } from '#app/domains/media/inputs.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, id, idIn, json, nothing, notThere, onceHeader, refusals } from '../shapes.ts';

const Folder = z
  .object({ id: id('Its id.'), parentId: id('The folder that it is in; null at the top.').nullable(), name: z.string().meta({ description: 'What it is called.' }) })
  .meta({ id: 'Folder', description: 'A folder of the library.' });
const FolderTree = z.object({ data: z.array(Folder) }).meta({ id: 'FolderTree', description: 'Every folder, parents before what is in them.' });

const name = newFolderInput.shape.name.meta({ description: 'Unique within its parent, without a slash.' });
const parentId = z.uuid('This is not a valid id.').nullable();
const folderInput = z.strictObject({ name, parentId: parentId.default(null).meta({ description: 'In which folder; null is the top.' }) }).meta({ id: 'FolderInput', description: 'A new folder.' });
const folderPatch = z
  .strictObject({ name: name.optional(), parentId: parentId.optional().meta({ description: 'Into which folder; null is the top.' }) })
  .refine((patch) => Object.keys(patch).length === 1, { error: 'Send either name or parentId: renaming and moving are two changes.', when: ({ issues }) => issues.length === 0 })
  .meta({ id: 'FolderPatch', description: 'Either a new name or another parent.', minProperties: 1, maxProperties: 1 });

const example = { id: '019a8f5e-a05f-7162-9e74-9f0a1b2c3d45', parentId: null, name: 'Press' };
type Stored = z.infer<typeof Folder>;
const shown = (row: Stored): Stored => ({ id: row.id, parentId: row.parentId, name: row.name });

const tags = ['Folders'];
const params = z.object({ id: idIn('folder') });
const list = createRoute({
  method: 'get',
  path: '/folders',
  operationId: 'listFolders',
  tags,
  summary: 'Read the tree of folders',
  description: 'All of them at once, up to 2,000: parents before what is in them.',
  security: [{ key: ['media:read'] }],
  middleware: [keyRequired] as const,
  responses: { 200: json(FolderTree, 'The folders.', { data: [example] }), ...refusals },
});
const post = createRoute({
  method: 'post',
  path: '/folders',
  operationId: 'createFolder',
  tags,
  summary: 'Make a folder',
  security: [{ key: ['media:write'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { headers: onceHeader, body: body(folderInput, { name: 'Press' }) },
  responses: { 201: json(Folder, 'Made.', example), ...notThere, ...conflicts, ...refusals },
});
const patch = createRoute({
  method: 'patch',
  path: '/folders/{id}',
  operationId: 'changeFolder',
  tags,
  summary: 'Rename or move a folder',
  description: 'With all that is in it. A folder cannot move into itself.',
  security: [{ key: ['media:write'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader, body: body(folderPatch, { name: 'Press' }) },
  responses: { 200: json(Folder, 'The folder as it is now.', example), ...notThere, ...conflicts, ...refusals },
});
const remove = createRoute({
  method: 'delete',
  path: '/folders/{id}',
  operationId: 'deleteFolder',
  tags,
  summary: 'Delete a folder',
  description: 'And the folders in it. No file is deleted: the files move up to where the folder was.',
  security: [{ key: ['media:write'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader },
  responses: { 204: nothing('The folder is gone.'), ...notThere, ...conflicts, ...refusals },
});

function change<P extends string, I extends Input>(c: Context<ApiDoor, P, I>, folderId: string, asked: z.output<typeof folderPatch>) {
  const org = orgOfKey(c, 'media:write');
  return asked.name === undefined ? moveFolder(org, { folderId, parentId: asked.parentId ?? null }) : renameFolder(org, { folderId, name: asked.name });
}

export const folders = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { all } = await readWithKey(c, 'media:read', { all: tree() });
    return c.json({ data: all.map(shown) }, 200);
  })
  .openapi(post, async (c) => {
    const input = c.req.valid('json');
    const made = await createFolder(orgOfKey(c, 'media:write'), input);
    if (!made.ok) throw new Refused(made.problem);
    return c.json({ id: made.value.id, parentId: input.parentId, name: input.name }, 201);
  })
  .openapi(patch, async (c) => {
    const folderId = c.req.valid('param').id;
    const changed = await change(c, folderId, c.req.valid('json'));
    if (!changed.ok) throw new Refused(changed.problem);
    const { folder } = await readWithKey(c, null, { folder: folderById(folderId) });
    if (!folder) throw new Refused(notFound('folder'));
    return c.json(shown(folder), 200);
  })
  .openapi(remove, async (c) => {
    const deleted = await deleteFolder(orgOfKey(c, 'media:write'), c.req.valid('param').id);
    if (!deleted.ok) throw new Refused(deleted.problem);
    return c.body(null, 204);
  });
