import { Link } from '@remix-run/react';
import { FilePlus2, FolderKanban } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '#app/ui/badge.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TabsNav } from '#app/ui/tabs-nav.tsx';
import { GoalProgress, ProjectBadge } from './project-badge.tsx';
import { spanWords } from './project-words.ts';
import { ProjectDeeds } from './project-deeds.tsx';
import type { ShownProject } from './shown-project.ts';

export const VIEWS = ['board', 'list', 'about', 'people', 'activity'] as const;
export type View = (typeof VIEWS)[number];
const VIEW_WORDS: Record<View, string> = { board: 'Board', list: 'List', about: 'About', people: 'People', activity: 'Activity' };

export interface Whys {
  change: string | null;
  tick: string | null;
  remove: string | null;
}

interface ProjectPageProps {
  project: ShownProject;
  show: View | 'change';
  why: Whys;
  reply: unknown;
  children: ReactNode;
}

/** A project under its nameplate: the same deeds and the same ways around on each of its views. */
export function ProjectPage({ project, show, why, reply, children }: ProjectPageProps) {
  const here = `/projects/${project.id}`;
  return (
    <>
      <PageHeader
        above={
          <Link to="/projects" className="inline-flex min-h-6 items-center underline-offset-2 hover:underline">
            Projects
          </Link>
        }
        title={<span dir="auto">{project.name}</span>}
        lead={project.description || undefined}
        action={
          <>
            <ProjectDeeds project={project} why={why} reply={reply} changing={show === 'change'} />
            <LinkButton to={`/content/new?project=${project.id}`} tone="primary" icon={FilePlus2}>
              New piece
            </LinkButton>
          </>
        }
      />
      <p className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-1.5 text-ink-soft">
        <ProjectBadge status={project.status} />
        {project.isDefault && <Badge icon={FolderKanban}>For new pieces</Badge>}
        <span>{project.owner ? `Owner: ${project.owner}` : 'No owner'}</span>
        {(project.startsOn || project.endsOn) && <span>{spanWords(project)}</span>}
        {project.goals.length > 0 && (
          <span className="inline-flex items-center gap-1.5">
            Goals <GoalProgress goals={project.goals} />
          </span>
        )}
      </p>
      <TabsNav label="Views of the project" tabs={VIEWS.map((view) => ({ to: view === 'board' ? here : `?show=${view}`, label: VIEW_WORDS[view], current: view === show }))} />
      {children}
    </>
  );
}
