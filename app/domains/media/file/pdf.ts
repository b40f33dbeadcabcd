import { has, latin1 } from './bytes.ts';
import type { PdfFacts, Read, Unreadable } from './file-facts.ts';
import { type PdfFile, objectAt, packedObject, pdfFile, streamOf } from './pdf-objects.ts';
import { type PdfValue, isDictionary, isReference, nameOf, numberOf, parseValue } from './pdf-values.ts';
import { type Table, tablesFrom } from './pdf-xref.ts';
import { ranged } from './ranged.ts';

const MOST_PAGES = 1_000_000;
const CUT_OFF_PDF: Unreadable = { problem: 'The PDF ends before its table of contents: it was cut off.' };

export async function readPdf(read: Read, size: number): Promise<PdfFacts | Unreadable> {
  const file = pdfFile(ranged(read, size));
  const head = await file.bytes(0, 1024);
  if (!has(head, 0, '%PDF-')) return { problem: 'This is not a PDF.' };
  const linear = linearization(latin1(head));
  if (linear && linear.length > size) return CUT_OFF_PDF;
  const tail = latin1(await file.bytes(Math.max(0, size - 2048), 2048));
  const start = [...tail.matchAll(/startxref[\s\0]+(\d{1,15})/g)].pop()?.[1];
  if (start === undefined) return CUT_OFF_PDF;
  const tables = await tablesFrom(file, Number(start));
  const encrypted = tables.some(({ trailer }) => trailer.has('Encrypt'));
  const pages = tables.length > 0 ? await pageCount(file, tables, encrypted) : null;
  return { pages: pages ?? linear?.pages ?? null, encrypted };
}

/** A file arranged for the web says its length and page count up front. */
function linearization(head: string): { length: number; pages: number | null } | null {
  const object = /\d+[\s\0]+\d+[\s\0]+obj/.exec(head);
  const value = object ? parseValue(head, object.index + object[0].length)?.value : undefined;
  if (!isDictionary(value) || !value.has('Linearized')) return null;
  return { length: numberOf(value.get('L')) ?? 0, pages: plausible(value.get('N')) };
}

function plausible(value: PdfValue | undefined): number | null {
  const count = numberOf(value);
  return count !== null && count > 0 && count <= MOST_PAGES ? count : null;
}

/** The root's page tree carries the sum of its leaves; encryption hides streams and strings but no number. */
async function pageCount(file: PdfFile, tables: Table[], encrypted: boolean): Promise<number | null> {
  const resolve = resolver(file, tables, encrypted);
  const root = await resolve(tables.find(({ trailer }) => trailer.has('Root'))?.trailer.get('Root'));
  const tree = isDictionary(root) ? await resolve(root.get('Pages')) : null;
  if (!isDictionary(tree)) return null;
  // A document of one page may point straight at it.
  return nameOf(tree.get('Type')) === 'Page' ? 1 : plausible(await resolve(tree.get('Count')));
}

function resolver(file: PdfFile, tables: Table[], encrypted: boolean) {
  let steps = 0;
  return async function resolve(value: PdfValue | undefined): Promise<PdfValue> {
    if (!isReference(value)) return value ?? null;
    steps += 1;
    if (steps > 20) return null;
    for (const table of tables) {
      const place = await table.find(value.ref);
      if (place === undefined) continue;
      if (place === null) return null;
      if ('offset' in place) {
        const object = await objectAt(file, place.offset);
        return object?.number === value.ref ? resolve(object.value) : null;
      }
      const holder = encrypted ? null : await holderOf(file, tables, place.packedIn);
      const bytes = holder && (await streamOf(file, holder, resolve));
      return holder && bytes && isDictionary(holder.value) ? resolve(packedObject(bytes, holder.value, value.ref)) : null;
    }
    return null;
  };
}

/** The stream that packs objects must itself lie plainly in the file, so that packing cannot nest. */
async function holderOf(file: PdfFile, tables: Table[], number: number) {
  for (const table of tables) {
    const place = await table.find(number);
    if (place && 'offset' in place) return objectAt(file, place.offset);
    if (place !== undefined) return null;
  }
  return null;
}
