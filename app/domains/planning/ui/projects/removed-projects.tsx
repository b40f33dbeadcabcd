import { RotateCcw } from 'lucide-react';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { Time } from '#app/ui/time.tsx';
import { ProjectBadge } from './project-badge.tsx';
import type { RemovedProject } from './shown-project.ts';
import { StatusBar } from './status-bar.tsx';

interface RemovedProps {
  removed: { rows: RemovedProject[]; next: string | null };
  /** How far each status is counted. */
  most: number;
  whyNot: string | null;
}

/** What was put away, and can come back. */
export function RemovedProjects({ removed, most, whyNot }: RemovedProps) {
  const { organization, person } = useShell();
  return (
    <>
      <Table
        caption="Removed projects"
        rows={removed.rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', header: 'Project', cell: (row) => <span dir="auto">{row.name}</span> },
          { key: 'status', header: 'Was', cell: (row) => <ProjectBadge status={row.status} /> },
          { key: 'pieces', header: 'Pieces', cell: (row) => <StatusBar pieces={row.pieces} most={most} /> },
          { key: 'removed', header: 'Removed', cell: (row) => (row.deletedAt ? <Time at={row.deletedAt} zone={person.timeZone} show="relative" /> : '–') },
          {
            key: 'restore',
            header: 'Restore',
            hideHeader: true,
            align: 'end',
            className: 'foot',
            cell: (row) => (
              <Form action="/projects" organizationId={organization.id} className="">
                <input type="hidden" name="intent" value="restore" />
                <input type="hidden" name="projectId" value={row.id} />
                <SubmitButton tone="secondary" size="small" icon={RotateCcw} whyNot={whyNot} aria-label={`Restore ${row.name}`}>
                  Restore
                </SubmitButton>
              </Form>
            ),
          },
        ]}
        empty={<EmptyState title="Nothing is removed">What you remove waits here, with all that belongs to it, until you want it back.</EmptyState>}
      />
      <Pager previous={null} next={removed.next} />
    </>
  );
}
