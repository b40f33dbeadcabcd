import { Badge } from '#app/ui/badge.tsx';
import type { ContentStatus } from '../status.ts';
import { STATUSES } from './words.ts';

export function StatusBadge({ status }: { status: ContentStatus }) {
  const { word, tone, icon } = STATUSES[status];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}
