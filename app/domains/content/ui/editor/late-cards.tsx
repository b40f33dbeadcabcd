import { type ComponentType, useEffect, useState, useSyncExternalStore } from 'react';
import type { Cards } from './card-view.ts';

type Portals = ComponentType<{ cards: Cards }>;

let Drawn: Portals | null = null;

const CARDS = /"type":"(?:image|video|gallery|embed|button|footnote|placeholder)"/;
export const holdsCards = (document: unknown) => CARDS.test(JSON.stringify(document));

export async function loadCards(): Promise<void> {
  Drawn ??= (await import('./cards.tsx')).CardPortals;
}

/** Cards are drawn by code of their own, which a text without any does not fetch. One that begins with them waits for it: nothing moves. */
export function LateCards({ cards }: { cards: Cards }) {
  const any = useSyncExternalStore(cards.subscribe, () => cards.shown().length > 0);
  const [state, setState] = useState<'waiting' | 'here' | 'failed'>('waiting');

  useEffect(() => {
    if (any && !Drawn) loadCards().then(() => setState('here'), () => setState('failed'));
  }, [any]);

  if (Drawn) return <Drawn cards={cards} />;
  return state === 'failed' && <p role="alert" className="text-failed">Pictures and other cards could not be drawn: the connection may be gone. They are kept in the text and show when the page is reloaded.</p>;
}
