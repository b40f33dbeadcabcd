import { type Bucket, FIGURES, RATES, type Summed } from '#db/queries/analytics.ts';
import { momentsIn } from './asked.ts';

const of = <Name extends string, Value>(names: readonly Name[], value: Value) => Object.fromEntries(names.map((name) => [name, value])) as Record<Name, Value>;

/** Where nothing went out, all is known: it was shown to nobody. Only shares of nothing are not. */
export const NOTHING_OUT: Summed = { posts: 0, told: 0, ...of(FIGURES, 0), ...of(Object.keys(RATES) as (keyof typeof RATES)[], null) };

/** Without the marks that a row was found by. */
export const summedOf = (row: Summed | undefined): Summed => (row ? (Object.fromEntries(Object.keys(NOTHING_OUT).map((name) => [name, row[name as keyof Summed]])) as unknown as Summed) : NOTHING_OUT);

/** Every bucket of the span, also those in which nothing went out. */
export function seriesOf(days: { first: string; last: string }, bucket: Bucket, rows: readonly (Summed & { isNow: boolean; at: string })[]): (Summed & { at: string })[] {
  const found = new Map(rows.filter(({ isNow }) => isNow).map((row) => [row.at, row]));
  return momentsIn(days.first, days.last, bucket).map((at) => ({ at, ...summedOf(found.get(at)) }));
}

const MOST_DAYS_BY_HOUR = 31;

/** Why so many days are not told in such small parts; null when they are. */
export const whyNotBy = (days: number, bucket: Bucket): string | null => (bucket === 'hour' && days > MOST_DAYS_BY_HOUR ? `Ask for at most ${MOST_DAYS_BY_HOUR} days by the hour.` : null);
