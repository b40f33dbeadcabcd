import { CheckCheck, RotateCcw } from 'lucide-react';
import { buttonLook } from '#app/ui/button.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { CommentEntry } from './comment-entry.tsx';
import { Composer } from './composer.tsx';
import { authorOf, replyAbout, type ThreadProps } from './shown-comment.ts';

/** The words it stands on, what was said, and the two things to do about it: answer, and be done with it. */
export function CommentThread(props: ThreadProps) {
  const { thread, itemId, organizationId, people, me, why, reply, onShowAnchor } = props;
  const { opening, answers } = thread;
  const resolved = opening.resolvedAt !== null;
  const answering = replyAbout(reply, 'answer', 'parentId', opening.id);
  const settling = resolved ? 'reopen' : 'resolve';
  return (
    <li id={`comment-${opening.id}`} className="grid scroll-mt-24 gap-3 rounded-lg border border-rule bg-sheet p-3 target:border-accent">
      {opening.anchor && (
        <blockquote className="border-s-2 border-accent ps-2.5 text-sm text-ink-soft">
          <p className="line-clamp-3 break-words" dir="auto">
            {opening.anchor.quote}
          </p>
          {onShowAnchor && (
            <button type="button" onClick={() => onShowAnchor(opening.id)} className="min-h-6 underline underline-offset-2 hover:text-ink unscripted:hidden">
              Show in the text
            </button>
          )}
        </blockquote>
      )}
      <CommentEntry comment={opening} {...props} />
      {answers.length > 0 && (
        <ol aria-label="Answers" className="grid gap-3 border-s border-rule ps-3">
          {answers.map((answer) => (
            <li key={answer.id} id={`comment-${answer.id}`}>
              <CommentEntry comment={answer} {...props} />
            </li>
          ))}
        </ol>
      )}
      <div className="flex flex-wrap items-start gap-1.5">
        {why === null && (
          <details key={answers.length} open={answering !== undefined} className="open:w-full">
            <summary className={buttonLook('secondary', 'small')}>
              Answer<span className="sr-only"> {authorOf(opening)}</span>
            </summary>
            <div className="pt-2">
              <Composer itemId={itemId} organizationId={organizationId} fields={{ intent: 'answer', itemId, parentId: opening.id }} people={people.filter(({ id }) => id !== me.userId)} label="Your answer" button="Answer" adds reply={answering} whyNot={why} />
            </div>
          </details>
        )}
        <Form action={`/content/${itemId}`} reply={replyAbout(reply, settling, 'commentId', opening.id)} organizationId={organizationId} className="" preventScrollReset>
          <input type="hidden" name="intent" value={settling} />
          <input type="hidden" name="commentId" value={opening.id} />
          <SubmitButton tone="quiet" size="small" icon={resolved ? RotateCcw : CheckCheck} whyNot={why}>
            {resolved ? 'Open again' : 'Resolve'}
          </SubmitButton>
        </Form>
        {resolved && <p className="self-center text-sm text-ink-soft">Resolved{opening.resolver ? ` by ${opening.resolver}` : ''}</p>}
      </div>
    </li>
  );
}
