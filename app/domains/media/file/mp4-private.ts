import { fourcc, latin1, u32 } from './bytes.ts';
import type { Read } from './file-facts.ts';
import { type Allowance, type Box, boxes } from './mp4-boxes.ts';
import { type Ranged, ranged } from './ranged.ts';

/** Bytes of a file that are served as zeros. */
export interface Hidden {
  offset: number;
  length: number;
}

const WALKED = new Set(['moov', 'trak', 'udta']);
const XMP = '\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac';

/**
 * Where a phone wrote into a film where it was taken. Films are too large to rewrite: whoever streams one lays zeros over
 * these ranges, and since nothing moves, ranged requests and the index stay right.
 */
export async function hiddenRanges(read: Read, size: number, mime: string): Promise<Hidden[]> {
  if (!/^(?:video|audio)\/(?:mp4|quicktime|3gpp)$/.test(mime)) return [];
  const hidden: Hidden[] = [];
  await walk(ranged(read, size), { body: 0, end: size }, hidden, { boxes: 4_000 });
  return hidden;
}

async function walk(file: Ranged, parent: Pick<Box, 'body' | 'end'>, hidden: Hidden[], allowance: Allowance): Promise<void> {
  for await (const box of boxes(file, parent.body, parent.end, allowance)) {
    // With its name gone as well, a box is one that nobody knows; players step over it.
    const whole = { offset: box.start + 4, length: box.end - box.start - 4 };
    if (WALKED.has(box.type)) await walk(file, box, hidden, allowance);
    else if (box.type === '\xa9xyz' || box.type === 'loci' || box.type === 'XMP_') hidden.push(whole);
    else if (box.type === 'uuid' && latin1(await file.bytes(box.body, 16)) === XMP) hidden.push(whole);
    else if (box.type === 'meta') await walkMeta(file, box, hidden, allowance);
  }
}

/** Apple's notes: a numbered list of names, and then the values by number. */
async function walkMeta(file: Ranged, meta: Box, hidden: Hidden[], allowance: Allowance): Promise<void> {
  // QuickTime's meta box is a plain one, MPEG-4's has four more bytes before its children.
  const plain = fourcc(await file.bytes(meta.body, 8), 4) === 'hdlr';
  let places: number[] = [];
  for await (const box of boxes(file, meta.body + (plain ? 0 : 4), meta.end, allowance)) {
    if (box.type === 'keys') places = await placeKeys(file, box);
    if (box.type !== 'ilst') continue;
    for await (const item of boxes(file, box.body, box.end, allowance)) {
      const number = u32(await file.bytes(item.start + 4, 4), 0);
      if (places.includes(number)) hidden.push({ offset: item.start + 4, length: item.end - item.start - 4 });
    }
  }
}

async function placeKeys(file: Ranged, keys: Box): Promise<number[]> {
  const bytes = await file.bytes(keys.body, Math.min(keys.end - keys.body, 65_536));
  const places: number[] = [];
  let at = 8;
  for (let number = 1; number <= Math.min(u32(bytes, 4), 1_000) && at + 8 <= bytes.length; number += 1) {
    const length = u32(bytes, at);
    if (/location|gps/i.test(latin1(bytes, at + 8, Math.min(at + length, at + 200)))) places.push(number);
    at += Math.max(8, length);
  }
  return places;
}
