import type { ItemFields } from '#db/schema/content.ts';
import type { DocumentJson } from './document/document.ts';

/** An item as one save left it: what a conflict compares. */
export interface Version extends ItemFields {
  revision: number;
  title: string;
  excerpt: string;
  body: DocumentJson;
  editor: string | null;
  editedAt: string;
}

type Known = Omit<Version, 'tags' | 'body'> & { tags: { name: string }[]; body: unknown };

export function versionOf({ revision, title, excerpt, body, slug, type, format, platform, language, seo, metadata, categoryId, coverAssetId, tags, editor, editedAt }: Known): Version {
  return {
    revision, title, excerpt, slug, type, format, platform, language, seo, metadata, categoryId, coverAssetId, editor, editedAt,
    body: body as DocumentJson,
    tags: tags.map(({ name }) => name),
  };
}
