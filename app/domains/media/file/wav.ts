import { fourcc, has, u16le, u32le, u64le } from './bytes.ts';
import type { MediaFacts, Unreadable } from './file-facts.ts';
import { CUT_OFF, mediaFacts } from './media-facts.ts';
import type { Ranged } from './ranged.ts';

const CODECS: Record<number, string> = { 1: 'pcm', 2: 'adpcm', 3: 'pcm', 6: 'pcm', 7: 'pcm', 0x11: 'adpcm', 0x50: 'mp2', 0x55: 'mp3', 0xff: 'aac' };
const MOST_CHUNKS = 200;

export async function readWav(file: Ranged): Promise<MediaFacts | Unreadable> {
  const large = has(await file.bytes(0, 4), 0, 'RF64');
  let largeData = 0;
  let codec: string | null = null;
  let bytesPerSecond = 0;
  let at = 12;
  for (let chunks = 0; chunks < MOST_CHUNKS && at + 8 <= file.size; chunks += 1) {
    const head = await file.bytes(at, 40);
    const type = fourcc(head, 0);
    const length = u32le(head, 4);
    if (type === 'ds64') largeData = u64le(head, 16);
    if (type === 'fmt ') {
      const tag = u16le(head, 8);
      codec = CODECS[tag === 0xfffe ? u16le(head, 32) : tag] ?? null;
      bytesPerSecond = u32le(head, 16);
    }
    if (type === 'data') {
      if (!bytesPerSecond) return { problem: 'The WAV does not say how its sound is written.' };
      const rest = file.size - at - 8;
      // Programs that stream write no length, or the largest one: then the sound is all the rest.
      const declared = large ? largeData : length === 0 || length >= 0x7ffff000 ? rest : length;
      return declared > rest ? CUT_OFF : mediaFacts({ durationSeconds: declared / bytesPerSecond, audioCodec: codec }, file.size);
    }
    at += 8 + length + (length & 1);
  }
  return at > file.size ? CUT_OFF : { problem: 'There is no sound in the file.' };
}
