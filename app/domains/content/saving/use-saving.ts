import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Version } from '../version.ts';
import type { Changes, Channel } from './changes.ts';
import { dropOldTexts, dropText, keepText, keptTexts, type KeptPlace, type KeptText } from './kept-text.ts';
import { meetOtherTabs } from './open-tabs.ts';
import type { Accepted } from './outside.ts';
import { postSave } from './post-save.ts';
import { SaveClient } from './save-client.ts';
import { isWorthOffering } from './worth-offering.ts';

interface SavingProps extends KeptPlace {
  /** What the loader read. */
  version: Version;
  channels?: readonly Channel[];
  /** The page has to show these in place of what it shows. */
  onShow: (changes: Changes) => void;
  onSaved?: (accepted: Accepted) => void;
}

/** Other tabs have this long to say that they are there, before what they keep is taken for lost. */
const ROLL_CALL_MS = 500;

interface Opened {
  client: SaveClient;
  tab: string;
  /** How many pages show it: left by the last one, it still finishes. */
  pages: number;
}

/** In the browser alone. Items whose last words are still on their way when their page is left: coming back goes on with them. */
const open = new Map<string, Opened>();

const nameOf = ({ person, organization, item }: KeptPlace) => `${person}:${organization}:${item}`;

function openItem(place: KeptPlace, version: Version, channels?: readonly Channel[]): Opened {
  const tab = crypto.randomUUID();
  const client = new SaveClient(
    version,
    {
      send: (request) => postSave(place, request),
      clock: {
        now: () => Date.now(),
        after: (ms, run) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      },
      keep: (unsent) => (unsent ? keepText({ ...place, tab, writtenAt: Date.now(), unsent }) : dropText({ ...place, tab })),
    },
    channels,
  );
  return { client, tab, pages: 0 };
}

function leaveItem(place: KeptPlace, opened: Opened) {
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
export function useSaving({ person, organization, item, version, channels, onShow, onSaved }: SavingProps) {
  const place = useMemo(() => ({ person, organization, item }), [person, organization, item]);
  const first = useRef({ version, channels });
  first.current = { version, channels };
  const opened = useMemo(() => open.get(nameOf(place)) ?? openItem(place, first.current.version, first.current.channels), [place]);
  const { client, tab } = opened;
  const state = useSyncExternalStore(client.subscribe, client.state, client.state);
  const kept = useSyncExternalStore(client.subscribe, client.kept, client.kept);
  const [others, setOthers] = useState<ReadonlySet<string>>(new Set());
  const [offers, setOffers] = useState<readonly KeptText[]>([]);

  useEffect(() => {
    open.set(nameOf(place), opened);
    opened.pages += 1;
    return () => leaveItem(place, opened);
  }, [place, opened]);

  useEffect(() => {
    client.page = { onShow, onSaved };
  });

  useEffect(() => client.tell({ type: 'met', theirs: version }), [client, version]);

  useEffect(() => {
    const found = new Set<string>();
    const leave = meetOtherTabs(place, tab, (tabs) => {
      for (const each of tabs) found.add(each);
      setOthers(tabs);
    });
    let gone = false;
    const rollCall = setTimeout(async () => {
      await dropOldTexts(Date.now());
      const texts = (await keptTexts(place)).filter((text) => text.tab !== tab && !found.has(text.tab));
      if (gone) return;
      const { version: server } = first.current;
      for (const text of texts) if (!isWorthOffering(text.unsent, server)) void dropText(text);
      setOffers(texts.filter(({ unsent }) => isWorthOffering(unsent, server)));
    }, ROLL_CALL_MS);
    return () => {
      gone = true;
      clearTimeout(rollCall);
      setOffers([]);
      leave();
    };
  }, [place, tab]);

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

  const discard = useCallback(async (text: KeptText) => {
    await dropText(text);
    setOffers((all) => all.filter((each) => each.tab !== text.tab));
  }, []);

  /** False while what was written here since cannot be saved: one thing after the other. */
  const restore = useCallback(
    async (text: KeptText) => {
      const restored = await client.restore(text.unsent);
      if (restored) await discard(text);
      return restored;
    },
    [client, discard],
  );

  return { client, state, kept, othersHere: others.size, offers, restore, discard };
}
