import { type Block, type DocumentJson, type DocumentNode, pictures, words } from './document.ts';

/** The words alone, for search, feeds and excerpts: a blank line between blocks, footnotes in brackets where they stand. */
export const renderText = (document: DocumentJson): string => document.content.map(blockText).filter(Boolean).join('\n\n');

function blockText(block: Block): string {
  if (block.type === 'gallery') return pictures(block).map(({ alt, caption }) => caption || alt).filter(Boolean).join('\n');
  if (block.type === 'image' || block.type === 'video') return words(block, 'caption') || words(block, 'alt');
  if (block.type === 'embed') return words(block, 'title');
  if (block.type === 'button') return words(block, 'label');
  if (block.type === 'tableRow') return (block.content ?? []).map(blockText).join('\t');
  if (LINES.includes(block.type)) return (block.content ?? []).map(inlineText).join('').trim();
  return (block.content ?? []).map(blockText).filter(Boolean).join('\n');
}

const LINES = ['paragraph', 'heading', 'codeBlock'];

function inlineText(node: DocumentNode): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'footnote') return ` (${words(node, 'text')})`;
  return node.type === 'placeholder' ? words(node, 'name') : '';
}
