import { Link } from '@remix-run/react';
import { Undo2 } from 'lucide-react';
import { useId } from 'react';
import { replyTo } from '#app/platform/form-reply.ts';
import { whyNot } from '#app/platform/permission.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { late } from '#app/ui/late.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { approvalsThatCount, hasUpdate, isApproved, whyNotMove } from '../../status.ts';
import { STATUSES } from '../words.ts';
import { Decision } from './decision.tsx';
import { RequestForm } from './request-form.tsx';
import { nameOf, type ReviewProps, ruleInWords, voidedBy } from './reviewed-item.ts';
import { Said as DrawnSaid } from './said.tsx';

/** It comes with the first word that is said. */
const Said = import.meta.env.SSR ? DrawnSaid : late(async () => ({ default: (await import('./said.tsx')).Said }));

/** Where the piece stands, who was asked, who said what about which revision, and the next step. */
export function ReviewPanel({ inTrash, ...props }: ReviewProps & { inTrash: boolean }) {
  const { item, approvals, rule } = props;
  const heading = useId();
  const update = hasUpdate(item);
  const { word, tone, icon } = STATUSES[update ? stepOf(props) : item.status];
  const needed = Math.max(rule.required, 1);
  const upForReview = update || item.status === 'draft' || item.status === 'in_review' || item.status === 'approved';
  const said = approvals.filter(({ status }) => status !== 'withdrawn');
  const words = ruleInWords(rule);
  return (
    <section aria-labelledby={heading} className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id={heading} className="text-lg">
          Review
        </h2>
        <Badge tone={tone} icon={icon}>
          {update ? `Update: ${word.toLowerCase()}` : word}
        </Badge>
      </div>
      <Voided {...props} />
      {update && <p className="text-sm text-ink-soft">It is live with revision {item.publishedRevision}, and stays so. What is said here is about revision {item.revision}.</p>}
      {(words || item.status === 'in_review') && (
        <p className="text-sm text-ink-soft">
          {words} {upForReview && `${approvalsThatCount(item, approvals, rule)} of ${needed} given for the text as it stands.`}
        </p>
      )}
      {said.length > 0 && (
        <ol aria-label="What was said" className="grid gap-3">
          {said.map((approval) => (
            <Said key={approval.id} approval={approval} current={approval.contentHash === item.contentHash} />
          ))}
        </ol>
      )}
      <div className={inTrash ? 'hidden' : 'flex flex-wrap items-start gap-2'}>
        {item.status === 'draft' && <RequestForm {...props} />}
        {upForReview && <Decision {...props} />}
        {upForReview && item.status !== 'draft' && <RequestForm {...props} />}
        <Withdraw {...props} />
      </div>
    </section>
  );
}

/** An edit voids what was said about the text before it; what changed since is one press away. */
function Voided(props: ReviewProps) {
  const { person } = useShell();
  const voided = voidedBy(props);
  if (!voided) return null;
  return (
    <div className="grid gap-1 rounded-md bg-waiting-wash px-3 py-2 text-sm">
      <p>
        {nameOf(voided)} approved revision {voided.revision} <Time at={voided.decidedAt ?? voided.createdAt} zone={person.timeZone} show="relative" />, but it has changed since.
      </p>
      <p>
        <Link to={`/content/${props.item.id}/revisions?a=${voided.revision}&b=${props.item.revision}`} className="inline-flex min-h-6 items-center underline underline-offset-2">
          See what changed
        </Link>
      </p>
    </div>
  );
}

/** A piece goes back to the desk; a live one stays where it is, and only the request is gone. */
function Withdraw({ item, approvals, rule, me, reply, organizationId }: ReviewProps) {
  const isAsked = approvals.some(({ status }) => status === 'pending');
  const isLive = item.status === 'published';
  if (isLive ? !(isAsked && hasUpdate(item)) : item.status !== 'in_review' && item.status !== 'approved') return null;
  const intent = isLive ? 'withdraw-review' : 'move';
  return (
    <Form action={`/content/${item.id}`} reply={replyTo(reply, intent)} organizationId={organizationId} className="" preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="itemId" value={item.id} />
      <input type="hidden" name="revision" value={item.revision} />
      <input type="hidden" name="to" value="draft" />
      <SubmitButton tone="quiet" size="small" icon={Undo2} whyNot={isLive ? whyNot(me, 'content:write') : whyNotMove(item, 'draft', me, approvals, rule)}>
        {isAsked ? 'Withdraw the request' : 'Back to draft'}
      </SubmitButton>
    </Form>
  );
}

/** How far the new text of a live piece has come. */
const stepOf = ({ item, approvals, rule }: ReviewProps) => (isApproved(item, approvals, rule) ? 'approved' : approvals.some(({ status }) => status === 'pending') ? 'in_review' : 'draft');
