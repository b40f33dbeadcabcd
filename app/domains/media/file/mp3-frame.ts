import { type Bytes, u32 } from './bytes.ts';

export interface Mp3Frame {
  length: number;
  samples: number;
  sampleRate: number;
  kbits: number;
  /** From the frame's start to its side information's end, where an encoder's Xing header sits. */
  xingAt: number;
}

const RATES = [44100, 48000, 32000];
const KBITS_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const KBITS_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/** Null unless an MPEG layer III frame starts here; free-format frames, which do not tell their length, count as none. */
export function mp3Frame(bytes: Bytes, at: number): Mp3Frame | null {
  const header = u32(bytes, at);
  const version = (header >>> 19) & 3;
  const base = RATES[(header >>> 10) & 3];
  if (header >>> 21 !== 0x7ff || version === 1 || ((header >>> 17) & 3) !== 1 || !base) return null;
  const first = version === 3;
  const kbits = (first ? KBITS_1 : KBITS_2)[(header >>> 12) & 15];
  if (!kbits) return null;
  const sampleRate = first ? base : version === 2 ? base / 2 : base / 4;
  const samples = first ? 1152 : 576;
  const mono = ((header >>> 6) & 3) === 3;
  const side = first ? (mono ? 17 : 32) : mono ? 9 : 17;
  const length = Math.floor((samples * 125 * kbits) / sampleRate) + ((header >>> 9) & 1);
  return { length, samples, sampleRate, kbits, xingAt: 4 + side };
}
