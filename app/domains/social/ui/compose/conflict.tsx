import { Link } from '@remix-run/react';
import { type Changes, namesIn } from '#app/domains/content/saving/kind.ts';
import { Button } from '#app/ui/button.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { FIELD_WORDS, POST_KIND, type PostWords } from '../../composing/post-words.ts';
import type { ComposeProps } from './composed.ts';
import { valueWords } from './value-words.ts';

interface ConflictProps extends Pick<ComposeProps, 'accounts' | 'campaigns' | 'projects'> {
  id: string;
  /** What both began with; null where nobody knows it any more. */
  base: PostWords | null;
  theirs: PostWords;
  mine: PostWords;
  /** What of mine is not saved. */
  changes: Changes<PostWords>;
  onDecide: (chosen: Changes<PostWords>) => void;
}

/** Two people saved: what both changed side by side, and nothing lost until one is chosen. */
export function Conflict({ id, base, theirs, mine, changes, onDecide, ...known }: ConflictProps) {
  const { person } = useShell();
  const names = namesIn<PostWords>(changes).filter((name) => !POST_KIND.same(name, mine[name], theirs[name]) && !(base && POST_KIND.same(name, base[name], theirs[name])));
  const sides = [{ name: 'Theirs, saved', words: theirs }, { name: 'Yours, not saved yet', words: mine }];
  return (
    <section id={id} tabIndex={-1} aria-label="Two versions" className="outline-none grid gap-3 rounded-md border border-waiting bg-waiting-wash p-3">
      <h2 className="font-sans text-base font-medium">
        Someone else saved this on <Time at={theirs.editedAt} zone={person.timeZone} />
      </h2>
      <p>Both of you changed what stands here. Take what you need from theirs, then decide. What only one of you changed is kept either way.</p>
      {names.map((field) => (
        <div key={field} className="grid gap-3 sm:grid-cols-2">
          {sides.map(({ name, words }) => (
            <div key={name} className="grid min-w-0 content-start gap-1">
              <h3 className="font-sans text-sm font-medium">
                {FIELD_WORDS[field]}: <span className="text-ink-soft">{name.toLowerCase()}</span>
              </h3>
              <p dir="auto" className="max-h-64 overflow-y-auto rounded-md bg-sheet p-2 text-sm break-words whitespace-pre-wrap">
                {valueWords(field, words[field], known)}
              </p>
            </div>
          ))}
        </div>
      ))}
      <div className="flex flex-wrap items-center gap-3">
        <span className="flex flex-wrap gap-2 unscripted:hidden">
          <Button size="small" onClick={() => onDecide({})}>
            Mine counts
          </Button>
          <Button size="small" onClick={() => onDecide(Object.fromEntries(names.map((name) => [name, theirs[name]])))}>
            Theirs counts
          </Button>
        </span>
        <Link to="." reloadDocument className="hidden min-h-6 items-center underline underline-offset-2 unscripted:inline-flex">
          Go on with theirs
        </Link>
      </div>
    </section>
  );
}
