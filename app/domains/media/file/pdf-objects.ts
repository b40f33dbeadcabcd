import { type Bytes, latin1 } from './bytes.ts';
import { inflate } from './inflate.ts';
import { type Dictionary, type PdfValue, isDictionary, nameOf, numberOf, parseValue } from './pdf-values.ts';
import type { Ranged } from './ranged.ts';

export interface PdfObject {
  number: number;
  value: PdfValue;
  /** Where its stream begins, when it has one. */
  stream: number | null;
}

/** What one PDF may unpack in all: its tables never come near it, and many small bombs reach it together. */
const MOST_INFLATED = 24 * 1024 * 1024;
const MOST_COMPRESSED = 4 * 1024 * 1024;

export interface PdfFile extends Ranged {
  allowance: { inflated: number };
}

export const pdfFile = (file: Ranged): PdfFile => ({ ...file, allowance: { inflated: MOST_INFLATED } });

/** A short piece first; a page tree with thousands of children takes the longer one. */
export async function objectAt(file: Ranged, offset: number): Promise<PdfObject | null> {
  for (const length of [16_384, 1_048_576]) {
    const text = latin1(await file.bytes(offset, length));
    const head = /^[\s\0]*(\d{1,10})[\s\0]+\d{1,5}[\s\0]+obj/.exec(text);
    if (!head) return null;
    const parsed = parseValue(text, head[0].length);
    if (!parsed && text.length === length) continue;
    if (!parsed) return null;
    const stream = /^[\s\0]*stream\r?\n/.exec(text.slice(parsed.end, parsed.end + 64));
    return { number: Number(head[1]), value: parsed.value, stream: stream ? offset + parsed.end + stream[0].length : null };
  }
  return null;
}

/** Null for a filter that is not deflate, for a bomb, and for anything encrypted. */
export async function streamOf(file: PdfFile, object: PdfObject, resolve: (value: PdfValue | undefined) => Promise<PdfValue>): Promise<Bytes | null> {
  if (object.stream === null || !isDictionary(object.value)) return null;
  const length = numberOf(await resolve(object.value.get('Length')));
  if (length === null || length < 0 || length > MOST_COMPRESSED) return null;
  const raw = await file.bytes(object.stream, length);
  const filter = nameOf(single(object.value.get('Filter')));
  if (!filter) return object.value.has('Filter') ? null : raw;
  if (filter !== 'FlateDecode' && filter !== 'Fl') return null;
  const inflated = await unpack(raw, file.allowance.inflated);
  file.allowance.inflated -= inflated?.length ?? file.allowance.inflated;
  const parameters = single(object.value.get('DecodeParms'));
  return inflated && isDictionary(parameters) ? unpredict(inflated, parameters) : inflated;
}

/** Some writers count the line end before "endstream" as data, which workerd refuses as bytes after the end. */
async function unpack(raw: Bytes, limit: number): Promise<Bytes | null> {
  const ended = [10, 13].includes(raw.at(-1) ?? 0) ? (raw.at(-2) === 13 && raw.at(-1) === 10 ? 2 : 1) : 0;
  const whole = await inflate(raw, limit);
  return whole || ended === 0 ? whole : inflate(raw.subarray(0, -ended), limit);
}

const single = (value: PdfValue | undefined) => (Array.isArray(value) ? (value.length === 1 ? value[0] : value) : value);

/** Tables are written as differences from the row above, in PNG's five ways. */
function unpredict(bytes: Bytes, parameters: Dictionary): Bytes | null {
  const predictor = numberOf(parameters.get('Predictor')) ?? 1;
  if (predictor === 1) return bytes;
  const columns = numberOf(parameters.get('Columns')) ?? 1;
  const colours = numberOf(parameters.get('Colors')) ?? 1;
  if (predictor < 10 || columns < 1 || columns > 65_536 || colours !== 1 || (numberOf(parameters.get('BitsPerComponent')) ?? 8) !== 8) return null;
  const rows = Math.floor(bytes.length / (columns + 1));
  const plain = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const way = bytes[row * (columns + 1)] ?? 0;
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const left = column > 0 ? (plain[at - 1] ?? 0) : 0;
      const above = row > 0 ? (plain[at - columns] ?? 0) : 0;
      const corner = row > 0 && column > 0 ? (plain[at - columns - 1] ?? 0) : 0;
      plain[at] = (bytes[row * (columns + 1) + 1 + column] ?? 0) + [0, left, above, (left + above) >> 1, paeth(left, above, corner)][way % 5]!;
    }
  }
  return plain;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

/** The object with that number out of a stream that packs many: pairs of number and offset come first. */
export function packedObject(bytes: Bytes, holder: Dictionary, wanted: number): PdfValue {
  const first = numberOf(holder.get('First')) ?? 0;
  const pairs = latin1(bytes, 0, Math.min(first, 1_048_576)).trim().split(/[\s\0]+/);
  for (let pair = 0; pair + 1 < pairs.length; pair += 2) {
    if (Number(pairs[pair]) !== wanted) continue;
    const start = first + Number(pairs[pair + 1]);
    return parseValue(latin1(bytes, start, start + 262_144), 0)?.value ?? null;
  }
  return null;
}
