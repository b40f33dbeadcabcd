import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { APPROVAL_STATUSES, LATE_POLICIES, POST_FORMATS, POST_STATUSES, TARGET_STATUSES } from './choices.ts';
import { createdAt, currentOrganization, deletedAt, id, instant, oneOf, updatedAt } from './columns.ts';
import { contentItems, contentTemplates } from './content.ts';
import { organizations, users } from './identity.ts';
import { mediaAssets } from './media.ts';
import { campaigns } from './planning.ts';
import { projects } from './projects.ts';
import { socialAccounts } from './social.ts';
import { tags } from './tags.ts';

/** What follows the post beneath it, in order. */
export interface ThreadPart {
  text: string;
  mediaIds: string[];
}

/** What one account gets instead of what all get; what is not named is as for all. */
export interface Variant {
  text?: string;
  title?: string;
  mediaIds?: string[];
  thread?: ThreadPart[];
  firstComment?: string;
  options?: Record<string, string | boolean>;
}

export const posts = pgTable(
  'posts',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    authorId: uuid('author_id').default(sql`app.current_user_id()`).references(() => users.id, { onDelete: 'set null' }),
    projectId: uuid('project_id'),
    campaignId: uuid('campaign_id'),
    itemId: uuid('content_item_id'),
    templateId: uuid('template_id'),
    /** The post that this one says again. */
    repeatsId: uuid('repeats_id'),
    text: text('text').notNull().default(''),
    title: text('title').notNull().default(''),
    thread: jsonb('thread').$type<ThreadPart[]>().notNull().default([]),
    firstComment: text('first_comment').notNull().default(''),
    format: text('format', { enum: POST_FORMATS }).notNull().default('text'),
    hashtags: text('hashtags').array().notNull().default([]),
    mentions: text('mentions').array().notNull().default([]),
    link: text('link').notNull().default(''),
    /** Follows from its targets, by a trigger. */
    status: text('status', { enum: POST_STATUSES }).notNull().default('draft'),
    /** On the wall in its zone; `scheduled_at` is the instant that follows from it. Null: not yet. */
    scheduledWall: timestamp('scheduled_wall', { mode: 'string' }),
    timeZone: text('time_zone').notNull().default('UTC'),
    scheduledAt: instant('scheduled_at'),
    publishedAt: instant('published_at'),
    latePolicy: text('late_policy', { enum: LATE_POLICIES }).notNull().default('publish'),
    /** How late it may still go out. */
    lateMinutes: integer('late_minutes').notNull().default(240),
    /** Null: it is said once, or the one after it is made and has the rule. As domains/social/repeats.ts reads it. */
    recurrence: jsonb('recurrence').$type<Record<string, unknown> | null>(),
    approval: text('approval', { enum: APPROVAL_STATUSES }),
    /** The version that would go out now; 0: none was frozen. */
    version: integer('version').notNull().default(0),
    aiGenerated: boolean('ai_generated').notNull().default(false),
    aiModel: text('ai_model').notNull().default(''),
    aiPrompt: text('ai_prompt').notNull().default(''),
    impressions: integer('impressions'),
    engagements: integer('engagements'),
    clicks: integer('clicks'),
    shares: integer('shares'),
    /** When a person last had the platforms asked for its figures. */
    figuresAskedAt: instant('figures_asked_at'),
    /** The row of a file that it came from: brought in again, it is known. */
    importKey: text('import_key'),
    revision: integer('revision').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    unique('posts_tenant_key').on(t.organizationId, t.id),
    foreignKey({ name: 'posts_project_fk', columns: [t.organizationId, t.projectId], foreignColumns: [projects.organizationId, projects.id] }),
    foreignKey({ name: 'posts_campaign_fk', columns: [t.organizationId, t.campaignId], foreignColumns: [campaigns.organizationId, campaigns.id] }),
    foreignKey({ name: 'posts_item_fk', columns: [t.organizationId, t.itemId], foreignColumns: [contentItems.organizationId, contentItems.id] }),
    foreignKey({ name: 'posts_template_fk', columns: [t.organizationId, t.templateId], foreignColumns: [contentTemplates.organizationId, contentTemplates.id] }),
    uniqueIndex('posts_import_key').on(t.organizationId, t.importKey).where(sql`import_key is not null and deleted_at is null`),
    index('posts_list_index').on(t.organizationId, t.id.desc().nullsFirst()).where(sql`deleted_at is null`),
    index('posts_status_index').on(t.organizationId, t.status, t.id.desc().nullsFirst()).where(sql`deleted_at is null`),
    index('posts_time_index').on(t.organizationId, t.scheduledAt, t.id).where(sql`deleted_at is null and scheduled_at is not null`),
    index('posts_agenda_index').on(t.organizationId, t.scheduledAt, t.id).where(sql`deleted_at is null and status in ('scheduled', 'publishing')`),
    index('posts_mine_index').on(t.organizationId, t.authorId, t.id.desc().nullsFirst()).where(sql`deleted_at is null`),
    index('posts_repeats_index').on(t.scheduledAt).where(sql`recurrence is not null and deleted_at is null`),
    index('posts_trash_index').on(t.organizationId, t.deletedAt).where(sql`deleted_at is not null`),
    index('posts_project_index').on(t.organizationId, t.projectId, t.id.desc().nullsFirst()),
    index('posts_campaign_index').on(t.organizationId, t.campaignId, t.id.desc().nullsFirst()),
    index('posts_item_index').on(t.organizationId, t.itemId),
    index('posts_template_index').on(t.organizationId, t.templateId),
    index('posts_author_index').on(t.authorId),
    oneOf('posts_format_check', t.format, POST_FORMATS),
    oneOf('posts_status_check', t.status, POST_STATUSES),
    oneOf('posts_late_check', t.latePolicy, LATE_POLICIES),
    oneOf('posts_approval_check', t.approval, APPROVAL_STATUSES),
  ],
);

