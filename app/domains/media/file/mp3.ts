import { type Bytes, has, u16, u32, u8 } from './bytes.ts';
import type { MediaFacts, Unreadable } from './file-facts.ts';
import { mediaFacts } from './media-facts.ts';
import { mp3Frame } from './mp3-frame.ts';
import type { Ranged } from './ranged.ts';

/** Tags may be stacked and hold pictures of megabytes; they are stepped over by their length. */
export async function afterTags(file: Ranged): Promise<number> {
  let at = 0;
  for (let tags = 0; tags < 8; tags += 1) {
    const head = await file.bytes(at, 10);
    if (head.length < 10 || !has(head, 0, 'ID3')) break;
    // Seven bits in each byte, so that a length never looks like the start of a frame.
    const length = ((u8(head, 6) & 0x7f) << 21) | ((u8(head, 7) & 0x7f) << 14) | ((u8(head, 8) & 0x7f) << 7) | (u8(head, 9) & 0x7f);
    at += 10 + length + (u8(head, 5) & 0x10 ? 10 : 0);
  }
  return at;
}

export async function readMp3(file: Ranged): Promise<MediaFacts | Unreadable> {
  const start = await afterTags(file);
  const bytes = await file.bytes(start, 65_536);
  const at = firstFrame(bytes);
  const frame = at === -1 ? null : mp3Frame(bytes, at);
  if (!frame) return { problem: 'There is no MP3 sound in the file.' };
  const tail = await file.bytes(file.size - 128, 3);
  const sound = file.size - start - at - (has(tail, 0, 'TAG') ? 128 : 0);
  const counted = frameCount(bytes, at, frame.xingAt);
  const durationSeconds = counted ? (counted * frame.samples) / frame.sampleRate : (sound * 8) / (frame.kbits * 1000);
  return mediaFacts({ durationSeconds, audioCodec: 'mp3' }, file.size);
}

/** Any eleven bits can look like a frame: a second one where the first says it ends settles it. */
function firstFrame(bytes: Bytes): number {
  for (let at = bytes.indexOf(0xff); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const frame = mp3Frame(bytes, at);
    if (frame && (at + frame.length + 4 > bytes.length || mp3Frame(bytes, at + frame.length))) return at;
  }
  return -1;
}

/** Encoders with a variable bit rate count the frames in a silent first one (Xing, or Info for a constant rate; VBRI). */
function frameCount(bytes: Bytes, at: number, xingAt: number): number {
  const xing = at + xingAt;
  if ((has(bytes, xing, 'Xing') || has(bytes, xing, 'Info')) && u32(bytes, xing + 4) & 1) return u32(bytes, xing + 8);
  return has(bytes, at + 36, 'VBRI') && u16(bytes, at + 40) === 1 ? u32(bytes, at + 50) : 0;
}

const AAC_RATES = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

/** ADTS has no index at all: the frames of the first stretch say how long the rest will be. */
export async function readAac(file: Ranged): Promise<MediaFacts | Unreadable> {
  const start = await afterTags(file);
  const bytes = await file.bytes(start, 262_144);
  const rate = AAC_RATES[(u8(bytes, 2) >> 2) & 15];
  let at = 0;
  let frames = 0;
  while (at + 7 <= bytes.length && (u16(bytes, at) & 0xfff6) === 0xfff0) {
    const length = ((u8(bytes, at + 3) & 3) << 11) | (u8(bytes, at + 4) << 3) | (u8(bytes, at + 5) >> 5);
    if (length < 7) break;
    at += length;
    frames += 1;
  }
  if (!rate || frames === 0) return { problem: 'There is no AAC sound in the file.' };
  return mediaFacts({ durationSeconds: ((file.size - start) / (at / frames)) * (1024 / rate), audioCodec: 'aac' }, file.size);
}
