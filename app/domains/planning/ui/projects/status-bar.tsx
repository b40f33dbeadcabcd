import type { ContentStatus } from '#app/domains/content/status.ts';
import { standing, standingWords } from './project-words.ts';
import type { Pieces } from './shown-project.ts';

const HUES: Record<ContentStatus, string> = {
  draft: 'fill-rule-strong',
  in_review: 'fill-waiting',
  approved: 'fill-accent',
  scheduled: 'fill-planned',
  published: 'fill-done',
  archived: 'fill-rule',
};

const WIDTH = 160;
const GAP = 2;

/** How a project's pieces are spread over the statuses: drawn for the eye, and said in words below. */
export function StatusBar({ pieces, most }: { pieces: Pieces; most: number }) {
  const parts = standing(pieces);
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return <span className="text-ink-soft">No pieces yet</span>;
  const room = WIDTH - GAP * (parts.length - 1);
  let start = 0;
  const bars = parts.map(({ status, count }) => {
    const width = (count / total) * room;
    const bar = { status, x: start, width };
    start += width + GAP;
    return bar;
  });
  return (
    <span className="grid min-w-0 gap-1">
      <svg aria-hidden viewBox={`0 0 ${WIDTH} 6`} preserveAspectRatio="none" className="h-1.5 w-full min-w-32 overflow-hidden rounded-sm">
        {bars.map(({ status, x, width }) => (
          <rect key={status} x={x} width={width} height={6} className={HUES[status]} />
        ))}
      </svg>
      <span className="text-sm text-ink-soft">{standingWords(pieces, most)}</span>
    </span>
  );
}
