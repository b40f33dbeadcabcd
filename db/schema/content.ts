import { sql } from 'drizzle-orm';
import { type AnyPgColumn, bigint, boolean, customType, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { APPROVAL_STATUSES, COMMENT_AUDIENCES, COMMENT_STATUSES, CONTENT_FORMATS, CONTENT_STATUSES, CONTENT_TYPES, PLATFORMS, REVISION_REASONS, TEMPLATE_KINDS } from './choices.ts';
import { createdAt, currentOrganization, deletedAt, id, instant, oneOf, updatedAt } from './columns.ts';
import { organizations, users } from './identity.ts';
import { mediaAssets } from './media.ts';
import { projects } from './projects.ts';
import { tags } from './tags.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** A document of the editor, as JSON; app/domains/content/document/ knows its nodes. */
export interface Body {
  type: 'doc';
  content?: unknown[];
}

export interface Seo {
  title?: string;
  description?: string;
  keywords?: string[];
  canonical?: string;
  imageAssetId?: string;
  noindex?: boolean;
}

/** The fields of an item beside its words, as a revision keeps them. */
export interface ItemFields {
  slug: string;
  type: string;
  format: string;
  platform: string | null;
  language: string;
  seo: Seo;
  metadata: Record<string, unknown>;
  categoryId: string | null;
  coverAssetId: string | null;
  tags: string[];
}

/** Where in the text a comment stands: the words themselves with what is around them, for places move and words stay. */
export interface Anchor {
  quote: string;
  before: string;
  after: string;
}

export interface TemplateSection {
  title: string;
  hint: string;
  required: boolean;
}

/** What a piece keeps of a section that its template requires, in its metadata: the template may change afterwards. */
export type RequiredSection = Pick<TemplateSection, 'title' | 'hint'>;

export interface TemplateVariable {
  name: string;
  label: string;
  type: 'text' | 'long_text' | 'number' | 'date' | 'url' | 'choice';
  required: boolean;
  fallback: string;
  choices: string[];
}

export const contentCategories = pgTable(
  'content_categories',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    parentId: uuid('parent_id'),
    name: text('name').notNull(),
    slug: text('slug').notNull(),
    description: text('description').notNull().default(''),
    seo: jsonb('seo').$type<Seo>().notNull().default({}),
    /** Among its siblings, from 0. */
    position: integer('position').notNull().default(0),
    /** The ids from the root to here, as /a/b/. */
    path: text('path').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    unique('content_categories_tenant_key').on(t.organizationId, t.id),
    foreignKey({ name: 'content_categories_parent_fk', columns: [t.organizationId, t.parentId], foreignColumns: [t.organizationId, t.id] as [AnyPgColumn, AnyPgColumn] }),
    uniqueIndex('content_categories_slug_key').on(t.organizationId, t.slug).where(sql`deleted_at is null`),
    index('content_categories_parent_index').on(t.organizationId, t.parentId, t.position),
    index('content_categories_path_index').on(t.organizationId, t.path.op('text_pattern_ops')),
  ],
);

export const contentTemplates = pgTable(
  'content_templates',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    createdBy: uuid('created_by').references(() => users.id, { onDelete: 'set null' }),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    kind: text('kind', { enum: TEMPLATE_KINDS }).notNull().default('content'),
    contentType: text('content_type', { enum: CONTENT_TYPES }),
    structure: jsonb('structure').$type<TemplateSection[]>().notNull().default([]),
    defaultValues: jsonb('default_values').$type<Record<string, unknown>>().notNull().default({}),
    body: jsonb('body').$type<Body>().notNull().default({ type: 'doc', content: [{ type: 'paragraph' }] }),
    variables: jsonb('variables').$type<TemplateVariable[]>().notNull().default([]),
    category: text('category').notNull().default(''),
    /** Everyone in the organization may use it; a private one is its maker's. */
    isPublic: boolean('is_public').notNull().default(true),
    usageCount: integer('usage_count').notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    unique('content_templates_tenant_key').on(t.organizationId, t.id),
    index('content_templates_list_index').on(t.organizationId, t.kind, sql`lower(name)`).where(sql`deleted_at is null`),
    index('content_templates_maker_index').on(t.createdBy),
    oneOf('content_templates_kind_check', t.kind, TEMPLATE_KINDS),
    oneOf('content_templates_type_check', t.contentType, CONTENT_TYPES),
  ],
);

