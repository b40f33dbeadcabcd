import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Mail } from 'lucide-react';
import { letters } from '#db/queries/mailbox.ts';
import { developmentOnly } from '#app/platform/guard.server.ts';
import { readAsSystem } from '#app/platform/system.server.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { PlainFrame } from '#app/ui/plain-frame.tsx';
import { Table } from '#app/ui/table.tsx';
import { Time } from '#app/ui/time.tsx';

export const meta = () => [{ title: 'Mailbox · Masthead' }];

export async function loader({ context }: LoaderFunctionArgs) {
  developmentOnly(context);
  const answers = await readAsSystem(context, { letters: letters() });
  return { ...answers, now: new Date().toISOString() };
}

export default function Mailbox() {
  const { letters: rows, now } = useLoaderData<typeof loader>();
  return (
    <PlainFrame place="Development">
      <PageHeader title="Mailbox" lead="Every letter of this development app lands here. Nothing leaves the machine." />
      <Table
        caption="Letters, newest first"
        rows={rows}
        rowKey={(letter) => letter.id}
        href={(letter) => `/dev/mailbox/${letter.id}`}
        empty={
          <EmptyState title="No letters yet" icon={Mail}>
            Sign up or invite someone, and the letter appears here after a moment.
          </EmptyState>
        }
        columns={[
          { key: 'subject', header: 'Subject', cell: (letter) => letter.subject },
          { key: 'to', header: 'To', cell: (letter) => letter.recipient },
          { key: 'when', header: 'When', cell: (letter) => <Time at={letter.createdAt} zone="UTC" show="relative" now={now} /> },
        ]}
      />
    </PlainFrame>
  );
}
