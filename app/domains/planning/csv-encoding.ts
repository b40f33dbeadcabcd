export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252';

export type ReadText = { ok: true; text: string; encoding: Encoding } | { ok: false; line: number; sentence: string };

const misread = (sentence: string, line = 1): ReadText => ({ ok: false, line, sentence });
const noText = () => misread('This file is no text. Save it as CSV, then choose that file.');

/** What Windows-1252 has between 0x80 and 0x9f, where Latin-1 has nothing; five places of it are empty. */
const WINDOWS = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

/** The encodings that spreadsheets write. Which one it was is told: a guess may be wrong, and only a person sees it. */
export function readText(bytes: Uint8Array): ReadText {
  const [first, second, third, fourth] = bytes;
  if (first === 0x50 && second === 0x4b && third === 0x03 && fourth === 0x04) return misread('This is a workbook, not a CSV file. In the spreadsheet, save it again as “CSV UTF-8”.');
  const wide = wideOrder(bytes);
  if (wide) return decoded('utf-16le', wide === 'big' ? swapped(bytes) : bytes, 'UTF-16');
  if (bytes.includes(0)) return noText();
  const plain = decoded('utf-8', bytes, 'UTF-8');
  return plain.ok ? plain : (mixedAt(bytes) ?? windowsText(bytes));
}

/** Mostly UTF-8, with a part from elsewhere: read as one of the two, it would have wrong letters in many rows or in one. */
function mixedAt(bytes: Uint8Array): ReadText | null {
  const lossy = new TextDecoder('utf-8').decode(bytes);
  const count = (sign: RegExp) => lossy.match(sign)?.length ?? 0;
  if (count(/[^\0-\x7f\ufffd]/gu) <= count(/\ufffd/g)) return null;
  const line = lossy.slice(0, lossy.indexOf('\ufffd')).split(/\r\n|\r|\n/).length;
  return misread('This line has letters in another encoding than the rest of the file. Type them again, and save the file as “CSV UTF-8”.', line);
}

/** With a mark at its begin, or by the empty halves of its first letters. */
function wideOrder(bytes: Uint8Array): 'little' | 'big' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'little';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'big';
  const sample = bytes.subarray(0, 200);
  const empty = (half: number) => sample.filter((byte, at) => at % 2 === half && byte === 0).length;
  const [even, odd] = [empty(0), empty(1)];
  if (even + odd < sample.length / 4) return null;
  return even > odd ? 'big' : 'little';
}

function swapped(bytes: Uint8Array): Uint8Array {
  const turned = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += 1) turned[at] = bytes[at ^ 1] ?? 0;
  return turned;
}

function decoded(label: string, bytes: Uint8Array, encoding: Encoding): ReadText {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    return text.includes('\0') ? noText() : { ok: true, text, encoding };
  } catch {
    return noText();
  }
}

/** By hand: not every runtime has this decoder. */
function windowsText(bytes: Uint8Array): ReadText {
  const text = Array.from(bytes, (byte) => (byte >= 0x80 && byte < 0xa0 ? WINDOWS[byte - 0x80]! : String.fromCharCode(byte))).join('');
  return text.includes('\0') ? noText() : { ok: true, text, encoding: 'Windows-1252' };
}
