import type { ASSET_TYPES } from '#db/schema/choices.ts';
import type { AssetFacts } from '#db/schema/media.ts';
import type { MediaFacts, Read, Sniffed, Unreadable } from './file/file-facts.ts';
import { TYPES } from './file/file-types.ts';
import { inspectZip } from './file/inspect-zip.ts';
import { TOO_SCATTERED } from './file/media-facts.ts';
import { type Hidden, hiddenRanges } from './file/mp4-private.ts';
import { readPdf } from './file/pdf.ts';
import { readExif, readImage } from './file/read-image.ts';
import { readMedia } from './file/read-media.ts';
import { SNIFF_BYTES, sniff } from './file/sniff.ts';

export interface Stored {
  size: number;
  read: Read;
  /** Null when it is too large to be held in memory. */
  whole(): Promise<Uint8Array> | null;
}

export interface Examined {
  mimeType: string;
  type: (typeof ASSET_TYPES)[number];
  width: number | null;
  height: number | null;
  durationSeconds: number | null;
  facts: AssetFacts;
  frames: number | null;
  /** What is served as zeros: where a phone wrote into a film where it was taken. */
  hidden: Hidden[];
}

const UNKNOWN: Examined = { mimeType: 'application/octet-stream', type: 'other', width: null, height: null, durationSeconds: null, facts: {}, frames: null, hidden: [] };

/** What arrived, by its bytes alone: what it is, what is to be known of it, or why it is not taken. */
export async function examineFile(file: Stored, pictureTooLarge: string): Promise<Examined | Unreadable> {
  const sniffed = sniff(await file.read(0, Math.min(SNIFF_BYTES, file.size)));
  if (!sniffed) return UNKNOWN;
  const known = { ...UNKNOWN, mimeType: sniffed.mime, type: sniffed.kind, facts: { ...(sniffed.suspicious ? { suspicious: sniffed.suspicious } : {}) } };
  // A drawing that can run is a document to be downloaded, never a picture on a page.
  if (sniffed.mime === TYPES.svg.mime) return { ...known, type: 'document' };
  if (sniffed.kind === 'image') return examinePicture(file, known, pictureTooLarge);
  if (sniffed.kind === 'video' || sniffed.kind === 'audio') return examineFilm(file, known);
  if (sniffed.mime === TYPES.pdf.mime) {
    const facts = await readPdf(file.read, file.size);
    return 'problem' in facts ? facts : { ...known, facts: { ...known.facts, pages: facts.pages } };
  }
  return isZip(sniffed) ? examineZip(file, known) : known;
}

async function examinePicture(file: Stored, known: Examined, pictureTooLarge: string): Promise<Examined | Unreadable> {
  const bytes = await file.whole();
  if (!bytes) return { problem: pictureTooLarge };
  const facts = readImage(bytes);
  if ('problem' in facts) return facts;
  const { width, height, animated, hasAlpha, frames } = facts;
  const noted = readExif(bytes, known.mimeType);
  return { ...known, width, height, frames, facts: { ...known.facts, animated, hasAlpha, ...(Object.keys(noted).length > 0 ? { private: noted } : {}) } };
}

async function examineFilm(file: Stored, known: Examined): Promise<Examined | Unreadable> {
  if (known.mimeType === TYPES.avi.mime) return known;
  const facts = await readMedia(file.read, file.size, known.mimeType);
  const hidden = await hiddenRanges(file.read, file.size, known.mimeType);
  if ('problem' in facts) return facts.problem === TOO_SCATTERED.problem ? { ...known, hidden } : facts;
  const { width, height, durationSeconds, ...rest } = facts;
  return { ...known, width, height, durationSeconds, hidden, facts: { ...known.facts, ...filmFacts(rest), ...(hidden.length > 0 ? { private: { location: 'removed' } } : {}) } };
}

const filmFacts = ({ videoCodec, audioCodec, frameRate, rotation }: Pick<MediaFacts, 'videoCodec' | 'audioCodec' | 'frameRate' | 'rotation'>) => ({ videoCodec, audioCodec, frameRate, rotation });

const ZIPPED: readonly string[] = [TYPES.zip, TYPES.docx, TYPES.xlsx, TYPES.pptx, TYPES.odt, TYPES.ods, TYPES.odp, TYPES.epub].map(({ mime }) => mime);
const isZip = ({ mime }: Sniffed) => ZIPPED.includes(mime);

async function examineZip(file: Stored, known: Examined): Promise<Examined | Unreadable> {
  const facts = await inspectZip(file.read, file.size);
  if ('problem' in facts) return facts;
  const macros = facts.macros ? 'This document carries macros: programs that run when it is opened.' : null;
  return macros ? { ...known, facts: { ...known.facts, suspicious: known.facts.suspicious ?? macros } } : known;
}
