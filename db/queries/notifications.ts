import { desc, eq, isNull, sql } from 'drizzle-orm';
import { notifications } from '../schema/index.ts';
import { list, one, paged } from '../scope.ts';
import { olderThan, type Page } from './keyset.ts';

const columns = {
  id: notifications.id,
  type: notifications.type,
  title: notifications.title,
  message: notifications.message,
  url: sql<string | null>`${notifications.data} ->> 'url'`,
  readAt: notifications.readAt,
  createdAt: notifications.createdAt,
};

export const myNotifications = (page: Page) =>
  paged(
    page,
    (db, most) => db.select(columns).from(notifications).where(olderThan(notifications.id, page.after, 'uuid')).orderBy(desc(notifications.id)).limit(most),
    (row) => row.id,
  );

export const latestNotifications = () => list((db) => db.select(columns).from(notifications).orderBy(desc(notifications.id)).limit(6));

/** Counts to a hundred and stops: the bell says "99+". */
export const unreadCount = () =>
  one((db) => {
    const unread = db.select({ id: notifications.id }).from(notifications).where(isNull(notifications.readAt)).limit(100).as('unread');
    return db.select({ count: sql<number>`count(*)::int` }).from(unread);
  });

export const notificationById = (id: string) => one((db) => db.select(columns).from(notifications).where(eq(notifications.id, id)));
