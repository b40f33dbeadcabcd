import type { FileToRead, Trouble } from './imported-piece.ts';

export interface Item {
  where: string;
  fields: Record<string, string>;
  terms: { domain: string; slug: string; name: string }[];
  meta: Record<string, string>;
  comments: number;
}

export type Found = { item: Item } | { head: string; fields: Record<string, string> } | Trouble;

const DEEPEST = 30;
const MOST_ERRORS = 20;
const MOST_FIELD = 4_000_000;
const HEADS = new Set(['author', 'category']);
/** wp:meta_key and content:encoded and excerpt:encoded, by what they hold. */
const nameOf = (tag: string) => (tag === 'content:encoded' ? 'content' : tag === 'excerpt:encoded' ? 'excerpt' : tag.replace(/^.*:/, ''));

/** The items of an export, one after the other, as the parser comes past them: only one stands in memory. */
export async function* wxrItems(file: FileToRead): AsyncGenerator<Found> {
  const { SaxesParser } = await import('saxes');
  const out: Found[] = [];
  const parser = new SaxesParser({ xmlns: false, position: true });
  const path: string[] = [];
  let item: Item | null = null;
  let head: Record<string, string> | null = null;
  let inner: Record<string, string> = {};
  let attributes: Record<string, string> = {};
  let text = '';
  let errors = 0;
  let isOver = false;
  const trouble = (sentence: string) => out.push({ where: `line ${parser.line}`, sentence });
  const stop = (sentence: string) => {
    if (!isOver) trouble(sentence);
    isOver = true;
  };

  parser.on('doctype', () => stop('It declares entities, which no export of WordPress does. It was not read further.'));
  parser.on('error', (error) => {
    if (isOver) return;
    errors += 1;
    if (errors === 1) trouble(`This is not well-formed XML: ${error.message.replace(/^\d+:\d+:\s*/, '').replace(/\.$/, '').slice(0, 200)}.`);
    if (errors >= MOST_ERRORS) stop('There are too many mistakes in the XML. It was not read further.');
  });
  parser.on('opentag', ({ name, attributes: given }) => {
    path.push(name);
    text = '';
    attributes = given as Record<string, string>;
    if (path.length > DEEPEST) stop('It is nested deeper than any export of WordPress.');
    if (name === 'item' && path.length === 3) item = { where: `line ${parser.line}`, fields: {}, terms: [], meta: {}, comments: 0 };
    if (path.length === 3 && HEADS.has(nameOf(name))) head = {};
    if (path.length === 4) inner = {};
  });
  const add = (more: string) => {
    if (text.length + more.length <= MOST_FIELD) text += more;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', ({ name }) => {
    const depth = path.length;
    path.pop();
    if (isOver) return;
    const called = nameOf(name);
    if (depth === 3 && item && name === 'item') {
      out.push({ item });
      item = null;
    } else if (depth === 3 && head) {
      out.push({ head: called, fields: head });
      head = null;
    } else if (depth === 3 && !item) out.push({ head: called, fields: { text: text.trim() } });
    else if (depth === 4 && item) keep(item, name, called, text, attributes, inner);
    else if (depth === 4 && head) head[called] = text.trim();
    else if (depth === 5) inner[called] = text;
    text = '';
  });

  const decoder = new TextDecoder();
  for await (const chunk of file.open()) {
    parser.write(decoder.decode(chunk, { stream: true }));
    yield* out.splice(0);
    if (isOver) return;
  }
  parser.close();
  yield* out.splice(0);
}

function keep(item: Item, name: string, called: string, text: string, attributes: Record<string, string>, inner: Record<string, string>): void {
  if (name === 'category') {
    if (item.terms.length < 200) item.terms.push({ domain: attributes.domain ?? '', slug: attributes.nicename ?? '', name: text.trim() });
  } else if (name === 'wp:comment') item.comments += 1;
  else if (name === 'wp:postmeta') {
    const key = inner.meta_key?.trim() ?? '';
    if (/^_(thumbnail_id|wp_old_slug|yoast_wpseo_(title|metadesc|canonical))$/.test(key)) item.meta[key] = (inner.meta_value ?? '').trim();
  } else if (called === 'content' || called === 'excerpt') item.fields[called] = text;
  else item.fields[called] ??= text.trim();
}
