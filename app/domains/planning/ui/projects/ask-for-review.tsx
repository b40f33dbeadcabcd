import { useLocation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { titleOf } from '#app/domains/content/ui/words.ts';
import { replyTo } from '#app/platform/form-reply.ts';
import { type Member, may } from '#app/platform/permission.ts';
import { Button } from '#app/ui/button.tsx';
import { CheckboxGroupField } from '#app/ui/checkbox-field.tsx';
import { Dialog, DialogActions } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import type { BoardCard } from './shown-project.ts';

export interface Reviewer extends Member {
  id: string;
  name: string;
}

interface AskForReviewProps {
  card: BoardCard | null;
  people: readonly Reviewer[];
  me: Reviewer;
  reply: unknown;
  onClose: () => void;
}

/** A card dropped on “In review” asks whom to ask. Left without an answer, it stays where it was. */
export function AskForReview({ card, people, me, reply, onClose }: AskForReviewProps) {
  const { organization } = useShell();
  const { key, pathname } = useLocation();
  const seen = useRef(key);
  const answered = replyTo(reply, 'request-review');
  const reviewers = people.filter((person) => may(person, 'content:approve'));
  // biome-ignore lint/correctness/useExhaustiveDependencies: every accepted answer is a new location
  useEffect(() => {
    if (seen.current !== key && !answered) onClose();
    seen.current = key;
  }, [key]);
  return (
    <Dialog open={card !== null} onClose={onClose} title="Request a review" description={card ? `Of “${titleOf(card)}”. They read the text as it stands now.` : undefined}>
      {card && (
        <Form action={pathname} reply={answered} organizationId={organization.id} preventScrollReset>
          <input type="hidden" name="intent" value="request-review" />
          <input type="hidden" name="itemId" value={card.id} />
          <input type="hidden" name="revision" value={card.revision} />
          {reviewers.length === 0 ? (
            <p>Nobody here can approve. An admin can make someone an editor.</p>
          ) : (
            <div data-starts-here>
              <CheckboxGroupField name="reviewers[]" label="Reviewers" options={reviewers.map(({ id, name }) => ({ value: id, label: id === me.id ? `${name} (you)` : name }))} />
            </div>
          )}
          <TextAreaField name="note" label="Note" optional maxLength={1000} rows={2} hint="What should they look at?" />
          <DialogActions>
            <Button onClick={onClose}>Leave it where it is</Button>
            <SubmitButton whyNot={reviewers.length === 0 ? 'There is nobody to ask.' : null}>Send the request</SubmitButton>
          </DialogActions>
        </Form>
      )}
    </Dialog>
  );
}
