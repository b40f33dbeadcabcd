import { ENDINGS } from './domain-endings.ts';

/** Something that a text names, and where it stands: from index to end in UTF-16 units. */
export interface Found {
  text: string;
  index: number;
  end: number;
}

export interface Link extends Found {
  /** Without https://, as in "masthead.example/today". */
  bare: boolean;
}

/** What a bare name is written in, so that it ends where other writing begins; a path may be Cyrillic too. */
const WORD = 'a-z0-9\\u00c0-\\u024f\\u0300-\\u036f';
const PATH = `${WORD}\\u0400-\\u04ff`;
const LABEL = `(?:[${WORD}](?:[${WORD}_-]{0,61}[${WORD}])?\\.)`;
const LAST_LABEL = `[${WORD}](?:[${WORD}-]{0,61}[${WORD}])?\\.`;
const BARE = `(?<![-_./${WORD}])${LABEL}*${LAST_LABEL}(?:${ENDINGS.join('|')})(?![0-9a-z@])(?!-[0-9a-z])`;
// With a scheme it is meant as an address, whatever the alphabet and the ending.
const HOST_LABEL = '(?:[\\p{L}\\p{N}\\p{M}\\p{So}](?:[\\p{L}\\p{N}\\p{M}\\p{So}_-]{0,61}[\\p{L}\\p{N}\\p{M}\\p{So}])?\\.)';
const LAST_HOST_LABEL = HOST_LABEL.replaceAll('_-', '-');
const SCHEMED = `https?://${HOST_LABEL}*${LAST_HOST_LABEL}(?:xn--[a-z0-9-]{1,59}|[a-z]{2,24}|(?:(?![a-z])[\\p{L}\\p{M}]){2,24})(?![0-9a-z@])`;
const ADDRESS = new RegExp(`(?<![a-z0-9@＠$#＃])(?:(${SCHEMED})|${BARE})(?::\\d{1,5})?`, 'giu');
const REST = new RegExp(`[/?][${PATH}!*';:=+,.$/%#\\[\\]\\u2013_~@|&?()-]*`, 'iuy');
const LAST = new RegExp(`[${PATH}=_#/+&-]`, 'iu');

/** The addresses in a text, as X finds them: with their scheme, and bare where their ending is a known one. */
export function linksIn(text: string): Link[] {
  const links: Link[] = [];
  ADDRESS.lastIndex = 0;
  for (let match = ADDRESS.exec(text); match; match = ADDRESS.exec(text)) {
    const { index } = match;
    const end = index + match[0].length;
    REST.lastIndex = end;
    const rest = REST.exec(text)?.[0] ?? '';
    const whole = match[0] + trimmed(/^(?:https?:\/\/)?t\.co$/i.test(match[0]) ? (/^\/[a-z0-9]*/i.exec(rest)?.[0] ?? '') : rest);
    links.push({ text: whole, index, end: index + whole.length, bare: !match[1] });
    ADDRESS.lastIndex = index + whole.length;
  }
  return links;
}

/** Without what belongs to the sentence around it: full stops, quotes, and a bracket that it does not itself open and close. */
function trimmed(rest: string): string {
  const open: number[] = [];
  let end = rest.length;
  for (let at = 0; at < rest.length; at += 1) {
    if (rest[at] === '(') open.push(at);
    if (rest[at] === ')' && open.pop() === undefined) {
      end = at;
      break;
    }
  }
  end = open[0] ?? end;
  while (end > 0 && rest[end - 1] !== ')' && !LAST.test(rest[end - 1]!)) end -= 1;
  return rest.slice(0, end);
}

const TAG_CHARACTER = '\\p{L}\\p{M}\\p{Nd}_\\u200c\\u200d\\ua67e\\u05be\\u05f3\\u05f4\\uff5e\\u301c\\u309b\\u309c\\u30a0\\u30fb\\u3003\\u0f0b\\u0f0c\\u00b7';
// A heart before the sign ends in U+FE0F, which is a mark and yet no part of a word.
const HASHTAG = new RegExp(`(?<!(?:[\\p{L}\\p{Nd}_&]|(?![\\ufe0e\\ufe0f])\\p{M}))[#＃](?!\\ufe0f|\\u20e3)([${TAG_CHARACTER}]+)(?![${TAG_CHARACTER}#＃]|://)`, 'giu');
const MENTION = /(?<![a-z0-9_!#$%&*@＠/.])[@＠]([a-z0-9_](?:[a-z0-9_.]|-(?=[a-z0-9-]{0,60}\.[a-z0-9])){0,250})(@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?)?(?![a-z0-9_@＠\u00c0-\u024f]|:\/\/)/giu;

/** The hashtags of a text without their sign: in any alphabet, with at least one letter, and none inside an address. */
export const hashtagsIn = (text: string): Found[] => beside(linksIn(text), foundBy(HASHTAG, text)).filter(({ text: tag }) => /\p{L}|\p{M}/u.test(tag));

/** The names that a text calls, without their sign: "name", "name.example" and "name@server.example". */
export const mentionsIn = (text: string): Found[] =>
  beside(linksIn(text), foundBy(MENTION, text)).map(({ text: name, index, end }) => {
    const dots = name.length - name.replace(/\.+$/, '').length;
    return { text: name.slice(0, name.length - dots), index, end: end - dots };
  });

function foundBy(pattern: RegExp, text: string): Found[] {
  return Array.from(text.matchAll(pattern), (match) => ({ text: match.slice(1).join(''), index: match.index, end: match.index + match[0].length }));
}

const beside = (links: readonly Link[], found: readonly Found[]) => found.filter(({ index }) => !links.some((link) => link.index <= index && index < link.end));
