import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { calendarChoices } from '#db/queries/calendar.ts';
import { newEntryInput } from '#app/domains/planning/calendar-inputs.ts';
import { todayIn } from '#app/domains/planning/calendar-window.ts';
import { createEntry } from '#app/domains/planning/create-entry.server.ts';
import { NO_VALUES } from '#app/domains/planning/ui/calendar/entry-values.ts';
import { NewEntryPage } from '#app/domains/planning/ui/calendar/new-entry-page.tsx';
import { read, redirectWithToast, submission, submittedForm } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { whyNot } from '#app/platform/permission.ts';
import { isDate, isTime } from '#app/platform/time.ts';
import { besides } from './calendar-writes.server.ts';

export const meta = () => [{ title: 'New entry · Masthead' }];

/** Only ever back to the calendar. */
const backTo = (search: string | null) => `/calendar${search?.startsWith('?') ? search : ''}`;

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, ...choices } = await read(args, 'calendar:read', calendarChoices());
  const asked = new URL(args.request.url).searchParams;
  const [date, time, item, project, campaign] = ['date', 'time', 'item', 'project', 'campaign'].map((name) => asked.get(name) ?? '') as [string, string, string, string, string];
  const calendar = choices.calendars.find(({ id }) => id === asked.get('calendar')) ?? choices.calendars[0];
  const zone = calendar?.timeZone ?? viewer.timeZone;
  return {
    values: {
      ...NO_VALUES,
      title: (asked.get('title') ?? '').slice(0, 200),
      calendarId: calendar?.id ?? '',
      zone,
      date: isDate(date) ? date : todayIn(new Date(), zone),
      time: isTime(time) ? time.slice(0, 5) : NO_VALUES.time,
      ownerId: viewer.userId,
      itemId: isUuid(item) ? item : '',
      projectId: isUuid(project) ? project : '',
      campaignId: isUuid(campaign) ? campaign : '',
    },
    choices: { ...choices, calendars: choices.calendars.map(({ id, name, timeZone, color }) => ({ id, name, timeZone, color })) },
    back: backTo(asked.get('back')),
    why: calendar ? whyNot(viewer, 'calendar:write') : 'Make a calendar first.',
  };
}

export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'calendar:write', newEntryInput);
  if (!form.ok) return form.reply();
  const created = await createEntry(org, form.value);
  if (!created.ok) return form.refuse(created.problem);
  const { id, revision, clashes } = created.value;
  const back = backTo(new URL(String((await submittedForm(args)).get('back') ?? ''), 'http://calendar').search || null);
  return redirectWithToast(args.context, back, { message: `“${form.value.title}” is in the calendar.${besides(clashes)}`, undo: { action: '/calendar', fields: { intent: 'remove', entryId: id, revision: String(revision), back } } });
}

export default function NewEntryRoute() {
  return <NewEntryPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
