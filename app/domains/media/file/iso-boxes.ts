import { type Bytes, fourcc, u32, u64 } from './bytes.ts';

/** ISO base media boxes held in memory: HEIC and AVIF. Films are walked by ranged reads instead, in mp4-boxes.ts. */
export interface Box {
  type: string;
  start: number;
  /** After the header; a "full" box has four bytes of version and flags here. */
  body: number;
  end: number;
}

/** Stops at the first box that cannot be; `whole` says that all of them fitted. */
export function boxesIn(bytes: Bytes, from: number, to: number): { boxes: Box[]; whole: boolean } {
  const boxes: Box[] = [];
  let at = from;
  while (at + 8 <= to && boxes.length < 5_000) {
    const small = u32(bytes, at);
    const header = small === 1 ? 16 : 8;
    const size = small === 1 ? u64(bytes, at + 8) : small === 0 ? to - at : small;
    if (size < header || at + size > to) return { boxes, whole: false };
    boxes.push({ type: fourcc(bytes, at + 4), start: at, body: at + header, end: at + size });
    at += size;
  }
  return { boxes, whole: at === to };
}

export const boxNamed = (boxes: readonly Box[], type: string) => boxes.find((box) => box.type === type);

/** Follows a path of plain boxes, as in moov/trak/mdia. */
export function boxAt(bytes: Bytes, boxes: readonly Box[], ...path: string[]): Box | undefined {
  const [type, ...rest] = path;
  const box = boxNamed(boxes, type ?? '');
  return box && rest.length > 0 ? boxAt(bytes, boxesIn(bytes, box.body, box.end).boxes, ...rest) : box;
}
