import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { projectById } from '#db/queries/projects.ts';
import { ActivityTable } from '#app/domains/audit/ui/activity-table.tsx';
import { whyNotChange, whyNotRemove, whyNotTick } from '#app/domains/planning/project.ts';
import { ProjectAbout } from '#app/domains/planning/ui/projects/project-about.tsx';
import { ProjectBoard } from '#app/domains/planning/ui/projects/project-board.tsx';
import { ProjectForm } from '#app/domains/planning/ui/projects/project-form.tsx';
import { ProjectList } from '#app/domains/planning/ui/projects/project-list.tsx';
import { ProjectPage } from '#app/domains/planning/ui/projects/project-page.tsx';
import { ProjectPeople } from '#app/domains/planning/ui/projects/project-people.tsx';
import { answer, intentOf, read, unknownIntent } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { notFound } from '#app/platform/problem.ts';
import { readView } from './project-views.server.ts';
import { askForReview, change, moveCard, remove, removeMember, setMember, step, tick } from './project-writes.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.project.name ?? 'Project'} · Masthead` }];

/** How far the pieces of one project are counted. */
const COUNTED = 1000;

export async function loader(args: LoaderFunctionArgs) {
  const { projectId } = args.params;
  if (!isUuid(projectId)) throw answer(notFound('project'));
  const [{ viewer, project }, view] = await Promise.all([read(args, 'project:read', { project: projectById(projectId) }), readView(args, projectId)]);
  if (!project || project.deletedAt) throw answer(notFound('project'));
  const standing = { role: viewer.role, permissions: viewer.permissions, projectRole: project.myRole };
  return {
    project,
    view,
    me: { id: viewer.userId, name: viewer.name, role: viewer.role, permissions: viewer.permissions },
    why: { change: whyNotChange(standing), tick: whyNotTick(standing), remove: whyNotRemove(project, viewer) },
  };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'change':
      return change(args);
    case 'status':
      return step(args);
    case 'tick':
      return tick(args);
    case 'set-member':
      return setMember(args);
    case 'remove-member':
      return removeMember(args);
    case 'remove':
      return remove(args);
    case 'move':
      return moveCard(args);
    case 'request-review':
      return askForReview(args);
    default:
      throw unknownIntent();
  }
}

export default function Project() {
  const { project, view, me, why } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <ProjectPage project={project} show={view.show} why={why} reply={reply}>
      {view.show === 'board' && <ProjectBoard projectId={project.id} cards={view.cards} pieces={project.pieces} most={COUNTED} people={view.people} me={me} reply={reply} />}
      {view.show === 'list' && <ProjectList projectId={project.id} pieces={view.pieces} />}
      {view.show === 'about' && <ProjectAbout project={project} categories={view.categories} tags={view.tags} logo={view.logo} whyNotTick={why.tick} />}
      {view.show === 'people' && <ProjectPeople projectId={project.id} people={view.inProject} everyone={view.people} whyNot={why.change} reply={reply} />}
      {view.show === 'change' && <ProjectForm key={project.revision} project={project} categories={view.categories} tags={view.tags} people={view.people} logo={view.logo} reply={reply} whyNot={why.change} />}
      {view.show === 'activity' && <ActivityTable entries={view.entries} of="project" />}
    </ProjectPage>
  );
}
