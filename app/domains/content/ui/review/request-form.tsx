import { UserRoundSearch } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { may } from '#app/platform/permission.ts';
import { CheckboxGroupField } from '#app/ui/checkbox-field.tsx';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { hasUpdate, whyNotApprove, whyNotAsk } from '../../status.ts';
import type { ReviewProps } from './reviewed-item.ts';

/** Asks people for their word, with a note. Only those who can give it are offered; whose word would not count says why. */
export function RequestForm({ item, approvals, rule, people, me, reply, organizationId }: ReviewProps) {
  const answered = replyTo(reply, 'request-review');
  const reviewers = people.filter((person) => may(person, 'content:approve'));
  const asked = approvals.filter(({ status }) => status === 'pending').flatMap(({ approverId }) => approverId ?? []);
  const again = item.status === 'in_review' || asked.length > 0;
  const nobody = reviewers.length === 0 ? 'Nobody here can approve. An admin can make someone an editor.' : null;
  return (
    <FormDialog
      label={again ? 'Ask others' : 'Request a review'}
      title={again ? 'Ask others for a review' : hasUpdate(item) ? 'Request a review of the update' : 'Request a review'}
      description={again ? 'Whoever is asked now takes the place of those who were asked before.' : `They read the text as it stands now. An edit afterwards voids what they said.${hasUpdate(item) ? ' Readers keep what they have.' : ''}`}
      size="small"
      tone={!again && rule.required > 0 ? 'primary' : 'secondary'}
      icon={UserRoundSearch}
      whyNot={whyNotAsk(item, me, approvals, rule) ?? nobody}
      reply={answered}
    >
      {(cancel) => (
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
      )}
    </FormDialog>
  );
}
