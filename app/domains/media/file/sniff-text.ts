import { type Bytes, has, latin1 } from './bytes.ts';
import type { FileType } from './file-facts.ts';
import { TYPES } from './file-types.ts';

/** What HTML's own sniffing rules take for a page; any other element makes it XML. */
const HTML = new RegExp(
  '^(?:!doctype\\s+html|(?:html|head|body|script|iframe|h1|div|font|table|a|style|title|b|br|p|meta|link|img|form|object|embed' +
    '|frameset|base|video|audio|input|center|span|ul|ol|pre|math|template)(?=[\\s/>]|$))', 'i');

/**
 * Reads past everything that may stand before the first element, because a browser does. Bytes that are no text at
 * all still count: a page with one broken character is a page.
 */
export function sniffMarkup(head: Bytes): FileType | null {
  const text = latin1(head, has(head, 0, '\xef\xbb\xbf') ? 3 : 0);
  let at = 0;
  let prolog = false;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at += 1;
    if (text.charAt(at) !== '<') return prolog ? TYPES.xml : null;
    if (text.startsWith('<!--', at)) at = past(text, '-->', at + 4);
    else if (text.startsWith('<?', at)) at = past(text, '>', at + 2);
    else if (/^<!doctype\s+(?!html)/i.test(text.slice(at, at + 60))) {
      if (/^<!doctype\s+svg/i.test(text.slice(at, at + 60))) return TYPES.svg;
      at = pastDoctype(text, at);
    } else break;
    if (at === -1) return TYPES.html;
    prolog = true;
  }
  const rest = text.slice(at + 1, at + 200);
  if (/^(?:[\w.-]+:)?svg(?=[\s/>]|$)/i.test(rest)) return TYPES.svg;
  if (HTML.test(rest) || /^[\w.-]+:html(?=[\s/>])/i.test(rest)) return TYPES.html;
  return prolog || /^[a-z_][\w.:-]*(?:\s+[\w.:-]+\s*=|\s*\/?>)/i.test(rest) ? TYPES.xml : null;
}

function past(text: string, close: string, from: number): number {
  const at = text.indexOf(close, from);
  return at === -1 ? -1 : at + close.length;
}

/** A document type may declare entities between square brackets, with `>` inside. */
function pastDoctype(text: string, from: number): number {
  const close = text.indexOf('>', from);
  const subset = text.indexOf('[', from);
  if (subset === -1 || close < subset) return close === -1 ? -1 : close + 1;
  const end = text.indexOf(']', subset);
  return end === -1 ? -1 : past(text, '>', end);
}

/** Nothing that is not text: no NUL, no control character but tab, line ends, form feed and escape, valid UTF-8. */
export function sniffText(head: Bytes): FileType | null {
  if (head.length === 0 || head.some((byte) => byte < 0x20 && ![9, 10, 12, 13, 27].includes(byte))) return null;
  try {
    // As a stream, so that a character cut off by the head's end is forgiven.
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(head, { stream: true });
    return TYPES.text;
  } catch {
    return null;
  }
}
