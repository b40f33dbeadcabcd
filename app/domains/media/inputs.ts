import { z } from 'zod';
import { ASSET_TYPES, ASSET_VISIBILITIES } from '#db/schema/choices.ts';

const id = z.uuid('This is not a valid id.');
const ids = z.array(id).min(1, 'Choose at least one file.').max(500, 'Choose at most 500 files at a time.');
const share = z.coerce.number().min(0).max(1);
const start = z.number().min(0).max(1);
const side = z.number().min(0.01).max(1);
const folderName = z
  .string({ error: 'Type a name.' })
  .trim()
  .min(1, 'Type a name.')
  .max(120, 'A name can have at most 120 characters.')
  .refine((name) => !name.includes('/'), 'A name cannot contain a slash.');
/** A form sends the top of the library as an empty text. */
const folder = z.union([z.literal('').transform(() => null), z.null(), id]).default(null);

export const newFolderInput = z.object({ name: folderName, parentId: folder });
export const renameFolderInput = z.object({ folderId: id, name: folderName });
export const moveFolderInput = z.object({ folderId: id, parentId: folder });
export const folderInput = z.object({ folderId: id });

export const assetInput = z.object({
  assetId: id,
  name: z.string().trim().min(1, 'The name is missing.').max(200, 'The name can have at most 200 characters.'),
  altText: z.string().trim().max(1000, 'The alternative text can have at most 1000 characters.').default(''),
  description: z.string().trim().max(2000, 'The description can have at most 2000 characters.').default(''),
  visibility: z.enum(ASSET_VISIBILITIES, { error: 'Choose who may see it.' }).default('public'),
});
export const focalInput = z.object({ assetId: id, focalX: share, focalY: share });
/** Nothing sent is no crop. A side keeps at least a hundredth, or nothing would be left to see. */
export const cropInput = z.object({
  assetId: id,
  crop: z
    .union([
      z.literal('').transform(() => null),
      z.string().transform((text) => text.split('_').map(Number)).pipe(z.tuple([start, start, side, side])).transform(([left, top, width, height]) => ({ left, top, width, height })),
    ])
    .refine((crop) => crop === null || (crop.left + crop.width < 1.0001 && crop.top + crop.height < 1.0001), 'The crop has to lie inside the picture.'),
});
export const moveAssetsInput = z.object({ ids, folderId: folder });
export const assetsInput = z.object({ ids });
const tagName = z.string().trim().min(1).max(60, 'A tag can have at most 60 characters.');
/** Names as a person types them, with commas between; or a list, from a program. */
const tagNames = z.union([z.string().transform((text) => text.split(',').map((name) => name.trim()).filter(Boolean)), z.array(z.string())]).pipe(z.array(tagName).max(30, 'At most 30 tags at a time.'));
export const tagAssetsInput = z.object({ ids, add: tagNames.default([]), remove: z.array(id).max(100).default([]) });

export const assetFilterInput = z.object({
  folder: z.union([z.literal('top').transform(() => null), id]).optional().catch(undefined),
  type: z.enum(ASSET_TYPES).optional().catch(undefined),
  tag: id.optional().catch(undefined),
  q: z.string().trim().max(200).optional().catch(undefined),
  view: z.enum(['all', 'needs-alt', 'unused', 'trash']).optional().catch(undefined),
});
