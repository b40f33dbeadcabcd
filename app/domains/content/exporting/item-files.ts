import type { DocumentJson } from '../document/document.ts';
import { renderMarkdown } from '../document/render-markdown.ts';

export interface WholeItem {
  id: string;
  title: string;
  slug: string;
  type: string;
  language: string;
  status: string;
  excerpt: string;
  body: unknown;
  seo: { title?: string; description?: string; canonical?: string; noindex?: boolean };
  metadata: Record<string, unknown>;
  coverAssetId: string | null;
  author: string | null;
  tags: string[];
  linked: Record<string, string>;
  publishedAt: string | null;
  createdAt: string;
  editedAt: string;
}

/** One item as Markdown: what our own importer reads, and every other that knows front matter. JSON's values are YAML's too, and a link to another piece leads to its file. */
export function markdownOf(item: WholeItem, categoryPath: readonly string[]): string {
  const { seo } = item;
  const fields: Record<string, unknown> = {
    title: item.title, slug: item.slug, type: item.type, language: item.language, status: item.status,
    date: item.publishedAt, created: item.createdAt, updated: item.editedAt, author: item.author, excerpt: item.excerpt, tags: item.tags,
    categories: categoryPath.length > 0 ? [categoryPath] : [],
    cover: item.coverAssetId && `asset:${item.coverAssetId}`,
    seo_title: seo.title, seo_description: seo.description, canonical: seo.canonical, noindex: seo.noindex, metadata: item.metadata,
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => (name !== 'title' && isEmpty(value) ? [] : [`${name}: ${JSON.stringify(value)}`]));
  return `---\n${lines.join('\n')}\n---\n\n${renderMarkdown(item.body as DocumentJson, { item: (id) => (item.linked[id] ? `${item.linked[id]}.md` : `item:${id}`) })}`;
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

/** The whole item, with what a list of it would have to look up. */
export const jsonOf = ({ linked: _linked, ...item }: WholeItem, categoryPath: readonly string[]) => `${JSON.stringify({ ...item, categoryPath }, null, 2)}\n`;
