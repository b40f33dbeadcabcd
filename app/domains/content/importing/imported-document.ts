import type { DocumentJson } from '../document/document.ts';
import { addressOf, type ImportedPiece } from './imported-piece.ts';

export type Drawn = { ok: true; document: DocumentJson; pictures: string[]; lost: number } | { ok: false; sentence: string };

/** Where a picture of the piece is fetched from. Old texts name their own site without the s. */
export function pictureAddress(src: string, piece: Pick<ImportedPiece, 'link'>): string | null {
  const address = src.startsWith('data:') ? null : addressOf(src, piece.link);
  return address?.replace(/^http:(?=\/\/[^/:]+(\/|$))/, 'https:') ?? null;
}

/** The piece's text as a document. `fetched` knows the pictures that are in the library by now. */
export async function documentOf(piece: ImportedPiece, fetched: ReadonlyMap<string, string> = new Map()): Promise<Drawn> {
  // The parsers come only to whoever imports.
  const [{ parseHtml }, { parseMarkdown }, { checkDocument }] = await Promise.all([import('../document/parse-html.ts'), import('../document/parse-markdown.ts'), import('../document/check-document.ts')]);
  const asset = (src: string) => fetched.get(pictureAddress(src, piece) ?? '') ?? null;
  const parsed = piece.format === 'html' ? parseHtml(piece.text, { asset }) : parseMarkdown(piece.text, { asset });
  const checked = checkDocument(parsed.document);
  if (!checked.ok) return { ok: false, sentence: checked.sentence };
  const addresses = parsed.images.map(({ src }) => pictureAddress(src, piece));
  const cover = piece.coverUrl === null ? null : pictureAddress(piece.coverUrl, piece);
  const pictures = [...new Set([...(cover ? [cover] : []), ...addresses.filter((address) => address !== null)])];
  return { ok: true, document: checked.document, pictures: pictures.slice(0, 500), lost: addresses.filter((address) => address === null).length };
}
