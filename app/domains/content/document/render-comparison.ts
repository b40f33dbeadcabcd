import { compareDocuments, type Piece } from './compare.ts';
import type { Block, DocumentJson, Inline } from './document.ts';
import { type HtmlOptions, renderAlone } from './render-html.ts';
import { escapeHtml, renderInline } from './render-inline.ts';

export interface ComparedRow {
  kind: 'same' | 'added' | 'removed' | 'changed';
  left: string | null;
  right: string | null;
}

/** Two versions side by side as safe HTML, with what was taken out on the left and what was put in on the right. */
export function renderComparison(a: DocumentJson, b: DocumentJson, options: HtmlOptions = {}): ComparedRow[] {
  const alone = (block: Block | undefined) => (block ? renderAlone(block, options) : null);
  const inline = (nodes: readonly Inline[]) => renderInline(nodes, { item: options.item ?? (() => null), footnote: (text) => `<sup>${escapeHtml(text)}</sup>` });
  const side = (pieces: readonly Piece[], shown: 'added' | 'removed') => {
    const tag = shown === 'added' ? 'ins' : 'del';
    return `<p>${pieces
      .filter(({ kind }) => kind === 'same' || kind === shown)
      .map(({ kind, content }) => (kind === 'same' ? inline(content) : `<${tag}>${inline(content)}</${tag}>`))
      .join('')}</p>`;
  };
  return compareDocuments(a, b).map(({ kind, a: before, b: after, pieces }) =>
    pieces && pieces.some((piece) => piece.kind !== 'same')
      ? { kind, left: side(pieces, 'removed'), right: side(pieces, 'added') }
      : { kind, left: alone(before), right: kind === 'same' ? null : alone(after) },
  );
}
