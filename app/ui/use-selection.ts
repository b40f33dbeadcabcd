import { useLocation } from '@remix-run/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

export interface Selection {
  ids: ReadonlySet<string>;
  /** With `range`, everything between this one and the one before it. */
  toggle: (id: string, range?: boolean) => void;
  setAll: (on: boolean) => void;
}

const NONE: ReadonlySet<string> = new Set();

/** What is ticked of the rows on the page. What leaves the page leaves the selection, and so does what was just dealt with. */
export function useSelection(rows: readonly { id: string }[], refused: boolean): Selection {
  const [ticked, setTicked] = useState(NONE);
  const last = useRef<string | null>(null);
  const ids = useMemo(() => new Set(rows.filter(({ id }) => ticked.has(id)).map(({ id }) => id)), [rows, ticked]);

  const toggle = useCallback(
    (id: string, range = false) => {
      const from = range ? rows.findIndex((row) => row.id === last.current) : -1;
      const to = rows.findIndex((row) => row.id === id);
      last.current = id;
      setTicked((before) => {
        const next = new Set(before);
        const on = !before.has(id) || from >= 0;
        const between = from < 0 ? [id] : rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id);
        for (const each of between) on ? next.add(each) : next.delete(each);
        return next;
      });
    },
    [rows],
  );
  const setAll = useCallback((on: boolean) => setTicked(on ? new Set(rows.map(({ id }) => id)) : NONE), [rows]);

  const { key, pathname, search } = useLocation();
  const seen = useRef({ key, at: pathname + search });
  useEffect(() => {
    const before = seen.current;
    seen.current = { key, at: pathname + search };
    // Back at the same address by a new way: a form was accepted.
    if (before.key !== key && before.at === pathname + search && !refused) setTicked(NONE);
  }, [key, pathname, search, refused]);

  useEffect(() => {
    if (ids.size === 0) return;
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open], [popover]:popover-open')) setAll(false);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [ids.size, setAll]);

  return { ids, toggle, setAll };
}
