import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { z } from 'zod';
import { moveAssets, purgeAssets, restoreAssets, tagAssets, trashAssets } from '#app/domains/media/change-assets.server.ts';
import { assetsInput, moveAssetsInput, tagAssetsInput } from '#app/domains/media/inputs.ts';
import { files, PURGE_WORD } from '#app/domains/media/ui/words.ts';
import { withIds } from '#app/platform/form.server.ts';
import { here, redirectWithToast, submission, wayBack } from '#app/platform/guard.server.ts';

const moveInput = withIds(moveAssetsInput.extend({ from: z.union([z.literal('top').transform(() => ''), z.uuid()]).optional().catch(undefined) }));
const purgeInput = withIds(assetsInput.extend({ confirmation: z.string().trim().refine((typed) => typed === PURGE_WORD, `Type “${PURGE_WORD}” to confirm.`) }));

type Args = ActionFunctionArgs;

export async function move(args: Args) {
  const { org, form } = await submission(args, 'media:write', moveInput);
  if (!form.ok) return form.reply();
  const { ids, folderId, from } = form.value;
  const moved = await moveAssets(org, { ids, folderId });
  if (!moved.ok) return form.refuse(moved.problem);
  const message = `${files(moved.value)} moved.`;
  return redirectWithToast(args.context, here(args.request), from === undefined ? message : { message, ...wayBack(here(args.request), ids, { intent: 'move', folderId: from }) });
}

export async function tag(args: Args) {
  const { org, form } = await submission(args, 'media:write', withIds(tagAssetsInput));
  if (!form.ok) return form.reply();
  const tagged = await tagAssets(org, form.value);
  if (!tagged.ok) return form.refuse(tagged.problem);
  const { add } = form.value;
  return redirectWithToast(args.context, here(args.request), add.length > 0 ? `${files(tagged.value)} tagged ${add.join(', ')}.` : 'The tag is taken off.');
}

export async function trash(args: Args, back: string) {
  const { org, form } = await submission(args, 'media:delete', withIds(assetsInput));
  if (!form.ok) return form.reply();
  const trashed = await trashAssets(org, form.value.ids);
  if (!trashed.ok) return form.refuse(trashed.problem);
  return redirectWithToast(args.context, back, { message: `${files(trashed.value)} moved to the trash.`, ...wayBack(back, form.value.ids, { intent: 'restore' }) });
}

export async function restore(args: Args) {
  const { org, form } = await submission(args, 'media:delete', withIds(assetsInput));
  if (!form.ok) return form.reply();
  const restored = await restoreAssets(org, form.value.ids);
  if (!restored.ok) return form.refuse(restored.problem);
  return redirectWithToast(args.context, here(args.request), `${files(restored.value)} restored.`);
}

export async function purge(args: Args, back: string) {
  const { org, form } = await submission(args, 'media:purge', purgeInput);
  if (!form.ok) return form.reply();
  const purged = await purgeAssets(org, form.value.ids);
  if (!purged.ok) return form.refuse(purged.problem);
  return redirectWithToast(args.context, back, `${files(purged.value)} deleted for good.`);
}
