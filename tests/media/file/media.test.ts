import { expect, test } from 'vitest';
import type { MediaFacts } from '#app/domains/media/file/file-facts.ts';
import { readMedia } from '#app/domains/media/file/read-media.ts';
import { sniff } from '#app/domains/media/file/sniff.ts';
import { box, join, latin, meter, readerOf, riff, u16be, u16le, u32be, u32le, u64be } from './build.ts';
import { FILES, type FileName } from './fixtures.ts';

const measure = (bytes: Uint8Array, mime = sniff(bytes)?.mime ?? '') => readMedia(readerOf(bytes), bytes.length, mime);
const facts = (found: Partial<MediaFacts>) => ({ width: null, height: null, rotation: 0, videoCodec: null, audioCodec: null, frameRate: null, ...found });

/** ffprobe's answers for the same files; it says nothing of the length of the recorded WebM. */
test.each([
  ['film.mp4', { durationSeconds: 0.4, width: 32, height: 18, videoCodec: 'h264', audioCodec: 'aac', frameRate: 25 }],
  ['faststart.mp4', { durationSeconds: 0.4, width: 32, height: 18, videoCodec: 'h264', audioCodec: 'aac', frameRate: 25 }],
  ['fragmented.mp4', { durationSeconds: 0.528, width: 32, height: 18, videoCodec: 'h264', audioCodec: 'aac', frameRate: 22.319 }],
  ['sideways.mov', { durationSeconds: 0.4, width: 18, height: 32, rotation: 90, videoCodec: 'h264', audioCodec: 'aac', frameRate: 25 }],
  ['sound.m4a', { durationSeconds: 0.4, audioCodec: 'aac' }],
  ['film.webm', { durationSeconds: 0.408, width: 32, height: 18, videoCodec: 'vp9', audioCodec: 'opus', frameRate: 25 }],
  ['recorded.webm', { durationSeconds: 0.401, width: 32, height: 18, videoCodec: 'vp9', audioCodec: 'opus', frameRate: 25 }],
  ['film.ogv', { durationSeconds: 0.4, width: 32, height: 18, videoCodec: 'theora', frameRate: 25 }],
  ['vorbis.ogg', { durationSeconds: 0.4, audioCodec: 'vorbis' }],
  ['sound.opus', { durationSeconds: 0.4, audioCodec: 'opus' }],
  ['variable.mp3', { durationSeconds: 0.576, audioCodec: 'mp3' }],
  ['constant.mp3', { durationSeconds: 0.576, audioCodec: 'mp3' }],
  ['sound.aac', { durationSeconds: 0.64, audioCodec: 'aac' }],
  ['sound.wav', { durationSeconds: 0.1, audioCodec: 'pcm' }],
  ['sound.flac', { durationSeconds: 0.4, audioCodec: 'flac' }],
] as [FileName, Partial<MediaFacts>][])('a real %s is measured', async (name, expected) => {
  const bytes = FILES[name];
  expect(await measure(bytes)).toEqual({ ...facts(expected), bitrate: expect.closeTo((bytes.length * 8) / (expected.durationSeconds ?? 1), -3) });
});

test.each(['film.mp4', 'faststart.mp4', 'sideways.mov', 'sound.m4a', 'film.webm'] as FileName[])('%s is noticed to be cut off, wherever it was cut', async (name) => {
  const mime = sniff(FILES[name])?.mime;
  for (let length = 0; length < FILES[name].length; length += 7) expect(await measure(FILES[name].slice(0, length), mime), `at ${length}`).toHaveProperty('problem');
});

const mvhd = (timescale: number, duration: number) => box('mvhd', u32be(0), u32be(0), u32be(0), u32be(timescale), u32be(duration), new Uint8Array(80));
const matrix = (a: number, b: number) => join(u32be(a * 65536), u32be(b * 65536), u32be(0), u32be(-b * 65536), u32be(a * 65536), u32be(0), new Uint8Array(12));
const tkhd = (width: number, height: number, turn: Uint8Array = matrix(1, 0)) => box('tkhd', u32be(0), u32be(0), u32be(0), u32be(1), new Uint8Array(24), turn, u32be(width * 65536), u32be(height * 65536));
const hdlr = (type: string) => box('hdlr', u32be(0), u32be(0), type, new Uint8Array(12));
const mdia = (type: string, codec: string, times: [number, number][]) => box('mdia',
  box('mdhd', u32be(0), u32be(0), u32be(0), u32be(1000), u32be(4000), u32be(0)), hdlr(type),
  box('minf', box('stbl', box('stsd', u32be(0), u32be(1), box(codec, new Uint8Array(24), u16be(640), u16be(360), new Uint8Array(50))),
    box('stts', u32be(0), u32be(times.length), ...times.flatMap(([count, delta]) => [u32be(count), u32be(delta)])))));
