import { useNavigate } from '@remix-run/react';
import { createContext, lazy, type ReactNode, Suspense, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { isTyping, singleKeysOn } from '../single-keys.ts';
import { creations, notificationsPlace, places, settingsPlace, visible } from './navigation.ts';
import { useShell } from './shell-data.ts';

const loadPalette = () => import('./palette.tsx').catch(() => import('./not-loaded.tsx'));
const loadSheet = () => import('./shortcut-sheet.tsx').catch(() => import('./not-loaded.tsx'));
const Palette = lazy(loadPalette);
const ShortcutSheet = lazy(loadSheet);

type Door = 'palette' | 'sheet' | null;

interface Shortcuts {
  open: (door: Door) => void;
  /** Fetch the palette while the pointer is on its way. */
  warm: () => void;
}

const ShortcutsContext = createContext<Shortcuts>({ open: () => {}, warm: () => {} });

export function useShortcuts(): Shortcuts {
  return useContext(ShortcutsContext);
}

export const CREATE_BUTTON_ID = 'create-menu';

/** How long "g" waits for its second key. */
const SECOND_KEY_MS = 1500;

/** The keys of the whole app, and the two sheets they open, which are fetched when first wanted. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [door, setDoor] = useState<Door>(null);
  const navigate = useNavigate();
  const { permissions } = useShell();
  const gAt = useRef(0);
  const value = useMemo(() => ({ open: setDoor, warm: () => void loadPalette().catch(() => undefined) }), []);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Meta' || event.key === 'Control') value.warm();
      if ((event.metaKey || event.ctrlKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setDoor((now) => (now === 'palette' ? null : 'palette'));
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat) return;
      if (isTyping(event.target) || document.querySelector('dialog[open]') || !singleKeysOn()) return;
      if (event.timeStamp - gAt.current < SECOND_KEY_MS) {
        gAt.current = 0;
        const place = visible([...places, settingsPlace, notificationsPlace], permissions).find((item) => item.keys === `g ${event.key}`);
        if (place) {
          event.preventDefault();
          navigate(place.href);
          return;
        }
      }
      if (event.key === 'g') gAt.current = event.timeStamp;
      if (event.key === '?') setDoor('sheet');
      if (event.key === 'c' && creations.length > 0) {
        event.preventDefault();
        document.getElementById(CREATE_BUTTON_ID)?.click();
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [navigate, permissions, value]);

  const close = () => setDoor(null);
  return (
    <ShortcutsContext.Provider value={value}>
      {children}
      <Suspense fallback={null}>
        {door === 'palette' && <Palette onClose={close} />}
        {door === 'sheet' && <ShortcutSheet onClose={close} />}
      </Suspense>
    </ShortcutsContext.Provider>
  );
}
