import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { isVisibleTemplate, templateById } from '#db/queries/organise.ts';
import { contentTemplates } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { parseMarkdown } from './document/parse-markdown.ts';
import type { changeTemplateInput, TemplateFields } from './organise-inputs.ts';
import { READY_TEMPLATES } from './ready-templates.ts';
import { withPlaceholders } from './template.ts';

const columnsOf = ({ sections, defaults: { seoTitle, seoDescription, ...defaults }, kind, ...fields }: Omit<TemplateFields, 'templateId'>) => ({
  ...fields,
  contentType: kind === 'post' ? ('social_post' as const) : fields.contentType,
  structure: sections,
  defaultValues: { ...defaults, seo: { ...(seoTitle ? { title: seoTitle } : {}), ...(seoDescription ? { description: seoDescription } : {}) } },
});

/** The log is read by others. */
const nameFor = ({ name, isPublic = true }: { name: string; isPublic?: boolean | undefined }) => (isPublic ? name : '(private)');

type Columns = Omit<typeof contentTemplates.$inferInsert, 'id' | 'createdBy'>;

async function insertTemplate(org: Org, columns: Columns): Promise<Result<{ id: string; name: string }>> {
  const id = uuid7();
  const written = await writeFor(org, (db) => [
    db.insert(contentTemplates).values({ ...columns, id, createdBy: sql`app.current_user_id()` }),
    record(org, db, 'template.created', { type: 'template', id }, { name: nameFor(columns) }),
  ]);
  return written.ok ? done({ id, name: columns.name }) : written;
}

export const createTemplate = (org: Org, fields: TemplateFields) => insertTemplate(org, { ...columnsOf(fields), kind: fields.kind });

/** What it is for stays as it was made. Only its maker can take it out of the others' sight. */
export async function changeTemplate(org: Org, { templateId, ...fields }: z.output<typeof changeTemplateInput>): Promise<Result<null>> {
  const here = and(eq(contentTemplates.id, templateId), isVisibleTemplate);
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from content_templates where ${here})`, 'not-found', 'There is no such template.'),
    refuseUnless(db, sql`${fields.isPublic}::boolean or exists (select from content_templates where ${here} and created_by = app.current_user_id())`, 'conflict', 'Only whoever made a template can make it private.'),
    db.update(contentTemplates).set({ ...columnsOf(fields), contentType: sql`case when ${contentTemplates.kind} = 'post' then 'social_post' else ${fields.contentType} end` }).where(here),
    record(org, db, 'template.changed', { type: 'template', id: templateId }, { name: nameFor(fields) }),
  ]);
  return written.ok ? done(null) : written;
}

/** A copy is its maker's own: private until they say otherwise. */
export async function duplicateTemplate(org: Org, templateId: string): Promise<Result<{ id: string; name: string }>> {
  const found = await readFor(org, { template: templateById(templateId) });
  if (!found.ok) return found;
  const { template } = found.value;
  if (!template) return refused(notFound('template'));
  const { name, description, kind, contentType, category, structure, defaultValues, body, variables } = template;
  return insertTemplate(org, { name: `${name.slice(0, 112)} (copy)`, description, kind, contentType, category, structure, defaultValues, body, variables, isPublic: false });
}

export async function addReadyTemplate(org: Org, key: string): Promise<Result<{ id: string; name: string }>> {
  const ready = READY_TEMPLATES.find((one) => one.key === key);
  if (!ready) return refused(problem('not-found', 'There is no such ready-made template.'));
  const { key: _key, body, defaultValues, ...columns } = ready;
  const names = ready.variables.map(({ name }) => name);
  return insertTemplate(org, { ...columns, kind: 'content', defaultValues: { ...defaultValues }, body: withPlaceholders(parseMarkdown(body).document, names) });
}

export async function deleteTemplate(org: Org, templateId: string): Promise<Result<{ name: string }>> {
  const found = await readFor(org, { template: templateById(templateId) });
  if (!found.ok) return found;
  const { template } = found.value;
  if (!template) return refused(notFound('template'));
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from content_templates where id = ${templateId} and ${isVisibleTemplate})`, 'not-found', 'There is no such template.'),
    db.update(contentTemplates).set({ deletedAt: sql`now()` }).where(eq(contentTemplates.id, templateId)),
    record(org, db, 'template.deleted', { type: 'template', id: templateId }, { name: nameFor(template) }),
  ]);
  return written.ok ? done({ name: template.name }) : written;
}

/** A private one comes back for its maker alone. */
export async function restoreTemplate(org: Org, templateId: string): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(
      db,
      sql`exists (select from content_templates where id = ${templateId} and deleted_at is not null and (is_public or created_by = app.current_user_id()))`,
      'not-found',
      'There is no such deleted template.',
    ),
    db.update(contentTemplates).set({ deletedAt: null }).where(eq(contentTemplates.id, templateId)),
    record(org, db, 'template.restored', { type: 'template', id: templateId }),
  ]);
  return written.ok ? done(null) : written;
}
