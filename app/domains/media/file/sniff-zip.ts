import { type Bytes, find, has, latin1, u16le, u32le } from './bytes.ts';
import type { FileType } from './file-facts.ts';
import { TYPES } from './file-types.ts';

const MIMETYPES: Record<string, FileType> = {
  'application/epub+zip': TYPES.epub,
  'application/vnd.oasis.opendocument.text': TYPES.odt,
  'application/vnd.oasis.opendocument.spreadsheet': TYPES.ods,
  'application/vnd.oasis.opendocument.presentation': TYPES.odp,
};

export function sniffZip(head: Bytes): FileType | null {
  if (has(head, 0, 'PK\x05\x06')) return TYPES.zip;
  if (!has(head, 0, 'PK\x03\x04')) return null;
  return declared(head) ?? officeType(localNames(head)) ?? TYPES.zip;
}

/** EPUB and OpenDocument put their type, uncompressed, into a first entry called mimetype. */
function declared(head: Bytes): FileType | null {
  const nameLength = u16le(head, 26);
  if (u16le(head, 8) !== 0 || latin1(head, 30, 30 + nameLength) !== 'mimetype') return null;
  const start = 30 + nameLength + u16le(head, 28);
  return MIMETYPES[latin1(head, start, start + Math.min(u32le(head, 18), 80)).trim()] ?? null;
}

/** Microsoft's packages are told by their content list and the folder that the document lies in. */
function officeType(names: readonly string[]): FileType | null {
  if (!names.includes('[Content_Types].xml') && !names.includes('_rels/.rels')) return null;
  if (names.some((name) => name.startsWith('word/'))) return TYPES.docx;
  if (names.some((name) => name.startsWith('xl/'))) return TYPES.xlsx;
  return names.some((name) => name.startsWith('ppt/')) ? TYPES.pptx : null;
}

function localNames(head: Bytes): string[] {
  const names: string[] = [];
  let at = 0;
  while (names.length < 64 && has(head, at, 'PK\x03\x04')) {
    const data = at + 30 + u16le(head, at + 26) + u16le(head, at + 28);
    names.push(latin1(head, at + 30, at + 30 + Math.min(u16le(head, at + 26), 200)));
    // A streamed entry knows its size only after its bytes: the next signature is the next entry.
    const streamed = (u16le(head, at + 6) & 8) !== 0 && u32le(head, at + 18) === 0;
    at = streamed ? find(head, 'PK\x03\x04', data) : data + u32le(head, at + 18);
  }
  return names;
}
