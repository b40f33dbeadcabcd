import { type Bytes, ascii, concat, fourcc, has, u16le, u24, u24le, u32le, u8 } from './bytes.ts';
import type { ImageFacts, Unreadable } from './file-facts.ts';
import { onlyOrientation, withoutExifName } from './exif.ts';
import { CUT_SHORT, imageFacts, tooLarge } from './image-limits.ts';
import { orientationOf } from './tiff.ts';

interface Chunk {
  type: string;
  start: number;
  end: number;
}

const FLAG = { xmp: 0x04, exif: 0x08, alpha: 0x10, animated: 0x02 };

function webpChunks(bytes: Bytes): { chunks: Chunk[]; whole: boolean } {
  const chunks: Chunk[] = [];
  const end = 8 + u32le(bytes, 4);
  let at = 12;
  while (at + 8 <= Math.min(end, bytes.length) && chunks.length < 20_000) {
    const length = u32le(bytes, at + 4);
    if (at + 8 + length > Math.min(end, bytes.length)) return { chunks, whole: false };
    const next = at + 8 + length + (length & 1);
    chunks.push({ type: fourcc(bytes, at), start: at, end: Math.min(next, bytes.length) });
    at = next;
  }
  return { chunks, whole: end <= bytes.length };
}

/** The bitstream's own size: 14 bits each way, written differently by the lossy and the lossless coder. */
function bitstream(bytes: Bytes, { type, start }: Chunk): { width: number; height: number; hasAlpha: boolean } | null {
  if (type === 'VP8 ' && u24(bytes, start + 11) === 0x9d012a) {
    return { width: u16le(bytes, start + 14) & 0x3fff, height: u16le(bytes, start + 16) & 0x3fff, hasAlpha: false };
  }
  if (type !== 'VP8L' || u8(bytes, start + 8) !== 0x2f) return null;
  const packed = u32le(bytes, start + 9);
  return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1, hasAlpha: ((packed >>> 28) & 1) === 1 };
}

export function readWebp(bytes: Bytes): ImageFacts | Unreadable {
  const { chunks, whole } = webpChunks(bytes);
  const picture = chunks.map((chunk) => bitstream(bytes, chunk)).find((found) => found !== null);
  const extended = chunks.find(({ type, start }) => type === 'VP8X' && start === 12);
  if (!extended) {
    if (!picture) return whole ? { problem: 'The WebP has no picture in it.' } : CUT_SHORT;
    const facts = imageFacts({ ...picture, bitsPerChannel: 8 });
    return whole || 'problem' in facts ? facts : CUT_SHORT;
  }
  const width = u24le(bytes, extended.start + 12) + 1;
  const height = u24le(bytes, extended.start + 15) + 1;
  const flags = u8(bytes, extended.start + 8);
  const frames = chunks.filter(({ type }) => type === 'ANMF').length;
  const animated = (flags & FLAG.animated) !== 0;
  const facts = imageFacts({
    width, height, orientation: orientationOf(webpExif(bytes)), animated: animated && frames > 1, frames: Math.max(1, frames),
    hasAlpha: (flags & FLAG.alpha) !== 0 || picture?.hasAlpha === true, bitsPerChannel: 8,
  });
  if ('problem' in facts) return facts;
  if (!whole || (animated ? frames === 0 : !picture)) return CUT_SHORT;
  // A small canvas around a huge bitstream would pass the limits and cost the decoder all the same.
  const outgrown = picture && (picture.width !== width || picture.height !== height);
  return outgrown && !animated ? (tooLarge(picture.width, picture.height) ?? { problem: 'The WebP says two different sizes for one picture.' }) : facts;
}

export function webpExif(bytes: Bytes): Bytes | null {
  const chunk = webpChunks(bytes).chunks.find(({ type }) => type === 'EXIF');
  return chunk ? withoutExifName(bytes.subarray(chunk.start + 8, chunk.start + 8 + u32le(bytes, chunk.start + 4))) : null;
}

const SHOWN = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);

export function stripWebp(bytes: Bytes): Bytes {
  if (!has(bytes, 8, 'WEBP')) return bytes;
  const { chunks } = webpChunks(bytes);
  const orientation = chunks[0]?.type === 'VP8X' ? orientationOf(webpExif(bytes)) : 1;
  const kept = chunks.filter(({ type }) => SHOWN.has(type)).map(({ type, start, end }) => {
    const part = concat([bytes.subarray(start, end), new Uint8Array((end - start) & 1)]);
    if (type === 'VP8X') part[8] = (u8(part, 8) & ~(FLAG.xmp | FLAG.exif)) | (orientation === 1 ? 0 : FLAG.exif);
    return part;
  });
  if (orientation !== 1) {
    const tiff = onlyOrientation(orientation);
    kept.push(concat([ascii('EXIF'), size(tiff.length), tiff]));
  }
  const body = concat([ascii('WEBP'), ...kept]);
  return concat([ascii('RIFF'), size(body.length), body]);
}

function size(length: number): Bytes {
  const field = new DataView(new ArrayBuffer(4));
  field.setUint32(0, length, true);
  return new Uint8Array(field.buffer);
}
