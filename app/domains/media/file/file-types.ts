import type { FileKind, FileType } from './file-facts.ts';

const type = (kind: FileKind, mime: string, extension: string, name: string, inline: boolean): FileType => ({ mime, kind, extension, name, inline });

/**
 * Inline is for what a browser draws or plays without running anything. Not inline although harmless: HEIC, TIFF and
 * Matroska, which most browsers would offer as a download anyway. PDF is an attachment because it may carry scripts and
 * forms that look like ours, and because under our `CSP: sandbox` Chrome's viewer would show a blank page. Text is an
 * attachment because nobody embeds it and somebody would publish a page with it.
 */
export const TYPES = {
  png: type('image', 'image/png', 'png', 'PNG', true),
  jpeg: type('image', 'image/jpeg', 'jpg', 'JPEG', true),
  gif: type('image', 'image/gif', 'gif', 'GIF', true),
  webp: type('image', 'image/webp', 'webp', 'WebP', true),
  avif: type('image', 'image/avif', 'avif', 'AVIF', true),
  bmp: type('image', 'image/bmp', 'bmp', 'BMP', true),
  ico: type('image', 'image/x-icon', 'ico', 'icon', true),
  heic: type('image', 'image/heic', 'heic', 'HEIC', false),
  heif: type('image', 'image/heif', 'heif', 'HEIF', false),
  tiff: type('image', 'image/tiff', 'tif', 'TIFF', false),
  svg: type('image', 'image/svg+xml', 'svg', 'SVG', false),

  mp4: type('video', 'video/mp4', 'mp4', 'MP4', true),
  m4v: type('video', 'video/mp4', 'm4v', 'MP4', true),
  mov: type('video', 'video/quicktime', 'mov', 'MOV', true),
  threegp: type('video', 'video/3gpp', '3gp', '3GP', true),
  webm: type('video', 'video/webm', 'webm', 'WebM', true),
  ogv: type('video', 'video/ogg', 'ogv', 'Ogg video', true),
  mkv: type('video', 'video/x-matroska', 'mkv', 'Matroska', false),
  avi: type('video', 'video/x-msvideo', 'avi', 'AVI', false),

  mp3: type('audio', 'audio/mpeg', 'mp3', 'MP3', true),
  m4a: type('audio', 'audio/mp4', 'm4a', 'M4A', true),
  aac: type('audio', 'audio/aac', 'aac', 'AAC', true),
  wav: type('audio', 'audio/wav', 'wav', 'WAV', true),
  flac: type('audio', 'audio/flac', 'flac', 'FLAC', true),
  ogg: type('audio', 'audio/ogg', 'ogg', 'Ogg', true),
  opus: type('audio', 'audio/ogg', 'opus', 'Opus', true),

  pdf: type('document', 'application/pdf', 'pdf', 'PDF', false),
  docx: type('document', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx', 'Word document', false),
  xlsx: type('document', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx', 'Excel workbook', false),
  pptx: type('document', 'application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx', 'PowerPoint presentation', false),
  odt: type('document', 'application/vnd.oasis.opendocument.text', 'odt', 'OpenDocument text', false),
  ods: type('document', 'application/vnd.oasis.opendocument.spreadsheet', 'ods', 'OpenDocument spreadsheet', false),
  odp: type('document', 'application/vnd.oasis.opendocument.presentation', 'odp', 'OpenDocument presentation', false),
  epub: type('document', 'application/epub+zip', 'epub', 'EPUB', false),
  rtf: type('document', 'application/rtf', 'rtf', 'RTF', false),
  ole: type('document', 'application/x-ole-storage', 'doc', 'old Office document', false),
  text: type('document', 'text/plain', 'txt', 'text file', false),
  html: type('document', 'text/html', 'html', 'web page', false),
  xml: type('document', 'application/xml', 'xml', 'XML', false),

  zip: type('other', 'application/zip', 'zip', 'ZIP archive', false),
  gzip: type('other', 'application/gzip', 'gz', 'gzip archive', false),
} as const satisfies Record<string, FileType>;

/** What a sentence calls a type; the part after the slash for one that is not ours. */
export function nameOf(mime: string): string {
  const known = Object.values(TYPES).find((candidate) => candidate.mime === mime);
  return known?.name ?? mime.split('/').pop() ?? mime;
}

const VOWELS = /^(?:[AEIOio]|MP|M4|SVG|XML|RTF)/;

export const articled = (noun: string) => `${VOWELS.test(noun) ? 'an' : 'a'} ${noun}`;
