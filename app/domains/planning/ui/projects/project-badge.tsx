import { Badge } from '#app/ui/badge.tsx';
import { type Goal, progressOf, type ProjectStatus } from '../../project.ts';
import { PROJECT_STATUSES_SHOWN } from './project-words.ts';

export function ProjectBadge({ status }: { status: ProjectStatus }) {
  const { word, tone, icon } = PROJECT_STATUSES_SHOWN[status];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}

/** "2 of 5 goals", and how far that is. */
export function GoalProgress({ goals }: { goals: readonly Goal[] }) {
  const { done, total } = progressOf(goals);
  if (total === 0) return <span className="text-ink-soft">–</span>;
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap tabular-nums">
      <progress className="bar w-16" aria-label="Goals reached" value={done} max={total} />
      {done} of {total}
    </span>
  );
}
