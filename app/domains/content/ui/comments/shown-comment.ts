import { type FormReply, replyTo } from '#app/platform/form-reply.ts';
import type { Member } from '#app/platform/permission.ts';
import type { Anchor } from '../../comment.ts';

/** A comment of the team as db/queries/comments.ts answers it. */
export interface ShownComment {
  id: string;
  parentId: string | null;
  authorId: string | null;
  author: string | null;
  image: string | null;
  body: string;
  anchor: Anchor | null;
  resolvedAt: string | null;
  resolver: string | null;
  createdAt: string;
  editedAt: string | null;
  deletedAt: string | null;
}

export interface CommentPerson {
  id: string;
  name: string;
}

export interface Thread {
  opening: ShownComment;
  answers: ShownComment[];
}

/** Threads in the order they were opened; answers whose opening is gone for good are nowhere to be shown. */
export function threadsOf(comments: readonly ShownComment[]): Thread[] {
  const threads = new Map<string, Thread>();
  for (const comment of comments) if (comment.parentId === null) threads.set(comment.id, { opening: comment, answers: [] });
  for (const comment of comments) if (comment.parentId !== null) threads.get(comment.parentId)?.answers.push(comment);
  return [...threads.values()];
}

export const authorOf = (comment: { author: string | null }) => comment.author ?? 'Someone who left';

export interface ThreadProps {
  thread: Thread;
  itemId: string;
  organizationId: string;
  people: readonly CommentPerson[];
  me: Member & { userId: string };
  /** Why the reader may not take part. */
  why: string | null;
  reply: unknown;
  onShowAnchor?: ((id: string) => void) | undefined;
}

/** The answer to one of several forms with the same intent: the one about this thread or comment. */
export function replyAbout(reply: unknown, intent: string, field: string, id: string): FormReply | undefined {
  const answered = replyTo(reply, intent);
  return answered?.values[field] === id ? answered : undefined;
}
