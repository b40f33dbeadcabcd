import { type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, bigint, boolean, check, customType, doublePrecision, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { ASSET_PLACES, ASSET_STATUSES, ASSET_TYPES, ASSET_VISIBILITIES } from './choices.ts';
import { createdAt, currentOrganization, deletedAt, id, instant, oneOf, updatedAt } from './columns.ts';
import { organizations, users } from './identity.ts';
import { tags } from './tags.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** What the file says of itself beyond its columns. `private` (camera, place, time taken) is never served. */
export interface AssetFacts {
  animated?: boolean;
  hasAlpha?: boolean;
  videoCodec?: string | null;
  audioCodec?: string | null;
  frameRate?: number | null;
  rotation?: number;
  pages?: number | null;
  /** A sentence when the bytes could also be read as something that runs. */
  suspicious?: string | null;
  private?: Record<string, string | number>;
}

/** What is shown of a picture, in fractions of it as it stands upright. The bytes stay whole. */
export interface Crop {
  left: number;
  top: number;
  width: number;
  height: number;
}

export const mediaFolders = pgTable(
  'media_folders',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    parentId: uuid('parent_id'),
    name: text('name').notNull(),
    /** The ids from the root to here, as /a/b/: what lies below a folder is one index range. */
    path: text('path').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    unique('media_folders_tenant_key').on(t.organizationId, t.id),
    foreignKey({ name: 'media_folders_parent_fk', columns: [t.organizationId, t.parentId], foreignColumns: [t.organizationId, t.id] as [AnyPgColumn, AnyPgColumn] }),
    uniqueIndex('media_folders_name_key').on(t.organizationId, sql`coalesce(${t.parentId}, '00000000-0000-0000-0000-000000000000'::uuid)`, sql`lower(${t.name})`).where(sql`deleted_at is null`),
    index('media_folders_parent_index').on(t.organizationId, t.parentId),
    index('media_folders_path_index').on(t.organizationId, t.path.op('text_pattern_ops')),
  ],
);

export const mediaAssets = pgTable(
  'media_assets',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    folderId: uuid('folder_id'),
    uploadedBy: uuid('uploaded_by').references(() => users.id, { onDelete: 'set null' }),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    altText: text('alt_text').notNull().default(''),
    type: text('type', { enum: ASSET_TYPES }).notNull().default('other'),
    visibility: text('visibility', { enum: ASSET_VISIBILITIES }).notNull().default('public'),
    /** Where the bytes are: the organization, the asset and which of its files. A replaced file gets a new key. */
    storageKey: text('storage_key').notNull().unique('media_assets_storage_key'),
    mimeType: text('mime_type').notNull().default('application/octet-stream'),
    byteSize: bigint('byte_size', { mode: 'number' }).notNull(),
    sha256: text('sha256'),
    width: integer('width'),
    height: integer('height'),
    durationSeconds: doublePrecision('duration_seconds'),
    focalX: doublePrecision('focal_x').notNull().default(0.5),
    focalY: doublePrecision('focal_y').notNull().default(0.5),
    crop: jsonb('crop').$type<Crop>(),
    /** A dominant colour and a picture of a few hundred bytes, for the moment before the real one is there. */
    color: text('color'),
    preview: text('preview'),
    facts: jsonb('facts').$type<AssetFacts>().notNull().default({}),
    status: text('status', { enum: ASSET_STATUSES }).notNull().default('uploading'),
    problem: text('problem'),
    uploadedAt: instant('uploaded_at'),
    usageCount: integer('usage_count').notNull().default(0),
    search: tsvector('search').generatedAlwaysAs(
      (): SQL => sql`setweight(to_tsvector('simple', regexp_replace(app.folded(name), '[._-]+', ' ', 'g')), 'A') || setweight(to_tsvector('simple', app.folded(alt_text)), 'B') || setweight(to_tsvector('simple', app.folded(description)), 'C')`,
    ),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    unique('media_assets_tenant_key').on(t.organizationId, t.id),
    foreignKey({ name: 'media_assets_folder_fk', columns: [t.organizationId, t.folderId], foreignColumns: [mediaFolders.organizationId, mediaFolders.id] }),
    index('media_assets_list_index').on(t.organizationId, t.id.desc().nullsFirst()).where(sql`deleted_at is null and status = 'ready'`),
    index('media_assets_folder_index').on(t.organizationId, t.folderId, t.id.desc().nullsFirst()).where(sql`deleted_at is null and status = 'ready'`),
    index('media_assets_type_index').on(t.organizationId, t.type, t.id.desc().nullsFirst()).where(sql`deleted_at is null and status = 'ready'`),
    index('media_assets_no_alt_index').on(t.organizationId, t.id.desc().nullsFirst()).where(sql`deleted_at is null and status = 'ready' and type = 'image' and alt_text = ''`),
    index('media_assets_trash_index').on(t.organizationId, t.deletedAt).where(sql`deleted_at is not null`),
    index('media_assets_sha_index').on(t.organizationId, t.sha256).where(sql`deleted_at is null and sha256 is not null`),
    index('media_assets_search_index').using('gin', t.organizationId, t.search).where(sql`deleted_at is null and status = 'ready'`),
    index('media_assets_trash_search_index').using('gin', t.organizationId, t.search).where(sql`deleted_at is not null`),
    index('media_assets_uploader_index').on(t.uploadedBy),
    index('media_assets_unfinished_index').on(t.createdAt).where(sql`status <> 'ready'`),
    oneOf('media_assets_type_check', t.type, ASSET_TYPES),
    check('media_assets_crop_check', sql`crop is null or coalesce(least((crop ->> 'left')::float8, (crop ->> 'top')::float8) >= 0
      and least((crop ->> 'width')::float8, (crop ->> 'height')::float8) > 0
      and (crop ->> 'left')::float8 + (crop ->> 'width')::float8 < 1.0001 and (crop ->> 'top')::float8 + (crop ->> 'height')::float8 < 1.0001, false)`),
    oneOf('media_assets_status_check', t.status, ASSET_STATUSES),
    oneOf('media_assets_visibility_check', t.visibility, ASSET_VISIBILITIES),
  ],
);

