import { type Bytes, fourcc, has, latin1, u8, u16, u16le, u24, u32, u32le } from './bytes.ts';
import type { FileType, Sniffed } from './file-facts.ts';
import { TYPES } from './file-types.ts';
import { mp3Frame } from './mp3-frame.ts';
import { sniffMarkup, sniffText } from './sniff-text.ts';
import { sniffZip } from './sniff-zip.ts';
import { whySuspicious } from './suspicious.ts';

/** How much of a file's start to hand over: Office files name their kind some tens of kilobytes in. */
export const SNIFF_BYTES = 65_536;

/** The type by its bytes alone. Null is unknown: serve it as application/octet-stream, as an attachment. */
export function sniff(head: Uint8Array): Sniffed | null {
  for (const look of [byMagic, isoMedia, riff, ogg, matroska, sniffZip, audioFrames, sniffMarkup, sniffText]) {
    const type = look(head);
    if (type) return { ...type, suspicious: whySuspicious(head, type) };
  }
  return null;
}

/** Short signatures that ordinary words could begin with ("BM", "ID3") need a second look at what follows. */
function byMagic(head: Bytes): FileType | null {
  if (has(head, 0, '\x89PNG\r\n\x1a\n')) return TYPES.png;
  if (has(head, 0, '\xff\xd8\xff')) return TYPES.jpeg;
  if (has(head, 0, 'GIF87a') || has(head, 0, 'GIF89a')) return TYPES.gif;
  if (has(head, 0, 'II*\0') || has(head, 0, 'MM\0*')) return TYPES.tiff;
  if (has(head, 0, 'BM') && u32le(head, 6) === 0 && [12, 40, 52, 56, 64, 108, 124].includes(u32le(head, 14))) return TYPES.bmp;
  if (has(head, 0, '\0\0\x01\0') && u16le(head, 4) > 0 && u8(head, 9) === 0 && head.length >= 22) return TYPES.ico;
  if (has(head, 0, 'fLaC') && (u8(head, 4) & 0x7f) === 0 && u24(head, 5) === 34) return TYPES.flac;
  if (has(head, 0, '%PDF-')) return TYPES.pdf;
  if (has(head, 0, '{\\rtf')) return TYPES.rtf;
  if (has(head, 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return TYPES.ole;
  if (has(head, 0, '\x1f\x8b\x08')) return TYPES.gzip;
  return null;
}

const BRANDS: Record<string, FileType> = {
  avif: TYPES.avif, avis: TYPES.avif,
  heic: TYPES.heic, heix: TYPES.heic, heim: TYPES.heic, heis: TYPES.heic, hevc: TYPES.heic, hevx: TYPES.heic,
  'qt  ': TYPES.mov,
  'M4V ': TYPES.m4v, M4VH: TYPES.m4v, M4VP: TYPES.m4v,
  'M4A ': TYPES.m4a, 'M4B ': TYPES.m4a, 'M4P ': TYPES.m4a,
};

/** The major brand first; the general image brands (mif1, msf1) leave it to the compatible ones. */
function isoMedia(head: Bytes): FileType | null {
  // QuickTime from before the ftyp box starts with any of its top boxes.
  if (/^(?:moov|mdat|wide|pnot)$/.test(fourcc(head, 4)) && u32(head, 0) >= 8) return TYPES.mov;
  if (!has(head, 4, 'ftyp')) return null;
  const end = Math.min(u32(head, 0), head.length, 8 + 4 * 40);
  const brands = [fourcc(head, 8)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(fourcc(head, at));
  const named = BRANDS[brands[0] ?? ''];
  if (named) return named;
  if (/^(?:mif1|msf1|miaf|MiHE|1pic)$/.test(brands[0] ?? '')) {
    const image = brands.map((brand) => BRANDS[brand]).find((type) => type?.kind === 'image');
    return image ?? TYPES.heif;
  }
  if (/^3g[a-z0-9]{2}$/.test(brands[0] ?? '')) return TYPES.threegp;
  return brands.some((brand) => /^(?:iso[\dm]|mp4[12v]|avc1|av01|dash|mmp4|MSNV|f4v |cmf[c2]|hvc1)$/.test(brand)) ? TYPES.mp4 : null;
}

function riff(head: Bytes): FileType | null {
  if (has(head, 0, 'RIFF') && has(head, 8, 'WEBP')) return TYPES.webp;
  if ((has(head, 0, 'RIFF') || has(head, 0, 'RF64')) && has(head, 8, 'WAVE')) return TYPES.wav;
  return has(head, 0, 'RIFF') && has(head, 8, 'AVI ') ? TYPES.avi : null;
}

function ogg(head: Bytes): FileType | null {
  if (!has(head, 0, 'OggS\0')) return null;
  // Every stream introduces itself in the first pages: one of video makes the file a video.
  const start = latin1(head, 0, 4096);
  if (start.includes('\x80theora') || start.includes('\x01video')) return TYPES.ogv;
  return start.includes('OpusHead') ? TYPES.opus : TYPES.ogg;
}

function matroska(head: Bytes): FileType | null {
  if (!has(head, 0, '\x1a\x45\xdf\xa3')) return null;
  const docType = /\x42\x82[\s\S]{1,8}?(webm|matroska)/.exec(latin1(head, 4, 256))?.[1];
  return docType === 'webm' ? TYPES.webm : docType ? TYPES.mkv : null;
}

function audioFrames(head: Bytes): FileType | null {
  if (has(head, 0, 'ID3')) {
    const plausible = u8(head, 3) >= 2 && u8(head, 3) <= 4 && head.subarray(6, 10).every((byte) => byte < 0x80);
    if (!plausible || head.length < 10) return null;
    const sound = 10 + ((u8(head, 6) << 21) | (u8(head, 7) << 14) | (u8(head, 8) << 7) | u8(head, 9));
    // Some programs put MP3's tag before other sound.
    return has(head, sound, 'fLaC') ? TYPES.flac : sound + 2 <= head.length && isAdts(head, sound) ? TYPES.aac : TYPES.mp3;
  }
  if (isAdts(head, 0)) {
    const length = (u24(head, 3) >> 5) & 0x1fff;
    return length > 7 && (head.length < length + 2 || isAdts(head, length)) ? TYPES.aac : null;
  }
  const frame = mp3Frame(head, 0);
  if (!frame) return null;
  return head.length < frame.length + 4 || mp3Frame(head, frame.length) ? TYPES.mp3 : null;
}

const isAdts = (bytes: Bytes, at: number) => (u16(bytes, at) & 0xfff6) === 0xfff0;
