import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  /** What will stand here. */
  title: string;
  /** One sentence that teaches. */
  children: ReactNode;
  /** The first step. */
  action?: ReactNode;
  icon?: LucideIcon;
}

/** A page with nothing on it yet, set like the blank space it is. */
export function EmptyState({ title, children, action, icon: Icon }: EmptyStateProps) {
  return (
    <div className="grid justify-items-start gap-3 rounded-lg border border-dashed border-rule-strong px-6 py-10 sm:justify-items-center sm:text-center">
      {Icon && <Icon size={20} aria-hidden className="text-ink-faint" />}
      <div className="grid gap-1 sm:justify-items-center">
        <h2 className="text-lg">{title}</h2>
        <p className="max-w-md text-ink-soft">{children}</p>
      </div>
      {action && <div className="flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
