import { Check, PencilLine } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { whyNotApprove } from '../../status.ts';
import type { ReviewProps } from './reviewed-item.ts';

/** The revision goes with it, so that nobody approves what they have not read. */
export function DecisionForm({ item, approvals, rule, me, reply, organizationId, asked }: ReviewProps & { asked: boolean }) {
  const why = whyNotApprove(item, me, me.userId, rule);
  const already = approvals.some(({ status, approverId, contentHash }) => status === 'approved' && approverId === me.userId && contentHash === item.contentHash);
  return (
    <Form action={`/content/${item.id}`} reply={replyTo(reply, 'decide-review')} organizationId={organizationId} className="grid gap-2" resetOnSuccess preventScrollReset>
      <input type="hidden" name="intent" value="decide-review" />
      <input type="hidden" name="itemId" value={item.id} />
      <input type="hidden" name="revision" value={item.revision} />
      <TextAreaField name="comment" label={asked ? 'You are asked for your word' : 'Your word on it'} rows={2} maxLength={2000} hint="Asking for changes needs a sentence that says which." />
      <p className="flex flex-wrap gap-2">
        <SubmitButton tone={asked ? 'primary' : 'secondary'} size="small" icon={Check} name="decision" value="approved" whyNot={why ?? item.unfinished ?? (already ? 'You approved this text already.' : null)}>
          Approve
        </SubmitButton>
        <SubmitButton tone="secondary" size="small" icon={PencilLine} name="decision" value="changes_requested" whyNot={why}>
          Ask for changes
        </SubmitButton>
      </p>
    </Form>
  );
}
