import { parsed } from '#app/platform/outbound.ts';
import { type Block, paragraph, plain } from './document.ts';
import { readEmbed } from './embeds.ts';
import { addText } from './html-inline.ts';
import { attr, content, type Element, elements, find, hasClass } from './html-tree.ts';
import { type Place, push, readBlocks } from './parse-html.ts';
import { safeAddress } from './safe-address.ts';

const MOST_WORDS = 2000;
const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();

export function readMedia(element: Element, place: Place): void {
  const src = attr(element, 'src') || attr(element, 'data-src') || attr(find(element, ({ name }) => name === 'source') ?? element, 'src');
  const alt = tidy(attr(element, 'alt'));
  // Blogs draw their smileys: the character itself is in the words.
  const isDrawnSign = element.name === 'img' && hasClass(element, /^(emoji|wp-smiley)$/) && alt !== '';
  const assetId = isDrawnSign || src === '' ? null : place.page.asset(src);
  if (isDrawnSign || src === '') addText(place.line, alt, place.marks);
  else if (assetId === null) missing(src, alt, place);
  else if (element.name !== 'img') push(place, { type: 'video', attrs: { assetId, caption: '' } });
  else push(place, imageOf(element, assetId, alt, place));
}

function imageOf(element: Element, assetId: string, alt: string, place: Place): Block {
  const href = place.marks.find(({ type }) => type === 'link')?.attrs?.href ?? null;
  // In Markdown the words after the address are the only place for a caption.
  return { type: 'image', attrs: { assetId, alt: alt.slice(0, MOST_WORDS), caption: tidy(attr(element, 'title')).slice(0, MOST_WORDS), width: widthOf(element), href } };
}

const widthOf = (element: Element) => (hasClass(element, /^(image-full|alignfull|kg-width-full)$/) ? 'full' : hasClass(element, /^(image-wide|alignwide|kg-width-wide)$/) ? 'wide' : 'text');

function missing(src: string, alt: string, place: Place): void {
  place.page.images.push({ src, alt });
  push(place, ...linked(src, alt || (src.startsWith('data:') ? '' : (src.split(/[?#]/)[0]?.split('/').at(-1) ?? ''))));
}

function linked(src: string, words: string): Block[] {
  const href = safeAddress(src);
  const label = words || href || '';
  return label === '' ? [] : [paragraph([plain(label, href ? [{ type: 'link', attrs: { href, itemId: null, title: null } }] : [])])];
}

export function readEmbedded(element: Element, place: Place): void {
  const src = attr(element, 'src') || attr(element, 'data-src');
  const shown = readEmbed(src.startsWith('//') ? `https:${src}` : src) ?? readEmbed(soundCloud(src));
  if (shown) push(place, { type: 'embed', attrs: { url: shown.url, title: tidy(attr(element, 'title')).slice(0, 500) } });
  else push(place, ...linked(src, tidy(attr(element, 'title'))));
}

/** Its player carries the track's address inside its own. */
const soundCloud = (src: string) => (/^https:\/\/w\.soundcloud\.com\/player/.test(src) ? (parsed(src)?.searchParams.get('url') ?? '') : '');

export function readFigure(element: Element, place: Place): void {
  const kept = attr(element, 'data-url') || (hasClass(element, /embed/) ? tidy(content(element)) : '');
  const shown = readEmbed(kept);
  const captions = elements(element).filter(({ name }) => name === 'figcaption');
  if (shown) push(place, { type: 'embed', attrs: { url: shown.url, title: attr(element, 'data-title').slice(0, 500) } });
  else readPictures(element, place, captions);
  // Without a picture to stand under, a caption is a paragraph.
  const last = place.out.at(-1);
  for (const caption of captions) {
    const words = tidy(content(caption));
    if (!shown && (last?.type === 'image' || last?.type === 'video') && !last.attrs?.caption && words.length <= MOST_WORDS) last.attrs = { ...last.attrs, caption: words };
    else push(place, ...readBlocks(caption.children, place));
  }
}

function readPictures(element: Element, place: Place, captions: Element[]): void {
  const blocks = readBlocks(element.children.filter((child) => typeof child === 'string' || !captions.includes(child)), place);
  const isGallery = hasClass(element, /gallery/) && blocks.length > 0 && blocks.length <= 30 && blocks.every(({ type }) => type === 'image');
  const wide = widthOf(element);
  if (isGallery) push(place, { type: 'gallery', attrs: { images: blocks.map(({ attrs }) => ({ assetId: attrs?.assetId, alt: attrs?.alt, caption: attrs?.caption })) } });
  else push(place, ...blocks.map((block) => (block.type === 'image' && wide !== 'text' ? { ...block, attrs: { ...block.attrs, width: wide } } : block)));
}
