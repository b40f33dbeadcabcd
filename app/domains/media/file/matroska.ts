import { type Bytes, findLast, u16, u8 } from './bytes.ts';
import type { MediaFacts, Unreadable } from './file-facts.ts';
import { type Element, children, elementAt, elements, float, text, unsigned } from './matroska-elements.ts';
import { CUT_OFF, TOO_SCATTERED, mediaFacts } from './media-facts.ts';
import type { Ranged } from './ranged.ts';

const ID = {
  segment: 0x18538067, seekHead: 0x114d9b74, seek: 0x4dbb, seekId: 0x53ab, seekPosition: 0x53ac, info: 0x1549a966, scale: 0x2ad7b1,
  duration: 0x4489, tracks: 0x1654ae6b, track: 0xae, trackType: 0x83, codec: 0x86, frameTime: 0x23e383, video: 0xe0, width: 0xb0, height: 0xba,
  displayWidth: 0x54b0, displayHeight: 0x54ba, displayUnit: 0x54b2, cluster: 0x1f43b675, time: 0xe7, block: 0xa3, group: 0xa0, groupBlock: 0xa1,
};

const CODECS: [RegExp, string][] = [
  [/^V_VP8/, 'vp8'], [/^V_VP9/, 'vp9'], [/^V_AV1/, 'av1'], [/^V_MPEG4\/ISO\/AVC/, 'h264'], [/^V_MPEGH\/ISO\/HEVC/, 'hevc'], [/^V_MPEG4/, 'mpeg4'],
  [/^V_THEORA/, 'theora'], [/^V_PRORES/, 'prores'], [/^A_OPUS/, 'opus'], [/^A_VORBIS/, 'vorbis'], [/^A_AAC/, 'aac'], [/^A_FLAC/, 'flac'],
  [/^A_MPEG\/L3/, 'mp3'], [/^A_AC3/, 'ac3'], [/^A_EAC3/, 'eac3'], [/^A_PCM/, 'pcm'],
];

const MOST_ELEMENTS = 1_500;
/** More than any recorder puts into one cluster, which lasts a few seconds. */
const MOST_TAIL = 2 * 1024 * 1024;
const MOST_BLOCKS = 30_000;

export async function readMatroska(file: Ranged): Promise<MediaFacts | Unreadable> {
  const allowance = { elements: MOST_ELEMENTS };
  let segment: Element | null = null;
  for await (const element of elements(file, 0, file.size, allowance)) {
    if (element.id !== ID.segment) continue;
    segment = element;
    break;
  }
  if (!segment || (segment.cut && !segment.unknown)) return CUT_OFF;
  const { info, tracks } = await findParts(file, segment, allowance);
  if (!tracks) return file.spent() || allowance.elements === 0 ? TOO_SCATTERED : { problem: 'There is neither picture nor sound in the file.' };
  const about = children(info ? await file.bytes(info.body, Math.min(info.end - info.body, 65_536)) : new Uint8Array(0));
  const scale = unsigned(about.get(ID.scale)) || 1_000_000;
  const ticks = float(about.get(ID.duration)) || (await lastTimestamp(file, segment));
  const found = trackFacts(await file.bytes(tracks.body, Math.min(tracks.end - tracks.body, 262_144)));
  return mediaFacts({ durationSeconds: (ticks * scale) / 1e9, ...found }, file.size);
}

/** Both normally stand before the first cluster; the table at the start says where when they do not. */
async function findParts(file: Ranged, segment: Element, allowance: { elements: number }) {
  const found: { info: Element | null; tracks: Element | null } = { info: null, tracks: null };
  let seeks: Bytes = new Uint8Array(0);
  for await (const element of elements(file, segment.body, segment.end, allowance)) {
    if (element.id === ID.info) found.info ??= element;
    else if (element.id === ID.tracks) found.tracks ??= element;
    else if (element.id === ID.seekHead) seeks = await file.bytes(element.body, Math.min(element.end - element.body, 4096));
    if (element.id === ID.cluster || (found.info && found.tracks)) break;
  }
  for (let at = 0; at < seeks.length && (!found.info || !found.tracks); ) {
    const seek = elementAt(seeks, at, at, seeks.length);
    if (!seek) break;
    at = seek.end;
    const entry = children(seeks.subarray(seek.body, seek.end));
    const offset = segment.body + unsigned(entry.get(ID.seekPosition));
    const target = elementAt(await file.bytes(offset, 12), 0, offset, segment.end);
    if (target?.id === ID.info) found.info ??= target;
    if (target?.id === ID.tracks) found.tracks ??= target;
  }
  return found;
}

function trackFacts(bytes: Bytes): Partial<MediaFacts> {
  const facts: Partial<MediaFacts> = {};
  for (let at = 0, count = 0; at < bytes.length && count < 64; count += 1) {
    const element = elementAt(bytes, at, at, bytes.length);
    if (!element) break;
    at = element.end;
    if (element.id !== ID.track) continue;
    const track = children(bytes.subarray(element.body, element.end));
    const type = unsigned(track.get(ID.trackType));
    if (type === 1 && facts.videoCodec === undefined) Object.assign(facts, videoFacts(track));
    if (type === 2) facts.audioCodec ??= codecName(text(track.get(ID.codec)));
  }
  return facts;
}

function videoFacts(track: Map<number, Bytes>): Partial<MediaFacts> {
  const picture = children(track.get(ID.video) ?? new Uint8Array(0));
  // Display sizes count in pixels only in unit 0; in the others they are a shape.
  const shown = unsigned(picture.get(ID.displayUnit)) === 0 && unsigned(picture.get(ID.displayWidth)) > 0;
  const frameTime = unsigned(track.get(ID.frameTime));
  return {
    videoCodec: codecName(text(track.get(ID.codec))),
    width: unsigned(picture.get(shown ? ID.displayWidth : ID.width)),
    height: unsigned(picture.get(shown ? ID.displayHeight : ID.height)),
    frameRate: frameTime ? 1e9 / frameTime : null,
  };
}

const codecName = (id: string) => CODECS.find(([pattern]) => pattern.test(id))?.[1] ?? (id.replace(/^[VAS]_/, '').toLowerCase() || null);

/** A browser's recorder notes no duration: the last block of the last cluster is the best that can be had. */
async function lastTimestamp(file: Ranged, segment: Element): Promise<number> {
  const from = Math.max(segment.body, segment.end - MOST_TAIL);
  const tail = await file.bytes(from, segment.end - from);
  const start = findLast(tail, '\x1f\x43\xb6\x75');
  const cluster = start === -1 ? null : elementAt(tail, start, start, tail.length);
  if (!cluster) return 0;
  let time = 0;
  let last = 0;
  for (let at = cluster.body, blocks = 0; at < cluster.end && blocks < MOST_BLOCKS; blocks += 1) {
    const element = elementAt(tail, at, at, cluster.end);
    if (!element) break;
    at = element.end;
    const body = tail.subarray(element.body, element.end);
    if (element.id === ID.time) time = unsigned(body);
    if (element.id === ID.block) last = Math.max(last, blockTime(body));
    if (element.id === ID.group) last = Math.max(last, blockTime(children(body).get(ID.groupBlock) ?? new Uint8Array(0)));
  }
  return time + last;
}

/** After the track's number, 16 signed bits relative to the cluster. */
const blockTime = (block: Bytes) => (u16(block, Math.max(1, Math.clz32(u8(block, 0)) - 23)) << 16) >> 16;
