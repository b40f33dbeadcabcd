import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { z } from 'zod';
import type { CommentStatus } from '#app/domains/content/comment.ts';
import { commentsInput } from '#app/domains/content/comment-inputs.ts';
import { deleteComments, markComments } from '#app/domains/content/moderate-comments.server.ts';
import { redirectWithToast, submission } from '#app/platform/guard.server.ts';
import type { Toast } from '#app/platform/session.server.ts';

type Args = ActionFunctionArgs;

/** A list as a form with ticks sends it, or as one text with commas, as a way back in a toast carries it. */
const chosen = z.preprocess((sent) => {
  const fields = sent as Record<string, unknown>;
  return typeof fields.ids === 'string' ? { ...fields, ids: fields.ids.split(',') } : fields;
}, commentsInput);

const DEED: Record<CommentStatus, { intent: string; done: string }> = {
  approved: { intent: 'approve', done: 'approved' },
  rejected: { intent: 'reject', done: 'rejected' },
  spam: { intent: 'spam', done: 'marked as spam' },
  pending: { intent: 'wait', done: 'waiting again' },
};

const HERE = '/content/comments';
const tab = (status: CommentStatus) => (status === 'pending' ? HERE : `${HERE}?status=${status}`);

function here(request: Request): string {
  const url = new URL(request.url);
  url.searchParams.delete('_routes');
  return url.pathname.replace(/\.data$/, '') + url.search;
}

const said = (count: number, deed: string) => `${count === 1 ? 'The comment is' : `${count} comments are`} ${deed}.`;

/** A toast lives in a cookie of 4 KB; a longer list finds its way back through its tab. */
const wayBack = (action: string, intent: string, ids: string[]): Pick<Toast, 'undo'> => (ids.length > 40 ? {} : { undo: { action, fields: { intent, ids: ids.join(',') } } });

/** The way back starts from the tab where they are now, and leads to the one where they were. */
export async function mark(args: Args, from: CommentStatus, to: CommentStatus) {
  const { org, form } = await submission(args, 'content:moderate', chosen);
  if (!form.ok) return form.reply();
  const { ids } = form.value;
  const marked = await markComments(org, { ids, to });
  if (!marked.ok) return form.refuse(marked.problem);
  return redirectWithToast(args.context, here(args.request), { message: said(marked.value, DEED[to].done), ...(from === to ? {} : wayBack(tab(to), DEED[from].intent, ids)) });
}

export async function remove(args: Args) {
  const { org, form } = await submission(args, 'content:moderate', chosen);
  if (!form.ok) return form.reply();
  const deleted = await deleteComments(org, form.value.ids);
  if (!deleted.ok) return form.refuse(deleted.problem);
  return redirectWithToast(args.context, here(args.request), { message: said(deleted.value, 'deleted'), ...wayBack(here(args.request).slice(0, 200), 'restore', form.value.ids) });
}

export async function restore(args: Args) {
  const { org, form } = await submission(args, 'content:moderate', chosen);
  if (!form.ok) return form.reply();
  const restored = await deleteComments(org, form.value.ids, false);
  return restored.ok ? redirectWithToast(args.context, here(args.request), said(restored.value, 'back')) : form.refuse(restored.problem);
}
