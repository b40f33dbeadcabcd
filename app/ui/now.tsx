import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

const NowContext = createContext<Date>(new Date(0));

/** The server's clock, carried on by the browser twice a minute: relative times agree at hydration and stay true. */
export function NowProvider({ now, children }: { now: string; children: ReactNode }) {
  const [current, setCurrent] = useState(() => new Date(now));
  useEffect(() => {
    const start = new Date(now).getTime();
    const mounted = performance.now();
    setCurrent((before) => (before.getTime() === start ? before : new Date(start)));
    const timer = setInterval(() => setCurrent(new Date(start + performance.now() - mounted)), 30_000);
    return () => clearInterval(timer);
  }, [now]);
  return <NowContext.Provider value={current}>{children}</NowContext.Provider>;
}

export function useNow(): Date {
  return useContext(NowContext);
}
