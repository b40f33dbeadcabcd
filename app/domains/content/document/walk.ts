import type { DocumentNode } from './document.ts';

/** Visits a node and all within it, in reading order. */
export function eachNode(node: DocumentNode, visit: (node: DocumentNode, ancestors: readonly DocumentNode[]) => void, ancestors: readonly DocumentNode[] = []): void {
  visit(node, ancestors);
  if (!node.content) return;
  const inside = [...ancestors, node];
  for (const child of node.content) eachNode(child, visit, inside);
}

/** The text of one block or one line, without its footnotes. */
export function textOf(node: DocumentNode): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  return node.content?.map(textOf).join(isLine(node) ? '' : '\n') ?? '';
}

/** Does it hold text itself, and not further blocks? */
export const isLine = ({ type }: DocumentNode) => type === 'paragraph' || type === 'heading' || type === 'codeBlock';
