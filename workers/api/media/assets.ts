import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Input } from 'hono';
import { z } from 'zod';
import { assetById, assets as assetPage, folderById, tagsOfAsset, usagesOfAsset } from '#db/queries/media.ts';
import { Refused } from '#db/scope.ts';
import { fileAddress } from '#app/domains/media/address.ts';
import { changeAsset, restoreAssets } from '#app/domains/media/change-assets.server.ts';
import { signedAddress } from '#app/domains/media/signed-link.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, type KeyScope, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, idIn, instant, json, listOf, nothing, notThere, onceHeader, pageOf, refusals } from '../shapes.ts';
import { assetPatch, assetQuery } from './asset-inputs.ts';
import { Asset, AssetDetails, detailedExample, example, shown } from './asset-shape.ts';
import { trash } from './trash.ts';

const AssetLink = z
  .object({ url: z.string().meta({ description: 'Where the file is served.' }), expiresAt: instant('Until when; null for a public file, whose address stays.').nullable() })
  .meta({ id: 'AssetLink', description: 'An address to fetch a file from.' });

const tags = ['Assets'];
const params = z.object({ id: idIn('file') });
const FOR_HOW_LONG = 'A link lasts 60 to 604800 seconds.';

const list = createRoute({
  method: 'get',
  path: '/assets',
  operationId: 'listAssets',
  tags,
  summary: 'List the files',
  description: 'Newest first, as on the page: all that live, unless `view` says otherwise.',
  security: [{ key: ['media:read'] }],
  middleware: [keyRequired] as const,
  request: { query: assetQuery },
  responses: { 200: json(listOf(Asset, 'AssetList'), 'One page of files.', { data: [example], next: null }), ...notThere, ...refusals },
});
const get = createRoute({
  method: 'get',
  path: '/assets/{id}',
  operationId: 'getAsset',
  tags,
  summary: 'Read one file',
  description: 'With its tags, and where it stands. A file in the trash too.',
  security: [{ key: ['media:read'] }],
  middleware: [keyRequired] as const,
  request: { params },
  responses: { 200: json(AssetDetails, 'The file.', detailedExample), ...notThere, ...refusals },
});
const link = createRoute({
  method: 'get',
  path: '/assets/{id}/link',
  operationId: 'linkAsset',
  tags,
  summary: 'Make a link to a file',
  description: 'For a private file: signed, and good for whoever holds it until it expires; `w`, `h`, `fit` and `q` may be added to it. For a public one, its address.',
  security: [{ key: ['media:read'] }],
  middleware: [keyRequired] as const,
  request: { params, query: z.object({ seconds: z.coerce.number(FOR_HOW_LONG).int(FOR_HOW_LONG).min(60, FOR_HOW_LONG).max(604_800, FOR_HOW_LONG).default(3600).meta({ description: 'How long it lasts.' }) }) },
  responses: { 200: json(AssetLink, 'The link.', { url: `${example.url}?expires=1777890600&signature=6f1c2b3a`, expiresAt: '2026-05-04T10:30:00.000Z' }), ...notThere, ...refusals },
});
const patch = createRoute({
  method: 'patch',
  path: '/assets/{id}',
  operationId: 'changeAsset',
  tags,
  summary: 'Change what is known of a file',
  description: 'Send the fields that change; the others stay as they are. Answers the file as it is then.',
  security: [{ key: ['media:write'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader, body: body(assetPatch, { altText: 'Boats in the harbour at dawn', tags: ['harbour', 'boats'] }) },
  responses: { 200: json(AssetDetails, 'The file as it is now.', detailedExample), ...notThere, ...conflicts, ...refusals },
});
const remove = createRoute({
  method: 'delete',
  path: '/assets/{id}',
  operationId: 'deleteAsset',
  tags,
  summary: 'Move a file to the trash',
  description: 'While it is in use it is refused, and `errors` names each place. `force` moves it all the same, but never what readers see right now: replace it there first.',
  security: [{ key: ['media:delete'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { params, query: z.object({ force: z.enum(['true', 'false'], 'Send true or false.').default('false').meta({ description: 'Also when it is in use where readers do not see it.' }) }), headers: onceHeader },
  responses: { 204: nothing('The file is in the trash.'), ...notThere, ...conflicts, ...refusals },
});
const restore = createRoute({
  method: 'post',
  path: '/assets/{id}/restore',
  operationId: 'restoreAsset',
  tags,
  summary: 'Take a file out of the trash',
  description: 'Back to its folder, or to the top when the folder is gone.',
  security: [{ key: ['media:delete'] }],
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader },
  responses: { 204: nothing('The file lives again.'), ...notThere, ...conflicts, ...refusals },
});

const gone = () => new Refused(notFound('file'));

async function details<P extends string, I extends Input>(c: Context<ApiDoor, P, I>, permission: KeyScope | null, id: string): Promise<z.infer<typeof AssetDetails>> {
  const found = await readWithKey(c, permission, { asset: assetById(id), tags: tagsOfAsset(id), usages: usagesOfAsset(id) });
  if (found.asset?.status !== 'ready') throw gone();
  return {
    ...shown(c.get('request').origin, found.asset),
    description: found.asset.description,
    tags: found.tags.map(({ id, name }) => ({ id, name })),
    usages: found.usages.map(({ place, placeId, live }) => ({ place, placeId, live })),
    uploadedBy: found.asset.uploader,
  };
}

export const assets = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { folder, type, tag, view, q, ...asked } = c.req.valid('query');
    const search = q?.replace(/\p{Cc}+/gu, ' ').trim();
    const inFolder = folder !== undefined && folder !== 'top' ? folder : null;
    const filter = { type, tagId: tag, view, folderId: folder && inFolder, ...(search ? { search } : {}) };
    const found = await readWithKey(c, 'media:read', { page: assetPage(filter, pageOf(asked)), ...(inFolder ? { folder: folderById(inFolder) } : {}) });
    if (inFolder && !found.folder) throw new Refused(notFound('folder'));
    return c.json({ data: found.page.rows.map((row) => shown(c.get('request').origin, row)), next: found.page.next }, 200);
  })
  .openapi(get, async (c) => c.json(await details(c, 'media:read', c.req.valid('param').id), 200))
  .openapi(link, async (c) => {
    const { asset } = await readWithKey(c, 'media:read', { asset: assetById(c.req.valid('param').id) });
    if (asset?.status !== 'ready' || asset.deletedAt !== null) throw gone();
    const { env, origin } = c.get('request');
    if (asset.visibility === 'public') return c.json({ url: origin + fileAddress(asset), expiresAt: null }, 200);
    const url = new URL(await signedAddress(env, asset, c.req.valid('query').seconds), origin);
    return c.json({ url: url.href, expiresAt: new Date(Number(url.searchParams.get('expires')) * 1000).toISOString() }, 200);
  })
  .openapi(patch, async (c) => {
    const { id } = c.req.valid('param');
    const changed = await changeAsset(orgOfKey(c, 'media:write'), { assetId: id, ...c.req.valid('json') });
    if (!changed.ok) throw new Refused(changed.problem);
    return c.json(await details(c, null, id), 200);
  })
  .openapi(remove, async (c) => (await trash(c, [c.req.valid('param').id], c.req.valid('query').force === 'true')) ?? c.body(null, 204))
  .openapi(restore, async (c) => {
    const restored = await restoreAssets(orgOfKey(c, 'media:delete'), [c.req.valid('param').id]);
    if (!restored.ok) throw new Refused(restored.problem);
    return c.body(null, 204);
  });
