import { z } from 'zod';
import { CONTENT_TYPES, TAG_COLORS, TEMPLATE_KINDS } from '#db/schema/choices.ts';
import { checkDocument } from './document/check-document.ts';
import { parseMarkdown } from './document/parse-markdown.ts';
import { documentInput, newItemInput } from './inputs.ts';
import { isItemSlug } from './item-slug.ts';
import { VARIABLE_NAME, VARIABLE_TYPES, withPlaceholders } from './template.ts';

const id = z.uuid('This is not a valid id.');
const optionalId = z.union([z.literal('').transform(() => null), z.null(), id]);
const ticked = z.stringbool().or(z.boolean()).default(false);
const named = (most: number) => z.string({ error: 'Type a name.' }).trim().min(1, 'Type a name.').max(most, `The name can have at most ${most} characters.`);
const text = (most: number, what: string) => z.string().trim().max(most, `The ${what} can have at most ${most} characters.`).default('');
const listed = z.union([z.string().transform((all) => all.split(',')), z.array(z.string())]).transform((all) => all.map((each) => each.trim()).filter(Boolean));

/** A form says `sections.0.title` and `values.city`; the schemas read lists and objects. */
function gathered(sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null) return sent;
  const fields = Object.entries(sent);
  const own = fields.filter(([name]) => !name.includes('.'));
  const list = (of: string) => {
    const rows: Record<string, unknown>[] = [];
    for (const [name, value] of fields) {
      const [, row, field] = new RegExp(`^${of}\\.(\\d{1,2})\\.(\\w+)$`).exec(name) ?? [];
      if (row !== undefined && field !== undefined) rows[Number(row)] = { ...rows[Number(row)], [field]: value };
    }
    return rows.length > 0 ? [[of, Array.from(rows, (row) => row ?? null)] as const] : [];
  };
  const group = (of: string) => {
    const inside = fields.filter(([name]) => name.startsWith(`${of}.`)).map(([name, value]) => [name.slice(of.length + 1), value]);
    return inside.length > 0 ? [[of, Object.fromEntries(inside)] as const] : [];
  };
  return Object.fromEntries([...own, ...list('sections'), ...list('variables'), ...group('defaults'), ...group('values')]);
}

/** A row that nobody filled in is none. */
const rows = <S extends z.ZodType>(row: S, by: readonly string[], most: number, what: string) =>
  z
    .array(z.preprocess((sent) => (by.every((field) => !(sent as Record<string, unknown> | null)?.[field]) ? null : sent), row.nullable()))
    .max(most, `At most ${most} ${what}.`)
    .transform((all) => all.filter((each) => each !== null))
    .default([]);

const slug = z.string().trim().max(80, 'The address can have at most 80 characters.').refine((typed) => typed === '' || isItemSlug(typed), 'Use small letters, digits and single hyphens.').default('');
const categoryFields = {
  name: named(80),
  slug,
  description: text(1000, 'description'),
  seoTitle: text(200, 'title for search engines'),
  seoDescription: text(500, 'description for search engines'),
  noindex: ticked,
};
export const newCategoryInput = z.object({ ...categoryFields, parentId: optionalId.default(null) });
export const changeCategoryInput = z.object({ ...categoryFields, categoryId: id });
/** Before one of the new siblings, or last among them. */
export const moveCategoryInput = z.object({ categoryId: id, parentId: optionalId, beforeId: optionalId.default(null) });
export const categoryInput = z.object({ categoryId: id });
export const undoInput = z.object({ undoId: id });

const color = z.enum(TAG_COLORS, { error: 'Choose a colour.' }).default('ink');
const tagName = named(60).refine((name) => !name.includes(','), 'A tag has no comma in its name.');
export const newTagInput = z.object({ name: tagName, color });
export const changeTagInput = z.object({ tagId: id, name: tagName, color });
export const tagInput = z.object({ tagId: id });
export const mergeTagsInput = z.object({ ids: z.array(id).min(1, 'Tick the tags to merge.').max(100, 'At most 100 tags at a time.'), into: named(60) });

const sectionInput = z.object({ title: z.string().trim().min(1, 'A section needs a title.').max(200, 'At most 200 characters.'), hint: text(500, 'hint'), required: ticked });

const variableInput = z
  .object({
    name: z.string().trim().regex(VARIABLE_NAME, 'A name has letters, digits, spaces and hyphens, at most 40.'),
    label: text(120, 'label'),
    type: z.enum(VARIABLE_TYPES, { error: 'Choose a type.' }).default('text'),
    required: ticked,
    fallback: text(2000, 'fallback'),
    choices: listed.default([]),
  })
  .transform((variable) => ({ ...variable, label: variable.label || variable.name, choices: variable.type === 'choice' ? variable.choices : [] }))
  .superRefine(({ type, choices, fallback }, context) => {
    if (type === 'choice' && choices.length < 2) context.addIssue({ code: 'custom', path: ['choices'], message: 'Give at least two choices, with commas between.' });
    else if (type === 'choice' && fallback && !choices.includes(fallback)) context.addIssue({ code: 'custom', path: ['fallback'], message: 'This is not one of the choices.' });
  });

const defaultsInput = z.object({
  title: text(300, 'title'),
  excerpt: text(2000, 'excerpt'),
  language: z.union([z.literal(''), z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'This is not a language: use a code such as “en” or “pt-BR”.')]).default(''),
  categoryId: optionalId.default(null),
  tags: listed.pipe(z.array(z.string().max(60, 'A tag can have at most 60 characters.')).max(30, 'At most 30 tags.')).default([]),
  seoTitle: text(200, 'title for search engines'),
  seoDescription: text(500, 'description for search engines'),
});

/** Markdown as a person types it, or a document of the editor. */
const body = z.union([
  z.string().max(200_000, 'The text can have at most 200,000 characters.').transform((markdown, context) => {
    const checked = checkDocument(parseMarkdown(markdown).document);
    if (checked.ok) return checked.document;
    context.addIssue({ code: 'custom', message: checked.sentence });
    return z.NEVER;
  }),
  documentInput,
]);

const templateFields = z.object({
  name: named(120),
  description: text(500, 'description'),
  kind: z.enum(TEMPLATE_KINDS, { error: 'Choose what it is for.' }).default('content'),
  contentType: z.union([z.literal('').transform(() => null), z.null(), z.enum(CONTENT_TYPES)], { error: 'Choose a type.' }).default(null),
  category: text(60, 'group'),
  isPublic: z.stringbool().or(z.boolean()).default(true),
  sections: rows(sectionInput, ['title', 'hint'], 40, 'sections'),
  variables: rows(variableInput, ['name', 'label', 'fallback', 'choices'], 40, 'placeholders'),
  body: body.default({ type: 'doc', content: [] }),
  defaults: defaultsInput.prefault({}),
});

const whole = <T extends z.output<typeof templateFields>>(template: T, context: z.RefinementCtx): T => {
  const names = template.variables.map(({ name }) => name);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice >= 0) context.addIssue({ code: 'custom', path: ['variables', twice, 'name'], message: 'Two placeholders have this name.' });
  return { ...template, body: withPlaceholders(template.body, names) };
};

export const newTemplateInput = z.preprocess(gathered, templateFields.transform(whole));
export const changeTemplateInput = z.preprocess(gathered, templateFields.extend({ templateId: id }).transform(whole));
export const templateInput = z.object({ templateId: id });
export const readyTemplateInput = z.object({ ready: z.string() });
export type TemplateFields = z.output<typeof newTemplateInput>;

export const beginItemInput = z.preprocess(gathered, newItemInput);
