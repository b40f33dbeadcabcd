import type { TextLimit } from '../connectors/connector.ts';
import { linksIn } from './extract.ts';

export interface Counted {
  /** By the platform's own rule. */
  length: number;
  most: number;
  left: number;
  /** Where bytes are limited too. */
  bytes?: { length: number; most: number; left: number };
  /** Where the part begins that is too much, in UTF-16 units of the text; null where all of it fits. */
  over: number | null;
}

/** What counts as one: its place, and what it adds. */
interface Part {
  index: number;
  text: string;
  weight: number;
}

const WEIGHT_OF_LINK = 23;
/** What X counts once; everything else counts twice. */
const LIGHT: readonly (readonly [number, number])[] = [[0, 4351], [8192, 8205], [8208, 8223], [8242, 8247]];

/** How long a text is where that limit holds, and where it becomes too long. Nothing is ever cut. `options`: of the post, where the words of one of them count too. */
export function counted(text: string, limit: TextLimit, options: Readonly<Record<string, unknown>> = {}): Counted {
  const { most, mostBytes, alsoCounts } = limit;
  let [length, bytes] = [alsoCounts ? lengthOf(String(options[alsoCounts] ?? ''), limit) : 0, 0];
  let over: number | null = null;
  for (const part of partsOf(text, limit)) {
    length += part.weight;
    if (mostBytes !== undefined) bytes += bytesOf(part.text);
    if (over === null && (length > most || (mostBytes !== undefined && bytes > mostBytes))) over = part.index;
  }
  return { length, most, left: most - length, ...(mostBytes === undefined ? {} : { bytes: { length: bytes, most: mostBytes, left: mostBytes - bytes } }), over };
}

const COUNTINGS = { weighted, graphemes, units, pictures };

/** An address in it is no shorter than it is. */
const lengthOf = (text: string, limit: TextLimit) => [...COUNTINGS[limit.counted](text, 0)].reduce((sum, { weight }) => sum + weight, 0);

function* partsOf(text: string, limit: TextLimit): Generator<Part> {
  const each = COUNTINGS[limit.counted];
  const ofLink = limit.urlCounts ?? (limit.counted === 'weighted' ? WEIGHT_OF_LINK : null);
  let at = 0;
  // Only X takes a name without https:// for an address.
  for (const link of ofLink === null ? [] : linksIn(text).filter(({ bare }) => !bare || limit.counted === 'weighted')) {
    yield* each(text.slice(at, link.index), at);
    yield { index: link.index, text: link.text, weight: ofLink! };
    at = link.end;
  }
  yield* each(text.slice(at), at);
}

const CLUSTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Latin, kana, ideographs, Hangul syllables: each stands by itself unless something follows that may join it. The segmenter is slow, and needed for the rest only. */
const ALONE = '\\0-\\u02ff\\u3001-\\u3029\\u3041-\\u3096\\u30a0-\\u30ff\\u4e00-\\u9fff\\uac00-\\ud7a3';
const STRETCHES = new RegExp(`\\r\\n|[${ALONE}](?![^${ALONE}])|[${ALONE}]?[^${ALONE}]+`, 'g');

function* clustersOf(text: string): Generator<{ segment: string; index: number }> {
  for (const { 0: stretch, index: from } of text.matchAll(STRETCHES)) {
    if (stretch.length === 1 || stretch === '\r\n') yield { segment: stretch, index: from };
    else yield* windowed(stretch, from);
  }
}

const WINDOW = 500;

/** The segmenter's time grows faster than its text: it gets a little at a time, and of that all but the last cluster, which may go on. */
function* windowed(stretch: string, from: number): Generator<{ segment: string; index: number }> {
  for (let [at, size] = [0, WINDOW]; at < stretch.length; ) {
    const end = at + size + (/[\ud800-\udbff]/.test(stretch[at + size - 1] ?? '') ? 1 : 0);
    const found = [...CLUSTERS.segment(stretch.slice(at, end))];
    const isEnd = end >= stretch.length;
    const whole = isEnd ? found : found.slice(0, -1);
    for (const { segment, index } of whole) yield { segment, index: from + at + index };
    if (isEnd) return;
    at += found.at(-1)!.index;
    size = whole.length === 0 ? size * 2 : WINDOW;
  }
}

function* graphemes(text: string, from: number): Generator<Part> {
  for (const { segment, index } of clustersOf(text)) yield { index: from + index, text: segment, weight: 1 };
}

function* units(text: string, from: number): Generator<Part> {
  let index = from;
  for (const character of text) {
    yield { index, text: character, weight: character.length };
    index += character.length;
  }
}

function* weighted(text: string, from: number): Generator<Part> {
  for (const { segment, index } of clustersOf(text)) yield { index: from + index, text: segment, weight: weightOf(segment) };
}

const PICTURED = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

function* pictures(text: string, from: number): Generator<Part> {
  for (const { segment, index } of clustersOf(text)) yield { index: from + index, text: segment, weight: PICTURED.test(segment) ? bytesOf(segment) : [...segment].length };
}

const PLAIN = /^[\0-\u02ff]$/;
const SIGN = /(?:\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}]{1,2}|[#*0-9](?=\ufe0f?\u20e3)|\p{Emoji_Modifier})[\ufe0f\u20e3\p{Emoji_Modifier}\u{e0020}-\u{e007f}]*/u.source;
const PICTURE = new RegExp(`${SIGN}(?:\\u200d${SIGN})*`, 'gu');
// TypeScript reads this flag in no literal below ES2024.
const SETS = 'v';
const KNOWN = new RegExp('^\\p{RGI_Emoji}$', SETS);
const SHOWN_AS_TEXT = new RegExp('[\\p{Emoji}--\\p{Emoji_Presentation}](?!\\p{Emoji_Modifier})', `g${SETS}`);

/** One cluster: an emoji is 2, however many signs it is joined of; the rest is weighed sign by sign in composed form. */
function weightOf(cluster: string): number {
  if (PLAIN.test(cluster)) return 1;
  let weight = 0;
  const picture = () => {
    weight += 2;
    return '';
  };
  const rest = cluster.replace(PICTURE, (found) => (isEmoji(found) ? picture() : found.replace(/[^\u200d]+/g, (sign) => (isEmoji(sign) ? picture() : sign))));
  for (const sign of rest.normalize('NFC')) weight += LIGHT.some(([first, last]) => sign.codePointAt(0)! >= first && sign.codePointAt(0)! <= last) ? 1 : 2;
  return weight;
}

/** Also where the sign that asks for the coloured form was left out, as many keyboards do, but for ©, ® and their like: those are letters then. */
const isEmoji = (sign: string) => !/^[\u00a9\u00ae\u2122\u265f]$/.test(sign) && KNOWN.test(sign.replaceAll('\ufe0f', '').replace(SHOWN_AS_TEXT, '$&\ufe0f'));

function bytesOf(text: string): number {
  let bytes = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
