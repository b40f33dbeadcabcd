import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { MOST_COUNTED, projectPage, removedProjects } from '#db/queries/projects.ts';
import { projectInput } from '#app/domains/planning/project-inputs.ts';
import { restoreProject } from '#app/domains/planning/remove-project.server.ts';
import { ProjectsPage } from '#app/domains/planning/ui/projects/projects-page.tsx';
import { intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { pageOf } from '#app/platform/page.ts';
import { whyNot } from '#app/platform/permission.ts';
import { askedProjects, projectCursor } from './project-asked.ts';

export const meta = () => [{ title: 'Projects · Masthead' }];

const PAGE = 25;

export async function loader(args: LoaderFunctionArgs) {
  const { show, q, status } = askedProjects(args.request);
  if (show === 'removed') {
    const { viewer, removed } = await read(args, 'project:read', { removed: removedProjects(pageOf(args.request, 'timed', PAGE)) });
    return { show, removed, most: MOST_COUNTED, whyNot: whyNot(viewer, 'project:write') };
  }
  const page = projectCursor(args.request, 'name', PAGE);
  const { viewer, projects } = await read(args, 'project:read', { projects: projectPage({ search: q, status }, page) });
  return { show, projects, most: MOST_COUNTED, q, status, later: page.after !== undefined, whyNot: whyNot(viewer, 'project:write') };
}

export async function action(args: ActionFunctionArgs) {
  if ((await intentOf(args)) !== 'restore') throw unknownIntent();
  const { org, form } = await submission(args, 'project:write', projectInput);
  if (!form.ok) return form.reply();
  const restored = await restoreProject(org, form.value.projectId);
  return restored.ok ? redirectWithToast(args.context, `/projects/${form.value.projectId}`, `The project ${restored.value.name} is back.`) : form.refuse(restored.problem);
}

export default function Projects() {
  return <ProjectsPage {...useLoaderData<typeof loader>()} />;
}
