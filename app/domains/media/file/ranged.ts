import type { Bytes } from './bytes.ts';
import type { Read } from './file-facts.ts';

/**
 * A file that lies elsewhere, read in pieces: small neighbouring reads share one request, and a hostile file that sends
 * us back and forth runs out of budget instead of running up requests.
 */
export interface Ranged {
  size: number;
  /** Fewer bytes than asked for at the file's end or the budget's. */
  bytes(offset: number, length: number): Promise<Bytes>;
  spent(): boolean;
}

const WINDOW = 65_536;
const LARGEST = 4 * 1024 * 1024;
const NONE = new Uint8Array(0);

export function ranged(read: Read, size: number, budget = { bytes: 24 * 1024 * 1024, reads: 300 }): Ranged {
  let left = { ...budget };
  let window = { start: 0, bytes: NONE as Bytes };

  async function bytes(offset: number, length: number): Promise<Bytes> {
    if (!Number.isSafeInteger(offset) || offset < 0 || offset >= size || !(length > 0)) return NONE;
    const wanted = Math.min(length, size - offset, LARGEST);
    const inside = offset - window.start;
    if (inside >= 0 && inside + wanted <= window.bytes.length) return window.bytes.subarray(inside, inside + wanted);
    const fetched = Math.min(Math.max(wanted, WINDOW), size - offset);
    left = { bytes: left.bytes - fetched, reads: left.reads - 1 };
    if (left.bytes < 0 || left.reads < 0) return NONE;
    window = { start: offset, bytes: (await read(offset, fetched)).subarray(0, fetched) };
    return window.bytes.subarray(0, wanted);
  }

  return { size, bytes, spent: () => left.bytes < 0 || left.reads < 0 };
}
