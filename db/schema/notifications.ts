import { sql } from 'drizzle-orm';
import { foreignKey, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, currentOrganization, id, instant, updatedAt } from './columns.ts';
import { memberships, organizations } from './identity.ts';

export const notifications = pgTable(
  'notifications',
  {
    id: id(),
    organizationId: currentOrganization().references(() => organizations.id, { onDelete: 'cascade' }),
    userId: uuid('user_id').notNull(),
    type: text('type').notNull(),
    title: text('title').notNull(),
    message: text('message').notNull().default(''),
    data: jsonb('data').$type<{ url?: string } & Record<string, unknown>>().notNull().default({}),
    readAt: instant('read_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    foreignKey({
      name: 'notifications_member_fk',
      columns: [t.organizationId, t.userId],
      foreignColumns: [memberships.organizationId, memberships.userId],
    }).onDelete('cascade'),
    unique('notifications_tenant_key').on(t.organizationId, t.id),
    index('notifications_list_index').on(t.organizationId, t.userId, t.id.desc().nullsFirst()),
    index('notifications_unread_index').on(t.organizationId, t.userId).where(sql`read_at is null`),
    index('notifications_user_index').on(t.userId),
  ],
);
