import { type DocumentNode, type Inline, type Mark, words } from './document.ts';
import { isExternal, safeAddress } from './safe-address.ts';

export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`).replaceAll('&#38;', '&amp;').replaceAll('&#60;', '&lt;').replaceAll('&#62;', '&gt;').replaceAll('&#34;', '&quot;');

/** ` name="value"` for each that has a value; true is the name alone. */
export const attributes = (values: Record<string, string | number | boolean | null | undefined>) =>
  Object.entries(values).map(([name, value]) => (value === true ? ` ${name}` : value === null || value === undefined || value === false || value === '' ? '' : ` ${name}="${escapeHtml(String(value))}"`)).join('');

export const anchor = (href: string, inner: string, more: Record<string, string | null> = {}) => `<a${attributes({ href, rel: isExternal(href) ? 'noopener' : null, ...more })}>${inner}</a>`;

const TAGS: Record<string, string> = { bold: 'strong', italic: 'em', underline: 'u', strike: 's', highlight: 'mark', subscript: 'sub', superscript: 'sup', code: 'code' };

/** Where the text meets the page around it. */
export interface InlineSurroundings {
  item(id: string): string | null;
  footnote(text: string): string;
}

/** What shares a mark stands in one element: `marks` are outermost first, in the order of the grammar. */
export function renderInline(nodes: readonly Inline[], page: InlineSurroundings, depth = 0): string {
  let html = '';
  for (let from = 0; from < nodes.length; ) {
    const mark = markAt(nodes[from]!, depth);
    let to = from + 1;
    while (mark && to < nodes.length && sameMark(mark, markAt(nodes[to]!, depth))) to += 1;
    html += mark ? wrap(mark, renderInline(nodes.slice(from, to), page, depth + 1), page) : renderLeaf(nodes[from]!, page);
    from = to;
  }
  return html;
}

/** A footnote's number is a link already. */
const markAt = (node: DocumentNode, depth: number): Mark | undefined => (node.type === 'footnote' ? node.marks?.filter(({ type }) => type !== 'link') : node.marks)?.[depth];

export const sameMark = (a: Mark, b: Mark | undefined) => b !== undefined && a.type === b.type && ['href', 'itemId', 'title'].every((name) => words(a, name) === words(b, name));

function wrap(mark: Mark, inner: string, page: InlineSurroundings): string {
  if (mark.type !== 'link') return TAGS[mark.type] ? `<${TAGS[mark.type]}>${inner}</${TAGS[mark.type]}>` : inner;
  const href = words(mark, 'itemId') ? page.item(words(mark, 'itemId')) : safeAddress(words(mark, 'href'));
  return href === null ? inner : anchor(href, inner, { title: words(mark, 'title') });
}

function renderLeaf(node: Inline, page: InlineSurroundings): string {
  if (node.type === 'text') return escapeHtml(node.text ?? '');
  if (node.type === 'hardBreak') return '<br>';
  if (node.type === 'footnote') return page.footnote(words(node, 'text'));
  return node.type === 'placeholder' ? `<span class="placeholder" data-placeholder="${escapeHtml(words(node, 'name'))}">${escapeHtml(words(node, 'name'))}</span>` : '';
}
