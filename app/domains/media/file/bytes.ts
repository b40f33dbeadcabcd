/** Numbers and text out of bytes. Past the end reads as zero: a length is checked where it is used, never trusted here. */

export type Bytes = Uint8Array;

export const u8 = (bytes: Bytes, at: number) => bytes[at] ?? 0;
export const u16 = (bytes: Bytes, at: number) => (u8(bytes, at) << 8) | u8(bytes, at + 1);
export const u24 = (bytes: Bytes, at: number) => (u16(bytes, at) << 8) | u8(bytes, at + 2);
export const u32 = (bytes: Bytes, at: number) => u16(bytes, at) * 0x10000 + u16(bytes, at + 2);
/** Not exact above 2^53, where every comparison with a file's size has failed long before. */
export const u64 = (bytes: Bytes, at: number) => u32(bytes, at) * 0x100000000 + u32(bytes, at + 4);
export const i32 = (bytes: Bytes, at: number) => u32(bytes, at) | 0;

export const u16le = (bytes: Bytes, at: number) => u8(bytes, at) | (u8(bytes, at + 1) << 8);
export const u24le = (bytes: Bytes, at: number) => u16le(bytes, at) | (u8(bytes, at + 2) << 16);
export const u32le = (bytes: Bytes, at: number) => u16le(bytes, at) + u16le(bytes, at + 2) * 0x10000;
export const u64le = (bytes: Bytes, at: number) => u32le(bytes, at) + u32le(bytes, at + 4) * 0x100000000;

/** One character for each byte, so that an index in the text is an index in the bytes. */
export function latin1(bytes: Bytes, from = 0, to = bytes.length): string {
  let text = '';
  for (let at = Math.max(0, from); at < Math.min(to, bytes.length); at += 4096) {
    text += String.fromCharCode.apply(null, bytes.subarray(at, Math.min(at + 4096, to)) as unknown as number[]);
  }
  return text;
}

export const fourcc = (bytes: Bytes, at: number) => latin1(bytes, at, at + 4);

export function has(bytes: Bytes, at: number, signature: string): boolean {
  if (at < 0 || at + signature.length > bytes.length) return false;
  for (let index = 0; index < signature.length; index += 1) if (bytes[at + index] !== signature.charCodeAt(index)) return false;
  return true;
}

/**
 * Never looks past `to`: many short searches in a large file would otherwise each walk all of it. A plain loop, because
 * hopping with indexOf is a hundred times slower on a file that is made of first letters.
 */
export function find(bytes: Bytes, signature: string, from = 0, to = bytes.length): number {
  const first = signature.charCodeAt(0);
  for (let at = Math.max(0, from); at + signature.length <= Math.min(to, bytes.length); at += 1) {
    if (bytes[at] === first && has(bytes, at, signature)) return at;
  }
  return -1;
}

export function findLast(bytes: Bytes, signature: string, before = bytes.length): number {
  const first = signature.charCodeAt(0);
  for (let at = Math.min(before, bytes.length) - signature.length; at >= 0; at -= 1) {
    if (bytes[at] === first && has(bytes, at, signature)) return at;
  }
  return -1;
}

export function concat(parts: readonly Bytes[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);

const utf8 = new TextDecoder('utf-8');

/** Names and captions written by cameras: cut at the first NUL, without control characters, short enough to show. */
export function label(bytes: Bytes): string {
  const end = bytes.indexOf(0);
  const text = utf8.decode(bytes.subarray(0, Math.min(end === -1 ? bytes.length : end, 400)));
  return text.replace(/\p{C}+/gu, ' ').trim().slice(0, 200);
}
