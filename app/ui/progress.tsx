import { type ReactNode, useId } from 'react';

interface ProgressProps {
  label: string;
  done: number;
  /** Null while it is not known how much there is. */
  total: number | null;
  /** A button or form that stops it. */
  cancel?: ReactNode;
}

/** Long work: a count of how far, and a way to stop. */
export function Progress({ label, done, total, cancel }: ProgressProps) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-4">
        <span id={id}>{label}</span>
        <span className="text-sm text-ink-soft tabular-nums">{total === null ? `${done} so far` : `${done} of ${total}`}</span>
      </div>
      <progress className="bar" aria-labelledby={id} {...(total === null ? {} : { value: done, max: total })} />
      {cancel && <div>{cancel}</div>}
    </div>
  );
}
