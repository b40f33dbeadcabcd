import { sql } from 'drizzle-orm';
import { integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, currentOrganization, id, updatedAt } from './columns.ts';
import { organizations } from './identity.ts';

/** One set of tags for everything that can carry one. The count is kept by a trigger on each link table. */
export const tags = pgTable(
  'tags',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    slug: text('slug').notNull(),
    color: text('color').notNull().default('ink'),
    usageCount: integer('usage_count').notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('tags_tenant_key').on(t.organizationId, t.id),
    uniqueIndex('tags_name_key').on(t.organizationId, sql`lower(${t.name})`),
  ],
);
