import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

export interface Selection {
  ids: ReadonlySet<string>;
  /** With `range`, everything between this one and the one before it. */
  toggle: (id: string, range?: boolean) => void;
  setAll: (on: boolean) => void;
}

const NONE: ReadonlySet<string> = new Set();

/** What is ticked of the rows on the page. What leaves the page leaves the selection. */
export function useSelection(rows: readonly { id: string }[]): Selection {
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
