import { z } from 'zod';
import { CONTENT_STATUSES, CONTENT_TYPES } from '#db/schema/choices.ts';
import { MOST } from '#app/domains/content/document/document.ts';
import { changesInput, ITEM_SORTS, newItemInput, saveItemInput } from '#app/domains/content/inputs.ts';
import { isUuid } from '#app/platform/ids.ts';
import { pageQuery } from '../shapes.ts';

const either = (choices: readonly string[]) => `Choose ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}.`;
const named = z.uuid('This is not a valid id.');
const VIEWS = ['all', 'trash'] as const;

/** An id, and the row's place in the order; what Postgres could not read as that place is no cursor of ours. */
function isCursor(cursor: string, sort: (typeof ITEM_SORTS)[number]): boolean {
  const place = cursor.slice(37);
  if (!isUuid(cursor.slice(0, 36)) || cursor[36] !== '~') return false;
  if (sort === 'title') return !place.includes('\0');
  if (sort === 'created') return place === '';
  const at = new Date(place);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 19) === place.slice(0, 19);
}

const NO_CURSOR = 'This is not a cursor that we gave for this order.';

/** The page's own filters. The page reads past what it does not understand; a program could not see what was left out. */
export const itemQuery = pageQuery(z.string().max(800, NO_CURSOR))
  .extend({
    q: z.string().max(200, 'A search can have at most 200 characters.').optional().meta({ description: 'Words of the title, the excerpt, the text or a tag; `"in this order"`, `or` and `-without` are understood. The best matches come on one page.', example: 'harbour' }),
    status: z.enum(CONTENT_STATUSES, either(CONTENT_STATUSES)).optional().meta({ description: 'Only what is there on its way.' }),
    type: z.enum(CONTENT_TYPES, either(CONTENT_TYPES)).optional().meta({ description: 'Only pieces of this type.' }),
    author: named.optional().meta({ description: 'Only what is by this person.' }),
    category: named.optional().meta({ description: 'Only what stands in this category, not below it.' }),
    project: named.optional().meta({ description: 'Only what belongs to this project.' }),
    campaign: named.optional().meta({ description: 'Only what is part of this campaign.' }),
    tag: named.optional().meta({ description: 'Only what has this tag, by its id.' }),
    language: changesInput.shape.language.unwrap().optional().meta({ description: 'Only what is in this language.', example: 'en' }),
    sort: z.enum(ITEM_SORTS, either(ITEM_SORTS)).default('edited').meta({ description: '`edited`, `created` and `published`: newest first; `published` shows only what was. `title`: by the alphabet.' }),
    view: z.enum(VIEWS, either(VIEWS)).default('all').meta({ description: '`trash`: what was deleted, by when it was last saved.' }),
  })
  .refine(({ q, cursor }) => !q || !cursor, { path: ['cursor'], error: 'A search has one page. Leave out q or cursor.' })
  .refine(({ cursor, sort, view }) => cursor === undefined || isCursor(cursor, view === 'trash' ? 'edited' : sort), { path: ['cursor'], error: NO_CURSOR });

export const BODY_FORMS = ['json', 'html', 'markdown', 'text'] as const;
export const formOf = <const F extends readonly ['json', ...string[]]>(forms: F) =>
  z.object({ as: z.enum(forms, either(forms)).default(forms[0]).meta({ description: 'In which form the text comes: `markdown` can be sent back, with files as `asset:<id>` and links to pieces as `item:<id>`.' }) });

export const revision = z.int('Say which revision you saw.').positive('Say which revision you saw.').max(2_147_483_647, 'Say which revision you saw.').meta({ description: 'The revision that the change was made from.' });

const { title, excerpt, slug, type, format, platform, language, seo, metadata, categoryId, coverAssetId, tags, body } = changesInput.shape;
const words = {
  excerpt: excerpt.meta({ description: 'What stands above it in a list.' }),
  body: body.meta({ description: 'The text as the editor keeps it. Blocks and marks that are not known are refused.', type: 'object' }),
  markdown: z
    .string()
    .max(MOST.characters / 2, `Markdown can have at most ${(MOST.characters / 2).toLocaleString('en')} characters.`)
    .optional()
    .meta({ description: 'The text as Markdown, in place of `body`. A picture that is not in the library becomes a link to it.' }),
  slug: slug.meta({ description: 'Its part of the address: small letters, digits and single hyphens.' }),
  format: format.meta({ description: 'What it is made of.' }),
  seo: seo.meta({ description: 'All of it: what is left out within is taken away.' }),
  metadata: metadata.meta({ description: 'All of it: up to 50 entries of text, numbers, true, false or null.' }),
  categoryId: categoryId.meta({ description: 'Its category; null takes it out.' }),
  coverAssetId: coverAssetId.meta({ description: 'The picture on top, from the library; null takes it off.' }),
  tags: tags.meta({ description: 'All its tags, by name; an empty list takes them away. A name that is new makes a tag.' }),
};

const ONE_TEXT = { path: ['markdown'], error: 'Send body or markdown, not both.' };
const whole = { when: ({ issues }: { issues: unknown[] }) => issues.length === 0 };
const oneText = (sent: { body?: unknown; markdown?: string | undefined }) => sent.body === undefined || sent.markdown === undefined;
const BEGUN = ['title', 'type', 'language', 'templateId', 'translationOf', 'projectId', 'values'];

export const itemInput = z
  .strictObject({
    title: newItemInput.shape.title.meta({ description: 'Its title; the address is made from it.' }),
    type: newItemInput.shape.type.meta({ description: 'What kind of piece it is.' }),
    language: newItemInput.shape.language.meta({ description: 'A code such as `en` or `pt-BR`.' }),
    templateId: named.nullable().default(null).meta({ description: 'The template to begin with.' }),
    values: z.record(z.string(), z.string().max(10_000, 'A value can have at most 10,000 characters.')).default({}).meta({ description: 'For the placeholders of the template, by name.' }),
    translationOf: named.nullable().default(null).meta({ description: 'The piece that this one says in another language: it begins as a copy.' }),
    projectId: named.nullable().default(null).meta({ description: 'The project that it belongs to; left out, the one of the piece that it translates, or the organization’s default.' }),
    ...words,
  })
  .refine(oneText, { ...ONE_TEXT, ...whole })
  .refine((sent) => (!sent.templateId && !sent.translationOf) || Object.keys(sent).every((name) => BEGUN.includes(name)), { error: 'A template or a piece to translate brings the text and its fields along. Begin with it, then change what differs.', ...whole })
  .meta({ id: 'ContentInput', description: 'A new piece: blank, with what is sent, from a template, or as a translation.' });

export const itemPatch = z
  .strictObject({
    revision,
    reason: saveItemInput.shape.reason.meta({ description: 'An `autosave` gives way to the next one; what is merged after a conflict is a `merge`.' }),
    title: title.meta({ description: 'Its title.' }),
    type: type.meta({ description: 'What kind of piece it is.' }),
    language: language.meta({ description: 'A code such as `en` or `pt-BR`.' }),
    platform: platform.meta({ description: 'For which platform a post is written.' }),
    ...words,
  })
  .refine(oneText, { ...ONE_TEXT, ...whole })
  .refine(({ revision: _revision, reason: _reason, ...changes }) => Object.keys(changes).length > 0, { error: 'Name at least one field to change.', ...whole })
  .meta({ id: 'ContentPatch', description: 'The revision that you saw, and the fields that change; what is left out stays as it is.' });
