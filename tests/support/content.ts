import type { TestApp } from './app.ts';

export const textDocument = (...paragraphs: string[]) => ({
  type: 'doc',
  content: paragraphs.map((text) => ({ type: 'paragraph', attrs: { textAlign: null }, ...(text ? { content: [{ type: 'text', text }] } : {}) })),
});

let counter = 0;

/** An item with its first revision, as create-item.server.ts leaves it. */
export async function arrangeItem(app: TestApp, organizationId: string, columns: Record<string, unknown> = {}): Promise<string> {
  counter += 1;
  const values: Record<string, unknown> = { organization_id: organizationId, title: `Piece ${counter}`, slug: `piece-${counter}-${Math.random().toString(36).slice(2, 7)}`, ...columns };
  const names = Object.keys(values);
  const { rows } = await app.owner.query(
    `insert into content_items (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')}) returning id`,
    names.map((name) => (typeof values[name] === 'object' && values[name] !== null ? JSON.stringify(values[name]) : values[name])),
  );
  const id = rows[0].id as string;
  await app.owner.query(
    `insert into content_revisions (organization_id, content_item_id, number, title, excerpt, body, fields, word_count, content_hash, reason)
     select organization_id, id, revision, title, excerpt, body,
       jsonb_build_object('slug', slug, 'type', type, 'format', format, 'platform', platform, 'language', language, 'seo', seo, 'metadata', metadata, 'categoryId', category_id, 'coverAssetId', cover_asset_id, 'tags', '[]'::jsonb),
       word_count, content_hash, 'create' from content_items where id = $1`,
    [id],
  );
  return id;
}
