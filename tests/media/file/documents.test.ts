import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inspectZip } from '#app/domains/media/file/inspect-zip.ts';
import { readPdf } from '#app/domains/media/file/pdf.ts';
import { join, latin, meter, pdf, readerOf, zip } from './build.ts';
import { FILES } from './fixtures.ts';

const pages = (bytes: Uint8Array) => readPdf(readerOf(bytes), bytes.length);
const inspect = (bytes: Uint8Array) => inspectZip(readerOf(bytes), bytes.length);

const TREE = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 7 /Kids [] >>'];

/** qpdf's answers for the same files. */
test('real PDFs are counted: packed into object streams, arranged for the web, and encrypted', async () => {
  expect(await pages(FILES['packed.pdf'])).toEqual({ pages: 3, encrypted: false });
  expect(await pages(FILES['linear.pdf'])).toEqual({ pages: 3, encrypted: false });
  expect(await pages(FILES['locked.pdf'])).toEqual({ pages: 3, encrypted: true });
});

test('a PDF is counted by its page tree, behind comments, strings and a count of its own', async () => {
  expect(await pages(pdf(TREE))).toEqual({ pages: 7, encrypted: false });
  expect(await pages(pdf(['<< % /Pages 9 0 R\n /Title (a \\) >> (nested) /Pages 8 0 R) /ID <0a0b> /Pages 2 0 R >>', '<< /Kids [ 3 0 R [ << /Count 99 >> ] ] /Count 3 0 R >>', '12']))).toMatchObject({ pages: 12 });
  expect(await pages(pdf(['<< /Pages 2 0 R >>', '<< /Type /Page >>']))).toMatchObject({ pages: 1 });
  expect(await pages(pdf(TREE, { trailer: '/Root 1 0 R /Encrypt << /V 5 >>' }))).toEqual({ pages: 7, encrypted: true });
});

test('what a PDF does not say, or says impossibly, is unknown', async () => {
  for (const count of ['-3', '0', '2.5', '99999999999999999999', '(seven)', '1000001']) expect(await pages(pdf([TREE[0] ?? '', `<< /Count ${count} >>`]))).toMatchObject({ pages: null });
  expect(await pages(pdf(['<< /Pages 1 0 R >>']))).toMatchObject({ pages: null });
  expect(await pages(pdf(['<< /Pages 9 0 R >>']))).toMatchObject({ pages: null });
  expect(await pages(pdf(['2 0 R', '1 0 R']))).toMatchObject({ pages: null });
  expect(await pages(pdf([`${'['.repeat(10_000)}`, '<< >>']))).toMatchObject({ pages: null });
});

test('tables that point at each other are each read once', async () => {
  const bytes = pdf(TREE, { trailer: '/Prev 0000000000' });
  const at = Buffer.from(bytes).lastIndexOf('xref\n0');
  const circular = latin(Buffer.from(bytes).toString('latin1').replace('/Prev 0000000000', `/Prev ${String(at).padStart(10, '0')}`));
  const { read, used } = meter(circular);
  expect(await readPdf(read, circular.length)).toMatchObject({ pages: null });
  expect(used.reads).toBeLessThan(10);
});

/** The catalogue and the page tree packed into stream 3, the table itself a stream. */
function packed(inside: Uint8Array, { predictor = false } = {}) {
  const first = '1 0 2 36 ';
  const objects = join('%PDF-1.5\n', `3 0 obj\n<< /Type /ObjStm /N 2 /First ${first.length} /Length ${inside.length} /Filter /FlateDecode >>\nstream\n`, inside, '\nendstream\nendobj\n');
  const rows = [[0, 0, 0, 0], [2, 0, 3, 0], [2, 0, 3, 1], [1, 0, 9, 0]];
  const up = rows.map((row, at) => [2, ...row.map((value, column) => (value - (rows[at - 1]?.[column] ?? 0)) & 0xff)]);
  const table = deflateSync(Buffer.from((predictor ? up : rows).flat()));
  const parameters = predictor ? '/DecodeParms << /Predictor 12 /Columns 4 >>' : '';
  const head = `4 0 obj\n<< /Type /XRef /Size 4 /W [1 2 1] /Root 1 0 R /Length ${table.length} /Filter [/FlateDecode] ${parameters} >>\nstream\r\n`;
  return join(objects, head, table, `\nendstream\nendobj\nstartxref\n${objects.length}\n%%EOF`);
}

