import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { calendarChoices, scheduledThings } from '#db/queries/calendar.ts';
import { daysOfView } from '#app/domains/planning/calendar-window.ts';
import { CHANNEL_WORDS } from '#app/domains/planning/channel.ts';
import { csvLine } from '#app/domains/planning/csv-line.ts';
import { columnOf, daysOf, isPublication, layOut, ownWall, type Thing } from '#app/domains/planning/scheduled.ts';
import { read } from '#app/platform/guard.server.ts';
import { wallOf, wallText } from '#app/platform/time.ts';
import { askedOf, shownOf } from './calendar-asked.ts';

const HEADER = ['id', 'title', 'date', 'time', 'end date', 'end time', 'zone', 'status', 'kind', 'owner', 'calendar', 'project', 'campaign', 'channel'];

/** What the calendar shows for this address, as a table: the import reads it again. */
export async function loader(args: LoaderFunctionArgs) {
  const now = new Date();
  const { asked, filter, window } = askedOf(args.request, now);
  const { viewer, entries, repeated, publications, posts, ...choices } = await read(args, 'calendar:read', { ...scheduledThings(window.from, window.to, filter, 10_000), ...calendarChoices() });
  const shown = shownOf(asked, viewer.timeZone, now);
  const days = daysOfView(shown.view, shown.date, shown.zone);
  const nameIn = (list: readonly { id: string; name: string }[]) => (id: string | null) => list.find((each) => each.id === id)?.name ?? '';
  const [person, calendar, project, campaign] = [nameIn(choices.people), nameIn(choices.calendars), nameIn(choices.projects), nameIn(choices.campaigns)];
  const line = (thing: Thing) => {
    const start = ownWall(thing);
    const end = thing.days ? { date: thing.days.last, time: '' } : thing.endsAt ? wallText(wallOf(Date.parse(thing.endsAt), thing.zone)) : { date: '', time: '' };
    const channel = thing.channel ? (CHANNEL_WORDS[thing.channel as keyof typeof CHANNEL_WORDS] ?? thing.channel) : '';
    return csvLine([
      thing.key, thing.title || 'Untitled', start.date, thing.days ? '' : start.time, end.date === start.date && !end.time ? '' : end.date, end.time, thing.zone,
      columnOf(thing).replace('_', ' '), isPublication(thing) ? 'publication' : thing.kind, person(thing.ownerId), calendar(thing.calendarId), project(thing.projectId), campaign(thing.campaignId), channel,
    ]);
  };
  const found = layOut({ entries, repeated, publications, posts }, window.from, window.to, asked.status).filter((thing) => daysOf(thing, days).length > 0);
  const span = `${days[0]!.date}-${days.at(-1)!.date}`;
  return new Response(`\uFEFF${csvLine(HEADER)}${found.map(line).join('')}`, { headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="calendar-${span}.csv"` } });
}
