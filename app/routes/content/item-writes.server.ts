import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { changeItemsInput, decideReviewInput, moveItemInput, requestReviewInput, saveItemInput, withdrawReviewInput } from '#app/domains/content/inputs.ts';
import { moveItem } from '#app/domains/content/move-item.server.ts';
import { decideReview, requestReview, withdrawReview } from '#app/domains/content/review-item.server.ts';
import { saveItem } from '#app/domains/content/save-item.server.ts';
import { changeItems } from '#app/domains/content/trash-items.server.ts';
import { withIds } from '#app/platform/form.server.ts';
import { redirectWithToast, submission } from '#app/platform/guard.server.ts';

type Args = ActionFunctionArgs;

const here = ({ params }: Args) => `/content/${params.itemId}`;

/** The plain form: for where no script runs, the same save as the editor's. */
export async function save(args: Args) {
  const { org, form } = await submission(args, 'content:write', saveItemInput);
  if (!form.ok) return form.reply();
  const saved = await saveItem(org, form.value);
  return saved.ok ? redirectWithToast(args.context, here(args), 'Saved.') : form.refuse(saved.problem);
}

/** Under which project it stands: said beside the page, which shows it at once. */
export async function file(args: Args) {
  const { org, form } = await submission(args, 'content:write', withIds(changeItemsInput));
  if (!form.ok) return form.reply();
  const filed = await changeItems(org, form.value);
  return filed.ok ? null : form.refuse(filed.problem);
}

export async function move(args: Args) {
  const { org, form } = await submission(args, 'content:write', moveItemInput);
  if (!form.ok) return form.reply();
  const moved = await moveItem(org, form.value);
  if (!moved.ok) return form.refuse(moved.problem);
  return redirectWithToast(args.context, here(args), form.value.to === 'archived' ? 'The piece is archived.' : 'The piece is a draft again.');
}

export async function requestWords(args: Args) {
  const { org, form } = await submission(args, 'content:write', requestReviewInput);
  if (!form.ok) return form.reply();
  const asked = await requestReview(org, form.value);
  if (!asked.ok) return form.refuse(asked.problem);
  const { length } = form.value.reviewers;
  return redirectWithToast(args.context, here(args), length === 1 ? 'The reviewer is asked.' : `${length} reviewers are asked.`);
}

export async function decide(args: Args) {
  const { org, form } = await submission(args, 'content:approve', decideReviewInput);
  if (!form.ok) return form.reply();
  const decided = await decideReview(org, form.value);
  if (!decided.ok) return form.refuse(decided.problem);
  const words = form.value.decision === 'changes_requested' ? 'Your changes are asked for.' : decided.value.enough ? (decided.value.status === 'published' ? 'The update is approved.' : 'The piece is approved.') : 'Your approval counts. More are needed.';
  return redirectWithToast(args.context, here(args), words);
}

export async function withdraw(args: Args) {
  const { org, form } = await submission(args, 'content:write', withdrawReviewInput);
  if (!form.ok) return form.reply();
  const withdrawn = await withdrawReview(org, form.value);
  return withdrawn.ok ? redirectWithToast(args.context, here(args), 'The request is withdrawn.') : form.refuse(withdrawn.problem);
}
