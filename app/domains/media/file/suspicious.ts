import { type Bytes, latin1 } from './bytes.ts';
import type { FileType } from './file-facts.ts';
import { articled } from './file-types.ts';

/** As far in as a reader would look that goes by content; picture data beyond it holds any seven letters by chance. */
const LOOK = 16_384;

const MARKUP = /<(?:!doctype html|html|script|svg|iframe|body|object|embed|foreignobject|\?php)[\s/>:]/i;
const SVG_SCRIPT = /<(?:[\w.-]+:)?(?:script|foreignobject|iframe|object|embed)[\s/>]|\son[a-z]+\s*=|javascript:|<!entity/i;

const RUNNING_SVG = 'This SVG carries a script or something else that runs; it is only offered as a download.';

/**
 * A file that is valid as one thing and readable as another (a polyglot). It is served as what its first bytes say, with
 * nosniff, so it does no harm here; people are told because it may do harm where it goes next.
 */
export function whySuspicious(head: Bytes, type: FileType): string | null {
  const text = latin1(head, 0, LOOK);
  if (type.extension === 'svg') return SVG_SCRIPT.test(text) ? RUNNING_SVG : null;
  if (/^(?:txt|html|xml)$/.test(type.extension)) return null;
  const also = MARKUP.test(text) ? 'a web page or a script' : runsAsScript(text) ? 'JavaScript' : buriedPdf(text, type) ? 'a PDF' : null;
  return also && `This is ${articled(type.name)} that can also be read as ${also}; it is only ever served as ${articled(type.name)}.`;
}

/**
 * A header's length or size field can spell the start of a comment, and the picture inside the comment then is nothing
 * to a JavaScript engine; in a GIF an equals sign and readable text instead of a size does the same.
 */
function runsAsScript(text: string): boolean {
  const opened = [2, 4, 6].some((at) => text.startsWith('/*', at));
  if (opened && /\*\/\s*[=;(,+\w]/.test(text)) return true;
  return /^GIF8[79]a\s*=[\s\x21-\x7e]{7}/.test(text);
}

/** PDF readers accept a header anywhere in the first kilobyte. */
const buriedPdf = (text: string, type: FileType) => type.extension !== 'pdf' && text.slice(0, 1024).includes('%PDF-');
