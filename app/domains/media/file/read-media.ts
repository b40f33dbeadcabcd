import type { MediaFacts, Read, Unreadable } from './file-facts.ts';
import { readFlac } from './flac.ts';
import { readMatroska } from './matroska.ts';
import { readAac, readMp3 } from './mp3.ts';
import { readMp4 } from './mp4.ts';
import { readOgg } from './ogg.ts';
import { type Ranged, ranged } from './ranged.ts';
import { readWav } from './wav.ts';

const READERS: Record<string, (file: Ranged) => Promise<MediaFacts | Unreadable>> = {
  'video/mp4': readMp4, 'audio/mp4': readMp4, 'video/quicktime': readMp4, 'video/3gpp': readMp4,
  'video/webm': readMatroska, 'video/x-matroska': readMatroska,
  'video/ogg': readOgg, 'audio/ogg': readOgg,
  'audio/mpeg': readMp3, 'audio/aac': readAac, 'audio/wav': readWav, 'audio/flac': readFlac,
};

/** Film and sound by their headers alone: a few ranged reads, however large the file. */
export async function readMedia(read: Read, size: number, mime: string): Promise<MediaFacts | Unreadable> {
  const reader = READERS[mime];
  return reader ? reader(ranged(read, size)) : { problem: 'This kind of film or sound cannot be measured.' };
}
