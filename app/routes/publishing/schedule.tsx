import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { CalendarClock } from 'lucide-react';
import { clockHands } from '#db/queries/deliveries.ts';
import { past, upcoming } from '#db/queries/publishing.ts';
import { OrganiseLinks } from '#app/domains/content/ui/organise/organise-links.tsx';
import { KIND_WORDS } from '#app/domains/publishing/publication.ts';
import type { ShownPublication } from '#app/domains/publishing/ui/shown-publication.ts';
import { CancelForm, MoveDialog } from '#app/domains/publishing/ui/waiting.tsx';
import { intentOf, read, unknownIntent } from '#app/platform/guard.server.ts';
import { pageOf } from '#app/platform/page.ts';
import { whyNot } from '#app/platform/permission.ts';
import { Badge, type BadgeTone } from '#app/ui/badge.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { type Column, Table } from '#app/ui/table.tsx';
import { TabsNav } from '#app/ui/tabs-nav.tsx';
import { Time } from '#app/ui/time.tsx';
import * as outlet from './publish-writes.server.ts';

export const meta = () => [{ title: 'Schedule · Masthead' }];

const VIEWS = { upcoming: 'To come', done: 'Went out', failed: 'Could not go out' } as const;
type View = keyof typeof VIEWS;

export async function loader(args: LoaderFunctionArgs) {
  const asked = new URL(args.request.url).searchParams.get('show') ?? 'upcoming';
  const show: View = asked in VIEWS ? (asked as View) : 'upcoming';
  const page = pageOf(args.request, 'timed');
  const { viewer, rows, clock } = await read(args, 'content:read', { rows: show === 'upcoming' ? upcoming(page) : past(show, page), clock: clockHands() });
  return { show, page: rows, beatAt: clock.find(({ name }) => name === 'tick')?.beatAt ?? null, why: whyNot(viewer, 'content:publish') };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'reschedule':
      return outlet.reschedule(args);
    case 'cancel-publication':
      return outlet.cancel(args);
    default:
      throw unknownIntent();
  }
}

const EMPTY: Record<View, { title: string; words: string }> = {
  upcoming: { title: 'Nothing is scheduled', words: 'Open a piece and choose Publish, then Later. It appears here with its moment.' },
  done: { title: 'Nothing went out yet', words: 'What is published or taken down appears here, with the second at which it happened.' },
  failed: { title: 'Nothing failed', words: 'Should something stand in the way of a piece at its moment, it is told here and on your bell.' },
};

export default function Schedule() {
  const { show, page, beatAt, why } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { person } = useShell();
  const columns: Column<ShownPublication>[] = [
    {
      key: 'title',
      header: 'Piece',
      cell: (row) => (
        <Link to={`/content/${row.itemId}`} dir="auto">
          {row.title || 'Untitled'}
        </Link>
      ),
    },
    { key: 'what', header: 'What', cell: (row) => <What row={row} /> },
    { key: 'when', header: 'When', cell: (row) => <Time at={row.doneAt ?? row.dueAt} zone={person.timeZone} otherZone={row.timeZone} /> },
    { key: 'by', header: 'Decided by', cell: (row) => row.asker ?? 'A program' },
    ...(show === 'upcoming' ? [deeds(why, reply)] : []),
  ];
  return (
    <>
      <PageHeader title="Schedule" lead={<Clock beatAt={beatAt} />} above={<OrganiseLinks />} />
      <TabsNav label="Schedule" tabs={Object.entries(VIEWS).map(([key, label]) => ({ to: key === 'upcoming' ? '/content/schedule' : `?show=${key}`, label, current: key === show }))} />
      <Table
        caption={VIEWS[show]}
        rows={page.rows}
        rowKey={({ id }) => id}
        columns={columns}
        empty={
          <EmptyState title={EMPTY[show].title} icon={CalendarClock}>
            {EMPTY[show].words}
          </EmptyState>
        }
      />
      <Pager previous={null} next={page.next} />
    </>
  );
}

const LATE_AFTER = 180_000;

/** Whether anything will go out at all. */
function Clock({ beatAt }: { beatAt: string | null }) {
  const { person, now } = useShell();
  const late = beatAt === null || Date.parse(now) - Date.parse(beatAt) > LATE_AFTER;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Badge tone={late ? 'failed' : 'done'}>{late ? 'The clock is late' : 'The clock runs'}</Badge>
      {beatAt && (
        <span>
          It ticked <Time at={beatAt} zone={person.timeZone} show="relative" />.
        </span>
      )}
    </span>
  );
}

const TONES: Record<ShownPublication['status'], BadgeTone> = { scheduled: 'planned', done: 'done', cancelled: 'idle', failed: 'failed' };

function What({ row }: { row: ShownPublication }) {
  return (
    <span className="grid gap-1">
      <span className="flex flex-wrap items-center gap-2">
        <Badge tone={row.isLate ? 'failed' : TONES[row.status]}>{row.isLate ? 'Late' : KIND_WORDS[row.kind]}</Badge>
        {row.revision !== null && <span className="text-ink-soft">Revision {row.revision}</span>}
        {row.releaseId && <Link to={`/content/releases/${row.releaseId}`}>{row.release}</Link>}
      </span>
      {row.failure && <span className="text-sm text-failed">{row.failure}</span>}
    </span>
  );
}

const deeds = (why: string | null, reply: unknown): Column<ShownPublication> => ({
  key: 'deeds',
  header: 'Change',
  hideHeader: true,
  align: 'end',
  className: 'foot',
  cell: (row) =>
    row.releaseId === null && (
      <span className="flex flex-wrap justify-end gap-2">
        <MoveDialog publication={row} reply={reply} why={why} />
        <CancelForm publication={row} reply={reply} why={why} />
      </span>
    ),
});
