import { addDays, startOfDay } from '#app/platform/time.ts';
import { firstOfMonth, weekOf } from './month.ts';

export const ZOOMS = ['month', 'quarter', 'year'] as const;
export type Zoom = (typeof ZOOMS)[number];

const MONTHS_IN: Record<Zoom, number> = { month: 1, quarter: 3, year: 12 };

/** Whole days of one zone, from `first` until just before `after`: a month, a quarter or a year of the calendar. */
export interface TimelineWindow {
  zoom: Zoom;
  zone: string;
  first: string;
  after: string;
  from: Date;
  to: Date;
  earlier: string;
}

export function windowOf(zoom: Zoom, date: string, zone: string): TimelineWindow {
  const months = MONTHS_IN[zoom];
  const first = firstOfMonth(date, -((Number(date.slice(5, 7)) - 1) % months));
  const after = firstOfMonth(first, months);
  return { zoom, zone, first, after, from: startOfDay(first, zone), to: startOfDay(after, zone), earlier: firstOfMonth(first, -months) };
}

/** How far along the window an instant is: 0 at its beginning, 1 at its end. */
const placeOf = ({ from, to }: TimelineWindow, at: Date) => (at.getTime() - from.getTime()) / (to.getTime() - from.getTime());

const within = (place: number) => Math.min(1, Math.max(0, place));

type Step = (date: string) => string;
const NEXT: Record<'day' | 'week' | 'month' | 'quarter', Step> = {
  day: (date) => addDays(date, 1),
  week: (date) => addDays(weekOf(date, 'MO'), 7),
  month: (date) => firstOfMonth(date, 1),
  quarter: (date) => firstOfMonth(date, 3),
};
const COLUMN = { month: 'week', quarter: 'month', year: 'quarter' } as const satisfies Record<Zoom, keyof typeof NEXT>;
const TICK = { month: 'day', quarter: 'week', year: 'month' } as const satisfies Record<Zoom, keyof typeof NEXT>;

function datesOf({ first, after }: TimelineWindow, next: Step): string[] {
  const dates: string[] = [];
  for (let date = first; date < after; date = next(date)) dates.push(date);
  return dates;
}

export interface TimelineColumn {
  date: string;
  /** Its last day. */
  last: string;
  from: number;
  to: number;
}

/** What is written above the bars, and the finer lines between: weeks with days, months with weeks, quarters with months. */
export function columnsOf(window: TimelineWindow): { columns: TimelineColumn[]; ticks: number[] } {
  const at = (date: string) => placeOf(window, startOfDay(date, window.zone));
  const starts = datesOf(window, NEXT[COLUMN[window.zoom]]);
  return {
    columns: starts.map((date, index) => {
      const after = starts[index + 1] ?? window.after;
      return { date, last: addDays(after, -1), from: at(date), to: at(after) };
    }),
    ticks: datesOf(window, NEXT[TICK[window.zoom]]).filter((date) => !starts.includes(date)).map(at),
  };
}

export interface Span {
  id: string;
  startsAt: string | null;
  endsAt: string | null;
}

export interface Bar<S extends Span> {
  campaign: S;
  from: number;
  to: number;
  /** At this edge of the bar it begins, or it began before what is shown, or nobody said when it begins. */
  begins: 'here' | 'outside' | 'open';
  ends: 'here' | 'outside' | 'open';
  /** The room of its name: in the bar, or where that is too short, after it or before it. */
  name: { from: number; to: number; place: 'inside' | 'after' | 'before' };
}

/** Thinner than this a bar could not be seen. */
const THINNEST = 0.006;

function barOf<S extends Span>(campaign: S, window: TimelineWindow, room: number): Bar<S> | null {
  const { startsAt, endsAt } = campaign;
  const [start, end] = [startsAt === null ? -Infinity : placeOf(window, new Date(startsAt)), endsAt === null ? Infinity : placeOf(window, new Date(endsAt))];
  if (startsAt === null && endsAt === null) return null;
  if (start >= 1 || end < 0 || (end === 0 && start < 0)) return null;
  const [left, right] = [within(start), within(Math.max(start, end))];
  const to = Math.min(1, Math.max(right, left + THINNEST));
  const from = Math.min(left, to - THINNEST);
  return {
    campaign,
    from,
    to,
    begins: startsAt === null ? 'open' : start < 0 ? 'outside' : 'here',
    ends: endsAt === null ? 'open' : end > 1 ? 'outside' : 'here',
    name: nameOf(from, to, room),
  };
}

function nameOf(from: number, to: number, room: number): Bar<Span>['name'] {
  if (to - from >= room) return { from, to, place: 'inside' };
  if (to + room <= 1) return { from: to, to: to + room, place: 'after' };
  return from - room >= 0 ? { from: from - room, to: from, place: 'before' } : { from, to, place: 'inside' };
}

const begin = ({ from, name }: Bar<Span>) => Math.min(from, name.from);
const end = ({ to, name }: Bar<Span>) => Math.max(to, name.to);

export interface Timeline<S extends Span> {
  /** In no lane do two bars or their names overlap. */
  lanes: Bar<S>[][];
  /** What has no date at all stands beside the timeline. */
  undated: S[];
  /** Where now is; null when it is not within what is shown. */
  today: number | null;
}

const startOf = <S extends Span>({ campaign, begins }: Bar<S>) => (begins === 'open' ? -Infinity : Date.parse(campaign.startsAt ?? ''));

/** The campaigns as bars, in as few lanes as there can be, those that begin first on top. `room` is what a name needs of the width. */
export function timelineOf<S extends Span>(campaigns: readonly S[], window: TimelineWindow, now: Date, room = 0): Timeline<S> {
  const bars = campaigns.flatMap((campaign) => barOf(campaign, window, room) ?? []);
  bars.sort((one, other) => begin(one) - begin(other) || startOf(one) - startOf(other) || (one.campaign.id < other.campaign.id ? -1 : 1));
  const lanes: Bar<S>[][] = [];
  for (const bar of bars) {
    const lane = lanes.find((each) => end(each.at(-1)!) <= begin(bar));
    if (lane) lane.push(bar);
    else lanes.push([bar]);
  }
  const today = placeOf(window, now);
  return { lanes, undated: campaigns.filter(({ startsAt, endsAt }) => startsAt === null && endsAt === null), today: today >= 0 && today < 1 ? today : null };
}
