import { Link } from '@remix-run/react';
import { Menu as MenuIcon, PanelLeftClose, PanelLeftOpen, Plus, Search } from 'lucide-react';
import { IconButton } from '../button.tsx';
import { Kbd } from '../kbd.tsx';
import { Menu, MenuLink } from '../menu.tsx';
import { useNow } from '../now.tsx';
import { Tooltip } from '../tooltip.tsx';
import { Wordmark } from '../wordmark.tsx';
import { zoneCity } from '../zone-list.ts';
import { clock, dateline, offsetName } from '../zoned-time.ts';
import { Bell } from './bell.tsx';
import { MeMenu } from './me-menu.tsx';
import { creations, visible } from './navigation.ts';
import { useShell } from './shell-data.ts';
import { CREATE_BUTTON_ID, useShortcuts } from './shortcuts.tsx';
import { SIDEBAR_ID } from './sidebar.tsx';

export function TopBar({ collapsed, onToggle }: { collapsed: boolean; onToggle: () => void }) {
  const { permissions } = useShell();
  const offers = visible(creations, permissions);
  return (
    <header className="sticky top-0 z-20 flex h-13 items-center gap-1 max-sm:gap-0 border-b border-rule bg-paper px-1 min-[22rem]:px-2 sm:px-4 print:hidden">
      <button
        type="button"
        popovertarget={SIDEBAR_ID}
        aria-label="Menu"
        className="grid size-10 place-items-center rounded-md text-ink-soft hover:bg-hover md:hidden"
      >
        <MenuIcon size={18} aria-hidden />
      </button>
      <Link to="/" aria-label="Masthead, today" className="rounded-sm md:hidden">
        <Wordmark className="h-4.5" />
      </Link>
      <IconButton
        label={collapsed ? 'Widen the sidebar' : 'Narrow the sidebar'}
        icon={collapsed ? PanelLeftOpen : PanelLeftClose}
        onClick={onToggle}
        className="mirror hidden! md:scripted:inline-flex!"
      />
      <Dateline />
      <div className="ms-auto flex items-center gap-1 max-sm:gap-0">
        <SearchDoor />
        {offers.length > 0 && (
          <Menu label="Create" trigger={<Plus size={16} aria-hidden />} tone="quiet" align="end" buttonId={CREATE_BUTTON_ID}>
            {offers.map((item) => (
              <MenuLink key={item.href} to={item.href} icon={item.icon}>
                {item.label}
              </MenuLink>
            ))}
          </Menu>
        )}
        <Bell />
        <MeMenu />
      </div>
    </header>
  );
}

/** The line under a newspaper's name: the reader's day and clock; the organization's on hover and focus. */
function Dateline() {
  const { person, organization } = useShell();
  const now = useNow();
  const line = (zone: string) => <span className="block tabular-nums">{`${clock(now, zone)} in ${zoneCity(zone)}, ${offsetName(now, zone)}`}</span>;
  const elsewhere = organization.timeZone !== person.timeZone;
  const dated = (
    <p tabIndex={elsewhere ? 0 : undefined} className="ms-2 hidden truncate rounded-sm text-sm text-ink-soft lg:block">
      <span className="font-serif text-md text-ink">{dateline(now, person.timeZone)}</span>
      <span className="tabular-nums"> · {clock(now, person.timeZone)}</span>
    </p>
  );
  const clocks = (
    <>
      {line(person.timeZone)}
      {line(organization.timeZone)}
    </>
  );
  return elsewhere ? <Tooltip text={clocks}>{dated}</Tooltip> : dated;
}

function SearchDoor() {
  const { open, warm } = useShortcuts();
  return (
    <button
      type="button"
      onClick={() => open('palette')}
      onPointerEnter={warm}
      onFocus={warm}
      aria-keyshortcuts="Meta+K Control+K"
      className="flex min-h-8 items-center gap-2 rounded-md px-2 text-ink-soft hover:bg-hover sm:w-56 sm:border sm:border-rule-strong sm:bg-sheet sm:hover:border-ink-soft unscripted:hidden pointer-coarse:min-h-11 pointer-coarse:min-w-11 pointer-coarse:justify-center"
    >
      <Search size={16} aria-hidden />
      <span className="sr-only flex-1 text-start sm:not-sr-only">Search or go to</span>
      <Kbd keys="⌘ K" className="hidden! sm:inline-flex!" />
    </button>
  );
}
