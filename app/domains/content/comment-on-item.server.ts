import { and, eq, isNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { commentedItem, teamComment, threadPeople } from '#db/queries/comments.ts';
import { membersByIds } from '#db/queries/members.ts';
import { myStanding } from '#db/queries/standing.ts';
import { contentComments } from '#db/schema/index.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { notice } from '#app/domains/notifications/notice.server.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { glance, mentionsIn, permissionToDelete, whyNotEdit } from './comment.ts';
import type { anchorsInput, answerInput, commentInput, editCommentInput } from './comment-inputs.ts';

const ITEM_GONE = { content_comments_item_fk: notFound('piece of content'), content_comments_parent_fk: notFound('comment') };

interface About {
  itemId: string;
  title: string;
  by: string;
  comment: string;
}

const about = (itemId: string, { title, asker }: { title: string; asker: string }, body: string): About => ({ itemId, title: title || 'Untitled', by: asker, comment: glance(body) });

const tell = (org: Org, db: Writer, kind: 'content.mentioned' | 'content.answered', people: readonly { userId: string }[], said: About): Statement[] =>
  people.map(({ userId }) => notice(org, db, userId, kind, said));

const commented = (org: Org, db: Writer, itemId: string, title: string, more: Record<string, unknown> = {}) => record(org, db, 'content.commented', { type: 'content', id: itemId }, { title, ...more });

/** Opens a thread, on the whole item or on a place in its text. Members who are named hear of it. */
export async function addComment(org: Org, { itemId, body, anchor }: z.output<typeof commentInput>): Promise<Result<string>> {
  const found = await readFor(org, { item: commentedItem(itemId), me: myStanding(), named: membersByIds(mentionsIn(body)) });
  if (!found.ok) return found;
  const { item, me, named } = found.value;
  if (!item || item.deletedAt) return refused(notFound('piece of content'));
  const id = uuid7();
  const written = await writeFor(
    org,
    (db) => [
      db.insert(contentComments).values({ id, itemId, body, anchor, authorId: sql`app.current_user_id()` }),
      ...tell(org, db, 'content.mentioned', named.filter(({ userId }) => userId !== me!.userId), about(itemId, item, body)),
      commented(org, db, itemId, item.title),
    ],
    ITEM_GONE,
  );
  return written.ok ? done(id) : written;
}

/** One word more in a thread. Whoever is named hears that, everyone else of the thread that there is an answer; a resolved one is open again. */
export async function answerComment(org: Org, { itemId, parentId, body }: z.output<typeof answerInput>): Promise<Result<string>> {
  const found = await readFor(org, { opening: teamComment(parentId), me: myStanding(), named: membersByIds(mentionsIn(body)), wrote: threadPeople(parentId) });
  if (!found.ok) return found;
  const { opening, me, named, wrote } = found.value;
  if (!opening || opening.itemId !== itemId) return refused(notFound('comment'));
  if (opening.parentId) return refused(problem('invalid', 'An answer has no answers of its own. Answer the comment that opened the thread.'));
  const id = uuid7();
  const mentioned = named.filter(({ userId }) => userId !== me!.userId);
  const others = wrote.filter(({ userId }) => userId !== me!.userId && !mentioned.some((person) => person.userId === userId));
  const said = about(itemId, opening, body);
  const written = await writeFor(
    org,
    (db) => [
      refuseUnless(db, sql`exists (select from content_comments c where c.id = ${parentId} and (c.deleted_at is null or exists (select from content_comments a where a.parent_id = c.id and a.deleted_at is null)))`, 'not-found', 'This comment was deleted. Your answer is not kept.'),
      db.insert(contentComments).values({ id, itemId, parentId, body, authorId: sql`app.current_user_id()` }),
      ...(opening.resolvedAt ? [db.update(contentComments).set({ resolvedAt: null, resolvedBy: null }).where(eq(contentComments.id, parentId))] : []),
      ...tell(org, db, 'content.mentioned', mentioned, said),
      ...tell(org, db, 'content.answered', others, said),
      commented(org, db, itemId, opening.title),
    ],
    ITEM_GONE,
  );
  return written.ok ? done(id) : written;
}

/** Other words for one's own comment. Only who is named for the first time hears of it. */
export async function editComment(org: Org, { commentId, body }: z.output<typeof editCommentInput>): Promise<Result<null>> {
  const found = await readFor(org, { comment: teamComment(commentId), me: myStanding(), named: membersByIds(mentionsIn(body)) });
  if (!found.ok) return found;
  const { comment, me, named } = found.value;
  if (!comment || comment.deletedAt) return refused(notFound('comment'));
  const refusal = whyNotEdit(comment.authorId, me!, me!.userId);
  if (refusal) return refused(problem('forbidden', refusal));
  const before = mentionsIn(comment.body);
  const written = await writeFor(org, (db) => [
    refuseUnless(db, there(commentId), 'not-found', 'This comment was deleted meanwhile.'),
    db.update(contentComments).set({ body }).where(eq(contentComments.id, commentId)),
    ...tell(org, db, 'content.mentioned', named.filter(({ userId }) => userId !== me!.userId && !before.includes(userId)), about(comment.itemId, comment, body)),
    // On the comment itself: from here its readers learn that it was edited, and when.
    ...(comment.body === body ? [] : [record(org, db, 'content.commented', { type: 'comment', id: commentId }, { title: comment.title, edited: true })]),
  ]);
  return written.ok ? done(null) : written;
}

/** A thread is dealt with, or it is not after all. */
export async function resolveThread(org: Org, commentId: string, resolved: boolean): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from content_comments c join content_items i on i.id = c.content_item_id and i.deleted_at is null where c.id = ${commentId} and c.parent_id is null and c.audience = 'team')`, 'not-found', 'There is no such comment.'),
    db
      .update(contentComments)
      .set({ resolvedAt: resolved ? sql`coalesce(resolved_at, now())` : null, resolvedBy: resolved ? sql`coalesce(resolved_by, app.current_user_id())` : null })
      .where(eq(contentComments.id, commentId)),
  ]);
  return written.ok ? done(null) : written;
}

/** One's own, or anyone's for a moderator; it can come back. */
export async function deleteComment(org: Org, commentId: string, deleted = true): Promise<Result<null>> {
  const found = await readFor(org, { comment: teamComment(commentId), me: myStanding() });
  if (!found.ok) return found;
  const { comment, me } = found.value;
  if (!comment) return refused(notFound('comment'));
  const written = await writeFor({ ...org, permission: permissionToDelete(comment.authorId, me!.userId) }, (db) => [
    db.update(contentComments).set({ deletedAt: deleted ? sql`coalesce(deleted_at, now())` : null }).where(eq(contentComments.id, commentId)),
    commented(org, db, comment.itemId, comment.title, deleted ? { deleted: true } : { restored: true }),
  ]);
  return written.ok ? done(null) : written;
}

/** The places of an item's comments after an edit moved them: one statement, however many. What is not of the item is left alone. */
export async function updateAnchors(org: Org, { itemId, anchors }: z.output<typeof anchorsInput>): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from content_items where id = ${itemId} and deleted_at is null)`, 'not-found', 'There is no such piece of content.'),
    db
      .update(contentComments)
      .set({ anchor: sql`moved.anchor` })
      .from(sql`jsonb_to_recordset(${JSON.stringify(anchors)}::jsonb) as moved(id uuid, anchor jsonb)`)
      .where(and(eq(contentComments.id, sql`moved.id`), eq(contentComments.itemId, itemId), eq(contentComments.audience, 'team'), isNull(contentComments.parentId), sql`${contentComments.anchor} is not null and ${contentComments.anchor} <> moved.anchor`)),
  ]);
  return written.ok ? done(null) : written;
}

const there = (id: string) => sql`exists (select from content_comments where id = ${id} and deleted_at is null for update)`;
