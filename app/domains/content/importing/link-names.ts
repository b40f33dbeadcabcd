import { parsed } from '#app/platform/outbound.ts';

/**
 * What a piece is called by the links of others, and what a link calls a piece, in the same words: a file by its path
 * without its ending, a page by its host and path. Where the two are alike, the one leads to the other.
 */
const ENDING = /\.(md|markdown|mdown|mdx|html?)$/i;

export interface Placed {
  format: 'html' | 'markdown';
  /** The path of its file; Markdown only. */
  sourceId: string;
  link: string | null;
}

export function namesOfPiece({ format, sourceId, link }: Placed): string[] {
  const file = format === 'markdown' ? fileName(sourceId) : null;
  const names = [file, file?.replace(/(^|\/)(index|readme)$/, ''), link === null ? null : pageName(link)];
  return [...new Set(names.filter((name): name is string => Boolean(name) && name !== 'file:'))];
}

/** Null for what leads nowhere that a piece could be. */
export function nameOfLink(href: string, { format, sourceId, link }: Placed): string | null {
  const address = href.trim();
  if (address === '' || address.startsWith('#') || address.length > 1000) return null;
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(address)) return pageName(address.replace(/^\/\//, 'https://'));
  if (format === 'markdown') return fileName(pathFrom(sourceId, address));
  const url = link === null ? null : parsed(address, link);
  return url && pageName(url.href);
}

const fileName = (path: string) => `file:${path.toLowerCase().replace(/\/+$/, '').replace(ENDING, '')}`;

/** With www or without, by http or https, whatever is asked and wherever on the page it leads. */
function pageName(address: string): string | null {
  const url = /^https?:/i.test(address) ? parsed(address) : null;
  if (!url) return null;
  const { host, pathname } = url;
  const path = decoded(pathname).toLowerCase().replace(/\/{2,}/g, '/').replace(/\/(index\.html?)?$/, '');
  return path === '' ? null : `page:${host.replace(/^www\./, '')}${path}`;
}

/** A path as a file writes it, from the archive's root: what stands behind # or ? is left out. */
export function pathFrom(file: string, written: string): string {
  const path = decoded(written.replace(/[?#].*$/s, ''));
  const steps = path.startsWith('/') ? [] : file.split('/').slice(0, -1);
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
