import { type ActionFunctionArgs, data } from '@remix-run/cloudflare';
import { gather as gatherPieces } from '#app/domains/publishing/gather-release.server.ts';
import { gatherInput, movePublicationInput, previewInput, publicationInput, publishItemInput, revokePreviewInput, unpublishItemInput } from '#app/domains/publishing/inputs.ts';
import { cancelPublication, movePublication } from '#app/domains/publishing/move-publication.server.ts';
import { makePreview, revokePreview } from '#app/domains/publishing/preview.server.ts';
import { publishItem } from '#app/domains/publishing/publish-item.server.ts';
import { unpublishItem } from '#app/domains/publishing/unpublish-item.server.ts';
import { withIds } from '#app/platform/form.server.ts';
import { here, redirectWithToast, submission } from '#app/platform/guard.server.ts';

type Args = ActionFunctionArgs;

export async function publish(args: Args) {
  const { org, form } = await submission(args, 'content:publish', publishItemInput);
  if (!form.ok) return form.reply();
  const published = await publishItem(org, form.value);
  if (!published.ok) return form.refuse(published.problem);
  return redirectWithToast(args.context, here(args.request), published.value.dueAt ? 'It is scheduled.' : 'It is live.');
}

export async function unpublish(args: Args) {
  const { org, form } = await submission(args, 'content:publish', unpublishItemInput);
  if (!form.ok) return form.reply();
  const taken = await unpublishItem(org, form.value);
  if (!taken.ok) return form.refuse(taken.problem);
  return redirectWithToast(args.context, here(args.request), taken.value.dueAt ? 'It will be taken down.' : 'Readers do not see it any more.');
}

export async function reschedule(args: Args) {
  const { org, form } = await submission(args, 'content:publish', movePublicationInput);
  if (!form.ok) return form.reply();
  const moved = await movePublication(org, form.value);
  return moved.ok ? redirectWithToast(args.context, here(args.request), 'The moment is changed.') : form.refuse(moved.problem);
}

export async function cancel(args: Args) {
  const { org, form } = await submission(args, 'content:publish', publicationInput);
  if (!form.ok) return form.reply();
  const cancelled = await cancelPublication(org, form.value);
  return cancelled.ok ? redirectWithToast(args.context, here(args.request), 'It is off the schedule.') : form.refuse(cancelled.problem);
}

export async function gather(args: Args) {
  const { org, form } = await submission(args, 'content:publish', withIds(gatherInput));
  if (!form.ok) return form.reply();
  const gathered = await gatherPieces(org, form.value);
  return gathered.ok ? redirectWithToast(args.context, `/content/releases/${form.value.releaseId}`, 'It is in the release.') : form.refuse(gathered.problem);
}

/** The address is answered and not redirected away: it is told this once. */
export async function preview(args: Args) {
  const { org, form } = await submission(args, 'content:write', previewInput);
  if (!form.ok) return form.reply();
  const made = await makePreview(org, form.value);
  return made.ok ? data({ preview: made.value }) : form.refuse(made.problem);
}

export async function takePreviewBack(args: Args) {
  const { org, form } = await submission(args, 'content:write', revokePreviewInput);
  if (!form.ok) return form.reply();
  const revoked = await revokePreview(org, form.value);
  return revoked.ok ? redirectWithToast(args.context, here(args.request), 'The link shows nothing any more.') : form.refuse(revoked.problem);
}
