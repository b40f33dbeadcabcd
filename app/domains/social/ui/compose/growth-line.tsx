import { FIGURE_WORDS, shown } from '#app/domains/analytics/figure.ts';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { Time } from '#app/ui/time.tsx';
import type { Growth } from '../../publishing/growth.ts';

/** How it grew since it went out, from zero; the same numbers stand in the table beneath. */
export function GrowthLine({ growth: { figure, points } }: { growth: Growth }) {
  const { person } = useShell();
  const { word } = FIGURE_WORDS[figure];
  const [first, last] = [points[0]!, points.at(-1)!];
  const [start, length] = [Date.parse(first.at), Math.max(1, Date.parse(last.at) - Date.parse(first.at))];
  const top = Math.max(1, ...points.map(({ value }) => value));
  const places = points.map(({ at, value }) => ({ at, x: ((Date.parse(at) - start) / length) * 100, y: 100 - (value / top) * 100 }));
  return (
    <figure className="max-w-2xl min-w-0">
      <figcaption className="flex justify-between gap-4 text-sm">
        <span className="text-ink-soft">{word} since it went out</span>
        <span className="font-medium tabular-nums">{shown(last.value)}</span>
      </figcaption>
      <div className="py-2 pe-1">
        <svg aria-hidden className="h-24 w-full overflow-visible">
          <svg aria-hidden viewBox="0 0 100 100" preserveAspectRatio="none" className="overflow-visible">
            <polyline points={places.map(({ x, y }) => `${x},${y}`).join(' ')} fill="none" vectorEffect="non-scaling-stroke" className="stroke-accent stroke-2" />
          </svg>
          <line x1="0" x2="100%" y1="100%" y2="100%" className="stroke-rule-strong" />
          {places.map(({ at, x, y }) => (
            <circle key={at} cx={`${x}%`} cy={`${y}%`} r="3" className="fill-accent" />
          ))}
        </svg>
      </div>
      <p className="flex justify-between gap-4 text-sm text-ink-soft">
        <Time at={first.at} zone={person.timeZone} show="absolute" />
        <Time at={last.at} zone={person.timeZone} show="absolute" />
      </p>
      <details className="mt-2">
        <summary className="w-fit cursor-pointer text-sm text-ink-soft underline underline-offset-2">{points.length === 2 ? '1 reading' : `${points.length - 1} readings`}</summary>
        <div className="mt-2">
          <Table
            caption={`${word}, reading by reading`}
            rows={points.slice(1).reverse()}
            rowKey={({ at }) => at}
            columns={[
              { key: 'at', header: 'When', cell: ({ at }) => <Time at={at} zone={person.timeZone} /> },
              { key: 'value', header: word, align: 'end', cell: ({ value }) => shown(value) },
            ]}
          />
        </div>
      </details>
    </figure>
  );
}
