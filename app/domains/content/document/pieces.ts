import { canonical } from './canonical.ts';
import type { DocumentNode, Inline } from './document.ts';
import { isLine } from './walk.ts';

/** A word, a space, a sign, or something that stands in a line; with its marks, and a key to compare it by. */
export interface Token {
  key: string;
  node: Inline;
}

/** Scripts without spaces are compared sign by sign. */
const PIECES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|[\p{L}\p{N}\p{M}_'’]+|\s+|./gsu;

export function tokensOf(nodes: readonly Inline[] = []): Token[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'text') return [{ key: canonical(node), node }];
    const marks = node.marks?.length ? canonical(node.marks) : '';
    return (node.text ?? '').match(PIECES)?.map((text) => ({ key: text + marks, node: { ...node, text } })) ?? [];
  });
}

/** All the lines of a block, one after another. */
export const linesOf = (node: DocumentNode): Inline[] =>
  isLine(node) ? (node.content ?? []) : (node.content ?? []).flatMap((child, index) => [...(index > 0 ? [{ type: 'hardBreak' }] : []), ...linesOf(child)]);

/** Neighbours of the same marks become one text again. */
export function joined(nodes: readonly Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (node.type === 'text' && last?.type === 'text' && canonical(last.marks ?? []) === canonical(node.marks ?? [])) last.text = `${last.text}${node.text}`;
    else out.push({ ...node });
  }
  return out;
}
