import { hashtagsIn } from '../composing/extract.ts';

const RESERVED = /[|{}@[\]()<>#\\*_~]/g;
const escaped = (text: string) => text.replace(RESERVED, '\\$&');

/** LinkedIn’s own notation. It cuts a text without a word at a sign that was not escaped. */
export function littleText(text: string): string {
  let [written, from] = ['', 0];
  for (const tag of hashtagsIn(text)) {
    written += `${escaped(text.slice(from, tag.index))}{hashtag|\\#|${escaped(tag.text)}}`;
    from = tag.end;
  }
  return written + escaped(text.slice(from));
}

/** What a reader sees of it. */
export const plainText = (little: string) =>
  little
    .replace(/\{hashtag\|\\?([#＃])\|((?:\\.|[^\\}])*)\}/g, '$1$2')
    .replace(/@\[((?:\\.|[^\\\]])*)\]\s?\([^)]*\)/g, '$1')
    .replace(/\\([|{}@[\]()<>#\\*_~])/g, '$1');
