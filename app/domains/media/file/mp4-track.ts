import { type Bytes, fourcc, i32, latin1, u16, u32, u64, u8 } from './bytes.ts';
import { type Allowance, type Box, boxes } from './mp4-boxes.ts';
import type { Ranged } from './ranged.ts';

export interface Track {
  id: number;
  handler: string;
  timescale: number;
  duration: number;
  width: number;
  height: number;
  rotation: number;
  codec: string | null;
  samples: number;
  ticks: number;
}

const CODECS: Record<string, string> = {
  avc1: 'h264', avc3: 'h264', hvc1: 'hevc', hev1: 'hevc', dvh1: 'hevc', dvhe: 'hevc', av01: 'av1', vp08: 'vp8', vp09: 'vp9',
  mp4v: 'mpeg4', s263: 'h263', jpeg: 'mjpeg', mjpa: 'mjpeg', mp4a: 'aac', '.mp3': 'mp3', 'ac-3': 'ac3', 'ec-3': 'eac3',
  Opus: 'opus', fLaC: 'flac', alac: 'alac', samr: 'amr_nb', sawb: 'amr_wb',
  sowt: 'pcm', twos: 'pcm', lpcm: 'pcm', in24: 'pcm', in32: 'pcm', fl32: 'pcm', ipcm: 'pcm', 'raw ': 'pcm',
  apch: 'prores', apcn: 'prores', apcs: 'prores', apco: 'prores', ap4h: 'prores', ap4x: 'prores',
};

/** What an MPEG-4 audio description calls itself when it is not AAC. */
const OBJECT_TYPES: Record<number, string> = { 0x69: 'mp3', 0x6b: 'mp3', 0xa5: 'ac3', 0xa6: 'eac3', 0xad: 'opus', 0xdd: 'vorbis' };

const codecOf = (code: string) => CODECS[code] ?? (/^[\w .-]{4}$/.test(code) ? code.trim().toLowerCase() : null);

const CONTAINERS = new Set(['mdia', 'minf', 'stbl']);

export async function readTrack(file: Ranged, trak: Box, allowance: Allowance): Promise<Track> {
  const track: Track = { id: 0, handler: '', timescale: 0, duration: 0, width: 0, height: 0, rotation: 0, codec: null, samples: 0, ticks: 0 };
  await walk(file, trak, track, allowance);
  return track;
}

async function walk(file: Ranged, parent: Box, track: Track, allowance: Allowance): Promise<void> {
  for await (const box of boxes(file, parent.body, parent.end, allowance)) {
    const length = box.end - box.body;
    if (CONTAINERS.has(box.type)) await walk(file, box, track, allowance);
    else if (box.type === 'tkhd') readHeader(await file.bytes(box.body, Math.min(length, 96)), track);
    else if (box.type === 'mdhd') Object.assign(track, readClock(await file.bytes(box.body, Math.min(length, 36))));
    // Inside minf there is a second handler, of the data; the media's comes first.
    else if (box.type === 'hdlr') track.handler ||= fourcc(await file.bytes(box.body, Math.min(length, 12)), 8);
    else if (box.type === 'stsd') readDescription(await file.bytes(box.body, Math.min(length, 1024)), track);
    else if (box.type === 'stts') readTimes(await file.bytes(box.body, Math.min(length, 65_536)), track);
  }
}

/** mvhd and mdhd begin alike: version 1 has 64-bit times. All ones is "unknown". */
export function readClock(body: Bytes): { timescale: number; duration: number } {
  const wide = u8(body, 0) === 1;
  const timescale = u32(body, wide ? 20 : 12);
  const duration = wide ? u64(body, 24) : u32(body, 16);
  return { timescale, duration: duration >= (wide ? 2 ** 63 : 0xffffffff) ? 0 : duration };
}

function readHeader(body: Bytes, track: Track) {
  const wide = u8(body, 0) === 1;
  track.id = u32(body, wide ? 20 : 12);
  const matrix = wide ? 52 : 40;
  // Fixed point: 16 bits whole, 16 bits fraction. Phones turn the picture here instead of in its pixels.
  track.width = u32(body, matrix + 36) / 0x10000;
  track.height = u32(body, matrix + 40) / 0x10000;
  const degrees = (Math.atan2(i32(body, matrix + 4), i32(body, matrix)) * 180) / Math.PI;
  track.rotation = ((Math.round(degrees / 90) * 90) % 360 + 360) % 360;
}

function readDescription(body: Bytes, track: Track) {
  if (u32(body, 4) === 0) return;
  const code = fourcc(body, 12);
  track.codec = codecOf(code);
  if (track.handler === 'vide') {
    track.width ||= u16(body, 40);
    track.height ||= u16(body, 42);
  }
  if (code === 'mp4a') {
    const esds = latin1(body).indexOf('esds');
    const config = esds === -1 ? -1 : latin1(body, esds + 8, esds + 40).indexOf('\x04');
    // A decoder's configuration: tag 4, its length in one or four bytes, then the object type.
    const at = esds + 8 + config + 1;
    const type = config === -1 ? 0x40 : u8(body, u8(body, at) === 0x80 ? at + 4 : at + 1);
    track.codec = OBJECT_TYPES[type] ?? 'aac';
  }
}

function readTimes(body: Bytes, track: Track) {
  const entries = Math.min(u32(body, 4), Math.floor((body.length - 8) / 8));
  for (let at = 8; at < 8 + entries * 8; at += 8) {
    track.samples += u32(body, at);
    track.ticks += u32(body, at) * u32(body, at + 4);
  }
}
