import { StatusBadge } from '#app/domains/content/ui/status-badge.tsx';
import { titleOf, TYPES } from '#app/domains/content/ui/words.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { Time } from '#app/ui/time.tsx';
import type { BoardCard } from './shown-project.ts';

/** All pieces of the project, one a line, last edited first. */
export function ProjectList({ projectId, pieces }: { projectId: string; pieces: { rows: BoardCard[]; next: string | null } }) {
  const { person } = useShell();
  return (
    <>
      <Table
        caption="Pieces of the project"
        rows={pieces.rows}
        rowKey={({ id }) => id}
        href={({ id }) => `/content/${id}`}
        columns={[
          { key: 'title', header: 'Piece', cell: (row) => <span lang={row.language} dir="auto" className="font-serif text-lg leading-snug">{titleOf(row)}</span> },
          { key: 'status', header: 'Status', cell: (row) => <StatusBadge status={row.status} /> },
          { key: 'type', header: 'Type', cell: (row) => TYPES[row.type].word },
          { key: 'author', header: 'Author', cell: (row) => row.author ?? '–' },
          { key: 'edited', header: 'Edited', cell: (row) => <Time at={row.editedAt} zone={person.timeZone} show="relative" /> },
        ]}
        empty={
          <EmptyState title="No pieces here yet" action={<LinkButton to={`/content/new?project=${projectId}`}>Write the first one</LinkButton>}>
            A piece is filed under a project when it begins, in its details, or with many others from the list of content.
          </EmptyState>
        }
      />
      <Pager previous={null} next={pieces.next} />
    </>
  );
}
