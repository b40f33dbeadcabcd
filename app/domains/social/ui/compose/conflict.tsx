import { Link } from '@remix-run/react';
import { Button } from '#app/ui/button.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';

export interface Theirs {
  revision: number;
  text: string;
  title: string;
  updatedAt: string;
}

/** Two people saved: both texts side by side, and nothing lost until one is chosen. */
export function Conflict({ theirs, mine, onKeepMine }: { theirs: Theirs; mine: string; onKeepMine: () => void }) {
  const { person } = useShell();
  return (
    <section aria-label="Two versions" className="grid gap-3 rounded-md border border-waiting bg-waiting-wash p-3">
      <p>
        Someone else saved this <Time at={theirs.updatedAt} zone={person.timeZone} show="relative" />. Take what you need from theirs, then decide.
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        {[{ name: 'Theirs, saved', text: theirs.text }, { name: 'Yours, not saved yet', text: mine }].map(({ name, text }) => (
          <div key={name} className="grid min-w-0 content-start gap-1">
            <h3 className="font-medium">{name}</h3>
            <p dir="auto" className="max-h-64 overflow-y-auto rounded-md bg-sheet p-2 text-sm break-words whitespace-pre-wrap">
              {text || 'No words.'}
            </p>
          </div>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <span className="unscripted:hidden">
          <Button size="small" onClick={onKeepMine}>
            Mine counts: let me save it
          </Button>
        </span>
        <Link to="." reloadDocument className="inline-flex min-h-6 items-center underline underline-offset-2">
          Go on with theirs
        </Link>
      </div>
    </section>
  );
}
