import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { createFolder, deleteFolder, moveFolder, renameFolder } from '#app/domains/media/change-folder.server.ts';
import { folderInput, moveFolderInput, newFolderInput, renameFolderInput } from '#app/domains/media/inputs.ts';
import { here, redirectWithToast, submission } from '#app/platform/guard.server.ts';

type Args = ActionFunctionArgs;

const inFolder = (request: Request, folder: string | null) => {
  const url = new URL(here(request), request.url);
  for (const name of ['after', 'q', 'tag', 'type', 'view']) url.searchParams.delete(name);
  if (folder === null) url.searchParams.delete('folder');
  else url.searchParams.set('folder', folder);
  return url.pathname + url.search;
};

export async function newFolder(args: Args) {
  const { org, form } = await submission(args, 'media:write', newFolderInput);
  if (!form.ok) return form.reply();
  const made = await createFolder(org, form.value);
  return made.ok ? redirectWithToast(args.context, inFolder(args.request, made.value.id), `The folder ${form.value.name} is made.`) : form.refuse(made.problem);
}

export async function rename(args: Args) {
  const { org, form } = await submission(args, 'media:write', renameFolderInput);
  if (!form.ok) return form.reply();
  const renamed = await renameFolder(org, form.value);
  return renamed.ok ? redirectWithToast(args.context, here(args.request), `The folder is called ${form.value.name} now.`) : form.refuse(renamed.problem);
}

export async function relocate(args: Args) {
  const { org, form } = await submission(args, 'media:write', moveFolderInput);
  if (!form.ok) return form.reply();
  const moved = await moveFolder(org, form.value);
  return moved.ok ? redirectWithToast(args.context, here(args.request), 'The folder is moved.') : form.refuse(moved.problem);
}

export async function remove(args: Args) {
  const { org, form } = await submission(args, 'media:write', folderInput);
  if (!form.ok) return form.reply();
  const deleted = await deleteFolder(org, form.value.folderId);
  return deleted.ok ? redirectWithToast(args.context, inFolder(args.request, null), `The folder ${deleted.value.name} is deleted. Its files are kept.`) : form.refuse(deleted.problem);
}
