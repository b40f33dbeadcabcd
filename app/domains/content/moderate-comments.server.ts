import { and, eq, inArray, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { contentComments } from '#db/schema/index.ts';
import { idList, refuseUnless, type Writer } from '#db/scope.ts';
import { promise, record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import { before, COMMENT_WORDS, type CommentStatus } from './comment.ts';
import type { markCommentsInput } from './comment-inputs.ts';

const statusList = (statuses: readonly CommentStatus[]) => sql`${`{${statuses.join(',')}}`}::text[]`;

/** All of them readers' comments of this organization; locked, so that two moderators decide one after the other. */
const allThere = (db: Writer, ids: readonly string[], deleted: boolean) =>
  refuseUnless(
    db,
    sql`(select count(*) from (select from content_comments where id = any (${idList(ids)}) and audience = 'readers' and (deleted_at is not null) = ${deleted} for update) locked) = cardinality(${idList(ids)})`,
    'not-found',
    'One of these comments is not there any more. Reload to see what is.',
  );

const theirs = (ids: readonly string[]) => and(inArray(contentComments.id, [...ids]), eq(contentComments.audience, 'readers'));

const moderated = (org: Org, db: Writer, ids: readonly string[], to: string) => [
  record(org, db, 'comment.moderated', { type: 'comment', id: ids.length === 1 ? ids[0] : undefined }, { to, count: ids.length }),
  promise(org, db, { type: 'publishing.comments-moderated', label: 'Tell caches of comments', payload: { commentIds: ids } }),
];

/** A moderator's word on what readers wrote, on many at once; all of them or none. */
export async function markComments(org: Org, { ids: chosen, to }: z.output<typeof markCommentsInput>): Promise<Result<number>> {
  const ids = [...new Set(chosen)];
  const written = await writeFor(org, (db) => [
    allThere(db, ids, false),
    refuseUnless(
      db,
      sql`not exists (select from content_comments where id = any (${idList(ids)}) and status <> all (${statusList(before(to))}))`,
      'conflict',
      `One of these comments cannot become ${COMMENT_WORDS[to].toLowerCase()} from where it is. Someone may have decided before you: reload to see.`,
    ),
    db.update(contentComments).set({ status: to }).where(theirs(ids)),
    ...moderated(org, db, ids, to),
  ]);
  return written.ok ? done(ids.length) : written;
}

export async function deleteComments(org: Org, chosen: readonly string[], deleted = true): Promise<Result<number>> {
  const ids = [...new Set(chosen)];
  const written = await writeFor(org, (db) => [
    allThere(db, ids, !deleted),
    db.update(contentComments).set({ deletedAt: deleted ? sql`now()` : null }).where(theirs(ids)),
    ...moderated(org, db, ids, deleted ? 'deleted' : 'kept'),
  ]);
  return written.ok ? done(ids.length) : written;
}
