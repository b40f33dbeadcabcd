import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { postById } from '#db/queries/posts.ts';
import { myStanding } from '#db/queries/standing.ts';
import { posts } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { instantOf } from '#app/platform/time.ts';
import type { goOnPostInput, repeatingPostInput, skipPostInput } from './inputs.ts';
import { isWaiting, nameOf } from './post.ts';
import { whyNotAhead } from './post-time.ts';
import { makeNext, type Next } from './repeat-posts.server.ts';
import { nextOf, type Repeats, repeatsFrom, repeatsOf } from './repeats.ts';
import { setMoments } from './schedule-post.server.ts';
import { tellAll } from '../publishing/tell.server.ts';
import { refuseSending, refuseStale, STALE } from './write-post.server.ts';

const ONCE = problem('conflict', 'It does not repeat any more.');

async function seen(org: Org, { postId, revision }: z.output<typeof repeatingPostInput>) {
  const found = await readFor(org, { post: postById(postId), me: myStanding() });
  if (!found.ok) return found;
  const { post, me } = found.value;
  if (!post || post.deletedAt) return refused(notFound('post'));
  const refusal = whyNot(me!, 'post:schedule');
  if (refusal) return refused(problem('forbidden', refusal));
  return post.revision === revision ? done(post) : refused(problem('conflict', STALE));
}

async function repeating(org: Org, asked: z.output<typeof repeatingPostInput>) {
  const found = await seen(org, asked);
  if (!found.ok) return found;
  const repeats = repeatsOf(found.value.recurrence);
  return repeats ? done({ post: found.value, repeats }) : refused(ONCE);
}

export interface Skipped {
  at: Date;
  /** What it stood for: an undo sends it back. */
  from: Repeats;
}

/** This one is left out: the post waits for the next of its moments instead, or for the one that it stood for before. */
export async function skipPost(org: Org, { back, ...asked }: z.output<typeof skipPostInput>): Promise<Result<Skipped>> {
  const found = await repeating(org, asked);
  if (!found.ok) return found;
  const { post, repeats } = found.value;
  const waiting = post.targets.filter(isWaiting).map(({ id }) => id);
  if (waiting.length === 0) return refused(problem('conflict', 'Nothing of it is scheduled, so there is nothing to skip.'));
  const now = new Date();
  const to = back ? momentOf(back, now) : nextOf(repeats, now);
  if (!to) return refused(problem('conflict', back ? 'Its moment has passed. Give it another time.' : 'This is the last of them. Take it off the schedule instead.'));
  const { on, time, zone } = to.repeats;
  const written = await writeFor({ ...org, permission: 'post:schedule' }, (db) => [
    ...refuseStale(db, post.id, post.revision),
    refuseSending(db, waiting),
    db.update(posts).set({ recurrence: { ...to.repeats }, scheduledAt: to.at.toISOString(), scheduledWall: `${on} ${time}`, timeZone: zone }).where(eq(posts.id, post.id)),
    ...setMoments(db, new Map(waiting.map((id) => [id, to.at]))),
    tellAll(db, waiting, 'rescheduled', sql`'It is now to go out at ' || to_char(post_targets.scheduled_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC.'`),
    record(org, db, 'post.skipped', { type: 'post', id: post.id }, { words: nameOf(post), at: to.at.toISOString() }),
  ]);
  return written.ok ? done({ at: to.at, from: repeats }) : written;
}

function momentOf(repeats: Repeats, now: Date): { repeats: Repeats; at: Date } | null {
  const meant = instantOf({ date: repeats.on, time: repeats.time }, repeats.zone);
  return meant.ok && !whyNotAhead(meant.value.at, now) ? { repeats, at: meant.value.at } : null;
}

/** It goes out as it waits now, and is the last. Answers how it repeated: an undo sends it back. */
export async function endRepeating(org: Org, asked: z.output<typeof repeatingPostInput>): Promise<Result<{ from: Repeats }>> {
  const found = await repeating(org, asked);
  if (!found.ok) return found;
  const { post, repeats } = found.value;
  const written = await writeFor({ ...org, permission: 'post:schedule' }, (db) => [
    ...refuseStale(db, post.id, post.revision),
    db.update(posts).set({ recurrence: null }).where(eq(posts.id, post.id)),
    record(org, db, 'post.repeats-ended', { type: 'post', id: post.id }, { words: nameOf(post) }),
  ]);
  return written.ok ? done({ from: repeats }) : written;
}

/** The end taken back: it repeats as it did. */
export async function goOnRepeating(org: Org, { back, ...asked }: z.output<typeof goOnPostInput>): Promise<Result<null>> {
  const found = await seen(org, asked);
  if (!found.ok) return found;
  const { on, time, zone } = back;
  const rule = repeatsFrom(back, { date: on, time, zone });
  if (!rule.ok) return refused(problem('invalid', rule.sentence));
  const written = await writeFor({ ...org, permission: 'post:schedule' }, (db) => [
    ...refuseStale(db, asked.postId, asked.revision),
    refuseUnless(db, sql`exists (select from posts where id = ${asked.postId} and recurrence is null)`, 'conflict', 'It repeats already.'),
    db.update(posts).set({ recurrence: { ...rule.repeats } }).where(eq(posts.id, asked.postId)),
    record(org, db, 'post.repeats-resumed', { type: 'post', id: asked.postId }, { words: nameOf(found.value) }),
  ]);
  return written.ok ? done(null) : written;
}

/** This one stands alone from now on, to be changed by itself: the next is made at once, with the words as they were. */
export async function setApart(org: Org, asked: z.output<typeof repeatingPostInput>): Promise<Result<Next>> {
  const found = await repeating(org, asked);
  return found.ok ? makeNext({ ...org, permission: 'post:schedule' }, asked.postId, { revision: asked.revision }) : found;
}
