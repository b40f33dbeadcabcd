import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Input } from 'hono';
import { z } from 'zod';
import { templateById, templates as page } from '#db/queries/organise.ts';
import { CONTENT_TYPES, TEMPLATE_KINDS } from '#db/schema/choices.ts';
import { Refused } from '#db/scope.ts';
import { documentInput } from '#app/domains/content/inputs.ts';
import { type TemplateDefaults, VARIABLE_TYPES } from '#app/domains/content/template.ts';
import { isUuid } from '#app/platform/ids.ts';
import { notFound } from '#app/platform/problem.ts';
import { type ApiDoor, keyRequired, type KeyScope, orgOfKey, readWithKey } from '../guard.ts';
import { onceOnly } from '../once.ts';
import { body, conflicts, id, idIn, instant, json, listOf, nothing, notThere, onceHeader, pageOf, pageQuery, refusals } from '../shapes.ts';
import { bodyAs, textOf } from './body.ts';
import { formOf } from './item-inputs.ts';
import { Document, harbour } from './item-shape.ts';
import { readAs } from './organise-input.ts';

const text = (description: string, maxLength: number) => z.string().meta({ description, maxLength });
const about = {
  name: text('What it is called.', 120),
  description: text('What it is for, or empty.', 500),
  kind: z.enum(TEMPLATE_KINDS).meta({ description: 'What is made from it; stays as it was made.' }),
  contentType: z.enum(CONTENT_TYPES).nullable().meta({ description: 'For which type of piece; null for any.' }),
  category: text('The group that it is listed in, or empty.', 60),
};
const section = z.strictObject({ title: text('Its heading.', 200), hint: text('What to write there.', 500), required: z.boolean().meta({ description: 'It has to be written.' }) });
const variable = z.strictObject({
  name: text('What stands between braces in the text.', 40),
  label: text('What to ask for.', 120),
  type: z.enum(VARIABLE_TYPES).meta({ description: 'What an answer looks like.' }),
  required: z.boolean().meta({ description: 'It has to be answered.' }),
  fallback: text('What stands there without an answer.', 2000),
  choices: z.array(z.string()).meta({ description: 'What can be chosen, of a choice.' }),
});
const defaults = z
  .strictObject({
    title: text('The title to begin with.', 300),
    excerpt: text('The excerpt to begin with.', 2000),
    language: z.string().meta({ description: 'The language, or empty.' }),
    categoryId: z.uuid().nullable().meta({ description: 'The category.' }),
    tags: z.array(z.string()).meta({ description: 'The tags, by name.' }),
    seoTitle: text('The title for search engines.', 200),
    seoDescription: text('The description for search engines.', 500),
  })
  .meta({ description: 'What a piece from it begins with.' });
const parts = {
  sections: z.array(section).meta({ description: 'The headings that a piece begins with, up to 40.' }),
  variables: z.array(variable).meta({ description: 'The placeholders of the text, up to 40.' }),
};
const listed = { id: id('Its id.'), ...about, usageCount: z.int().meta({ description: 'How many pieces began with it.' }), maker: z.string().nullable().meta({ description: 'Who made it; null when a key did.' }), updatedAt: instant('When it was last changed.') };
const Template = z.object(listed).meta({ id: 'Template', description: 'What a new piece can start from, as a list shows it.' });
const TemplateDetails = z
  .object({ ...listed, ...parts, defaults, body: z.union([Document, z.string()]).meta({ description: 'The text, in the form that `as` asked for.' }) })
  .meta({ id: 'TemplateDetails', description: 'A template, whole.' });

