import { and, asc, desc, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { TEMPLATE_KINDS } from '../schema/choices.ts';
import { contentCategories, contentItems, contentTemplates, tags, users } from '../schema/index.ts';
import { list, one, paged } from '../scope.ts';
import type { Page } from './keyset.ts';

export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

/** The id that nothing has: what a page asks for when its address names nothing. */
export const NO_ID = '00000000-0000-0000-0000-000000000000';

/** The whole tree, flat, parents before children, with how many living pieces stand in each. */
export const categoryTree = () =>
  list((db) => {
    const counted = db
      .select({ categoryId: contentItems.categoryId, count: sql<number>`count(*)::int`.as('count') })
      .from(contentItems)
      .where(and(isNull(contentItems.deletedAt), sql`${contentItems.categoryId} is not null`))
      .groupBy(contentItems.categoryId)
      .as('counted');
    return db
      .select({
        id: contentCategories.id,
        parentId: contentCategories.parentId,
        name: contentCategories.name,
        path: contentCategories.path,
        count: sql<number>`coalesce(${counted.count}, 0)`,
      })
      .from(contentCategories)
      .leftJoin(counted, eq(counted.categoryId, contentCategories.id))
      .where(isNull(contentCategories.deletedAt))
      .orderBy(sql`length(${contentCategories.path})`, asc(contentCategories.position), asc(contentCategories.id))
      .limit(2000);
  });

export const categoryById = (id: string) =>
  one((db) =>
    db
      .select({
        id: contentCategories.id,
        parentId: contentCategories.parentId,
        name: contentCategories.name,
        slug: contentCategories.slug,
        description: contentCategories.description,
        seo: contentCategories.seo,
        position: contentCategories.position,
        path: contentCategories.path,
        /** The sibling after it: where a move is taken back to. */
        nextId: sql<string | null>`(select s.id from content_categories s where s.parent_id is not distinct from content_categories.parent_id and s.deleted_at is null
          and (s.position, s.id) > (content_categories.position, content_categories.id) order by s.position, s.id limit 1)`,
      })
      .from(contentCategories)
      .where(and(eq(contentCategories.id, id), isNull(contentCategories.deletedAt))),
  );

const tagColumns = {
  id: tags.id,
  name: tags.name,
  color: tags.color,
  usageCount: tags.usageCount,
  inContent: sql<number>`(select count(*)::int from content_item_tags l where l.tag_id = tags.id)`,
  inMedia: sql<number>`(select count(*)::int from asset_tags l where l.tag_id = tags.id)`,
  cursor: sql<string>`lower(${tags.name})`,
};

/** Text as itself within a LIKE. */
const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** In the order of the alphabet, by keyset: no two names are alike. */
export const tagPage = (search: string, page: Page) =>
  paged(
    page,
    (db, most) =>
      db
        .select(tagColumns)
        .from(tags)
        .where(and(search ? sql`lower(${tags.name}) like '%' || lower(${literally(search)}) || '%'` : undefined, page.after === undefined ? undefined : sql`lower(${tags.name}) > ${page.after}`))
        .orderBy(sql`lower(${tags.name})`)
        .limit(most),
    ({ cursor }) => cursor,
  );

export const tagById = (id: string) => one((db) => db.select(tagColumns).from(tags).where(eq(tags.id, id)));

export const tagByName = (name: string) => one((db) => db.select({ id: tags.id, name: tags.name }).from(tags).where(sql`lower(${tags.name}) = lower(${name})`));

export const tagNames = (ids: readonly string[]) => list((db) => db.select({ id: tags.id, name: tags.name, usageCount: tags.usageCount }).from(tags).where(sql`${tags.id} = any (${`{${ids.join(',')}}`}::uuid[])`));

/** A private template is there for its maker and for nobody else. */
export const isVisibleTemplate: SQL = sql`(${contentTemplates.deletedAt} is null and (${contentTemplates.isPublic} or ${contentTemplates.createdBy} = (select app.current_user_id())))`;

const templateColumns = {
  id: contentTemplates.id,
  name: contentTemplates.name,
  description: contentTemplates.description,
  kind: contentTemplates.kind,
  contentType: contentTemplates.contentType,
  category: contentTemplates.category,
  isPublic: contentTemplates.isPublic,
  usageCount: contentTemplates.usageCount,
  updatedAt: contentTemplates.updatedAt,
  maker: users.name,
  own: sql<boolean>`coalesce(${contentTemplates.createdBy} = (select app.current_user_id()), false)`,
};

export const templates = (filter: { search?: string | undefined; kind?: TemplateKind | undefined }, page: Page) =>
  paged(
    page,
    (db, most) => {
      const after = page.after === undefined ? undefined : sql`(lower(${contentTemplates.name}), ${contentTemplates.id}) > (${page.after.slice(37)}, ${page.after.slice(0, 36)}::uuid)`;
      return db
        .select({ ...templateColumns, cursor: sql<string>`lower(${contentTemplates.name})` })
        .from(contentTemplates)
        .leftJoin(users, eq(users.id, contentTemplates.createdBy))
        .where(
          and(
            isVisibleTemplate,
            filter.kind && eq(contentTemplates.kind, filter.kind),
            filter.search ? or(sql`lower(${contentTemplates.name}) like '%' || lower(${literally(filter.search)}) || '%'`, sql`lower(${contentTemplates.description}) like '%' || lower(${literally(filter.search)}) || '%'`) : undefined,
            after,
          ),
        )
        .orderBy(sql`lower(${contentTemplates.name})`, asc(contentTemplates.id))
        .limit(most);
    },
    ({ id, cursor }) => `${id}~${cursor}`,
  );

/** What a new piece can start from: the most used first. */
export const templateChoices = (kind: TemplateKind) =>
  list((db) =>
    db
      .select({ id: contentTemplates.id, name: contentTemplates.name, description: contentTemplates.description, contentType: contentTemplates.contentType, isPublic: contentTemplates.isPublic })
      .from(contentTemplates)
      .where(and(isVisibleTemplate, eq(contentTemplates.kind, kind)))
      .orderBy(desc(contentTemplates.usageCount), sql`lower(${contentTemplates.name})`)
      .limit(100),
  );

export const templateById = (id: string) =>
  one((db) =>
    db
      .select({
        ...templateColumns,
        structure: contentTemplates.structure,
        defaultValues: contentTemplates.defaultValues,
        body: contentTemplates.body,
        variables: contentTemplates.variables,
        /** Its default category, where that still is. */
        categoryId: sql<string | null>`(select c.id from content_categories c where c.id::text = ${contentTemplates.defaultValues} ->> 'categoryId' and c.deleted_at is null)`,
      })
      .from(contentTemplates)
      .leftJoin(users, eq(users.id, contentTemplates.createdBy))
      .where(and(eq(contentTemplates.id, id), isVisibleTemplate)),
  );

/** What this person's pieces start with: what they prefer, and the language they last wrote in. */
export const ownStart = () =>
  one((db) =>
    db
      .select({
        preferences: users.preferences,
        language: sql<string | null>`(select i.language from content_items i where i.author_id = users.id and i.deleted_at is null order by i.edited_at desc, i.id desc limit 1)`,
      })
      .from(users)
      .where(eq(users.id, sql`(select app.current_user_id())`)),
  );
