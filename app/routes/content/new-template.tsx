import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { categories } from '#db/queries/content.ts';
import { createTemplate } from '#app/domains/content/change-template.server.ts';
import { newTemplateInput } from '#app/domains/content/organise-inputs.ts';
import { TemplatePage } from '#app/domains/content/ui/organise/template-page.tsx';
import { read, redirectWithToast, submission } from '#app/platform/guard.server.ts';
import { whyNot } from '#app/platform/permission.ts';

export const meta = () => [{ title: 'New template · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, ...found } = await read(args, 'content:read', { categories: categories() });
  return { categories: found.categories.map(({ id, name, path }) => ({ id, name, path })), whyNot: whyNot(viewer, 'content:organise') };
}

export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'content:organise', newTemplateInput);
  if (!form.ok) return form.reply();
  const made = await createTemplate(org, form.value);
  return made.ok ? redirectWithToast(args.context, `/content/templates/${made.value.id}`, `The template ${made.value.name} is made.`) : form.refuse(made.problem);
}

export default function NewTemplate() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return <TemplatePage {...data} template={null} reply={reply} />;
}
