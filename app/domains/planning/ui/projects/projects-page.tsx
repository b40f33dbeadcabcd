import { Form as SearchForm } from '@remix-run/react';
import { FolderKanban, Plus, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { TabsNav } from '#app/ui/tabs-nav.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { PROJECT_STATUS_WORDS, type ProjectStatus } from '../../project.ts';
import { RemovedTable } from '../removed-table.tsx';
import { GoalProgress, ProjectBadge } from './project-badge.tsx';
import { spanWords } from './project-words.ts';
import type { ListedProject, RemovedProject } from './shown-project.ts';
import { StatusBar } from './status-bar.tsx';

interface Rows<Row> {
  rows: Row[];
  next: string | null;
}

/** `most` is how far each status is counted. */
type ProjectsData = { most: number; whyNot: string | null } & (
  | { show: 'list'; projects: Rows<ListedProject>; q: string; status: ProjectStatus | undefined; later: boolean }
  | { show: 'removed'; removed: Rows<RemovedProject> }
);
type Listed = Extract<ProjectsData, { show: 'list' }>;

const ORDER: readonly ProjectStatus[] = ['active', 'paused', 'completed', 'archived'];

const columnsOfRemoved = (most: number): Column<RemovedProject>[] => [
  { key: 'status', header: 'Was', cell: (row) => <ProjectBadge status={row.status} /> },
  { key: 'pieces', header: 'Pieces', cell: (row) => <StatusBar pieces={row.pieces} most={most} /> },
];

export function ProjectsPage(data: ProjectsData) {
  const { most, whyNot } = data;
  const status = data.show === 'list' ? data.status : undefined;
  const create = (words: string) =>
    whyNot === null ? (
      <LinkButton to="/projects/new" tone="primary" icon={Plus}>
        {words}
      </LinkButton>
    ) : (
      <Button tone="primary" icon={Plus} whyNot={whyNot}>
        {words}
      </Button>
    );
  return (
    <>
      <PageHeader title="Projects" lead="What belongs together: its pieces, its people, what it wants to reach, and how it sounds." action={create('New project')} />
      <TabsNav
        label="Statuses"
        tabs={[
          { to: '/projects', label: 'All', current: data.show === 'list' && status === undefined },
          ...ORDER.map((each) => ({ to: `?status=${each}`, label: PROJECT_STATUS_WORDS[each], current: status === each })),
          { to: '?show=removed', label: 'Removed', current: data.show === 'removed' },
        ]}
      />
      {data.show === 'removed' ? (
        <RemovedTable caption="Removed projects" header="Project" removed={data.removed} columns={columnsOfRemoved(most)} action="/projects" field="projectId" whyNot={whyNot} />
      ) : (
        <ProjectsList {...data} create={create} />
      )}
    </>
  );
}

function ProjectsList({ projects, most, q, status, later, create }: Listed & { create: (words: string) => ReactNode }) {
  return (
    <>
      <search className="mb-4 block">
        <SearchForm method="get" className="flex gap-2 sm:max-w-md">
          {status && <input type="hidden" name="status" value={status} />}
          <TextField key={q} name="q" type="search" label="Search projects" hideLabel placeholder="Search names" defaultValue={q} maxLength={100} frameClassName="min-w-0 flex-1" />
          <Button type="submit" icon={Search}>
            <span className="max-sm:sr-only">Search</span>
          </Button>
        </SearchForm>
      </search>
      <Table
        caption="Projects"
        rows={projects.rows}
        rowKey={({ id }) => id}
        href={({ id }) => `/projects/${id}`}
        columns={[
          { key: 'name', header: 'Project', cell: (row) => <span dir="auto">{row.name}</span> },
          { key: 'status', header: 'Status', cell: (row) => <span className="inline-flex flex-wrap gap-1"><ProjectBadge status={row.status} />{row.isDefault && <Badge icon={FolderKanban}>For new pieces</Badge>}</span> },
          { key: 'owner', header: 'Owner', cell: (row) => row.owner ?? '–' },
          { key: 'pieces', header: 'Pieces', cell: (row) => <StatusBar pieces={row.pieces} most={most} /> },
          { key: 'goals', header: 'Goals', cell: (row) => <GoalProgress goals={row.goals} /> },
          { key: 'dates', header: 'Dates', cell: (row) => spanWords(row) },
        ]}
        empty={
          later ? (
            <EmptyState title="No more projects" action={<LinkButton to="/projects">Back to the first page</LinkButton>}>
              The list ended on the page before.
            </EmptyState>
          ) : q || status ? (
            <EmptyState title="No project matches" action={<LinkButton to="/projects">Show all</LinkButton>}>
              {q ? 'The search looks at names.' : 'None has this status now.'}
            </EmptyState>
          ) : (
            <EmptyState icon={FolderKanban} title="No projects yet" action={create('Begin the first project')}>
              A project gathers pieces that want the same thing, and tells everyone how they should sound.
            </EmptyState>
          )
        }
      />
      <Pager previous={null} next={projects.next} />
    </>
  );
}
