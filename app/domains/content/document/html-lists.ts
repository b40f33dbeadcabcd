import { type Block, paragraph } from './document.ts';
import { attr, type Element, elements, type Tree } from './html-tree.ts';
import { alignOf, filled, hasRoom, type Place, push, readBlocks, readInside } from './parse-html.ts';

interface Item {
  checked: boolean | null;
  content: Block[];
}

/** A list whose items are partly tasks becomes several: an item that is no task must not look like one left undone. */
export function readList(element: Element, place: Place): void {
  if (!hasRoom(place, 3)) {
    push(place, ...readBlocks(element.children, place));
    return;
  }
  const items: Item[] = [];
  for (const child of element.children) readItem(child, place, items);
  let start = /^\d{1,9}$/.test(attr(element, 'start')) ? Number(attr(element, 'start')) : 1;
  for (let from = 0; from < items.length; ) {
    const isTask = items[from]!.checked !== null;
    let to = from;
    while (to < items.length && (items[to]!.checked !== null) === isTask) to += 1;
    const group = items.slice(from, to);
    if (isTask) push(place, { type: 'taskList', content: group.map(({ checked, content }) => ({ type: 'taskItem', attrs: { checked: checked === true }, content })) });
    else {
      const type = /^[1aAiI]$/.test(attr(element, 'type')) ? attr(element, 'type') : null;
      push(place, { type: element.name === 'ol' ? 'orderedList' : 'bulletList', ...(element.name === 'ol' ? { attrs: { start, type } } : {}), content: group.map(({ content }) => ({ type: 'listItem', content })) });
    }
    start += group.length;
    from = to;
  }
}

function readItem(child: Tree, place: Place, items: Item[]): void {
  if (typeof child === 'string' && child.trim() === '') return;
  if (typeof child !== 'string' && child.name === 'li') {
    const box = boxOf(child);
    items.push({ checked: box && box.attrs.has('checked'), content: itemContent(readInside(child, place, 2)) });
    return;
  }
  // A list straight inside a list belongs to the item before it.
  const blocks = readBlocks([child], { ...place, align: null, depth: place.depth + 2 });
  const last = items.at(-1);
  if (last && typeof child !== 'string' && /^[ou]l$/.test(child.name)) last.content.push(...blocks);
  else if (blocks.length > 0) items.push({ checked: null, content: itemContent(blocks) });
}

const itemContent = (blocks: Block[]) => (blocks[0]?.type === 'paragraph' ? blocks : [paragraph(), ...blocks]);

/** The box that stands before anything else in the item. */
function boxOf(element: Element): Element | null {
  const first = element.children.find((child) => typeof child !== 'string' || child.trim() !== '');
  if (first === undefined || typeof first === 'string') return null;
  if (first.name === 'input') return attr(first, 'type') === 'checkbox' ? first : null;
  return first.name === 'p' || first.name === 'label' ? boxOf(first) : null;
}

export function readTable(element: Element, place: Place): void {
  const rows = rowsOf(element);
  const width = Math.max(0, ...rows.map((row) => cellsOf(row).length));
  for (const caption of elements(element).filter(({ name }) => name === 'caption')) push(place, ...readBlocks(caption.children, place));
  // One cell alone is a frame around a text, not a table.
  if (width === 0) return;
  if (!hasRoom(place, 4) || (rows.length === 1 && width === 1)) {
    push(place, ...rows.flatMap((row) => cellsOf(row).flatMap((cell) => readBlocks(cell.children, place))));
    return;
  }
  const content = rows.map((row, index) => ({
    type: 'tableRow', content: cellsOf(row).map((cell) => ({ type: cell.name === 'th' ? 'tableHeader' : 'tableCell', attrs: cellAttributes(cell, rows.length - index), content: filled(readInside(cell, place, 3)) })),
  }));
  push(place, { type: 'table', content: content.map((row) => (row.content.length > 0 ? row : { type: 'tableRow' })) });
}

const rowsOf = (element: Element): Element[] => elements(element).flatMap((child) => (child.name === 'tr' ? [child] : /^t(head|body|foot)$/.test(child.name) ? rowsOf(child) : []));
const cellsOf = (row: Element) => elements(row).filter(({ name }) => name === 'td' || name === 'th');

function cellAttributes(cell: Element, rowsLeft: number) {
  const span = (name: string, most: number) => Math.min(most, Math.max(1, Number.parseInt(attr(cell, name), 10) || 1));
  const align = alignOf(cell) ?? (/text-align:\s*left|^left$/i.test(attr(cell, 'style') || attr(cell, 'align')) || /\balign-left\b/.test(attr(cell, 'class')) ? 'left' : null);
  return { colspan: span('colspan', 100), rowspan: span('rowspan', Math.min(1000, rowsLeft)), colwidth: null, align: align === 'justify' ? null : align };
}
