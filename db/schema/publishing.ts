import { sql } from 'drizzle-orm';
import { bigint, customType, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { CONTENT_FORMATS, CONTENT_TYPES, PUBLICATION_KINDS, PUBLICATION_STATUSES, PUBLISHING_EVENTS, RELEASE_STATUSES, TERM_KINDS } from './choices.ts';
import { bytes, createdAt, currentOrganization, id, instant, oneOf, updatedAt } from './columns.ts';
import { type Body, contentItems, type Seo } from './content.ts';
import { organizations, users } from './identity.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** A picture as readers get it. */
export interface PublishedPicture {
  assetId: string;
  src: string;
  srcset?: string;
  width: number | null;
  height: number | null;
  alt: string;
}

/** What readers will see, rendered when it was decided, so that the moment itself only moves rows. */
export interface Edition {
  language: string;
  translationGroup: string;
  type: (typeof CONTENT_TYPES)[number];
  format: (typeof CONTENT_FORMATS)[number];
  slug: string;
  title: string;
  excerpt: string;
  html: string;
  markdown: string;
  text: string;
  body: Body;
  wordCount: number;
  seo: Seo;
  cover: PublishedPicture | null;
  shareImage: PublishedPicture | null;
  author: PublishedAuthor | null;
  categoryId: string | null;
  tagIds: string[];
}

export interface PublishedAuthor {
  id: string;
  name: string;
  slug: string;
}

export interface PublishedTerm {
  id: string;
  slug: string;
  name: string;
}

/** One decision to show a piece to its readers, or to take it away, at one instant. It holds the revision that was decided on. */
export const publications = pgTable(
  'publications',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    itemId: uuid('content_item_id').notNull(),
    releaseId: uuid('release_id'),
    kind: text('kind', { enum: PUBLICATION_KINDS }).notNull(),
    revision: integer('revision'),
    edition: jsonb('edition').$type<Edition | null>(),
    dueAt: instant('due_at').notNull().default(sql`now()`),
    /** The zone in which its moment was chosen. */
    timeZone: text('time_zone').notNull().default('UTC'),
    status: text('status', { enum: PUBLICATION_STATUSES }).notNull().default('scheduled'),
    requestedBy: uuid('requested_by').default(sql`app.current_user_id()`).references(() => users.id, { onDelete: 'set null' }),
    /** The row of the outbox that will carry it out. */
    jobId: uuid('job_id'),
    doneAt: instant('done_at'),
    failure: text('failure').notNull().default(''),
    /** When people were told that it is late. */
    noticedAt: instant('noticed_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('publications_tenant_key').on(t.organizationId, t.id),
    uniqueIndex('publications_pending_key').on(t.organizationId, t.itemId, t.kind).where(sql`status = 'scheduled'`),
    foreignKey({ name: 'publications_item_fk', columns: [t.organizationId, t.itemId], foreignColumns: [contentItems.organizationId, contentItems.id] }).onDelete('cascade'),
    foreignKey({ name: 'publications_release_fk', columns: [t.organizationId, t.releaseId], foreignColumns: [releases.organizationId, releases.id] }),
    index('publications_item_index').on(t.organizationId, t.itemId, t.id.desc().nullsFirst()),
    index('publications_release_index').on(t.organizationId, t.releaseId),
    index('publications_upcoming_index').on(t.organizationId, t.dueAt, t.id).where(sql`status = 'scheduled'`),
    index('publications_past_index').on(t.organizationId, t.doneAt.desc().nullsFirst(), t.id.desc().nullsFirst()).where(sql`status = 'done'`),
    index('publications_failed_index').on(t.organizationId, t.id.desc().nullsFirst()).where(sql`status = 'failed'`),
    index('publications_late_index').on(t.dueAt).where(sql`status = 'scheduled' and noticed_at is null`),
    index('publications_asker_index').on(t.requestedBy),
    oneOf('publications_kind_check', t.kind, PUBLICATION_KINDS),
    oneOf('publications_status_check', t.status, PUBLICATION_STATUSES),
  ],
);

/** Several pieces that go live, or away, at one instant or not at all. */
export const releases = pgTable(
  'releases',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    note: text('note').notNull().default(''),
    status: text('status', { enum: RELEASE_STATUSES }).notNull().default('open'),
    dueAt: instant('due_at'),
    timeZone: text('time_zone').notNull().default('UTC'),
    createdBy: uuid('created_by').default(sql`app.current_user_id()`).references(() => users.id, { onDelete: 'set null' }),
    jobId: uuid('job_id'),
    doneAt: instant('done_at'),
    failure: text('failure').notNull().default(''),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('releases_tenant_key').on(t.organizationId, t.id),
    index('releases_list_index').on(t.organizationId, t.id.desc().nullsFirst()),
    index('releases_maker_index').on(t.createdBy),
    oneOf('releases_status_check', t.status, RELEASE_STATUSES),
  ],
);