/** An upload under way: the multipart upload of the bucket, and what it was promised to be. */
export const mediaUploads = pgTable(
  'media_uploads',
  {
    assetId: uuid('asset_id').primaryKey(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    /** Set when an existing asset gets a new file; its row stays as it is until the new one is whole. */
    replaces: uuid('replaces'),
    bucketUploadId: text('bucket_upload_id'),
    storageKey: text('storage_key').notNull(),
    partSize: integer('part_size').notNull(),
    byteSize: bigint('byte_size', { mode: 'number' }).notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    foreignKey({ name: 'media_uploads_asset_fk', columns: [t.organizationId, t.assetId], foreignColumns: [mediaAssets.organizationId, mediaAssets.id] }).onDelete('cascade'),
    unique('media_uploads_tenant_key').on(t.organizationId, t.assetId),
    index('media_uploads_age_index').on(t.updatedAt),
  ],
);

export const mediaUploadParts = pgTable(
  'media_upload_parts',
  {
    assetId: uuid('asset_id').notNull(),
    organizationId: currentOrganization(),
    number: integer('number').notNull(),
    etag: text('etag').notNull(),
    byteSize: integer('byte_size').notNull(),
  },
  (t) => [
    primaryKey({ name: 'media_upload_parts_key', columns: [t.organizationId, t.assetId, t.number] }),
    foreignKey({ name: 'media_upload_parts_upload_fk', columns: [t.organizationId, t.assetId], foreignColumns: [mediaUploads.organizationId, mediaUploads.assetId] }).onDelete('cascade'),
  ],
);

/** Where each asset stands, written by the same transaction that puts it there. The asset's count follows by a trigger. */
export const mediaUsages = pgTable(
  'media_usages',
  {
    id: id(),
    organizationId: currentOrganization(),
    assetId: uuid('asset_id').notNull(),
    place: text('place', { enum: ASSET_PLACES }).notNull(),
    placeId: uuid('place_id').notNull(),
    /** Live for readers: a deletion that would leave a hole is refused, not only warned about. */
    live: boolean('live').notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    unique('media_usages_key').on(t.organizationId, t.assetId, t.place, t.placeId),
    index('media_usages_place_index').on(t.organizationId, t.place, t.placeId),
    foreignKey({ name: 'media_usages_asset_fk', columns: [t.organizationId, t.assetId], foreignColumns: [mediaAssets.organizationId, mediaAssets.id] }).onDelete('cascade'),
    oneOf('media_usages_place_check', t.place, ASSET_PLACES),
  ],
);

export const assetTags = pgTable(
  'asset_tags',
  {
    organizationId: currentOrganization(),
    assetId: uuid('asset_id').notNull(),
    tagId: uuid('tag_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'asset_tags_key', columns: [t.organizationId, t.assetId, t.tagId] }),
    index('asset_tags_tag_index').on(t.organizationId, t.tagId, t.assetId),
    foreignKey({ name: 'asset_tags_asset_fk', columns: [t.organizationId, t.assetId], foreignColumns: [mediaAssets.organizationId, mediaAssets.id] }).onDelete('cascade'),
    foreignKey({ name: 'asset_tags_tag_fk', columns: [t.organizationId, t.tagId], foreignColumns: [tags.organizationId, tags.id] }).onDelete('cascade'),
  ],
);

/** Bytes that no row needs any more: noted in the transaction that let go of them, removed from the bucket afterwards. */
export const mediaGarbage = pgTable(
  'media_garbage',
  {
    id: id(),
    organizationId: currentOrganization(),
    storageKey: text('storage_key').notNull(),
    bucketUploadId: text('bucket_upload_id'),
    createdAt: createdAt(),
  },
  (t) => [index('media_garbage_age_index').on(t.createdAt), index('media_garbage_tenant_index').on(t.organizationId)],
);