const film = (...boxes: Uint8Array[]) => join(box('ftyp', 'isom\0\0\0\0isom'), box('mdat', 'pictures'), ...boxes);
const video = (turn?: Uint8Array) => box('trak', tkhd(640, 360, turn), mdia('vide', 'hvc1', [[60, 40], [20, 80]]));

test.each([[1, 0, 0, 640, 360], [0, 1, 90, 360, 640], [-1, 0, 180, 640, 360], [0, -1, 270, 360, 640]])('a matrix of %i, %i turns the picture by %i degrees', async (a, b, rotation, width, height) => {
  expect(await measure(film(box('moov', mvhd(1000, 4000), video(matrix(a, b)))), 'video/mp4')).toMatchObject({ rotation, width, height, videoCodec: 'hevc', frameRate: 20, durationSeconds: 4 });
});

test('a film of two gigabytes with its index at the end takes two reads', async () => {
  const [head, moov] = [join(box('ftyp', 'isom\0\0\0\0'), u32be(1), 'mdat', u64be(2_000_000_016n)), box('moov', mvhd(1000, 4000), video())];
  const size = head.length + 2_000_000_000 + moov.length;
  let reads = 0;
  const read = async (offset: number, length: number) => {
    reads += 1;
    const bytes = new Uint8Array(Math.min(length, size - offset));
    if (offset < head.length) bytes.set(head.subarray(offset));
    const at = size - moov.length - offset;
    if (at >= 0 && at < bytes.length) bytes.set(moov, at);
    else if (at < 0 && offset < size) bytes.set(moov.subarray(-at, -at + bytes.length));
    return bytes;
  };
  expect(await readMedia(read, size, 'video/mp4')).toMatchObject({ durationSeconds: 4, width: 640, bitrate: expect.closeTo(4e9, -6) });
  expect(reads).toBe(2);
});

test.each([
  ['no size at all', u32be(2)], ['the largest 32-bit size', u32be(0xffffffff)], ['a 64-bit size of zero', join(u32be(1), 'free', u64be(0n))],
  ['a 64-bit size of 2^63', join(u32be(1), 'free', u64be(2n ** 63n))], ['a 64-bit size of all ones', join(u32be(1), 'free', u64be(2n ** 64n - 1n))],
])('a box with %s ends the walk', async (_, size) => {
  const hostile = join(film(), size.length === 4 ? join(size, 'free') : size, new Uint8Array(64));
  expect(await measure(hostile, 'video/mp4')).toHaveProperty('problem');
  const inside = film(box('moov', mvhd(1000, 4000), join(size.length === 4 ? join(size, 'trak') : size, new Uint8Array(64))));
  expect(await measure(inside, 'video/mp4')).toHaveProperty('problem');
});

test('a million tiny boxes and boxes nested without end run out of allowance, not of time', async () => {
  const many = join(film(), Buffer.from('\0\0\0\x08free'.repeat(200_000), 'latin1'));
  const { read, used } = meter(many);
  expect(await readMedia(read, many.length, 'video/mp4')).toEqual({ problem: 'The file is put together of too many pieces to be measured.' });
  expect(used.bytes).toBeLessThan(24 * 1024 * 1024);
  let nested = new Uint8Array(0) as Uint8Array;
  for (let depth = 0; depth < 5_000; depth += 1) nested = box(depth % 2 ? 'mdia' : 'minf', nested);
  expect(await measure(film(box('moov', mvhd(1000, 1), box('trak', nested))), 'video/mp4')).toHaveProperty('problem');
});

test('a file that jumps back and forth runs out of budget', async () => {
  const step = 100_000;
  const scattered = film(...Array.from({ length: 400 }, () => box('free', new Uint8Array(step))));
  const { read, used } = meter(scattered);
  expect(await readMedia(read, scattered.length, 'video/mp4')).toEqual({ problem: 'The file is put together of too many pieces to be measured.' });
  expect(used.reads).toBeLessThanOrEqual(300);
});

