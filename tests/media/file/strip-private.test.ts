import { expect, test } from 'vitest';
import { hiddenRanges } from '#app/domains/media/file/mp4-private.ts';
import { readExif, readImage, stripPrivate } from '#app/domains/media/file/read-image.ts';
import { box, gif, jpeg, join, latin, orientationExif, png, pngChunk, readerOf, riff, segment, u32be } from './build.ts';
import { FILES } from './fixtures.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const PRIVATE = /Acme|Ann Other|secret|GPS|2024:05:01|50mm|Photoshop|xpacket|xap\/1\.0/;

test('a photo’s notes are read for the people who may see them', () => {
  expect(readExif(FILES['photo.jpg'], 'image/jpeg')).toEqual({
    camera: 'Acme One', lens: '50mm f/1.8', takenAt: '2024-05-01T12:33:00+02:00', latitude: 48.8584, longitude: -2.2945, altitudeMetres: 35, orientation: 6,
    exposureSeconds: 0.004, aperture: 1.8, iso: 200, focalLengthMm: 50, artist: 'Ann Other',
  });
  expect(readExif(FILES['place.webp'], 'image/webp')).toMatchObject({ latitude: 48.8584, longitude: 2.2945, orientation: 8, artist: 'Ann Other' });
  expect(readExif(FILES['place.heic'], 'image/heic')).toMatchObject({ camera: 'Acme One', latitude: 48.8584, longitude: 2.2945 });
  expect(readExif(FILES['moving.gif'], 'image/gif')).toEqual({});
  expect(readExif(latin('nothing'), 'image/jpeg')).toEqual({});
});

test.each([['photo.jpg', 'image/jpeg'], ['place.webp', 'image/webp'], ['place.heic', 'image/heic'], ['moving.gif', 'image/gif']] as const)(
  'nothing private of %s is served, and it looks the same', (name, mime) => {
    const served = stripPrivate(FILES[name], mime);
    expect(text(FILES[name])).toMatch(PRIVATE);
    expect(text(served)).not.toMatch(PRIVATE);
    expect(readImage(served)).toEqual(readImage(FILES[name]));
    const { latitude, camera, takenAt } = readExif(served, mime);
    expect([latitude, camera, takenAt]).toEqual([undefined, undefined, undefined]);
    expect(stripPrivate(served, mime)).toEqual(served);
  },
);

test('a turned photo keeps its turn and nothing else of its Exif', () => {
  expect(readExif(stripPrivate(FILES['photo.jpg'], 'image/jpeg'), 'image/jpeg')).toEqual({ orientation: 6 });
  expect(readExif(stripPrivate(FILES['place.webp'], 'image/webp'), 'image/webp')).toEqual({ orientation: 8 });
  const turned = png({ before: [pngChunk('eXIf', orientationExif(3).slice(6)), pngChunk('tEXt', 'Author\0Ann Other')] });
  const served = stripPrivate(turned, 'image/png');
  expect(readExif(served, 'image/png')).toEqual({ orientation: 3 });
  expect(text(served)).not.toContain('Ann Other');
});

test('an upright photo keeps no Exif at all', () => {
  const served = stripPrivate(jpeg({ notes: [segment(0xe1, orientationExif(1))] }), 'image/jpeg');
  expect(served).toEqual(jpeg());
});

