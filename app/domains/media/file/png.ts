import { type Bytes, ascii, concat, fourcc, has, u32, u8 } from './bytes.ts';
import type { ImageFacts, Unreadable } from './file-facts.ts';
import { onlyOrientation } from './exif.ts';
import { CUT_SHORT, imageFacts } from './image-limits.ts';
import { orientationOf } from './tiff.ts';

interface Chunk {
  type: string;
  start: number;
  /** After the checksum. */
  end: number;
}

/** Up to IEND or to the first chunk that does not fit; what follows IEND is no part of the picture. */
function pngChunks(bytes: Bytes): { chunks: Chunk[]; whole: boolean } {
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= bytes.length && chunks.length < 50_000; ) {
    const end = at + 12 + u32(bytes, at);
    const type = fourcc(bytes, at + 4);
    if (end > bytes.length || !/^[a-zA-Z]{4}$/.test(type)) break;
    chunks.push({ type, start: at, end });
    if (type === 'IEND') return { chunks, whole: true };
    at = end;
  }
  return { chunks, whole: false };
}

const DEPTHS: Record<number, number[]> = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] };

export function readPng(bytes: Bytes): ImageFacts | Unreadable {
  const { chunks, whole } = pngChunks(bytes);
  const header = chunks[0];
  if (!header || header.type !== 'IHDR' || header.end - header.start !== 25) return { problem: 'The PNG does not begin with its header.' };
  const depth = u8(bytes, 24);
  const colour = u8(bytes, 25);
  const known = DEPTHS[colour]?.includes(depth) && u8(bytes, 26) === 0 && u8(bytes, 27) === 0 && u8(bytes, 28) <= 1;
  if (!known) return { problem: 'The PNG’s header makes no sense.' };
  const data = chunks.findIndex((chunk) => chunk.type === 'IDAT');
  const facts = imageFacts({
    width: u32(bytes, 16), height: u32(bytes, 20), bitsPerChannel: depth, orientation: orientationOf(pngExif(bytes)),
    hasAlpha: colour >= 4 || chunks.some((chunk) => chunk.type === 'tRNS'),
    ...animation(bytes, chunks, data),
  });
  return 'problem' in facts || (whole && data !== -1) ? facts : CUT_SHORT;
}

/** Only an animation control before the picture data counts; after it, viewers show the still. */
function animation(bytes: Bytes, chunks: Chunk[], data: number) {
  const control = chunks.findIndex(({ type, start, end }) => type === 'acTL' && end - start === 20);
  const present = chunks.filter(({ type }) => type === 'fcTL').length;
  const frames = control !== -1 && control < data ? Math.max(1, Math.min(present, u32(bytes, (chunks[control]?.start ?? 0) + 8))) : 1;
  return { animated: frames > 1, frames };
}

export function pngExif(bytes: Bytes): Bytes | null {
  const chunk = pngChunks(bytes).chunks.find(({ type }) => type === 'eXIf');
  return chunk ? bytes.subarray(chunk.start + 8, chunk.end - 4) : null;
}

/** What changes how the picture looks. Anything not on the list (text, times, notes, unknown) is not served. */
const SHOWN = new Set(['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'hIST', 'pHYs', 'sPLT', 'cICP', 'mDCV', 'cLLI', 'acTL', 'fcTL', 'fdAT']);

export function stripPng(bytes: Bytes): Bytes {
  if (!has(bytes, 0, '\x89PNG')) return bytes;
  const { chunks } = pngChunks(bytes);
  const orientation = orientationOf(pngExif(bytes));
  const kept = chunks.filter(({ type }) => /^[A-Z]/.test(type) || SHOWN.has(type)).map(({ start, end }) => bytes.subarray(start, end));
  if (orientation !== 1) kept.splice(1, 0, exifChunk(orientation));
  return concat([bytes.subarray(0, 8), ...kept]);
}

function exifChunk(orientation: number): Bytes {
  const body = concat([ascii('eXIf'), onlyOrientation(orientation)]);
  const number = new DataView(new ArrayBuffer(8));
  number.setUint32(0, body.length - 4);
  number.setUint32(4, crc32(body));
  return concat([new Uint8Array(number.buffer, 0, 4), body, new Uint8Array(number.buffer, 4, 4)]);
}

function crc32(bytes: Bytes): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
