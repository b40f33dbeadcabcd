import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { IMPORT_SOURCES, IMPORT_STATUSES, IMPORTED_STATES } from './choices.ts';
import { createdAt, currentOrganization, id, instant, oneOf, updatedAt } from './columns.ts';
import { contentItems } from './content.ts';
import { organizations, users } from './identity.ts';

export interface ImportFile {
  key: string;
  name: string;
  byteSize: number;
}

export interface Trouble {
  /** The piece or the place in the file. */
  where: string;
  sentence: string;
}

/** One import: the files as they came, what was read of them, and how far it got. */
export const contentImports = pgTable(
  'content_imports',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    createdBy: uuid('created_by').references(() => users.id, { onDelete: 'set null' }),
    source: text('source', { enum: IMPORT_SOURCES }),
    files: jsonb('files').$type<ImportFile[]>().notNull().default([]),
    status: text('status', { enum: IMPORT_STATUSES }).notNull().default('uploading'),
    withPictures: boolean('with_pictures').notNull().default(false),
    withUpdates: boolean('with_updates').notNull().default(false),
    pieceCount: integer('piece_count').notNull().default(0),
    /** Counted in the files, and left there. */
    commentCount: integer('comment_count').notNull().default(0),
    troubles: jsonb('troubles').$type<Trouble[]>().notNull().default([]),
    troubleCount: integer('trouble_count').notNull().default(0),
    /** The place of the last piece that is dealt with: where the next job goes on. */
    reached: integer('reached').notNull().default(0),
    /** Counts the jobs of pictures, for each names the one it follows. */
    fetches: integer('fetches').notNull().default(0),
    folderId: uuid('folder_id'),
    finishedAt: instant('finished_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('content_imports_tenant_key').on(t.organizationId, t.id),
    index('content_imports_list_index').on(t.organizationId, t.id.desc().nullsFirst()),
    index('content_imports_maker_index').on(t.createdBy),
    oneOf('content_imports_source_check', t.source, IMPORT_SOURCES),
    oneOf('content_imports_status_check', t.status, IMPORT_STATUSES),
  ],
);

/** What was read, before it is anything of ours: one row is one piece, and becomes an item in one transaction. */
export const contentImportPieces = pgTable(
  'content_import_pieces',
  {
    organizationId: currentOrganization(),
    importId: uuid('import_id').notNull(),
    place: integer('place').notNull(),
    sourceId: text('source_id').notNull(),
    fingerprint: text('fingerprint').notNull(),
    title: text('title').notNull(),
    /** An ImportedPiece; emptied when the import is over. */
    piece: jsonb('piece').notNull(),
    pictures: jsonb('pictures').$type<string[]>().notNull().default([]),
    state: text('state', { enum: IMPORTED_STATES }).notNull().default('waiting'),
    itemId: uuid('content_item_id'),
    trouble: text('trouble').notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'content_import_pieces_key', columns: [t.organizationId, t.importId, t.place] }),
    foreignKey({ name: 'content_import_pieces_import_fk', columns: [t.organizationId, t.importId], foreignColumns: [contentImports.organizationId, contentImports.id] }).onDelete('cascade'),
    oneOf('content_import_pieces_state_check', t.state, IMPORTED_STATES),
  ],
);

/** A picture that an import brings: not looked for yet while it has neither a file nor a trouble. */
export const contentImportPictures = pgTable(
  'content_import_pictures',
  {
    organizationId: currentOrganization(),
    importId: uuid('import_id').notNull(),
    address: text('address').notNull(),
    assetId: uuid('asset_id'),
    trouble: text('trouble').notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'content_import_pictures_key', columns: [t.organizationId, t.importId, t.address] }),
    index('content_import_pictures_waiting_index').on(t.organizationId, t.importId).where(sql`asset_id is null and trouble = ''`),
    foreignKey({ name: 'content_import_pictures_import_fk', columns: [t.organizationId, t.importId], foreignColumns: [contentImports.organizationId, contentImports.id] }).onDelete('cascade'),
  ],
);

/** Where an item came from. The key is what makes an import safe to run twice. */
export const contentOrigins = pgTable(
  'content_origins',
  {
    organizationId: currentOrganization(),
    source: text('source', { enum: IMPORT_SOURCES }).notNull(),
    sourceId: text('source_id').notNull(),
    itemId: uuid('content_item_id').notNull(),
    fingerprint: text('fingerprint').notNull(),
    /** The item's revision that the import made: a later one is someone's work. */
    revision: integer('revision').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'content_origins_key', columns: [t.organizationId, t.source, t.sourceId] }),
    index('content_origins_item_index').on(t.organizationId, t.itemId),
    foreignKey({ name: 'content_origins_item_fk', columns: [t.organizationId, t.itemId], foreignColumns: [contentItems.organizationId, contentItems.id] }).onDelete('cascade'),
    oneOf('content_origins_source_check', t.source, IMPORT_SOURCES),
  ],
);
