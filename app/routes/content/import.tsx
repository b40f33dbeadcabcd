import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { failedPictures, importById, importPieces, importVerdicts, pictureCounts, recentImports, untouchedCount } from '#db/queries/content-imports.ts';
import { beginImport, cancelImport, readUploaded, runImport } from '#app/domains/content/importing/import-content.server.ts';
import { cancelImportInput, runImportInput, undoImportInput } from '#app/domains/content/importing/inputs.ts';
import { undoImport } from '#app/domains/content/importing/undo-import.server.ts';
import { ImportPage } from '#app/domains/content/ui/importing/import-page.tsx';
import { pieces as inPieces } from '#app/domains/content/ui/words.ts';
import { answer, intentOf, read, redirectWithToast, submission, unknownIntent, wayBack } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { orgOf } from '#app/platform/org.server.ts';
import { pageOf } from '#app/platform/page.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import { sessionToken } from '#app/platform/session.server.ts';
import { isMultipart, receiveFiles } from './receive-files.server.ts';

export const meta = () => [{ title: 'Import · Masthead' }];

const HERE = '/content/import';
const at = (importId: string) => `${HERE}?import=${importId}`;

export async function loader(args: LoaderFunctionArgs) {
  const asked = new URL(args.request.url).searchParams.get('import');
  if (asked && !isUuid(asked)) throw answer(notFound('import'));
  const [{ imports }, found] = await Promise.all([
    read(args, 'content:organise', { imports: recentImports() }),
    asked === null ? null : read(args, 'content:organise', { shown: importById(asked), verdicts: importVerdicts(asked), pieces: importPieces(asked, pageOf(args.request, 'number', 100)), pictures: pictureCounts(asked), failed: failedPictures(asked), untouched: untouchedCount(asked) }),
  ]);
  if (!found) return { imports, shown: null };
  if (!found.shown) throw answer(notFound('import'));
  const { viewer, verdicts, pieces, pictures, failed, untouched } = found;
  const { fetches: _fetches, createdBy: _createdBy, ...shown } = found.shown;
  return { imports, shown: { ...shown, verdicts, pieces, pictures: pictures ?? { all: 0, waiting: 0, failed: 0 }, failedPictures: failed, untouched: untouched?.count ?? 0, whyNotUndo: whyNot(viewer, 'content:delete') } };
}

export async function action(args: ActionFunctionArgs) {
  if (isMultipart(args.request)) return upload(args);
  switch (await intentOf(args)) {
    case 'run': {
      const { org, form } = await submission(args, 'content:organise', runImportInput);
      if (!form.ok) return form.reply();
      const run = await runImport(org, form.value);
      return run.ok ? redirectWithToast(args.context, at(form.value.importId), 'The import is under way. You can leave this page.') : form.refuse(run.problem);
    }
    case 'cancel': {
      const { org, form } = await submission(args, 'content:organise', cancelImportInput);
      if (!form.ok) return form.reply();
      const cancelled = await cancelImport(org, form.value.importId);
      return cancelled.ok ? redirectWithToast(args.context, at(form.value.importId), 'The import is cancelled. What was imported by then stays.') : form.refuse(cancelled.problem);
    }
    case 'undo': {
      const { org, form } = await submission(args, 'content:delete', undoImportInput);
      if (!form.ok) return form.reply();
      const undone = await undoImport(org, form.value.importId);
      if (!undone.ok) return form.refuse(undone.problem);
      const { ids } = undone.value;
      return redirectWithToast(args.context, at(form.value.importId), { message: `The import is taken back: ${inPieces(ids.length)} moved to the trash.`, ...wayBack('/content', ids, { intent: 'restore' }) });
    }
    default:
      throw unknownIntent();
  }
}

/** Who asks is known before a byte is stored; the form's own fields are read when the files are there. */
async function upload(args: ActionFunctionArgs) {
  const { viewer } = await read(args, 'content:organise', {});
  const token = await sessionToken(args.request, args.context);
  const begun = await beginImport(orgOf(args.context, { kind: 'session', token: token! }, 'content:organise', viewer.organization!.id));
  const received = begun.ok ? await receiveFiles(args, { organizationId: viewer.organization!.id, importId: begun.value.id }) : begun;
  if (!received.ok) args.context.submitted ??= Promise.resolve(new FormData());
  const { org, form } = await submission(args, 'content:organise', z.object({ intent: z.string().optional() }));
  if (!form.ok) return form.reply();
  if (!begun.ok) return form.refuse(begun.problem);
  if (!received.ok) return form.refuse(received.problem);
  const reading = await readUploaded(org, begun.value.id, received.value);
  return reading.ok ? redirectWithToast(args.context, at(begun.value.id), 'The files are here. Nothing is imported yet.') : form.refuse(reading.problem);
}

export default function Import() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return <ImportPage {...data} reply={reply} />;
}
