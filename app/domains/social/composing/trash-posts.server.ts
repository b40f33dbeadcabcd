import { and, inArray, sql } from 'drizzle-orm';
import { postsByIds, type PostRow } from '#db/queries/posts.ts';
import { myStanding } from '#db/queries/standing.ts';
import { mediaUsages, posts, postTargets } from '#db/schema/index.ts';
import { idList } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { isWaiting, nameOf, whyNotDeletable } from './post.ts';
import { AT_REST } from '../publishing/wake.server.ts';
import { refuseSending } from './write-post.server.ts';

export interface Trashed {
  ids: string[];
  words: string;
}

async function chosen(org: Org, ids: readonly string[]) {
  const found = await readFor(org, { posts: postsByIds(ids), me: myStanding() });
  if (!found.ok) return found;
  return found.value.posts.length < new Set(ids).size ? refused(notFound('post')) : done({ rows: found.value.posts, me: found.value.me! });
}

const about = (rows: readonly PostRow[]): Trashed => ({ ids: rows.map(({ id }) => id), words: nameOf(rows[0]!) });

/** Into the trash, and off the schedule. What is out stays out. */
export async function trashPosts(org: Org, ids: readonly string[]): Promise<Result<Trashed>> {
  const found = await chosen(org, ids);
  if (!found.ok) return found;
  const { rows, me } = found.value;
  for (const post of rows) {
    const refusal = whyNotDeletable(post, me);
    if (refusal) return refused(problem('conflict', rows.length === 1 ? refusal : `“${nameOf(post)}”: ${refusal}`));
  }
  const waiting = rows.flatMap(({ targets }) => targets.filter(isWaiting).map(({ id }) => id));
  const own = rows.map(({ id }) => id);
  const written = await writeFor({ ...org, permission: 'post:delete' }, (db) => [
    db.select({ id: posts.id }).from(posts).where(inArray(posts.id, own)).orderBy(posts.id).for('update'),
    refuseSending(db, waiting),
    db.update(postTargets).set({ status: 'draft', scheduledAt: null, ...AT_REST, fence: sql`${postTargets.fence} + 1` }).where(sql`${postTargets.id} = any (${idList(waiting)})`),
    db.update(posts).set({ deletedAt: sql`now()` }).where(sql`${posts.id} = any (${idList(own)})`),
    db.delete(mediaUsages).where(and(sql`${mediaUsages.place} = 'post'`, sql`${mediaUsages.placeId} = any (${idList(own)})`)),
    ...rows.map((post) => record(org, db, 'post.trashed', { type: 'post', id: post.id }, { words: nameOf(post) })),
  ]);
  return written.ok ? done(about(rows)) : written;
}

/** As a draft again: what was scheduled does not go out by itself. */
export async function restorePosts(org: Org, ids: readonly string[]): Promise<Result<Trashed>> {
  const found = await chosen(org, ids);
  if (!found.ok) return found;
  const { rows } = found.value;
  if (rows.some(({ deletedAt }) => deletedAt === null)) return refused(problem('conflict', 'It is not in the trash.'));
  const own = rows.map(({ id }) => id);
  const written = await writeFor({ ...org, permission: 'post:delete' }, (db) => [
    db.update(posts).set({ deletedAt: null }).where(sql`${posts.id} = any (${idList(own)})`),
    db.insert(mediaUsages).select(sql`select app.uuid7(), app.current_org(), m.asset_id, 'post', m.post_id, false, now() from post_media m where m.post_id = any (${idList(own)})`).onConflictDoNothing(),
    ...rows.map((post) => record(org, db, 'post.restored', { type: 'post', id: post.id }, { words: nameOf(post) })),
  ], { posts_import_key: problem('conflict', 'The file that it came from was brought in again since, and its row is a post of its own now.') });
  return written.ok ? done(about(rows)) : written;
}
