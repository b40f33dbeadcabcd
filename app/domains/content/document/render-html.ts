import { type Block, count, type DocumentJson, type DocumentNode, pictures, words } from './document.ts';
import { readEmbed } from './embeds.ts';
import { headingIds } from './heading-ids.ts';
import { anchor, attributes, escapeHtml, type InlineSurroundings, renderInline } from './render-inline.ts';
import { safeAddress } from './safe-address.ts';
import { textOf } from './walk.ts';

export interface ShownAsset {
  src: string;
  srcset?: string;
  sizes?: string;
  width: number | null;
  height: number | null;
  alt: string;
  mime: string;
}

export interface HtmlOptions {
  asset?(id: string): ShownAsset | null;
  item?(id: string): string | null;
  /** False: what is embedded becomes a link, as in a feed or a letter. */
  frames?: boolean;
  /** Stands before every id, where several documents share a page. */
  prefix?: string;
}

interface Page extends InlineSurroundings {
  asset(id: string): ShownAsset | null;
  frames: boolean;
  id(text: string): string;
  task(): string;
}

/** What is not in these tables does not reach the page. Text and attributes are escaped without exception. */
export function renderHtml(document: DocumentJson, options: HtmlOptions = {}): string {
  const notes: string[] = [];
  const prefix = options.prefix ?? '';
  const footnote = (text: string) => {
    const id = `${prefix}footnote-${notes.push(text)}`;
    return `<sup class="footnote"><a href="#${escapeHtml(id)}" id="${escapeHtml(id)}-back" role="doc-noteref">${notes.length}</a></sup>`;
  };
  const body = renderBlocks(document.content, pageOf(options, footnote));
  const list = notes.map((text, index) => {
    const id = escapeHtml(`${prefix}footnote-${index + 1}`);
    return `<li id="${id}">${escapeHtml(text)} <a href="#${id}-back" role="doc-backlink">↩</a></li>`;
  });
  return list.length > 0 ? `${body}\n<section class="footnotes" role="doc-endnotes"><ol>${list.join('')}</ol></section>` : body;
}

/** One block alone, its footnotes kept where they stand: for what Markdown cannot say. */
export const renderAlone = (block: Block, options: HtmlOptions) => renderBlock(block, pageOf(options, (text) => `<sup class="footnote" data-footnote="${escapeHtml(text)}">*</sup>`));

function pageOf({ asset, item, frames = true, prefix = '' }: HtmlOptions, footnote: (text: string) => string): Page {
  const nextId = headingIds();
  let tasks = 0;
  return { asset: asset ?? (() => null), item: item ?? (() => null), frames, footnote, id: (text) => `${prefix}${nextId(text)}`, task: () => `${prefix}task-${(tasks += 1)}` };
}

const renderBlocks = (blocks: readonly Block[] = [], page: Page) => blocks.map((block) => renderBlock(block, page)).filter(Boolean).join('\n');
const renderBlock = (block: Block, page: Page): string => BLOCKS.get(block.type)?.(block, page) ?? '';
const lineOf = (block: Block, page: Page) => renderInline(block.content ?? [], page);

const ALIGNED = ['left', 'center', 'right', 'justify'];
const alignment = (block: Block, name = 'textAlign') => attributes({ class: ALIGNED.includes(words(block, name)) ? `align-${words(block, name)}` : null });

/** An item of one paragraph, and lists below it, needs no paragraph. */
function renderItem(block: DocumentNode, page: Page): string {
  const [first, ...rest] = block.content ?? [];
  const isTight = first?.type === 'paragraph' && !words(first, 'textAlign') && rest.every(({ type }) => type.endsWith('List'));
  return isTight ? [lineOf(first, page), renderBlocks(rest, page)].filter(Boolean).join('\n') : renderBlocks(block.content, page);
}

const items = (block: Block, page: Page) => (block.content ?? []).map((item) => `<li>${renderItem(item, page)}</li>`).join('');

