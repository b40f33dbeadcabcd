import { useLocation, useNavigation } from '@remix-run/react';
import { useEffect, useState } from 'react';

/** Sooner than this a page that is on its way would only flicker. */
const NOTICED_MS = 120;

/** The path of the page on its way: a link followed, not a form sent, for the form's page stays and says so itself. */
function useNextPath(): string | null {
  const { pathname } = useLocation();
  const { state, location, formMethod } = useNavigation();
  return state === 'loading' && !formMethod && location.pathname !== pathname ? location.pathname : null;
}

/** Where the reader is, or is going: what is pressed is marked at once. */
export function usePlace(): string {
  const { pathname } = useLocation();
  return useNextPath() ?? pathname;
}

/** The page that is slow to come, or null: its skeleton takes the place of the one that is left. */
export function useSlowPath(): string | null {
  const next = useNextPath();
  const [slow, setSlow] = useState<string | null>(null);
  useEffect(() => {
    if (next === null) return;
    const timer = setTimeout(() => setSlow(next), NOTICED_MS);
    return () => {
      clearTimeout(timer);
      setSlow(null);
    };
  }, [next]);
  return next === null ? null : slow;
}
