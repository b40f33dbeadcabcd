import { NavLink } from '@remix-run/react';
import { classes } from './class-names.ts';

interface TabsNavProps {
  label: string;
  tabs: readonly { to: string; label: string; count?: number; end?: boolean; current?: boolean }[];
}

/** Views of one thing, each with its own address: links, not an ARIA tab list. */
export function TabsNav({ label, tabs }: TabsNavProps) {
  return (
    <nav aria-label={label} className="mb-4 overflow-x-auto border-b border-rule">
      <ul className="flex gap-5">
        {tabs.map(({ to, label: name, count, end = true, current }) => (
          <li key={to}>
            <NavLink
              to={to}
              end={end}
              prefetch="intent"
              aria-current={current === undefined ? undefined : current ? 'page' : 'false'}
              className={({ isActive }) =>
                classes(
                  'flex min-h-9 items-center gap-1.5 border-b-2 whitespace-nowrap -outline-offset-2',
                  (current ?? isActive) ? 'border-ink font-medium text-ink' : 'border-transparent text-ink-soft hover:text-ink',
                )
              }
            >
              {name}
              {count !== undefined && <span className="text-xs text-ink-faint tabular-nums">{count}</span>}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
