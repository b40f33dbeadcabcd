import { attr, content, type Element, elements, hasClass } from './html-tree.ts';
import { filled, hasRoom, type Place, push, readInside } from './parse-html.ts';
import { safeAddress } from './safe-address.ts';

/** What WordPress, Ghost and we ourselves make of a `div` or an `aside`. Each answers whether it took it. */
export const CARDS: { matches(element: Element): boolean; read(element: Element, place: Place): boolean }[] = [
  { matches: (element) => element.name !== 'p' && hasClass(element, /^(callout|kg-callout-card)$/), read: readCallout },
  { matches: (element) => hasClass(element, /^(columns|wp-block-columns)$/), read: readColumns },
  { matches: (element) => element.name === 'a' && hasClass(element, /^(button|wp-block-button__link|kg-btn)$/), read: readButton },
];

const TONES: Record<string, string> = { tip: 'tip', green: 'tip', warning: 'warning', yellow: 'warning', danger: 'danger', red: 'danger' };

function readCallout(element: Element, place: Place): boolean {
  if (!hasRoom(place, 2)) return false;
  const tone = /(?:^|\s)(?:callout|kg-callout-card)-(\w+)/.exec(attr(element, 'class'))?.[1] ?? '';
  push(place, { type: 'callout', attrs: { tone: TONES[tone] ?? 'note' }, content: filled(readInside(element, place)) });
  return true;
}

function readColumns(element: Element, place: Place): boolean {
  const columns = elements(element).filter((each) => hasClass(each, /^(column|wp-block-column)$/));
  if (place.depth > 1 || columns.length < 2 || columns.length > 3 || columns.length < elements(element).length) return false;
  push(place, { type: 'columns', content: columns.map((each) => ({ type: 'column', content: filled(readInside(each, place, 2)) })) });
  return true;
}

function readButton(element: Element, place: Place): boolean {
  const label = content(element).replace(/\s+/g, ' ').trim();
  if (label === '' || label.length > 200) return false;
  const look = hasClass(element, /^(button-plain|is-style-outline)$/) ? 'plain' : 'primary';
  push(place, { type: 'button', attrs: { href: safeAddress(attr(element, 'href')) ?? '', label, look } });
  return true;
}
