import type { ReactNode } from 'react';
import type { FormReply } from '#app/platform/form-reply.ts';
import { CheckboxGroupField } from '#app/ui/checkbox-field.tsx';
import { DialogActions } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { whyNotApprove } from '../../status.ts';
import type { Reviewer, ReviewProps } from './reviewed-item.ts';

interface ReviewersFormProps extends Pick<ReviewProps, 'item' | 'rule' | 'me' | 'organizationId'> {
  reviewers: readonly Reviewer[];
  asked: string[];
  answered: FormReply | undefined;
  cancel: ReactNode;
}

/** Only those who can give their word are offered; whose word would not count says why. */
export function ReviewersForm({ item, rule, me, organizationId, reviewers, asked, answered, cancel }: ReviewersFormProps) {
  return (
    <Form action={`/content/${item.id}`} reply={answered} organizationId={organizationId} preventScrollReset>
      <input type="hidden" name="intent" value="request-review" />
      <input type="hidden" name="itemId" value={item.id} />
      <input type="hidden" name="revision" value={item.revision} />
      <div data-starts-here>
        <CheckboxGroupField
          name="reviewers[]"
          label="Reviewers"
          defaultValue={asked}
          options={reviewers.map((person) => {
            const why = whyNotApprove({ ...item, status: 'in_review' }, person, person.id, rule);
            return { value: person.id, label: person.id === me.userId ? `${person.name} (you)` : person.name, hint: why === null ? undefined : 'Changed this text last, so their word would not count.', disabled: why !== null };
          })}
        />
      </div>
      <TextAreaField name="note" label="Note" optional maxLength={1000} rows={2} hint="What should they look at?" />
      <DialogActions>
        {cancel}
        <SubmitButton>Send the request</SubmitButton>
      </DialogActions>
    </Form>
  );
}
