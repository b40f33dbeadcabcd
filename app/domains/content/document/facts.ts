import { canonical } from './canonical.ts';
import { count, type DocumentJson, pictures, words } from './document.ts';
import { headingIds } from './heading-ids.ts';
import { renderText } from './render-text.ts';
import { isExternal } from './safe-address.ts';
import { eachNode, textOf } from './walk.ts';

export interface OutlineEntry {
  level: number;
  text: string;
  /** The same that the page has. */
  id: string;
  /** Which block of the document. */
  at: number;
}

export interface DocumentFacts {
  words: number;
  characters: number;
  /** Minutes, rounded up; 0 for nothing. */
  readingTime: number;
  outline: OutlineEntry[];
  /** Assets and items by id, with how often they stand here. */
  assets: Map<string, number>;
  items: Map<string, number>;
  links: string[];
  placeholders: string[];
}

const WORDS_A_MINUTE = 230;
/** Scripts that write no spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’.\-‑_][\p{L}\p{N}\p{M}]+)*/gu;

export function countWords(text: string, language = 'en'): number {
  if (!UNSPACED.test(text)) return text.match(WORD)?.length ?? 0;
  let found = 0;
  for (const { isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) if (isWordLike) found += 1;
  return found;
}

const add = (counts: Map<string, number>, id: string) => id && counts.set(id, (counts.get(id) ?? 0) + 1);

export function factsOf(document: DocumentJson, language = 'en'): DocumentFacts {
  const text = renderText(document);
  const found = text.split('\n').reduce((sum, line) => sum + countWords(line, language), 0);
  const facts: DocumentFacts = { words: found, characters: text.length, readingTime: Math.ceil(found / WORDS_A_MINUTE), outline: outlineOf(document), assets: new Map(), items: new Map(), links: [], placeholders: [] };
  const links = new Set<string>();
  const placeholders = new Set<string>();
  eachNode(document, (node) => {
    add(facts.assets, words(node, 'assetId'));
    for (const { assetId } of node.type === 'gallery' ? pictures(node) : []) add(facts.assets, assetId);
    if (node.type === 'placeholder') placeholders.add(words(node, 'name'));
    for (const holder of [node, ...(node.marks ?? [])]) {
      add(facts.items, words(holder, 'itemId'));
      if (isExternal(words(holder, 'href'))) links.add(words(holder, 'href'));
    }
  });
  return { ...facts, links: [...links], placeholders: [...placeholders] };
}

export function outlineOf(document: DocumentJson): OutlineEntry[] {
  const nextId = headingIds();
  return document.content.flatMap((block, at) => {
    const entries: OutlineEntry[] = [];
    eachNode(block, (node) => {
      if (node.type === 'heading') entries.push({ level: count(node, 'level', 2), text: textOf(node).replace(/\s+/g, ' ').trim(), id: nextId(textOf(node)), at });
    });
    return entries;
  });
}

/** What an approval is bound to: the SHA-256 of the canonical string, in hex. */
export async function contentHash(value: unknown): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(value)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
