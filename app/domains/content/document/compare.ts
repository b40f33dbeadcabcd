import { diffIndices } from 'node-diff3';
import { canonical } from './canonical.ts';
import type { Block, DocumentJson, Inline } from './document.ts';
import { joined, linesOf, type Token, tokensOf } from './pieces.ts';
import { textOf } from './walk.ts';

export interface Piece {
  kind: 'same' | 'added' | 'removed';
  content: Inline[];
}

export interface ComparedBlock {
  kind: 'same' | 'added' | 'removed' | 'changed';
  a?: Block;
  b?: Block;
  /** Of a block that changed: what was taken out and put in, in reading order. */
  pieces?: Piece[];
}

/** The blocks of both, side by side in reading order. */
export const compareDocuments = (a: DocumentJson, b: DocumentJson): ComparedBlock[] =>
  pairBlocks(a.content, b.content).map(({ a: before, b: after, isSame }): ComparedBlock => {
    if (!before) return { kind: 'added', b: after };
    if (!after) return { kind: 'removed', a: before };
    return isSame ? { kind: 'same', a: before, b: after } : { kind: 'changed', a: before, b: after, pieces: comparePieces(linesOf(before), linesOf(after)) };
  });

export interface Pair {
  a?: Block;
  b?: Block;
  isSame: boolean;
}

const MOST_PAIRS = 40_000;
const MOST_EQUALS = 500_000;

/** Which block became which: first the ones that stayed as they were, then between them the ones most alike. */
export function pairBlocks(a: readonly Block[], b: readonly Block[]): Pair[] {
  const pairs: Pair[] = [];
  for (const { same, from, to } of stretches(a.map(canonical), b.map(canonical))) {
    const [left, right] = [a.slice(...from), b.slice(...to)];
    if (same) pairs.push(...left.map((block, index) => ({ a: block, b: right[index]!, isSame: true })));
    else pairs.push(...pairAlike(left, right));
  }
  return pairs;
}

interface Stretch {
  same: boolean;
  from: [number, number];
  to: [number, number];
}

/** Equal and unequal stretches of two lists of keys; what is equal at both ends is not searched. */
export function stretches(a: readonly string[], b: readonly string[]): Stretch[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const found: Stretch[] = [{ same: true, from: [0, start], to: [0, start] }];
  let [i, j] = [start, start];
  for (const [from, lengthA, to, lengthB] of isSearchable(left, right) ? differences(left, right) : byPlace(left, right)) {
    found.push({ same: true, from: [i, start + from], to: [j, start + to] }, { same: false, from: [start + from, start + from + lengthA], to: [start + to, start + to + lengthB] });
    [i, j] = [start + from + lengthA, start + to + lengthB];
  }
  return [...found, { same: true, from: [i, a.length], to: [j, b.length] }];
}

type Difference = [from: number, lengthA: number, to: number, lengthB: number];

const differences = (a: string[], b: string[]) => diffIndices(a, b).map(({ buffer1, buffer2 }): Difference => [...buffer1, ...buffer2]);

/** The search weighs every pair of equals: ten thousand empty lines on each side would never end. */
export function isSearchable(a: readonly string[], b: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const key of a) counts.set(key, (counts.get(key) ?? 0) + 1);
  return b.reduce((sum, key) => sum + (counts.get(key) ?? 0), 0) <= MOST_EQUALS;
}

function byPlace(a: readonly string[], b: readonly string[]): Difference[] {
  const shared = Math.min(a.length, b.length);
  const single = Array.from({ length: shared }, (_, at) => at).filter((at) => a[at] !== b[at]).map((at): Difference => [at, 1, at, 1]);
  return a.length === b.length ? single : [...single, [shared, a.length - shared, shared, b.length - shared]];
}

function pairAlike(a: readonly Block[], b: readonly Block[]): Pair[] {
  const pairs: Pair[] = [];
  const partner = partners(a, b);
  let next = 0;
  for (const [index, block] of a.entries()) {
    const mate = partner[index]!;
    if (mate === -1) {
      pairs.push({ a: block, isSame: false });
      continue;
    }
    for (; next < mate; next += 1) pairs.push({ b: b[next]!, isSame: false });
    pairs.push({ a: block, b: b[mate]!, isSame: false });
    next = mate + 1;
  }
  return [...pairs, ...b.slice(next).map((block) => ({ b: block, isSame: false }))];
}

/** For each block the index of its partner, or -1: the pairing with the most words in common that crosses nothing. */
function partners(a: readonly Block[], b: readonly Block[]): number[] {
  // Too many to weigh: by their places.
  if (a.length * b.length > MOST_PAIRS) return a.map((block, index) => (b[index]?.type === block.type ? index : -1));
  const [left, right] = [a.map(vocabulary), b.map(vocabulary)];
  const alike = left.map((one, i) => right.map((other, j) => likeness(one, other, a[i]!.type === b[j]!.type, a.length === 1 && b.length === 1)));
  const best = Array.from({ length: a.length + 1 }, () => new Float64Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) best[i]![j] = Math.max(best[i + 1]![j]!, best[i]![j + 1]!, alike[i]![j]! > 0 ? alike[i]![j]! + best[i + 1]![j + 1]! : 0);
  }
  const partner = a.map(() => -1);
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (alike[i]![j]! > 0 && best[i]![j] === alike[i]![j]! + best[i + 1]![j + 1]!) partner[i++] = j++;
    else if (best[i]![j] === best[i + 1]![j]) i += 1;
    else j += 1;
  }
  return partner;
}

const vocabulary = (block: Block) => new Set(textOf(block).toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** From 0 to 1. Two of a kind that stand alone in the same place are one that was rewritten. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>, sameType: boolean, areAlone: boolean): number {
  let common = 0;
  for (const word of a) if (b.has(word)) common += 1;
  const share = a.size + b.size === 0 ? (sameType ? 1 : 0) : (2 * common) / (a.size + b.size);
  if (share >= (sameType ? 0.3 : 0.6)) return share;
  return sameType && areAlone ? 0.01 : 0;
}

export function comparePieces(a: readonly Inline[], b: readonly Inline[]): Piece[] {
  const [left, right] = [tokensOf(a), tokensOf(b)];
  const nodes = (tokens: Token[]) => joined(tokens.map(({ node }) => node));
  return stretches(left.map(({ key }) => key), right.map(({ key }) => key)).flatMap(({ same, from, to }): Piece[] => {
    const [removed, added] = [nodes(left.slice(...from)), nodes(right.slice(...to))];
    if (same) return added.length > 0 ? [{ kind: 'same', content: added }] : [];
    return [...(removed.length > 0 ? [{ kind: 'removed' as const, content: removed }] : []), ...(added.length > 0 ? [{ kind: 'added' as const, content: added }] : [])];
  });
}
