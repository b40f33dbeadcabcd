import { crc32, deflateSync } from 'node:zlib';
import type { Read } from '#app/domains/media/file/file-facts.ts';

/** Files put together byte by byte: each test says the bytes it is about. */

export const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
export const join = (...parts: (Uint8Array | string)[]) => new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? latin(part) : part))));

export const u16be = (value: number) => new Uint8Array([value >> 8, value]);
export const u32be = (value: number) => new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
export const u16le = (value: number) => u16be(value).reverse();
export const u32le = (value: number) => u32be(value).reverse();
export const u64be = (value: bigint) => new Uint8Array(new BigUint64Array([value]).buffer).reverse();

export const readerOf = (bytes: Uint8Array): Read => async (offset, length) => bytes.slice(offset, offset + length);

/** Counts what is asked of a storage. */
export function meter(bytes: Uint8Array) {
  const used = { reads: 0, bytes: 0 };
  const read: Read = async (offset, length) => {
    used.reads += 1;
    used.bytes += length;
    return bytes.slice(offset, offset + length);
  };
  return { read, used };
}

export const pngChunk = (type: string, body: Uint8Array | string = '') => {
  const named = join(type, body);
  return join(u32be(named.length - 4), named, u32be(crc32(named)));
};

export function png({ width = 4, height = 4, depth = 8, colour = 2, before = [] as Uint8Array[], data = deflateSync(Buffer.alloc(52)) as Uint8Array } = {}) {
  const header = join(u32be(width), u32be(height), new Uint8Array([depth, colour, 0, 0, 0]));
  return join('\x89PNG\r\n\x1a\n', pngChunk('IHDR', header), ...before, pngChunk('IDAT', data), pngChunk('IEND'));
}

const SOF = (width: number, height: number, marker: string) => join('\xff', marker, u16be(11), '\x08', u16be(height), u16be(width), '\x01\x01\x11\0');

export const segment = (marker: number, body: Uint8Array | string) => join(new Uint8Array([0xff, marker]), u16be(latinOf(body).length + 2), body);
const latinOf = (body: Uint8Array | string) => (typeof body === 'string' ? latin(body) : body);

export function jpeg({ width = 4, height = 4, notes = [] as Uint8Array[], marker = '\xc0', scan = '\x12\x34\xff\0\x56\xff\xd0\x78', tail = '\xff\xd9' } = {}) {
  return join('\xff\xd8', ...notes, SOF(width, height, marker), segment(0xda, '\x01\x01\0\0\x3f\0'), scan, tail);
}

export function exif(entries: { tag: number; type: number; count: number; value: Uint8Array }[]) {
  const body = entries.map(({ tag, type, count, value }) => join(u16le(tag), u16le(type), u32le(count), value));
  return join('Exif\0\0', 'II*\0', u32le(8), u16le(entries.length), ...body, u32le(0));
}

export const orientationExif = (value: number) => exif([{ tag: 0x112, type: 3, count: 1, value: join(u16le(value), u16le(0)) }]);

export function gif({ width = 4, height = 4, frames = 1, extensions = [] as Uint8Array[] } = {}) {
  const frame = join(',', u16le(0), u16le(0), u16le(width), u16le(height), '\0', '\x02\x02\x4c\x01\0');
  return join('GIF89a', u16le(width), u16le(height), '\0\0\0', ...extensions, ...Array.from({ length: frames }, () => frame), ';');
}

export const riff = (kind: string, ...chunks: [string, Uint8Array][]) => {
  const body = join(kind, ...chunks.flatMap(([type, data]) => [type, u32le(data.length), data, new Uint8Array(data.length & 1)]));
  return join('RIFF', u32le(body.length), body);
};

export const box = (type: string, ...parts: (Uint8Array | string)[]) => {
  const body = join(...parts);
  return join(u32be(body.length + 8), type, body);
};

export interface ZipEntry {
  name: string;
  data?: Uint8Array | string;
  /** What the table of contents claims instead of the truth. */
  claims?: number;
  flags?: number;
  offset?: number;
}

/** Stored, not compressed: the table of contents is what is read. */
export function zip(entries: ZipEntry[], { claimedEntries = entries.length, comment = '' } = {}) {
  const locals: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let at = 0;
  for (const { name, data = '', claims, flags = 0, offset } of entries) {
    const body = latinOf(data);
    const sizes = join(u32le(crc32(body)), u32le(body.length), u32le(claims ?? body.length), u16le(name.length), u16le(0));
    const local = join('PK\x03\x04', u16le(20), u16le(flags), u16le(0), u32le(0), sizes, name, body);
    central.push(join('PK\x01\x02', u16le(20), u16le(20), u16le(flags), u16le(0), u32le(0), sizes, u16le(0), u16le(0), u16le(0), u32le(0), u32le(offset ?? at), name));
    locals.push(local);
    at += local.length;
  }
  const directory = join(...central);
  const end = join('PK\x05\x06', u32le(0), u16le(claimedEntries), u16le(claimedEntries), u32le(directory.length), u32le(at), u16le(comment.length), comment);
  return join(...locals, directory, end);
}

/** A PDF with a plain table; objects are given in order from number 1. */
export function pdf(objects: string[], { trailer = '/Root 1 0 R', head = '%PDF-1.4\n' } = {}) {
  let text = head;
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return latin(`${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`);
}

export function seeded(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
