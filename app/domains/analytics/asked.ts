import type { Bucket, Figure, Span } from '#db/queries/analytics.ts';
import { isUuid } from '#app/platform/ids.ts';
import { addDays, dayNumber, isDate } from '#app/platform/time.ts';
import { FIGURE_WORDS } from './figure.ts';
import { SPANS } from './spans.ts';

const USUAL = 28;
/** Two years and a day: more is asked in two. */
export const MOST_DAYS = 732;
const MOST_HOURS = 7;

export const VIEWS = ['overview', 'posts', 'pieces', 'accounts'] as const;
export type View = (typeof VIEWS)[number];
export const BUCKETS = ['hour', 'day', 'week', 'month', 'year'] as const satisfies readonly Bucket[];

export const daysIn = (first: string, last: string) => dayNumber(last) - dayNumber(first) + 1;

/** Why these two days are no span, as a sentence; null when they are one. */
export function whyNoSpan(from: string | null, to: string | null): string | null {
  if (from === null || to === null || !isDate(from) || !isDate(to)) return 'Give both days, as 2026-11-20.';
  if (from > to) return 'The first day comes after the last.';
  return daysIn(from, to) > MOST_DAYS ? `Ask for at most ${MOST_DAYS} days at a time.` : null;
}

export interface Asked {
  view: View;
  span: Span;
  /** As they were typed, and what is wrong with them; the usual span is shown meanwhile. */
  typed: { from: string; to: string };
  problem: string | null;
  figure: Figure;
  bucket: Bucket | null;
  accountId?: string;
  campaignId?: string;
}

/** What the address asks for. What it cannot mean is as if it were not there; days that were typed are answered for. */
export function askedOf(params: URLSearchParams): Asked {
  const [from, to] = [params.get('from') || null, params.get('to') || null];
  const problem = from === null && to === null ? null : whyNoSpan(from, to);
  const days = SPANS.find(({ days: each }) => String(each) === params.get('days'))?.days ?? USUAL;
  const [account, campaign, figure] = [params.get('account'), params.get('campaign'), params.get('figure')];
  return {
    view: VIEWS.find((view) => view === params.get('show')) ?? 'overview',
    span: from !== null && to !== null && problem === null ? { from, to } : { days },
    typed: { from: (from ?? '').slice(0, 10), to: (to ?? '').slice(0, 10) },
    problem,
    figure: figure !== null && Object.hasOwn(FIGURE_WORDS, figure) ? (figure as Figure) : 'impressions',
    bucket: BUCKETS.find((bucket) => bucket === params.get('by')) ?? null,
    ...(isUuid(account) && { accountId: account }),
    ...(isUuid(campaign) && { campaignId: campaign }),
  };
}

/** Bars that can be told apart: a day each up to five weeks, a week each up to a year and a half. */
export function bucketOf(days: number, asked: Bucket | null): Bucket {
  if (asked === 'hour') return days <= MOST_HOURS ? 'hour' : 'day';
  return asked ?? (days <= 35 ? 'day' : days <= 550 ? 'week' : 'month');
}

/** What can be chosen besides: neither one bar nor more than a screen is wide. */
export const bucketsFor = (days: number): Bucket[] => BUCKETS.filter((bucket) => ({ hour: days <= MOST_HOURS, day: days > 1 && days <= 100, week: days > 13, month: days > 55, year: days > 365 })[bucket]);

const HOURS = Array.from({ length: 24 }, (_, hour) => `T${String(hour).padStart(2, '0')}:00`);

/** The first moments of all its buckets, as Postgres truncates to them: a week begins on Monday. */
export function momentsIn(first: string, last: string, bucket: Bucket): string[] {
  const of = (day: string) => {
    if (bucket === 'week') return addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
    if (bucket === 'month') return `${day.slice(0, 7)}-01`;
    return bucket === 'year' ? `${day.slice(0, 4)}-01-01` : day;
  };
  const days = new Set(Array.from({ length: daysIn(first, last) }, (_, index) => of(addDays(first, index))));
  return [...days].flatMap((day) => (bucket === 'hour' ? HOURS.map((hour) => day + hour) : [`${day}T00:00`]));
}

export interface Bar {
  at: string;
  /** Null: of nothing in it was this told. */
  value: number | null;
  before: number | null;
}

interface Row {
  isNow: boolean;
  at: string;
}

/** Each bar beside the one that stands as far from the end of the span before. Nothing out is 0; out and not told is unknown. */
export function barsOf<R extends Row>(days: { first: string; last: string; before: string }, bucket: Bucket, rows: readonly R[], value: (row: R) => number | null): Bar[] {
  const found = (isNow: boolean) => new Map(rows.filter((row) => row.isNow === isNow).map((row) => [row.at, value(row)]));
  const [now, then] = [found(true), found(false)];
  const earlier = momentsIn(days.before, addDays(days.first, -1), bucket);
  const moments = momentsIn(days.first, days.last, bucket);
  const told = (map: Map<string, number | null>, at: string | undefined) => (at !== undefined && map.has(at) ? map.get(at)! : 0);
  return moments.map((at, index) => {
    const other = earlier[earlier.length - moments.length + index];
    return { at, value: told(now, at), before: other === undefined ? null : told(then, other) };
  });
}
