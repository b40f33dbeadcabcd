import type { ReactNode } from 'react';

interface PageHeaderProps {
  title: ReactNode;
  /** One sentence, only where the title does not say it. */
  lead?: ReactNode;
  /** The one primary action; a quiet second at most. */
  action?: ReactNode;
  /** Where this page belongs: a link back, a badge. */
  above?: ReactNode;
}

/** The nameplate of a page: title, its one action, and the double rule. */
export function PageHeader({ title, lead, action, above }: PageHeaderProps) {
  return (
    <header className="mb-6 grid gap-3">
      {above && <div className="text-sm text-ink-soft">{above}</div>}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 gap-1">
          <h1 className="text-2xl tracking-[-0.012em]">{title}</h1>
          {lead && <p className="max-w-prose text-ink-soft">{lead}</p>}
        </div>
        {action && <div className="flex flex-wrap items-center gap-2 has-[details[open]]:w-full">{action}</div>}
      </div>
      <div className="double-rule" />
    </header>
  );
}
