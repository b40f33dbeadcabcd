import { type Bytes, ascii, latin1, u16, u32, u8 } from './bytes.ts';
import type { ImageFacts, Unreadable } from './file-facts.ts';
import { type Extent, itemsCutOff, metaBoxes, noteExtents } from './heif-items.ts';
import { CUT_SHORT, imageFacts } from './image-limits.ts';
import { type Box, boxAt, boxNamed, boxesIn } from './iso-boxes.ts';

export function readHeif(bytes: Bytes): ImageFacts | Unreadable {
  const top = boxesIn(bytes, 0, bytes.length);
  const meta = metaBoxes(bytes);
  const shown = primaryProperties(bytes, meta);
  const size = shown.find(({ type }) => type === 'ispe');
  const frames = sequenceFrames(bytes, top.boxes);
  if (!size) return top.whole ? { problem: 'The picture does not say how large it is.' } : CUT_SHORT;
  let [width, height] = [u32(bytes, size.body + 4), u32(bytes, size.body + 8)];
  const aperture = shown.find(({ type }) => type === 'clap');
  if (aperture) {
    width = cropped(bytes, aperture.body, width);
    height = cropped(bytes, aperture.body + 8, height);
  }
  // The rotation is in quarter turns, anticlockwise; a mirror changes nothing of the size.
  const turn = shown.find(({ type }) => type === 'irot');
  if (turn && (u8(bytes, turn.body) & 1) === 1) [width, height] = [height, width];
  const depth = shown.find(({ type }) => type === 'pixi');
  const facts = imageFacts({
    width, height, frames, animated: frames > 1, hasAlpha: hasAlpha(bytes, meta),
    bitsPerChannel: depth ? u8(bytes, depth.body + 5) : null,
  });
  return 'problem' in facts || (top.whole && !itemsCutOff(bytes, meta)) ? facts : CUT_SHORT;
}

/** A clean aperture is a fraction and can only take away. */
function cropped(bytes: Bytes, at: number, full: number): number {
  const size = Math.round(u32(bytes, at) / u32(bytes, at + 4));
  return size >= 1 && size <= full ? size : full;
}

/** Properties are listed once and given to items by number: only the primary item's are the picture's. */
function primaryProperties(bytes: Bytes, meta: Box[]): Box[] {
  const iprp = boxNamed(meta, 'iprp');
  if (!iprp) return [];
  const inside = boxesIn(bytes, iprp.body, iprp.end).boxes;
  const container = boxNamed(inside, 'ipco');
  const all = container ? boxesIn(bytes, container.body, container.end).boxes : [];
  const primary = boxNamed(meta, 'pitm');
  const id = primary ? (u8(bytes, primary.body) === 0 ? u16 : u32)(bytes, primary.body + 4) : -1;
  for (const ipma of inside.filter(({ type }) => type === 'ipma')) {
    const numbers = associations(bytes, ipma, id);
    if (numbers) return numbers.flatMap((number) => all[number - 1] ?? []);
  }
  return all;
}

function associations(bytes: Bytes, ipma: Box, wanted: number): number[] | null {
  const wideId = u8(bytes, ipma.body) > 0;
  const wideNumber = (u8(bytes, ipma.body + 3) & 1) === 1;
  let at = ipma.body + 8;
  for (let items = u32(bytes, ipma.body + 4); items > 0 && at < ipma.end; items -= 1) {
    const id = wideId ? u32(bytes, at) : u16(bytes, at);
    at += wideId ? 4 : 2;
    const count = u8(bytes, at);
    at += 1;
    if (id === wanted) return Array.from({ length: count }, (_, index) => (wideNumber ? u16(bytes, at + index * 2) & 0x7fff : u8(bytes, at + index) & 0x7f));
    at += count * (wideNumber ? 2 : 1);
  }
  return null;
}

/** Transparency is a second picture that is declared to be the first one's alpha plane. */
function hasAlpha(bytes: Bytes, meta: Box[]): boolean {
  const iprp = boxNamed(meta, 'iprp');
  const container = iprp && boxAt(bytes, boxesIn(bytes, iprp.body, iprp.end).boxes, 'ipco');
  if (!container) return false;
  const kinds = boxesIn(bytes, container.body, container.end).boxes.filter(({ type }) => type === 'auxC');
  return kinds.some(({ body, end }) => /:alpha\0|auxid:1\0/.test(latin1(bytes, body + 4, Math.min(end, body + 100))));
}

/** AVIF and HEIC sequences are films of pictures: their length is the sample count of the first track. */
function sequenceFrames(bytes: Bytes, top: Box[]): number {
  const sizes = boxAt(bytes, top, 'moov', 'trak', 'mdia', 'minf', 'stbl', 'stsz');
  return sizes ? Math.max(1, Math.min(u32(bytes, sizes.body + 8), bytes.length)) : 1;
}

/**
 * Notes are overwritten where they lie, because removing them would move the picture data that everything points at.
 * An empty note stays in the place of each, so that strict readers do not complain.
 */
export function stripHeif(bytes: Bytes): Bytes {
  const { exif, xmp } = noteExtents(bytes);
  const stripped = bytes.slice();
  for (const extent of exif) overwrite(stripped, extent, 0, '\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0');
  for (const extent of xmp) overwrite(stripped, extent, 0x20, '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>');
  for (const box of boxesIn(bytes, 0, bytes.length).boxes) {
    const inside = box.type === 'moov' ? boxesIn(bytes, box.body, box.end).boxes : [box];
    for (const { type, start, end } of inside) if (type === 'uuid' || type === 'udta') stripped.fill(0, start + 8, end).set(ascii('free'), start + 4);
  }
  return stripped;
}

function overwrite(bytes: Bytes, { start, end }: Extent, filler: number, empty: string) {
  bytes.fill(filler, start, end);
  if (start + empty.length <= end) bytes.set(ascii(empty), start);
}
