import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { importPostsInput, undoPostImportInput } from '#app/domains/social/importing/import-inputs.ts';
import { importPosts, undoPostImport } from '#app/domains/social/importing/import-posts.server.ts';
import { ImportPostsPage } from '#app/domains/social/ui/importing/import-posts-page.tsx';
import { intentOf, read, redirectWithToast, submission, submittedForm, unknownIntent } from '#app/platform/guard.server.ts';
import { whyNot } from '#app/platform/permission.ts';
import { problem } from '#app/platform/problem.ts';

export const meta = () => [{ title: 'Bring posts in · Masthead' }];

const HERE = '/social/import';

export async function loader(args: LoaderFunctionArgs) {
  const { viewer } = await read(args, 'post:write', {});
  return { whyNotScheduled: whyNot(viewer, 'post:schedule') };
}

export async function action(args: ActionFunctionArgs) {
  const intent = await intentOf(args);
  if (intent === 'undo') return undo(args);
  if (intent !== 'check' && intent !== 'apply') throw unknownIntent();
  const { org, form } = await submission(args, 'post:write', importPostsInput);
  if (!form.ok) return form.reply();
  const file: unknown = (await submittedForm(args)).get('file');
  if (!(file instanceof Blob) || file.size === 0) return form.refuse(problem('invalid', 'Choose a file.', { field: 'file' }));
  const name = (file as File).name || 'posts.csv';
  const imported = await importPosts(org, { ...form.value, name, bytes: new Uint8Array(await file.arrayBuffer()), apply: intent === 'apply' });
  if (!imported.ok) return form.refuse(imported.problem);
  const report = { ...imported.value, as: form.value.as, isChecked: intent === 'check' };
  const { brought, scheduled, undoId, troubleCount } = report;
  if (!undoId || troubleCount > 0) return { report };
  const [view, where] = scheduled > 0 ? ['scheduled', 'on the schedule'] : ['drafts', 'among the drafts'];
  const message = brought === 1 ? `One post is ${where}.` : scheduled === 0 || scheduled === brought ? `${brought} posts are ${where}.` : `${brought} posts are in: ${scheduled} on the schedule, the others among the drafts.`;
  return redirectWithToast(args.context, `/social?view=${view}`, { message, undo: { action: HERE, fields: { intent: 'undo', undoId } } });
}

async function undo(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'post:write', undoPostImportInput);
  if (!form.ok) return form.reply();
  const undone = await undoPostImport(org, form.value.undoId);
  if (!undone.ok) return form.refuse(undone.problem);
  const { count } = undone.value;
  return redirectWithToast(args.context, '/social', count === 1 ? 'The post that the file brought in is in the trash.' : `The ${count} posts that the file brought in are in the trash.`);
}

export default function ImportPostsRoute() {
  return <ImportPostsPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
