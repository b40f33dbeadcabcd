import type { z } from 'zod';
import { Refused } from '#db/scope.ts';
import { checkDocument } from '#app/domains/content/document/check-document.ts';
import type { DocumentJson } from '#app/domains/content/document/document.ts';
import { renderHtml, type ShownAsset } from '#app/domains/content/document/render-html.ts';
import { renderMarkdown } from '#app/domains/content/document/render-markdown.ts';
import { renderText } from '#app/domains/content/document/render-text.ts';
import { fileAddress } from '#app/domains/media/address.ts';
import { problem } from '#app/platform/problem.ts';
import type { BODY_FORMS } from './item-inputs.ts';
import type { Document } from './item-shape.ts';

/** Markdown needs its parser and an HTML parser: loaded by the first request that sends some. */
export async function textOf({ body, markdown }: { body?: DocumentJson | undefined; markdown?: string | undefined }): Promise<{ body?: DocumentJson }> {
  if (markdown === undefined) return body ? { body } : {};
  const { parseMarkdown } = await import('#app/domains/content/document/parse-markdown.ts');
  const checked = checkDocument(parseMarkdown(markdown).document);
  if (!checked.ok) throw new Refused(problem('invalid', checked.sentence, { field: 'markdown' }));
  return { body: checked.document };
}

interface Pictured {
  id: string;
  name: string;
  altText: string;
  mimeType: string;
  visibility: string;
  sha256: string | null;
  width: number | null;
  height: number | null;
}

/** A private file has no address that could stand in a text. */
function shownAsset(origin: string, assets: readonly Pictured[], id: string): ShownAsset | null {
  const found = assets.find((asset) => asset.id === id && asset.visibility === 'public');
  return found ? { src: origin + fileAddress(found), width: found.width, height: found.height, alt: found.altText, mime: found.mimeType } : null;
}

/** The text in the form that was asked for. A link to another piece is its words alone in HTML: nothing has an address yet. */
export function bodyAs(form: (typeof BODY_FORMS)[number], body: unknown, origin = '', assets: readonly Pictured[] = []): z.infer<typeof Document> | string {
  const { content = [] } = body as Partial<DocumentJson>;
  const document: DocumentJson = { type: 'doc', content };
  switch (form) {
    case 'json':
      return { type: 'doc', content: content.map((block) => ({ ...block })) };
    case 'html':
      return renderHtml(document, { asset: (id) => shownAsset(origin, assets, id) });
    case 'markdown':
      return renderMarkdown(document);
    case 'text':
      return renderText(document);
  }
}
