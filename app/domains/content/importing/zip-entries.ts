import type { Trouble } from './imported-piece.ts';

const MOST_ENTRIES = 25_000;
/** What one file may unpack to, and all of them together: an archive of 42 KB can hold petabytes. */
const MOST_ENTRY = 5 * 1024 ** 2;
const MOST_PICTURE = 25 * 1024 ** 2;
const MOST_UNPACKED = 200 * 1024 ** 2;

export const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

interface Entry {
  name: string;
  method: number;
  flags: number;
  packed: number;
  at: number;
}

type Unpacked = { name: string; bytes: Uint8Array } | { trouble: Trouble };

/** The files of an archive that are wanted, one at a time. What lies about its size or its place is left out with a sentence. */
export async function* zipEntries(bytes: Uint8Array<ArrayBuffer>, archive: string, wanted: RegExp): AsyncGenerator<Unpacked> {
  const trouble = (where: string, sentence: string) => ({ trouble: { where: where.slice(0, 300), sentence } });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directory(view, bytes);
  if (entries === null) return yield trouble(archive, 'This archive is broken: its list of files cannot be read.');
  if (entries.length > MOST_ENTRIES) yield trouble(archive, `This archive holds more than ${MOST_ENTRIES.toLocaleString('en')} files. The rest is left out.`);
  let room = MOST_UNPACKED;
  for (const entry of entries.slice(0, MOST_ENTRIES)) {
    const { name } = entry;
    if (!wanted.test(name) || IS_MAC.test(name)) continue;
    if (isTricky(name)) yield trouble(name, 'Its name leads out of the archive, so it is left out.');
    else if (entry.flags & 1) yield trouble(name, 'It is locked with a password.');
    else {
      const unpacked = await unpack(view, bytes, entry, Math.min(MOST_ENTRY, room)).catch(() => null);
      if (unpacked === null) yield trouble(name, 'It cannot be unpacked.');
      else if (unpacked === 'large' && room < MOST_ENTRY) return yield trouble(archive, `This archive unpacks to more than ${MOST_UNPACKED / 1024 ** 2} MB. The rest is left out.`);
      else if (unpacked === 'large') yield trouble(name, `It is larger than ${MOST_ENTRY / 1024 ** 2} MB.`);
      else {
        room -= unpacked.length;
        yield { name, bytes: unpacked };
      }
    }
  }
}

/** What lies in an archive, by name alone. */
export function zipNames(bytes: Uint8Array<ArrayBuffer>, wanted: RegExp): string[] {
  const entries = directory(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes) ?? [];
  return entries.slice(0, MOST_ENTRIES).flatMap(({ name }) => (wanted.test(name) && !isTricky(name) && !IS_MAC.test(name) ? [name] : []));
}

/** One file of an archive; null when it is not there, locked, broken or larger than a picture may be. */
export async function zipEntry(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entry = directory(view, bytes)?.find((each) => each.name === name && !(each.flags & 1));
  const unpacked = entry ? await unpack(view, bytes, entry, MOST_PICTURE).catch(() => null) : null;
  return unpacked === 'large' || unpacked === null ? null : unpacked;
}

/** What a Mac packs beside each file. */
const IS_MAC = /(^|\/)(__MACOSX\/|\._)/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: a name with a control character in it is a trick
const isTricky = (name: string) => /^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)|\\|[\0-\x1f]/i.test(name) || name.length > 400;

/** From the end, where the list of an archive stands. */
function directory(view: DataView, bytes: Uint8Array): Entry[] | null {
  const start = Math.max(0, bytes.length - 65_557);
  for (let end = bytes.length - 22; end >= start; end -= 1) {
    if (view.getUint32(end, true) !== 0x06054b50) continue;
    const entries: Entry[] = [];
    const count = view.getUint16(end + 10, true);
    let at = view.getUint32(end + 16, true);
    while (entries.length < count || count === 0xffff) {
      if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) break;
      const name = view.getUint16(at + 28, true);
      entries.push({
        flags: view.getUint16(at + 8, true),
        method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true),
        at: view.getUint32(at + 42, true),
        name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)),
      });
      at += 46 + name + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return entries.length === 0 && count > 0 ? null : entries;
  }
  return null;
}

async function unpack(view: DataView, bytes: Uint8Array<ArrayBuffer>, { at, method, packed }: Entry, most: number): Promise<Uint8Array<ArrayBuffer> | 'large' | null> {
  if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50) return null;
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (from + packed > bytes.length) return null;
  const inside = bytes.subarray(from, from + packed);
  if (method === 0) return inside.length > most ? 'large' : inside;
  if (method !== 8) return null;
  const stream = new Blob([inside]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Counted as it comes: what the archive says of its sizes is not believed.
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > most) return 'large';
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size);
  let filled = 0;
  for (const chunk of chunks) {
    whole.set(chunk, filled);
    filled += chunk.length;
  }
  return whole;
}