const CATALOGUE = '1 0 2 36 << /Type /Catalog /Pages 2 0 R >>   << /Count 21 >>';

test.each([[false], [true]])('objects packed into streams are found, with the table written as differences: %s', async (predictor) => {
  expect(await pages(packed(deflateSync(Buffer.from(CATALOGUE)), { predictor }))).toEqual({ pages: 21, encrypted: false });
});

test('a packed stream with a line end counted in still counts, a damaged one and a bomb do not', async () => {
  const sound = deflateSync(Buffer.from(CATALOGUE));
  expect(await pages(packed(join(sound, '\r\n')))).toMatchObject({ pages: 21 });
  expect(await pages(packed(new Uint8Array(20)))).toMatchObject({ pages: null });
  const bomb = deflateSync(Buffer.concat([Buffer.from(CATALOGUE), Buffer.alloc(64 * 1024 * 1024, 32)]));
  expect(bomb.length).toBeLessThan(100_000);
  const before = process.memoryUsage().arrayBuffers;
  expect(await pages(packed(bomb))).toMatchObject({ pages: null });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
});

test('a PDF that was cut off, and what is none, is refused', async () => {
  expect(await pages(FILES['packed.pdf'].slice(0, 1500))).toEqual({ problem: 'The PDF ends before its table of contents: it was cut off.' });
  expect(await pages(FILES['linear.pdf'].slice(0, -100))).toEqual({ problem: 'The PDF ends before its table of contents: it was cut off.' });
  expect(await pages(latin('%PSD-1.4'))).toEqual({ problem: 'This is not a PDF.' });
});

test('an archive is counted by its table of contents', async () => {
  const bytes = zip([{ name: 'a.txt', data: 'hello' }, { name: 'more/b.tar.gz', data: 'x' }, { name: 'word/vbaProject.bin' }, { name: 'secret.txt', data: 'x', flags: 1 }], { comment: 'PK is not the end' });
  expect(await inspect(bytes)).toEqual({ entries: 4, uncompressedBytes: 7, ratio: 1, nestedArchives: 1, macros: true, encrypted: true });
  expect(await inspect(zip([]))).toMatchObject({ entries: 0, uncompressedBytes: 0 });
  expect(await inspect(join('a program that unpacks itself', zip([{ name: 'a', data: 'hello' }])))).toMatchObject({ entries: 1 });
});

test('bombs are refused: by their ratio, by their count, and by entries that share their bytes', async () => {
  const grows = (claims: number) => zip([{ name: 'zeros', data: 'x'.repeat(1000), claims }]);
  expect(await inspect(grows(2_000_000_000))).toEqual({ problem: 'The archive would unpack to 2,000 MB, more than 200 times its size: it looks like a bomb.' });
  expect(await inspect(grows(90_000_000))).toMatchObject({ ratio: 90_000 });
  expect(await inspect(zip(Array.from({ length: 10_001 }, () => ({ name: 'x' }))))).toEqual({ problem: 'The archive has 10,001 files in it; the most is 10,000.' });
  const kernel = 'k'.repeat(5000);
  expect(await inspect(zip([{ name: 'a', data: kernel }, { name: 'b', data: kernel, offset: 10 }]))).toEqual({ problem: expect.stringContaining('on top of each other') });
});

test('an archive with wrong lengths is damaged', async () => {
  const bytes = zip([{ name: 'a', data: 'hello' }]);
  expect(await inspect(bytes.slice(0, -1))).toHaveProperty('problem');
  expect(await inspect(bytes.slice(0, 20))).toHaveProperty('problem');
  expect(await inspect(zip([{ name: 'a' }], { claimedEntries: 9 }))).toHaveProperty('problem');
  expect(await inspect(zip([{ name: 'a' }], { claimedEntries: 0xffff }))).toHaveProperty('problem');
});
