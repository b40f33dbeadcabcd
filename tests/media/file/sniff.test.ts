import { expect, test } from 'vitest';
import { SNIFF_BYTES, sniff } from '#app/domains/media/file/sniff.ts';
import { box, gif, jpeg, join, latin, pdf, png, riff, segment, u16le, u32le, zip } from './build.ts';
import { FILES, type FileName } from './fixtures.ts';

const mime = (bytes: Uint8Array | string) => sniff(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes)?.mime ?? null;
const brand = (...brands: string[]) => box('ftyp', brands[0] ?? '', '\0\0\0\0', ...brands.slice(1));

test.each([
  ['photo.jpg', 'image/jpeg'], ['moving.png', 'image/png'], ['moving.gif', 'image/gif'], ['lossy.webp', 'image/webp'], ['moving.avif', 'image/avif'], ['plain.heic', 'image/heic'],
  ['film.mp4', 'video/mp4'], ['sideways.mov', 'video/quicktime'], ['sound.m4a', 'audio/mp4'], ['film.webm', 'video/webm'], ['film.ogv', 'video/ogg'], ['vorbis.ogg', 'audio/ogg'],
  ['sound.opus', 'audio/ogg'], ['variable.mp3', 'audio/mpeg'], ['constant.mp3', 'audio/mpeg'], ['sound.aac', 'audio/aac'], ['sound.wav', 'audio/wav'], ['sound.flac', 'audio/flac'],
  ['packed.pdf', 'application/pdf'],
] as [FileName, string][])('a real %s is %s, without suspicion', (name, expected) => {
  expect(sniff(FILES[name])).toMatchObject({ mime: expected, suspicious: null });
});

test('the major brand decides between pictures, films and sound, the compatible ones only where it is general', () => {
  expect(mime(brand('mif1', 'heic', 'avif'))).toBe('image/heic');
  expect(mime(brand('mif1', 'miaf', 'avif'))).toBe('image/avif');
  expect(mime(brand('mif1', 'miaf'))).toBe('image/heif');
  expect(mime(brand('isom', 'avif', 'mp41'))).toBe('video/mp4');
  expect(sniff(brand('M4V ', 'mp42'))).toMatchObject({ mime: 'video/mp4', extension: 'm4v' });
  expect(mime(brand('3gp5', 'isom'))).toBe('video/3gpp');
  expect(mime(brand('zzzz'))).toBe(null);
});

