import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { categories } from '#db/queries/content.ts';
import { templateById } from '#db/queries/organise.ts';
import { changeTemplate, deleteTemplate, duplicateTemplate } from '#app/domains/content/change-template.server.ts';
import type { DocumentJson } from '#app/domains/content/document/document.ts';
import { renderMarkdown } from '#app/domains/content/document/render-markdown.ts';
import { changeTemplateInput, templateInput } from '#app/domains/content/organise-inputs.ts';
import { withBraces } from '#app/domains/content/template.ts';
import { TemplatePage } from '#app/domains/content/ui/organise/template-page.tsx';
import { answer, intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.template.name ?? 'Template'} · Masthead` }];

export async function loader(args: LoaderFunctionArgs) {
  const { templateId } = args.params;
  if (!isUuid(templateId)) throw answer(notFound('template'));
  const { viewer, template, ...found } = await read(args, 'content:read', { template: templateById(templateId), categories: categories() });
  if (!template) throw answer(notFound('template'));
  const { body, ...facts } = template;
  return {
    template: { ...facts, defaultValues: { ...facts.defaultValues, categoryId: facts.categoryId }, body: withBraces(renderMarkdown({ type: 'doc', content: (body.content ?? []) as DocumentJson['content'] })).trim() },
    categories: found.categories.map(({ id, name, path }) => ({ id, name, path })),
    whyNot: whyNot(viewer, 'content:organise'),
  };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'save': {
      const { org, form } = await submission(args, 'content:organise', changeTemplateInput);
      if (!form.ok) return form.reply();
      const changed = await changeTemplate(org, form.value);
      return changed.ok ? redirectWithToast(args.context, `/content/templates/${form.value.templateId}`, `The template ${form.value.name} is saved.`) : form.refuse(changed.problem);
    }
    case 'duplicate': {
      const { org, form } = await submission(args, 'content:organise', templateInput);
      if (!form.ok) return form.reply();
      const copied = await duplicateTemplate(org, form.value.templateId);
      return copied.ok ? redirectWithToast(args.context, `/content/templates/${copied.value.id}`, 'This is your copy. Nobody else sees it yet.') : form.refuse(copied.problem);
    }
    case 'delete': {
      const { org, form } = await submission(args, 'content:organise', templateInput);
      if (!form.ok) return form.reply();
      const deleted = await deleteTemplate(org, form.value.templateId);
      if (!deleted.ok) return form.refuse(deleted.problem);
      const undo = { action: '/content/templates', fields: { intent: 'restore', templateId: form.value.templateId } };
      return redirectWithToast(args.context, '/content/templates', { message: `The template ${deleted.value.name} is deleted. What was written from it stays.`, undo });
    }
    default:
      throw unknownIntent();
  }
}

export default function EditTemplate() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return <TemplatePage {...data} reply={reply} />;
}
