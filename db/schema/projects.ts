import { sql } from 'drizzle-orm';
import { boolean, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { PROJECT_ROLES, PROJECT_STATUSES } from './choices.ts';
import { createdAt, currentOrganization, deletedAt, id, oneOf, updatedAt } from './columns.ts';
import { memberships, organizations, users } from './identity.ts';

/** Something to reach, with its mark. */
export interface Goal {
  id: string;
  text: string;
  done: boolean;
}

export interface BrandGuidelines {
  voice?: string;
  tone?: string;
  style?: string;
  wordsToUse?: string[];
  wordsToAvoid?: string[];
  colors?: string[];
  logoAssetId?: string;
}

export const projects = pgTable(
  'projects',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    ownerId: uuid('owner_id').references(() => users.id, { onDelete: 'set null' }),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull().generatedAlwaysAs(sql`lower(name)`),
    description: text('description').notNull().default(''),
    status: text('status', { enum: PROJECT_STATUSES }).notNull().default('active'),
    targetAudience: text('target_audience').notNull().default(''),
    contentGoals: jsonb('content_goals').$type<Goal[]>().notNull().default([]),
    brandGuidelines: jsonb('brand_guidelines').$type<BrandGuidelines>().notNull().default({}),
    startsOn: date('starts_on', { mode: 'string' }),
    endsOn: date('ends_on', { mode: 'string' }),
    settings: jsonb('settings').$type<Record<string, unknown>>().notNull().default({}),
    /** What its pieces are usually filed under: offered first where one chooses. */
    categoryIds: uuid('category_ids').array().notNull().default([]),
    tagIds: uuid('tag_ids').array().notNull().default([]),
    /** The one that every organization has from its first day. */
    isDefault: boolean('is_default').notNull().default(false),
    revision: integer('revision').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    unique('projects_tenant_key').on(t.organizationId, t.id),
    uniqueIndex('projects_default_key').on(t.organizationId).where(sql`is_default and deleted_at is null`),
    index('projects_name_index').on(t.organizationId, t.nameKey, t.id).where(sql`deleted_at is null`),
    index('projects_status_index').on(t.organizationId, t.status, t.nameKey, t.id).where(sql`deleted_at is null`),
    index('projects_trash_index').on(t.organizationId, t.deletedAt.desc().nullsFirst()).where(sql`deleted_at is not null`),
    index('projects_owner_index').on(t.ownerId),
    oneOf('projects_status_check', t.status, PROJECT_STATUSES),
  ],
);

export const projectMembers = pgTable(
  'project_members',
  {
    organizationId: currentOrganization(),
    projectId: uuid('project_id').notNull(),
    userId: uuid('user_id').notNull(),
    role: text('role', { enum: PROJECT_ROLES }).notNull().default('editor'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'project_members_key', columns: [t.organizationId, t.projectId, t.userId] }),
    foreignKey({ name: 'project_members_project_fk', columns: [t.organizationId, t.projectId], foreignColumns: [projects.organizationId, projects.id] }).onDelete('cascade'),
    foreignKey({ name: 'project_members_member_fk', columns: [t.organizationId, t.userId], foreignColumns: [memberships.organizationId, memberships.userId] }).onDelete('cascade'),
    index('project_members_user_index').on(t.organizationId, t.userId),
    oneOf('project_members_role_check', t.role, PROJECT_ROLES),
  ],
);
