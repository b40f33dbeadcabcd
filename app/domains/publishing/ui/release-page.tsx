import { Link } from '@remix-run/react';
import { CalendarClock, Layers, Send, X } from 'lucide-react';
import { useState } from 'react';
import type { ContentStatus } from '#app/domains/content/status.ts';
import { STATUSES } from '#app/domains/content/ui/words.ts';
import { replyTo } from '#app/platform/form-reply.ts';
import { Badge } from '#app/ui/badge.tsx';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { MomentFields } from '#app/ui/moment-fields.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { RadioField } from '#app/ui/radio-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { Time } from '#app/ui/time.tsx';
import type { PublicationKind, PublicationStatus, ReleaseStatus } from '../publication.ts';
import { ReleaseBadge } from './release-badge.tsx';

interface ShownRelease {
  id: string;
  name: string;
  note: string;
  status: ReleaseStatus;
  dueAt: string | null;
  doneAt: string | null;
  timeZone: string;
  failure: string;
}

interface ReleasedItem {
  itemId: string;
  kind: PublicationKind;
  title: string;
  status: ContentStatus;
  revision: number;
  publishedRevision: number | null;
  deletedAt: string | null;
  pinned: number | null;
  outcome: PublicationStatus | null;
}

interface ReleasePageProps {
  release: ShownRelease;
  items: readonly ReleasedItem[];
  why: string | null;
  reply: unknown;
}

/** What goes live together, when, and the one press that decides it. */
export function ReleasePage(props: ReleasePageProps) {
  const { release, items, reply } = props;
  const { organization, person } = useShell();
  const open = release.status === 'open';
  return (
    <>
      <PageHeader
        title={release.name}
        lead={release.note || undefined}
        above={
          <span className="flex flex-wrap items-center gap-2">
            <Link to="/content/releases">Releases</Link>
            <ReleaseBadge status={release.status} />
            {(release.doneAt ?? release.dueAt) && <Time at={(release.doneAt ?? release.dueAt)!} zone={person.timeZone} otherZone={release.timeZone} />}
          </span>
        }
        action={<Deeds {...props} />}
      />
      {release.failure && (
        <p role="alert" className="mb-4 rounded-md bg-failed-wash px-3 py-2 text-failed">
          None of it went out: {release.failure} Mend it, then take the release off the schedule and schedule it again.
        </p>
      )}
      <Table
        caption="Pieces of the release"
        rows={items}
        rowKey={({ itemId }) => itemId}
        columns={[
          {
            key: 'title',
            header: 'Piece',
            cell: (row) => (
              <Link to={`/content/${row.itemId}`} dir="auto">
                {row.title || 'Untitled'}
              </Link>
            ),
          },
          { key: 'what', header: 'What happens', cell: (row) => (row.kind === 'unpublish' ? 'Is taken down' : row.status === 'published' ? 'Its update goes live' : 'Goes live') },
          { key: 'status', header: 'Now', cell: (row) => <Badge tone={STATUSES[row.status].tone}>{row.deletedAt ? 'In the trash' : STATUSES[row.status].word}</Badge> },
          { key: 'revision', header: 'Revision', align: 'end', cell: (row) => <Pinned row={row} open={open} /> },
          ...(open ? [{ key: 'out', header: 'Leave out', hideHeader: true, align: 'end' as const, className: 'foot', cell: (row: ReleasedItem) => <LeaveOut releaseId={release.id} itemId={row.itemId} organizationId={organization.id} reply={reply} why={props.why} /> }] : []),
        ]}
        empty={
          <EmptyState title="Nothing in it yet" icon={Layers} action={<LinkButton to="/content">Choose pieces</LinkButton>}>
            Open a piece and choose “Add to a release”.
          </EmptyState>
        }
      />
    </>
  );
}

/** Which words go out: pinned once it is scheduled. */
function Pinned({ row, open }: { row: ReleasedItem; open: boolean }) {
  if (row.kind === 'unpublish') return '–';
  if (open || row.pinned === null) return row.revision;
  return row.pinned < row.revision ? `${row.pinned}, now at ${row.revision}` : row.pinned;
}

function LeaveOut({ releaseId, itemId, organizationId, reply, why }: { releaseId: string; itemId: string; organizationId: string; reply: unknown; why: string | null }) {
  return (
    <Form reply={replyTo(reply, 'leave-out')} organizationId={organizationId} className="" preventScrollReset>
      <input type="hidden" name="intent" value="leave-out" />
      <input type="hidden" name="releaseId" value={releaseId} />
      <input type="hidden" name="ids[]" value={itemId} />
      <SubmitButton tone="quiet" size="small" whyNot={why}>
        Leave out
      </SubmitButton>
    </Form>
  );
}

function Deeds({ release, items, why, reply }: ReleasePageProps) {
  const { organization, person } = useShell();
  const [later, setLater] = useState(true);
  const answered = replyTo(reply, 'schedule-release');
  const hidden = (intent: string) => (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="releaseId" value={release.id} />
    </>
  );
  return (
    <>
      <FormDialog label="Rename" title="Name and note" tone="quiet" whyNot={why} reply={replyTo(reply, 'change-release')}>
        {(cancel) => (
          <Form reply={replyTo(reply, 'change-release')} organizationId={organization.id}>
            {hidden('change-release')}
            <TextField name="name" label="Name" maxLength={120} defaultValue={release.name} required />
            <TextAreaField name="note" label="Note" optional maxLength={1000} rows={2} defaultValue={release.note} />
            <DialogActions>
              {cancel}
              <SubmitButton>Save</SubmitButton>
            </DialogActions>
          </Form>
        )}
      </FormDialog>
      {release.status === 'open' && (
        <>
          <Form reply={replyTo(reply, 'remove-release')} organizationId={organization.id} className="">
            {hidden('remove-release')}
            <SubmitButton tone="quiet" whyNot={why}>
              Remove
            </SubmitButton>
          </Form>
          <FormDialog label="Publish the release" title="Publish the release" description="Each piece is pinned as it stands now. All of them go at one instant; if one cannot, none does." tone="primary" icon={Send} whyNot={why ?? (items.length === 0 ? 'There is nothing in it yet.' : null)} reply={answered}>
            {(cancel) => (
              <Form reply={answered} organizationId={organization.id} onChange={(event) => event.target instanceof HTMLInputElement && event.target.name === 'when' && setLater(event.target.value === 'later')}>
                {hidden('schedule-release')}
                <RadioField
                  name="when"
                  label="When"
                  defaultValue="later"
                  options={[
                    { value: 'later', label: 'At a moment I choose' },
                    { value: 'now', label: 'Now' },
                  ]}
                />
                <div className={later ? undefined : 'hidden unscripted:block'}>
                  <MomentFields zone={person.timeZone} />
                </div>
                <DialogActions>
                  {cancel}
                  <SubmitButton icon={later ? CalendarClock : undefined}>{later ? 'Schedule all of it' : 'Publish all of it'}</SubmitButton>
                </DialogActions>
              </Form>
            )}
          </FormDialog>
        </>
      )}
      {(release.status === 'scheduled' || release.status === 'failed') && (
        <Form reply={replyTo(reply, 'cancel-release')} organizationId={organization.id} className="">
          {hidden('cancel-release')}
          <SubmitButton tone="secondary" icon={X} whyNot={why}>
            Take off the schedule
          </SubmitButton>
        </Form>
      )}
    </>
  );
}
