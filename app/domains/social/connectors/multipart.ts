import type { Bytes, WireRequest } from './connector.ts';

/** A file as one field of a form; `kind` is what the form calls its type. */
export interface FormFile {
  field: string;
  name: string;
  kind: string;
  bytes: Bytes;
}

const LINE = '\r\n';
/** As browsers write what would end the quotation. */
const quoted = (text: string) => `"${text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}"`;

/** A form with one file, which stands last: some stores read no field behind it. The file is read as it leaves. */
export function asMultipart(url: string, values: Record<string, string>, { field, name, kind, bytes }: FormFile, headers: Record<string, string> = {}): WireRequest<Bytes> {
  const boundary = `masthead-${crypto.randomUUID()}`;
  const head = (named: string, more = '') => `--${boundary}${LINE}Content-Disposition: form-data; name=${quoted(named)}${more}${LINE}${LINE}`;
  const fields = Object.entries(values).map(([each, value]) => `${head(each)}${value.replace(/\r?\n|\r/g, LINE)}${LINE}`);
  const body = joined([ofText(`${fields.join('')}${head(field, `; filename=${quoted(name)}${LINE}Content-Type: ${kind}`)}`), bytes, ofText(`${LINE}--${boundary}--${LINE}`)]);
  return { method: 'POST', url, headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}`, ...headers }, body };
}

/** A stretch of a file, as a platform asks for it. */
export const stretchOf = (bytes: Bytes, from: number, to: number): Bytes => ({ byteSize: to - from, read: (start, end) => bytes.read(from + start, from + end), flow: (start, end) => flowOf(bytes, from + start, from + end) });

export const flowOf = async (bytes: Bytes, from: number, to: number): Promise<ReadableStream<Uint8Array>> => (bytes.flow ? bytes.flow(from, to) : new Response(await bytes.read(from, to)).body!);

function ofText(text: string): Bytes {
  const bytes = new TextEncoder().encode(text);
  return { byteSize: bytes.byteLength, read: async (from, to) => bytes.slice(from, to) };
}

function joined(pieces: readonly Bytes[]): Bytes {
  /** Which of the pieces hold something of it, and what. */
  function within(from: number, to: number) {
    let at = 0;
    return pieces.flatMap((piece) => {
      const [start, first, last] = [at, Math.max(from - at, 0), Math.min(to - at, piece.byteSize)];
      at += piece.byteSize;
      return first < last ? [{ piece, first, last, place: start + first - from }] : [];
    });
  }
  async function read(from: number, to: number) {
    const found = new Uint8Array(to - from);
    for (const { piece, first, last, place } of within(from, to)) found.set(await piece.read(first, last), place);
    return found;
  }
  return {
    byteSize: pieces.reduce((sum, { byteSize }) => sum + byteSize, 0),
    read,
    flow(from, to) {
      const [only, ...more] = within(from, to);
      return only && more.length === 0 ? flowOf(only.piece, only.first, only.last) : flowOf({ byteSize: to - from, read }, from, to);
    },
  };
}
