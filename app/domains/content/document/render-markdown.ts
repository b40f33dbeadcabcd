import { type Block, count, type DocumentJson, type DocumentNode, words } from './document.ts';
import { escapeMarkdown, escapeStart, type MarkdownPage, markdownLine, target, titled } from './markdown-inline.ts';
import { renderAlone } from './render-html.ts';
import { textOf } from './walk.ts';

export interface MarkdownOptions {
  /** The address of an asset; without one it is written as `asset:id`, which is read back as the same asset. */
  asset?(id: string): string | null;
  item?(id: string): string | null;
}

interface Page extends MarkdownPage {
  asset(id: string): string;
}

/** GitHub's Markdown. What it cannot say stands in it as HTML, which `parseMarkdown` reads back. */
export function renderMarkdown(document: DocumentJson, { asset, item }: MarkdownOptions = {}): string {
  const page: Page = { asset: (id) => asset?.(id) ?? `asset:${id}`, item: item ?? ((id) => `item:${id}`), notes: [], isCell: false };
  const body = blocksMarkdown(document.content, page);
  const notes = page.notes.map((text, index) => `[^${index + 1}]: ${escapeStart(escapeMarkdown(text).trim()) || '&nbsp;'}`);
  return `${[body, notes.join('\n')].filter(Boolean).join('\n\n')}\n`;
}

const blocksMarkdown = (blocks: readonly Block[] | undefined, page: Page) => partsOf(blocks, page).join('\n\n');

/** Two lists in a row would be one, so every other one has another sign. */
function partsOf(blocks: readonly Block[] = [], page: Page): string[] {
  let turn = false;
  let last = '';
  return blocks.flatMap((block) => {
    const kind = block.type === 'orderedList' ? 'numbers' : block.type.endsWith('List') ? 'points' : '';
    turn = kind !== '' && kind === last && !turn;
    const part = blockMarkdown(block, page, turn);
    if (part !== '') last = kind;
    return part === '' ? [] : [part];
  });
}

const indent = (text: string, by: string) => text.split('\n').map((line) => (line === '' ? '' : by + line)).join('\n');
const quote = (text: string) => text.split('\n').map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
const TONES: Record<string, string> = { note: 'NOTE', tip: 'TIP', warning: 'WARNING', danger: 'CAUTION' };

function blockMarkdown(block: Block, page: Page, turn: boolean): string {
  if (words(block, 'textAlign')) return html(block, page);
  switch (block.type) {
    case 'paragraph': return markdownLine(block.content ?? [], page);
    case 'heading': return `${'#'.repeat(count(block, 'level', 2))} ${markdownLine((block.content ?? []).map((node) => (node.type === 'hardBreak' ? { type: 'text', text: ' ' } : node)), page).replace(/(#+)$/, '\\$1')}`.trim();
    case 'bulletList': case 'taskList': return listMarkdown(block, page, () => (turn ? '*' : '-'));
    case 'orderedList': return words(block, 'type') ? html(block, page) : listMarkdown(block, page, (index) => `${count(block, 'start', 1) + index}${turn ? ')' : '.'}`);
    case 'blockquote': return quote(blocksMarkdown(block.content, page));
    case 'callout': return quote(`[!${TONES[words(block, 'tone')] ?? 'NOTE'}]\n${blocksMarkdown(block.content, page)}`);
    case 'codeBlock': return codeMarkdown(block);
    case 'image': return imageMarkdown(block, page);
    case 'table': return isSimple(block) ? tableMarkdown(block, page) : html(block, page);
    case 'columns': return `<div class="columns">\n\n${(block.content ?? []).map((column) => `<div class="column">\n\n${blocksMarkdown(column.content, page)}\n\n</div>`).join('\n\n')}\n\n</div>`;
    case 'horizontalRule': return '---';
    default: return html(block, page);
  }
}

function listMarkdown(block: Block, page: Page, sign: (index: number) => string): string {
  const items = block.content ?? [];
  const isTight = items.every(({ content }) => (content ?? []).slice(1).every(({ type }) => type.endsWith('List')));
  return items.map((item, index) => {
    const mark = sign(index);
    const box = item.type === 'taskItem' ? `[${item.attrs?.checked === true ? 'x' : ' '}] ` : '';
    const [first, ...rest] = item.content ?? [];
    const opening = box + (first ? blockMarkdown(first, page, false) : '');
    // An item may begin with nothing, but what follows must then not stand on its first line.
    const inside = [opening === '' && rest.length > 0 ? '<!-- -->' : opening, ...partsOf(rest, page)];
    return `${mark} ${indent(inside.join(isTight ? '\n' : '\n\n'), ' '.repeat(mark.length + 1)).trimStart()}`.trimEnd();
  }).join(isTight ? '\n' : '\n\n');
}

function codeMarkdown(block: Block): string {
  const text = textOf(block);
  const fence = '`'.repeat(Math.max(3, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length + 1)));
  return `${fence}${words(block, 'language')}\n${text}${text ? '\n' : ''}${fence}`;
}

function imageMarkdown(block: Block, page: Page): string {
  if (words(block, 'width') !== 'text' || words(block, 'href')) return html(block, page);
  return `![${escapeMarkdown(words(block, 'alt'))}](${target(page.asset(words(block, 'assetId')))}${titled(words(block, 'caption'))})`;
}

/** A head of headings, then cells, each of one line. */
function isSimple({ content: rows = [] }: Block): boolean {
  const width = rows[0]?.content?.length ?? 0;
  return width > 0 && rows.every((row, index) => row.content?.length === width && row.content.every((cell, column) => isSimpleCell(cell) && (cell.type === 'tableHeader') === (index === 0) && words(cell, 'align') === words(rows[0]!.content![column]!, 'align')));
}

const isSimpleCell = (cell: DocumentNode) => count(cell, 'colspan', 1) === 1 && count(cell, 'rowspan', 1) === 1 && !cell.attrs?.colwidth && cell.content?.length === 1 && cell.content[0]!.type === 'paragraph' && !words(cell.content[0]!, 'textAlign');

function tableMarkdown({ content: rows = [] }: Block, page: Page): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const [head = '', ...body] = rows.map((row) => line((row.content ?? []).map((cell) => markdownLine(cell.content?.[0]?.content ?? [], { ...page, isCell: true }))));
  const signs: Record<string, string> = { left: ':---', center: ':---:', right: '---:' };
  return [head, line((rows[0]?.content ?? []).map((cell) => signs[words(cell, 'align')] ?? '---')), ...body].join('\n');
}

/** A line end would let Markdown back in. */
function html(block: Block, page: Page): string {
  const asset = (id: string) => ({ src: page.asset(id), width: null, height: null, alt: '', mime: '' });
  return renderAlone(block, { asset, item: page.item, frames: false }).replaceAll('\n', '&#10;');
}