const bodies = {
  body: documentInput.optional().meta({ description: 'The text as the editor keeps it.', type: 'object' }),
  markdown: z.string().max(200_000, 'The text can have at most 200,000 characters.').optional().meta({ description: 'The text as Markdown, in place of `body`; `{name}` is a placeholder.' }),
};
const oneText = (sent: { body?: unknown; markdown?: unknown }) => (sent.body === undefined) !== (sent.markdown === undefined);
const atMostOne = (sent: { body?: unknown; markdown?: unknown }) => sent.body === undefined || sent.markdown === undefined;
const input = z
  .strictObject({
    ...about,
    description: about.description.optional(),
    kind: about.kind.default('content'),
    contentType: about.contentType.default(null),
    category: about.category.optional(),
    sections: z.array(section.partial({ hint: true, required: true })).optional().meta({ description: 'The headings that a piece begins with, up to 40.' }),
    variables: z.array(variable.partial({ label: true, type: true, required: true, fallback: true, choices: true })).optional().meta({ description: 'The placeholders of the text, up to 40.' }),
    defaults: defaults.partial().optional(),
    ...bodies,
  })
  .refine(atMostOne, { path: ['markdown'], error: 'Send body or markdown, not both.' })
  .meta({ id: 'TemplateInput', description: 'A new template. Everyone in the organization sees it: a private one is a person’s.' });
const whole = z
  .strictObject({ ...about, ...parts, defaults, ...bodies })
  .refine(oneText, { path: ['markdown'], error: 'Send body or markdown.' })
  .meta({ id: 'TemplateWholeInput', description: 'All fields, as they shall be.' });

const aboutExample = { name: 'Match report', description: '', kind: 'content' as const, contentType: 'article' as const, category: 'Sport' };
const partsExample = {
  sections: [{ title: 'The second half', hint: 'Who scored?', required: false }],
  variables: [{ name: 'team', label: 'Team', type: 'text' as const, required: true, fallback: '', choices: [] }],
  defaults: { title: '{team} at home', excerpt: '', language: 'en', categoryId: null, tags: ['sport'], seoTitle: '', seoDescription: '' },
};
const example: z.infer<typeof Template> = { id: '019a8f5f-28d7-79ea-90fc-182939a4b5c6', ...aboutExample, usageCount: 4, maker: 'Ada Writer', updatedAt: '2026-05-04T09:30:00.123456Z' };
const detailedExample: z.infer<typeof TemplateDetails> = { ...example, ...partsExample, body: harbour };

const reading = { tags: ['Templates'], security: [{ key: ['content:read'] }] };
const organising = { tags: ['Templates'], security: [{ key: ['content:organise'] }] };
const params = z.object({ id: idIn('template') });
const FORMS = ['json', 'markdown', 'text'] as const;
const NO_CURSOR = 'This is not a cursor that we gave.';
const list = createRoute({
  ...reading,
  method: 'get',
  path: '/templates',
  operationId: 'listTemplates',
  summary: 'List the templates',
  description: 'By the alphabet: those that everyone sees.',
  middleware: [keyRequired] as const,
  request: {
    query: pageQuery(z.string().max(300, NO_CURSOR).refine((text) => isUuid(text.slice(0, 36)) && text[36] === '~' && !text.includes('\0'), NO_CURSOR)).extend({
      q: z.string().max(100, 'A search can have at most 100 characters.').optional().meta({ description: 'A part of the name or the description.', example: 'report' }),
      kind: z.enum(TEMPLATE_KINDS, 'Choose content or post.').optional().meta({ description: 'Only what is for these.' }),
    }),
  },
  responses: { 200: json(listOf(Template, 'TemplateList'), 'One page of templates.', { data: [example], next: null }), ...refusals },
});
const get = createRoute({
  ...reading,
  method: 'get',
  path: '/templates/{id}',
  operationId: 'getTemplate',
  summary: 'Read one template',
  middleware: [keyRequired] as const,
  request: { params, query: formOf(FORMS) },
  responses: { 200: json(TemplateDetails, 'The template.', detailedExample), ...notThere, ...refusals },
});
const post = createRoute({
  ...organising,
  method: 'post',
  path: '/templates',
  operationId: 'createTemplate',
  summary: 'Make a template',
  middleware: [keyRequired, onceOnly] as const,
  request: { headers: onceHeader, body: body(input, { name: 'Match report', markdown: '{team} played at home.', variables: [{ name: 'team', required: true }] }) },
  responses: { 201: json(TemplateDetails, 'Made.', detailedExample), ...conflicts, ...refusals },
});
const put = createRoute({
  ...organising,
  method: 'put',
  path: '/templates/{id}',
  operationId: 'changeTemplate',
  summary: 'Change a template',
  description: 'All its fields; what began with it stays as it is. Sending it again is safe.',
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader, body: body(whole, { ...aboutExample, ...partsExample, markdown: '{team} played at home.' }) },
  responses: { 200: json(TemplateDetails, 'The template as it is now.', detailedExample), ...notThere, ...conflicts, ...refusals },
});
const remove = createRoute({
  ...organising,
  method: 'delete',
  path: '/templates/{id}',
  operationId: 'deleteTemplate',
  summary: 'Delete a template',
  description: 'What began with it stays. It can come back.',
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader },
  responses: { 204: nothing('The template is gone.'), ...notThere, ...conflicts, ...refusals },
});
const restore = createRoute({
  ...organising,
  method: 'post',
  path: '/templates/{id}/restore',
  operationId: 'restoreTemplate',
  summary: 'Bring a deleted template back',
  middleware: [keyRequired, onceOnly] as const,
  request: { params, headers: onceHeader },
  responses: { 204: nothing('The template is back.'), ...notThere, ...conflicts, ...refusals },
});

