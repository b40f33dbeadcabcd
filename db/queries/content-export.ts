import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { contentItems, contentTemplates, mediaAssets, mediaUsages, tags, users } from '../schema/index.ts';
import { list, paged } from '../scope.ts';
import type { Page } from './keyset.ts';

/** Every living item, whole, in the order of their making. */
export const wholeItems = (page: Page) =>
  paged(
    page,
    (db, most) =>
      db
        .select({
          id: contentItems.id,
          title: contentItems.title,
          slug: contentItems.slug,
          type: contentItems.type,
          format: contentItems.format,
          platform: contentItems.platform,
          language: contentItems.language,
          translationGroup: contentItems.translationGroup,
          status: contentItems.status,
          excerpt: contentItems.excerpt,
          body: contentItems.body,
          seo: contentItems.seo,
          metadata: contentItems.metadata,
          categoryId: contentItems.categoryId,
          coverAssetId: contentItems.coverAssetId,
          author: users.name,
          wordCount: contentItems.wordCount,
          revision: contentItems.revision,
          revisions: sql<number>`(select count(*)::int from content_revisions r where r.organization_id = ${contentItems.organizationId} and r.content_item_id = ${contentItems.id})`,
          tags: sql<string[]>`(select coalesce(jsonb_agg(t.name order by lower(t.name)), '[]'::jsonb) from content_item_tags l join tags t on t.id = l.tag_id where l.content_item_id = ${contentItems.id})`,
          /** The living pieces that it links to, each with its address. */
          linked: sql<Record<string, string>>`(select coalesce(jsonb_object_agg(t.id, t.slug), '{}'::jsonb) from content_links l join content_items t on t.id = l.target_item_id and t.deleted_at is null where l.content_item_id = ${contentItems.id})`,
          publishedAt: contentItems.publishedAt,
          createdAt: contentItems.createdAt,
          editedAt: contentItems.editedAt,
        })
        .from(contentItems)
        .leftJoin(users, eq(users.id, contentItems.authorId))
        .where(and(eq(contentItems.organizationId, sql`app.current_org()`), isNull(contentItems.deletedAt), page.after ? gt(contentItems.id, page.after) : undefined))
        .orderBy(asc(contentItems.id))
        .limit(most),
    ({ id }) => id,
  );

const assetColumns = { id: mediaAssets.id, name: mediaAssets.name, altText: mediaAssets.altText, type: mediaAssets.type, mimeType: mediaAssets.mimeType, byteSize: mediaAssets.byteSize, sha256: mediaAssets.sha256, width: mediaAssets.width, height: mediaAssets.height };
const living = and(isNull(mediaAssets.deletedAt), eq(mediaAssets.status, 'ready'));

/** The files that stand in some item. */
export const assetsInContent = (page: Page) =>
  paged(
    page,
    (db, most) =>
      db
        .select(assetColumns)
        .from(mediaAssets)
        .where(and(eq(mediaAssets.organizationId, sql`app.current_org()`), living, sql`exists (select from ${mediaUsages} where ${mediaUsages.assetId} = ${mediaAssets.id} and ${mediaUsages.place} = 'content_item')`, page.after ? gt(mediaAssets.id, page.after) : undefined))
        .orderBy(asc(mediaAssets.id))
        .limit(most),
    ({ id }) => id,
  );

export const assetsByIds = (ids: string[]) => list((db) => db.select(assetColumns).from(mediaAssets).where(and(living, inArray(mediaAssets.id, ids))));

/** All of them, to the bound of what a list of them can hold; a private template is its maker's own. */
export const wholeTemplates = () =>
  list((db) =>
    db
      .select({ id: contentTemplates.id, name: contentTemplates.name, description: contentTemplates.description, kind: contentTemplates.kind, contentType: contentTemplates.contentType, structure: contentTemplates.structure, defaultValues: contentTemplates.defaultValues, body: contentTemplates.body, variables: contentTemplates.variables, category: contentTemplates.category })
      .from(contentTemplates)
      .where(and(isNull(contentTemplates.deletedAt), sql`(${contentTemplates.isPublic} or ${contentTemplates.createdBy} = (select app.current_user_id()))`))
      .orderBy(asc(contentTemplates.id))
      .limit(1000),
  );

export const tagsAfter = (page: Page) =>
  paged(
    page,
    (db, most) => db.select({ id: tags.id, name: tags.name, slug: tags.slug, color: tags.color, usageCount: tags.usageCount }).from(tags).where(page.after ? gt(tags.id, page.after) : undefined).orderBy(asc(tags.id)).limit(most),
    ({ id }) => id,
  );
