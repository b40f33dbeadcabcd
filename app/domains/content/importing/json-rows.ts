/** Deeper than this no export goes. */
const DEEPEST = 64;
const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

interface Level {
  isList: boolean;
  /** Under which name it stands in the object around it. */
  name: string;
}

export type Row = { list: string; row: unknown } | { broken: string };

/**
 * The rows of the named lists within a JSON file, each parsed by itself: an export of fifty megabytes would, as one value,
 * take several times the memory that a Worker has.
 */
export function* jsonRows(bytes: Uint8Array, wanted: ReadonlySet<string>): Generator<Row> {
  const decoder = new TextDecoder();
  const levels: Level[] = [];
  let name = '';
  let expectsName = false;
  let rowFrom = -1;
  let rowLevel = -1;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte === QUOTE) {
      const end = endOfText(bytes, at);
      if (end < 0) return yield { broken: 'The file ends in the middle of a text.' };
      if (expectsName) name = decoder.decode(bytes.subarray(at + 1, Math.min(end, at + 100)));
      at = end;
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      const around = levels.at(-1);
      if (rowFrom < 0 && byte === OPEN_OBJECT && around?.isList && wanted.has(around.name)) {
        rowFrom = at;
        rowLevel = levels.length;
      }
      levels.push({ isList: byte === OPEN_LIST, name: around?.isList ? '' : name });
      if (levels.length > DEEPEST) return yield { broken: 'The file is nested deeper than any export.' };
      expectsName = byte === OPEN_OBJECT;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      const closed = levels.pop();
      if (!closed || closed.isList !== (byte === CLOSE_LIST)) return yield { broken: 'This is not JSON.' };
      expectsName = false;
      if (rowFrom >= 0 && levels.length === rowLevel) {
        yield rowOf(decoder.decode(bytes.subarray(rowFrom, at + 1)), levels.at(-1)!.name);
        rowFrom = -1;
      }
    } else if (byte === COMMA) expectsName = levels.at(-1)?.isList === false;
    else if (byte === COLON) expectsName = false;
  }
  if (levels.length > 0) yield { broken: 'The file ends before it is whole.' };
}

function endOfText(bytes: Uint8Array, start: number): number {
  for (let at = start + 1; at < bytes.length; at += 1) {
    if (bytes[at] === BACKSLASH) at += 1;
    else if (bytes[at] === QUOTE) return at;
  }
  return -1;
}

function rowOf(text: string, list: string): Row {
  try {
    return { list, row: JSON.parse(text) as unknown };
  } catch {
    return { broken: 'A part of the file is not JSON.' };
  }
}
