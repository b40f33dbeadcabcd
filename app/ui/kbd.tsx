import { classes } from './class-names.ts';

/** Keys as they are pressed, one after the other: "g t", "⌘ K". */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={classes('inline-flex gap-0.5 unscripted:hidden', className)}>
      {keys.split(' ').map((key, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed sequence of keys, which may repeat
        <kbd key={index} className="grid h-5 min-w-5 place-items-center rounded-sm border border-rule bg-paper px-1 font-sans text-xs text-ink-soft">
          {key}
        </kbd>
      ))}
    </span>
  );
}
