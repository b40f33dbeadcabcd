import { type PointerEvent, useId, useState } from 'react';
import { Table } from './table.tsx';

export interface ChartBar {
  at: string;
  /** On the axis, where there is room: "20 Nov". */
  label: string;
  /** In full, for whoever points at it: "Friday 20 November". */
  name: string;
  /** Null: not known. That is not 0. */
  value: number | null;
  before: number | null;
}

interface BarChartProps {
  /** What is drawn, read aloud before the drawing. */
  caption: string;
  /** What is counted, above its column in the table. */
  word: string;
  bars: readonly ChartBar[];
  shown: (value: number | null) => string;
  /** The span that the faint bars are of; null where there is nothing to compare with. */
  before: string | null;
}

const LABELS = 6;

/** The next number above that people count in, and whose half is whole, because it stands beside the chart as well. */
export function roundUp(most: number): number {
  const ten = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return [1, 2, 2.5, 4, 5, 10].map((step) => step * ten).find((top) => top >= most && top % 2 === 0)!;
}

/** Bars from zero, the span before faint behind them. Whoever points at one reads it; the table under it is for those who read. */
export function BarChart({ caption, word, bars, shown, before }: BarChartProps) {
  const [pointed, setPointed] = useState<number | null>(null);
  const id = useId();
  const top = roundUp(Math.max(0, ...bars.map(({ value, before: then }) => Math.max(value ?? 0, before === null ? 0 : (then ?? 0)))));
  const slot = 100 / bars.length;
  const bar = pointed === null ? undefined : bars[pointed];
  const point = (event: PointerEvent<SVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setPointed(Math.min(bars.length - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * bars.length))));
  };
  const step = Math.ceil(bars.length / LABELS);
  return (
    <figure aria-labelledby={id} className="grid gap-1">
      <figcaption id={id} className="flex min-h-5 flex-wrap justify-between gap-x-4 text-sm text-ink-soft">
        <span>{caption}</span>
        {bar && (
          <span className="text-ink tabular-nums">
            {bar.name}: {shown(bar.value)}
            {before !== null && bar.before !== null && <span className="text-ink-soft"> ({shown(bar.before)} before)</span>}
          </span>
        )}
      </figcaption>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 pt-2 text-xs">
        <div aria-hidden className="flex h-44 flex-col justify-between text-end text-ink-faint tabular-nums">
          {[1, 0.5, 0].map((part) => (
            <span key={part} className="-my-2">
              {shown(top * part)}
            </span>
          ))}
        </div>
        <svg aria-hidden className="h-44 w-full overflow-visible" onPointerMove={point} onPointerDown={point} onPointerLeave={() => setPointed(null)}>
          <rect width="100%" height="100%" fill="transparent" />
          {[0, 0.5, 1].map((part) => (
            <line key={part} x1="0" x2="100%" y1={`${part * 100}%`} y2={`${part * 100}%`} className={part === 1 ? 'stroke-rule-strong' : 'stroke-rule'} />
          ))}
          {bars.map(({ at, value, before: then }, index) => (
            <g key={at} className={index === pointed ? 'fill-accent-strong' : 'fill-accent'}>
              {before !== null && then !== null && <Column start={index * slot + slot * 0.05} width={slot * 0.9} part={then / top} className="fill-rule" />}
              {value !== null && <Column start={index * slot + slot * 0.22} width={slot * 0.56} part={value / top} />}
            </g>
          ))}
        </svg>
        <svg aria-hidden className="col-start-2 h-4 w-full overflow-visible">
          {bars.map(({ at, label }, index) =>
            index % step === 0 ? (
              <text key={at} x={`${(index + 0.5) * slot}%`} y="13" textAnchor="middle" className="fill-ink-faint">
                {label}
              </text>
            ) : null,
          )}
        </svg>
      </div>
      <details className="mt-1">
        <summary className="min-h-6 w-fit cursor-pointer text-sm text-ink-soft underline underline-offset-2">Read it as a table</summary>
        <Table
          caption={caption}
          rows={bars}
          rowKey={({ at }) => at}
          columns={[
            { key: 'at', header: 'When', cell: ({ name }) => name },
            { key: 'value', header: word, cell: ({ value }) => shown(value), align: 'end' },
            ...(before === null ? [] : [{ key: 'before', header: 'Before', cell: (each: ChartBar) => shown(each.before), align: 'end' as const }]),
          ]}
        />
      </details>
    </figure>
  );
}

/** What is there at all can be seen. */
function Column({ start, width, part, className }: { start: number; width: number; part: number; className?: string }) {
  if (part <= 0) return null;
  const height = Math.max(part * 100, 0.8);
  return <rect x={`${start}%`} width={`${width}%`} y={`${100 - height}%`} height={`${height}%`} className={className} />;
}
