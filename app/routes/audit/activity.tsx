import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Form, useLoaderData, useLocation } from '@remix-run/react';
import { auditEntries } from '#db/queries/audit.ts';
import { members } from '#db/queries/members.ts';
import { auditFilter } from '#app/domains/audit/filter.ts';
import { ACTIONS, actorOf, deed } from '#app/domains/audit/sentence.ts';
import { EntrySentence } from '#app/domains/audit/ui/entry-sentence.tsx';
import { read } from '#app/platform/guard.server.ts';
import { pageOf } from '#app/platform/page.ts';
import { Button, buttonLook } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FilterChips } from '#app/ui/filter-chips.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { Time } from '#app/ui/time.tsx';

export const meta = () => [{ title: 'Activity · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const { entries, people } = await read(args, 'audit:read', {
    entries: auditEntries(auditFilter(search), pageOf(args.request, 'number')),
    people: members({ limit: 100 }),
  });
  const shown = { actor: search.get('actor') ?? '', action: search.get('action') ?? '', from: search.get('from') ?? '', to: search.get('to') ?? '' };
  return { entries, shown, people: people.rows.map(({ userId, name }) => ({ value: userId, label: name })) };
}

/** "Invited … as …": the deed with its particulars left open. */
const BLANKS = { name: '…', email: '…', role: '…', from: '…', to: '…', label: '…', count: '…' };

function actionLabel(action: string): string {
  const words = deed(action, BLANKS);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

export default function Activity() {
  const { entries, shown, people } = useLoaderData<typeof loader>();
  const { person, organization } = useShell();
  const { search } = useLocation();
  const chips = [
    { name: 'actor', value: shown.actor, label: `Who: ${people.find(({ value }) => value === shown.actor)?.label ?? 'someone'}` },
    { name: 'action', value: shown.action, label: `What: ${actionLabel(shown.action)}` },
    { name: 'from', value: shown.from, label: `From ${shown.from}` },
    { name: 'to', value: shown.to, label: `To ${shown.to}` },
  ].filter((chip) => chip.value !== '');
  return (
    <>
      <PageHeader
        title="Activity"
        lead="Every change, by whom and when. Entries are chained: none can be changed or removed unseen."
        action={
          <a href={`/settings/activity/export${search}`} download className={buttonLook()}>
            Export as CSV
          </a>
        }
      />
      <Form method="get" className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_auto_auto_auto]">
        <SelectField key={`a${shown.actor}`} name="actor" label="Who" placeholder="Anyone" options={people} defaultValue={shown.actor} />
        <SelectField key={`b${shown.action}`} name="action" label="What" placeholder="Anything" options={ACTIONS.map((action) => ({ value: action, label: actionLabel(action) }))} defaultValue={shown.action} />
        <TextField key={`c${shown.from}`} name="from" type="date" label="From" defaultValue={shown.from} />
        <TextField key={`d${shown.to}`} name="to" type="date" label="To" defaultValue={shown.to} />
        <Button type="submit">Filter</Button>
      </Form>
      <FilterChips filters={chips} />
      <div className="mt-4">
        <Table
          caption="Activity, newest first"
          rows={entries.rows}
          rowKey={(entry) => String(entry.sequence)}
          empty={<EmptyState title="Nothing matches">Remove a filter to see more.</EmptyState>}
          columns={[
            { key: 'what', header: 'What', cell: (entry) => <EntrySentence who={actorOf(entry)} what={deed(entry.action, entry.metadata)} /> },
            { key: 'when', header: 'When', cell: (entry) => <Time at={entry.createdAt} zone={person.timeZone} otherZone={organization.timeZone} /> },
            { key: 'from', header: 'IP address', cell: (entry) => entry.ip ?? '–' },
            { key: 'number', header: 'No.', align: 'end', cell: (entry) => entry.sequence },
          ]}
        />
      </div>
      <Pager previous={null} next={entries.next} />
    </>
  );
}
