import { Link, useLocation } from '@remix-run/react';
import { X } from 'lucide-react';
import { type FocusEvent, forwardRef } from 'react';
import { classes } from '../class-names.ts';
import { Kbd } from '../kbd.tsx';
import { leaves } from '../menu.tsx';
import { Tooltip } from '../tooltip.tsx';
import { Mark, Wordmark } from '../wordmark.tsx';
import { usePlace } from './going.ts';
import { type NavigationItem, places, settingsPlace, visible } from './navigation.ts';
import { OrganizationSwitcher } from './organization-switcher.tsx';
import { useShell } from './shell-data.ts';

export const SIDEBAR_ID = 'sidebar';

/** A column beside the page; on a phone the same element is a drawer that the browser opens, with or without scripts. */
export const Sidebar = forwardRef<HTMLElement, { collapsed: boolean }>(function Sidebar({ collapsed }, ref) {
  const { permissions } = useShell();
  const closeBehind = (event: FocusEvent<HTMLElement>) => {
    if (leaves(event)) event.currentTarget.hidePopover();
  };
  return (
    <nav ref={ref} id={SIDEBAR_ID} aria-label="Main" popover="auto" onBlur={closeBehind} className="sidebar border-e! border-rule! print:hidden">
      <div className={classes('flex h-13 shrink-0 items-center justify-between', collapsed ? 'px-4 md:justify-center md:px-0' : 'px-4')}>
        <Link to="/" aria-label="Masthead, today" className="rounded-sm">
          <Wordmark className={classes('h-5', collapsed && 'md:hidden')} />
          {collapsed && <Mark className="hidden size-6 md:block" />}
        </Link>
        <button
          type="button"
          popovertarget={SIDEBAR_ID}
          popovertargetaction="hide"
          aria-label="Close the menu"
          className="grid size-9 place-items-center rounded-md text-ink-soft hover:bg-hover md:hidden"
        >
          <X size={18} aria-hidden />
        </button>
      </div>
      <div className="px-2 pb-3">
        <OrganizationSwitcher collapsed={collapsed} />
      </div>
      <div className="flex flex-1 flex-col justify-between gap-4 px-2 pb-3">
        <ul className="grid gap-0.5">
          {visible(places, permissions).map((item) => (
            <li key={item.href}>
              <Place item={item} collapsed={collapsed} />
            </li>
          ))}
        </ul>
        <ul>
          <li>
            <Place item={settingsPlace} under="/settings" collapsed={collapsed} />
          </li>
        </ul>
      </div>
    </nav>
  );
});

function Place({ item, under, collapsed }: { item: NavigationItem; under?: string; collapsed: boolean }) {
  const { pathname } = useLocation();
  const place = usePlace();
  const Icon = item.icon;
  const within = under ?? item.href;
  const here = place === item.href || (within !== '/' && `${place}/`.startsWith(`${within}/`));
  const link = (
    <Link
      to={item.href}
      prefetch="intent"
      aria-current={pathname === item.href ? 'page' : here || undefined}
      className={classes(
        'group relative flex min-h-8 items-center gap-2.5 rounded-md px-2.5 pointer-coarse:min-h-11',
        here ? 'bg-sheet font-medium text-ink shadow-raised' : 'text-ink-soft hover:bg-hover hover:text-ink',
        collapsed && 'md:justify-center md:px-0',
      )}
    >
      {here && <span aria-hidden className="absolute inset-y-1.5 -start-2 w-[3px] bg-accent" />}
      <Icon size={17} aria-hidden />
      <span className={classes('min-w-0 flex-1 truncate', collapsed && 'md:sr-only')}>{item.label}</span>
      {item.keys && !collapsed && (
        <span aria-hidden className="opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 pointer-coarse:hidden">
          <Kbd keys={item.keys} />
        </span>
      )}
    </Link>
  );
  return collapsed ? (
    <Tooltip text={item.label} as="label">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
