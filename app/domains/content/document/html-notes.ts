import type { Inline } from './document.ts';
import { marksOf } from './html-inline.ts';
import { attr, content, type Element, find, hasClass, type Tree } from './html-tree.ts';
import { type Place, unwrap } from './parse-html.ts';

const LONGEST_NOTE = 5000;

export function addInline(place: Place, node: Inline): void {
  place.line.pieces.push(node);
}

const addNote = (place: Place, text: string) => addInline(place, { type: 'footnote', attrs: { text: text.slice(0, LONGEST_NOTE) } });

export interface Note {
  text: string;
  element: Element;
  isReferred: boolean;
}

/** A number that leads to a note becomes the note. */
export function refer(link: Element, place: Place): boolean {
  const note = place.page.notes.get(attr(link, 'href').slice(1));
  if (!note || !attr(link, 'href').startsWith('#') || !/^[\s[\]\d:*†‡]{0,12}$/.test(content(link))) return false;
  addNote(place, note.text);
  note.isReferred = true;
  return true;
}

/** Raised text is a note where it leads to one. */
export function readNote(element: Element, place: Place): void {
  const isNote = element.attrs.has('data-footnote') || find(element, ({ name, attrs }) => name === 'a' && place.page.notes.has(attrs.get('href')?.slice(1) ?? ''));
  if (element.attrs.has('data-footnote')) addNote(place, attr(element, 'data-footnote'));
  else unwrap(element, place, false, isNote ? {} : { marks: marksOf(element, place.marks) });
}

export const isNotes = (element: Element) => hasClass(element, /^(footnotes|wp-block-footnotes)$/);

/** The notes at the end, by their ids; a way back up is not part of a note. */
export function gatherNotes(tree: Tree, notes: Map<string, Note>, isInside = false): void {
  if (typeof tree === 'string') return;
  const id = isInside && tree.name === 'li' ? attr(tree, 'id') : '';
  if (id === '' || notes.has(id)) {
    for (const child of tree.children) gatherNotes(child, notes, isInside || isNotes(tree));
    return;
  }
  const text = noteText(tree).replace(/\s+/g, ' ').trim();
  if (text.length <= LONGEST_NOTE) notes.set(id, { text, element: tree, isReferred: false });
}

const noteText = (tree: Tree): string =>
  typeof tree === 'string' ? tree : tree.name === 'a' && attr(tree, 'href').startsWith('#') && /^(?:[\s↩↑^[\d\]]|\ufe0e|\ufe0f)*$/u.test(content(tree)) ? '' : tree.children.map(noteText).join('');

/** A note that nothing refers to, or that is longer than one may be, stays as text; so does what is no note. */
export function readLeftNotes(element: Element, place: Place): void {
  for (const child of element.children) {
    if (typeof child === 'string') unwrap({ ...element, children: [child] }, place, true);
    else if (child.name === 'ol' || child.name === 'ul') readLeftNotes(child, place);
    else if (child.name !== 'hr' && !isKept(child, place)) unwrap(child, place, true);
  }
}

function isKept(element: Element, place: Place): boolean {
  const note = place.page.notes.get(attr(element, 'id'));
  return note?.element === element && note.isReferred;
}
