import { diff3MergeRegions } from 'node-diff3';
import { canonical } from './canonical.ts';
import { isSearchable, pairBlocks } from './compare.ts';
import type { Block, DocumentJson, DocumentNode } from './document.ts';
import { joined, type Token, tokensOf } from './pieces.ts';
import { schema } from './schema.ts';
import { isLine } from './walk.ts';

/** The same place in three versions; the document holds mine. A list is empty where that version has nothing there. */
export interface Conflict {
  at: number;
  base: Block[];
  mine: Block[];
  theirs: Block[];
}

export interface Merged {
  document: DocumentJson;
  conflicts: Conflict[];
}

/**
 * What both did to the same document. A block that one of them changed is taken from them; one that both changed is
 * tried word by word; what then still meets in one place is a conflict, with all three versions of it.
 */
export function mergeDocuments(base: DocumentJson, mine: DocumentJson, theirs: DocumentJson): Merged {
  const content: Block[] = [];
  const conflicts: Conflict[] = [];
  for (const slot of slotsOf(base.content, mine.content, theirs.content)) {
    const merged = mergeSlot(slot);
    if (!merged) conflicts.push({ at: content.length, base: slot.base, mine: slot.mine, theirs: slot.theirs });
    content.push(...(merged ?? slot.mine));
  }
  // Each deleted what the other kept: where nothing is left, an empty line is.
  return { document: { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph', attrs: { textAlign: null } }] }, conflicts };
}

type Slot = Record<'base' | 'mine' | 'theirs', Block[]>;

interface Fate {
  /** What stands in the place of each block: itself, another, or nothing. */
  became: (Block | null)[];
  /** What was put before each block, and after the last. */
  inserted: Block[][];
}

function fateOf(base: readonly Block[], version: readonly Block[]): Fate {
  const became: (Block | null)[] = [];
  const inserted: Block[][] = [[]];
  for (const { a, b } of pairBlocks(base, version)) {
    if (!a) inserted.at(-1)!.push(b!);
    else {
      became.push(b ?? null);
      inserted.push([]);
    }
  }
  return { became, inserted };
}

/** One slot for each block of the base, and one for each gap where something was put in. */
function slotsOf(base: readonly Block[], mine: readonly Block[], theirs: readonly Block[]): Slot[] {
  const [my, their] = [fateOf(base, mine), fateOf(base, theirs)];
  const list = (block: Block | null) => (block ? [block] : []);
  return Array.from({ length: base.length + 1 }, (_, index): Slot[] => [
    ...(my.inserted[index]!.length + their.inserted[index]!.length > 0 ? [{ base: [], mine: my.inserted[index]!, theirs: their.inserted[index]! }] : []),
    ...(index < base.length ? [{ base: [base[index]!], mine: list(my.became[index]!), theirs: list(their.became[index]!) }] : []),
  ]).flat();
}

/** What to keep, or null: both did something else to it. */
function mergeSlot({ base, mine, theirs }: Slot): Block[] | null {
  if (same(mine, theirs) || same(base, theirs)) return mine;
  if (same(base, mine)) return theirs;
  // Two who put something into the same gap each keep it.
  if (base.length === 0) return [...mine, ...without(theirs, mine)];
  const [was, my, their] = [base[0], mine[0], theirs[0]];
  const merged = was && my && their ? mergeNode(was, my, their) : null;
  return merged && [merged];
}

/** What is not there already, each as often as it is: one of them may have been handed the other's first part. */
function without(blocks: readonly Block[], others: readonly Block[]): Block[] {
  const there = others.map(canonical);
  return blocks.filter((block) => {
    const at = there.indexOf(canonical(block));
    if (at !== -1) there.splice(at, 1);
    return at === -1;
  });
}

const same = (a: unknown, b: unknown) => canonical(a) === canonical(b);

/** What holds blocks, and stays whole when some of them come or go. */
const CONTAINERS = ['bulletList', 'orderedList', 'taskList', 'listItem', 'taskItem', 'blockquote', 'callout', 'columns', 'column', 'tableCell', 'tableHeader'];

function mergeNode(base: DocumentNode, mine: DocumentNode, theirs: DocumentNode): DocumentNode | null {
  const type = oneOf(base.type, mine.type, theirs.type);
  const attrs = mergeAttributes(base, mine, theirs);
  if (type === null || attrs === null) return null;
  const content = mergeContent(base, mine, theirs);
  if (content === null) return null;
  return isSound({ ...mine, type, attrs, content }) ? { type, ...(Object.keys(attrs).length > 0 ? { attrs } : {}), ...(content.length > 0 ? { content } : {}) } : null;
}

const oneOf = (base: string, mine: string, theirs: string) => (mine === theirs || theirs === base ? mine : mine === base ? theirs : null);

function mergeAttributes(base: DocumentNode, mine: DocumentNode, theirs: DocumentNode): Record<string, unknown> | null {
  const merged: Record<string, unknown> = {};
  const owner = mine.type === base.type ? theirs : mine;
  for (const name of Object.keys(owner.attrs ?? {})) {
    const [was, my, their] = [base, mine, theirs].map((node) => node.attrs?.[name]);
    if (!same(my, their) && !same(was, their) && !same(was, my) && mine.type === theirs.type) return null;
    merged[name] = mine.type !== theirs.type ? owner.attrs?.[name] : same(was, my) ? their : my;
  }
  return merged;
}

function mergeContent(base: DocumentNode, mine: DocumentNode, theirs: DocumentNode): DocumentNode[] | null {
  const [was = [], my = [], their = []] = [base.content, mine.content, theirs.content];
  if (same(my, their) || same(was, their)) return my;
  if (same(was, my)) return their;
  if ([base, mine, theirs].every(isLine)) return mergeLine(was, my, their);
  // A table's rows belong together: only what stands in its cells is merged.
  const isGrid = ['table', 'tableRow'].includes(base.type) && was.length === my.length && was.length === their.length;
  if (isGrid) return all(was.map((cell, index) => mergeNode(cell, my[index]!, their[index]!)));
  if (!CONTAINERS.includes(base.type)) return null;
  return all(slotsOf(was, my, their).map(mergeSlot))?.flat() ?? null;
}

const all = <T>(values: (T | null)[]): T[] | null => (values.every((value) => value !== null) ? values : null);

/** Word by word. Changes that touch are taken for one: two words for the same place are a question. */
function mergeLine(base: DocumentNode[], mine: DocumentNode[], theirs: DocumentNode[]): DocumentNode[] | null {
  const versions = [base, mine, theirs].map(tokensOf) as [Token[], Token[], Token[]];
  const [start, end] = sharedEnds(versions);
  const [was, my, their] = versions.map((tokens) => tokens.slice(start, tokens.length - end)) as [Token[], Token[], Token[]];
  const keys = (tokens: Token[]) => tokens.map(({ key }) => key);
  if (!isSearchable(keys(was), keys(my)) || !isSearchable(keys(was), keys(their))) return null;
  const merged = versions[0].slice(0, start);
  for (const region of diff3MergeRegions(keys(my), keys(was), keys(their))) {
    if (!region.stable && !same(region.aContent, region.bContent)) return null;
    merged.push(...(region.stable ? { a: my, o: was, b: their }[region.buffer].slice(region.bufferStart, region.bufferStart + region.bufferLength) : my.slice(region.aStart, region.aStart + region.aLength)));
  }
  return joined([...merged, ...versions[0].slice(versions[0].length - end)].map(({ node }) => node));
}

/** How many tokens all three begin with, and end with. */
function sharedEnds(versions: [Token[], Token[], Token[]]): [number, number] {
  const least = Math.min(...versions.map(({ length }) => length));
  const agree = (at: (tokens: Token[]) => Token | undefined) => new Set(versions.map((tokens) => at(tokens)?.key)).size === 1;
  let start = 0;
  while (start < least && agree((tokens) => tokens[start])) start += 1;
  let end = 0;
  while (end < least - start && agree((tokens) => tokens[tokens.length - 1 - end])) end += 1;
  return [start, end];
}

function isSound(node: DocumentNode): boolean {
  try {
    schema.nodeFromJSON(node).check();
    return true;
  } catch {
    return false;
  }
}
