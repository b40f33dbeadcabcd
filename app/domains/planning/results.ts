import type { Figures, Rate } from '#db/queries/analytics.ts';
import { addDays } from '#app/platform/time.ts';
import { centsOf, type TargetMetric } from './campaign.ts';

/** What is out of a campaign, added up; a post on three accounts counts three times. */
export interface OutFigures extends Figures, Record<Rate, number | null> {
  posts: number;
  told: number;
}

interface Known {
  figures: Pick<OutFigures, 'impressions' | 'engagements' | 'clicks'>;
  views: number | null;
  money: { spent: string | null; conversions: number | null; revenue: string | null };
}

/** Hundredths of cents, so that what a click costs can be told. */
const FINE = 100n;

/** What one of so many cost, exact: to the cent from 1 on, to its hundredth below. Null where either is not known, or where more came back than went out. */
export function costOf(spent: string | null, many: number | null, each = 1): string | null {
  if (spent === null || many === null || many <= 0) return null;
  const cents = centsOf(spent);
  if (cents < 0n) return null;
  const rounded = (by: bigint, whole: bigint) => (whole * 2n + by) / (by * 2n);
  const fine = rounded(BigInt(Math.round(many)), cents * FINE * BigInt(each));
  const shown = fine >= 10_000n ? rounded(FINE, fine) * FINE : fine;
  const digits = shown.toString().padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/0{1,2}$/, '');
}

/** How much of what was spent came back beyond it, in percent; null without both. */
export function returnOf(spent: string | null, revenue: string | null): number | null {
  if (spent === null || revenue === null || centsOf(spent) <= 0n) return null;
  return Number(((centsOf(revenue) - centsOf(spent)) * 1000n) / centsOf(spent)) / 10;
}

export const costsOf = ({ figures: { impressions, engagements, clicks }, money: { spent, revenue } }: Known) => ({
  perClick: costOf(spent, clicks),
  perEngagement: costOf(spent, engagements),
  perThousandImpressions: costOf(spent, impressions, 1000),
  returnOnInvestment: returnOf(spent, revenue),
});

export interface Progress {
  metric: TargetMetric['metric'];
  target: number;
  /** Null: nothing measures it. */
  reached: string | null;
  /** From 0, and past 100. */
  percent: number | null;
}

/** Each number that it wanted to reach, against the one that measures it. */
export function progressOf(targets: readonly TargetMetric[], { figures, views, money }: Known): Progress[] {
  const measured: Record<TargetMetric['metric'], string | number | null> = { views, clicks: figures.clicks, engagements: figures.engagements, conversions: money.conversions, subscribers: null, revenue: money.revenue };
  return targets.map(({ metric, target }) => {
    const value = measured[metric];
    const reached = value === null ? null : String(value);
    const percent = reached === null ? null : Number((centsOf(reached) * 10n) / BigInt(target)) / 10;
    return { metric, target, reached, percent: percent === null ? null : Math.max(0, percent) };
  });
}

export interface Week extends OutFigures {
  /** Its Monday, on the campaign's own clocks. */
  week: string;
  views: number | null;
}

const NOTHING_OUT: Omit<Week, 'week' | 'views'> = { posts: 0, told: 0, impressions: 0, reach: 0, engagements: 0, clicks: 0, shares: 0, saves: 0, comments: 0, likes: 0, engagementRate: null, clickRate: null, shareRate: null };

/** The weeks in which something went out or was read, the last one first. Readings are unknown where no piece belongs to it, and before its first day, when nobody counted for it. */
export function weeksOf(out: readonly (OutFigures & { week: string })[], read: readonly { week: string; views: number }[], { pieces, startsOn }: { pieces: number; startsOn: string | null }): Week[] {
  const views = new Map(read.map((each) => [each.week, each.views]));
  const figures = new Map(out.map((each) => [each.week, each]));
  const isCounted = (week: string) => pieces > 0 && (startsOn === null || addDays(week, 6) >= startsOn);
  const weeks = [...new Set([...figures.keys(), ...views.keys()])].sort().reverse();
  return weeks.map((week) => ({ ...(figures.get(week) ?? NOTHING_OUT), week, views: views.get(week) ?? (isCounted(week) ? 0 : null) }));
}
