import { Check, MessageSquareWarning, UserCheck } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Badge } from '#app/ui/badge.tsx';
import { CheckboxGroupField } from '#app/ui/checkbox-field.tsx';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { RadioField } from '#app/ui/radio-field.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { Time } from '#app/ui/time.tsx';
import { approvalsThatCount, isOpen, whyNotApprove } from '../../composing/post.ts';
import type { ComposeProps } from './composed.ts';

const WORDS: Record<string, string> = { approved: 'approved', changes_requested: 'asked for changes', pending: 'is asked', withdrawn: 'is not asked any more' };

/** Who was asked, who said what about which words, and the next step. */
export function ReviewPanel({ post, approvals, people, rule, me, why, reply }: ComposeProps) {
  const { organization, person } = useShell();
  const said = approvals.filter(({ status }) => status !== 'withdrawn');
  const given = post.contentHash ? approvalsThatCount(post.contentHash, post.versionBy, approvals, rule) : 0;
  if (!post.id || (rule.required === 0 && said.length === 0 && people.length < 2) || !post.targets.some(isOpen)) return null;
  const asked = replyTo(reply, 'ask-review');
  const decided = replyTo(reply, 'decide');
  return (
    <Section title="Approval" lead={rule.required > 0 ? `${rule.required === 1 ? 'One person has' : `${rule.required} people have`} to approve a post before it goes out.` : 'Nobody has to approve it. You can ask anyway.'}>
      <div className="grid gap-4">
        {rule.required > 0 && (
          <p className="flex flex-wrap items-center gap-2">
            <Badge tone={post.approvedAt && post.approval === 'approved' ? 'done' : post.approval === 'changes_requested' ? 'failed' : 'waiting'}>{post.approval === 'approved' ? 'Approved' : post.approval === 'changes_requested' ? 'Changes asked for' : post.approval === 'pending' ? 'Asked' : 'Not asked yet'}</Badge>
            {given} of {rule.required} given for the post as it stands.
          </p>
        )}
        {said.length > 0 && (
          <ol aria-label="What was said" className="grid gap-2">
            {said.map((each) => (
              <li key={each.id} className="grid gap-0.5">
                <p>
                  <span className="font-medium">{each.approver ?? 'Someone who left'}</span> {WORDS[each.status]}
                  {each.decidedAt && <> <Time at={each.decidedAt} zone={person.timeZone} show="relative" /></>}
                  {each.contentHash !== post.contentHash && <span className="text-ink-faint"> (of other words)</span>}
                </p>
                {(each.comment || each.note) && <p className="text-sm text-ink-soft" dir="auto">{each.comment || each.note}</p>}
              </li>
            ))}
          </ol>
        )}
        <div className="flex flex-wrap items-start gap-2">
          <FormDialog label="Ask for approval" title="Ask for approval" size="small" icon={UserCheck} whyNot={why.save ?? (post.targets.length === 0 ? 'Choose at least one account, and save.' : null)} reply={asked}>
            {(cancel) => (
              <Form reply={asked} organizationId={organization.id} preventScrollReset>
                <input type="hidden" name="intent" value="ask-review" />
                <input type="hidden" name="postId" value={post.id!} />
                <input type="hidden" name="revision" value={post.revision} />
                <div data-starts-here>
                  <CheckboxGroupField name="reviewers[]" label="Reviewers" options={people.map(({ id, name }) => {
                    const isWriter = rule.fourEyes && id === me.userId;
                    return { value: id, label: id === me.userId ? `${name} (you)` : name, hint: isWriter ? 'Wrote this last, so their word would not count.' : undefined, disabled: isWriter };
                  })} />
                </div>
                <TextAreaField name="note" label="Note" optional maxLength={1000} rows={2} hint="What should they look at?" />
                <DialogActions>
                  {cancel}
                  <SubmitButton>Send the request</SubmitButton>
                </DialogActions>
              </Form>
            )}
          </FormDialog>
          {post.contentHash && (
            <FormDialog label="Decide" title="Your word on this post" description="It counts for the words and files as they are now, on every account." size="small" icon={Check} whyNot={whyNotApprove(post.versionBy, me, rule)} reply={decided}>
              {(cancel) => (
                <Form reply={decided} organizationId={organization.id} preventScrollReset>
                  <input type="hidden" name="intent" value="decide" />
                  <input type="hidden" name="postId" value={post.id!} />
                  <input type="hidden" name="contentHash" value={post.contentHash!} />
                  <RadioField name="decision" label="Your word" options={[{ value: 'approved', label: 'It can go out' }, { value: 'changes_requested', label: <span className="inline-flex items-center gap-1.5">Something has to change <MessageSquareWarning size={14} aria-hidden /></span> }]} defaultValue="approved" />
                  <TextAreaField name="comment" label="Comment" maxLength={2000} rows={3} hint="Needed where something has to change." optional />
                  <DialogActions>
                    {cancel}
                    <SubmitButton>Say so</SubmitButton>
                  </DialogActions>
                </Form>
              )}
            </FormDialog>
          )}
        </div>
      </div>
    </Section>
  );
}