const BLOCKS = new Map<string, (block: Block, page: Page) => string>(Object.entries({
  paragraph: (block, page) => `<p${alignment(block)}>${lineOf(block, page)}</p>`,
  heading: (block, page) => {
    const tag = `h${Math.min(6, Math.max(1, count(block, 'level', 2)))}`;
    return `<${tag} id="${escapeHtml(page.id(textOf(block)))}"${alignment(block)}>${lineOf(block, page)}</${tag}>`;
  },
  bulletList: (block, page) => `<ul>${items(block, page)}</ul>`,
  orderedList: (block, page) => `<ol${attributes({ start: count(block, 'start', 1) === 1 ? null : count(block, 'start', 1), type: words(block, 'type') })}>${items(block, page)}</ol>`,
  taskList: (block, page) => `<ul class="tasks">${(block.content ?? []).map((item) => renderTask(item, page)).join('')}</ul>`,
  blockquote: (block, page) => `<blockquote>${renderBlocks(block.content, page)}</blockquote>`,
  codeBlock: (block) => `<pre><code${attributes({ class: words(block, 'language') && `language-${words(block, 'language')}` })}>${escapeHtml(textOf(block))}</code></pre>`,
  callout: (block, page) => `<aside${attributes({ class: `callout callout-${words(block, 'tone') || 'note'}`, role: 'note' })}>${renderBlocks(block.content, page)}</aside>`,
  image: renderImage,
  video: renderVideo,
  gallery: renderGallery,
  embed: renderEmbed,
  table: renderTable,
  columns: (block, page) => `<div class="columns">${(block.content ?? []).map((column) => `<div class="column">${renderBlocks(column.content, page)}</div>`).join('')}</div>`,
  button: (block) => `<p class="button-row">${anchor(safeAddress(words(block, 'href')) ?? '', escapeHtml(words(block, 'label')), { class: `button button-${words(block, 'look') || 'primary'}` })}</p>`,
  horizontalRule: () => '<hr>',
} satisfies Record<string, (block: Block, page: Page) => string>));

function renderTask(item: DocumentNode, page: Page): string {
  const id = page.task();
  return `<li><input type="checkbox" disabled${item.attrs?.checked === true ? ' checked' : ''} aria-labelledby="${escapeHtml(id)}"><div id="${escapeHtml(id)}">${renderItem(item, page)}</div></li>`;
}

const captioned = (name: string, inner: string, caption: string) => (inner || caption ? `<figure class="${name}">${inner}${caption ? `<figcaption>${escapeHtml(caption)}</figcaption>` : ''}</figure>` : '');

function picture(assetId: string, alt: string, page: Page): string {
  const asset = page.asset(assetId);
  if (!asset) return '';
  const { src, srcset, sizes, width, height } = asset;
  // An empty `alt` says that the picture is decoration; leaving it out has it read aloud by its address.
  return `<img${attributes({ src, srcset, sizes, width, height })} alt="${escapeHtml(alt || asset.alt)}" loading="lazy" decoding="async">`;
}

function renderImage(block: Block, page: Page): string {
  const image = picture(words(block, 'assetId'), words(block, 'alt'), page);
  const href = safeAddress(words(block, 'href'));
  const width = words(block, 'width');
  return captioned(width === 'wide' || width === 'full' ? `image image-${width}` : 'image', image && href ? anchor(href, image) : image, words(block, 'caption'));
}

function renderVideo(block: Block, page: Page): string {
  const asset = page.asset(words(block, 'assetId'));
  if (!asset) return captioned('video', '', words(block, 'caption'));
  const isSound = asset.mime.startsWith('audio/');
  const film = isSound ? `<audio${attributes({ src: asset.src })} controls preload="metadata"></audio>` : `<video${attributes({ src: asset.src, width: asset.width, height: asset.height, 'aria-label': asset.alt })} controls playsinline preload="metadata"></video>`;
  return captioned('video', film, words(block, 'caption'));
}

function renderGallery(block: Block, page: Page): string {
  return captioned('gallery', pictures(block).map(({ assetId, alt, caption }) => captioned('image', picture(assetId, alt, page), caption)).join(''), '');
}

function renderEmbed(block: Block, page: Page): string {
  const embed = readEmbed(words(block, 'url'));
  if (!embed) return '';
  const title = words(block, 'title') || embed.provider;
  const shown = page.frames && embed.frame ? `<iframe${attributes({ src: embed.frame, title })} loading="lazy" allowfullscreen referrerpolicy="strict-origin-when-cross-origin"></iframe>` : anchor(embed.url, escapeHtml(title));
  return `<figure class="embed"${attributes({ 'data-url': embed.url, 'data-title': words(block, 'title') })}>${shown}</figure>`;
}

function renderTable(block: Block, page: Page): string {
  const rows = block.content ?? [];
  const body = rows.findIndex((row) => (row.content ?? []).some(({ type }) => type !== 'tableHeader'));
  const head = body === -1 ? rows.length : body;
  const part = (tag: string, some: DocumentNode[], scope: string) => (some.length > 0 ? `<${tag}>${some.map((row) => `<tr>${(row.content ?? []).map((cell) => renderCell(cell, scope, page)).join('')}</tr>`).join('')}</${tag}>` : '');
  return `<table>${part('thead', rows.slice(0, head), 'col')}${part('tbody', rows.slice(head), 'row')}</table>`;
}

function renderCell(cell: DocumentNode, scope: string, page: Page): string {
  const isHeading = cell.type === 'tableHeader';
  const span = (name: string) => (count(cell, name, 1) > 1 ? count(cell, name, 1) : null);
  const tag = isHeading ? 'th' : 'td';
  return `<${tag}${attributes({ scope: isHeading ? scope : null, colspan: span('colspan'), rowspan: span('rowspan') })}${alignment(cell, 'align')}>${renderItem(cell, page)}</${tag}>`;
}
