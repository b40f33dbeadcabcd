import { type Bytes, findLast, has, latin1, u16le, u32le, u64le } from './bytes.ts';
import type { Read, Unreadable, ZipFacts } from './file-facts.ts';
import { type Ranged, ranged } from './ranged.ts';

const MOST_ENTRIES = 10_000;
const MOST_RATIO = 200;
const MOST_BYTES = 100 * 1024 * 1024;
/** Ten thousand entries with the longest names that anybody gives. */
const MOST_DIRECTORY = 4 * 1024 * 1024;

const DAMAGED: Unreadable = { problem: 'The archive has no table of contents: it was cut off or is damaged.' };
const ARCHIVE = /\.(?:zip|jar|war|apk|7z|rar|gz|tgz|bz2|tbz2?|xz|txz|zst|lz4|tar|cab|iso)$/i;

interface Entry {
  name: string;
  compressed: number;
  uncompressed: number;
  offset: number;
  encrypted: boolean;
}

/** By its table of contents alone; nothing is unpacked. A reader that unpacks must still count as it goes. */
export async function inspectZip(read: Read, size: number): Promise<ZipFacts | Unreadable> {
  const file = ranged(read, size);
  const directory = await findDirectory(file);
  if (!directory) return DAMAGED;
  if (directory.entries > MOST_ENTRIES) return { problem: `The archive has ${directory.entries.toLocaleString('en-US')} files in it; the most is 10,000.` };
  if (directory.length > MOST_DIRECTORY || directory.start < 0) return DAMAGED;
  const entries = entriesOf(await file.bytes(directory.start, directory.length), directory.entries);
  if (!entries) return DAMAGED;
  return bombProblem(entries, size) ?? factsOf(entries);
}

async function findDirectory(file: Ranged): Promise<{ start: number; length: number; entries: number } | null> {
  // The end record may be followed by a comment of up to 64 KB.
  const from = Math.max(0, file.size - 65_557);
  const tail = await file.bytes(from, file.size - from);
  const at = findLast(tail, 'PK\x05\x06');
  if (at === -1 || at + 22 > tail.length) return null;
  const small = { entries: u16le(tail, at + 10), length: u32le(tail, at + 12), end: from + at };
  if (small.entries !== 0xffff && small.length !== 0xffffffff && u32le(tail, at + 16) !== 0xffffffff) return { ...small, start: small.end - small.length };
  const locator = await file.bytes(small.end - 20, 20);
  const end = u64le(locator, 8);
  const large = has(locator, 0, 'PK\x06\x07') ? await file.bytes(end, 56) : locator;
  if (!has(large, 0, 'PK\x06\x06')) return null;
  return { entries: u64le(large, 32), length: u64le(large, 40), start: u64le(large, 48) };
}

function entriesOf(bytes: Bytes, count: number): Entry[] | null {
  const entries: Entry[] = [];
  for (let at = 0; entries.length < count; ) {
    if (!has(bytes, at, 'PK\x01\x02')) return null;
    const nameEnd = at + 46 + u16le(bytes, at + 28);
    const extraEnd = nameEnd + u16le(bytes, at + 30);
    const [uncompressed, compressed, offset] = largeFields(bytes, nameEnd, extraEnd, [u32le(bytes, at + 24), u32le(bytes, at + 20), u32le(bytes, at + 42)]);
    entries.push({ name: latin1(bytes, at + 46, nameEnd), compressed, uncompressed, offset, encrypted: (u16le(bytes, at + 8) & 1) === 1 });
    at = extraEnd + u16le(bytes, at + 32);
  }
  return entries;
}

/** Values above four gigabytes are all ones in place, and follow in an extra field in this order. */
function largeFields(bytes: Bytes, from: number, to: number, small: [number, number, number]): [number, number, number] {
  for (let at = from; at + 4 <= to; at += 4 + u16le(bytes, at + 2)) {
    if (u16le(bytes, at) !== 1) continue;
    let next = at + 4;
    const large = (value: number) => {
      if (value !== 0xffffffff || next + 8 > to) return value;
      next += 8;
      return u64le(bytes, next - 8);
    };
    return [large(small[0]), large(small[1]), large(small[2])];
  }
  return small;
}

function bombProblem(entries: Entry[], size: number): Unreadable | null {
  const compressed = sum(entries, 'compressed');
  const uncompressed = sum(entries, 'uncompressed');
  if (uncompressed > MOST_BYTES && uncompressed > MOST_RATIO * Math.max(1, Math.min(compressed, size))) {
    const megabytes = Math.round(uncompressed / 1e6).toLocaleString('en-US');
    return { problem: `The archive would unpack to ${megabytes} MB, more than ${MOST_RATIO} times its size: it looks like a bomb.` };
  }
  // One run of bytes that many entries share unpacks many times over while every single ratio stays modest.
  const ordered = entries.filter((entry) => entry.compressed > 0).sort((a, b) => a.offset - b.offset);
  const shared = ordered.some((entry, index) => entry.offset + 30 + entry.compressed > (ordered[index + 1]?.offset ?? Infinity));
  return shared || compressed > size ? { problem: 'Files in the archive lie on top of each other: it looks like a bomb.' } : null;
}

const sum = (entries: Entry[], field: 'compressed' | 'uncompressed') => entries.reduce((total, entry) => total + entry[field], 0);

function factsOf(entries: Entry[]): ZipFacts {
  const uncompressedBytes = sum(entries, 'uncompressed');
  return {
    entries: entries.length,
    uncompressedBytes,
    ratio: Math.round((uncompressedBytes / Math.max(1, sum(entries, 'compressed'))) * 10) / 10,
    nestedArchives: entries.filter(({ name }) => ARCHIVE.test(name)).length,
    macros: entries.some(({ name }) => /(?:^|\/)vbaProject\.bin$/i.test(name)),
    encrypted: entries.some((entry) => entry.encrypted),
  };
}
