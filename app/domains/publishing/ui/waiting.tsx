import { Link } from '@remix-run/react';
import { CalendarClock, TriangleAlert, X } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { type Member, whyNot } from '#app/platform/permission.ts';
import { Badge } from '#app/ui/badge.tsx';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { MomentFields } from '#app/ui/moment-fields.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import type { ShownPublication } from './shown-publication.ts';

interface WaitingProps {
  publication: ShownPublication;
  /** The revision that the desk shows. */
  revision: number;
  me: Member;
  reply: unknown;
}

/** One thing that is going to happen: what, when on whose clock, and the two ways to change one's mind. */
export function Waiting({ publication, revision, me, reply }: WaitingProps) {
  const { person } = useShell();
  const { kind, dueAt, timeZone, isLate, releaseId, release } = publication;
  return (
    <div className="grid gap-2 rounded-md border border-rule bg-sheet px-3 py-2.5 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={isLate ? 'failed' : 'planned'} icon={isLate ? TriangleAlert : CalendarClock}>
          {isLate ? 'Late' : 'Scheduled'}
        </Badge>
        <span>
          {kind === 'publish' ? `Revision ${publication.revision} goes live` : 'It is taken down'} <Time at={dueAt} zone={person.timeZone} otherZone={timeZone} />
        </span>
      </p>
      {isLate && <p className="text-failed">Its moment has passed. It is carried out as soon as the clock runs again.</p>}
      {kind === 'publish' && publication.revision !== null && publication.revision < revision && <p className="text-ink-soft">What was written since revision {publication.revision} is not in it.</p>}
      {releaseId ? (
        <p className="text-ink-soft">
          Part of the release <Link to={`/content/releases/${releaseId}`}>{release}</Link>
        </p>
      ) : (
        <div className="flex flex-wrap gap-2">
          <MoveDialog publication={publication} reply={reply} why={whyNot(me, 'content:publish')} />
          <CancelForm publication={publication} reply={reply} why={whyNot(me, 'content:publish')} />
        </div>
      )}
    </div>
  );
}

interface DeedProps {
  publication: ShownPublication;
  reply: unknown;
  why: string | null;
}

export function MoveDialog({ publication, reply, why }: DeedProps) {
  const { organization } = useShell();
  const answered = replyTo(reply, 'reschedule');
  const mine = answered?.values.publicationId === publication.id ? answered : undefined;
  return (
    <FormDialog label="Change the moment" title="Change the moment" description="The same revision goes out, at another time." size="small" tone="quiet" whyNot={why} reply={mine}>
      {(cancel) => (
        <Form reply={mine} organizationId={organization.id} preventScrollReset>
          <input type="hidden" name="intent" value="reschedule" />
          <input type="hidden" name="publicationId" value={publication.id} />
          <MomentFields at={publication.dueAt} zone={publication.timeZone} />
          <DialogActions>
            {cancel}
            <SubmitButton>Change the moment</SubmitButton>
          </DialogActions>
        </Form>
      )}
    </FormDialog>
  );
}

export function CancelForm({ publication, reply, why }: DeedProps) {
  const { organization } = useShell();
  return (
    <Form reply={replyTo(reply, 'cancel-publication')} organizationId={organization.id} className="" preventScrollReset>
      <input type="hidden" name="intent" value="cancel-publication" />
      <input type="hidden" name="publicationId" value={publication.id} />
      <SubmitButton tone="quiet" size="small" icon={X} whyNot={why}>
        Cancel it
      </SubmitButton>
    </Form>
  );
}
