import { useLocation } from '@remix-run/react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { AnnouncerProvider } from '../announcer.tsx';
import { dropDraft } from '../draft.ts';
import { NowProvider } from '../now.tsx';
import { ActionsProvider } from './actions.tsx';
import { useArrival } from './arrival.ts';
import { useSlowPath } from './going.ts';
import { Arriving } from './page-skeleton.tsx';
import { ShellContext, type ShellData } from './shell-data.ts';
import { ShortcutsProvider } from './shortcuts.tsx';
import { Sidebar } from './sidebar.tsx';
import { sidebarCookie, sidebarFromCookie } from './sidebar-cookie.ts';
import { TopBar } from './top-bar.tsx';
import { useBell } from './use-bell.ts';

/** Everything around a signed-in page: sidebar, top bar, keys, announcements, clock. */
export function Shell({ data, children }: { data: ShellData; children: ReactNode }) {
  return (
    <ShellContext.Provider value={data}>
      <NowProvider now={data.now}>
        <AnnouncerProvider>
          <ActionsProvider>
            <ShortcutsProvider>
              <Frame data={data}>{children}</Frame>
            </ShortcutsProvider>
          </ActionsProvider>
        </AnnouncerProvider>
      </NowProvider>
    </ShellContext.Provider>
  );
}

function Frame({ data, children }: { data: ShellData; children: ReactNode }) {
  const [sidebar, setSidebar] = useState(data.sidebar ?? 'open');
  const drawer = useRef<HTMLElement>(null);
  const main = useRef<HTMLElement>(null);
  const { key, pathname } = useLocation();
  const slow = useSlowPath();
  // Between two settings their own frame stays, and shows it inside.
  const within = pathname.startsWith('/settings/') && slow?.startsWith('/settings/');
  useArrival(main);
  useBell();

  useEffect(() => {
    if (data.sidebar === undefined) setSidebar(sidebarFromCookie(document.cookie));
  }, [data.sidebar]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new location answers the form that led to it, and closes the drawer
  useEffect(() => {
    dropDraft();
    if (drawer.current?.matches(':popover-open')) drawer.current.hidePopover();
  }, [key]);

  const toggle = () => {
    const next = sidebar === 'open' ? 'collapsed' : 'open';
    // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the Cookie Store, and this holds nothing private
    document.cookie = sidebarCookie(next);
    setSidebar(next);
  };

  return (
    <div data-sidebar={sidebar} className="flex min-h-dvh items-start">
      <a
        href="#main"
        className="fixed start-2 top-2 z-50 -translate-y-20 rounded-md bg-ink px-3 py-2 font-medium text-on-ink focus:translate-y-0"
      >
        Skip to the page
      </a>
      <Sidebar ref={drawer} collapsed={sidebar === 'collapsed'} />
      <div className="min-w-0 flex-1">
        <TopBar collapsed={sidebar === 'collapsed'} onToggle={toggle} />
        <main ref={main} id="main" tabIndex={-1} aria-busy={slow !== null || undefined} className="mx-auto max-w-6xl px-4 py-6 sm:px-8 sm:py-8">
          <Arriving path={within ? null : slow}>{children}</Arriving>
        </main>
      </div>
    </div>
  );
}
