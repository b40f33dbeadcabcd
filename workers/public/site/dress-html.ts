/**
 * What a page adds to the stored words of a piece, which are the same in a feed. They were made by an allow-list and
 * every < of a text is escaped in them, so a tag found here is a tag.
 */
export const dressHtml = (html: string): string =>
  inOrder(html)
    .replaceAll('<table>', '<div class="table-box" role="group" aria-label="Table" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>')
    .replaceAll('<pre>', '<pre tabindex="0">')
    .replaceAll('role="doc-backlink">', 'role="doc-backlink" aria-label="Back to the text">')
    .replace('role="doc-endnotes">', 'role="doc-endnotes" aria-label="Footnotes">');

/** The title is the page's only h1: below it each heading is one deeper than what it stands under, whatever an author skipped. */
function inOrder(html: string): string {
  const open: number[] = [];
  return html.replace(/<(\/?)h([1-6])\b/g, (_, end: string, digit: string) => {
    const level = Number(digit);
    if (!end) {
      while (open.length > 0 && open.at(-1)! >= level) open.pop();
      open.push(level);
    }
    return `<${end}h${Math.min(6, open.length + 1)}`;
  });
}
