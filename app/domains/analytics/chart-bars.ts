import type { Bucket } from '#db/queries/analytics.ts';
import { DAYS, MONTHS } from '#app/ui/zoned-time.ts';
import type { Bar } from './asked.ts';

const shortDay = (day: string, withYear: boolean) => {
  const [year, month, date] = day.split('-').map(Number);
  return `${date} ${MONTHS[month! - 1]!.slice(0, 3)}${withYear ? ` ${year}` : ''}`;
};

/** "26 Oct to 22 Nov 2026". */
export const daysWords = (first: string, last: string) => (first === last ? shortDay(first, true) : `${shortDay(first, first.slice(0, 4) !== last.slice(0, 4))} to ${shortDay(last, true)}`);

/** A bar with its words: short under the axis, in full for whoever points at it. */
export function named(bar: Bar, bucket: Bucket): Bar & { label: string; name: string } {
  const day = new Date(`${bar.at}:00Z`);
  const [weekday, date, month, year] = [DAYS[day.getUTCDay()], day.getUTCDate(), MONTHS[day.getUTCMonth()]!, day.getUTCFullYear()];
  const short = `${date} ${month.slice(0, 3)}`;
  switch (bucket) {
    case 'hour':
      return { ...bar, label: bar.at.slice(11), name: `${weekday} ${short}, ${bar.at.slice(11)}` };
    case 'day':
      return { ...bar, label: short, name: `${weekday} ${date} ${month}` };
    case 'week':
      return { ...bar, label: short, name: `The week from ${date} ${month} ${year}` };
    case 'month':
      return { ...bar, label: month.slice(0, 3), name: `${month} ${year}` };
    case 'year':
      return { ...bar, label: String(year), name: String(year) };
  }
}
