import { Badge } from '#app/ui/badge.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { nameOf, type ShownApproval } from './reviewed-item.ts';

const WORDS = { pending: 'Asked', approved: 'Approved', changes_requested: 'Asks for changes' };
const TONES = { pending: 'waiting', approved: 'done', changes_requested: 'failed' } as const;
const known = (status: string): keyof typeof WORDS => (status in WORDS ? (status as keyof typeof WORDS) : 'pending');

/** One person's word, and about which revision. */
export function Said({ approval, current }: { approval: ShownApproval; current: boolean }) {
  const { person } = useShell();
  const status = known(approval.status);
  const words = approval.status === 'pending' ? approval.note : approval.comment;
  return (
    <li className="grid gap-1">
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
        <Badge tone={TONES[status]}>{WORDS[status]}</Badge>
        <b className="font-medium" dir="auto">
          {nameOf(approval)}
        </b>
        <span className="text-sm text-ink-soft">
          <Time at={approval.decidedAt ?? approval.createdAt} zone={person.timeZone} show="relative" />
        </span>
      </p>
      <p className="text-sm text-ink-soft">
        {current ? 'On the text as it stands' : `On revision ${approval.revision}`}
        {approval.fastLane && ', by the fast lane'}
      </p>
      {words && (
        <p className="break-words whitespace-pre-wrap" dir="auto">
          {words}
        </p>
      )}
    </li>
  );
}
