import { useEffect, useId, useRef } from 'react';
import { replyTo } from '#app/platform/form-reply.ts';
import { late } from '#app/ui/late.tsx';
import type { Anchor } from '../../comment.ts';
import { Composer } from './composer.tsx';
import { type ShownComment, type Thread, type ThreadProps, threadsOf } from './shown-comment.ts';
import { CommentThread as DrawnThread } from './thread.tsx';

/** Most pieces have none: it comes with the first. */
const CommentThread = import.meta.env.SSR ? DrawnThread : late(async () => ({ default: (await import('./thread.tsx')).CommentThread }));

interface CommentsPanelProps extends Omit<ThreadProps, 'thread'> {
  comments: readonly ShownComment[];
  /** A place in the text that a new comment is to stand on. */
  newAnchor?: Anchor | null;
  /** The comment stands there now, or its writer thought better of it. */
  onAnchorUsed?: () => void;
}

/** What the team says about the piece. Every part of it is a plain form, and works without scripts. */
export function CommentsPanel({ comments, newAnchor = null, onAnchorUsed, ...props }: CommentsPanelProps) {
  const { itemId, organizationId, people, me, why, reply } = props;
  const threads = threadsOf(comments);
  const open = threads.filter(({ opening }) => opening.resolvedAt === null);
  const resolved = threads.filter(({ opening }) => opening.resolvedAt !== null);
  const field = useRef<HTMLTextAreaElement>(null);
  const heading = useId();

  useEffect(() => {
    if (newAnchor) field.current?.focus();
  }, [newAnchor]);

  const known = useRef(new Set(comments.map(({ id }) => id)));
  useEffect(() => {
    const fresh = comments.filter(({ id }) => !known.current.has(id));
    for (const { id } of fresh) known.current.add(id);
    if (newAnchor && fresh.some(({ authorId, anchor }) => authorId === me.userId && anchor?.quote === newAnchor.quote && anchor.before === newAnchor.before)) onAnchorUsed?.();
  }, [comments, newAnchor, onAnchorUsed, me.userId]);

  return (
    <section aria-labelledby={heading} className="grid gap-4">
      <h2 id={heading} className="text-lg">
        Comments{open.length > 0 && <span className="text-sm font-normal text-ink-faint tabular-nums"> {open.length} open</span>}
      </h2>
      <div className="grid gap-2">
        {newAnchor && (
          <blockquote className="border-s-2 border-accent ps-2.5 text-sm text-ink-soft">
            <p className="line-clamp-3 break-words" dir="auto">
              {newAnchor.quote}
            </p>
            <button type="button" onClick={onAnchorUsed} className="min-h-6 underline underline-offset-2 hover:text-ink">
              Comment on the whole piece instead
            </button>
          </blockquote>
        )}
        <Composer
          itemId={itemId}
          organizationId={organizationId}
          fields={{ intent: 'comment', itemId, anchor: newAnchor ? JSON.stringify(newAnchor) : '' }}
          people={people.filter((person) => person.id !== me.userId)}
          label={newAnchor ? 'A comment on the chosen words' : 'A comment on the piece'}
          button="Comment"
          placeholder="Type @ to name someone"
          adds
          reply={replyTo(reply, 'comment')}
          whyNot={why}
          fieldRef={field}
        />
      </div>
      {threads.length === 0 && <p className="text-sm text-ink-soft">Nothing said yet. Choose words in the text to comment on just those.</p>}
      <Threads threads={open} {...props} />
      {resolved.length > 0 && (
        <details>
          <summary className="min-h-6 w-fit cursor-pointer text-sm text-ink-soft underline underline-offset-2">{resolved.length === 1 ? '1 resolved thread' : `${resolved.length} resolved threads`}</summary>
          <div className="pt-3">
            <Threads threads={resolved} {...props} />
          </div>
        </details>
      )}
    </section>
  );
}

function Threads({ threads, ...props }: { threads: readonly Thread[] } & Omit<ThreadProps, 'thread'>) {
  if (threads.length === 0) return null;
  return (
    <ol className="grid gap-3">
      {threads.map((thread) => (
        <CommentThread key={thread.opening.id} thread={thread} {...props} />
      ))}
    </ol>
  );
}
