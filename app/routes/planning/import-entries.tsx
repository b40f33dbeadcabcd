import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { calendarList } from '#db/queries/calendar.ts';
import { importEntriesInput, undoImportInput } from '#app/domains/planning/calendar-inputs.ts';
import { importEntries, undoImport } from '#app/domains/planning/import-entries.server.ts';
import { ImportEntriesPage } from '#app/domains/planning/ui/calendar/import-entries-page.tsx';
import { intentOf, read, redirectWithToast, submission, submittedForm, unknownIntent } from '#app/platform/guard.server.ts';
import { problem } from '#app/platform/problem.ts';

export const meta = () => [{ title: 'Bring entries in · Masthead' }];

const HERE = '/calendar/import';

export async function loader(args: LoaderFunctionArgs) {
  const { calendars } = await read(args, 'calendar:manage', { calendars: calendarList() });
  return { calendars: calendars.map(({ id, name, timeZone, color }) => ({ id, name, timeZone, color })) };
}

const input = importEntriesInput.extend({ kind: z.enum(['entry', 'holiday']).default('entry') });

export async function action(args: ActionFunctionArgs) {
  const intent = await intentOf(args);
  if (intent === 'undo') return undo(args);
  if (intent !== 'check' && intent !== 'apply') throw unknownIntent();
  const { org, form } = await submission(args, 'calendar:manage', input);
  if (!form.ok) return form.reply();
  const file: unknown = (await submittedForm(args)).get('file');
  if (!(file instanceof Blob) || file.size === 0) return form.refuse(problem('invalid', 'Choose a file.', { field: 'file' }));
  const name = (file as File).name || 'entries.csv';
  const imported = await importEntries(org, { ...form.value, name, bytes: new Uint8Array(await file.arrayBuffer()), apply: intent === 'apply' });
  if (!imported.ok) return form.refuse(imported.problem);
  const { undoId, ...report } = imported.value;
  if (!undoId) return { report };
  const count = report.entries - report.known;
  return redirectWithToast(args.context, '/calendar', { message: `${count === 1 ? 'One entry is' : `${count} entries are`} in the calendar.`, undo: { action: HERE, fields: { intent: 'undo', undoId } } });
}

async function undo(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'calendar:manage', undoImportInput);
  if (!form.ok) return form.reply();
  const undone = await undoImport(org, form.value.undoId);
  return undone.ok ? redirectWithToast(args.context, '/calendar', 'What the file brought in is out again.') : form.refuse(undone.problem);
}

export default function ImportEntriesRoute() {
  return <ImportEntriesPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
