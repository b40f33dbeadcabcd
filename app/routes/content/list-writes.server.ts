import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { z } from 'zod';
import { changeItemsInput, dropViewInput, itemsInput, keepViewInput } from '#app/domains/content/inputs.ts';
import * as views from '#app/domains/content/keep-view.server.ts';
import { changeItems, purgeItems, restoreItems, trashItems } from '#app/domains/content/trash-items.server.ts';
import { pieces, PURGE_WORD } from '#app/domains/content/ui/words.ts';
import { withIds } from '#app/platform/form.server.ts';
import { here, redirectWithToast, submission, wayBack } from '#app/platform/guard.server.ts';

type Args = ActionFunctionArgs;

const purgeInput = withIds(itemsInput.extend({ confirmation: z.string().trim().refine((typed) => typed === PURGE_WORD, `Type “${PURGE_WORD}” to confirm.`) }));

export async function change(args: Args) {
  const { org, form } = await submission(args, 'content:write', withIds(changeItemsInput));
  if (!form.ok) return form.reply();
  const changed = await changeItems(org, form.value);
  return changed.ok ? redirectWithToast(args.context, here(args.request), `${pieces(changed.value)} changed.`) : form.refuse(changed.problem);
}

export async function trash(args: Args, back = here(args.request)) {
  const { org, form } = await submission(args, 'content:delete', withIds(itemsInput));
  if (!form.ok) return form.reply();
  const trashed = await trashItems(org, form.value.ids);
  if (!trashed.ok) return form.refuse(trashed.problem);
  return redirectWithToast(args.context, back, { message: `${pieces(trashed.value)} moved to the trash.`, ...wayBack('/content', form.value.ids, { intent: 'restore' }) });
}

export async function restore(args: Args) {
  const { org, form } = await submission(args, 'content:delete', withIds(itemsInput));
  if (!form.ok) return form.reply();
  const restored = await restoreItems(org, form.value.ids);
  return restored.ok ? redirectWithToast(args.context, here(args.request), `${pieces(restored.value)} restored.`) : form.refuse(restored.problem);
}

export async function purge(args: Args) {
  const { org, form } = await submission(args, 'content:purge', purgeInput);
  if (!form.ok) return form.reply();
  const purged = await purgeItems(org, form.value.ids);
  return purged.ok ? redirectWithToast(args.context, here(args.request), `${pieces(purged.value)} deleted for good.`) : form.refuse(purged.problem);
}

export async function keepView(args: Args) {
  const { org, form } = await submission(args, 'content:write', keepViewInput);
  if (!form.ok) return form.reply();
  const kept = await views.keepView(org, form.value);
  return kept.ok ? redirectWithToast(args.context, `/content?${form.value.query}`, `The view “${form.value.name}” is kept.`) : form.refuse(kept.problem);
}

export async function dropView(args: Args) {
  const { org, form } = await submission(args, 'content:write', dropViewInput);
  if (!form.ok) return form.reply();
  const dropped = await views.dropView(org, form.value.id);
  if (!dropped.ok) return form.refuse(dropped.problem);
  const { name, query, shared } = dropped.value;
  return redirectWithToast(args.context, '/content', { message: `The view “${name}” is gone.`, undo: { action: '/content', fields: { intent: 'keep-view', name, query, shared: String(shared) } } });
}
