import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { calendarList, ownFeeds } from '#db/queries/calendar.ts';
import { calendarInput, changeCalendarInput, feedInput, newCalendarInput, newFeedInput } from '#app/domains/planning/calendar-inputs.ts';
import { changeCalendar, createCalendar, makeFeed, removeCalendar, restoreCalendar, revokeFeed } from '#app/domains/planning/change-calendar.server.ts';
import { CalendarsPage, type MadeFeed } from '#app/domains/planning/ui/calendar/calendars-page.tsx';
import { intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { whyNot } from '#app/platform/permission.ts';

export const meta = () => [{ title: 'Calendars and links · Masthead' }];

const HERE = '/calendar/calendars';

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, calendars, feeds } = await read(args, 'calendar:read', { calendars: calendarList('all'), feeds: ownFeeds() });
  return { calendars, feeds, why: whyNot(viewer, 'calendar:manage') };
}

type Args = ActionFunctionArgs;

export async function action(args: Args) {
  switch (await intentOf(args)) {
    case 'create':
      return create(args);
    case 'change':
      return change(args);
    case 'remove':
      return remove(args);
    case 'restore':
      return restore(args);
    case 'make-feed':
      return make(args);
    case 'revoke-feed':
      return revoke(args);
    default:
      throw unknownIntent();
  }
}

async function create(args: Args) {
  const { org, form } = await submission(args, 'calendar:manage', newCalendarInput);
  if (!form.ok) return form.reply();
  const created = await createCalendar(org, form.value);
  return created.ok ? redirectWithToast(args.context, HERE, `The calendar “${form.value.name}” is made.`) : form.refuse(created.problem);
}

async function change(args: Args) {
  const { org, form } = await submission(args, 'calendar:manage', changeCalendarInput);
  if (!form.ok) return form.reply();
  const changed = await changeCalendar(org, form.value);
  return changed.ok ? redirectWithToast(args.context, HERE, 'Saved.') : form.refuse(changed.problem);
}

async function remove(args: Args) {
  const { org, form } = await submission(args, 'calendar:manage', calendarInput);
  if (!form.ok) return form.reply();
  const { calendarId } = form.value;
  const removed = await removeCalendar(org, calendarId);
  if (!removed.ok) return form.refuse(removed.problem);
  return redirectWithToast(args.context, HERE, { message: `“${removed.value.name}” is put away with all that is in it.`, undo: { action: HERE, fields: { intent: 'restore', calendarId } } });
}

async function restore(args: Args) {
  const { org, form } = await submission(args, 'calendar:manage', calendarInput);
  if (!form.ok) return form.reply();
  const restored = await restoreCalendar(org, form.value.calendarId);
  return restored.ok ? redirectWithToast(args.context, HERE, 'The calendar is back, with all that was in it.') : form.refuse(restored.problem);
}

/** The address is told in the answer itself and kept nowhere. */
async function make(args: Args) {
  const { org, form } = await submission(args, 'calendar:read', newFeedInput);
  if (!form.ok) return form.reply();
  const made = await makeFeed(org, form.value);
  return made.ok ? ({ feed: { address: made.value.address } } satisfies MadeFeed) : form.refuse(made.problem);
}

async function revoke(args: Args) {
  const { org, form } = await submission(args, 'calendar:read', feedInput);
  if (!form.ok) return form.reply();
  const revoked = await revokeFeed(org, form.value.feedId);
  return revoked.ok ? redirectWithToast(args.context, HERE, 'The link is taken back: it opens nothing any more.') : form.refuse(revoked.problem);
}

export default function CalendarsRoute() {
  return <CalendarsPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
