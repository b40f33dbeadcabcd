import { NavLink, useLocation } from '@remix-run/react';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../class-names.ts';
import { usePlace, useSlowPath } from './going.ts';
import { settingsGroups, visible } from './navigation.ts';
import { Arriving } from './page-skeleton.tsx';
import { useShell } from './shell-data.ts';

/** Settings in plain groups: a column of names beside the page, and on a phone one that unfolds. */
export function SettingsLayout({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  const place = usePlace();
  const slow = useSlowPath();
  const { permissions } = useShell();
  const groups = settingsGroups
    .map((group) => ({ ...group, items: visible(group.items, permissions) }))
    .filter((group) => group.items.length > 0);
  const current = groups.flatMap((group) => group.items).find((item) => pathname.startsWith(item.href));

  const list = groups.map((group) => (
    <div key={group.label} className="grid gap-0.5">
      <h2 className="px-2.5 pb-1 font-sans text-xs font-medium text-ink-faint">{group.label}</h2>
      <ul>
        {group.items.map((item) => (
          <li key={item.href}>
            <NavLink
              to={item.href}
              prefetch="intent"
              className={classes(
                'flex min-h-8 items-center rounded-md px-2.5 pointer-coarse:min-h-11',
                `${place}/`.startsWith(`${item.href}/`) ? 'bg-hover font-medium text-ink' : 'text-ink-soft hover:bg-hover hover:text-ink',
              )}
            >
              {item.label}
            </NavLink>
          </li>
        ))}
      </ul>
    </div>
  ));

  return (
    <div className="grid items-start gap-x-12 gap-y-5 lg:grid-cols-[11rem_minmax(0,1fr)]">
      <nav aria-label="Settings" className="sticky top-20 hidden gap-5 lg:grid">
        {list}
      </nav>
      <nav aria-label="Settings" className="lg:hidden">
        {/* A new page is a new disclosure, closed. */}
        <details key={pathname} className="group rounded-md border border-rule-strong bg-sheet">
          <summary className="flex min-h-10 items-center justify-between rounded-md px-3 font-medium">
            <span>
              <span className="font-normal text-ink-soft">Settings: </span>
              {current?.label ?? 'all'}
            </span>
            <ChevronDown size={16} aria-hidden className="transition-transform group-open:rotate-180" />
          </summary>
          <div className="grid gap-4 border-t border-rule p-2">{list}</div>
        </details>
      </nav>
      <div className="min-w-0">
        <Arriving path={slow?.startsWith('/settings/') ? slow : null}>{children}</Arriving>
      </div>
    </div>
  );
}
