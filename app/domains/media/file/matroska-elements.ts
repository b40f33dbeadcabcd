import { type Bytes, latin1, u32, u8 } from './bytes.ts';
import type { Ranged } from './ranged.ts';

export interface Element {
  id: number;
  start: number;
  body: number;
  end: number;
  /** Live recordings do not know how long a segment or cluster will be: it goes on to its parent's end. */
  unknown: boolean;
  cut: boolean;
}

/** A number whose leading zeros say how many bytes it takes. Ids keep the leading one, sizes drop it. */
function vint(bytes: Bytes, at: number, keep: boolean): { value: number; length: number; ones: boolean } | null {
  const length = Math.clz32(u8(bytes, at)) - 23;
  if (length > 8 || at + length > bytes.length) return null;
  let value = keep ? u8(bytes, at) : u8(bytes, at) & (0xff >> length);
  let ones = (u8(bytes, at) & (0xff >> length)) === 0xff >> length;
  for (let index = 1; index < length; index += 1) {
    value = value * 256 + u8(bytes, at + index);
    ones &&= u8(bytes, at + index) === 0xff;
  }
  return { value, length, ones };
}

export async function* elements(file: Ranged, from: number, to: number, allowance: { elements: number }): AsyncGenerator<Element> {
  let at = from;
  while (at + 2 <= to && allowance.elements > 0) {
    allowance.elements -= 1;
    const head = await file.bytes(at, 12);
    const element = elementAt(head, 0, at, to);
    if (!element) return;
    yield element;
    at = element.end;
  }
}

export function elementAt(bytes: Bytes, at: number, offset: number, to: number): Element | null {
  const id = vint(bytes, at, true);
  const size = id && id.length <= 4 ? vint(bytes, at + id.length, false) : null;
  if (!id || !size) return null;
  const body = offset + id.length + size.length;
  const end = size.ones ? to : body + size.value;
  return { id: id.value, start: offset, body, end: Math.min(end, to), unknown: size.ones, cut: end > to };
}

/** The children of a small element that is in memory already. */
export function children(bytes: Bytes): Map<number, Bytes> {
  const found = new Map<number, Bytes>();
  for (let at = 0, count = 0; at < bytes.length && count < 500; count += 1) {
    const element = elementAt(bytes, at, at, bytes.length);
    if (!element) break;
    if (!found.has(element.id)) found.set(element.id, bytes.subarray(element.body, element.end));
    at = element.end;
  }
  return found;
}

export function unsigned(bytes: Bytes | undefined): number {
  let value = 0;
  for (const byte of bytes?.subarray(0, 8) ?? []) value = value * 256 + byte;
  return value;
}

export function float(bytes: Bytes | undefined): number {
  if (!bytes || (bytes.length !== 4 && bytes.length !== 8)) return 0;
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, u32(bytes, 0));
  view.setUint32(4, u32(bytes, 4));
  return bytes.length === 4 ? view.getFloat32(0) : view.getFloat64(0);
}

export const text = (bytes: Bytes | undefined) => (bytes ? latin1(bytes, 0, 64).replace(/\0.*$/s, '') : '');
