export interface ByteRange {
  offset: number;
  length: number;
}

/** One range of bytes; null when the whole is to be sent, 'unsatisfiable' when nothing of the file is meant. */
export function byteRange(header: string | null, size: number): ByteRange | null | 'unsatisfiable' {
  const [, first, last] = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header ?? '') ?? [];
  // Several ranges at once and other units may be answered with the whole.
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { offset: size - length, length };
  }
  const offset = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < offset) return null;
  return offset >= size ? 'unsatisfiable' : { offset, length: end - offset + 1 };
}

/** Weak and strong compare alike here: If-None-Match asks whether what the reader holds is still good. */
export const matchesEtag = (header: string | null, etag: string) => header !== null && (header.trim() === '*' || header.split(',').some((each) => each.trim().replace(/^W\//, '') === etag));
