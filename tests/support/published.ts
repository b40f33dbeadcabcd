import type { Edition } from '#db/schema/publishing.ts';
import type { DocumentJson } from '#app/domains/content/document/document.ts';
import { renderHtml } from '#app/domains/content/document/render-html.ts';
import { renderMarkdown } from '#app/domains/content/document/render-markdown.ts';
import { renderText } from '#app/domains/content/document/render-text.ts';
import type { TestApp } from './app.ts';
import { SYSTEM_SECRET } from './cluster.ts';
import { arrangeItem } from './content.ts';

type Owned = Pick<TestApp, 'owner'>;

/** What readers would get of an item as it stands, unless the test says otherwise. */
async function editionOf(app: Owned, itemId: string, given: Partial<Edition>): Promise<Edition & { revision: number }> {
  const { rows } = await app.owner.query(
    `select i.*, u.name as author_name, array(select t.tag_id from content_item_tags t where t.content_item_id = i.id) as tag_ids
     from content_items i left join users u on u.id = i.author_id where i.id = $1`,
    [itemId],
  );
  const item = rows[0];
  const body = (given.body ?? item.body) as DocumentJson;
  const text = renderText(body);
  return {
    revision: item.revision,
    language: item.language,
    translationGroup: item.translation_group,
    type: item.type,
    format: item.format,
    slug: item.slug,
    title: item.title,
    excerpt: item.excerpt,
    html: renderHtml(body),
    markdown: renderMarkdown(body),
    text,
    body,
    wordCount: text.split(/\s+/).filter(Boolean).length,
    seo: item.seo,
    cover: null,
    shareImage: null,
    author: item.author_id && { id: item.author_id, name: item.author_name, slug: item.author_name.toLowerCase().replace(/[^a-z0-9]+/g, '-') },
    categoryId: item.category_id,
    tagIds: item.tag_ids,
    ...given,
  };
}

/** Puts an item in front of its readers at once, by the function that the clock uses. Answers the publication's id. */
export async function publishNow(app: Owned, organizationId: string, itemId: string, edition: Partial<Edition> = {}): Promise<string> {
  const { revision, ...whole } = await editionOf(app, itemId, edition);
  return carryOut(app, organizationId, itemId, 'publish', revision, JSON.stringify(whole));
}

/** Takes it away from them. */
export const unpublishNow = (app: Owned, organizationId: string, itemId: string): Promise<string> => carryOut(app, organizationId, itemId, 'unpublish', null, null);

async function carryOut(app: Owned, organizationId: string, itemId: string, kind: string, revision: number | null, edition: string | null): Promise<string> {
  const { rows } = await app.owner.query(
    'insert into publications (organization_id, content_item_id, kind, revision, edition) values ($1, $2, $3, $4, $5) returning id',
    [organizationId, itemId, kind, revision, edition],
  );
  const id = rows[0].id as string;
  await app.owner.query("with entered as materialized (select set_config('app.context', $2, true) as context) select app.carry_out($1::uuid, null) from entered where context <> ''", [id, `system:${SYSTEM_SECRET}:${organizationId}`]);
  return id;
}

/** One of each that publishing has a name for: something planned, a release with a piece, a preview link. */
export async function arrangeOutlet(app: TestApp, organizationId: string): Promise<{ publication: string; release: string; preview: string }> {
  const item = await arrangeItem(app, organizationId, { title: 'Planned in the walled-paper', status: 'scheduled' });
  const one = async (sql: string, values: unknown[]) => (await app.owner.query(sql, [organizationId, ...values])).rows[0].id as string;
  const release = await one("insert into releases (organization_id, name) values ($1, 'Launch of the walled-paper') returning id", []);
  await app.owner.query('insert into release_items (organization_id, release_id, content_item_id) values ($1, $2, $3)', [organizationId, release, item]);
  return {
    release,
    publication: await one("insert into publications (organization_id, content_item_id, kind, revision, edition, due_at) values ($1, $2, 'publish', 1, '{}', '2030-01-01') returning id", [item]),
    preview: await one("insert into preview_links (organization_id, content_item_id, revision, token_hash, expires_at) values ($1, $2, 1, sha256('preview'), now() + interval '1 day') returning id", [item]),
  };
}
