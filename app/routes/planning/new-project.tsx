import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { categories, tagsByName } from '#db/queries/content.ts';
import { members } from '#db/queries/members.ts';
import { createProject } from '#app/domains/planning/create-project.server.ts';
import { newProjectInput } from '#app/domains/planning/project-inputs.ts';
import { ProjectForm } from '#app/domains/planning/ui/projects/project-form.tsx';
import { read, redirectWithToast, submission } from '#app/platform/guard.server.ts';
import { whyNot } from '#app/platform/permission.ts';
import { PageHeader } from '#app/ui/page-header.tsx';

export const meta = () => [{ title: 'New project · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, people, ...found } = await read(args, 'project:read', { categories: categories(), tags: tagsByName(), people: members({ limit: 200 }) });
  return {
    categories: found.categories.map(({ id, name, path }) => ({ id, name, path })),
    tags: found.tags,
    people: people.rows.map(({ userId, name }) => ({ id: userId, name })),
    whyNot: whyNot(viewer, 'project:write'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'project:write', newProjectInput);
  if (!form.ok) return form.reply();
  const made = await createProject(org, form.value);
  return made.ok ? redirectWithToast(args.context, `/projects/${made.value.id}`, `The project ${made.value.name} begins.`) : form.refuse(made.problem);
}

export default function NewProject() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        above={
          <Link to="/projects" className="inline-flex min-h-6 items-center underline-offset-2 hover:underline">
            Projects
          </Link>
        }
        title="New project"
      />
      <ProjectForm {...data} project={null} logo={null} reply={reply} />
    </>
  );
}
