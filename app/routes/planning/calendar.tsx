import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { lazy, Suspense } from 'react';
import { calendarChoices, calendarViewList, scheduledThings } from '#db/queries/calendar.ts';
import { layOut } from '#app/domains/planning/scheduled.ts';
import { CalendarPage as DrawnPage } from '#app/domains/planning/ui/calendar/calendar-page.tsx';
import { intentOf, read, unknownIntent } from '#app/platform/guard.server.ts';
import { whyNot } from '#app/platform/permission.ts';
import { PageSkeleton } from '#app/ui/shell/page-skeleton.tsx';
import { askedOf, shownOf, trimmed } from './calendar-asked.ts';
import * as writes from './calendar-writes.server.ts';

/** As the list of content: drawn by the server at once, followed by its code. */
const load = () => import('#app/domains/planning/ui/calendar/calendar-page.tsx').then(({ CalendarPage: page }) => ({ default: page }));

export const meta = () => [{ title: 'Calendar · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const now = new Date();
  const { asked, filter, cut, window } = askedOf(args.request, now);
  const { viewer, views, entries, repeated, publications, posts, ...choices } = await read(args, 'calendar:read', { ...scheduledThings(window.from, window.to, filter, 3000, cut), ...calendarChoices(), views: calendarViewList() });
  const shown = shownOf(asked, viewer.timeZone, now);
  const found = layOut({ entries, repeated, publications, posts }, window.from, window.to, asked.status);
  return {
    shown,
    ...trimmed(shown, found),
    choices: { ...choices, calendars: choices.calendars.map(({ id, name, timeZone, color }) => ({ id, name, timeZone, color })) },
    views,
    me: viewer.userId,
    why: { write: whyNot(viewer, 'calendar:write'), manage: whyNot(viewer, 'calendar:manage'), publish: whyNot(viewer, 'content:publish'), schedulePosts: whyNot(viewer, 'post:schedule') },
  };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'move':
      return writes.move(args);
    case 'move-publication':
      return writes.movePublished(args);
    case 'move-post':
      return writes.movePost(args);
    case 'rejoin':
      return writes.rejoin(args);
    case 'put-back':
      return writes.putBack(args);
    case 'status':
      return writes.status(args);
    case 'remove':
      return writes.remove(args);
    case 'restore':
      return writes.restore(args);
    case 'keep-view':
      return writes.keepView(args);
    case 'drop-view':
      return writes.dropView(args);
    default:
      throw unknownIntent();
  }
}

const CalendarPage = import.meta.env.SSR ? DrawnPage : lazy(load);

export default function CalendarRoute() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <Suspense fallback={<PageSkeleton path="/calendar" />}>
      <CalendarPage {...data} reply={reply} />
    </Suspense>
  );
}
