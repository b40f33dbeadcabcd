import { useEffect, useState } from 'react';

export interface FoundGroup {
  heading: string;
  rows: {
    href: string;
    label: string;
    detail: string;
    /** The words around what was found, each found one between the characters 2 and 3. */
    snippet: string;
  }[];
}

const PAUSE_MS = 120;

/** What the server finds by these words, as they are typed; an older question's answer never overtakes a newer one's. */
export function useFound(typed: string): { groups: FoundGroup[]; looking: boolean } {
  const [groups, setGroups] = useState<FoundGroup[]>([]);
  const [looking, setLooking] = useState(false);
  const q = typed.trim();
  useEffect(() => {
    if (q.length < 2) {
      setGroups([]);
      setLooking(false);
      return;
    }
    const stop = new AbortController();
    setLooking(true);
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`/find?q=${encodeURIComponent(q)}`, { signal: stop.signal, headers: { Accept: 'application/json' } });
        if (answer.ok && !answer.redirected) setGroups((await answer.json()) as FoundGroup[]);
        setLooking(false);
      } catch {
        // Offline, or the next letter was typed: what is found by name on this page stays.
        if (!stop.signal.aborted) setLooking(false);
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [q]);
  return { groups, looking };
}
