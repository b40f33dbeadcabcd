import { useEffect, useLayoutEffect, useRef } from 'react';

/** Puts a panel where it belongs whenever it is drawn, and again when the window changes its size. */
export function usePlaced(place: () => void): void {
  const latest = useRef(place);
  latest.current = place;
  useLayoutEffect(() => latest.current());
  useEffect(() => {
    const again = () => latest.current();
    addEventListener('resize', again);
    return () => removeEventListener('resize', again);
  }, []);
}
