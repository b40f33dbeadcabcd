import type { DocumentJson } from '../document/document.ts';
import { addressOf, type ImportedPiece } from './imported-piece.ts';
import { nameOfLink } from './link-names.ts';

export type Drawn = { ok: true; document: DocumentJson; pictures: string[]; sources: string[]; lost: number } | { ok: false; sentence: string };

/** Where a picture of the piece is fetched from. Old texts name their own site without the s. */
export function pictureAddress(src: string, piece: Pick<ImportedPiece, 'link' | 'archived'>): string | null {
  const { archived = {} } = piece;
  if (Object.hasOwn(archived, src)) return archived[src]!;
  const address = src.startsWith('data:') ? null : addressOf(src, piece.link);
  return address?.replace(/^http:(?=\/\/[^/:]+(\/|$))/, 'https:') ?? null;
}

interface Known {
  /** The pictures that are in the library by now, by their addresses. */
  pictures?: ReadonlyMap<string, string>;
  /** The piece that a link leads to, by what the link calls it. */
  item?(name: string): string | null;
}

/** The piece's text as a document. */
export async function documentOf(piece: ImportedPiece, { pictures: fetched = new Map(), item = () => null }: Known = {}): Promise<Drawn> {
  // The parsers come only to whoever imports.
  const [{ parseHtml }, { parseMarkdown }, { checkDocument }] = await Promise.all([import('../document/parse-html.ts'), import('../document/parse-markdown.ts'), import('../document/check-document.ts')]);
  const asset = (src: string) => fetched.get(pictureAddress(src, piece) ?? '') ?? null;
  const reading = {
    asset,
    item: (href: string) => {
      const name = nameOfLink(href, piece);
      return name === null ? null : item(name);
    },
  };
  const parsed = piece.format === 'html' ? parseHtml(piece.text, reading) : parseMarkdown(piece.text, reading);
  const checked = checkDocument(parsed.document);
  if (!checked.ok) return { ok: false, sentence: checked.sentence };
  const addresses = parsed.images.map(({ src }) => pictureAddress(src, piece));
  const cover = piece.coverUrl === null ? null : pictureAddress(piece.coverUrl, piece);
  const pictures = [...new Set([...(cover ? [cover] : []), ...addresses.filter((address) => address !== null)])];
  return { ok: true, document: checked.document, pictures: pictures.slice(0, 500), sources: parsed.images.map(({ src }) => src), lost: addresses.filter((address) => address === null).length };
}
