import { classes } from './class-names.ts';

/** A stand-in with the size of what comes: give it the real thing's classes for width and height. */
export function Skeleton({ className = 'h-4 w-full' }: { className?: string }) {
  return <div aria-hidden className={classes('skeleton', className)} />;
}

const WIDTHS = ['w-3/5', 'w-2/5', 'w-1/2', 'w-1/3'];

/** A list page before its rows: same header line, same row height. */
export function TableSkeleton({ rows = 8, columns = 4 }: { rows?: number; columns?: number }) {
  return (
    <div role="status" className="grid">
      <span className="sr-only">Loading</span>
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} aria-hidden className="flex h-10 items-center gap-6 border-b border-rule">
          {Array.from({ length: columns }, (_, column) => column).map((column) => (
            <div key={column} className="flex-1">
              <Skeleton className={classes('h-3', WIDTHS[(row + column) % WIDTHS.length])} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
