import { useShell } from '#app/ui/shell/shell-data.ts';
import { absolute } from '#app/ui/zoned-time.ts';

export const DAYS_SHOWN = 30;

export interface DayOfViews {
  day: string;
  views: number;
}

/** Every day of the span, the oldest first; a day of which nothing is told had no views. */
export function daysOfViews(views: readonly DayOfViews[], now: string): DayOfViews[] {
  const told = new Map(views.map(({ day, views: count }) => [day, count]));
  const last = Date.parse(now.slice(0, 10));
  return Array.from({ length: DAYS_SHOWN }, (_, index) => {
    const day = new Date(last - (DAYS_SHOWN - 1 - index) * 86_400_000).toISOString().slice(0, 10);
    return { day, views: told.get(day) ?? 0 };
  });
}

const [WIDE, HIGH] = [8, 32];

/** How often it was read, by day: the shape for the eye, the numbers for whoever reads. */
export function Views({ views }: { views: readonly DayOfViews[] }) {
  const { now } = useShell();
  const days = daysOfViews(views, now);
  const total = days.reduce((sum, day) => sum + day.views, 0);
  const most = Math.max(...days.map((day) => day.views), 1);
  const named = (day: string) => absolute(new Date(day), 'UTC', new Date(now), false);
  return (
    <figure className="grid gap-1.5 text-sm">
      <figcaption>
        <span className="font-medium tabular-nums">{total.toLocaleString('en')}</span> {total === 1 ? 'view' : 'views'} in the last {DAYS_SHOWN} days
      </figcaption>
      <div aria-hidden>
        <svg aria-hidden viewBox={`0 0 ${DAYS_SHOWN * WIDE} ${HIGH}`} preserveAspectRatio="none" className="h-8 w-full fill-accent">
          {days.map((day, index) => {
            const height = day.views === 0 ? 1 : Math.max(2, (day.views / most) * HIGH);
            return <rect key={day.day} x={index * WIDE} y={HIGH - height} width={WIDE - 2} height={height} className={day.views === 0 ? 'fill-rule-strong' : undefined} />;
          })}
        </svg>
        <p className="flex justify-between text-xs text-ink-soft">
          <span>{named(days[0]!.day)}</span>
          <span className="tabular-nums">most {most.toLocaleString('en')} a day</span>
          <span>Today</span>
        </p>
      </div>
      <table className="sr-only">
        <caption>Views by day</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Views</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, views: count }) => (
            <tr key={day}>
              <th scope="row">{named(day)}</th>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
