import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Changes, Kind, Stamp } from './kind.ts';
import { dropOldTexts, dropText, keepText, keptBeginnings, keptTexts, type KeptPlace, type KeptText } from './kept-text.ts';
import { meetOtherTabs } from './open-tabs.ts';
import type { Accepted, SaveAnswer, SaveRequest } from './outside.ts';
import { SaveClient } from './save-client.ts';
import { isWorthOffering } from './worth-offering.ts';

interface SavingProps<V extends Stamp> extends KeptPlace {
  /** What the loader read. */
  version: V;
  kind: Kind<V>;
  /** Hands it to the server. `base` is what both know: of a beginning, all that it began with. */
  send: (request: SaveRequest<V>, base: V) => Promise<SaveAnswer<V>>;
  byHand?: boolean;
  /** It has no name on the server yet; what other pages began and never sent is offered. */
  begins?: boolean;
  /** The page has to show these in place of what it shows. */
  onShow: (changes: Changes<V>) => void;
  onSaved?: (accepted: Accepted) => void;
}

/** Other tabs have this long to say that they are there, before what they keep is taken for lost. */
const ROLL_CALL_MS = 500;
const BEGINNINGS = 'new';

interface Opened<V extends Stamp> {
  client: SaveClient<V>;
  tab: string;
  /** How many pages show it: left by the last one, it still finishes. */
  pages: number;
}

/** In the browser alone. Items whose last words are still on their way when their page is left: coming back goes on with them. */
const open = new Map<string, unknown>();

const nameOf = ({ person, organization, item }: KeptPlace) => `${person}:${organization}:${item}`;

function openItem<V extends Stamp>(place: KeptPlace, { version, kind, send }: Pick<SavingProps<V>, 'version' | 'kind' | 'send'>): Opened<V> {
  const tab = crypto.randomUUID();
  const client: SaveClient<V> = new SaveClient<V>(
    version,
    {
      send: (request) => send(request, client.base),
      clock: {
        now: () => Date.now(),
        after: (ms, run) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      },
      keep: (unsent) => (unsent ? keepText({ ...place, tab, writtenAt: Date.now(), unsent }) : dropText({ ...place, tab })),
    },
    kind,
  );
  return { client, tab, pages: 0 };
}

function leaveItem<V extends Stamp>(place: KeptPlace, opened: Opened<V>) {
  const { client } = opened;
  opened.pages -= 1;
  client.page = {};
  client.leave();
  const stop = client.subscribe(forgetOnceSaved);
  forgetOnceSaved();
  function forgetOnceSaved() {
    if (opened.pages === 0 && client.state().kind === 'saved' && open.get(nameOf(place)) === opened) open.delete(nameOf(place));
    if (opened.pages > 0 || client.state().kind === 'saved') queueMicrotask(() => stop());
  }
}

/** Everything between what is typed and the server, for the item that this page has open. */
export function useSaving<V extends Stamp>({ person, organization, item, version, kind, send, byHand = false, begins = false, onShow, onSaved }: SavingProps<V>) {
  const place = useMemo(() => ({ person, organization, item }), [person, organization, item]);
  const first = useRef({ version, kind, send });
  first.current = { version, kind, send };
  const opened = useMemo(() => (open.get(nameOf(place)) as Opened<V> | undefined) ?? openItem(place, first.current), [place]);
  const { client, tab } = opened;
  const state = useSyncExternalStore(client.subscribe, client.state, client.state);
  const kept = useSyncExternalStore(client.subscribe, client.kept, client.kept);
  const [others, setOthers] = useState<ReadonlySet<string>>(new Set());
  const [offers, setOffers] = useState<readonly KeptText<V>[]>([]);

  useEffect(() => {
    open.set(nameOf(place), opened);
    opened.pages += 1;
    return () => leaveItem(place, opened);
  }, [place, opened]);

  useEffect(() => {
    client.page = { onShow, onSaved };
  });

  useEffect(() => client.tell({ type: 'met', theirs: version }), [client, version]);

  useEffect(() => client.tell({ type: 'handed', byHand }), [client, byHand]);

  useEffect(() => {
    const found = new Set<string>();
    const leave = meetOtherTabs(begins ? { ...place, item: BEGINNINGS } : place, tab, (tabs) => {
      for (const each of tabs) found.add(each);
      if (!begins) setOthers(tabs);
    });
    let gone = false;
    const rollCall = setTimeout(async () => {
      await dropOldTexts(Date.now());
      const texts = (await (begins ? keptBeginnings<V>(place) : keptTexts<V>(place))).filter((text) => text.tab !== tab && !found.has(text.tab));
      if (gone) return;
      const isWorth = ({ unsent }: KeptText<V>) => isWorthOffering(unsent, begins ? unsent.base : first.current.version, first.current.kind);
      for (const text of texts) if (!isWorth(text)) void dropText(text);
      setOffers(texts.filter(isWorth));
    }, ROLL_CALL_MS);
    return () => {
      gone = true;
      clearTimeout(rollCall);
      setOffers([]);
      leave();
    };
  }, [place, tab, begins]);

  useEffect(() => {
    const wire = () => client.tell({ type: navigator.onLine ? 'online' : 'offline' });
    const hide = () => client.leave();
    const turn = () => {
      if (document.visibilityState === 'hidden') client.leave();
      // Signed in again in another tab, perhaps.
      else if (client.state().kind === 'signed-out') client.retry();
    };
    const ask = (event: BeforeUnloadEvent) => {
      client.leave();
      if (client.state().kind !== 'saved' && !client.kept()) event.preventDefault();
    };
    if (!navigator.onLine) wire();
    addEventListener('online', wire);
    addEventListener('offline', wire);
    addEventListener('pagehide', hide);
    addEventListener('beforeunload', ask);
    document.addEventListener('visibilitychange', turn);
    return () => {
      removeEventListener('online', wire);
      removeEventListener('offline', wire);
      removeEventListener('pagehide', hide);
      removeEventListener('beforeunload', ask);
      document.removeEventListener('visibilitychange', turn);
    };
  }, [client]);

  const discard = useCallback(async (text: KeptText<V>) => {
    await dropText(text);
    setOffers((all) => all.filter((each) => each.tab !== text.tab));
  }, []);

  /** False while what was written here since cannot be saved: one thing after the other. */
  const restore = useCallback(
    async (text: KeptText<V>) => {
      const restored = await client.restore(text.unsent);
      if (restored) await discard(text);
      return restored;
    },
    [client, discard],
  );

  return { client, tab, state, kept, othersHere: others.size, offers, restore, discard };
}
