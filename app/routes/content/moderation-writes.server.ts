import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import type { CommentStatus } from '#app/domains/content/comment.ts';
import { commentsInput } from '#app/domains/content/comment-inputs.ts';
import { deleteComments, markComments } from '#app/domains/content/moderate-comments.server.ts';
import { withIds } from '#app/platform/form.server.ts';
import { here, redirectWithToast, submission, wayBack } from '#app/platform/guard.server.ts';

type Args = ActionFunctionArgs;

const chosen = withIds(commentsInput);

const DEED: Record<CommentStatus, { intent: string; done: string }> = {
  approved: { intent: 'approve', done: 'approved' },
  rejected: { intent: 'reject', done: 'rejected' },
  spam: { intent: 'spam', done: 'marked as spam' },
  pending: { intent: 'wait', done: 'waiting again' },
};

const HERE = '/content/comments';
const tab = (status: CommentStatus) => (status === 'pending' ? HERE : `${HERE}?status=${status}`);

const said = (count: number, deed: string) => `${count === 1 ? 'The comment is' : `${count} comments are`} ${deed}.`;

/** The way back starts from the tab where they are now, and leads to the one where they were. */
export async function mark(args: Args, from: CommentStatus, to: CommentStatus) {
  const { org, form } = await submission(args, 'content:moderate', chosen);
  if (!form.ok) return form.reply();
  const { ids } = form.value;
  const marked = await markComments(org, { ids, to });
  if (!marked.ok) return form.refuse(marked.problem);
  return redirectWithToast(args.context, here(args.request), { message: said(marked.value, DEED[to].done), ...(from === to ? {} : wayBack(tab(to), ids, { intent: DEED[from].intent })) });
}

export async function remove(args: Args) {
  const { org, form } = await submission(args, 'content:moderate', chosen);
  if (!form.ok) return form.reply();
  const deleted = await deleteComments(org, form.value.ids);
  if (!deleted.ok) return form.refuse(deleted.problem);
  return redirectWithToast(args.context, here(args.request), { message: said(deleted.value, 'deleted'), ...wayBack(here(args.request), form.value.ids, { intent: 'restore' }) });
}

export async function restore(args: Args) {
  const { org, form } = await submission(args, 'content:moderate', chosen);
  if (!form.ok) return form.reply();
  const restored = await deleteComments(org, form.value.ids, false);
  return restored.ok ? redirectWithToast(args.context, here(args.request), said(restored.value, 'back')) : form.refuse(restored.problem);
}