/** What a release gathers before its moment is set; then each becomes a publication with its revision pinned. */
export const releaseItems = pgTable(
  'release_items',
  {
    organizationId: currentOrganization(),
    releaseId: uuid('release_id').notNull(),
    itemId: uuid('content_item_id').notNull(),
    kind: text('kind', { enum: PUBLICATION_KINDS }).notNull().default('publish'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'release_items_key', columns: [t.organizationId, t.releaseId, t.itemId] }),
    foreignKey({ name: 'release_items_release_fk', columns: [t.organizationId, t.releaseId], foreignColumns: [releases.organizationId, releases.id] }).onDelete('cascade'),
    foreignKey({ name: 'release_items_item_fk', columns: [t.organizationId, t.itemId], foreignColumns: [contentItems.organizationId, contentItems.id] }).onDelete('cascade'),
    index('release_items_item_index').on(t.organizationId, t.itemId),
    oneOf('release_items_kind_check', t.kind, PUBLICATION_KINDS),
  ],
);

/** What readers see, and all that they see: a piece is public exactly when its row is here and not withdrawn. */
export const publishedItems = pgTable(
  'published_items',
  {
    organizationId: currentOrganization(),
    itemId: uuid('content_item_id').notNull(),
    language: text('language').notNull(),
    translationGroup: uuid('translation_group').notNull(),
    type: text('type', { enum: CONTENT_TYPES }).notNull(),
    format: text('format', { enum: CONTENT_FORMATS }).notNull(),
    slug: text('slug').notNull(),
    title: text('title').notNull(),
    excerpt: text('excerpt').notNull(),
    html: text('html').notNull(),
    markdown: text('markdown').notNull(),
    bodyText: text('body_text').notNull(),
    body: jsonb('body').$type<Body>().notNull(),
    wordCount: integer('word_count').notNull(),
    seo: jsonb('seo').$type<Seo>().notNull(),
    cover: jsonb('cover').$type<PublishedPicture | null>(),
    shareImage: jsonb('share_image').$type<PublishedPicture | null>(),
    authorId: uuid('author_id'),
    author: jsonb('author').$type<PublishedAuthor | null>(),
    categoryId: uuid('category_id'),
    /** Where its piece is filed now. */
    projectId: uuid('project_id'),
    /** From the root to the piece's own, as they are called now. */
    categories: jsonb('categories').$type<PublishedTerm[]>().notNull().default([]),
    tagIds: uuid('tag_ids').array().notNull().default([]),
    tags: jsonb('tags').$type<PublishedTerm[]>().notNull().default([]),
    tagText: text('tag_text').notNull().default(''),
    revision: integer('revision').notNull(),
    publishedAt: instant('published_at').notNull(),
    /** When readers last got something new. */
    modifiedAt: instant('modified_at').notNull(),
    /** The organization's count of changes when this row changed: one for all that changed in one transaction. */
    sequence: bigint('sequence', { mode: 'number' }).notNull().default(0),
    /** A tombstone: it was public once, and its words are gone from here. */
    withdrawnAt: instant('withdrawn_at'),
    search: tsvector('search').generatedAlwaysAs(
      sql`setweight(to_tsvector(app.search_language(language), app.folded(title)), 'A') || setweight(to_tsvector(app.search_language(language), app.folded(tag_text || ' ' || excerpt)), 'B') || setweight(to_tsvector(app.search_language(language), app.folded(left(body_text, 200000))), 'D')`,
    ),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'published_items_key', columns: [t.organizationId, t.itemId] }),
    foreignKey({ name: 'published_items_organization_fk', columns: [t.organizationId], foreignColumns: [organizations.id] }).onDelete('cascade'),
    uniqueIndex('published_items_slug_key').on(t.organizationId, t.slug).where(sql`withdrawn_at is null`),
    /** What was here and is not any more: readers are told so. */
    index('published_items_gone_index').on(t.organizationId, t.slug).where(sql`withdrawn_at is not null`),
    index('published_items_list_index').on(t.organizationId, t.publishedAt.desc().nullsFirst(), t.itemId.desc().nullsFirst()).where(sql`withdrawn_at is null`),
    index('published_items_modified_index').on(t.organizationId, t.modifiedAt.desc().nullsFirst(), t.itemId.desc().nullsFirst()).where(sql`withdrawn_at is null`),
    index('published_items_type_index').on(t.organizationId, t.type, t.publishedAt.desc().nullsFirst(), t.itemId.desc().nullsFirst()).where(sql`withdrawn_at is null`),
    index('published_items_language_index').on(t.organizationId, t.language, t.publishedAt.desc().nullsFirst(), t.itemId.desc().nullsFirst()).where(sql`withdrawn_at is null`),
    index('published_items_author_index').on(t.organizationId, t.authorId, t.publishedAt.desc().nullsFirst(), t.itemId.desc().nullsFirst()).where(sql`withdrawn_at is null`),
    index('published_items_project_index').on(t.organizationId, t.projectId, t.publishedAt.desc().nullsFirst(), t.itemId.desc().nullsFirst()).where(sql`withdrawn_at is null`),
    index('published_items_type_modified_index').on(t.organizationId, t.type, t.modifiedAt.desc().nullsFirst(), t.itemId.desc().nullsFirst()).where(sql`withdrawn_at is null`),
    index('published_items_language_modified_index').on(t.organizationId, t.language, t.modifiedAt.desc().nullsFirst(), t.itemId.desc().nullsFirst()).where(sql`withdrawn_at is null`),
    index('published_items_author_modified_index').on(t.organizationId, t.authorId, t.modifiedAt.desc().nullsFirst(), t.itemId.desc().nullsFirst()).where(sql`withdrawn_at is null`),
    index('published_items_project_modified_index').on(t.organizationId, t.projectId, t.modifiedAt.desc().nullsFirst(), t.itemId.desc().nullsFirst()).where(sql`withdrawn_at is null`),
    index('published_items_translation_index').on(t.organizationId, t.translationGroup),
    index('published_items_category_index').on(t.organizationId, t.categoryId),
    index('published_items_sequence_index').on(t.organizationId, t.sequence, t.itemId),
    index('published_items_search_index').using('gin', t.organizationId, t.search).where(sql`withdrawn_at is null`),
  ],
);

