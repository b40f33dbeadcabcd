import { UserRoundSearch } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { may } from '#app/platform/permission.ts';
import { FormDialog } from '#app/ui/dialog.tsx';
import { late } from '#app/ui/late.tsx';
import { hasUpdate, whyNotAsk } from '../../status.ts';
import type { ReviewProps } from './reviewed-item.ts';
import { ReviewersForm as DrawnForm } from './reviewers-form.tsx';

const ReviewersForm = import.meta.env.SSR ? DrawnForm : late(async () => ({ default: (await import('./reviewers-form.tsx')).ReviewersForm }));

/** Asks people for their word, with a note. */
export function RequestForm({ item, approvals, rule, people, me, reply, organizationId }: ReviewProps) {
  const answered = replyTo(reply, 'request-review');
  const reviewers = people.filter((person) => may(person, 'content:approve'));
  const asked = approvals.filter(({ status }) => status === 'pending').flatMap(({ approverId }) => approverId ?? []);
  const again = item.status === 'in_review' || asked.length > 0;
  const nobody = reviewers.length === 0 ? 'Nobody here can approve. An admin can make someone an editor.' : null;
  return (
    <FormDialog
      late
      label={again ? 'Ask others' : 'Request a review'}
      title={again ? 'Ask others for a review' : hasUpdate(item) ? 'Request a review of the update' : 'Request a review'}
      description={again ? 'Whoever is asked now takes the place of those who were asked before.' : `They read the text as it stands now. An edit afterwards voids what they said.${hasUpdate(item) ? ' Readers keep what they have.' : ''}`}
      size="small"
      tone={!again && rule.required > 0 ? 'primary' : 'secondary'}
      icon={UserRoundSearch}
      whyNot={whyNotAsk(item, me, approvals, rule) ?? nobody}
      reply={answered}
    >
      {(cancel) => <ReviewersForm item={item} rule={rule} me={me} organizationId={organizationId} reviewers={reviewers} asked={asked} answered={answered} cancel={cancel} />}
    </FormDialog>
  );
}
