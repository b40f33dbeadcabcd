import { expect, test } from 'vitest';
import { readImage, stripPrivate } from '#app/domains/media/file/read-image.ts';
import { box, exif, gif, jpeg, join, latin, orientationExif, png, pngChunk, riff, segment, u16be, u16le, u32be, u32le } from './build.ts';
import { FILES, type FileName } from './fixtures.ts';

const problem = (bytes: Uint8Array) => ('problem' in readImage(bytes) ? (readImage(bytes) as { problem: string }).problem : null);

/** What exiftool, ImageMagick and libheif say of the same files. */
test.each([
  ['photo.jpg', { width: 16, height: 24, orientation: 6, bitsPerChannel: 8 }],
  ['progressive.jpg', { width: 24, height: 16, orientation: 1, animated: false, hasAlpha: false }],
  ['moving.png', { width: 24, height: 16, animated: true, frames: 3, bitsPerChannel: 8 }],
  ['moving.gif', { width: 24, height: 16, animated: true, frames: 3 }],
  ['lossy.webp', { width: 24, height: 16, animated: false, hasAlpha: false }],
  ['lossless.webp', { width: 24, height: 16, animated: false }],
  ['moving.webp', { width: 24, height: 16, animated: true, frames: 3 }],
  ['place.webp', { width: 16, height: 24, orientation: 8 }],
  ['alpha.avif', { width: 24, height: 16, hasAlpha: true }],
  ['turned.avif', { width: 16, height: 24, orientation: 1 }],
  ['moving.avif', { width: 24, height: 16, animated: true, frames: 3 }],
  ['plain.heic', { width: 24, height: 16, hasAlpha: false, bitsPerChannel: 10 }],
] as [FileName, object][])('a real %s is measured', (name, facts) => expect(readImage(FILES[name])).toMatchObject(facts));

test.each(['photo.jpg', 'progressive.jpg', 'moving.png', 'moving.gif', 'lossy.webp', 'moving.webp', 'alpha.avif', 'plain.heic'] as FileName[])(
  '%s is noticed to be cut off, wherever it was cut', (name) => {
    const bytes = FILES[name];
    const whole = Array.from({ length: bytes.length }, (_, length) => length).filter((length) => !problem(bytes.slice(0, length)));
    expect(whole).toEqual([]);
  },
);

test.each([[1, 8, 4], [2, 8, 4], [3, 8, 4], [4, 8, 4], [5, 4, 8], [6, 4, 8], [7, 4, 8], [8, 4, 8], [0, 8, 4], [9, 8, 4]])(
  'orientation %i shows an 8 × 4 JPEG as %i × %i', (orientation, width, height) => {
    expect(readImage(jpeg({ width: 8, height: 4, notes: [segment(0xe1, orientationExif(orientation))] }))).toMatchObject({ width, height });
  },
);

test('a picture that takes too much to decode is refused by its header', () => {
  expect(problem(png({ width: 30_001, height: 1 }))).toBe('The picture is 30,001 pixels wide; the most is 30,000.');
  expect(problem(jpeg({ width: 4, height: 65_535 }))).toBe('The picture is 65,535 pixels high; the most is 30,000.');
  expect(problem(gif({ width: 20_000, height: 20_000 }))).toBe('The picture has 400 million pixels; the most is 100 million.');
  expect(problem(png({ width: 0, height: 4 }))).toBe('The picture says it has no width or no height.');
  expect(problem(png({ width: 10_000, height: 10_000 }))).toBe(null);
});

test('a small canvas around a huge bitstream is refused', () => {
  const canvas = join(new Uint8Array([0, 0, 0, 0]), new Uint8Array([3, 0, 0, 3, 0, 0]));
  const bitstream = (width: number, height: number) => join('/', u32le((width - 1) | ((height - 1) << 14)), new Uint8Array(9));
  expect(problem(riff('WEBP', ['VP8X', canvas], ['VP8L', bitstream(16_000, 16_000)]))).toMatch(/256 million pixels/);
  expect(problem(riff('WEBP', ['VP8X', canvas], ['VP8L', bitstream(5, 4)]))).toMatch(/two different sizes/);
  expect(problem(riff('WEBP', ['VP8X', canvas], ['VP8L', bitstream(4, 4)]))).toBe(null);
});