test('an Office package, an OpenDocument, an EPUB and a plain archive are told apart', () => {
  const parts = (...names: string[]) => zip(names.map((name) => ({ name, data: 'x' })));
  expect(mime(parts('[Content_Types].xml', '_rels/.rels', 'word/document.xml'))).toContain('wordprocessingml');
  expect(mime(parts('_rels/.rels', 'xl/workbook.xml', '[Content_Types].xml'))).toContain('spreadsheetml');
  expect(mime(parts('[Content_Types].xml', 'ppt/presentation.xml'))).toContain('presentationml');
  expect(mime(parts('word/letter.txt'))).toBe('application/zip');
  expect(mime(zip([{ name: 'mimetype', data: 'application/epub+zip' }, { name: 'META-INF/container.xml' }]))).toBe('application/epub+zip');
  expect(mime(zip([{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.text' }]))).toBe('application/vnd.oasis.opendocument.text');
  expect(mime(zip([{ name: 'mimetype', data: 'text/html' }]))).toBe('application/zip');
});

test('a streamed Office package, whose entries do not know their size, is still found', () => {
  const entry = (name: string) => join('PK\x03\x04', u16le(20), u16le(8), u16le(8), u32le(0), u32le(0), u32le(0), u32le(0), u16le(name.length), u16le(0), name, 'packed bytes');
  expect(mime(join(entry('[Content_Types].xml'), entry('word/document.xml')))).toContain('wordprocessingml');
});

test.each([
  ['a plain one', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['behind a byte order mark, a declaration, comments and a document type', '\ufeff \n<?xml version="1.0"?><!-- <html> --><!DOCTYPE svg [ <!ENTITY a "b>"> ]>\n<SVG>'],
  ['with a prefix', '<?xml version="1.0"?><x:svg xmlns:x="http://www.w3.org/2000/svg">'],
])('an SVG is known %s, and never inline', (_, text) => {
  expect(sniff(new TextEncoder().encode(text))).toMatchObject({ mime: 'image/svg+xml', inline: false });
});

test.each(['<!DOCTYPE html><p>x', '\r\n  <HTML>', '<script>alert(1)</script>', '<!-- a --><body onload=x>', '<a href=x>', '<!-- never closed', '<?xml version="1.0"?><html xmlns="x">', '<iframe src=x>', '<img src=x onerror=y>'])(
  'a page is known by its beginning, and never inline: %s', (text) => expect(sniff(new TextEncoder().encode(text))).toMatchObject({ mime: 'text/html', inline: false }),
);

test('a page with bytes that are no text is still a page', () => {
  expect(mime(join('<html><body>', new Uint8Array([0xff, 0xfe, 0, 1])))).toBe('text/html');
});

test('other XML is XML, and an angle bracket in a sentence is text', () => {
  expect(mime('<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">')).toBe('application/xml');
  expect(mime('<note>hello</note>')).toBe('application/xml');
  expect(mime('<3 is a heart')).toBe('text/plain');
  expect(mime('# Title\n\n<script> is how one writes it')).toBe('text/plain');
});

test('text is valid UTF-8 without control characters, and a character cut by the end of the head is forgiven', () => {
  expect(mime('name,price\nÄpfel,1\n')).toBe('text/plain');
  expect(mime(new TextEncoder().encode('héé').subarray(0, 4))).toBe('text/plain');
  expect(mime(latin('caf\xe9 au lait'))).toBe(null);
  expect(mime('a\0b')).toBe(null);
  expect(mime('')).toBe(null);
});

test('words that begin like a format are words', () => {
  expect(mime('BMW is a car, and this is a sentence about it.')).toBe('text/plain');
  expect(mime('ID3 tags are a way to name music.')).toBe('text/plain');
  expect(mime('GIF89 was a year')).toBe('text/plain');
  expect(mime('RIFF raff, street sweeper')).toBe('text/plain');
});

test('whatever a name says, a page called .png is a page and a script called .png is an SVG that runs', () => {
  expect(sniff(latin('<html><script>alert(1)</script>'))).toMatchObject({ mime: 'text/html', inline: false });
  expect(sniff(latin('<svg onload="alert(1)">'))).toMatchObject({ mime: 'image/svg+xml', inline: false, suspicious: expect.stringContaining('script') });
  expect(sniff(latin('<svg><path d="M0 0"/></svg>'))?.suspicious).toBe(null);
});

test.each([
  ['a GIF whose size opens a comment', join('GIF89a/*', u16le(4), '\0\0\0;', '*/=1;alert(1)')],
  ['a GIF with an assignment for a size', latin('GIF89a=1;alert(document.domain);//')],
  ['a JPEG whose first length opens a comment', join('\xff\xd8\xff\xe0/*', 'JFIF\0', '*/=alert(1);')],
  ['a RIFF whose size opens a comment', join('RIFF/*\0\0WEBPVP8L', '\0\0*/=alert(1)')],
])('%s keeps its type and is called suspicious', (_, bytes) => {
  const found = sniff(bytes);
  expect(found?.kind).toBe('image');
  expect(found?.suspicious).toMatch(/^This is a .* that can also be read as JavaScript; it is only ever served as a /);
});

test.each([
  ['a PNG with a page in its text', png({ before: [latin('\0\0\0\x10tEXt<html><body>x\0\0\0\0')] }), 'image/png'],
  ['a JPEG with a script in its comment', jpeg({ notes: [segment(0xfe, '<script>alert(1)</script>')] }), 'image/jpeg'],
  ['a GIF with PHP in its comment', gif({ extensions: [join('!\xfe\x0b<?php x();\n\0')] }), 'image/gif'],
  ['a PDF with a page', join('%PDF-1.4\n', '<!DOCTYPE html >', pdf(['<< >>'])), 'application/pdf'],
])('%s keeps its type and is called suspicious', (_, bytes, type) => {
  expect(sniff(bytes)).toMatchObject({ mime: type, suspicious: expect.stringMatching(/web page or a script/) });
});

test('a PDF buried in a picture is called suspicious', () => {
  expect(sniff(jpeg({ notes: [segment(0xfe, '%PDF-1.4 and so on')] }))?.suspicious).toContain('a PDF');
});

test('what a browser shows from our origin runs nothing', () => {
  const inline = (bytes: Uint8Array) => sniff(bytes)?.inline;
  expect([FILES['photo.jpg'], FILES['film.mp4'], FILES['sound.wav'], gif(), riff('WEBP', ['VP8L', new Uint8Array(8)])].map(inline)).toEqual([true, true, true, true, true]);
  expect([FILES['packed.pdf'], FILES['plain.heic'], latin('<svg>'), latin('plain'), zip([])].map(inline)).toEqual([false, false, false, false, false]);
});

test('every beginning of every real file is answered, however short', () => {
  for (const bytes of Object.values(FILES)) for (let length = 0; length < Math.min(bytes.length, 200); length += 1) sniff(bytes.subarray(0, length));
  expect(SNIFF_BYTES).toBeGreaterThan(4096);
});
