import type { KeptPlace } from './kept-text.ts';

interface Word {
  say: 'hello' | 'here' | 'bye';
  tab: string;
}

/** Who has the same item open in this browser: their text is not lost, and two of them would get in each other's way. */
export function meetOtherTabs({ person, organization, item }: KeptPlace, tab: string, onOthers: (tabs: ReadonlySet<string>) => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => {};
  const channel = new BroadcastChannel(`masthead:item:${person}:${organization}:${item}`);
  let others: ReadonlySet<string> = new Set();
  const say = (word: Word['say']) => channel.postMessage({ say: word, tab } satisfies Word);
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if (data.tab === tab) return;
    if (data.say === 'hello') say('here');
    others = new Set(data.say === 'bye' ? [...others].filter((each) => each !== data.tab) : [...others, data.tab]);
    onOthers(others);
  };
  say('hello');
  const leave = () => say('bye');
  const back = () => say('hello');
  addEventListener('pagehide', leave);
  addEventListener('pageshow', back);
  return () => {
    removeEventListener('pagehide', leave);
    removeEventListener('pageshow', back);
    leave();
    channel.close();
  };
}
