import type { Piece } from './connector.ts';

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]!);

/** A full stop or a bracket behind an address belongs to the sentence. */
const ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g;

function linked(line: string): string {
  let html = '';
  let from = 0;
  for (const { 0: address, index } of line.matchAll(ADDRESS)) {
    html += `${escaped(line.slice(from, index))}<a href="${escaped(address)}">${escaped(address)}</a>`;
    from = index + address.length;
  }
  return html + escaped(line.slice(from));
}

/** The words of a post for a site that wants HTML: an empty line begins a paragraph, a link that is not among them follows as it is. */
export function paragraphs({ text, link }: Pick<Piece, 'text' | 'link'>): string {
  const words = link && !text.includes(link) ? `${text}\n\n${link}` : text;
  const blocks = words.replace(/\r\n?/g, '\n').split(/\n\s*\n/).map((block) => block.trim()).filter(Boolean);
  return blocks.map((block) => `<p>${block.split('\n').map(linked).join('<br>')}</p>`).join('\n');
}