export const postMedia = pgTable(
  'post_media',
  {
    organizationId: currentOrganization(),
    postId: uuid('post_id').notNull(),
    assetId: uuid('asset_id').notNull(),
    /** Its place among those that every account gets; null: only a variant or a part of the thread shows it. */
    position: integer('position'),
    altText: text('alt_text').notNull().default(''),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'post_media_key', columns: [t.organizationId, t.postId, t.assetId] }),
    foreignKey({ name: 'post_media_post_fk', columns: [t.organizationId, t.postId], foreignColumns: [posts.organizationId, posts.id] }).onDelete('cascade'),
    foreignKey({ name: 'post_media_asset_fk', columns: [t.organizationId, t.assetId], foreignColumns: [mediaAssets.organizationId, mediaAssets.id] }).onDelete('cascade'),
    index('post_media_asset_index').on(t.organizationId, t.assetId),
  ],
);

export const postTags = pgTable(
  'post_tags',
  {
    organizationId: currentOrganization(),
    postId: uuid('post_id').notNull(),
    tagId: uuid('tag_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'post_tags_key', columns: [t.organizationId, t.postId, t.tagId] }),
    foreignKey({ name: 'post_tags_post_fk', columns: [t.organizationId, t.postId], foreignColumns: [posts.organizationId, posts.id] }).onDelete('cascade'),
    foreignKey({ name: 'post_tags_tag_fk', columns: [t.organizationId, t.tagId], foreignColumns: [tags.organizationId, tags.id] }).onDelete('cascade'),
    index('post_tags_tag_index').on(t.organizationId, t.tagId, t.postId.desc().nullsFirst()),
  ],
);

/** One post on one account. */
export const postTargets = pgTable(
  'post_targets',
  {
    id: id(),
    organizationId: currentOrganization(),
    postId: uuid('post_id').notNull(),
    accountId: uuid('social_account_id').notNull(),
    variant: jsonb('variant').$type<Variant>().notNull().default({}),
    status: text('status', { enum: TARGET_STATUSES }).notNull().default('draft'),
    /** The post's moment, or one of its own. */
    scheduledAt: instant('scheduled_at'),
    publishedAt: instant('published_at'),
    /** The version that was frozen for it. */
    version: integer('version').notNull().default(0),
    platformPostId: text('platform_post_id'),
    platformUrl: text('platform_url'),
    failureCode: text('failure_code').notNull().default(''),
    failureMessage: text('failure_message').notNull().default(''),
    /** Whoever works on it holds this number; whoever holds an older one has lost it. */
    fence: integer('fence').notNull().default(0),
    takenAt: instant('taken_at'),
    /** When there is something to do for it, and when the clock looks after it: a lease in which nobody finished is such a moment too. Null: all is done. */
    wakeAt: instant('wake_at'),
    lookAt: instant('look_at'),
    /** Times in a row that preparing it went wrong. */
    stumbles: integer('stumbles').notNull().default(0),
    /** When people were told that it is late. */
    noticedAt: instant('noticed_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('post_targets_tenant_key').on(t.organizationId, t.id),
    unique('post_targets_account_key').on(t.organizationId, t.postId, t.accountId),
    foreignKey({ name: 'post_targets_post_fk', columns: [t.organizationId, t.postId], foreignColumns: [posts.organizationId, posts.id] }).onDelete('cascade'),
    foreignKey({ name: 'post_targets_account_fk', columns: [t.organizationId, t.accountId], foreignColumns: [socialAccounts.organizationId, socialAccounts.id] }),
    index('post_targets_look_index').on(t.lookAt).where(sql`look_at is not null`),
    index('post_targets_account_index').on(t.organizationId, t.accountId, t.scheduledAt, t.id),
    index('post_targets_posts_index').on(t.organizationId, t.accountId, t.postId.desc().nullsFirst()),
    index('post_targets_open_index').on(t.organizationId, t.accountId, t.scheduledAt, t.postId).where(sql`status in ('scheduled', 'claimed', 'sending')`),
    index('post_targets_needs_index').on(t.organizationId, t.id.desc().nullsFirst()).where(sql`status in ('needs_attention', 'failed')`),
    uniqueIndex('post_targets_platform_key').on(t.organizationId, t.accountId, t.platformPostId).where(sql`platform_post_id is not null`),
    oneOf('post_targets_status_check', t.status, TARGET_STATUSES),
  ],
);

/** A file as it was frozen: the bytes are found by their key, even when the library has newer ones. Of a cropped picture, type and size are of what is cut out. */
export interface FrozenMedia {
  assetId: string;
  storageKey: string;
  sha256: string;
  kind: 'image' | 'video' | 'audio' | 'document';
  mime: string;
  name: string;
  byteSize: number;
  width: number | null;
  height: number | null;
  seconds: number | null;
  alt: string;
  /** In pixels of the whole picture as it stands upright. */
  cut?: { left: number; top: number; width: number; height: number };
}

export interface FrozenPart {
  part: 'post' | 'reply' | 'comment';
  text: string;
  media: FrozenMedia[];
}

/** What one account gets, to the letter. */
export interface FrozenTarget {
  accountId: string;
  format: (typeof POST_FORMATS)[number];
  title: string | null;
  link: string | null;
  options: Record<string, string | boolean>;
  parts: FrozenPart[];
}

/** The words as they were when it was scheduled. Nothing else is ever sent, and approvals are given to its hash. */
export const postVersions = pgTable(
  'post_versions',
  {
    organizationId: currentOrganization(),
    postId: uuid('post_id').notNull(),
    number: integer('number').notNull(),
    /** By target. */
    content: jsonb('content').$type<Record<string, FrozenTarget>>().notNull(),
    contentHash: text('content_hash').notNull(),
    /** When it may go out: at once where nobody is asked. */
    approvedAt: instant('approved_at'),
    createdBy: uuid('created_by').default(sql`app.current_user_id()`).references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'post_versions_key', columns: [t.organizationId, t.postId, t.number] }),
    foreignKey({ name: 'post_versions_post_fk', columns: [t.organizationId, t.postId], foreignColumns: [posts.organizationId, posts.id] }).onDelete('cascade'),
    index('post_versions_maker_index').on(t.createdBy),
  ],
);

