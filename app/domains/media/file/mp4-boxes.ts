import { fourcc, u32, u64 } from './bytes.ts';
import type { Ranged } from './ranged.ts';

export interface Box {
  type: string;
  start: number;
  body: number;
  end: number;
  /** It says that it goes on after its parent's end. */
  cut: boolean;
}

/** Shared by one whole walk, so that boxes nested without end run out too. */
export interface Allowance {
  boxes: number;
}

/** Only the headers are read. A size that cannot hold its own header ends the walk: nothing after it can be found. */
export async function* boxes(file: Ranged, from: number, to: number, allowance: Allowance): AsyncGenerator<Box> {
  let at = from;
  while (at + 8 <= to && allowance.boxes > 0) {
    allowance.boxes -= 1;
    const head = await file.bytes(at, 16);
    if (head.length < 8) return;
    const small = u32(head, 0);
    const header = small === 1 ? 16 : 8;
    const size = small === 1 ? u64(head, 8) : small === 0 ? to - at : small;
    if (size < header) return;
    yield { type: fourcc(head, 4), start: at, body: at + header, end: Math.min(at + size, to), cut: at + size > to };
    at += size;
  }
}
