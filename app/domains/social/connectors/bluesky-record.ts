import { hashtagsIn, linksIn, mentionsIn } from '../composing/extract.ts';
import type { Kept, Media, Piece, Published } from './connector.ts';

export const POSTS = 'app.bsky.feed.post';
/** The lexicon's limit for the picture of a card. */
export const MOST_THUMB_BYTES = 1_000_000;

const SORTABLE = '234567abcdefghijklmnopqrstuvwxyz';

/**
 * The record key of a piece: the same key, the same record, however often it is sent. A TID is 53 bits of microseconds and
 * 10 bits of a clock's name; the milliseconds come from the UUIDv7, and what is finer from its random bits.
 */
export function recordKeyOf(key: string): string {
  const hex = key.replaceAll('-', '');
  const micros = BigInt(Number.parseInt(hex.slice(0, 12), 16)) * 1000n + BigInt(Number.parseInt(hex.slice(13, 16), 16) % 1000);
  let rest = (micros << 10n) | BigInt(Number.parseInt(hex.slice(-3), 16) & 0x3ff);
  let text = '';
  for (let index = 0; index < 13; index += 1, rest >>= 5n) text = SORTABLE[Number(rest & 31n)] + text;
  return text;
}

export const uriOf = (did: string, recordKey: string) => `at://${did}/${POSTS}/${recordKey}`;

/** A single picture beside a link is the card's own, unless its author wants it large. */
export const thumbOf = ({ link, media, options }: Piece): Media | null => (link && media.length === 1 && media[0]!.kind === 'image' && options.picture !== 'own' ? media[0]! : null);

const hasCard = (piece: Piece) => piece.link !== null && (piece.media.length === 0 || thumbOf(piece) !== null);

export const textOf = (piece: Piece) => (piece.link && !hasCard(piece) && !piece.text.includes(piece.link) ? `${piece.text}\n\n${piece.link}` : piece.text).trim();

/** A name on this network is a domain: "@ada" alone is nobody. */
export const namesIn = (text: string) => mentionsIn(text).filter(({ text: name }) => name.includes('.') && !name.includes('@'));

const MOST_TAG = 64;

/** What is more than words: each place counted in bytes of UTF-8, for a text in JavaScript is counted otherwise. */
function facetsOf(text: string, people: Readonly<Record<string, string | null>>): object[] {
  const bytesBefore = (index: number) => new TextEncoder().encode(text.slice(0, index)).byteLength;
  const facet = ({ index, end }: { index: number; end: number }, feature: object) => ({ index: { byteStart: bytesBefore(index), byteEnd: bytesBefore(end) }, features: [feature] });
  return [
    ...linksIn(text).map((link) => ({ index: link.index, made: facet(link, { $type: 'app.bsky.richtext.facet#link', uri: link.bare ? `https://${link.text}` : link.text }) })),
    ...namesIn(text).flatMap((name) => (people[name.text.toLowerCase()] ? [{ index: name.index, made: facet(name, { $type: 'app.bsky.richtext.facet#mention', did: people[name.text.toLowerCase()] }) }] : [])),
    ...hashtagsIn(text).flatMap((tag) => ([...tag.text].length <= MOST_TAG ? [{ index: tag.index, made: facet(tag, { $type: 'app.bsky.richtext.facet#tag', tag: tag.text }) }] : [])),
  ]
    .sort((one, other) => one.index - other.index)
    .map(({ made }) => made);
}

const ratioOf = ({ width, height }: Media) => (width && height ? { aspectRatio: { width, height } } : {});
const wordOf = (options: Piece['options'], name: string) => (typeof options[name] === 'string' ? options[name].trim() : '');

function embedOf(piece: Piece, blobs: Kept): object | null {
  const { link, media, options, title } = piece;
  if (link && hasCard(piece)) {
    const thumb = thumbOf(piece);
    const external = { uri: link, title: wordOf(options, 'cardTitle') || title || new URL(link).hostname, description: wordOf(options, 'cardText'), ...(thumb ? { thumb: blobs[thumb.id] } : {}) };
    return { $type: 'app.bsky.embed.external', external };
  }
  const film = media.find(({ kind }) => kind === 'video');
  if (film) return { $type: 'app.bsky.embed.video', video: blobs[film.id], ...(film.alt ? { alt: film.alt } : {}), ...ratioOf(film) };
  if (media.length === 0) return null;
  return { $type: 'app.bsky.embed.images', images: media.map((image) => ({ image: blobs[image.id], alt: image.alt, ...ratioOf(image) })) };
}

const strongly = ({ id, data }: Published) => ({ uri: id, cid: data.cid });

/** The record is made of nothing that changes between two tries. */
export function recordOf(piece: Piece, blobs: Kept, people: Readonly<Record<string, string | null>>): object {
  const text = textOf(piece);
  const facets = facetsOf(text, people);
  const embed = embedOf(piece, blobs);
  const languages = wordOf(piece.options, 'languages').split(/[\s,]+/).filter(Boolean).slice(0, 3);
  const label = wordOf(piece.options, 'label');
  return {
    $type: POSTS,
    text,
    createdAt: piece.since.toISOString(),
    ...(facets.length > 0 ? { facets } : {}),
    ...(embed ? { embed } : {}),
    ...(languages.length > 0 ? { langs: languages } : {}),
    ...(label && label !== 'none' ? { labels: { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: label }] } } : {}),
    ...(piece.parent ? { reply: { root: strongly(piece.root ?? piece.parent), parent: strongly(piece.parent) } } : {}),
  };
}
