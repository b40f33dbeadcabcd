import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';

const EVERY_MS = 1_500;
const MOST = 10;

/** Looks again for a short while when something is expected any moment; then it stays as it is until it is opened anew. */
export function useAwaited(expected: boolean) {
  const { revalidate, state } = useRevalidator();
  const looked = useRef(0);
  useEffect(() => {
    if (!expected || state !== 'idle' || looked.current >= MOST) return;
    const timer = setTimeout(() => {
      looked.current += 1;
      revalidate();
    }, EVERY_MS);
    return () => clearTimeout(timer);
  }, [expected, state, revalidate]);
}
