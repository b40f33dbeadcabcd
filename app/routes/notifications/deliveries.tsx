import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Send } from 'lucide-react';
import { z } from 'zod';
import { clockHands, deliveries } from '#db/queries/deliveries.ts';
import type { JobStatus } from '#db/schema/choices.ts';
import { retryDelivery } from '#app/domains/notifications/retry-delivery.server.ts';
import { read, redirectWithToast, submission } from '#app/platform/guard.server.ts';
import { pageOf } from '#app/platform/page.ts';
import { whyNot } from '#app/platform/permission.ts';
import { Badge, type BadgeTone } from '#app/ui/badge.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { TabsNav } from '#app/ui/tabs-nav.tsx';
import { Time } from '#app/ui/time.tsx';

export const meta = () => [{ title: 'Deliveries · Masthead' }];

const VIEWS: Record<string, { label: string; statuses: JobStatus[] | undefined }> = {
  all: { label: 'All', statuses: undefined },
  open: { label: 'On the way', statuses: ['waiting', 'running'] },
  dead: { label: 'Not sent', statuses: ['dead'] },
};

const STATUS: Record<JobStatus, { tone: BadgeTone; word: string }> = {
  waiting: { tone: 'waiting', word: 'Waiting' },
  running: { tone: 'planned', word: 'Sending' },
  done: { tone: 'done', word: 'Sent' },
  dead: { tone: 'failed', word: 'Not sent' },
  dropped: { tone: 'idle', word: 'Dropped' },
};

/** What each hand of the clock did when it last moved. */
const HANDS: Record<string, string> = { tick: 'Last tick', consumer: 'Last delivery', sweep: 'Last clean-up' };

export async function loader(args: LoaderFunctionArgs) {
  const show = new URL(args.request.url).searchParams.get('show') ?? 'all';
  const { viewer, page, clock } = await read(args, 'delivery:read', { page: deliveries(VIEWS[show]?.statuses, pageOf(args.request, 'uuid')), clock: clockHands() });
  return { page, clock, show: show in VIEWS ? show : 'all', whyNotRetry: whyNot(viewer, 'delivery:retry') };
}

export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'delivery:retry', z.object({ id: z.uuid() }));
  if (!form.ok) return form.reply();
  const retried = await retryDelivery(org, form.value.id);
  return retried.ok ? redirectWithToast(args.context, '/settings/deliveries', 'It is sent again.') : form.refuse(retried.problem);
}

export default function Deliveries() {
  const { page, clock, show, whyNotRetry } = useLoaderData<typeof loader>();
  const { person, organization } = useShell();
  return (
    <>
      <PageHeader title="Deliveries" lead="Letters and other work that left, or should have. A failed one is tried again for an hour or longer, then waits for you." />
      <TabsNav label="Deliveries" tabs={Object.entries(VIEWS).map(([key, view]) => ({ to: key === 'all' ? '/settings/deliveries' : `?show=${key}`, label: view.label, current: key === show }))} />
      <Table
        caption="Deliveries, newest first"
        rows={page.rows}
        rowKey={(delivery) => delivery.id}
        empty={
          <EmptyState title={show === 'dead' ? 'Nothing failed' : show === 'open' ? 'Nothing on the way' : 'Nothing here yet'} icon={Send}>
            Invitations and other letters of the organization appear here with every try.
          </EmptyState>
        }
        columns={[
          {
            key: 'label',
            header: 'What',
            cell: (delivery) => (
              <span className="grid">
                {delivery.label}
                {delivery.lastError && <span className="text-sm font-normal text-ink-soft">{delivery.lastError}</span>}
              </span>
            ),
          },
          { key: 'status', header: 'Status', cell: (delivery) => <Badge tone={STATUS[delivery.status].tone}>{STATUS[delivery.status].word}</Badge> },
          { key: 'attempts', header: 'Tries', align: 'end', cell: (delivery) => delivery.attempts },
          { key: 'when', header: 'When', cell: (delivery) => <Time at={delivery.finishedAt ?? delivery.dueAt} zone={person.timeZone} otherZone={organization.timeZone} />, className: '@[40rem]:whitespace-nowrap' },
          {
            key: 'retry',
            header: 'Send again',
            hideHeader: true,
            align: 'end',
            className: 'foot',
            cell: (delivery) =>
              delivery.status === 'dead' && (
                <Form className="" organizationId={organization.id}>
                  <input type="hidden" name="id" value={delivery.id} />
                  <SubmitButton tone="secondary" size="small" whyNot={whyNotRetry}>
                    Send again<span className="sr-only">: {delivery.label}</span>
                  </SubmitButton>
                </Form>
              ),
          },
        ]}
      />
      <Pager previous={null} next={page.next} />
      <p className="mt-6 text-sm text-ink-soft">
        {clock.length === 0
          ? 'The clock has not ticked yet.'
          : clock.map((hand, index) => (
              <span key={hand.name}>
                {index > 0 && ' · '}
                {HANDS[hand.name] ?? hand.name} <Time at={hand.beatAt} zone={person.timeZone} show="relative" />
              </span>
            ))}
      </p>
    </>
  );
}