test('a JPEG keeps its density, profile, colour transform and every byte of its scan', () => {
  const shown = [segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0'), segment(0xe2, 'ICC_PROFILE\0\x01\x01profile'), segment(0xee, 'Adobe\0d\0\0\0\0\x01'), segment(0xdb, '\0quantisation')];
  const hidden = [
    segment(0xe0, 'JFXX\0\x10thumbnail'), segment(0xe1, join('http://ns.adobe.com/xap/1.0/\0', '<x:xmpmeta>')), segment(0xe2, 'MPF\0pictures'), segment(0xed, 'Photoshop 3.0\x008BIM'),
    segment(0xeb, 'JP provenance'), segment(0xfe, 'a comment'),
  ];
  const mixed = shown.flatMap((part, index) => [part, ...hidden.slice(index * 2, index * 2 + 2)]);
  const after = join(jpeg({ notes: mixed }), 'a whole second picture of the motion kind');
  expect(stripPrivate(after, 'image/jpeg')).toEqual(jpeg({ notes: shown }));
});

test('a PNG keeps what changes its looks, drops text, times and unknown chunks, and ends where it ends', () => {
  const shown = [pngChunk('iCCP', 'p\0\0x'), pngChunk('gAMA', '\0\0\0\x01'), pngChunk('pHYs', '123456789')];
  const hidden = ['tEXt', 'zTXt', 'iTXt', 'tIME', 'caBX', 'prVt'].map((type) => pngChunk(type, 'Ann Other'));
  const served = stripPrivate(join(png({ before: [...shown, ...hidden] }), 'the cropped-away part of a screenshot'), 'image/png');
  expect(served).toEqual(png({ before: shown }));
});

test('a WebP’s flags and size follow what was dropped', () => {
  const picture = join('/', new Uint8Array([3, 0xc0, 0, 0]), new Uint8Array(8));
  const canvas = (flags: number) => new Uint8Array([flags, 0, 0, 0, 3, 0, 0, 3, 0, 0]);
  const full = riff('WEBP', ['VP8X', canvas(0x3c)], ['ICCP', latin('profile')], ['VP8L', picture], ['EXIF', orientationExif(1).slice(6)], ['XMP ', latin('<x/>')], ['what', latin('ever')]);
  expect(stripPrivate(join(full, 'trailing'), 'image/webp')).toEqual(riff('WEBP', ['VP8X', canvas(0x30)], ['ICCP', latin('profile')], ['VP8L', picture]));
});

test('a GIF keeps its loop and drops comments and XMP', () => {
  const loop = latin('!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0');
  const xmp = latin('!\xff\x0bXMP DataXMP\x04<x/>\0');
  expect(stripPrivate(gif({ frames: 2, extensions: [loop, xmp, latin('!\xfe\x06secret\0')] }), 'image/gif')).toEqual(gif({ frames: 2, extensions: [loop] }));
});

test('a HEIC’s picture data stays where everything points at it', () => {
  const before = FILES['place.heic'];
  const served = stripPrivate(before, 'image/heic');
  expect(served.length).toBe(before.length);
  const changed = before.reduce((count, byte, at) => count + (byte === served[at] ? 0 : 1), 0);
  expect(changed).toBeLessThan(before.length - 500);
});

test('a damaged photo is served shorter rather than with its notes', () => {
  const broken = join(jpeg({ notes: [segment(0xe1, orientationExif(1))] }).slice(0, 40), '\0\0 broken', segment(0xe1, 'Exif\0\0secret'));
  expect(text(stripPrivate(broken, 'image/jpeg'))).not.toContain('secret');
});

test('a film’s place is laid over with zeros and nothing moves', async () => {
  const film = FILES['sideways.mov'];
  expect(text(film)).toContain('+48.8584+002.2945/');
  const hidden = await hiddenRanges(readerOf(film), film.length, 'video/quicktime');
  const served = film.slice();
  for (const { offset, length } of hidden) served.fill(0, offset, offset + length);
  expect(text(served)).not.toContain('48.8584');
  expect(hidden.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(40);
  expect(await hiddenRanges(readerOf(FILES['film.webm']), 10, 'video/webm')).toEqual([]);
});

test('Apple’s numbered notes and 3GPP’s place are found, other notes are left', async () => {
  const key = (name: string) => box('mdta', name);
  const item = (number: number, value: string) => join(u32be(value.length + 24), u32be(number), box('data', u32be(1), u32be(0), value));
  const names = ['com.apple.quicktime.make', 'com.apple.quicktime.location.ISO6709'];
  const meta = box('meta', box('hdlr', new Uint8Array(24)), box('keys', u32be(0), u32be(2), ...names.map(key)), box('ilst', item(1, 'Acme'), item(2, '+48.8584+002.2945/')));
  const film = join(box('ftyp', 'qt  '), box('moov', meta, box('udta', box('loci', 'somewhere'), box('name', 'A film'))));
  const served = film.slice();
  for (const { offset, length } of await hiddenRanges(readerOf(film), film.length, 'video/quicktime')) served.fill(0, offset, offset + length);
  expect(text(served)).not.toMatch(/48\.8584|somewhere/);
  expect(text(served)).toMatch(/Acme[\s\S]*A film/);
});