/** What a published piece is found under: its categories with their parents, its tags, and the addresses it had before. */
export const publishedTerms = pgTable(
  'published_terms',
  {
    organizationId: currentOrganization(),
    itemId: uuid('content_item_id').notNull(),
    kind: text('kind', { enum: TERM_KINDS }).notNull(),
    slug: text('slug').notNull(),
    termId: uuid('term_id').notNull(),
    name: text('name').notNull(),
    publishedAt: instant('published_at').notNull(),
    modifiedAt: instant('modified_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'published_terms_key', columns: [t.organizationId, t.kind, t.slug, t.itemId] }),
    foreignKey({ name: 'published_terms_item_fk', columns: [t.organizationId, t.itemId], foreignColumns: [publishedItems.organizationId, publishedItems.itemId] }).onDelete('cascade'),
    index('published_terms_list_index').on(t.organizationId, t.kind, t.slug, t.publishedAt.desc().nullsFirst(), t.itemId.desc().nullsFirst()),
    index('published_terms_modified_index').on(t.organizationId, t.kind, t.slug, t.modifiedAt.desc().nullsFirst(), t.itemId.desc().nullsFirst()),
    index('published_terms_item_index').on(t.organizationId, t.itemId),
    index('published_terms_term_index').on(t.organizationId, t.termId),
    oneOf('published_terms_kind_check', t.kind, TERM_KINDS),
  ],
);

/** How far an organization's public face has come: it counts up with every change of it, in the order of the commits. */
export const publishingHeads = pgTable('publishing_heads', {
  organizationId: uuid('organization_id').primaryKey().default(sql`app.current_org()`).references(() => organizations.id, { onDelete: 'cascade' }),
  sequence: bigint('sequence', { mode: 'number' }).notNull().default(0),
  /** Up to where caches and webhooks were told. */
  announced: bigint('announced', { mode: 'number' }).notNull().default(0),
  /** The transaction that counted last: what changes together has one number. */
  transactionId: text('transaction_id').notNull().default(''),
  changedAt: instant('changed_at').notNull().default(sql`now()`),
});

/** Each change that readers can see, in order, for whoever has to be told. */
export const publishingEvents = pgTable(
  'publishing_events',
  {
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    itemId: uuid('content_item_id').notNull(),
    kind: text('kind', { enum: PUBLISHING_EVENTS }).notNull(),
    revision: integer('revision').notNull(),
    title: text('title').notNull(),
    slug: text('slug').notNull(),
    /** What it was found under before: these lists changed too. */
    formerly: jsonb('formerly').$type<string[]>().notNull().default([]),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'publishing_events_key', columns: [t.organizationId, t.sequence, t.itemId, t.kind] }),
    oneOf('publishing_events_kind_check', t.kind, PUBLISHING_EVENTS),
  ],
);

