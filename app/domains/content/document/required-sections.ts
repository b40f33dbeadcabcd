import type { RequiredSection } from '#db/schema/content.ts';
import { type Block, count, type DocumentJson } from './document.ts';
import { eachNode, textOf } from './walk.ts';

export type { RequiredSection };

export interface OpenSection {
  sentence: string;
  /** Where its heading stands; null: nowhere. */
  at: number | null;
}

/** They say something without a word of text. */
const SHOWN = new Set(['image', 'video', 'gallery', 'embed', 'button']);
const HOLDERS = new Set(['columns', 'column', 'callout', 'blockquote']);

const even = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase();

interface Line {
  block: Block;
  at: number;
}

const linesOf = (block: Block, at: number): Line[] => (HOLDERS.has(block.type) ? (block.content ?? []).flatMap((inner) => linesOf(inner, at)) : [{ block, at }]);

/** What the piece's template asks for and its text does not say yet. The hint of a section is no word of its writer's. */
export function openSections(document: DocumentJson, required: readonly RequiredSection[]): OpenSection[] {
  if (required.length === 0) return [];
  const lines = document.content.flatMap(linesOf);
  const titles = new Set(required.map(({ title }) => even(title)));
  return required.flatMap(({ title, hint }): OpenSection[] => {
    const headings = lines.flatMap(({ block }, index) => (block.type === 'heading' && even(textOf(block)) === even(title) ? [index] : []));
    const [first] = headings;
    if (first === undefined) return [{ sentence: `The section “${title}” is gone. The template asks for it.`, at: null }];
    if (headings.some((index) => sectionFrom(lines, index, titles).some((block) => says(block, hint)))) return [];
    return [{ sentence: `The section “${title}” is empty. The template asks for it.`, at: lines[first]!.at }];
  });
}

/** Up to the next heading that is as high, or that begins another section of the template. */
function sectionFrom(lines: readonly Line[], index: number, titles: ReadonlySet<string>): Block[] {
  const level = count(lines[index]!.block, 'level', 2);
  const rest = lines.slice(index + 1).map(({ block }) => block);
  const end = rest.findIndex((block) => block.type === 'heading' && (count(block, 'level', 2) <= level || titles.has(even(textOf(block)))));
  return end === -1 ? rest : rest.slice(0, end);
}

function says(block: Block, hint: string): boolean {
  if (block.type === 'heading') return false;
  let shows = false;
  eachNode(block, ({ type }) => {
    shows ||= SHOWN.has(type);
  });
  const text = even(textOf(block));
  return shows || (text !== '' && text !== even(hint));
}

/** Why the piece cannot go on as it stands, in a sentence or two; null when nothing is missing. */
export function whyUnfinished(document: DocumentJson, required: readonly RequiredSection[]): string | null {
  const [first, ...more] = openSections(document, required);
  if (!first) return null;
  return more.length === 0 ? first.sentence : `${first.sentence} ${more.length === 1 ? 'One more section waits' : `${more.length} more sections wait`} to be written.`;
}
