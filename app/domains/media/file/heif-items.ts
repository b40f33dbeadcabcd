import { type Bytes, find, fourcc, has, u16, u32, u64, u8 } from './bytes.ts';
import { type Box, boxNamed, boxesIn } from './iso-boxes.ts';

/** HEIC and AVIF keep pictures and notes alike as numbered items, with a list of what they are and one of where they lie. */
export interface Extent {
  start: number;
  end: number;
}

const MOST = 20_000;

export function metaBoxes(bytes: Bytes): Box[] {
  const meta = boxNamed(boxesIn(bytes, 0, bytes.length).boxes, 'meta');
  return meta ? boxesIn(bytes, meta.body + 4, meta.end).boxes : [];
}

/** Where the Exif and the XMP of the picture lie. */
export function noteExtents(bytes: Bytes): { exif: Extent[]; xmp: Extent[] } {
  const meta = metaBoxes(bytes);
  const notes = noteItems(bytes, boxNamed(meta, 'iinf'));
  const places = itemExtents(bytes, boxNamed(meta, 'iloc'), boxNamed(meta, 'idat'));
  const of = (ids: number[]) => ids.flatMap((id) => places.get(id) ?? []).map(({ start, end }) => ({ start, end: Math.min(end, bytes.length) }));
  return { exif: of(notes.exif), xmp: of(notes.xmp) };
}

function noteItems(bytes: Bytes, iinf: Box | undefined): { exif: number[]; xmp: number[] } {
  const notes: { exif: number[]; xmp: number[] } = { exif: [], xmp: [] };
  if (!iinf) return notes;
  const first = iinf.body + (u8(bytes, iinf.body) === 0 ? 6 : 8);
  for (const { type, body, end } of boxesIn(bytes, first, iinf.end).boxes) {
    const version = u8(bytes, body);
    if (type !== 'infe' || version < 2) continue;
    const wide = version === 2 ? 0 : 2;
    const id = wide ? u32(bytes, body + 4) : u16(bytes, body + 4);
    const kind = fourcc(bytes, body + 8 + wide);
    if (kind === 'Exif') notes.exif.push(id);
    // Any other kind of typed note than a picture's is XMP or a maker's own: neither is shown.
    else if (kind === 'mime' && find(bytes, 'xml', body + 12 + wide, end) !== -1) notes.xmp.push(id);
  }
  return notes;
}

/** Something is listed that lies after the end of the file. */
export function itemsCutOff(bytes: Bytes, meta: Box[]): boolean {
  const extents = [...itemExtents(bytes, boxNamed(meta, 'iloc'), boxNamed(meta, 'idat')).values()].flat();
  return extents.some(({ end }) => end > bytes.length);
}

function itemExtents(bytes: Bytes, iloc: Box | undefined, idat: Box | undefined): Map<number, Extent[]> {
  const found = new Map<number, Extent[]>();
  if (!iloc) return found;
  const version = u8(bytes, iloc.body);
  const sizes = u16(bytes, iloc.body + 4);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  const idSize = version < 2 ? 2 : 4;
  let at = iloc.body + 6;
  const next = (size: number) => {
    const value = size === 8 ? u64(bytes, at) : size === 4 ? u32(bytes, at) : size === 2 ? u16(bytes, at) : 0;
    at += size;
    return value;
  };
  let left = MOST;
  for (let items = next(idSize); items > 0 && at < iloc.end && left > 0; items -= 1) {
    const id = next(idSize);
    // Method 0 counts from the file's start, 1 inside the idat box; 2, inside another item, holds no bytes of its own.
    const method = version > 0 ? next(2) & 15 : 0;
    next(2);
    const base = next(baseSize) + (method === 1 ? (idat?.body ?? 0) : 0);
    const extents: Extent[] = [];
    for (let count = next(2); count > 0 && at < iloc.end && left > 0; count -= 1, left -= 1) {
      next(indexSize);
      const start = base + next(offsetSize);
      const length = next(lengthSize);
      if (method < 2) extents.push({ start, end: length === 0 ? Math.max(start + 1, bytes.length) : start + length });
    }
    left -= 1;
    found.set(id, extents);
  }
  return found;
}

/** The TIFF inside an Exif item: an offset comes first, and often the name Exif, which the offset should but may not skip. */
export function heifExif(bytes: Bytes): Bytes | null {
  const extent = noteExtents(bytes).exif[0];
  if (!extent) return null;
  const tiff = extent.start + 4 + u32(bytes, extent.start);
  const start = has(bytes, tiff, 'Exif\0\0') ? tiff + 6 : tiff;
  return start < extent.end ? bytes.subarray(start, extent.end) : null;
}
