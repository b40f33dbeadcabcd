import { readBmp, readIco } from './bmp.ts';
import type { Bytes } from './bytes.ts';
import { type Exif, parseExif } from './exif.ts';
import type { ImageFacts, Unreadable } from './file-facts.ts';
import { readGif, stripGif } from './gif.ts';
import { heifExif } from './heif-items.ts';
import { readHeif, stripHeif } from './heif.ts';
import { jpegExif, readJpeg, stripJpeg } from './jpeg.ts';
import { pngExif, readPng, stripPng } from './png.ts';
import { sniff } from './sniff.ts';
import { readTiff } from './tiff.ts';
import { readWebp, stripWebp, webpExif } from './webp.ts';

interface Format {
  read(bytes: Bytes): ImageFacts | Unreadable;
  exif?(bytes: Bytes): Bytes | null;
  strip?(bytes: Bytes): Bytes;
}

const HEIF: Format = { read: readHeif, exif: heifExif, strip: stripHeif };

const FORMATS: Record<string, Format> = {
  'image/png': { read: readPng, exif: pngExif, strip: stripPng },
  'image/jpeg': { read: readJpeg, exif: jpegExif, strip: stripJpeg },
  'image/gif': { read: readGif, strip: stripGif },
  'image/webp': { read: readWebp, exif: webpExif, strip: stripWebp },
  'image/avif': HEIF,
  'image/heic': HEIF,
  'image/heif': HEIF,
  'image/bmp': { read: readBmp },
  'image/x-icon': { read: readIco },
  'image/tiff': { read: readTiff, exif: (bytes) => bytes },
};

/** The whole file's bytes: only so can a picture that was cut off be told from one that is whole. */
export function readImage(bytes: Uint8Array): ImageFacts | Unreadable {
  const format = FORMATS[sniff(bytes.subarray(0, 4096))?.mime ?? ''];
  return format ? format.read(bytes) : { problem: 'This is not a picture that can be measured.' };
}

/**
 * What may be served: without place, time, camera, names and thumbnails, and with the picture's own data byte for byte.
 * Only what was understood is copied, so a damaged file comes out shorter rather than with its notes. TIFF comes back
 * unchanged (its notes and its picture share one directory) and is only ever an attachment.
 */
export function stripPrivate(bytes: Uint8Array, mime: string): Uint8Array {
  return FORMATS[mime]?.strip?.(bytes) ?? bytes;
}

export function readExif(bytes: Uint8Array, mime: string): Exif {
  const tiff = FORMATS[mime]?.exif?.(bytes);
  return tiff ? parseExif(tiff) : {};
}
