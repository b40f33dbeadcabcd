import type { DayCut, ScheduledFilter } from '#db/queries/calendar.ts';
import { type CalendarAsked, calendarFilterInput } from '#app/domains/planning/calendar-inputs.ts';
import { daysOfView, todayIn, widestWindow } from '#app/domains/planning/calendar-window.ts';
import { ENTRY_STATUSES } from '#app/domains/planning/entry-status.ts';
import { byDay, columnOf, type Thing } from '#app/domains/planning/scheduled.ts';
import { MOST_OF_A_DAY } from '#app/domains/planning/ui/calendar/month-grid.tsx';
import type { ShownCalendar } from '#app/domains/planning/ui/calendar/shown.ts';

/** As many of a day as a view has lines for. */
const MOST: Record<ShownCalendar['view'], number> = { month: MOST_OF_A_DAY, week: 40, day: 400, agenda: 60, board: 400 };
const MOST_OF_A_COLUMN = 60;

export function askedOf(request: Request, now: Date) {
  const asked = calendarFilterInput.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { calendar, project, campaign, channel, person, status, tag } = asked;
  const filter: ScheduledFilter = { calendarId: calendar, projectId: project, campaignId: campaign, channel, personId: person, status, tagId: tag };
  const view = asked.view ?? 'month';
  // A board goes by status, which no day tells.
  const cut: DayCut | null = view === 'board' ? null : { most: MOST[view], zone: asked.zone ?? null };
  return { asked, filter, cut, window: widestWindow(view, asked.date ?? null, now) };
}

export function shownOf({ view = 'month', date, zone, ...filters }: CalendarAsked, ownZone: string, now: Date): ShownCalendar {
  const clocks = zone ?? ownZone;
  const today = todayIn(now, clocks);
  return { ...filters, view, date: date ?? today, today, zone: clocks };
}

/** What a view shows of what was found, and how much there is: the rest is counted, not sent. */
export function trimmed({ view, date, zone }: ShownCalendar, found: readonly Thing[]): { things: Thing[]; totals: Record<string, number> } {
  const days = daysOfView(view, date, zone);
  const each = byDay(found, days);
  if (view === 'board') {
    const here = new Set(Array.from(each.values()).flat());
    const work = [...here].filter(({ kind }) => kind !== 'note' && kind !== 'holiday');
    const columns = ENTRY_STATUSES.map((status) => [status, work.filter((thing) => columnOf(thing) === status)] as const);
    return { things: columns.flatMap(([, things]) => things.slice(0, MOST_OF_A_COLUMN)), totals: Object.fromEntries(columns.map(([status, things]) => [status, things.length])) };
  }
  const kept = new Set(Array.from(each.values()).flatMap((things) => things.slice(0, MOST[view])));
  return { things: found.filter((thing) => kept.has(thing)), totals: Object.fromEntries(Array.from(each).flatMap(([day, things]) => (things.length > 0 ? [[day, things.reduce((sum, { besides = 0 }) => sum + besides, things.length)]] : []))) };
}
