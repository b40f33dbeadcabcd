import { type Block, type DocumentJson, emptyDocument, type Mark, MOST, paragraph, plain } from './document.ts';
import { CARDS } from './html-cards.ts';
import { addBreak, addText, type Line, marksOf, takeLine, withMark } from './html-inline.ts';
import { readList, readTable } from './html-lists.ts';
import { readEmbedded, readFigure, readMedia } from './html-media.ts';
import { addInline, gatherNotes, isNotes, type Note, readLeftNotes, readNote, refer } from './html-notes.ts';
import { attr, content, type Element, find, hasClass, readTree, type Tree } from './html-tree.ts';
import { safeAddress } from './safe-address.ts';

export interface HtmlReading {
  /** The asset that stands for an address, when it is known already: an importer reads twice, and fetches in between. */
  asset?(src: string): string | null;
  /** The item that a link leads to, so that the link survives a change of its address. */
  item?(href: string): string | null;
}

export interface MissingImage {
  src: string;
  alt: string;
}

export interface Parsed {
  document: DocumentJson;
  images: MissingImage[];
}

/** Where the reading stands: what lies upon the text, and what has been gathered. */
export interface Place {
  marks: readonly Mark[];
  align: string | null;
  depth: number;
  out: Block[];
  line: Line;
  page: PageReading;
}

export interface PageReading extends Required<HtmlReading> {
  images: MissingImage[];
  notes: Map<string, Note>;
}

/**
 * Any HTML as a document. What the grammar knows is kept, what it does not know is unwrapped, and no text is lost. A
 * picture that is no asset yet becomes a link, and is listed, so that an importer can fetch it and read again.
 */
export function parseHtml(html: string, { asset = () => null, item = () => null }: HtmlReading = {}): Parsed {
  const trees = readTree(html);
  const page: PageReading = {
    asset: (src) => (/^asset:[\w-]+$/.test(src) ? src.slice(6) : asset(src)),
    item: (href) => (/^item:[\w-]+$/.test(href) ? href.slice(5) : item(href)),
    images: [], notes: new Map(),
  };
  for (const tree of trees) gatherNotes(tree, page.notes);
  const blocks = readBlocks(trees, { marks: [], align: null, depth: 1, page });
  return { document: blocks.length > 0 ? { type: 'doc', content: blocks } : emptyDocument(), images: page.images };
}

type Around = Pick<Place, 'marks' | 'align' | 'depth' | 'page'>;

export function readBlocks(trees: readonly Tree[], around: Around): Block[] {
  const place: Place = { ...around, out: [], line: { pieces: [] } };
  readAll(trees, place);
  endLine(place);
  return place.out;
}

/** The same for one level down: containers past the depth that a document may have are unwrapped instead. */
export const readInside = (element: Element, place: Place, levels = 1): Block[] => readBlocks(element.children, { ...place, align: null, depth: place.depth + levels });
export const hasRoom = (place: Place, levels: number) => place.depth + levels < MOST.depth;

export function endLine(place: Place): void {
  const line = takeLine(place.line);
  if (line.length > 0) place.out.push(paragraph(line, place.align));
}

export function push(place: Place, ...blocks: Block[]): void {
  endLine(place);
  place.out.push(...blocks);
}

export const filled = (blocks: Block[]) => (blocks.length > 0 ? blocks : [paragraph()]);

function readAll(trees: readonly Tree[], place: Place): void {
  for (const tree of trees) {
    if (typeof tree === 'string') addText(place.line, tree, place.marks);
    else readElement(tree, place);
  }
}

/** Reads what is inside into the same list, with other marks or another alignment, as blocks of their own or not. */
export function unwrap(element: Element, place: Place, isBlock: boolean, changes: Partial<Around> = {}): void {
  if (isBlock) endLine(place);
  const inner = { ...place, ...changes };
  readAll(element.children, inner);
  if (isBlock) endLine(inner);
}

