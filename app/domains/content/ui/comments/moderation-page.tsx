import { MessageCircleOff, MessagesSquare } from 'lucide-react';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, isFormReply } from '#app/ui/form.tsx';
import { useHydrated } from '#app/ui/hydrated.ts';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TabsNav } from '#app/ui/tabs-nav.tsx';
import { useSelection } from '#app/ui/use-selection.ts';
import { COMMENT_WORDS, type CommentStatus } from '../../comment.ts';
import { OrganiseLinks } from '../organise/organise-links.tsx';
import { DecisionBar, PlainDecisions } from './decision-bar.tsx';
import { type ReaderComment, ReaderComments } from './reader-comments.tsx';

interface ModerationPageProps {
  comments: { rows: ReaderComment[]; next: string | null };
  waiting: number;
  status: CommentStatus;
  later: boolean;
  /** Whether the organization takes comments at all. */
  open: boolean;
  reply: unknown;
}

const TABS: readonly CommentStatus[] = ['pending', 'approved', 'rejected', 'spam'];

/** What readers wrote, by what was decided about it. */
export function ModerationPage({ comments, waiting, status, later, open, reply }: ModerationPageProps) {
  const { organization } = useShell();
  const hydrated = useHydrated();
  const refused = isFormReply(reply) ? reply : undefined;
  const selection = useSelection(comments.rows, refused !== undefined);
  return (
    <>
      <PageHeader
        above={<OrganiseLinks />}
        title="Readers’ comments"
        lead={open ? 'A comment is shown once someone here approves it.' : 'Readers cannot comment at the moment. What they wrote before is kept here.'}
        action={!open && <LinkButton to="/settings/content">Take comments</LinkButton>}
      />
      <TabsNav
        label="Readers’ comments"
        tabs={TABS.map((each) => ({
          to: each === 'pending' ? '/content/comments' : `/content/comments?status=${each}`,
          label: COMMENT_WORDS[each],
          current: each === status,
          ...(each === 'pending' && waiting > 0 ? { count: waiting } : {}),
        }))}
      />
      {selection.ids.size > 0 && (
        <div className="sticky top-13 z-10 mb-4 bg-paper py-1">
          <DecisionBar rows={comments.rows} selection={selection} status={status} organizationId={organization.id} reply={refused} />
        </div>
      )}
      {comments.rows.length === 0 ? (
        <Nothing status={status} later={later} />
      ) : (
        <Form reply={hydrated ? undefined : refused} organizationId={organization.id} className="grid gap-4" onSubmit={(event) => hydrated && event.preventDefault()}>
          <ReaderComments rows={comments.rows} selection={selection} />
          {!hydrated && <PlainDecisions status={status} />}
        </Form>
      )}
      <Pager previous={null} next={comments.next} />
    </>
  );
}

function Nothing({ status, later }: { status: CommentStatus; later: boolean }) {
  if (later) {
    return (
      <EmptyState title="No more comments" icon={MessagesSquare} action={<LinkButton to={status === 'pending' ? '/content/comments' : `?status=${status}`}>Back to the first page</LinkButton>}>
        The list ended on the page before.
      </EmptyState>
    );
  }
  if (status === 'pending') {
    return (
      <EmptyState title="Nothing waits for you" icon={MessagesSquare}>
        When a reader comments on a published piece, it stands here until someone approves or rejects it.
      </EmptyState>
    );
  }
  return (
    <EmptyState title={`Nothing ${COMMENT_WORDS[status].toLowerCase() === 'spam' ? 'marked as spam' : COMMENT_WORDS[status].toLowerCase()}`} icon={MessageCircleOff}>
      Comments that are {status === 'spam' ? 'marked as spam, or caught by the hidden field,' : COMMENT_WORDS[status].toLowerCase()} stand here and can be taken back.
    </EmptyState>
  );
}
