import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inspectZip } from '#app/domains/media/file/inspect-zip.ts';
import { hiddenRanges } from '#app/domains/media/file/mp4-private.ts';
import { readPdf } from '#app/domains/media/file/pdf.ts';
import { readExif, readImage, stripPrivate } from '#app/domains/media/file/read-image.ts';
import { readMedia } from '#app/domains/media/file/read-media.ts';
import { sniff } from '#app/domains/media/file/sniff.ts';
import { gif, jpeg, join, latin, meter, orientationExif, pdf, png, pngChunk, riff, seeded, segment, u16le, u32le, zip } from './build.ts';
import { FILES } from './fixtures.ts';

/** Two thousand damaged copies of every file: nobody throws, hangs, asks for everything or makes more than there was. */
const ROUNDS = 2_000;
const MOST_MS = 50;

const canvas = new Uint8Array([0x3c, 0, 0, 0, 3, 0, 0, 3, 0, 0]);
const table = deflateSync(Buffer.from([0, 0, 0, 0, 1, 0, 9, 0]));
const BUILT = {
  'built.png': png({ before: [pngChunk('eXIf', orientationExif(6).slice(6)), pngChunk('tEXt', 'a\0b')] }),
  'built.jpg': jpeg({ notes: [segment(0xe0, 'JFIF\0'), segment(0xe1, orientationExif(6)), segment(0xfe, 'note')] }),
  'built.gif': gif({ frames: 4, extensions: [latin('!\xfe\x06secret\0')] }),
  'built.webp': riff('WEBP', ['VP8X', canvas], ['VP8L', join('/', new Uint8Array(12))], ['EXIF', orientationExif(6).slice(6)]),
  'built.bmp': join('BM', u32le(0), u32le(0), u32le(54), u32le(40), u32le(2), u32le(2), u16le(1), u16le(24), new Uint8Array(24), new Uint8Array(16)),
  'built.tif': join('II*\0', u32le(8), u16le(1), u16le(0x100), u16le(4), u32le(1), u32le(2), u32le(0)),
  'built.pdf': pdf(['<< /Pages 2 0 R >>', '<< /Count 3 0 R /Kids [ (a\\)) <00> ] >>', '12'], { trailer: '/Root 1 0 R /Prev 9' }),
  'table.pdf': join(`%PDF-1.5\n4 0 obj\n<< /W [1 2 1] /Size 2 /Root 1 0 R /Length ${table.length} /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 3 >> >>\nstream\n`, table, '\nendstream\nstartxref\n9\n%%EOF'),
  'built.zip': zip([{ name: '[Content_Types].xml', data: 'x' }, { name: 'word/a.zip', data: 'yy' }]),
  'page.svg': latin('<?xml version="1.0"?><!-- a --><!DOCTYPE svg [<!ENTITY a "b">]><svg onload="x">'),
};

const EXTREMES = [0, 1, 2, 7, 8, 0x7f, 0x80, 0xff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

function damaged(original: Uint8Array, below: (limit: number) => number): Uint8Array {
  let bytes = original.slice();
  for (let changes = 1 + below(4); changes > 0; changes -= 1) {
    const at = below(bytes.length + 1);
    const way = below(8);
    if (way < 3) for (let flips = 1 + below(6); flips > 0; flips -= 1) bytes[below(bytes.length)] = below(256);
    else if (way < 5) for (let index = 0; index < 4; index += 1) bytes[at + index] = (EXTREMES[below(EXTREMES.length)] ?? 0) >>> (24 - 8 * index);
    else if (way === 5) bytes = bytes.slice(0, at);
    else if (way === 6) bytes = join(bytes.slice(0, at), bytes.slice(at - below(200), at), bytes.slice(at));
    else bytes = join(bytes.slice(0, at), bytes.slice(at + below(64)));
  }
  return bytes;
}

async function readEverything(bytes: Uint8Array, mime: string) {
  const { read, used } = meter(bytes);
  sniff(bytes);
  readImage(bytes);
  readExif(bytes, mime);
  const served = stripPrivate(bytes, mime);
  await readMedia(read, bytes.length, mime);
  await hiddenRanges(read, bytes.length, mime);
  if (mime === 'application/pdf') await readPdf(read, bytes.length);
  if (/zip|officedocument/.test(mime)) await inspectZip(read, bytes.length);
  return { served, used };
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

test.each(Object.entries({ ...FILES, ...BUILT }))('two thousand damaged copies of %s are survived', async (name, original) => {
  const mime = sniff(original)?.mime ?? '';
  expect(mime).not.toBe('');
  const below = seeded([...name].reduce((sum, character) => sum * 31 + character.charCodeAt(0), 7) | 0);
  const memory = process.memoryUsage().arrayBuffers;
  for (let round = 0; round < ROUNDS; round += 1) {
    const bytes = damaged(original, below);
    const said = `round ${round}`;
    let took = await milliseconds(async () => {
      const { served, used } = await readEverything(bytes, mime);
      if (served.length > bytes.length + 64 || used.reads > 400 || used.bytes > 32_000_000) throw new Error(`${said}: served ${served.length} of ${bytes.length}, ${used.reads} reads of ${used.bytes}`);
    });
    // Another program on the machine may have taken the time: what is slow is slow three times.
    for (let again = 0; again < 2 && took > MOST_MS; again += 1) took = Math.min(took, await milliseconds(() => readEverything(bytes, mime)));
    if (took > MOST_MS) throw new Error(`${said} took ${took} ms`);
    if (process.memoryUsage().arrayBuffers - memory > 256 * 1024 * 1024) throw new Error(`${said} left memory behind`);
  }
});
