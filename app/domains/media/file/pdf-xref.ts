import { type Bytes, latin1 } from './bytes.ts';
import { type PdfFile, objectAt, streamOf } from './pdf-objects.ts';
import { type Dictionary, isDictionary, numberOf, parseValue, skipSpace } from './pdf-values.ts';

export type Place = { offset: number } | { packedIn: number };

export interface Table {
  /** Undefined when this table does not mention the object, null when it says that it is gone. */
  find(number: number): Promise<Place | null | undefined>;
  trailer: Dictionary;
}

const MOST_SECTIONS = 1_000;
const MOST_TABLES = 64;

/** Every saving of a PDF may append a table that points back to the one before: newest first, and never in a circle. */
export async function tablesFrom(file: PdfFile, start: number): Promise<Table[]> {
  const tables: Table[] = [];
  const seen = new Set<number>();
  const waiting = [start];
  for (let at = waiting.shift(); at !== undefined && tables.length < MOST_TABLES; at = waiting.shift()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const table = await tableAt(file, at);
    if (!table) break;
    tables.push(table);
    for (const key of ['XRefStm', 'Prev']) {
      const next = numberOf(table.trailer.get(key));
      if (next !== null) waiting.push(next);
    }
  }
  return tables;
}

async function tableAt(file: PdfFile, offset: number): Promise<Table | null> {
  const head = latin1(await file.bytes(offset, 64));
  const word = /^[\s\0]*xref/.exec(head);
  return word ? plainTable(file, offset + word[0].length) : streamTable(file, offset);
}

/** Twenty bytes for each object, so an entry is looked up where it must be instead of reading them all. */
async function plainTable(file: PdfFile, from: number): Promise<Table | null> {
  const sections: { first: number; count: number; at: number }[] = [];
  let at = from;
  while (sections.length < MOST_SECTIONS) {
    const text = latin1(await file.bytes(at, 128));
    const section = /^[\s\0]*(\d{1,10})[ \t]+(\d{1,10})[ \t]*(?:\r\n|\r|\n)/.exec(text);
    if (!section) break;
    const count = Number(section[2]);
    sections.push({ first: Number(section[1]), count, at: at + section[0].length });
    at += section[0].length + count * 20;
  }
  const text = latin1(await file.bytes(at, 65_536));
  const start = skipSpace(text, 0);
  const trailer = text.startsWith('trailer', start) ? parseValue(text, start + 7)?.value : null;
  if (!isDictionary(trailer)) return null;
  return {
    trailer,
    async find(number) {
      const section = sections.find(({ first, count }) => number >= first && number < first + count);
      if (!section) return undefined;
      const entry = /^[\s\0]*(\d{10}) \d{5} ([nf])/.exec(latin1(await file.bytes(section.at + (number - section.first) * 20, 20)));
      if (!entry) return undefined;
      return entry[2] === 'n' ? { offset: Number(entry[1]) } : null;
    },
  };
}

/** Since PDF 1.5 the table is a compressed stream with columns of the widths it says. */
async function streamTable(file: PdfFile, offset: number): Promise<Table | null> {
  const object = await objectAt(file, offset);
  if (!object || !isDictionary(object.value)) return null;
  const trailer = object.value;
  const bytes = await streamOf(file, object, async (value) => (typeof value === 'number' ? value : null));
  const widths = numbers(trailer.get('W'));
  const [kind = 0, second = 0, third = 0] = widths;
  if (!bytes || widths.length < 3 || widths.some((width) => width < 0 || width > 8)) return null;
  const row = widths.reduce((sum, width) => sum + width, 0);
  const index = numbers(trailer.get('Index'));
  const sections = index.length >= 2 ? index : [0, numberOf(trailer.get('Size')) ?? 0];
  return {
    trailer,
    async find(number) {
      let at = 0;
      for (let section = 0; section + 1 < sections.length; section += 2) {
        const [first = 0, count = 0] = sections.slice(section, section + 2);
        if (number >= first && number < first + count) return place(bytes, (at + number - first) * row, kind, second, third);
        at += count;
      }
      return undefined;
    },
  };
}

function place(bytes: Bytes, at: number, kind: number, second: number, third: number): Place | null | undefined {
  if (at + kind + second + third > bytes.length) return undefined;
  const field = (from: number, width: number) => bytes.subarray(from, from + width).reduce((value, byte) => value * 256 + byte, 0);
  // A missing first column means that every entry is an ordinary one.
  const type = kind === 0 ? 1 : field(at, kind);
  if (type === 1) return { offset: field(at + kind, second) };
  return type === 2 ? { packedIn: field(at + kind, second) } : null;
}

const numbers = (value: unknown) => (Array.isArray(value) ? value.slice(0, 2 * MOST_SECTIONS).map((entry) => numberOf(entry) ?? 0) : []);
