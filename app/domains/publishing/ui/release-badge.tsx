import { Badge, type BadgeTone } from '#app/ui/badge.tsx';
import type { ReleaseStatus } from '../publication.ts';

const STATUSES: Record<ReleaseStatus, { word: string; tone: BadgeTone }> = {
  open: { word: 'Open', tone: 'idle' },
  scheduled: { word: 'Scheduled', tone: 'planned' },
  done: { word: 'Published', tone: 'done' },
  cancelled: { word: 'Cancelled', tone: 'idle' },
  failed: { word: 'Failed', tone: 'failed' },
};

export const ReleaseBadge = ({ status }: { status: ReleaseStatus }) => <Badge tone={STATUSES[status].tone}>{STATUSES[status].word}</Badge>;
