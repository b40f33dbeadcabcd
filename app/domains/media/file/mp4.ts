import { u32 } from './bytes.ts';
import type { MediaFacts, Unreadable } from './file-facts.ts';
import { CUT_OFF, TOO_SCATTERED, mediaFacts } from './media-facts.ts';
import { type Allowance, type Box, boxes } from './mp4-boxes.ts';
import { fragmentEnd } from './mp4-fragments.ts';
import { type Track, readClock, readTrack } from './mp4-track.ts';
import type { Ranged } from './ranged.ts';

/** A film streamed in one-second fragments for half an hour is about this many boxes. */
const MOST_BOXES = 4_000;
const MOST_TRACKS = 64;
const NO_INDEX: Unreadable = { problem: 'The film’s index is missing: the recording or the upload was cut off.' };

interface Index {
  seconds: number;
  tracks: Track[];
}

/** MP4, M4A, MOV and 3GP. The index (moov) may stand first or last; what lies between is stepped over. */
export async function readMp4(file: Ranged): Promise<MediaFacts | Unreadable> {
  const allowance: Allowance = { boxes: MOST_BOXES };
  const fragments: Box[] = [];
  let moov: Box | null = null;
  let reached = 0;
  let data = false;
  for await (const box of boxes(file, 0, file.size, allowance)) {
    if (box.cut) return CUT_OFF;
    if (box.type === 'moov') moov ??= box;
    else if (box.type === 'moof') fragments.push(box);
    else if (box.type === 'mdat') data = true;
    reached = box.end;
  }
  if (!moov) return file.spent() || allowance.boxes === 0 ? TOO_SCATTERED : NO_INDEX;
  const walked = !file.spent() && allowance.boxes > 0;
  // A few stray bytes after the last box are common and harmless; a box that makes no sense is not.
  if (walked && (!data || file.size - reached >= 8)) return CUT_OFF;
  const index = await readMoov(file, moov, allowance);
  const video = index.tracks.find(({ handler }) => handler === 'vide');
  const audio = index.tracks.find(({ handler }) => handler === 'soun');
  if (!video && !audio) return { problem: 'There is neither picture nor sound in the file.' };
  const known = index.seconds || longest(index.tracks);
  const ending = known ? null : await fragmentEnd(file, fragments, index.tracks, allowance);
  const sideways = video?.rotation === 90 || video?.rotation === 270;
  return mediaFacts({
    durationSeconds: known || ending?.seconds,
    width: sideways ? video?.height : video?.width,
    height: sideways ? video?.width : video?.height,
    rotation: video?.rotation ?? 0,
    videoCodec: video?.codec ?? null,
    audioCodec: audio?.codec ?? null,
    frameRate: video && video.ticks > 0 ? (video.samples * video.timescale) / video.ticks : ending?.frameRate,
  }, file.size);
}

const longest = (tracks: Track[]) => Math.max(0, ...tracks.map(({ duration, timescale }) => (timescale ? duration / timescale : 0)));

async function readMoov(file: Ranged, moov: Box, allowance: Allowance): Promise<Index> {
  const index: Index = { seconds: 0, tracks: [] };
  let timescale = 0;
  for await (const box of boxes(file, moov.body, moov.end, allowance)) {
    if (box.type === 'mvhd') {
      const clock = readClock(await file.bytes(box.body, 36));
      timescale = clock.timescale;
      if (timescale) index.seconds = clock.duration / timescale;
    } else if (box.type === 'trak' && index.tracks.length < MOST_TRACKS) index.tracks.push(await readTrack(file, box, allowance));
    else if (box.type === 'mvex') index.seconds ||= (await extended(file, box, allowance)) / (timescale || Infinity);
  }
  return index;
}

/** A fragmented film's whole length, when its writer came back to note it. */
async function extended(file: Ranged, mvex: Box, allowance: Allowance): Promise<number> {
  for await (const box of boxes(file, mvex.body, mvex.end, allowance)) {
    if (box.type !== 'mehd') continue;
    const body = await file.bytes(box.body, 12);
    return body[0] === 1 ? u32(body, 4) * 2 ** 32 + u32(body, 8) : u32(body, 4);
  }
  return 0;
}
