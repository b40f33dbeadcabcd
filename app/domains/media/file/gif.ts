import { type Bytes, ascii, concat, has, u16le, u8 } from './bytes.ts';
import type { ImageFacts, Unreadable } from './file-facts.ts';
import { CUT_SHORT, imageFacts } from './image-limits.ts';

interface Block {
  kind: 'image' | 'control' | 'comment' | 'application' | 'text';
  start: number;
  end: number;
}

/** More than anybody animates: beyond it every frame is one more picture that a viewer must draw. */
const MOST_FRAMES = 10_000;

const tableLength = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

function gifBlocks(bytes: Bytes): { blocks: Block[]; whole: boolean } {
  const blocks: Block[] = [];
  let frames = 0;
  for (let at = 13 + tableLength(u8(bytes, 10)); at < bytes.length; ) {
    const start = at;
    const introducer = u8(bytes, at);
    if (introducer === 0x3b) return { blocks, whole: true };
    if (introducer === 0x2c) {
      frames += 1;
      at = dataEnd(bytes, at + 11 + tableLength(u8(bytes, at + 9)));
      if (at !== -1) blocks.push({ kind: 'image', start, end: at });
    } else if (introducer === 0x21) {
      const kind = ({ 0xf9: 'control', 0xfe: 'comment', 0x01: 'text' } as const)[u8(bytes, at + 1)] ?? 'application';
      at = dataEnd(bytes, at + 2);
      if (at !== -1) blocks.push({ kind, start, end: at });
    } else return { blocks, whole: false };
    if (at === -1) return { blocks, whole: false };
    if (frames > MOST_FRAMES || blocks.length > 4 * MOST_FRAMES) return { blocks, whole: false };
  }
  return { blocks, whole: false };
}

/** Data comes in pieces of up to 255 bytes, each with its length, until one of none. */
function dataEnd(bytes: Bytes, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const length = u8(bytes, at);
    at += 1 + length;
    if (length === 0) return at;
  }
  return -1;
}

export function readGif(bytes: Bytes): ImageFacts | Unreadable {
  if (bytes.length < 13) return CUT_SHORT;
  const { blocks, whole } = gifBlocks(bytes);
  const frames = blocks.filter(({ kind }) => kind === 'image').length;
  if (blocks.length > MOST_FRAMES && !whole) return { problem: 'The GIF has more than 10,000 frames.' };
  const facts = imageFacts({
    width: u16le(bytes, 6), height: u16le(bytes, 8), frames, animated: frames > 1, bitsPerChannel: 8,
    hasAlpha: blocks.some(({ kind, start }) => kind === 'control' && (u8(bytes, start + 3) & 1) === 1),
  });
  return 'problem' in facts || (whole && frames > 0) ? facts : CUT_SHORT;
}

/** Comments and Adobe's XMP go; the other application blocks carry the loop count and the colour profile. */
export function stripGif(bytes: Bytes): Bytes {
  const { blocks, whole } = gifBlocks(bytes);
  const shown = ({ kind, start }: Block) =>
    kind === 'application' ? /^(?:NETSCAPE2\.0|ANIMEXTS1\.0|ICCRGBG1012)$/.test(applicationName(bytes, start)) : kind !== 'comment';
  const end = 13 + tableLength(u8(bytes, 10));
  const parts = [bytes.subarray(0, end), ...blocks.filter(shown).map((block) => bytes.subarray(block.start, block.end))];
  return concat(whole ? [...parts, ascii(';')] : parts);
}

const applicationName = (bytes: Bytes, start: number) => (has(bytes, start + 2, '\x0b') ? String.fromCharCode(...bytes.subarray(start + 3, start + 14)) : '');
