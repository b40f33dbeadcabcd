import { type Bytes, u16le, u32le, u8 } from './bytes.ts';
import type { ImageFacts, Unreadable } from './file-facts.ts';
import { CUT_SHORT, imageFacts } from './image-limits.ts';

export function readBmp(bytes: Bytes): ImageFacts | Unreadable {
  const old = u32le(bytes, 14) === 12;
  const width = old ? u16le(bytes, 18) : u32le(bytes, 18);
  // A negative height means that the rows come from the top.
  const height = old ? u16le(bytes, 20) : Math.abs(u32le(bytes, 22) | 0);
  const bits = u16le(bytes, old ? 24 : 28);
  const facts = imageFacts({ width, height, bitsPerChannel: bits >= 24 ? 8 : null });
  if ('problem' in facts) return facts;
  const compressed = !old && ![0, 3, 6].includes(u32le(bytes, 30));
  const rows = Math.ceil((width * bits) / 32) * 4 * height;
  return !compressed && u32le(bytes, 10) + rows > bytes.length ? CUT_SHORT : facts;
}

/** The largest picture of the icon; a side of 256 is written as zero. */
export function readIco(bytes: Bytes): ImageFacts | Unreadable {
  let largest = { width: 0, height: 0 };
  const count = Math.min(u16le(bytes, 4), 256);
  for (let at = 6; at < 6 + count * 16; at += 16) {
    if (at + 16 > bytes.length || u32le(bytes, at + 12) + u32le(bytes, at + 8) > bytes.length) return CUT_SHORT;
    const [width, height] = [u8(bytes, at) || 256, u8(bytes, at + 1) || 256];
    if (width * height > largest.width * largest.height) largest = { width, height };
  }
  return imageFacts({ ...largest, hasAlpha: true, bitsPerChannel: 8 });
}
