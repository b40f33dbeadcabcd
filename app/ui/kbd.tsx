import { classes } from './class-names.ts';
import { useHydrated } from './hydrated.ts';

const APPLE = /Mac|iPhone|iPad/;

/** Keys as they are pressed, one after the other: "g t", "⌘ K", which is "Ctrl K" where there is no ⌘. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  const hydrated = useHydrated();
  const shown = hydrated && !APPLE.test(navigator.platform) ? keys.replace('⌘', 'Ctrl') : keys;
  return (
    <span className={classes('inline-flex gap-0.5 unscripted:hidden', className)}>
      {shown.split(' ').map((key, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed sequence of keys, which may repeat
        <kbd key={index} className="grid h-5 min-w-5 place-items-center rounded-sm border border-rule bg-paper px-1 font-sans text-xs text-ink-soft">
          {key}
        </kbd>
      ))}
    </span>
  );
}