/** Shows one revision to whoever has the link. */
export const previewLinks = pgTable(
  'preview_links',
  {
    id: id(),
    organizationId: currentOrganization(),
    itemId: uuid('content_item_id').notNull(),
    revision: integer('revision').notNull(),
    tokenHash: bytes('token_hash').notNull().unique('preview_links_token_key'),
    createdBy: uuid('created_by').default(sql`app.current_user_id()`).references(() => users.id, { onDelete: 'set null' }),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    lastUsedAt: instant('last_used_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('preview_links_tenant_key').on(t.organizationId, t.id),
    foreignKey({ name: 'preview_links_item_fk', columns: [t.organizationId, t.itemId], foreignColumns: [contentItems.organizationId, contentItems.id] }).onDelete('cascade'),
    index('preview_links_item_index').on(t.organizationId, t.itemId, t.id.desc().nullsFirst()),
    index('preview_links_maker_index').on(t.createdBy),
  ],
);

/** How often a piece was read, by day. Nothing in it says by whom. */
export const contentPerformance = pgTable(
  'content_performance',
  {
    organizationId: currentOrganization(),
    itemId: uuid('content_item_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    views: integer('views').notNull().default(0),
    likes: integer('likes').notNull().default(0),
    shares: integer('shares').notNull().default(0),
    comments: integer('comments').notNull().default(0),
    readSeconds: bigint('read_seconds', { mode: 'number' }).notNull().default(0),
    /** Host → views that came from there. */
    referrers: jsonb('referrers').$type<Record<string, number>>().notNull().default({}),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'content_performance_key', columns: [t.organizationId, t.itemId, t.day] }),
    foreignKey({ name: 'content_performance_item_fk', columns: [t.organizationId, t.itemId], foreignColumns: [contentItems.organizationId, contentItems.id] }).onDelete('cascade'),
    index('content_performance_day_index').on(t.organizationId, t.day, t.views.desc().nullsFirst(), t.itemId),
  ],
);
