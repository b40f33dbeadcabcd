import { crc32 } from 'node:zlib';

export interface Entry {
  name: string;
  bytes: Buffer;
}

/** Reads an archive from its end, as unpackers do, and holds every entry to its checksum and both its sizes. Stored entries only. */
export function readZip(archive: Buffer): Entry[] {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 !== archive.length) throw new Error('The archive has no end, or something behind it.');
  const count = archive.readUInt16LE(end + 10);
  const size = archive.readUInt32LE(end + 12);
  let at = archive.readUInt32LE(end + 16);
  if (at + size !== end) throw new Error('The directory does not stand before the end.');
  return Array.from({ length: count }, () => {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw new Error('An entry of the directory is none.');
    const [flags, method] = [archive.readUInt16LE(at + 8), archive.readUInt16LE(at + 10)];
    const [sum, packed, length] = [archive.readUInt32LE(at + 16), archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
    const [name, extra, comment] = [archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32)];
    const local = archive.readUInt32LE(at + 42);
    const title = archive.subarray(at + 46, at + 46 + name).toString();
    at += 46 + name + extra + comment;
    if (method !== 0 || packed !== length) throw new Error(`${title} is not stored.`);
    if ((flags & 0x800) === 0) throw new Error(`${title} does not say that its name is UTF-8.`);
    if (archive.readUInt32LE(local) !== 0x04034b50) throw new Error(`${title} is not where the directory says.`);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(from, from + length);
    if (crc32(bytes) !== sum) throw new Error(`${title} has another checksum.`);
    return { name: title, bytes };
  });
}