const WRAPPERS = new Set([
  'div', 'section', 'article', 'main', 'header', 'footer', 'aside', 'nav', 'address', 'center', 'details', 'summary', 'dl', 'dt', 'dd', 'fieldset', 'form', 'p', 'figcaption', 'hgroup', 'search', 'legend',
  'body', 'html', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'li', 'option', 'optgroup', 'dialog', 'menu', 'dir', 'noscript', 'multicol',
]);

const BLOCKS: Record<string, (element: Element, place: Place) => void> = {
  br: (_, place) => addBreak(place.line),
  hr: (element, place) => (hasClass(element, /^footnotes-sep$/) ? endLine(place) : push(place, { type: 'horizontalRule' })),
  ul: readList, ol: readList, table: readTable,
  blockquote: readQuote,
  pre: readCode, listing: readCode, xmp: readCode, plaintext: readCode,
  img: readMedia, video: readMedia, audio: readMedia, figure: readFigure, iframe: readEmbedded, embed: readEmbedded,
  h1: readHeading, h2: readHeading, h3: readHeading, h4: readHeading, h5: readHeading, h6: readHeading,
  a: readLink, sup: readNote, span: readSpan, input: () => {},
};

function readElement(element: Element, place: Place): void {
  const { name } = element;
  if (CARDS.some(({ matches, read }) => matches(element) && read(element, place))) return;
  const read = isNotes(element) ? readLeftNotes : Object.hasOwn(BLOCKS, name) ? BLOCKS[name] : undefined;
  if (read) read(element, place);
  else unwrap(element, place, WRAPPERS.has(name), { marks: marksOf(element, place.marks), align: alignOf(element) ?? place.align });
}

export function alignOf(element: Element): string | null {
  const said = attr(element, 'align') || /text-align:\s*(\w+)/i.exec(attr(element, 'style'))?.[1] || /\b(?:has-text-)?align-(left|center|right|justify)\b/.exec(attr(element, 'class'))?.[1] || (element.name === 'center' ? 'center' : '');
  return /^(center|right|justify)$/i.test(said) ? said.toLowerCase() : null;
}

function readHeading(element: Element, place: Place): void {
  const blocks = readBlocks(element.children, { ...place, marks: marksOf(element, place.marks), align: alignOf(element) ?? place.align });
  push(place, ...blocks.map((block) => (block.type === 'paragraph' ? { ...block, type: 'heading', attrs: { level: Number(element.name.slice(1)), ...block.attrs } } : block)));
}

function readQuote(element: Element, place: Place): void {
  if (hasRoom(place, 2)) push(place, { type: 'blockquote', content: filled(readInside(element, place)) });
  else unwrap(element, place, true);
}

function readCode(element: Element, place: Place): void {
  const code = find(element, ({ name }) => name === 'code') ?? element;
  const language = [element, code].map((each) => /\blang(?:uage)?-([\w+#.-]{1,40})/.exec(attr(each, 'class'))?.[1] ?? '').find(Boolean);
  const text = content(element).replace(/\n$/, '');
  push(place, { type: 'codeBlock', attrs: { language: language ?? null }, ...(text ? { content: [plain(text.replaceAll('\0', ''))] } : {}) });
}

function readLink(element: Element, place: Place): void {
  const href = attr(element, 'href');
  if (refer(element, place)) return;
  const itemId = place.page.item(href);
  const safe = itemId === null ? safeAddress(href) : null;
  const mark = itemId === null && safe === null ? null : { type: 'link', attrs: { href: safe, itemId, title: attr(element, 'title').slice(0, 500) || null } };
  const marks = marksOf(element, place.marks);
  unwrap(element, place, false, { marks: mark ? withMark(marks, mark) : marks });
}

function readSpan(element: Element, place: Place): void {
  const name = attr(element, 'data-placeholder');
  if (/^[\p{L}\p{N}_][\p{L}\p{N}_ .-]{0,79}$/u.test(name)) addInline(place, { type: 'placeholder', attrs: { name } });
  else unwrap(element, place, false, { marks: marksOf(element, place.marks) });
}
