import { Send } from 'lucide-react';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { Time } from '#app/ui/time.tsx';
import { DeliveryBadge } from './badges.tsx';

export interface DeliveryRow {
  id: string;
  event: string;
  status: string;
  attempts: number;
  responseStatus: number | null;
  failure: string;
  tookMs: number | null;
  triedAt: string | null;
  createdAt: string;
}

/** What one endpoint was told, newest first; each row leads to its words and the answer. */
export function DeliveriesTable({ endpointId, rows, whyNotReplay }: { endpointId: string; rows: readonly DeliveryRow[]; whyNotReplay: string | null }) {
  const { person, organization } = useShell();
  const pageOf = (row: DeliveryRow) => `/settings/webhooks/${endpointId}/deliveries/${row.id}`;
  return (
    <Table
      caption="Deliveries, newest first"
      rows={rows}
      rowKey={(row) => row.id}
      href={pageOf}
      empty={
        <EmptyState title="Nothing was sent yet" icon={Send}>
          Each delivery appears here with the answer that it got. A test is a good first one.
        </EmptyState>
      }
      columns={[
        {
          key: 'event',
          header: 'Event',
          cell: (row) => (
            <span className="grid">
              <code className="font-mono text-sm">{row.event}</code>
              {row.failure && <span className="text-sm font-normal text-ink-soft">{row.failure}</span>}
            </span>
          ),
        },
        { key: 'status', header: 'Status', cell: (row) => <DeliveryBadge status={row.status} attempts={row.attempts} /> },
        { key: 'answer', header: 'Answer', align: 'end', cell: (row) => (row.responseStatus === null ? '–' : `${row.responseStatus}${row.tookMs === null ? '' : `, ${row.tookMs.toLocaleString('en')} ms`}`), className: 'tabular-nums @[40rem]:whitespace-nowrap' },
        { key: 'tries', header: 'Tries', align: 'end', cell: (row) => row.attempts },
        { key: 'when', header: 'When', cell: (row) => <Time at={row.triedAt ?? row.createdAt} zone={person.timeZone} otherZone={organization.timeZone} show="relative" />, className: '@[40rem]:whitespace-nowrap' },
        {
          key: 'replay',
          header: 'Send again',
          hideHeader: true,
          align: 'end',
          className: 'foot',
          cell: (row) => <ReplayForm action={pageOf(row)} deliveryId={row.id} whyNot={whyNotReplay} of={row.event} small />,
        },
      ]}
    />
  );
}

interface ReplayFormProps {
  action?: string;
  deliveryId: string;
  whyNot: string | null;
  /** Which one, for those who hear the button alone. */
  of: string;
  small?: boolean;
  reply?: unknown;
}

export function ReplayForm({ action, deliveryId, whyNot, of, small = false, reply }: ReplayFormProps) {
  const { organization } = useShell();
  return (
    <Form action={action} organizationId={organization.id} reply={reply} className="">
      <input type="hidden" name="deliveryId" value={deliveryId} />
      <SubmitButton tone="secondary" size={small ? 'small' : 'normal'} whyNot={whyNot}>
        Send again<span className="sr-only">: {of}</span>
      </SubmitButton>
    </Form>
  );
}
