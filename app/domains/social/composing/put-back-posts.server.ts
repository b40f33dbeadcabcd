import { inArray, sql } from 'drizzle-orm';
import { postsOfTargets } from '#db/queries/posts.ts';
import { posts } from '#db/schema/index.ts';
import { idList, refuseUnless } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { nameOf } from './post.ts';
import { setMoments } from './schedule-post.server.ts';
import type { Place } from './unschedule-post.server.ts';
import { tellAll } from '../publishing/tell.server.ts';

const CHANGED = 'It was changed since, so it is a draft now. Look at it, then give it a time.';
const PASSED = 'Its moment has passed meanwhile, so it stays a draft. Give it another time.';

/** Undo of taking posts off the schedule: each account has its moment again, for the words that were frozen then. All of them go back, or none. */
export async function putBackPosts(org: Org, places: readonly Place[]): Promise<Result<number>> {
  const ids = places.map(({ targetId }) => targetId);
  const found = await readFor(org, { posts: postsOfTargets(ids) });
  if (!found.ok) return found;
  const rows = found.value.posts.filter(({ deletedAt }) => deletedAt === null);
  const targets = rows.flatMap((post) => post.targets.map((target) => ({ ...target, post })));
  if (ids.some((id) => !targets.some((target) => target.id === id))) return refused(notFound('post'));
  for (const { targetId, revision, at } of places) {
    const { post, status, version } = targets.find(({ id }) => id === targetId)!;
    const why = post.revision !== revision || status !== 'draft' || version !== post.version || version === 0 ? CHANGED : Date.parse(at) <= Date.now() ? PASSED : null;
    if (why) return refused(problem('conflict', rows.length === 1 ? why : `“${nameOf(post)}”: ${why}`));
  }
  const own = rows.map(({ id }) => id);
  const placesOf = (postId: string) => places.filter(({ targetId }) => targets.find(({ id }) => id === targetId)!.post.id === postId);
  const first = (postId: string) => placesOf(postId).map(({ at }) => new Date(at).toISOString()).sort()[0]!;
  const moments = sql`${JSON.stringify(Object.fromEntries(own.map((id) => [id, first(id)])))}::jsonb`;
  const revisions = sql`${JSON.stringify(Object.fromEntries(rows.map(({ id, revision }) => [id, revision])))}::jsonb`;
  // What another account of it still waits for may be the first moment of the post.
  const moment = sql<string>`least(${posts.scheduledAt}, (${moments} ->> ${posts.id}::text)::timestamptz)`;
  const written = await writeFor({ ...org, permission: 'post:schedule' }, (db) => [
    db.select({ id: posts.id }).from(posts).where(inArray(posts.id, own)).orderBy(posts.id).for('update'),
    refuseUnless(db, sql`not exists (select from posts p where p.id = any (${idList(own)}) and (p.deleted_at is not null or p.revision <> (${revisions} ->> p.id::text)::int)) and not exists (select from post_targets t where t.id = any (${idList(ids)}) and t.status <> 'draft')`, 'conflict', CHANGED),
    db.update(posts).set({ scheduledAt: moment, scheduledWall: sql<string>`(${moment} at time zone ${posts.timeZone})::timestamp(0)` }).where(inArray(posts.id, own)),
    ...setMoments(db, new Map(places.map(({ targetId, at }) => [targetId, new Date(at)]))),
    tellAll(db, ids, 'scheduled', sql`'It is to go out at ' || to_char(post_targets.scheduled_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC.'`),
    ...rows.map((post) => record(org, db, 'post.scheduled', { type: 'post', id: post.id }, { words: nameOf(post), at: first(post.id), accounts: placesOf(post.id).length })),
  ]);
  return written.ok ? done(rows.length) : written;
}
