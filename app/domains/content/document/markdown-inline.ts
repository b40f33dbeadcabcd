import { type Inline, type Mark, words } from './document.ts';
import { attributes } from './render-inline.ts';

export interface MarkdownPage {
  item(id: string): string | null;
  notes: string[];
  /** In a table a line ends a row. */
  isCell: boolean;
}

const SIGNS: Record<string, string> = { bold: '**', italic: '*', strike: '~~' };
const TAGS: Record<string, string> = { bold: 'strong', italic: 'em', strike: 's', underline: 'u', highlight: 'mark', subscript: 'sub', superscript: 'sup' };

/** Text that means itself: only what Markdown would take for a sign gets its backslash. */
export const escapeMarkdown = (text: string) =>
  text
    .replace(/[\\`*[\]|~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/(?<=https?|ftp|mailto):/gi, '\\:')
    .replace(/[\t\n\r\f ]+/g, ' ');

/** A sign that only means something at the start of a line. */
export const escapeStart = (line: string) => line.replace(/^( *)(#{1,6}(?= |$)|[-+=>:])/, '$1\\$2').replace(/^( *\d{1,9})([.)])(?= |$)/, '$1\\$2').trimStart();

export function markdownLine(nodes: readonly Inline[], page: MarkdownPage): string {
  const lines = inlineMarkdown(nodes, page, 0, '').split('\n');
  return lines.map((line, index) => (index === 0 || !page.isCell ? escapeStart(line) : line)).join('\n').trim();
}

function inlineMarkdown(nodes: readonly Inline[], page: MarkdownPage, depth: number, before: string): string {
  let markdown = '';
  for (let from = 0; from < nodes.length; ) {
    const mark = nodes[from]!.marks?.[depth];
    const key = JSON.stringify(mark);
    let to = from + 1;
    while (mark && to < nodes.length && JSON.stringify(nodes[to]!.marks?.[depth]) === key) to += 1;
    const sofar = before + markdown;
    const part = mark && mark.type !== 'code' ? wrap(mark, nodes.slice(from, to), page, depth, sofar.slice(-1), firstCharacter(nodes[to])) : leaf(nodes[from]!, page);
    // An exclamation mark before a link would make an image of it.
    markdown = (part.startsWith('[') ? markdown.replace(/!$/, '\\!') : markdown) + part;
    if (!mark || mark.type === 'code') to = from + 1;
    from = to;
  }
  return markdown;
}

const firstCharacter = (node: Inline | undefined) => (node === undefined ? '' : node.type !== 'text' ? '[' : node.marks?.length ? '*' : (node.text?.[0] ?? ''));

function wrap(mark: Mark, nodes: readonly Inline[], page: MarkdownPage, depth: number, before: string, after: string): string {
  const inner = inlineMarkdown(nodes, page, depth + 1, '');
  if (mark.type === 'link') return link(mark, inner, page);
  const [, space = '', core = '', end = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner) ?? [];
  const sign = SIGNS[mark.type];
  if (sign && core !== '' && (space !== '' || opens(before, core)) && (end !== '' || opens(after, [...core].reverse().join(''))) && !core.startsWith(sign[0]!) && !core.endsWith(sign[0]!)) return `${space}${sign}${core}${sign}${end}`;
  return TAGS[mark.type] ? `<${TAGS[mark.type]}>${inner}</${TAGS[mark.type]}>` : inner;
}

/** CommonMark's rule of which signs count: beside a letter outside, there must be no punctuation inside. */
const opens = (outside: string, inside: string) => outside === '' || /\s/.test(outside) || (!/[*~_\\]/.test(outside) && (/[\p{P}\p{S}]/u.test(outside) || !/^[\p{P}\p{S}\s]/u.test(inside)));

function link(mark: Mark, inner: string, page: MarkdownPage): string {
  const href = words(mark, 'itemId') ? page.item(words(mark, 'itemId')) : words(mark, 'href');
  return href ? `[${inner}](${target(href)}${titled(words(mark, 'title'))})` : inner;
}

export const target = (address: string) => (/^[^\s()<>\\&*_[\]|`]+$/.test(address) ? address : `<${address.replace(/[<>\\&|*_`[\]]/g, '\\$&')}>`);
export const titled = (title: string) => (title ? ` "${title.replace(/["\\&|`]/g, '\\$&').replace(/\s+/g, ' ')}"` : '');

function leaf(node: Inline, page: MarkdownPage): string {
  if (node.type === 'text') return node.marks?.some(({ type }) => type === 'code') ? code(node.text ?? '', page) : escapeMarkdown(node.text ?? '');
  if (node.type === 'hardBreak') return page.isCell ? '<br>' : '\\\n';
  if (node.type === 'footnote') return `[^${page.notes.push(words(node, 'text'))}]`;
  return node.type === 'placeholder' ? `<span${attributes({ 'data-placeholder': words(node, 'name') })}></span>` : '';
}

function code(text: string, page: MarkdownPage): string {
  const line = text.replace(/\n/g, ' ');
  const runs = Array.from(line.matchAll(/`+/g), ([run]) => run.length);
  let length = 1;
  while (runs.includes(length)) length += 1;
  const fence = '`'.repeat(length);
  const padded = /^`|`$|^ .* $/.test(line) ? ` ${line} ` : line;
  return `${fence}${page.isCell ? padded.replaceAll('|', '\\|') : padded}${fence}`;
}
