import { RotateCcw } from 'lucide-react';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { type Column, Table } from '#app/ui/table.tsx';
import { Time } from '#app/ui/time.tsx';

interface RemovedTableProps<Row> {
  caption: string;
  /** What one of them is called, over their names. */
  header: string;
  removed: { rows: readonly Row[]; next: string | null };
  columns: readonly Column<Row>[];
  /** Where each is asked back, and by which name its id goes there. */
  action: string;
  field: 'projectId' | 'campaignId';
  whyNot: string | null;
}

/** What was put away, and can come back. */
export function RemovedTable<Row extends { id: string; name: string; deletedAt: string | null }>({ caption, header, removed, columns, action, field, whyNot }: RemovedTableProps<Row>) {
  const { organization, person } = useShell();
  return (
    <>
      <Table
        caption={caption}
        rows={removed.rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', header, cell: (row) => <span dir="auto">{row.name}</span> },
          ...columns,
          { key: 'removed', header: 'Removed', cell: (row) => (row.deletedAt ? <Time at={row.deletedAt} zone={person.timeZone} show="relative" /> : '–') },
          {
            key: 'restore',
            header: 'Restore',
            hideHeader: true,
            align: 'end',
            className: 'foot',
            cell: (row) => (
              <Form action={action} organizationId={organization.id} className="">
                <input type="hidden" name="intent" value="restore" />
                <input type="hidden" name={field} value={row.id} />
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
