import { Avatar } from '#app/ui/avatar.tsx';
import { buttonLook } from '#app/ui/button.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { partsOf, whyNotDelete, whyNotEdit } from '../../comment.ts';
import { Composer } from './composer.tsx';
import { authorOf, replyAbout, type ShownComment, type ThreadProps } from './shown-comment.ts';

/** One comment: who, when, the words, and what its reader may do about it. */
export function CommentEntry({ comment, ...panel }: { comment: ShownComment } & Omit<ThreadProps, 'thread'>) {
  const { itemId, organizationId, people, me, reply } = panel;
  const { person } = useShell();
  const editing = replyAbout(reply, 'edit-comment', 'commentId', comment.id);
  if (comment.deletedAt) return <p className="text-sm text-ink-faint italic">This comment was deleted.</p>;
  const mayEdit = whyNotEdit(comment.authorId, me, me.userId) === null;
  const mayDelete = whyNotDelete(comment.authorId, me, me.userId) === null;
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5">
      <Avatar name={authorOf(comment)} image={comment.image} size="small" />
      <div className="grid gap-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <b className="font-medium" dir="auto">
            {authorOf(comment)}
          </b>
          <span className="text-sm text-ink-soft">
            <Time at={comment.createdAt} zone={person.timeZone} show="relative" />
            {comment.editedAt && (
              <>
                , edited <Time at={comment.editedAt} zone={person.timeZone} show="relative" />
              </>
            )}
          </span>
        </p>
        <Words body={comment.body} people={people} />
        {(mayEdit || mayDelete) && (
          <div className="-ms-2 flex flex-wrap items-start gap-1">
            {mayEdit && (
              <details key={comment.body} open={editing !== undefined} className="open:w-full">
                <summary className={buttonLook('quiet', 'small')}>
                  Edit<span className="sr-only"> your comment</span>
                </summary>
                <div className="ps-2 pt-1.5">
                  <Composer
                    itemId={itemId}
                    organizationId={organizationId}
                    fields={{ intent: 'edit-comment', commentId: comment.id }}
                    people={people}
                    label="Your comment"
                    button="Save the change"
                    defaultValue={comment.body}
                    reply={editing}
                    whyNot={null}
                  />
                </div>
              </details>
            )}
            {mayDelete && (
              <Form action={`/content/${itemId}`} reply={replyAbout(reply, 'delete-comment', 'commentId', comment.id)} organizationId={organizationId} className="" preventScrollReset>
                <input type="hidden" name="intent" value="delete-comment" />
                <input type="hidden" name="commentId" value={comment.id} />
                <SubmitButton tone="quiet" size="small">
                  Delete<span className="sr-only"> the comment of {authorOf(comment)}</span>
                </SubmitButton>
              </Form>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

/** Plain text with the people in it; a name is the one that its owner has now. */
function Words({ body, people }: { body: string; people: ThreadProps['people'] }) {
  let at = 0;
  return (
    <p className="break-words whitespace-pre-wrap" dir="auto">
      {partsOf(body).map(({ text, userId }) => {
        const key = at;
        at += text.length;
        if (!userId) return <span key={key}>{text}</span>;
        return (
          <span key={key} className="font-medium text-accent">
            @{people.find(({ id }) => id === userId)?.name ?? text}
          </span>
        );
      })}
    </p>
  );
}