export const contentItems = pgTable(
  'content_items',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    authorId: uuid('author_id').references(() => users.id, { onDelete: 'set null' }),
    categoryId: uuid('category_id'),
    templateId: uuid('template_id'),
    projectId: uuid('project_id'),
    title: text('title').notNull().default(''),
    /** What the titles are put in order by: behind a policy an index on lower(title) would not be used. */
    titleKey: text('title_key').notNull().generatedAlwaysAs(sql`lower(title)`),
    slug: text('slug').notNull(),
    type: text('type', { enum: CONTENT_TYPES }).notNull().default('article'),
    format: text('format', { enum: CONTENT_FORMATS }).notNull().default('text'),
    platform: text('platform', { enum: PLATFORMS }),
    language: text('language').notNull().default('en'),
    /** The same for an item and its translations. */
    translationGroup: uuid('translation_group').notNull().default(sql`app.uuid7()`),
    excerpt: text('excerpt').notNull().default(''),
    body: jsonb('body').$type<Body>().notNull().default({ type: 'doc', content: [{ type: 'paragraph' }] }),
    bodyText: text('body_text').notNull().default(''),
    wordCount: integer('word_count').notNull().default(0),
    seo: jsonb('seo').$type<Seo>().notNull().default({}),
    metadata: jsonb('metadata').$type<Record<string, unknown>>().notNull().default({}),
    coverAssetId: uuid('cover_asset_id'),
    status: text('status', { enum: CONTENT_STATUSES }).notNull().default('draft'),
    scheduledFor: instant('scheduled_for'),
    timeZone: text('time_zone'),
    publishedAt: instant('published_at'),
    /** The revision that readers see, and the one that the clock will show them. */
    publishedRevision: integer('published_revision'),
    scheduledRevision: integer('scheduled_revision'),
    /** Counts up with each change of the content; a write names the one it was made from. */
    revision: integer('revision').notNull().default(1),
    /** SHA-256 of what an approval is given for, kept by a trigger. */
    contentHash: text('content_hash').notNull().default(''),
    /** When a person last changed it: counts and tags of others leave it as it is. */
    editedAt: instant('edited_at').notNull().default(sql`now()`),
    editedBy: uuid('edited_by').references(() => users.id, { onDelete: 'set null' }),
    viewCount: bigint('view_count', { mode: 'number' }).notNull().default(0),
    likeCount: bigint('like_count', { mode: 'number' }).notNull().default(0),
    shareCount: bigint('share_count', { mode: 'number' }).notNull().default(0),
    commentCount: integer('comment_count').notNull().default(0),
    /** The names of its tags, for the search; kept by a trigger. */
    tagText: text('tag_text').notNull().default(''),
    search: tsvector('search').generatedAlwaysAs(
      sql`setweight(to_tsvector(app.search_language(language), app.folded(title)), 'A') || setweight(to_tsvector(app.search_language(language), app.folded(tag_text || ' ' || excerpt)), 'B') || setweight(to_tsvector(app.search_language(language), app.folded(left(body_text, 200000))), 'D')`,
    ),
    /** The title in letters that typos are forgiven in. */
    likeness: text('likeness').notNull().generatedAlwaysAs(sql`app.likeness(title)`),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    unique('content_items_tenant_key').on(t.organizationId, t.id),
    foreignKey({ name: 'content_items_category_fk', columns: [t.organizationId, t.categoryId], foreignColumns: [contentCategories.organizationId, contentCategories.id] }),
    foreignKey({ name: 'content_items_template_fk', columns: [t.organizationId, t.templateId], foreignColumns: [contentTemplates.organizationId, contentTemplates.id] }),
    foreignKey({ name: 'content_items_project_fk', columns: [t.organizationId, t.projectId], foreignColumns: [projects.organizationId, projects.id] }),
    index('content_items_project_index').on(t.organizationId, t.projectId, t.editedAt.desc().nullsFirst(), t.id.desc().nullsFirst()).where(sql`deleted_at is null`),
    index('content_items_board_index').on(t.organizationId, t.projectId, t.status, t.editedAt.desc().nullsFirst(), t.id.desc().nullsFirst()).where(sql`deleted_at is null`),
    foreignKey({ name: 'content_items_cover_fk', columns: [t.organizationId, t.coverAssetId], foreignColumns: [mediaAssets.organizationId, mediaAssets.id] }),
    index('content_items_cover_index').on(t.organizationId, t.coverAssetId),
    uniqueIndex('content_items_slug_key').on(t.organizationId, t.slug).where(sql`deleted_at is null`),
    uniqueIndex('content_items_translation_key').on(t.organizationId, t.translationGroup, t.language).where(sql`deleted_at is null`),
    index('content_items_edited_index').on(t.organizationId, t.editedAt.desc().nullsFirst(), t.id.desc().nullsFirst()).where(sql`deleted_at is null`),
    index('content_items_status_index').on(t.organizationId, t.status, t.editedAt.desc().nullsFirst(), t.id.desc().nullsFirst()).where(sql`deleted_at is null`),
    index('content_items_author_index').on(t.organizationId, t.authorId, t.editedAt.desc().nullsFirst(), t.id.desc().nullsFirst()).where(sql`deleted_at is null`),
    index('content_items_category_index').on(t.organizationId, t.categoryId, t.editedAt.desc().nullsFirst(), t.id.desc().nullsFirst()).where(sql`deleted_at is null`),
    index('content_items_type_index').on(t.organizationId, t.type, t.editedAt.desc().nullsFirst(), t.id.desc().nullsFirst()).where(sql`deleted_at is null`),
    index('content_items_language_index').on(t.organizationId, t.language, t.editedAt.desc().nullsFirst(), t.id.desc().nullsFirst()).where(sql`deleted_at is null`),
    index('content_items_created_index').on(t.organizationId, t.id.desc().nullsFirst()).where(sql`deleted_at is null`),
    index('content_items_title_index').on(t.organizationId, t.titleKey, t.id).where(sql`deleted_at is null`),
    index('content_items_published_index').on(t.organizationId, t.publishedAt.desc().nullsFirst(), t.id.desc().nullsFirst()).where(sql`deleted_at is null and published_at is not null`),
    index('content_items_trash_index').on(t.organizationId, t.deletedAt.desc().nullsFirst(), t.id.desc().nullsFirst()).where(sql`deleted_at is not null`),
    index('content_items_template_index').on(t.organizationId, t.templateId),
    index('content_items_search_index').using('gin', t.organizationId, t.search).where(sql`deleted_at is null`),
    index('content_items_likeness_index').using('gin', t.organizationId, sql`likeness gin_trgm_ops`).where(sql`deleted_at is null`),
    index('content_items_writer_index').on(t.authorId),
    index('content_items_editor_index').on(t.editedBy),
    oneOf('content_items_type_check', t.type, CONTENT_TYPES),
    oneOf('content_items_format_check', t.format, CONTENT_FORMATS),
    oneOf('content_items_platform_check', t.platform, PLATFORMS),
    oneOf('content_items_status_check', t.status, CONTENT_STATUSES),
  ],
);

