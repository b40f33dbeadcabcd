import { type ReactNode, useId } from 'react';
import { classes } from './class-names.ts';

interface SectionProps {
  title: ReactNode;
  /** What this part is for; stands beside the content where there is room. */
  lead?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
  /** For what cannot be undone. */
  tone?: 'plain' | 'danger';
  /** Name above and matter below at any width: for a table, which needs the room. */
  wide?: boolean;
}

/** A part of a page, as columns in a paper: name and explanation at the start, the matter beside it. */
export function Section({ title, lead, action, children, tone = 'plain', wide = false }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="@container border-t border-rule py-7 first-of-type:border-t-0 first-of-type:pt-0">
      <div className={classes('grid gap-x-10 gap-y-4', !wide && '@3xl:grid-cols-[15rem_minmax(0,1fr)]')}>
        <div className={classes('flex flex-wrap items-start justify-between gap-3', !wide && '@3xl:flex-col @3xl:justify-start')}>
          <div className="grid gap-1">
            <h2 id={id} className={classes('text-lg', tone === 'danger' && 'text-danger')}>
              {title}
            </h2>
            {lead && <p className="max-w-prose text-sm text-ink-soft">{lead}</p>}
          </div>
          {action}
        </div>
        <div className="min-w-0">{children}</div>
      </div>
    </section>
  );
}

/** A sheet on the desk: for one thing among others, not for every part of a page. */
export function Card({ title, action, children, className }: { title?: ReactNode; action?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <div className={classes('rounded-lg border border-rule bg-sheet p-4', className)}>
      {(title || action) && (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
          {title && <h2 className="text-lg">{title}</h2>}
          {action}
        </div>
      )}
      {children}
    </div>
  );
}
