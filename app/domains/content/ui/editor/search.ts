import type { Node as PmNode } from '@tiptap/pm/model';

export interface Sought {
  text: string;
  /** Upper and lower case are told apart. */
  exactCase: boolean;
  wholeWords: boolean;
}

export interface Found {
  from: number;
  to: number;
}

const MOST = 10_000;

function pattern({ text, exactCase, wholeWords }: Sought): RegExp {
  const literal = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(wholeWords ? `(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])` : literal, exactCase ? 'gu' : 'giu');
}

/** Every place, in reading order. Words are found over bold and links alike, but not over a footnote or the end of a line. */
export function search(doc: PmNode, sought: Sought): Found[] {
  const found: Found[] = [];
  if (sought.text === '') return found;
  const expression = pattern(sought);
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return found.length < MOST;
    for (const { index, 0: match } of node.textBetween(0, node.content.size, undefined, '\ufffc').matchAll(expression)) {
      if (found.length < MOST) found.push({ from: pos + 1 + index, to: pos + 1 + index + match.length });
    }
    return false;
  });
  return found;
}

/** The first at or behind the cursor, around the end to the start. */
export const nearest = (found: readonly Found[], pos: number): number => {
  const at = found.findIndex(({ from }) => from >= pos);
  return at === -1 ? 0 : at;
};
