import MarkdownIt from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { type HtmlReading, type Parsed, parseHtml } from './parse-html.ts';

const reader = new MarkdownIt({ html: true, linkify: true }).use(footnotes);
reader.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
// What a link may be is decided in one place, when the HTML is read; and an address is kept as it was written.
reader.validateLink = () => true;
reader.normalizeLink = (url) => url;
reader.normalizeLinkText = (url) => url;

const TONES: Record<string, string> = { note: 'note', important: 'note', tip: 'tip', warning: 'warning', caution: 'danger' };

/** GitHub's two signs that CommonMark does not know, read before a backslash in front of them is forgotten. */
reader.core.ruler.before('inline', 'github', ({ tokens }) => {
  for (const [index, token] of tokens.entries()) {
    const around = tokens[index - 2];
    if (token.type !== 'inline' || tokens[index - 1]?.type !== 'paragraph_open') continue;
    if (around?.type === 'list_item_open') token.content = token.content.replace(/^\[([ xX])\](?=\s|$)/, (_, mark: string) => `<input type="checkbox"${mark === ' ' ? '' : ' checked'}>`);
    const tone = around?.type === 'blockquote_open' ? TONES[/^\[!(\w+)\][ \t]*(?=\n|$)/.exec(token.content)?.[1]?.toLowerCase() ?? ''] : undefined;
    if (tone === undefined || !around) continue;
    around.attrJoin('class', `callout callout-${tone}`);
    token.content = token.content.replace(/^.*\n?/, '');
  }
});

/** Markdown becomes HTML, and HTML becomes a document: one allow-list, and raw HTML within Markdown means what it says. */
export const parseMarkdown = (markdown: string, reading: HtmlReading = {}): Parsed => parseHtml(reader.render(markdown), reading);
