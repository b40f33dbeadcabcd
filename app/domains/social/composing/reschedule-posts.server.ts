import { and, inArray, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { postsByIds, type PostRow } from '#db/queries/posts.ts';
import { myStanding } from '#db/queries/standing.ts';
import { posts } from '#db/schema/index.ts';
import { idList } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { wallClock } from '#app/platform/time.ts';
import type { reschedulePostsInput } from './inputs.ts';
import { isWaiting, nameOf } from './post.ts';
import { momentAhead, whyNotAhead } from './post-time.ts';
import { setMoments } from './schedule-post.server.ts';
import { tellAll } from '../publishing/tell.server.ts';
import { refuseSending } from './write-post.server.ts';

export interface Rescheduled {
  /** Where each was: what undo sends back. */
  from: { postId: string; at: string }[];
  moved: number;
}

/** What waits goes out at another moment, with the words that it has. Accounts with moments of their own keep their distance. All of them move, or none. */
export async function reschedulePosts(org: Org, asked: z.output<typeof reschedulePostsInput>): Promise<Result<Rescheduled>> {
  const ids = 'moves' in asked ? asked.moves.map(({ postId }) => postId) : asked.ids;
  const found = await readFor(org, { posts: postsByIds(ids), me: myStanding() });
  if (!found.ok) return found;
  const refusal = whyNot(found.value.me!, 'post:schedule');
  if (refusal) return refused(problem('forbidden', refusal));
  const rows = found.value.posts.filter(({ deletedAt }) => !deletedAt);
  if (rows.length < new Set(ids).size) return refused(notFound('post'));
  const still = rows.find(({ targets, scheduledAt }) => scheduledAt === null || !targets.some(isWaiting));
  if (still) return refused(problem('conflict', `“${nameOf(still)}” does not wait for a moment: nothing of it is scheduled, or it is being sent.`));
  const moments = new Map<string, Date>();
  for (const post of rows) {
    const moment = momentFor(post, asked);
    if (!moment.ok) return rows.length === 1 ? moment : refused({ ...moment.problem, message: `“${nameOf(post)}”: ${moment.problem.message}` });
    moments.set(post.id, moment.value);
  }
  const each = new Map(rows.flatMap(({ id, scheduledAt, targets }) => targets.filter(isWaiting).map((target): [string, Date] => [target.id, movedBy(target.scheduledAt ?? scheduledAt!, scheduledAt!, moments.get(id)!)])));
  const passed = [...each.values()].find((at) => at.getTime() <= Date.now());
  if (passed) return refused(problem('invalid', 'One of its accounts would have spoken already. Choose a later moment.', { field: 'time' }));
  const ofPost = <T>(of: (post: PostRow) => T) => JSON.stringify(Object.fromEntries(rows.map((post) => [post.id, of(post)])));
  const zoneOf = (post: PostRow) => ('zone' in asked ? asked.zone : post.timeZone);
  const written = await writeFor({ ...org, permission: 'post:schedule' }, (db) => [
    // Whoever locks several posts takes them in one order.
    db.select({ id: posts.id }).from(posts).where(inArray(posts.id, rows.map(({ id }) => id))).orderBy(posts.id).for('update'),
    refuseSending(db, [...each.keys()]),
    db
      .update(posts)
      .set({
        scheduledAt: sql`(${ofPost(({ id }) => moments.get(id)!.toISOString())}::jsonb ->> ${posts.id}::text)::timestamptz`,
        timeZone: sql`${ofPost(zoneOf)}::jsonb ->> ${posts.id}::text`,
        scheduledWall: sql`(${ofPost((post) => wallIn(moments.get(post.id)!, zoneOf(post)))}::jsonb ->> ${posts.id}::text)::timestamp`,
      })
      .where(and(sql`${posts.id} = any (${idList(rows.map(({ id }) => id))})`)),
    ...setMoments(db, each),
    tellAll(db, [...each.keys()], 'rescheduled', sql`'It is now to go out at ' || to_char(post_targets.scheduled_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC.'`),
    ...rows.map((post) => record(org, db, 'post.rescheduled', { type: 'post', id: post.id }, { words: nameOf(post), at: moments.get(post.id)!.toISOString() })),
  ]);
  if (!written.ok) return written;
  return done({ from: rows.map(({ id, scheduledAt }) => ({ postId: id, at: new Date(scheduledAt!).toISOString() })), moved: rows.length });
}

function momentFor({ id, scheduledAt }: PostRow, asked: z.output<typeof reschedulePostsInput>): Result<Date> {
  const now = new Date();
  if ('zone' in asked) {
    const meant = momentAhead(asked, now);
    return meant.ok ? done(meant.value.at) : meant;
  }
  const at = 'moves' in asked ? new Date(asked.moves.find(({ postId }) => postId === id)!.at) : new Date(Date.parse(scheduledAt!) + asked.minutes * 60_000);
  const refusal = whyNotAhead(at, now);
  return refusal ? refused(problem('invalid', refusal, { field: 'time' })) : done(at);
}

const movedBy = (own: string, from: string, to: Date) => new Date(Date.parse(own) + to.getTime() - Date.parse(from));

function wallIn(at: Date, zone: string): string {
  const wall = wallClock(at, zone);
  return wall.ok ? `${wall.value.date} ${wall.value.time}` : at.toISOString();
}
