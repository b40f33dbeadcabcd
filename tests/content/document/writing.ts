import type { Block, DocumentJson, Inline, Mark } from '#app/domains/content/document/document.ts';
import { paragraph, plain } from '#app/domains/content/document/document.ts';
import { MARK_ORDER } from '#app/domains/content/document/grammar.ts';

/** Documents put together by hand, and at random from a seed. */
export const doc = (...content: Block[]): DocumentJson => ({ type: 'doc', content });
export const p = (...content: (Inline | string)[]): Block => paragraph(content.map((each) => (typeof each === 'string' ? plain(each) : each)));
export const h = (level: number, text: string): Block => ({ type: 'heading', attrs: { level, textAlign: null }, ...(text ? { content: [plain(text)] } : {}) });
export const link = (href: string | null, itemId: string | null = null, title: string | null = null): Mark => ({ type: 'link', attrs: { href, itemId, title } });
export const marked = (text: string, ...types: string[]): Inline => plain(text, types.map((type) => ({ type })));
export const list = (type: 'bulletList' | 'orderedList', ...items: Block[][]): Block => ({ type, ...(type === 'orderedList' ? { attrs: { start: 1, type: null } } : {}), content: items.map((content) => ({ type: 'listItem', content })) });
export const image = (assetId: string, more: object = {}): Block => ({ type: 'image', attrs: { assetId, alt: '', caption: '', width: 'text', href: null, ...more } });
export const cell = (text: string, type = 'tableCell', align: string | null = null): Block => ({ type, attrs: { colspan: 1, rowspan: 1, colwidth: null, align }, content: [p(...(text ? [text] : []))] });
export const note = (text: string): Inline => ({ type: 'footnote', attrs: { text } });

/** Mulberry32: the same numbers for the same seed, everywhere. */
export function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (most: number) => Math.floor(next() * most);
  return { below, pick: <T>(from: readonly T[]): T => from[below(from.length)]!, chance: (share: number) => next() < share };
}

export type Dice = ReturnType<typeof dice>;

const WORDS = ['river', 'press', 'a*b', '_under_', '[bracket]', '1.', '-', '#', 'naïve', '東京', 'x < y', '&amp;', '`tick`', 'pipe|pipe', '~~', '!', 'https://example.org/a_b', 'C:\\dir', '**', '<b>', '“quoted”', 'end.', '+', '=', '>', '(paren)', '[^1]', '$5', '\\'];
const MARKS = MARK_ORDER.filter((type) => type !== 'link' && type !== 'code');

export function randomLine(d: Dice): Inline[] {
  const pieces: Inline[] = [];
  const length = 1 + d.below(5);
  for (let index = 0; index < length; index += 1) {
    const text = Array.from({ length: 1 + d.below(3) }, () => d.pick(WORDS)).join(d.chance(0.8) ? ' ' : '');
    const marks: Mark[] = d.chance(0.2) ? [link(d.pick(['https://example.org/a(b)', '/about us', 'mailto:desk@example.org']), null, d.chance(0.3) ? 'A “title”' : null)] : [];
    for (const type of MARKS) if (d.chance(0.12)) marks.push({ type });
    if (d.chance(0.1)) marks.push({ type: 'code' });
    const last = pieces.at(-1);
    if (last?.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(marks)) last.text = `${last.text} ${text}`;
    else pieces.push(plain(`${index > 0 ? (d.chance(0.5) ? ' ' : 'z') : ''}${text}`, marks));
    if (d.chance(0.08) && index < length - 1) pieces.push({ type: 'hardBreak' }, plain('after'));
    if (d.chance(0.08)) pieces.push(note(d.pick(['A note.', 'See *there*, p. 3', '1. first'])));
  }
  return joinTexts(pieces);
}

const joinTexts = (pieces: Inline[]) => pieces.reduce<Inline[]>((all, node) => {
  const last = all.at(-1);
  if (last?.type === 'text' && node.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(node.marks ?? [])) last.text = `${last.text}${node.text}`;
  else all.push(node);
  return all;
}, []);

/** Only what Markdown can say, raw HTML included. */
export function randomBlock(d: Dice, depth = 0): Block {
  const kind = d.below(depth < 2 ? 12 : 4);
  const some = (least: number) => Array.from({ length: least + d.below(3) }, () => randomBlock(d, depth + 1));
  if (kind < 2) return paragraph(randomLine(d));
  if (kind === 2) return { type: 'heading', attrs: { level: 1 + d.below(6), textAlign: null }, content: [plain(d.pick(WORDS)), marked(' tail', 'bold')] };
  if (kind === 3) return { type: 'codeBlock', attrs: { language: d.chance(0.5) ? 'ts' : null }, content: [plain(d.pick(['a\n\nb', '```', '  indented <b>', '# no']))] };
  if (kind === 4 || kind === 5) {
    const items = Array.from({ length: 1 + d.below(3) }, () => [paragraph(randomLine(d)), ...(d.chance(0.4) ? some(0) : [])]);
    return list(kind === 4 ? 'bulletList' : 'orderedList', ...items);
  }
  if (kind === 6) return { type: 'taskList', content: [{ type: 'taskItem', attrs: { checked: d.chance(0.5) }, content: [paragraph(randomLine(d))] }] };
  if (kind === 7) return { type: 'blockquote', content: some(1) };
  if (kind === 8) return { type: 'callout', attrs: { tone: d.pick(['note', 'tip', 'warning', 'danger']) }, content: some(1) };
  if (kind === 9) return image(`asset-${d.below(9)}`, { alt: d.pick(['', 'A *river*']), caption: d.pick(['', 'Where “it” flows']), width: d.pick(['text', 'wide']) });
  if (kind === 10) return { type: 'table', content: [{ type: 'tableRow', content: [cell('h|1', 'tableHeader'), cell('h2', 'tableHeader', 'right')] }, { type: 'tableRow', content: [cell(d.pick(WORDS)), cell('', 'tableCell', 'right')] }] };
  return depth === 0 && d.chance(0.5) ? { type: 'columns', content: [{ type: 'column', content: some(1) }, { type: 'column', content: some(1) }] } : { type: 'embed', attrs: { url: 'https://www.youtube.com/watch?v=abcdefghijk', title: 'A film' } };
}

export const randomDocument = (d: Dice, length = 6): DocumentJson => doc(...Array.from({ length: 1 + d.below(length) }, () => randomBlock(d)));
