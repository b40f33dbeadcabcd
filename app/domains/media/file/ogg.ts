import { type Bytes, find, findLast, has, u16, u16le, u24, u32, u32le, u64le, u8 } from './bytes.ts';
import type { MediaFacts, Unreadable } from './file-facts.ts';
import { CUT_OFF, mediaFacts } from './media-facts.ts';
import type { Ranged } from './ranged.ts';

interface Stream {
  serial: number;
  kind: 'audio' | 'video';
  facts: Partial<MediaFacts>;
  seconds(granule: number): number;
}

/** An Ogg file notes no length: it is the position on the last page of a stream, counted as its codec counts. */
export async function readOgg(file: Ranged): Promise<MediaFacts | Unreadable> {
  const streams = streamsOf(await file.bytes(0, 65_536));
  const video = streams.find(({ kind }) => kind === 'video');
  const audio = streams.find(({ kind }) => kind === 'audio');
  const timed = audio ?? video;
  if (!timed) return { problem: 'There is no sound in the file that is known here.' };
  const from = Math.max(0, file.size - 262_144);
  const granule = lastGranule(await file.bytes(from, file.size - from), timed.serial);
  if (granule === null) return CUT_OFF;
  return mediaFacts({ ...video?.facts, ...audio?.facts, durationSeconds: timed.seconds(granule) }, file.size);
}

/** Every stream's first page comes before any other page. */
function streamsOf(head: Bytes): Stream[] {
  const streams: Stream[] = [];
  for (let at = 0; has(head, at, 'OggS\0') && u8(head, at + 5) & 2 && streams.length < 16; ) {
    const segments = u8(head, at + 26);
    const body = at + 27 + segments;
    const length = head.subarray(at + 27, body).reduce((sum, lacing) => sum + lacing, 0);
    const stream = introduced(head.subarray(body, body + length), u32le(head, at + 14));
    if (stream) streams.push(stream);
    at = body + length;
  }
  return streams;
}

function introduced(packet: Bytes, serial: number): Stream | null {
  const audio = (audioCodec: string, rate: number, skip = 0): Stream => ({
    serial, kind: 'audio', facts: { audioCodec }, seconds: (granule) => (granule - skip) / rate,
  });
  // Opus always counts in 48,000ths, and the first samples are the decoder warming up.
  if (has(packet, 0, 'OpusHead')) return audio('opus', 48_000, u16le(packet, 10));
  if (has(packet, 0, '\x01vorbis')) return audio('vorbis', u32le(packet, 12));
  if (has(packet, 0, '\x7fFLAC')) return audio('flac', u24(packet, 27) >> 4);
  if (has(packet, 0, 'Speex   ')) return audio('speex', u32le(packet, 36));
  if (!has(packet, 0, '\x80theora')) return null;
  const rate = u32(packet, 22) / u32(packet, 26);
  const shift = (u16(packet, 40) >> 5) & 31;
  return {
    serial, kind: 'video',
    facts: { videoCodec: 'theora', width: u24(packet, 14), height: u24(packet, 17), frameRate: rate },
    // The upper bits number the last key frame, the lower ones the frames since.
    seconds: (granule) => (Math.floor(granule / 2 ** shift) + (granule % 2 ** shift)) / rate,
  };
}

/** All ones is a page on which no packet ends. */
function lastGranule(tail: Bytes, serial: number): number | null {
  for (let at = findLast(tail, 'OggS\0'); at !== -1; at = at > 0 ? findLast(tail, 'OggS\0', at + 4) : -1) {
    if (u32le(tail, at + 14) === serial && find(tail, '\xff\xff\xff\xff\xff\xff\xff\xff', at + 6, at + 14) === -1) return u64le(tail, at + 6);
  }
  return null;
}
