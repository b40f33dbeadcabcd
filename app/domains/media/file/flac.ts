import { has, u24, u32, u8 } from './bytes.ts';
import type { MediaFacts, Unreadable } from './file-facts.ts';
import { CUT_OFF, mediaFacts } from './media-facts.ts';
import { afterTags } from './mp3.ts';
import type { Ranged } from './ranged.ts';

export async function readFlac(file: Ranged): Promise<MediaFacts | Unreadable> {
  const start = await afterTags(file);
  const head = await file.bytes(start, 42);
  if (head.length < 42 || !has(head, 0, 'fLaC')) return CUT_OFF;
  // After the marker and a block header: two block sizes, two frame sizes, then 20 bits of rate and 36 of samples.
  const rate = u24(head, 18) >> 4;
  const samples = (u8(head, 21) & 15) * 2 ** 32 + u32(head, 22);
  if (rate === 0) return { problem: 'The FLAC’s header makes no sense.' };
  return mediaFacts({ durationSeconds: samples / rate, audioCodec: 'flac' }, file.size);
}
