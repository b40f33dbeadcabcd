import { type Bytes, u32, u64, u8 } from './bytes.ts';
import { type Allowance, type Box, boxes } from './mp4-boxes.ts';
import type { Track } from './mp4-track.ts';
import type { Ranged } from './ranged.ts';

export interface Ending {
  seconds: number;
  frameRate: number | null;
}

/** Recorders that stream (browsers, cameras) write no length at all: it is where the last fragment of each track ends. */
export async function fragmentEnd(file: Ranged, fragments: Box[], tracks: Track[], allowance: Allowance): Promise<Ending> {
  const ending: Ending = { seconds: 0, frameRate: null };
  for (const moof of fragments.slice(-Math.max(2, tracks.length))) {
    for await (const traf of boxes(file, moof.body, moof.end, allowance)) {
      if (traf.type === 'traf') await readTraf(file, traf, tracks, allowance, ending);
    }
  }
  return ending;
}

async function readTraf(file: Ranged, traf: Box, tracks: Track[], allowance: Allowance, ending: Ending): Promise<void> {
  let track: Track | undefined;
  let each = 0;
  let start = 0;
  const run = { samples: 0, ticks: 0 };
  for await (const box of boxes(file, traf.body, traf.end, allowance)) {
    const body = await file.bytes(box.body, Math.min(box.end - box.body, 65_536));
    if (box.type === 'tfhd') {
      track = tracks.find(({ id }) => id === u32(body, 4));
      each = defaultDuration(body);
    } else if (box.type === 'tfdt') start = u8(body, 0) === 1 ? u64(body, 4) : u32(body, 4);
    else if (box.type === 'trun') {
      run.samples += u32(body, 4);
      run.ticks += runDuration(body, each);
    }
  }
  if (!track?.timescale) return;
  ending.seconds = Math.max(ending.seconds, (start + run.ticks) / track.timescale);
  if (track.handler === 'vide' && run.ticks > 0) ending.frameRate = (run.samples * track.timescale) / run.ticks;
}

/** Optional fields in a fixed order, each announced by a flag. */
function defaultDuration(tfhd: Bytes): number {
  const flags = u32(tfhd, 0) & 0xffffff;
  return flags & 0x08 ? u32(tfhd, 8 + (flags & 0x01 ? 8 : 0) + (flags & 0x02 ? 4 : 0)) : 0;
}

function runDuration(trun: Bytes, each: number): number {
  const flags = u32(trun, 0) & 0xffffff;
  const samples = u32(trun, 4);
  if (!(flags & 0x100)) return samples * each;
  const step = [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length * 4;
  let ticks = 0;
  let at = 8 + (flags & 0x01 ? 4 : 0) + (flags & 0x04 ? 4 : 0);
  for (let sample = 0; sample < samples && at + 4 <= trun.length; sample += 1, at += step) ticks += u32(trun, at);
  return ticks;
}
