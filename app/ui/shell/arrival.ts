import { useLocation } from '@remix-run/react';
import { type RefObject, useEffect, useRef } from 'react';
import { useAnnounce } from '../announcer.tsx';
import { remember } from './recent.ts';
import { useShell } from './shell-data.ts';

/** A page reached by script says its name, and takes the focus when what held it is gone. */
export function useArrival(main: RefObject<HTMLElement>): void {
  const { pathname } = useLocation();
  const { person, organization } = useShell();
  const announce = useAnnounce();
  const last = useRef(pathname);

  useEffect(() => {
    remember(`${person.id}:${organization.id}`, { href: pathname, title: document.title });
    if (last.current === pathname) return;
    last.current = pathname;
    announce(document.title);
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [pathname, person.id, organization.id, announce, main]);
}
