import { CircleAlert, CircleCheck, CircleDashed, Clock, Hourglass, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './class-names.ts';

export type BadgeTone = 'idle' | 'planned' | 'waiting' | 'done' | 'failed';

const LOOKS: Record<BadgeTone, { icon: LucideIcon; look: string }> = {
  idle: { icon: CircleDashed, look: 'bg-idle-wash text-idle' },
  planned: { icon: Clock, look: 'bg-planned-wash text-planned' },
  waiting: { icon: Hourglass, look: 'bg-waiting-wash text-waiting' },
  done: { icon: CircleCheck, look: 'bg-done-wash text-done' },
  failed: { icon: CircleAlert, look: 'bg-failed-wash text-failed' },
};

/** A status is an icon, a word and a hue, in that order of importance. */
export function Badge({ tone = 'idle', icon, children }: { tone?: BadgeTone; icon?: LucideIcon; children: ReactNode }) {
  const Icon = icon ?? LOOKS[tone].icon;
  return (
    <span className={classes('inline-flex min-h-5 items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap', LOOKS[tone].look)}>
      <Icon size={12} aria-hidden />
      {children}
    </span>
  );
}
