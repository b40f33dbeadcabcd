export interface CsvRow {
  /** Where it begins in the file, counted from 1. */
  line: number;
  cells: string[];
}

export type CsvFile = { ok: true; rows: CsvRow[] } | { ok: false; line: number; sentence: string };

const DELIMITERS = [',', ';', '\t'];

/** A name as its column may be called: lower case, one space for everything that is no letter. */
export const simple = (text: string) => text.trim().toLowerCase().replaceAll(/[^\p{L}]+/gu, ' ').trim();

/** A cell's words within a sentence. */
export const short = (text: string) => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;

/** The one that stands most often in the first line, outside of quotes. */
function delimiterOf(text: string): string {
  const counts = new Map(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === '\n' || character === '\r')) break;
    else if (!isQuoted && counts.has(character)) counts.set(character, counts.get(character)! + 1);
  }
  return DELIMITERS.reduce((best, each) => (counts.get(each)! > counts.get(best)! ? each : best));
}

/** RFC 4180, with the delimiter that the file uses. Empty lines are no rows. */
export function csvRows(source: string): CsvFile {
  const text = source.replace(/^\uFEFF/, '');
  const delimiter = delimiterOf(text);
  const rows: CsvRow[] = [];
  let [line, begins, cells, at] = [1, 1, [] as string[], 0];
  const finishRow = () => {
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: begins, cells });
    cells = [];
  };
  while (at < text.length) {
    if (cells.length === 0) begins = line;
    let cell = '';
    if (text[at] === '"') {
      const opened = line;
      const close = closingQuote(text, at + 1);
      if (close < 0) return { ok: false, line: opened, sentence: `A quotation mark opens in line ${opened} and never closes.` };
      cell = text.slice(at + 1, close).replaceAll('""', '"');
      line += cell.split(/\r\n|\r|\n/).length - 1;
      at = close + 1;
      if (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') return { ok: false, line, sentence: `In line ${line}, text follows a closing quotation mark. Write a quotation mark within a text twice.` };
    } else {
      const from = at;
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1;
      cell = text.slice(from, at);
    }
    cells.push(cell);
    if (text[at] === delimiter) {
      at += 1;
      if (at === text.length) cells.push('');
      // A line's last cell may be empty, without a character of its own.
      else if (text[at] === '\n' || text[at] === '\r') cells.push('');
      else continue;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
    finishRow();
  }
  finishRow();
  return { ok: true, rows };
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return -1;
}
