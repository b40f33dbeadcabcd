import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { answerInput, commentInput, commentOnlyInput, editCommentInput } from '#app/domains/content/comment-inputs.ts';
import * as comments from '#app/domains/content/comment-on-item.server.ts';
import { redirectWithToast, submission } from '#app/platform/guard.server.ts';

type Args = ActionFunctionArgs;

/** Where the thread stands on the item's page, for a browser without scripts to land on. */
const at = ({ params }: Args, thread?: string) => `/content/${params.itemId}${thread ? `#comment-${thread}` : ''}`;

export async function comment(args: Args) {
  const { org, form } = await submission(args, 'content:comment', commentInput);
  if (!form.ok) return form.reply();
  const added = await comments.addComment(org, form.value);
  return added.ok ? redirectWithToast(args.context, at(args, added.value), 'Your comment is added.') : form.refuse(added.problem);
}

export async function answer(args: Args) {
  const { org, form } = await submission(args, 'content:comment', answerInput);
  if (!form.ok) return form.reply();
  const answered = await comments.answerComment(org, form.value);
  return answered.ok ? redirectWithToast(args.context, at(args, form.value.parentId), 'Your answer is added.') : form.refuse(answered.problem);
}

export async function editComment(args: Args) {
  const { org, form } = await submission(args, 'content:comment', editCommentInput);
  if (!form.ok) return form.reply();
  const edited = await comments.editComment(org, form.value);
  return edited.ok ? redirectWithToast(args.context, at(args), 'Your comment is changed.') : form.refuse(edited.problem);
}

/** Resolving has its way back on the toast; so has opening again, which is only the other way round. */
async function settle(args: Args, resolved: boolean) {
  const { org, form } = await submission(args, 'content:comment', commentOnlyInput);
  if (!form.ok) return form.reply();
  const settled = await comments.resolveThread(org, form.value.commentId, resolved);
  if (!settled.ok) return form.refuse(settled.problem);
  const undo = { action: at(args), fields: { intent: resolved ? 'reopen' : 'resolve', commentId: form.value.commentId } };
  return redirectWithToast(args.context, at(args), { message: resolved ? 'The thread is resolved.' : 'The thread is open again.', undo });
}

export const resolve = (args: Args) => settle(args, true);
export const reopen = (args: Args) => settle(args, false);

export async function deleteComment(args: Args) {
  const { org, form } = await submission(args, 'content:comment', commentOnlyInput);
  if (!form.ok) return form.reply();
  const deleted = await comments.deleteComment(org, form.value.commentId);
  if (!deleted.ok) return form.refuse(deleted.problem);
  return redirectWithToast(args.context, at(args), { message: 'The comment is deleted.', undo: { action: at(args), fields: { intent: 'restore-comment', commentId: form.value.commentId } } });
}

export async function restoreComment(args: Args) {
  const { org, form } = await submission(args, 'content:comment', commentOnlyInput);
  if (!form.ok) return form.reply();
  const restored = await comments.deleteComment(org, form.value.commentId, false);
  return restored.ok ? redirectWithToast(args.context, at(args), 'The comment is back.') : form.refuse(restored.problem);
}