test('a length that is unknown or impossible is unknown, not a number', async () => {
  expect(await measure(film(box('moov', mvhd(0, 4000), box('trak', tkhd(1, 1), hdlr('vide'), box('mdia', hdlr('vide'))))), 'video/mp4')).toMatchObject({ durationSeconds: null, bitrate: null });
  expect(await measure(film(box('moov', mvhd(1000, 0xffffffff), box('trak', box('mdia', hdlr('soun'))))), 'video/mp4')).toMatchObject({ durationSeconds: null });
});

test('an index without its film is a film that was cut off', async () => {
  expect(await measure(join(box('ftyp', 'isom\0\0\0\0'), box('moov', mvhd(1000, 4000), video())), 'video/mp4')).toHaveProperty('problem');
});

test('a film with neither picture nor sound, or without an index, is refused', async () => {
  expect(await measure(film(box('moov', mvhd(1000, 1))), 'video/mp4')).toEqual({ problem: 'There is neither picture nor sound in the file.' });
  expect(await measure(film(), 'video/mp4')).toEqual({ problem: expect.stringContaining('index is missing') });
});

/** A Matroska element whose size takes two bytes. */
const small = (id: string, ...bodies: (Uint8Array | string)[]) => {
  const body = join(...bodies);
  return join(id, new Uint8Array([0x40 | (body.length >> 8), body.length]), body);
};

test('a Matroska whose tracks come last is found by its table, and one that points in circles is left', async () => {
  const tracks = small('\x16\x54\xae\x6b', small('\xae', small('\x83', '\x02'), small('\x86', 'A_OPUS')));
  const seek = (at: number) => small('\x11\x4d\x9b\x74', small('\x4d\xbb', small('\x53\xab', '\x16\x54\xae\x6b'), small('\x53\xac', u32be(at))));
  const cluster = small('\x1f\x43\xb6\x75', small('\xe7', '\x07\xd0'), small('\xa3', '\x81\0\x64\0x'));
  const ebml = small('\x1a\x45\xdf\xa3', small('\x42\x82', 'webm'));
  const webm = (at: number) => join(ebml, small('\x18\x53\x80\x67', seek(at), cluster, tracks));
  expect(await measure(webm(seek(0).length + cluster.length))).toMatchObject({ audioCodec: 'opus', durationSeconds: 2.1 });
  for (const at of [0, seek(0).length, 0xffffffff]) expect(await measure(webm(at))).toEqual({ problem: 'There is neither picture nor sound in the file.' });
});

test('WAVs with wrong lengths: streamed ones take what is there, cut ones are refused', async () => {
  const format = join(u16le(1), u16le(1), u32le(8000), u32le(16000), u16le(2), u16le(16));
  const wav = (length: number) => join(riff('WAVE', ['fmt ', format]), 'data', u32le(length), new Uint8Array(8000));
  expect(await measure(wav(8000))).toMatchObject({ durationSeconds: 0.5, audioCodec: 'pcm' });
  expect(await measure(wav(0xffffffff))).toMatchObject({ durationSeconds: 0.5 });
  expect(await measure(wav(0))).toMatchObject({ durationSeconds: 0.5 });
  expect(await measure(wav(9000))).toHaveProperty('problem');
  expect(await measure(riff('WAVE', ['data', new Uint8Array(100)]))).toHaveProperty('problem');
});

test('an MP3 is measured behind stacked tags with pictures in them, and without its old tag at the end', async () => {
  const tag = (length: number) => join('ID3\x04\0\0', new Uint8Array([0, 0, length >> 7, length & 0x7f]), new Uint8Array(length).fill(0xff));
  expect(await measure(join(tag(300), tag(200), FILES['variable.mp3']))).toMatchObject({ durationSeconds: 0.576 });
  expect(await measure(join(FILES['constant.mp3'], 'TAG', new Uint8Array(125)))).toMatchObject({ durationSeconds: 0.576 });
  expect(await measure(join(tag(300), 'no sound at all'))).toEqual({ problem: 'There is no MP3 sound in the file.' });
});

test('an Ogg whose end is missing is refused, and one whose pages are of another stream too', async () => {
  const bytes = FILES['sound.opus'].slice();
  for (let at = 0; at < bytes.length - 4; at += 1) if (latinAt(bytes, at) === 'OggS') bytes.set([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], at + 6);
  expect(await measure(bytes)).toHaveProperty('problem');
});

const latinAt = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));

test('what is no film or sound is not measured, and a storage that fails is not hidden', async () => {
  expect(await measure(latin('text'), 'text/plain')).toEqual({ problem: 'This kind of film or sound cannot be measured.' });
  await expect(readMedia(async () => Promise.reject(new Error('R2 is away')), 100, 'video/mp4')).rejects.toThrow('R2 is away');
});