type Listed = z.infer<typeof Template>;
const shown = ({ id, name, description, kind, contentType, category, usageCount, maker, updatedAt }: Listed): Listed => ({ id, name, description, kind, contentType, category, usageCount, maker, updatedAt });

async function details<P extends string, I extends Input>(c: Context<ApiDoor, P, I>, permission: KeyScope | null, templateId: string, form: (typeof FORMS)[number] = 'json'): Promise<z.infer<typeof TemplateDetails>> {
  const { found } = await readWithKey(c, permission, { found: templateById(templateId) });
  if (!found) throw new Refused(notFound('template'));
  const { title = '', excerpt = '', language = '', tags = [], seo = {} } = found.defaultValues as TemplateDefaults;
  return {
    ...shown(found),
    sections: found.structure,
    variables: found.variables,
    body: bodyAs(form, found.body),
    defaults: { title, excerpt, language, categoryId: found.categoryId, tags, seoTitle: seo.title ?? '', seoDescription: seo.description ?? '' },
  };
}

const commands = () => import('#app/domains/content/change-template.server.ts');

export const templates = new OpenAPIHono<ApiDoor>()
  .openapi(list, async (c) => {
    const { q, kind, ...asked } = c.req.valid('query');
    const search = q?.replace(/\p{Cc}+/gu, ' ').trim();
    const found = await readWithKey(c, 'content:read', { page: page({ search, kind }, pageOf(asked)) });
    return c.json({ data: found.page.rows.map(shown), next: found.page.next }, 200);
  })
  .openapi(get, async (c) => c.json(await details(c, 'content:read', c.req.valid('param').id, c.req.valid('query').as), 200))
  .openapi(post, async (c) => {
    const { body: document, markdown, ...fields } = c.req.valid('json');
    const sent = { ...fields, ...(await textOf({ body: document, markdown })) };
    const made = await (await commands()).createTemplate(orgOfKey(c, 'content:organise'), await readAs('newTemplateInput', sent));
    if (!made.ok) throw new Refused(made.problem);
    return c.json(await details(c, null, made.value.id), 201);
  })
  .openapi(put, async (c) => {
    const templateId = c.req.valid('param').id;
    const { body: document, markdown, ...fields } = c.req.valid('json');
    const sent = { ...fields, templateId, ...(await textOf({ body: document, markdown })) };
    const changed = await (await commands()).changeTemplate(orgOfKey(c, 'content:organise'), await readAs('changeTemplateInput', sent));
    if (!changed.ok) throw new Refused(changed.problem);
    return c.json(await details(c, null, templateId), 200);
  })
  .openapi(remove, async (c) => {
    const deleted = await (await commands()).deleteTemplate(orgOfKey(c, 'content:organise'), c.req.valid('param').id);
    if (!deleted.ok) throw new Refused(deleted.problem);
    return c.body(null, 204);
  })
  .openapi(restore, async (c) => {
    const restored = await (await commands()).restoreTemplate(orgOfKey(c, 'content:organise'), c.req.valid('param').id);
    if (!restored.ok) throw new Refused(restored.problem);
    return c.body(null, 204);
  });
