import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { itemById, translationsOf } from '#db/queries/content.ts';
import { projectChoices, projectToWriteFor } from '#db/queries/projects.ts';
import { NO_ID, ownStart, templateById, templateChoices } from '#db/queries/organise.ts';
import { CONTENT_TYPES } from '#db/schema/choices.ts';
import { beginItem } from '#app/domains/content/begin-item.server.ts';
import { beginItemInput } from '#app/domains/content/organise-inputs.ts';
import type { TemplateDefaults } from '#app/domains/content/template.ts';
import { NewPiece } from '#app/domains/content/ui/organise/new-piece.tsx';
import { answer, read, submission } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import { textIn } from './text-in.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.original ? 'Translate' : 'New piece'} · Masthead` }];

function idIn(request: Request, name: string): string | null {
  const id = textIn(request, name);
  if (id && !isUuid(id)) throw answer(notFound(name === 'template' ? 'template' : 'piece to translate'));
  return id || null;
}

const uuidOrNull = (text: string) => (isUuid(text) ? text : null);

export async function loader(args: LoaderFunctionArgs) {
  const [templateId, originalId] = [idIn(args.request, 'template'), idIn(args.request, 'translationOf')];
  const projectId = uuidOrNull(textIn(args.request, 'project'));
  const { viewer, own, templates, template, item, translations, projects, project } = await read(args, 'content:read', {
    own: ownStart(),
    templates: templateChoices('content'),
    template: templateById(templateId ?? NO_ID),
    item: itemById(originalId ?? NO_ID),
    translations: translationsOf(originalId ?? NO_ID),
    projects: projectChoices(),
    project: projectToWriteFor(projectId),
  });
  if (templateId && !template) throw answer(notFound('template'));
  if (originalId && (!item || item.deletedAt)) throw answer(notFound('piece to translate'));
  const defaultValues = (template?.defaultValues ?? {}) as TemplateDefaults;
  return {
    templates,
    template: template && { id: template.id, name: template.name, contentType: template.contentType, variables: template.variables, title: defaultValues.title },
    original: item && { id: item.id, title: item.title, type: item.type, languages: [item.language, ...translations.map(({ language }) => language)] },
    type: CONTENT_TYPES.find((type) => type === textIn(args.request, 'type')) ?? template?.contentType ?? 'article',
    language: defaultValues.language || textIn(args.request, 'language') || own?.language || 'en',
    projects: projects.map(({ id, name }) => ({ id, name })),
    projectId: originalId ? (item?.projectId ?? null) : (project?.id ?? null),
    whyNot: whyNot(viewer, 'content:write'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'content:write', beginItemInput);
  if (!form.ok) return form.reply();
  const begun = await beginItem(org, form.value);
  return begun.ok ? redirect(`/content/${begun.value.id}`) : form.refuse(begun.problem);
}

export default function NewItem() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return <NewPiece {...data} reply={reply} />;
}
