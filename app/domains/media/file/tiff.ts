import { type Bytes, has, i32, u16, u16le, u32, u32le, u8 } from './bytes.ts';
import type { ImageFacts, Unreadable } from './file-facts.ts';
import { CUT_SHORT, imageFacts } from './image-limits.ts';

/** TIFF's directories of tags, which EXIF borrows: a camera's notes are a TIFF without a picture. */

export interface Tag {
  type: number;
  count: number;
  /** The value's bytes, in the file's own byte order. */
  value: Bytes;
}

export interface TagReader {
  directory(at: number): Map<number, Tag>;
  number(tag: Tag | undefined, index?: number): number | null;
}

const SIZES: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4 };

export function tagReader(tiff: Bytes): { first: number; tags: TagReader } | null {
  const little = has(tiff, 0, 'II*\0');
  if (!little && !has(tiff, 0, 'MM\0*')) return null;
  const short = little ? u16le : u16;
  const long = little ? u32le : u32;

  function directory(at: number): Map<number, Tag> {
    const found = new Map<number, Tag>();
    if (at < 8 || at + 2 > tiff.length) return found;
    const entries = Math.min(short(tiff, at), 512);
    for (let entry = at + 2; entry + 12 <= tiff.length && entry < at + 2 + entries * 12; entry += 12) {
      const type = short(tiff, entry + 2);
      const count = long(tiff, entry + 4);
      const length = count * (SIZES[type] ?? 0);
      const start = length <= 4 ? entry + 8 : long(tiff, entry + 8);
      if (length > 0 && start + length <= tiff.length) found.set(short(tiff, entry), { type, count, value: tiff.subarray(start, start + length) });
    }
    return found;
  }

  function number(tag: Tag | undefined, index = 0): number | null {
    if (!tag || index >= tag.count) return null;
    const { type, value } = tag;
    if (type === 3) return short(value, index * 2);
    if (type === 4 || type === 13) return long(value, index * 4);
    if (type === 1 || type === 7) return u8(value, index);
    if (type !== 5 && type !== 10) return null;
    const signed = (at: number) => (type === 5 ? long(value, at) : little ? long(value, at) | 0 : i32(value, at));
    const ratio = signed(index * 8) / signed(index * 8 + 4);
    return Number.isFinite(ratio) ? ratio : null;
  }

  return { first: long(tiff, 4), tags: { directory, number } };
}

export function orientationOf(tiff: Bytes | null | undefined): number {
  const reader = tiff ? tagReader(tiff) : null;
  const value = reader?.tags.number(reader.tags.directory(reader.first).get(0x112)) ?? 1;
  return value >= 1 && value <= 8 ? value : 1;
}

export function readTiff(bytes: Bytes): ImageFacts | Unreadable {
  const reader = tagReader(bytes);
  const tags = reader?.tags.directory(reader.first);
  const width = reader?.tags.number(tags?.get(0x100));
  const height = reader?.tags.number(tags?.get(0x101));
  if (!reader || !width || !height) return CUT_SHORT;
  const samples = reader.tags.number(tags?.get(0x115)) ?? 1;
  const strips = tags?.get(0x111) ?? tags?.get(0x144);
  const lengths = tags?.get(0x117) ?? tags?.get(0x145);
  const last = (strips?.count ?? 0) - 1;
  if ((reader.tags.number(strips, last) ?? Infinity) + (reader.tags.number(lengths, last) ?? 0) > bytes.length) return CUT_SHORT;
  return imageFacts({
    width, height, orientation: orientationOf(bytes), hasAlpha: tags?.has(0x152) === true && samples > 3,
    bitsPerChannel: reader.tags.number(tags?.get(0x102)),
  });
}
