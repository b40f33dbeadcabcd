import { desc, eq } from 'drizzle-orm';
import { mailbox } from '../schema/index.ts';
import { list, one } from '../scope.ts';

export const letters = () =>
  list((db) =>
    db.select({ id: mailbox.id, recipient: mailbox.recipient, subject: mailbox.subject, createdAt: mailbox.createdAt }).from(mailbox).orderBy(desc(mailbox.createdAt), desc(mailbox.id)).limit(100),
  );

export const letterById = (id: string) => one((db) => db.select().from(mailbox).where(eq(mailbox.id, id)));
