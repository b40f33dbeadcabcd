/** What the library can know of a file by looking at its bytes: the shapes that every reader here answers with. */

export type FileKind = 'image' | 'video' | 'audio' | 'document' | 'other';

export interface FileType {
  mime: string;
  kind: FileKind;
  /** Without the dot; what a download is called whatever the upload was called. */
  extension: string;
  /** What people call it in a sentence: "a PNG". */
  name: string;
  /** A browser may show it from our own origin; everything else leaves as an attachment. */
  inline: boolean;
}

export interface Sniffed extends FileType {
  /** A sentence when the bytes could also be read as something that runs; the type above still decides how it is served. */
  suspicious: string | null;
}

/** A refusal in one plain sentence. */
export interface Unreadable {
  problem: string;
}

export interface ImageFacts {
  /** As displayed: after the orientation. */
  width: number;
  height: number;
  /** EXIF's 1 to 8; 1 is upright. HEIC and AVIF turn by their own property and always say 1 here. */
  orientation: number;
  animated: boolean;
  frames: number;
  hasAlpha: boolean;
  bitsPerChannel: number | null;
}

export interface MediaFacts {
  durationSeconds: number | null;
  /** As displayed: after the rotation and with square pixels. */
  width: number | null;
  height: number | null;
  /** Degrees clockwise that a player turns the picture: 0, 90, 180 or 270. */
  rotation: number;
  videoCodec: string | null;
  audioCodec: string | null;
  frameRate: number | null;
  /** Bits per second of the whole file. */
  bitrate: number | null;
}

export interface PdfFacts {
  pages: number | null;
  encrypted: boolean;
}

export interface ZipFacts {
  entries: number;
  uncompressedBytes: number;
  /** Uncompressed by compressed, of the whole archive. */
  ratio: number;
  nestedArchives: number;
  macros: boolean;
  encrypted: boolean;
}

/** May answer with fewer bytes at the end of the file; may reject when the storage does. */
export type Read = (offset: number, length: number) => Promise<Uint8Array>;

/** What is known of one asset when a platform is asked about it; unknown facts refuse nothing. */
export interface FileFacts {
  mime: string;
  kind: FileKind;
  byteSize: number;
  /** Of a picture that is cut before it leaves: how many bytes it has then is known when it is drawn. */
  cut?: object;
  width?: number | null;
  height?: number | null;
  animated?: boolean;
  frames?: number | null;
  durationSeconds?: number | null;
  videoCodec?: string | null;
  frameRate?: number | null;
  pages?: number | null;
}

export interface Refusal {
  platform: string;
  why: string;
  /** False when the limit is other people's observation: warn, do not block. */
  certain: boolean;
}
