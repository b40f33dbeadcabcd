import { Check, CircleAlert, CloudOff, GitCompareArrows, LoaderCircle, LogIn, type LucideIcon, Pencil, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { Button } from '#app/ui/button.tsx';
import { classes } from '#app/ui/class-names.ts';
import { LinkButton } from '#app/ui/link-button.tsx';
import type { Stamp } from '../../saving/kind.ts';
import { type SaveState, type Saying, stateWords, toTell, type Trouble } from '../../saving/save-state.ts';

interface SaveStateLineProps<V extends Stamp> {
  state: SaveState<V>;
  /** What its fields are called. */
  names: Saying<V>['names'];
  /** Is what is unsent on this device? */
  kept: boolean;
  /** The reader's zone. */
  zone: string;
  /** How many other tabs of this browser have the same item open. */
  othersHere?: number;
  onRetry: () => void;
  onCompare: () => void;
}

const LOOKS: Record<SaveState['kind'], { icon: LucideIcon; look: string }> = {
  saved: { icon: Check, look: 'text-ink-soft' },
  unsaved: { icon: Pencil, look: 'text-ink-soft' },
  'by-hand': { icon: Pencil, look: 'text-waiting' },
  saving: { icon: LoaderCircle, look: 'text-ink-soft' },
  offline: { icon: CloudOff, look: 'text-waiting' },
  retrying: { icon: CircleAlert, look: 'text-waiting' },
  'signed-out': { icon: LogIn, look: 'text-waiting' },
  refused: { icon: CircleAlert, look: 'text-failed' },
  conflict: { icon: GitCompareArrows, look: 'text-waiting' },
};

/** Where what was written is: always to be seen, said aloud only when it goes wrong and when it is right again. */
export function SaveStateLine<V extends Stamp>({ state, names, kept, zone, othersHere = 0, onRetry, onCompare }: SaveStateLineProps<V>) {
  const now = useSeconds(state.kind === 'retrying');
  useTold(state, { kept, zone, names });
  const { icon: Icon, look } = LOOKS[state.kind];
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      <p className={classes('flex min-w-0 items-center gap-1.5 tabular-nums', look)}>
        <Icon size={14} aria-hidden className="shrink-0" />
        <span className="min-w-0">{stateWords(state, { now, zone, kept, names })}</span>
      </p>
      {state.kind === 'retrying' && (
        <Button size="small" tone="quiet" icon={RotateCcw} onClick={onRetry}>
          Try now
        </Button>
      )}
      {(state.kind === 'refused' || state.kind === 'offline') && (
        <Button size="small" tone="quiet" icon={RotateCcw} onClick={onRetry}>
          Try again
        </Button>
      )}
      {state.kind === 'signed-out' && (
        <>
          <LinkButton to="/sign-in" target="_blank" size="small" icon={LogIn}>
            Sign in <span className="sr-only">in a new tab</span>
          </LinkButton>
          <Button size="small" tone="quiet" onClick={onRetry}>
            I am signed in again
          </Button>
        </>
      )}
      {state.kind === 'conflict' && (
        <Button size="small" tone="primary" onClick={onCompare}>
          Compare
        </Button>
      )}
      {othersHere > 0 && <p className="text-waiting">Also open in another tab: write in one of them.</p>}
    </div>
  );
}

/** The clock, while someone waits for it. */
function useSeconds(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

function useTold<V extends Stamp>(state: SaveState<V>, { kept, zone, names }: Omit<Saying<V>, 'now'>) {
  const announce = useAnnounce();
  const told = useRef<Trouble | null>(null);
  useEffect(() => {
    const next = toTell(told.current, state, { now: Date.now(), zone, kept, names });
    told.current = next.told;
    if (next.sentence) announce(next.sentence);
  }, [state, kept, zone, names, announce]);
}
