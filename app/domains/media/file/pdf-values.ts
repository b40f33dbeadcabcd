/** PDF's own notation, as far as finding the page tree needs it: strings are stepped over. */

export interface Reference {
  ref: number;
}

export interface Name {
  name: string;
}

export type Dictionary = Map<string, PdfValue>;
export type PdfValue = number | boolean | null | Name | Reference | PdfValue[] | Dictionary;

export interface Parsed {
  value: PdfValue;
  end: number;
}

const DEEPEST = 32;
const SPACE = /(?:[\s\0]|%[^\r\n]*)*/y;
const REFERENCE = /(\d{1,10})[\s\0]+\d{1,5}[\s\0]+R(?![\w])/y;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)/y;
const NAME = /\/([^\s\0()<>[\]{}/%]*)/y;
const WORD = /true|false|null/y;

export function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  return at + (SPACE.exec(text)?.[0].length ?? 0);
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Null when the text ends or makes no sense; every step moves on, so that it ends with the text. */
export function parseValue(text: string, from: number, depth = 0): Parsed | null {
  const at = skipSpace(text, from);
  if (depth > DEEPEST || at >= text.length) return null;
  if (text.startsWith('<<', at)) return parseDictionary(text, at + 2, depth);
  const first = text.charAt(at);
  if (first === '[') return parseArray(text, at + 1, depth);
  if (first === '(') return skipString(text, at + 1);
  if (first === '<') {
    const close = text.indexOf('>', at);
    return close === -1 ? null : { value: null, end: close + 1 };
  }
  const name = match(NAME, text, at);
  if (name) return { value: { name: name[1] ?? '' }, end: at + name[0].length };
  const reference = match(REFERENCE, text, at);
  if (reference) return { value: { ref: Number(reference[1]) }, end: at + reference[0].length };
  const number = match(NUMBER, text, at);
  if (number) return { value: Number(number[0]), end: at + number[0].length };
  const word = match(WORD, text, at)?.[0];
  return word ? { value: word === 'null' ? null : word === 'true', end: at + word.length } : null;
}

function parseDictionary(text: string, from: number, depth: number): Parsed | null {
  const value: Dictionary = new Map();
  for (let at = skipSpace(text, from); at < text.length; at = skipSpace(text, at)) {
    if (text.startsWith('>>', at)) return { value, end: at + 2 };
    const key = match(NAME, text, at);
    const entry = key && parseValue(text, at + key[0].length, depth + 1);
    if (!entry) return null;
    value.set(key[1] ?? '', entry.value);
    at = entry.end;
  }
  return null;
}

function parseArray(text: string, from: number, depth: number): Parsed | null {
  const value: PdfValue[] = [];
  for (let at = skipSpace(text, from); at < text.length; at = skipSpace(text, at)) {
    if (text.charAt(at) === ']') return { value, end: at + 1 };
    const entry = parseValue(text, at, depth + 1);
    if (!entry) return null;
    value.push(entry.value);
    at = entry.end;
  }
  return null;
}

/** Parentheses nest unless a backslash stands before them. */
function skipString(text: string, from: number): Parsed | null {
  let open = 1;
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '(') open += 1;
    else if (character === ')' && (open -= 1) === 0) return { value: null, end: at + 1 };
  }
  return null;
}

export const isDictionary = (value: PdfValue | undefined): value is Dictionary => value instanceof Map;
export const isReference = (value: PdfValue | undefined): value is Reference => typeof value === 'object' && value !== null && 'ref' in value;
export const numberOf = (value: PdfValue | undefined) => (typeof value === 'number' && Number.isSafeInteger(value) ? value : null);
export const nameOf = (value: PdfValue | undefined) => (typeof value === 'object' && value !== null && 'name' in value ? value.name : null);
