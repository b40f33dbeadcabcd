import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { Refused } from '#db/scope.ts';
import { moveAssets, tagAssets } from '#app/domains/media/change-assets.server.ts';
import { type ApiDoor, keyRequired, orgOfKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, json, notThere, onceHeader, refusals } from '../shapes.ts';
import { movingInput, taggingInput, trashingInput } from './asset-inputs.ts';
import { example } from './asset-shape.ts';
import { trash } from './trash.ts';

const Changed = z.object({ count: z.int().meta({ description: 'How many files.' }) }).meta({ id: 'AssetsChanged', description: 'How many files it was done to: all that were named.' });

const route = <S extends z.ZodType>(deed: string, operationId: string, scope: string, summary: string, description: string, schema: S, sample: z.input<S>) =>
  createRoute({
    method: 'post',
    path: `/assets/${deed}`,
    operationId,
    tags: ['Assets'],
    summary,
    description,
    security: [{ key: [scope] }],
    middleware: [keyRequired, onceOnly] as const,
    request: { headers: onceHeader, body: body(schema, sample) },
    responses: { 200: json(Changed, 'Done.', { count: 2 }), ...notThere, ...conflicts, ...refusals },
  });

const ids = [example.id, '019a8f5e-c271-7384-9a96-b12c3d4e5f67'];
const ALL = 'All of them or none.';
const move = route('move', 'moveAssets', 'media:write', 'Move files to a folder', ALL, movingInput, { ids, folderId: example.folderId });
const tag = route('tag', 'tagAssets', 'media:write', 'Tag files', `Put tags on by name, take them off by id. ${ALL}`, taggingInput, { ids, add: ['harbour'] });
const remove = route('delete', 'deleteAssets', 'media:delete', 'Move files to the trash', `By the same rule as one file. ${ALL}`, trashingInput, { ids });

/** A file that is named twice is one file. */
const once = (named: string[]) => [...new Set(named)];

export const assetsTogether = new OpenAPIHono<ApiDoor>()
  .openapi(move, async (c) => {
    const { ids: named, folderId } = c.req.valid('json');
    const moved = await moveAssets(orgOfKey(c, 'media:write'), { ids: once(named), folderId });
    if (!moved.ok) throw new Refused(moved.problem);
    return c.json({ count: moved.value }, 200);
  })
  .openapi(tag, async (c) => {
    const { ids: named, add, remove: off } = c.req.valid('json');
    const tagged = await tagAssets(orgOfKey(c, 'media:write'), { ids: once(named), add, remove: off });
    if (!tagged.ok) throw new Refused(tagged.problem);
    return c.json({ count: tagged.value }, 200);
  })
  .openapi(remove, async (c) => {
    const { ids: named, force } = c.req.valid('json');
    return (await trash(c, once(named), force)) ?? c.json({ count: once(named).length }, 200);
  });
