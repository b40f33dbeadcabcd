/** A document as it is stored: ProseMirror's own JSON. `grammar.ts` says what may stand in it. */
export interface DocumentNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: DocumentNode[];
  marks?: Mark[];
  text?: string;
}

export interface Mark {
  type: string;
  attrs?: Record<string, unknown>;
}

export type Block = DocumentNode;
export type Inline = DocumentNode;

export interface DocumentJson {
  type: 'doc';
  content: Block[];
}

export interface GalleryImage {
  assetId: string;
  alt: string;
  caption: string;
}

export const MOST = { characters: 2_000_000, blocks: 10_000, depth: 30 } as const;

export const paragraph = (content: Inline[] = [], textAlign: string | null = null): Block => ({ type: 'paragraph', attrs: { textAlign }, ...(content.length > 0 ? { content } : {}) });

export const plain = (text: string, marks: Mark[] = []): Inline => ({ type: 'text', ...(marks.length > 0 ? { marks } : {}), text });

/** One empty paragraph: somewhere for the cursor to stand. */
export const emptyDocument = (): DocumentJson => ({ type: 'doc', content: [paragraph()] });

/** An attribute that is text, or nothing. Whoever only shows a document does not rely on its having been checked. */
export function words(node: DocumentNode | Mark, name: string): string {
  const value = node.attrs?.[name];
  return typeof value === 'string' ? value : '';
}

export function count(node: DocumentNode, name: string, otherwise: number): number {
  const value = node.attrs?.[name];
  return typeof value === 'number' && Number.isInteger(value) ? value : otherwise;
}

export const pictures = (node: DocumentNode): GalleryImage[] =>
  (Array.isArray(node.attrs?.images) ? node.attrs.images : []).map((image) => ({ assetId: words({ type: '', attrs: image }, 'assetId'), alt: words({ type: '', attrs: image }, 'alt'), caption: words({ type: '', attrs: image }, 'caption') }));
