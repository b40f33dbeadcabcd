import { type Bytes, ascii, concat, has, u16, u8 } from './bytes.ts';
import type { ImageFacts, Unreadable } from './file-facts.ts';
import { onlyOrientation } from './exif.ts';
import { CUT_SHORT, imageFacts } from './image-limits.ts';
import { orientationOf } from './tiff.ts';

interface Segment {
  marker: number;
  /** At the 0xFF; a scan's segment includes its compressed data. */
  start: number;
  end: number;
}

const SCAN = 0xda;
const MOST_SEGMENTS = 20_000;

/** Up to the end marker; `whole` says that there was one. */
function jpegSegments(bytes: Bytes): { segments: Segment[]; whole: boolean } {
  const segments: Segment[] = [];
  let at = 2;
  while (at + 2 <= bytes.length && u8(bytes, at) === 0xff && segments.length < MOST_SEGMENTS) {
    const marker = u8(bytes, at + 1);
    if (marker === 0xff) {
      at += 1; // A marker may be preceded by any number of fill bytes.
      continue;
    }
    if (marker === 0xd9) return { segments, whole: true };
    const bare = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
    const length = bare ? 0 : u16(bytes, at + 2);
    if (marker === 0 || (!bare && length < 2) || at + 2 + length > bytes.length) break;
    const end = marker === SCAN ? scanEnd(bytes, at + 2 + length) : at + 2 + length;
    segments.push({ marker, start: at, end });
    at = end;
  }
  return { segments, whole: false };
}

/** Inside a scan an 0xFF is data when a zero follows, and neither a restart marker nor a fill byte ends it. */
function scanEnd(bytes: Bytes, from: number): number {
  for (let at = from; at < bytes.length - 1; at += 1) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

/** C4, C8 and CC lie among the frame markers and are tables. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

export function readJpeg(bytes: Bytes): ImageFacts | Unreadable {
  const { segments, whole } = jpegSegments(bytes);
  const frame = segments.find(({ marker }) => isFrame(marker));
  if (!frame || frame.end - frame.start < 10) return whole ? { problem: 'The JPEG has no picture in it.' } : CUT_SHORT;
  const facts = imageFacts({
    width: u16(bytes, frame.start + 7), height: u16(bytes, frame.start + 5), bitsPerChannel: u8(bytes, frame.start + 4),
    orientation: orientationOf(exifAmong(bytes, segments)),
  });
  return 'problem' in facts || (whole && segments.some(({ marker }) => marker === SCAN)) ? facts : CUT_SHORT;
}

function exifAmong(bytes: Bytes, segments: Segment[]): Bytes | null {
  const segment = segments.find(({ marker, start }) => marker === 0xe1 && has(bytes, start + 4, 'Exif\0'));
  return segment ? bytes.subarray(segment.start + 10, segment.end) : null;
}

export const jpegExif = (bytes: Bytes) => exifAmong(bytes, jpegSegments(bytes).segments);

/**
 * A decoder needs JFIF's density, the colour profile and Adobe's colour transform; every other note (Exif with its
 * thumbnail, XMP, IPTC, comments, makers' blocks) goes. So does everything after the end marker: phones keep whole
 * second pictures and films there, each with a location of its own.
 */
function isShown(bytes: Bytes, { marker, start }: Segment): boolean {
  if (marker === 0xe0) return has(bytes, start + 4, 'JFIF\0');
  if (marker === 0xe2) return has(bytes, start + 4, 'ICC_PROFILE\0');
  if (marker === 0xee) return has(bytes, start + 4, 'Adobe');
  return marker !== 0xfe && (marker < 0xe1 || marker > 0xef);
}

export function stripJpeg(bytes: Bytes): Bytes {
  const { segments, whole } = jpegSegments(bytes);
  const orientation = orientationOf(exifAmong(bytes, segments));
  const parts = [bytes.subarray(0, 2)];
  const kept = segments.filter((segment) => isShown(bytes, segment));
  const after = kept[0]?.marker === 0xe0 ? 1 : 0;
  kept.forEach((segment, index) => {
    if (index === after && orientation !== 1) parts.push(exifSegment(orientation));
    parts.push(bytes.subarray(segment.start, segment.end));
  });
  return concat(whole ? [...parts, ascii('\xff\xd9')] : parts);
}

function exifSegment(orientation: number): Bytes {
  const tiff = onlyOrientation(orientation);
  return concat([ascii(`\xff\xe1\0${String.fromCharCode(tiff.length + 8)}Exif\0\0`), tiff]);
}
