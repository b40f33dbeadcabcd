import { METRIC_WORDS } from '../../campaign.ts';
import type { Progress } from '../../results.ts';
import { money, number } from './campaign-words.ts';

/** What counts for each, where it is not said by its name. */
const COUNTED: Partial<Record<Progress['metric'], string>> = { views: 'Readings of its pieces', clicks: 'Clicks in its posts', engagements: 'Engagements with its posts' };

/** A bar from zero for each number that it wanted to reach. What nothing measures has none. */
export function TargetProgress({ progress, currency }: { progress: readonly Progress[]; currency: string }) {
  if (progress.length === 0) return <p className="text-ink-soft">None yet. Write them down before it begins, and you will know at the end.</p>;
  const words = (metric: Progress['metric'], value: string) => (metric === 'revenue' ? money(value, currency) : number(Number(value)));
  return (
    <ul className="grid max-w-md gap-4">
      {progress.map(({ metric, target, reached, percent }) => (
        <li key={metric} className="grid gap-1">
          <span className="flex flex-wrap justify-between gap-x-4 tabular-nums">
            <span className="font-medium">{METRIC_WORDS[metric]}</span>
            <span>
              {reached === null ? '–' : words(metric, reached)} <span className="text-ink-soft">of {words(metric, String(target))}</span>
            </span>
          </span>
          {percent !== null && (
            <svg aria-hidden className="h-2.5 w-full overflow-hidden rounded-sm">
              <rect width="100%" height="100%" className="fill-rule" />
              <rect width={`${Math.min(100, percent)}%`} height="100%" className="fill-accent" />
            </svg>
          )}
          <span className="flex flex-wrap justify-between gap-x-4 text-sm text-ink-soft tabular-nums">
            <span>{reached === null ? 'Nothing measures it yet.' : (COUNTED[metric] ?? 'As people wrote it down')}</span>
            {percent !== null && <span>{percent} %</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