test('a PNG knows its transparency, its depth and its frames', () => {
  expect(readImage(png({ colour: 6, depth: 16 }))).toMatchObject({ hasAlpha: true, bitsPerChannel: 16, animated: false });
  expect(readImage(png({ colour: 3, before: [pngChunk('PLTE', '\0\0\0'), pngChunk('tRNS', '\0')] }))).toMatchObject({ hasAlpha: true });
  const control = pngChunk('acTL', join(u32be(0xffffffff), u32be(0)));
  expect(readImage(png({ before: [control, pngChunk('fcTL', new Uint8Array(26)), pngChunk('fcTL', new Uint8Array(26))] }))).toMatchObject({ animated: true, frames: 2 });
  expect(readImage(join(png().slice(0, -12), control, pngChunk('IEND')))).toMatchObject({ animated: false, frames: 1 });
});

test('a PNG with wrong lengths, a wrong header or no picture is refused', () => {
  const long = png();
  long.set(u32be(0xffffffff), 33);
  expect(problem(long)).toMatch(/cut off/);
  expect(problem(png({ depth: 3 }))).toBe('The PNG’s header makes no sense.');
  expect(problem(join('\x89PNG\r\n\x1a\n', pngChunk('IDAT'), pngChunk('IEND')))).toBe('The PNG does not begin with its header.');
  expect(problem(join(png().slice(0, 33), pngChunk('IEND')))).toMatch(/cut off/);
});

test('a JPEG is read past fill bytes, tables among the frame markers, stuffed bytes and restarts', () => {
  expect(readImage(jpeg({ width: 9, notes: [latin('\xff\xff\xff'), segment(0xc4, 'table'), segment(0xcc, 'table')] }))).toMatchObject({ width: 9 });
  expect(readImage(jpeg({ marker: '\xc2' }))).toMatchObject({ width: 4 });
  expect(problem(jpeg({ tail: '' }))).toMatch(/cut off/);
  expect(problem(latin('\xff\xd8\xff\xd9'))).toBe('The JPEG has no picture in it.');
  expect(problem(jpeg({ notes: [latin('\xff\xe1\0\x01')] }))).toMatch(/cut off/);
});

test('an Exif that points in circles or outside itself turns nothing', () => {
  const wild = [0, 7, 0xffffffff, 8].map((value) => exif([{ tag: 0x8769, type: 4, count: 1, value: u32le(value) }, { tag: 0x112, type: 3, count: 0xffffffff, value: u32le(value) }]));
  for (const notes of wild) expect(readImage(jpeg({ notes: [segment(0xe1, notes)] }))).toMatchObject({ orientation: 1 });
});

test('a GIF is counted frame by frame, and ten thousand are enough', () => {
  expect(readImage(gif({ frames: 3 }))).toMatchObject({ animated: true, frames: 3, hasAlpha: false });
  expect(readImage(gif({ extensions: [latin('!\xf9\x04\x01\0\0\0\0')] }))).toMatchObject({ hasAlpha: true, animated: false });
  expect(problem(gif({ frames: 10_001 }))).toBe('The GIF has more than 10,000 frames.');
  expect(problem(gif({ frames: 0 }))).toMatch(/cut off/);
});

test('boxes that claim to be empty, endless or larger than their parent end the reading of an AVIF', () => {
  const file = (size: number) => join(box('ftyp', 'avif\0\0\0\0'), join(u32be(size), 'meta\0\0\0\0'), box('pitm', '\0\0\0\0\0\x01'));
  for (const size of [0, 1, 2, 7, 9, 0x7fffffff, 0xffffffff]) expect(problem(file(size))).not.toBe(null);
  const endless = join(box('ftyp', 'avif\0\0\0\0'), join(u32be(1), 'meta', new Uint8Array(8).fill(0xff)));
  expect(problem(endless)).not.toBe(null);
});

