import type { RequiredSection } from '#db/schema/content.ts';
import { avoidedIn } from './avoided-words.ts';
import { type Block, count, type DocumentJson, type DocumentNode, pictures, words } from './document.ts';
import { countWords } from './facts.ts';
import { openSections } from './required-sections.ts';
import { readabilityOf } from './readability.ts';
import { renderText } from './render-text.ts';
import { eachNode, textOf } from './walk.ts';

export interface QualityCheck {
  kind: 'section-open' | 'alt-text' | 'heading-order' | 'heading-empty' | 'link-empty' | 'paragraph-long' | 'readability' | 'word-avoided';
  severity: 'error' | 'warning' | 'note';
  sentence: string;
  /** Which block of the document; null: the whole. */
  at: number | null;
}

export interface QualityOptions {
  language?: string;
  /** What an asset says of itself: an image without words of its own takes these. */
  altOf?(assetId: string): string | null;
  /** The sections that its template asks for. */
  required?: readonly RequiredSection[];
  /** False where the page gives the title its own first heading. */
  allowsFirstHeading?: boolean;
  /** What the project would rather not say. */
  wordsToAvoid?: readonly string[];
}

const LONG_PARAGRAPH = 150;

export function checkQuality(document: DocumentJson, { language = 'en', altOf = () => null, required = [], allowsFirstHeading = true, wordsToAvoid = [] }: QualityOptions = {}): QualityCheck[] {
  const open = openSections(document, required).map((section): QualityCheck => ({ ...section, kind: 'section-open', severity: 'error' }));
  const found = [...open, ...document.content.flatMap((block, at) => [...ofBlock(block, at, language, altOf), ...avoided(textOf(block), wordsToAvoid, at)]), ...headingOrder(document, allowsFirstHeading)].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  const readability = readabilityOf(renderText(document), language);
  return readability ? [...found, { kind: 'readability', severity: 'note', sentence: `${readability.sentence} (${readability.measure} ${readability.figure})`, at: null }] : found;
}

/** A hint, and no more: there are good reasons to say a word. */
export const avoided = (text: string, wordsToAvoid: readonly string[], at: number | null): QualityCheck[] =>
  avoidedIn(text, wordsToAvoid).map((word) => ({ kind: 'word-avoided', severity: 'note', sentence: `“${word}” is a word that this project avoids.`, at }));

function ofBlock(block: Block, at: number, language: string, altOf: (id: string) => string | null): QualityCheck[] {
  const checks: QualityCheck[] = [];
  const say = (kind: QualityCheck['kind'], severity: QualityCheck['severity'], sentence: string) => checks.push({ kind, severity, sentence, at });
  eachNode(block, (node) => {
    if (node.type === 'image' && !words(node, 'alt').trim() && !altOf(words(node, 'assetId'))?.trim()) say('alt-text', 'error', 'An image has no alternative text: people who cannot see it will not know what it shows.');
    if (node.type === 'gallery') {
      const silent = pictures(node).filter(({ alt, assetId }) => !alt.trim() && !altOf(assetId)?.trim()).length;
      if (silent > 0) say('alt-text', 'error', silent === 1 ? 'An image of the gallery has no alternative text.' : `${silent} images of the gallery have no alternative text.`);
    }
    if (node.type === 'heading' && textOf(node).trim() === '') say('heading-empty', 'error', 'A heading is empty.');
    if (node.type === 'button' && !words(node, 'href')) say('link-empty', 'error', `The button “${words(node, 'label')}” leads nowhere.`);
    if (node.type === 'button' && !words(node, 'label').trim()) say('link-empty', 'error', 'A button says nothing.');
    if (node.type === 'paragraph' && countWords(textOf(node), language) > LONG_PARAGRAPH) say('paragraph-long', 'warning', `A paragraph has ${countWords(textOf(node), language)} words: two paragraphs would be easier to read.`);
    for (const sentence of emptyLinks(node)) say('link-empty', 'warning', sentence);
  });
  return checks;
}

/** A link may run over several pieces of text: it says what they say together. */
function emptyLinks({ content = [] }: DocumentNode): string[] {
  const sentences: string[] = [];
  let open = '';
  let said = '';
  const close = () => {
    if (open !== '' && said.trim() === '') sentences.push('A link has no words to press on.');
    if (open !== '' && /^(?:click here|here|read more|more|link)$/i.test(said.trim())) sentences.push(`The link “${said.trim()}” does not say where it leads.`);
  };
  for (const node of content) {
    const mark = node.marks?.find(({ type }) => type === 'link');
    const key = mark ? JSON.stringify(mark.attrs) : '';
    if (key !== open) close();
    said = key === open ? said + textOf(node) : textOf(node);
    open = key;
  }
  close();
  return sentences;
}

function headingOrder(document: DocumentJson, allowsFirstHeading: boolean): QualityCheck[] {
  const checks: QualityCheck[] = [];
  let last = allowsFirstHeading ? 0 : 1;
  let firsts = allowsFirstHeading ? 0 : 1;
  for (const [at, block] of document.content.entries()) {
    eachNode(block, (node) => {
      if (node.type !== 'heading') return;
      const level = count(node, 'level', 2);
      if (level === 1 && (firsts += 1) > 1) checks.push({ kind: 'heading-order', severity: 'warning', at, sentence: allowsFirstHeading ? 'There is more than one heading of the first level.' : 'The title is the heading of the first level: start with the second.' });
      // A document may begin with the second level: its title is the first.
      if (level > Math.max(last, 1) + 1) checks.push({ kind: 'heading-order', severity: 'warning', at, sentence: `A heading of level ${level} follows ${last === 0 ? 'no heading' : `one of level ${last}`}: a level is left out.` });
      last = level;
    });
  }
  return checks;
}
