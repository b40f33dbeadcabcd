import { type Inline, type Mark, plain } from './document.ts';
import { MARK_ORDER, sound } from './grammar.ts';
import { attr, type Element } from './html-tree.ts';

/** A line as it is gathered: white space as the browser would show it. */
export interface Line {
  pieces: Inline[];
}

export const withMark = (marks: readonly Mark[], mark: Mark): Mark[] =>
  [...marks.filter(({ type }) => type !== mark.type), mark].sort((a, b) => MARK_ORDER.indexOf(a.type) - MARK_ORDER.indexOf(b.type));

export function addText(line: Line, raw: string, marks: readonly Mark[]): void {
  const last = line.pieces.at(-1);
  const collapsed = sound(raw).replace(/[\t\n\f\r ]+/g, ' ');
  const isAfterSpace = !last || last.type === 'hardBreak' || (last.type === 'text' && last.text?.endsWith(' '));
  const text = isAfterSpace ? collapsed.replace(/^ /, '') : collapsed;
  if (text === '') return;
  if (last?.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(marks)) last.text = `${last.text}${text}`;
  else line.pieces.push(plain(text, [...marks]));
}

export function addBreak(line: Line): void {
  trimEnd(line);
  line.pieces.push({ type: 'hardBreak' });
}

function trimEnd(line: Line): void {
  const last = line.pieces.at(-1);
  if (last?.type !== 'text') return;
  last.text = last.text?.replace(/ $/, '');
  if (last.text === '') line.pieces.pop();
}

/** What was gathered, without the breaks and spaces around it. */
export function takeLine(line: Line): Inline[] {
  trimEnd(line);
  while (line.pieces.at(-1)?.type === 'hardBreak') {
    line.pieces.pop();
    trimEnd(line);
  }
  const from = line.pieces.findIndex(({ type }) => type !== 'hardBreak');
  const taken = from === -1 ? [] : line.pieces.slice(from);
  line.pieces = [];
  return taken;
}

const MARK_OF: Record<string, string> = {
  strong: 'bold', b: 'bold', em: 'italic', i: 'italic', cite: 'italic', dfn: 'italic', var: 'italic', u: 'underline', ins: 'underline', s: 'strike', del: 'strike', strike: 'strike',
  mark: 'highlight', sub: 'subscript', sup: 'superscript', code: 'code', kbd: 'code', samp: 'code', tt: 'code',
};

/** Word and Docs say with styles what others say with elements; Docs wraps everything in a bold that is none. */
export function marksOf(element: Element, marks: readonly Mark[]): Mark[] {
  const style = attr(element, 'style').toLowerCase();
  const said = (pattern: RegExp) => pattern.test(style);
  const isPlain = said(/font-weight:\s*(normal|[1-5]00)/);
  const named = MARK_OF[element.name];
  const isLinked = marks.some(({ type }) => type === 'link');
  const types = [
    named === 'bold' && isPlain ? null : (named ?? null),
    said(/font-weight:\s*(bold|[6-9]00)/) && !/^h\d$/.test(element.name) ? 'bold' : null,
    said(/font-style:\s*italic/) ? 'italic' : null,
    said(/text-decoration[\w-]*:[^;]*line-through/) ? 'strike' : null,
    // Every link is underlined there.
    said(/text-decoration[\w-]*:[^;]*underline/) && !isLinked && element.name !== 'a' ? 'underline' : null,
    said(/vertical-align:\s*sub/) ? 'subscript' : null,
    said(/vertical-align:\s*super/) ? 'superscript' : null,
  ];
  return types.reduce<Mark[]>((all, type) => (type === null ? all : withMark(all, { type })), [...marks]);
}
