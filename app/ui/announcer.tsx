import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';

type Announce = (message: string, manner?: 'polite' | 'urgent') => void;

const AnnouncerContext = createContext<Announce>(() => {});

/** Says things to those who listen: saves, publishes, presence, where a dragged thing landed. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ polite: '', urgent: '' });
  const turn = useRef(0);
  const announce = useCallback<Announce>((message, manner = 'polite') => {
    // The same sentence twice is only read again when the text differs: a trailing no-break space makes it so.
    turn.current += 1;
    setSaid((before) => ({ ...before, [manner]: turn.current % 2 ? message : `${message}\u00a0` }));
  }, []);
  return (
    <AnnouncerContext.Provider value={announce}>
      {children}
      <div role="status" aria-live="polite" className="sr-only">
        {said.polite}
      </div>
      <div role="alert" aria-live="assertive" className="sr-only">
        {said.urgent}
      </div>
    </AnnouncerContext.Provider>
  );
}

export function useAnnounce(): Announce {
  return useContext(AnnouncerContext);
}
