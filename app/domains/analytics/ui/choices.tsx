import { Link } from '@remix-run/react';
import { classes } from '#app/ui/class-names.ts';

/** Ways to look at the same days, each with its address. */
export function Choices({ label, choices }: { label: string; choices: readonly { to: string; word: string; current: boolean }[] }) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {choices.map(({ to, word, current }) => (
        <li key={word}>
          <Link to={to} preventScrollReset aria-current={current || undefined} className={classes('inline-flex min-h-6 items-center', current ? 'font-medium' : 'text-ink-soft underline-offset-2 hover:underline')}>
            {word}
          </Link>
        </li>
      ))}
    </ul>
  );
}
