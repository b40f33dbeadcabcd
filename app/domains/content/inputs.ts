import { z } from 'zod';
import { CONTENT_FORMATS, CONTENT_STATUSES, CONTENT_TYPES, PLATFORMS } from '#db/schema/choices.ts';
import { checkDocument } from './document/check-document.ts';
import { isItemSlug } from './item-slug.ts';

const id = z.uuid('This is not a valid id.');
const ids = z.array(id).min(1, 'Choose at least one piece.').max(500, 'Choose at most 500 pieces at a time.');
/** A form sends "none" as an empty text. */
const optionalId = z.union([z.literal('').transform(() => null), z.null(), id]);

/** A document of the editor, refused with the sentence that says what in it cannot be kept. */
export const documentInput = z.unknown().transform((value, context) => {
  const checked = checkDocument(value);
  if (checked.ok) return checked.document;
  context.addIssue({ code: 'custom', message: checked.sentence });
  return z.NEVER;
});

const address = z.union([z.literal('').transform(() => undefined), z.url({ protocol: /^https?$/, error: 'This is not a web address.' })]);
const shortText = (most: number, what: string) => z.string().trim().max(most, `The ${what} can have at most ${most} characters.`);

export const seoInput = z.strictObject({
  title: shortText(200, 'title for search engines').optional(),
  description: shortText(500, 'description for search engines').optional(),
  keywords: z.array(z.string().trim().min(1).max(60)).max(30, 'At most 30 keywords.').optional(),
  canonical: address.optional(),
  imageAssetId: id.optional(),
  noindex: z.boolean().optional(),
});

const slug = z
  .string()
  .trim()
  .min(1, 'The address is missing.')
  .max(80, 'The address can have at most 80 characters.')
  .refine(isItemSlug, 'Use small letters, digits and single hyphens.');
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'This is not a language: use a code such as “en” or “pt-BR”.');
const tagNames = z.array(z.string().trim().min(1).max(60, 'A tag can have at most 60 characters.')).max(30, 'At most 30 tags.');

/** What a save can change; what is not named stays as it is. */
export const changesInput = z.strictObject({
  title: z.string().max(300, 'The title can have at most 300 characters.').optional(),
  excerpt: z.string().max(2000, 'The excerpt can have at most 2000 characters.').optional(),
  body: documentInput.optional(),
  slug: slug.optional(),
  type: z.enum(CONTENT_TYPES, { error: 'Choose a type.' }).optional(),
  format: z.enum(CONTENT_FORMATS, { error: 'Choose a format.' }).optional(),
  platform: z.enum(PLATFORMS).nullable().optional(),
  language: language.optional(),
  seo: seoInput.optional(),
  metadata: z.record(z.string().max(60), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()])).refine((all) => Object.keys(all).length <= 50, 'At most 50 entries of metadata.').refine((all) => !('requiredSections' in all), 'The name “requiredSections” is taken: it keeps what a template asks for.').optional(),
  categoryId: id.nullable().optional(),
  coverAssetId: id.nullable().optional(),
  tags: tagNames.optional(),
});
export type Changes = z.output<typeof changesInput>;

/** A form sends what has parts as JSON in one field; a program sends the parts themselves. */
const parts = <S extends z.ZodType>(schema: S) =>
  z.preprocess((sent, context) => {
    if (typeof sent !== 'string') return sent;
    try {
      return JSON.parse(sent) as unknown;
    } catch {
      context.issues.push({ code: 'custom', message: 'This is not JSON.', input: sent });
      return sent;
    }
  }, schema);

const revision = z.coerce.number().int().positive('Say which revision you saw.');

export const saveItemInput = z.object({
  itemId: id,
  revision,
  reason: z.enum(['autosave', 'save', 'merge']).default('save'),
  changes: parts(changesInput),
});

export const newItemInput = z.object({
  title: z.string().trim().max(300, 'The title can have at most 300 characters.').default(''),
  type: z.enum(CONTENT_TYPES, { error: 'Choose a type.' }).default('article'),
  language: language.default('en'),
  templateId: optionalId.default(null),
  /** For a translation: the item it says in another language. */
  translationOf: optionalId.default(null),
  /** Without one, the project that the organization's pieces begin in. */
  projectId: optionalId.default(null),
  values: parts(z.record(z.string(), z.string().max(10_000)).default({})),
});

/** The steps that are a person's word alone; a review, a schedule and publishing have writes of their own. */
export const moveItemInput = z.object({ itemId: id, revision, to: z.enum(['draft', 'archived'], { error: 'Choose a status.' }) });
export const itemsInput = z.object({ ids });
export const changeItemsInput = z.object({ ids, authorId: optionalId.optional(), categoryId: optionalId.optional(), projectId: optionalId.optional(), addTags: z.union([z.string().transform((text) => text.split(',').map((name) => name.trim()).filter(Boolean)), z.array(z.string())]).pipe(tagNames).default([]) });
export const restoreRevisionInput = z.object({ itemId: id, revision, number: z.coerce.number().int().positive() });
export const nameRevisionInput = z.object({ itemId: id, number: z.coerce.number().int().positive(), name: shortText(120, 'name') });
export const requestReviewInput = z.object({ itemId: id, revision, reviewers: z.array(id).min(1, 'Choose at least one reviewer.').max(10, 'At most 10 reviewers.'), note: shortText(1000, 'note').default('') });
export const decideReviewInput = z.object({ itemId: id, revision, decision: z.enum(['approved', 'changes_requested'], { error: 'Approve, or ask for changes.' }), comment: shortText(2000, 'comment').default('') });
export const withdrawReviewInput = z.object({ itemId: id });
export const approvalRuleInput = z.object({ required: z.coerce.number().int().min(0).max(10), fourEyes: z.stringbool().or(z.boolean()).default(false), fastLane: z.stringbool().or(z.boolean()).default(false) });

export const ITEM_SORTS = ['edited', 'created', 'title', 'published'] as const;
export type ItemSort = (typeof ITEM_SORTS)[number];

export const itemFilterInput = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  status: z.enum(CONTENT_STATUSES).optional().catch(undefined),
  type: z.enum(CONTENT_TYPES).optional().catch(undefined),
  author: id.optional().catch(undefined),
  category: id.optional().catch(undefined),
  project: id.optional().catch(undefined),
  campaign: id.optional().catch(undefined),
  tag: id.optional().catch(undefined),
  language: language.optional().catch(undefined),
  sort: z.enum(ITEM_SORTS).optional().catch(undefined),
  view: z.enum(['all', 'trash']).optional().catch(undefined),
});

export const keepViewInput = z.object({
  name: z.string().trim().min(1, 'Type a name.').max(40, 'The name can have at most 40 characters.'),
  query: z.string().max(1000).transform((query) => query.replace(/^\?/, '')),
  shared: z.stringbool().or(z.boolean()).default(false),
});
export const dropViewInput = z.object({ id });