/** An item as it was at one revision, whole. Autosaves are thinned as they age; what readers saw never is. */
export const contentRevisions = pgTable(
  'content_revisions',
  {
    id: id(),
    organizationId: currentOrganization(),
    itemId: uuid('content_item_id').notNull(),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    excerpt: text('excerpt').notNull(),
    body: jsonb('body').$type<Body>().notNull(),
    fields: jsonb('fields').$type<ItemFields>().notNull(),
    wordCount: integer('word_count').notNull(),
    contentHash: text('content_hash').notNull(),
    /** What a person called it: a named one is never thinned. */
    name: text('name').notNull().default(''),
    /** What changed since the one before: the names of the fields. */
    changes: jsonb('changes').$type<string[]>().notNull().default([]),
    authorId: uuid('author_id').references(() => users.id, { onDelete: 'set null' }),
    reason: text('reason', { enum: REVISION_REASONS }).notNull(),
    publishedAt: instant('published_at'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('content_revisions_number_key').on(t.organizationId, t.itemId, t.number),
    foreignKey({ name: 'content_revisions_item_fk', columns: [t.organizationId, t.itemId], foreignColumns: [contentItems.organizationId, contentItems.id] }).onDelete('cascade'),
    index('content_revisions_author_index').on(t.authorId),
    index('content_revisions_thin_index').on(t.createdAt).where(sql`reason = 'autosave' and name = '' and published_at is null`),
    oneOf('content_revisions_reason_check', t.reason, REVISION_REASONS),
  ],
);

export const contentItemTags = pgTable(
  'content_item_tags',
  {
    organizationId: currentOrganization(),
    itemId: uuid('content_item_id').notNull(),
    tagId: uuid('tag_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'content_item_tags_key', columns: [t.organizationId, t.itemId, t.tagId] }),
    index('content_item_tags_tag_index').on(t.organizationId, t.tagId, t.itemId),
    foreignKey({ name: 'content_item_tags_item_fk', columns: [t.organizationId, t.itemId], foreignColumns: [contentItems.organizationId, contentItems.id] }).onDelete('cascade'),
    foreignKey({ name: 'content_item_tags_tag_fk', columns: [t.organizationId, t.tagId], foreignColumns: [tags.organizationId, tags.id] }).onDelete('cascade'),
  ],
);

/** The addresses an item had: whoever comes to an old one is sent on. */
export const contentSlugs = pgTable(
  'content_slugs',
  {
    organizationId: currentOrganization(),
    slug: text('slug').notNull(),
    itemId: uuid('content_item_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'content_slugs_key', columns: [t.organizationId, t.slug] }),
    index('content_slugs_item_index').on(t.organizationId, t.itemId),
    foreignKey({ name: 'content_slugs_item_fk', columns: [t.organizationId, t.itemId], foreignColumns: [contentItems.organizationId, contentItems.id] }).onDelete('cascade'),
  ],
);

/** Which item links to which, by reference: read from the document by each save. */
export const contentLinks = pgTable(
  'content_links',
  {
    organizationId: currentOrganization(),
    itemId: uuid('content_item_id').notNull(),
    targetId: uuid('target_item_id').notNull(),
  },
  (t) => [
    primaryKey({ name: 'content_links_key', columns: [t.organizationId, t.itemId, t.targetId] }),
    index('content_links_target_index').on(t.organizationId, t.targetId),
    foreignKey({ name: 'content_links_item_fk', columns: [t.organizationId, t.itemId], foreignColumns: [contentItems.organizationId, contentItems.id] }).onDelete('cascade'),
    foreignKey({ name: 'content_links_target_fk', columns: [t.organizationId, t.targetId], foreignColumns: [contentItems.organizationId, contentItems.id] }).onDelete('cascade'),
  ],
);

/** One reviewer's word on one revision. It counts while the item's content hash is the one it was given for. */
export const contentApprovals = pgTable(
  'content_approvals',
  {
    id: id(),
    organizationId: currentOrganization(),
    itemId: uuid('content_item_id').notNull(),
    revision: integer('revision').notNull(),
    contentHash: text('content_hash').notNull(),
    requestedBy: uuid('requested_by').references(() => users.id, { onDelete: 'set null' }),
    approverId: uuid('approver_id').references(() => users.id, { onDelete: 'set null' }),
    status: text('status', { enum: APPROVAL_STATUSES }).notNull().default('pending'),
    note: text('note').notNull().default(''),
    comment: text('comment').notNull().default(''),
    /** An owner's own approval by the fast lane, where the organization allows it. */
    fastLane: boolean('fast_lane').notNull().default(false),
    decidedAt: instant('decided_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('content_approvals_tenant_key').on(t.organizationId, t.id),
    uniqueIndex('content_approvals_pending_key').on(t.organizationId, t.itemId, t.approverId).where(sql`status = 'pending'`),
    index('content_approvals_item_index').on(t.organizationId, t.itemId, t.id),
    index('content_approvals_mine_index').on(t.organizationId, t.approverId, t.id.desc().nullsFirst()).where(sql`status = 'pending'`),
    index('content_approvals_approver_index').on(t.approverId),
    index('content_approvals_asker_index').on(t.requestedBy),
    foreignKey({ name: 'content_approvals_item_fk', columns: [t.organizationId, t.itemId], foreignColumns: [contentItems.organizationId, contentItems.id] }).onDelete('cascade'),
    oneOf('content_approvals_status_check', t.status, APPROVAL_STATUSES),
  ],
);

export const contentComments = pgTable(
  'content_comments',
  {
    id: id(),
    organizationId: currentOrganization(),
    itemId: uuid('content_item_id').notNull(),
    /** The comment that opened the thread; an answer has one, and no answers of its own. */
    parentId: uuid('parent_id'),
    audience: text('audience', { enum: COMMENT_AUDIENCES }).notNull().default('team'),
    authorId: uuid('author_id').references(() => users.id, { onDelete: 'set null' }),
    guestName: text('guest_name').notNull().default(''),
    guestEmail: text('guest_email').notNull().default(''),
    body: text('body').notNull(),
    anchor: jsonb('anchor').$type<Anchor>(),
    status: text('status', { enum: COMMENT_STATUSES }).notNull().default('approved'),
    resolvedAt: instant('resolved_at'),
    resolvedBy: uuid('resolved_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    unique('content_comments_tenant_key').on(t.organizationId, t.id),
    foreignKey({ name: 'content_comments_item_fk', columns: [t.organizationId, t.itemId], foreignColumns: [contentItems.organizationId, contentItems.id] }).onDelete('cascade'),
    foreignKey({ name: 'content_comments_parent_fk', columns: [t.organizationId, t.parentId], foreignColumns: [t.organizationId, t.id] as [AnyPgColumn, AnyPgColumn] }).onDelete('cascade'),
    index('content_comments_item_index').on(t.organizationId, t.itemId, t.audience, t.id).where(sql`deleted_at is null`),
    index('content_comments_parent_index').on(t.organizationId, t.parentId),
    index('content_comments_moderation_index').on(t.organizationId, t.status, t.id.desc().nullsFirst()).where(sql`deleted_at is null and audience = 'readers'`),
    index('content_comments_author_index').on(t.authorId),
    index('content_comments_resolver_index').on(t.resolvedBy),
    oneOf('content_comments_audience_check', t.audience, COMMENT_AUDIENCES),
    oneOf('content_comments_status_check', t.status, COMMENT_STATUSES),
  ],
);

/** A view of the content list that someone keeps: what its address asks for, under a name. */
export const contentViews = pgTable(
  'content_views',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    query: text('query').notNull(),
    shared: boolean('shared').notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('content_views_tenant_key').on(t.organizationId, t.id),
    uniqueIndex('content_views_name_key').on(t.organizationId, t.userId, sql`lower(name)`),
    index('content_views_user_index').on(t.userId),
  ],
);