test('the primary item’s size counts, not that of its thumbnail or tiles', () => {
  const ispe = (width: number, height: number) => box('ispe', '\0\0\0\0', u32be(width), u32be(height));
  const ipma = box('ipma', '\0\0\0\0', u32be(2), u16be(1), '\x01\x01', u16be(2), '\x02\x02\x83');
  const meta = box('meta', '\0\0\0\0', box('pitm', '\0\0\0\0', u16be(2)), box('iprp', box('ipco', ispe(512, 512), ispe(4000, 3000), box('irot', '\x01')), ipma));
  expect(readImage(join(box('ftyp', 'heic\0\0\0\0'), meta))).toMatchObject({ width: 3000, height: 4000 });
});

test('an item that lies inside the index is found there, and one beyond the file is a file cut off', () => {
  const ipma = box('ipma', '\0\0\0\0', u32be(1), u16be(1), '\x01\x01');
  const ispe = box('ispe', '\0\0\0\0', u32be(40), u32be(30));
  const infe = box('infe', '\x02\0\0\0', u16be(2), u16be(0), 'Exif\0');
  const note = join(u32be(0), orientationExif(1).slice(6), 'a private note');
  const iloc = (method: number, offset: number) => box('iloc', '\x01\0\0\0', '\x44\0', u16be(1), u16be(2), u16be(method), u16be(0), u16be(1), u32be(offset), u32be(note.length));
  const file = (method: number, offset: number) => join(box('ftyp', 'heic\0\0\0\0'), box('meta', '\0\0\0\0', box('pitm', '\0\0\0\0', u16be(1)), box('iinf', '\0\0\0\0', u16be(1), infe),
    box('iprp', box('ipco', ispe), ipma), box('idat', note), iloc(method, offset)));
  expect(readImage(file(1, 0))).toMatchObject({ width: 40, height: 30 });
  expect(Buffer.from(stripPrivate(file(1, 0), 'image/heic')).toString('latin1')).not.toContain('a private note');
  expect(problem(file(0, 9_999))).toMatch(/cut off/);
});

test('a bitmap, an icon and a TIFF are measured as well', () => {
  const bmp = join('BM', u32le(0), u32le(0), u32le(54), u32le(40), u32le(2), u32le(-2 >>> 0), u16le(1), u16le(24), new Uint8Array(24), new Uint8Array(16));
  expect(readImage(bmp)).toMatchObject({ width: 2, height: 2, bitsPerChannel: 8 });
  expect(problem(bmp.slice(0, -1))).toMatch(/cut off/);
  const icon = join('\0\0\x01\0', u16le(2), '\x10\x10\0\0', u16le(1), u16le(32), u32le(4), u32le(38), '\0\0\0\0', u16le(1), u16le(32), u32le(4), u32le(38), 'data');
  expect(readImage(icon)).toMatchObject({ width: 256, height: 256 });
  const entry = (tag: number, value: number) => join(u16le(tag), u16le(4), u32le(1), u32le(value));
  const tiff = join('II*\0', u32le(8), u16le(5), entry(0x100, 30), entry(0x101, 20), entry(0x111, 74), entry(0x117, 4), entry(0x112, 6), u32le(0), 'data');
  expect(readImage(tiff)).toMatchObject({ width: 20, height: 30 });
  expect(problem(tiff.slice(0, -1))).toMatch(/cut off/);
});

test('what is no picture is not measured', () => {
  expect(problem(FILES['film.mp4'])).toBe('This is not a picture that can be measured.');
  expect(problem(latin('<svg width="4" height="4">'))).toBe('This is not a picture that can be measured.');
  expect(problem(new Uint8Array(0))).toBe('This is not a picture that can be measured.');
});
