import type { TextMap } from './text-map.ts';

/** What a comment is about: the words, and what stood around them, which tells them from the same words elsewhere. */
export interface Anchor {
  quote: string;
  before: string;
  after: string;
}

const AROUND = 40;
const LONGEST = 500;

export function anchorOf({ text, indexAt }: TextMap, from: number, to: number): Anchor | null {
  const [start, end] = [indexAt(from), indexAt(to)];
  const quote = text.slice(start, Math.min(end, start + LONGEST));
  return quote.trim() === '' ? null : { quote, before: text.slice(Math.max(0, start - AROUND), start), after: text.slice(start + quote.length, start + quote.length + AROUND) };
}

/** Of all places with these words, the one whose surroundings are most alike. */
export function findAnchor({ text, posAt }: TextMap, { quote, before, after }: Anchor): { from: number; to: number } | null {
  let best: { at: number; alike: number } | null = null;
  if (quote === '') return null;
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) {
    const alike = sameEnd(text.slice(Math.max(0, at - before.length), at), before) + sameStart(text.slice(at + quote.length, at + quote.length + after.length), after);
    if (!best || alike > best.alike) best = { at, alike };
  }
  return best && { from: posAt(best.at), to: posAt(best.at + quote.length - 1) + 1 };
}

function sameStart(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length += 1;
  return length;
}

const sameEnd = (a: string, b: string) => sameStart([...a].reverse().join(''), [...b].reverse().join(''));
