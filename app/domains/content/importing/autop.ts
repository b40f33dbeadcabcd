const BLOCK = 'table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|menu|summary|iframe|video|audio';
const STARTS = new RegExp(`^<(?:/?(?:${BLOCK})\\b|!--)`, 'i');
const SET_APART = new RegExp(`(<(?:${BLOCK})\\b[^<>]*>)|(</(?:${BLOCK})>)`, 'gi');
const ENDS = new RegExp(`(?:</(?:${BLOCK})>|<hr[^<>]*>|-->)$`, 'i');
/** Within these a line break is itself. */
const KEPT = /(<\/?(?:pre|script|style|textarea)\b[^<>]*>)/i;

/**
 * WordPress's classic texts have no paragraphs: a blank line is one, and a single one is a line break. What its own
 * block editor wrote has them, and is left as it is.
 */
export function autop(text: string): string {
  if (text.includes('<!-- wp:')) return text;
  let kept = '';
  let name = '';
  const made: string[] = [];
  // Odd parts are the tags that open and close what is kept.
  for (const [index, part] of text.replace(/\r\n?/g, '\n').split(KEPT).entries()) {
    const tag = index % 2 === 1 ? /^<(\/?)(\w+)/.exec(part)! : null;
    if (name === '' && tag?.[1] === '') name = tag[2]!.toLowerCase();
    if (name === '') made.push(paragraphs(part));
    else kept += part;
    if (tag?.[1] === '/' && tag[2]!.toLowerCase() === name) {
      made.push(kept);
      kept = name = '';
    }
  }
  return [...made, kept].filter(Boolean).join('\n');
}

function paragraphs(text: string): string {
  const parts = text.replace(SET_APART, (whole, opening) => (opening ? `\n\n${whole}` : `${whole}\n\n`)).split(/\n\s*\n/);
  return parts
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => (!STARTS.test(part) ? `<p>${broken(part)}</p>` : ENDS.test(part) ? part : broken(part)))
    .join('\n');
}

const broken = (part: string) => part.replaceAll('\n', '<br>\n');
