import { eq, type SQL, sql } from 'drizzle-orm';
import { posts, postTargets } from '#db/schema/index.ts';
import { idList, refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { bookSlots, type FreeSlots, freeSlotsOf } from './book-slots.server.ts';
import type { PostChanges, When } from './inputs.ts';
import { type Answered, type Desk, hindrancesOf, lookAtPost, openTargets, refuseHindered } from './look-at-post.server.ts';
import { isApproved, nameOf, whyNotSchedulable, whyUnapproved } from './post.ts';
import { momentAhead } from './post-time.ts';
import { begin, freezingOf, type SavedPost, type StaleAnswer, whyNotSaved } from './save-post.server.ts';
import { type Repeats, repeatsFrom } from './repeats.ts';
import { tellAll } from '../publishing/tell.server.ts';
import { PROMISED, wakeForSchedule } from '../publishing/wake.server.ts';
import { FIELD_PROBLEMS, freeze, refuseSending, refuseStale, versionOf, writePost } from './write-post.server.ts';

export interface ScheduledPost extends SavedPost {
  /** The first of its moments. */
  scheduledAt: string;
  /** What is still missing before it may go out; null when nothing is. */
  waitsFor: string | null;
}

type Targets = Desk['draft']['targets'];

/**
 * Gives a post its moment, and keeps what each account will get to the letter. With changes it saves them in the same
 * write; without an id it begins the post as well.
 */
export async function schedulePost(org: Org, { postId, revision, at, recurrence, ...changes }: PostChanges & { postId?: string; revision?: number; at: When; recurrence?: Pick<Repeats, 'pattern' | 'ends'> | null | undefined }): Promise<Answered<ScheduledPost> | StaleAnswer> {
  const found = await lookAtPost(org, postId ?? null, changes);
  if (!found.ok) return found;
  const desk = found.value;
  const { post, draft, me, rule, approvals } = desk;
  const stale = postId ? whyNotSaved(desk, revision!) : null;
  if (stale) return stale;
  const refusal = whyNotSchedulable({ status: post?.status ?? 'draft', deletedAt: null, targets: draft.targets }, me);
  if (refusal) return draft.targets.length === 0 ? refused(problem('invalid', refusal, { field: 'targets' })) : refused(problem('forbidden', refusal));
  const targets = openTargets(desk);
  const hindered = refuseHindered(desk, hindrancesOf(desk, targets));
  if (hindered) return hindered;
  const moments = momentsOf(desk, targets, at);
  if (!moments.ok) return moments;
  const repeats = repeatsAt(at, recurrence);
  if (!repeats.ok) return repeats;
  const freezing = await freezingOf(desk, targets);
  const ids = targets.map(({ id }) => id);
  const version = versionOf(desk, freezing, ids);
  const writer = post && version === post.version ? post.versionBy : me.userId;
  const waitsFor = isApproved(freezing.contentHash, writer, approvals, rule) ? null : whyUnapproved(freezing.contentHash, writer, approvals, rule);
  if (waitsFor && at === 'now') return refused(problem('forbidden', `${waitsFor} Ask for it, or give the post a time.`));
  const id = postId ?? uuid7();
  const isChanged = Object.values(changes).some((value) => value !== undefined);
  const written = await writeFor(
    { ...org, permission: 'post:schedule' },
    (db) => [
      ...(post ? [...refuseStale(db, id, post.revision), stillVersion(db, id, post.version), ...(isChanged ? writePost(db, id, desk) : [])] : begin(db, id, desk)),
      ...freeze(db, id, desk, freezing, version),
      ...putOnSchedule(db, id, at, moments.value, desk.timeZone, version),
      ...(repeats.value === undefined ? [] : [db.update(posts).set({ recurrence: repeats.value && { ...repeats.value } }).where(eq(posts.id, id))]),
      record(org, db, 'post.scheduled', { type: 'post', id }, { words: nameOf(draft), at: typeof at === 'string' ? at : moments.value.first!.toISOString(), accounts: targets.length }),
      db.select({ revision: posts.revision, scheduledAt: posts.scheduledAt }).from(posts).where(eq(posts.id, id)),
    ],
    FIELD_PROBLEMS,
  );
  if (!written.ok) return written;
  const [kept] = written.value.at(-1) as unknown as [{ revision: number; scheduledAt: string }];
  return done({ id, revision: kept.revision, scheduledAt: kept.scheduledAt, waitsFor });
}

/** What it repeats by from that moment on; undefined: as before. */
function repeatsAt(at: When, recurrence: Pick<Repeats, 'pattern' | 'ends'> | null | undefined): Result<Repeats | null | undefined> {
  if (!recurrence) return done(recurrence);
  if (typeof at !== 'object') return refused(problem('invalid', 'A post that repeats needs a day and a time.', { field: 'repeats' }));
  const found = repeatsFrom(recurrence, at);
  return found.ok ? done(found.repeats) : refused(problem('invalid', found.sentence, { field: 'repeats' }));
}

const stillVersion = (db: Writer, postId: string, version: number) => refuseUnless(db, sql`exists (select from posts where id = ${postId} and version = ${version}::int)`, 'conflict', 'Someone else scheduled this post meanwhile. Look again, then decide.');

/** The moment of the post and of each of its targets, for words that are frozen as this version. */
export const putOnSchedule = (db: Writer, id: string, at: When, moments: Moments, organizationZone: string, version: number): Statement[] => [
  ...(moments.slots ? bookSlots(db, moments.slots) : []),
  setPostMoment(db, id, at, moments, organizationZone),
  refuseSending(db, [...moments.each.keys()]),
  ...setMoments(db, moments.each, version, moments.slots && sql<string>`${postTargets.scheduledAt}`),
  tellAll(db, [...moments.each.keys()], 'scheduled', sql`'It is to go out at ' || to_char(post_targets.scheduled_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC.'`),
];

export interface Moments {
  /** By target; null: the moment of the write, or the slot that the write books. */
  each: ReadonlyMap<string, Date | null>;
  first: Date | null;
  slots?: FreeSlots;
}

/** When each account speaks. */
function momentsOf(desk: Desk, targets: Targets, at: When): Result<Moments> {
  const all = (moment: Date | null) => new Map(targets.map(({ id }) => [id, moment]));
  const now = new Date();
  if (at === 'now') return done({ each: all(null), first: null });
  if (at === 'slots') {
    const free = freeSlotsOf(desk, targets, now);
    return free.ok ? done({ each: all(null), first: null, slots: free.value }) : free;
  }
  const meant = momentAhead(at, now);
  return meant.ok ? done({ each: all(meant.value.at), first: meant.value.at }) : meant;
}

function setPostMoment(db: Writer, postId: string, at: When, { first, slots }: Moments, organizationZone: string) {
  const zone = typeof at === 'object' ? at.zone : organizationZone;
  const instant = slots ? sql<string>`(select min(t.scheduled_at) from post_targets t where t.id = any (${idList([...slots.keys()])}))` : instantIn(first);
  return db
    .update(posts)
    .set({ scheduledAt: instant, timeZone: zone, scheduledWall: typeof at === 'object' ? `${at.date} ${at.time}` : sql<string>`(${instant} at time zone ${zone})::timestamp(0)` })
    .where(eq(posts.id, postId));
}

const instantIn = (at: Date | null): SQL<string> => (at ? sql<string>`${at.toISOString()}::timestamptz` : sql<string>`now()`);

/** What is due within the next minute is told to the queue with the commit; the clock finds the rest in time. */
export function setMoments(db: Writer, each: ReadonlyMap<string, Date | null>, version?: number, booked?: SQL<string>): Statement[] {
  const byMoment = JSON.stringify(Object.fromEntries(Array.from(each, ([id, at]) => [id, at?.toISOString() ?? null])));
  const moment = booked ?? sql<string>`coalesce((${byMoment}::jsonb ->> ${postTargets.id}::text)::timestamptz, now())`;
  return [
    db
      .update(postTargets)
      .set({ status: 'scheduled', scheduledAt: moment, ...(version === undefined ? {} : { version }), failureCode: '', failureMessage: '', stumbles: 0, noticedAt: null, ...wakeForSchedule(moment) })
      .where(sql`${postTargets.id} = any (${idList([...each.keys()])})`)
      .returning({ ...PROMISED, promisedId: sql<string>`case when ${postTargets.wakeAt} < now() + interval '75 seconds' then ${postTargets.id} end` }),
  ];
}
