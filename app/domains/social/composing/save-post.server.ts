import { eq, sql } from 'drizzle-orm';
import type { PostRow } from '#db/queries/posts.ts';
import { posts, postTargets } from '#db/schema/index.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused } from '#app/platform/result.ts';
import { frozen, hashOf } from './freeze.ts';
import type { PostChanges } from './inputs.ts';
import { type Answered, type Desk, destinationsOf, hindrancesOf, lookAtPost, openTargets, type Refused, refuseHindered } from './look-at-post.server.ts';
import { isPlanned, isWaiting, nameOf, whyNotEditable } from './post.ts';
import { wakeForSchedule } from '../publishing/wake.server.ts';
import { FIELD_PROBLEMS, freeze, type Freezing, type Origin, refuseSending, refuseAskedAbout, refuseStale, STALE, versionOf, withdrawOthers, writePost } from './write-post.server.ts';

export interface SavedPost {
  id: string;
  revision: number;
}

/** What the composer goes on from. */
export interface KeptPost extends SavedPost {
  savedAt: string;
}

/** Both versions of a conflict: what was sent lies with the sender, and this is what is there. */
export type StaleAnswer = Refused & { theirs?: PostRow };

/** A new draft. */
export async function createPost(org: Org, changes: PostChanges, id = uuid7()): Promise<Answered<KeptPost>> {
  const found = await lookAtPost(org, null, changes);
  if (!found.ok) return found;
  const written = await writeFor(org, (db) => [...begin(db, id, found.value), recordSave(org, db, id, found.value), keptPost(db, id)], FIELD_PROBLEMS);
  return written.ok ? done(keptOf(written.value)) : written;
}

/** The last statement of a save; keptOf reads its answer. */
const keptPost = (db: Writer, id: string): Statement => db.select({ id: posts.id, revision: posts.revision, savedAt: posts.updatedAt }).from(posts).where(eq(posts.id, id));
const keptOf = (results: readonly unknown[]): KeptPost => (results.at(-1) as KeptPost[])[0]!;

/** The statements that begin a post. */
export const begin = (db: Writer, id: string, desk: Pick<Desk, 'post' | 'draft' | 'files'>, origin: Origin = {}): Statement[] => [
  ...(desk.draft.projectId ? [refuseUnless(db, sql`exists (select from projects where id = ${desk.draft.projectId} and deleted_at is null)`, 'not-found', 'There is no such project.')] : []),
  ...writePost(db, id, desk, origin),
];

export const recordSave = (org: Org, db: Writer, id: string, { post, draft }: Desk) => record(org, db, post ? 'post.changed' : 'post.created', { type: 'post', id }, { words: nameOf(draft) });

/** Whether these words may be written over those that are there: a refusal with both, where someone else was faster. */
export function whyNotSaved({ post, me }: Desk, revision: number): StaleAnswer | null {
  if (!post || post.deletedAt) return refused(notFound('post')) as Refused;
  if (post.revision !== revision) return { ok: false, problem: problem('conflict', STALE), theirs: post };
  const refusal = whyNotEditable(post, me);
  return refusal ? { ok: false, problem: problem('forbidden', refusal) } : null;
}

/**
 * A draft takes whatever is typed. What is scheduled already must still be able to go out, and gets a version of its own:
 * that is a deed, so what a page saves by itself is refused there.
 */
export async function savePost(org: Org, { postId, revision, ...changes }: PostChanges & { postId: string; revision: number }, { byItself = false } = {}): Promise<Answered<KeptPost> | StaleAnswer> {
  const found = await lookAtPost(org, postId, changes);
  if (!found.ok) return found;
  const desk = found.value;
  const refusal = whyNotSaved(desk, revision);
  if (refusal) return refusal;
  const planned = isPlanned(desk.post!) ? await plannedAgain(desk) : null;
  if (planned && 'ok' in planned) return planned;
  const voided = planned ? null : await voidedBy(desk);
  const written = await writeFor(
    planned ? { ...org, permission: 'post:schedule' } : org,
    (db) => [
      ...refuseStale(db, postId, revision),
      ...(byItself ? [refuseAskedAbout(db, postId)] : []),
      ...writePost(db, postId, desk),
      ...(planned ? again(db, postId, desk, planned) : []),
      ...(voided ? [withdrawOthers(db, postId, ''), db.update(posts).set({ approval: null }).where(eq(posts.id, postId))] : []),
      ...(byItself ? [] : [recordSave(org, db, postId, desk)]),
      keptPost(db, postId),
    ],
    FIELD_PROBLEMS,
  );
  return written.ok ? done(keptOf(written.value)) : written;
}

interface Planned {
  freezing: Freezing;
  waiting: string[];
  joining: string[];
}

/** What waits for its moment, and accounts that join it while the moment is ahead. */
async function plannedAgain(desk: Desk): Promise<Planned | Refused> {
  const joins = desk.post!.scheduledAt !== null && Date.parse(desk.post!.scheduledAt) > Date.now();
  const targets = openTargets(desk).filter((target) => isWaiting(target) || (target.isNew && joins));
  const hindered = refuseHindered(desk, hindrancesOf(desk, targets));
  if (hindered) return hindered;
  return { freezing: await freezingOf(desk, targets), waiting: targets.filter(isWaiting).map(({ id }) => id), joining: targets.filter(({ isNew }) => isNew).map(({ id }) => id) };
}

/** The words of these targets, and their hash. */
export async function freezingOf(desk: Desk, targets: Desk['draft']['targets']): Promise<Freezing> {
  const content = frozen(desk.draft, destinationsOf(desk, targets), desk.rules, desk.files);
  return { content, contentHash: await hashOf(content) };
}

/** The version first, then the targets, and only those that nothing has left for: what is being sent keeps the words that it has. */
function again(db: Writer, postId: string, desk: Desk, { freezing, waiting, joining }: Planned): Statement[] {
  if (waiting.length + joining.length === 0) return [];
  const version = versionOf(desk, freezing, [...waiting, ...joining]);
  const own = sql`${postTargets.scheduledAt}`;
  const moment = sql`(select p.scheduled_at from posts p where p.id = ${postId})`;
  return [
    ...freeze(db, postId, desk, freezing, version),
    refuseSending(db, waiting),
    ...(waiting.length > 0 ? [db.update(postTargets).set({ version, ...wakeForSchedule(own) }).where(sql`${postTargets.id} = any (${`{${waiting.join(',')}}`}::uuid[])`)] : []),
    ...(joining.length > 0 ? [db.update(postTargets).set({ version, status: 'scheduled', scheduledAt: moment, ...wakeForSchedule(moment) }).where(sql`${postTargets.id} = any (${`{${joining.join(',')}}`}::uuid[])`)] : []),
  ];
}

/** Whether what was said of the draft holds no more. */
async function voidedBy(desk: Desk): Promise<boolean> {
  if (!desk.post?.approval) return false;
  const targets = openTargets(desk);
  return Object.keys(hindrancesOf(desk, targets)).length > 0 || (await freezingOf(desk, targets)).contentHash !== desk.post.contentHash;
}
