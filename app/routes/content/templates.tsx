import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { TEMPLATE_KINDS } from '#db/schema/choices.ts';
import { templates } from '#db/queries/organise.ts';
import { addReadyTemplate, restoreTemplate } from '#app/domains/content/change-template.server.ts';
import { readyTemplateInput, templateInput } from '#app/domains/content/organise-inputs.ts';
import { READY_TEMPLATES } from '#app/domains/content/ready-templates.ts';
import { TemplatesPage } from '#app/domains/content/ui/organise/templates-page.tsx';
import { intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { whyNot } from '#app/platform/permission.ts';
import { pageOf } from './list-filter.ts';
import { textIn } from './text-in.ts';

export const meta = () => [{ title: 'Templates · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const q = textIn(args.request, 'q');
  const kind = TEMPLATE_KINDS.find((each) => each === textIn(args.request, 'kind'));
  const found = await read(args, 'content:read', { templates: templates({ search: q, kind }, pageOf(args.request, 50)) });
  return {
    templates: found.templates,
    ready: READY_TEMPLATES.map(({ key, name, description, contentType }) => ({ key, name, description, contentType })),
    q,
    kind,
    whyNot: whyNot(found.viewer, 'content:organise'),
  };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'add-ready': {
      const { org, form } = await submission(args, 'content:organise', readyTemplateInput);
      if (!form.ok) return form.reply();
      const added = await addReadyTemplate(org, form.value.ready);
      return added.ok ? redirectWithToast(args.context, `/content/templates/${added.value.id}`, `The template ${added.value.name} is yours now.`) : form.refuse(added.problem);
    }
    case 'restore': {
      const { org, form } = await submission(args, 'content:organise', templateInput);
      if (!form.ok) return form.reply();
      const restored = await restoreTemplate(org, form.value.templateId);
      return restored.ok ? redirectWithToast(args.context, `/content/templates/${form.value.templateId}`, 'The template is back.') : form.refuse(restored.problem);
    }
    default:
      throw unknownIntent();
  }
}

export default function Templates() {
  return <TemplatesPage {...useLoaderData<typeof loader>()} />;
}
