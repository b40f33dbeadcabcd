import { and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { COMMENT_STATUSES } from '../schema/choices.ts';
import { contentComments, contentItems, memberships, users } from '../schema/index.ts';
import { list, one, paged } from '../scope.ts';
import { olderThan, type Page } from './keyset.ts';

type CommentStatus = (typeof COMMENT_STATUSES)[number];

/** What whoever asks is called: a person by name, a program by its key's. */
const asker = sql<string>`coalesce((select name from users where id = (select app.current_user_id())), (select name from api_keys where id = (select app.current_actor_id())), 'Someone')`;

export const commentedItem = (itemId: string) =>
  one((db) => db.select({ title: contentItems.title, deletedAt: contentItems.deletedAt, asker }).from(contentItems).where(eq(contentItems.id, itemId)));

/** A comment of the team with the item it stands on. */
export const teamComment = (id: string) =>
  one((db) =>
    db
      .select({
        id: contentComments.id,
        itemId: contentComments.itemId,
        parentId: contentComments.parentId,
        authorId: contentComments.authorId,
        body: contentComments.body,
        resolvedAt: contentComments.resolvedAt,
        deletedAt: contentComments.deletedAt,
        title: contentItems.title,
        asker,
      })
      .from(contentComments)
      .innerJoin(contentItems, and(eq(contentItems.id, contentComments.itemId), isNull(contentItems.deletedAt)))
      .where(and(eq(contentComments.id, id), eq(contentComments.audience, 'team'))),
  );

/** Everyone who wrote in a thread and is still a member. */
export const threadPeople = (threadId: string) =>
  list((db) =>
    db
      .selectDistinct({ userId: memberships.userId })
      .from(contentComments)
      .innerJoin(memberships, eq(memberships.userId, contentComments.authorId))
      .where(and(or(eq(contentComments.id, threadId), eq(contentComments.parentId, threadId)), isNull(contentComments.deletedAt))),
  );

const resolver = alias(users, 'resolver');

/** What the team said on an item, oldest first. A deleted opening stays, without its words, while answers hang on it. */
export const commentsOf = (itemId: string) =>
  list((db) =>
    db
      .select({
        id: contentComments.id,
        parentId: contentComments.parentId,
        authorId: contentComments.authorId,
        author: users.name,
        image: users.image,
        body: sql<string>`case when ${contentComments.deletedAt} is null then ${contentComments.body} else '' end`,
        anchor: contentComments.anchor,
        resolvedAt: contentComments.resolvedAt,
        resolver: resolver.name,
        createdAt: contentComments.createdAt,
        // By the log of what was done: updated_at moves with a resolution and with the text around it too.
        editedAt: sql<string | null>`(select max(a.created_at) from audit_log a where a.resource_type = 'comment' and a.resource_id = content_comments.id and a.action = 'content.commented')`.mapWith(contentComments.createdAt),
        deletedAt: contentComments.deletedAt,
      })
      .from(contentComments)
      .leftJoin(users, eq(users.id, contentComments.authorId))
      .leftJoin(resolver, eq(resolver.id, contentComments.resolvedBy))
      // By their ids, so that each is found by an index: an "or" over the deleted ones would read the whole tenant.
      .where(
        sql`${contentComments.id} = any (array(select unnest(array[c.id, c.parent_id]) from content_comments c where c.content_item_id = ${itemId} and c.audience = 'team' and c.deleted_at is null))`,
      )
      .orderBy(asc(contentComments.id))
      .limit(1000),
  );

/** What readers wrote, newest first, for whoever moderates. */
export const readerComments = (status: CommentStatus, page: Page) =>
  paged(
    page,
    (db, most) =>
      db
        .select({
          id: contentComments.id,
          status: contentComments.status,
          guestName: contentComments.guestName,
          guestEmail: contentComments.guestEmail,
          body: contentComments.body,
          answers: contentComments.parentId,
          createdAt: contentComments.createdAt,
          itemId: contentComments.itemId,
          itemTitle: contentItems.title,
        })
        .from(contentComments)
        .innerJoin(contentItems, eq(contentItems.id, contentComments.itemId))
        .where(and(eq(contentComments.audience, 'readers'), eq(contentComments.status, status), isNull(contentComments.deletedAt), olderThan(contentComments.id, page.after, 'uuid')))
        .orderBy(desc(contentComments.id))
        .limit(most),
    (row) => row.id,
  );

/** How many wait for a moderator, counted no further than anyone reads. */
export const waitingComments = (most = 1000) =>
  one((db) =>
    db.select({ count: sql<number>`count(*)::int` }).from(
      db
        .select({ id: contentComments.id })
        .from(contentComments)
        .where(and(eq(contentComments.audience, 'readers'), eq(contentComments.status, 'pending'), isNull(contentComments.deletedAt)))
        .limit(most)
        .as('waiting'),
    ),
  );