export const postApprovals = pgTable(
  'post_approvals',
  {
    id: id(),
    organizationId: currentOrganization(),
    postId: uuid('post_id').notNull(),
    version: integer('version').notNull(),
    contentHash: text('content_hash').notNull(),
    requestedBy: uuid('requested_by').default(sql`app.current_user_id()`).references(() => users.id, { onDelete: 'set null' }),
    approverId: uuid('approver_id').references(() => users.id, { onDelete: 'set null' }),
    status: text('status', { enum: APPROVAL_STATUSES }).notNull().default('pending'),
    note: text('note').notNull().default(''),
    comment: text('comment').notNull().default(''),
    decidedAt: instant('decided_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('post_approvals_tenant_key').on(t.organizationId, t.id),
    uniqueIndex('post_approvals_pending_key').on(t.organizationId, t.postId, t.approverId).where(sql`status = 'pending'`),
    index('post_approvals_post_index').on(t.organizationId, t.postId, t.id),
    index('post_approvals_mine_index').on(t.organizationId, t.approverId, t.id.desc().nullsFirst()).where(sql`status = 'pending'`),
    index('post_approvals_approver_index').on(t.approverId),
    index('post_approvals_asker_index').on(t.requestedBy),
    foreignKey({ name: 'post_approvals_post_fk', columns: [t.organizationId, t.postId], foreignColumns: [posts.organizationId, posts.id] }).onDelete('cascade'),
    oneOf('post_approvals_status_check', t.status, APPROVAL_STATUSES),
  ],
);
