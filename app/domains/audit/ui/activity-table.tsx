import { EmptyState } from '#app/ui/empty-state.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { Time } from '#app/ui/time.tsx';
import { actorOf, deed, type Entry } from '../sentence.ts';
import { EntrySentence } from './entry-sentence.tsx';

type Told = Entry & { sequence: number; createdAt: string };

/** What happened to one thing, the latest first. */
export function ActivityTable({ entries, of }: { entries: { rows: readonly Told[]; next: string | null }; of: 'account' | 'campaign' | 'project' }) {
  const { person } = useShell();
  return (
    <>
      <Table
        caption="Activity, newest first"
        rows={entries.rows}
        rowKey={(entry) => String(entry.sequence)}
        columns={[
          { key: 'what', header: 'What', cell: (entry) => <EntrySentence who={actorOf(entry)} what={deed(entry.action, entry.metadata)} /> },
          { key: 'when', header: 'When', cell: (entry) => <Time at={entry.createdAt} zone={person.timeZone} /> },
        ]}
        empty={<EmptyState title="Nothing has happened yet">Every change of the {of} is written down here, by whom and when.</EmptyState>}
      />
      <Pager previous={null} next={entries.next} />
    </>
  );
}
