/** The words of the demo's pieces, as documents of the editor; this floor may not import app/domains/content/document/. */
interface Node {
  type: string;
  attrs?: Record<string, unknown>;
  content?: Node[];
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  text?: string;
}

export interface Body {
  type: 'doc';
  content: Node[];
}

const text = (words: string, ...marks: NonNullable<Node['marks']>): Node => ({ type: 'text', ...(marks.length > 0 ? { marks } : {}), text: words });
export const line = (...inside: (string | Node)[]): Node => ({ type: 'paragraph', attrs: { textAlign: null }, content: inside.map((each) => (typeof each === 'string' ? text(each) : each)) });
export const heading = (words: string, level = 2): Node => ({ type: 'heading', attrs: { level, textAlign: null }, content: [text(words)] });
const cell = (type: string, words: string): Node => ({ type, attrs: { colspan: 1, rowspan: 1, colwidth: null, align: null }, content: [line(words)] });
const row = (type: string, ...words: string[]): Node => ({ type: 'tableRow', content: words.map((each) => cell(type, each)) });
export const image = (assetId: string, alt: string, caption: string): Node => ({ type: 'image', attrs: { assetId, alt, caption, width: 'text', href: null } });
const placeholder = (name: string): Node => ({ type: 'placeholder', attrs: { name } });

export const link = (words: string, href: string): Node => text(words, { type: 'link', attrs: { href, itemId: null, title: null } });
export const quote = (words: string): Node => ({ type: 'blockquote', content: [line(words)] });
export const list = (...items: string[]): Node => ({ type: 'bulletList', content: items.map((each) => ({ type: 'listItem', content: [line(each)] })) });

export const doc = (...content: Node[]): Body => ({ type: 'doc', content });
export const lines = (...each: string[]): Body => doc(...each.map((words) => line(words)));

interface Pictures {
  ferry: string;
  lighthouse: string;
}

/** One of most things, so that the page shows what it can. Without a library there are no pictures in it. */
export const ferryStory = (pictures: Pictures | null, linked: string): Body =>
  doc(
    line('The ferry leaves at seven. It leaves at seven ', text('even when nobody is on it', { type: 'italic' }), ', because somebody might be on the other side.'),
    ...(pictures ? [image(pictures.ferry, 'A black ferry with a red funnel on calm water', 'The demo ferry, drawn by a formula.')] : []),
    heading('A timetable is a promise'),
    line('The captain keeps a list in the wheelhouse. It has three rules:'),
    list('Nobody is left on the pier.', 'Nobody is asked why they are late.', 'The light stays on until the last car is home.'),
    quote('You can hear who is coming by how they run.'),
    { type: 'table', content: [row('tableHeader', 'Winter', 'Crossings', 'Turned back'), row('tableCell', 'The first', '412', '3'), row('tableCell', 'The second', '430', '1')] },
    heading('What the keeper sees', 3),
    line('From the tower the crossing takes nine minutes. ', text('The keeper writes each one down', { type: 'link', attrs: { href: null, itemId: linked, title: null } }), '.'),
    ...(pictures ? [image(pictures.lighthouse, 'A striped lighthouse on a green hill by the sea', '')] : []),
    { type: 'callout', attrs: { tone: 'note' }, content: [line('Nothing in this piece is real. It is here to be looked at, changed and thrown away.')] },
  );

export const noteTemplate = (): Body => doc(heading('This week'), line('What happened at ', placeholder('place'), ', in three sentences.'), heading('Next week'), line('One thing to look forward to.'));

/** As render-text.ts reads it: a blank line between blocks. */
export const textOf = ({ content }: Body): string => content.map(blockText).filter(Boolean).join('\n\n');

function blockText({ type, attrs = {}, content = [] }: Node): string {
  if (type === 'image') return String(attrs.caption || attrs.alt);
  if (type === 'paragraph' || type === 'heading') return content.map((each) => each.text ?? String(each.attrs?.name ?? '')).join('').trim();
  return content.map(blockText).filter(Boolean).join(type === 'tableRow' ? '\t' : '\n');
}

export const countWords = (words: string) => words.match(/[\p{L}\p{N}\p{M}]+(?:['’.-][\p{L}\p{N}\p{M}]+)*/gu)?.length ?? 0;
