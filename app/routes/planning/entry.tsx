import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { calendarChoices, entryById } from '#db/queries/calendar.ts';
import { changeEntryInput, startPieceInput, tickPointInput } from '#app/domains/planning/calendar-inputs.ts';
import { changeEntry, tickPoint } from '#app/domains/planning/change-entry.server.ts';
import { startPiece } from '#app/domains/planning/start-piece.server.ts';
import { EntryPage } from '#app/domains/planning/ui/calendar/entry-page.tsx';
import { answer, here, intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import { remove, status } from './calendar-writes.server.ts';
import { shownEntry } from './shown-entry.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.values.title ?? 'Entry'} · Masthead` }];

export async function loader(args: LoaderFunctionArgs) {
  const { entryId } = args.params;
  if (!isUuid(entryId)) throw answer(notFound('entry'));
  const { viewer, entry, ...choices } = await read(args, 'calendar:read', { entry: entryById(entryId), ...calendarChoices() });
  const shown = entry && shownEntry(entry, new URL(args.request.url).searchParams.get('on'));
  if (!shown) throw answer(notFound('entry'));
  return {
    ...shown,
    choices: { ...choices, calendars: choices.calendars.map(({ id, name, timeZone, color }) => ({ id, name, timeZone, color })) },
    why: { write: whyNot(viewer, 'calendar:write'), begin: whyNot(viewer, 'content:write') },
  };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'change':
      return change(args);
    case 'status':
      return status(args);
    case 'tick':
      return tick(args);
    case 'begin':
      return begin(args);
    case 'remove':
      return remove(args);
    default:
      throw unknownIntent();
  }
}

async function change(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'calendar:write', changeEntryInput);
  if (!form.ok) return form.reply();
  const changed = await changeEntry(org, form.value);
  if (!changed.ok) return form.refuse(changed.problem);
  const { id } = changed.value;
  const on = form.value.occurrence && id === form.value.entryId ? `?on=${form.value.occurrence}` : '';
  return redirectWithToast(args.context, `/calendar/entries/${id}${on}`, 'Saved.');
}

async function tick(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'calendar:write', tickPointInput);
  if (!form.ok) return form.reply();
  const ticked = await tickPoint(org, form.value);
  return ticked.ok ? redirectWithToast(args.context, here(args.request), form.value.done ? 'Ticked.' : 'Open again.') : form.refuse(ticked.problem);
}

async function begin(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'calendar:write', startPieceInput);
  if (!form.ok) return form.reply();
  const begun = await startPiece(org, form.value);
  return begun.ok ? redirectWithToast(args.context, `/content/${begun.value.itemId}`, 'The piece is begun, and the entry leads to it.') : form.refuse(begun.problem);
}

export default function EntryRoute() {
  return <EntryPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
