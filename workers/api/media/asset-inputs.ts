import { z } from 'zod';
import { ASSET_TYPES } from '#db/schema/choices.ts';
import { assetInput, assetsInput, tagAssetsInput } from '#app/domains/media/inputs.ts';
import { pageQuery } from '../shapes.ts';

const FOLDER = 'Name a folder by its id, or write top.';
const VIEWS = ['all', 'needs-alt', 'unused', 'trash'] as const;
const either = (choices: readonly string[]) => `Choose ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}.`;

/** The page's own filters. The page reads past what it does not understand; a program could not see what was left out. */
export const assetQuery = pageQuery(z.uuid('This is not a cursor that we gave.'))
  .extend({
    folder: z.union([z.literal('top'), z.uuid(FOLDER)], FOLDER).optional().meta({ description: 'Only what is in this folder, not below it; `top` for what is in none.' }),
    type: z.enum(ASSET_TYPES, either(ASSET_TYPES)).optional().meta({ description: 'Only files of this type.' }),
    tag: z.uuid('This is not a valid id.').optional().meta({ description: 'Only files with this tag, by its id.' }),
    view: z.enum(VIEWS, either(VIEWS)).default('all').meta({ description: '`needs-alt`: pictures without alternative text. `unused`: what stands nowhere. `trash`: what was deleted.' }),
    q: z.string().max(200, 'A search can have at most 200 characters.').optional().meta({ description: 'Words of the name, the alternative text, the description or a tag. The best matches come on one page.', example: 'harbour' }),
  })
  .refine(({ q, cursor }) => !q || !cursor, { path: ['cursor'], error: 'A search has one page. Leave out q or cursor.' });

const { name, altText, description, visibility } = assetInput.shape;
const share = z.number('A focal point is 0 to 1.').min(0, 'A focal point is 0 to 1.').max(1, 'A focal point is 0 to 1.');
const tagNames = tagAssetsInput.shape.add.unwrap().out;

/** The fields of the page's forms without their defaults: zod fills a default in even where the field is optional. */
export const assetPatch = z
  .strictObject({
    name: name.optional().meta({ description: 'What it is called.' }),
    altText: altText.unwrap().optional().meta({ description: 'What a picture shows, for who does not see it.' }),
    description: description.unwrap().optional().meta({ description: 'What is told of it.' }),
    visibility: visibility.unwrap().optional().meta({ description: 'A private file is only served by a link that expires.' }),
    focalX: share.optional().meta({ description: 'From the left: what a crop keeps.' }),
    focalY: share.optional().meta({ description: 'From the top: what a crop keeps.' }),
    tags: tagNames.optional().meta({ description: 'All its tags, by name; an empty list takes them away. A name that is new makes a tag.' }),
  })
  .refine((patch) => Object.keys(patch).length > 0, { error: 'Name at least one field to change.', when: ({ issues }) => issues.length === 0 })
  .meta({ id: 'AssetPatch', description: 'What is left out stays as it is.', minProperties: 1 });

const ids = assetsInput.shape.ids.meta({ description: 'Which files. If one of them is not there, nothing happens to any.' });
const id = z.uuid('This is not a valid id.');

export const movingInput = z
  .strictObject({ ids, folderId: id.nullable().meta({ description: 'Into which folder; null is the top of the library.' }) })
  .meta({ id: 'AssetsMoveInput', description: 'Which files, and where to.' });
export const taggingInput = z
  .strictObject({
    ids,
    add: tagNames.default([]).meta({ description: 'Tags to put on, by name. A name that is new makes a tag.' }),
    remove: z.array(id).max(100, 'At most 100 tags at a time.').default([]).meta({ description: 'Tags to take off, by id.' }),
  })
  .meta({ id: 'AssetsTagInput', description: 'Which files, and what to put on or take off.' });
export const trashingInput = z
  .strictObject({ ids, force: z.boolean('Send true or false.').default(false).meta({ description: 'Also files that are in use where readers do not see them.' }) })
  .meta({ id: 'AssetsDeleteInput', description: 'Which files.' });
