import { sql } from 'drizzle-orm';
import { mediaUsages, posts, postTargets } from '#db/schema/index.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { keepForUndo, keptForUndo, TOO_LATE } from '#app/domains/content/undo.server.ts';
import type { RowTrouble } from '#app/domains/planning/csv-plan.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { type Problem, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { accountName } from '../accounts/account.ts';
import type { Platform } from '../connectors/connector.ts';
import { nameOf } from '../composing/post.ts';
import { AT_REST } from '../publishing/wake.server.ts';
import { FIELD_PROBLEMS } from '../composing/write-post.server.ts';
import { type PlannedPost, plannedPosts } from './planned-posts.server.ts';
import type { PlannedAs } from './post-rows.ts';
import { type PostTable, postTable } from './post-table.ts';
import { writeMany } from './write-many.server.ts';

export interface PostsReport {
  /** How many rows are posts, how many of them are here already, and how many were brought in now. */
  posts: number;
  known: number;
  brought: number;
  scheduled: number;
  /** The first places that need changing, and in how many rows there are some. */
  troubles: RowTrouble[];
  troubleCount: number;
  rowsLeftOut: number;
  notes: RowTrouble[];
  noteCount: number;
  unread: string[];
  encoding: PostTable['encoding'] | null;
  sample: { line: number; words: string; accounts: { id: string; name: string; platform: Platform }[]; at: string | null; isKnown: boolean }[];
  /** What is missing before they may go out, where they are scheduled. */
  waitsFor: string | null;
  /** Set when something was brought in. */
  undoId: string | null;
}

interface Import {
  name: string;
  bytes: Uint8Array;
  as: PlannedAs;
  /** False: say what would happen, and change nothing. */
  apply: boolean;
}

const [MOST_TROUBLES, MOST_NOTES, MOST_SHOWN] = [200, 100, 10];
const ROWS_A_TRIP = 200;

/** Rows of a file as posts. Each is brought in whole or not at all; one that is known by its key stays as it is, so the same file twice is safe. */
export async function importPosts(org: Org, { name, bytes, as, apply }: Import): Promise<Result<PostsReport>> {
  const read = postTable(bytes);
  if (!read.ok) return done({ ...NOTHING, troubles: [{ line: read.line, column: null, columnName: null, sentence: read.sentence }], troubleCount: 1, rowsLeftOut: 1 });
  const plan = await plannedPosts(org, read.table, as);
  if (!plan.ok) return plan;
  const { posts: all, known, waitsFor, notes } = plan.value;
  const fresh = all.filter(({ key }) => !known.has(key));
  const undoId = uuid7();
  const failed = apply && fresh.length > 0 ? await bringAll({ ...org, permission: as === 'scheduled' ? 'post:schedule' : 'post:write' }, fresh, undoId, name.slice(0, 100)) : new Map<PlannedPost, Problem>();
  const brought = apply ? fresh.filter((row) => !failed.has(row)) : [];
  if (apply && brought.length === 0 && failed.size > 0) return refused([...failed.values()][0]!);
  const late = [...failed].map(([{ line }, { message }]): RowTrouble => ({ line, column: null, columnName: null, sentence: message }));
  const troubles = [...plan.value.troubles, ...late];
  return done({
    posts: all.length,
    known: all.length - fresh.length,
    brought: brought.length,
    scheduled: (apply ? brought : fresh).filter(({ freezing }) => freezing !== null).length,
    troubles: troubles.slice(0, MOST_TROUBLES),
    troubleCount: troubles.length,
    rowsLeftOut: new Set(troubles.map(({ line }) => line)).size,
    notes: notes.slice(0, MOST_NOTES),
    noteCount: notes.length,
    unread: read.table.unread,
    encoding: read.table.encoding,
    sample: all.slice(0, MOST_SHOWN).map(({ line, key, desk, when }) => ({ line, words: nameOf(desk.draft), accounts: desk.draft.targets.map(({ accountId: id }) => ({ id, name: accountName(desk.accounts.get(id)!), platform: desk.accounts.get(id)!.platform })), at: when?.at.toISOString() ?? null, isKnown: known.has(key) })),
    waitsFor,
    undoId: brought.length > 0 ? undoId : null,
  });
}

const NOTHING: PostsReport = { posts: 0, known: 0, brought: 0, scheduled: 0, troubles: [], troubleCount: 0, rowsLeftOut: 0, notes: [], noteCount: 0, unread: [], encoding: null, sample: [], waitsFor: null, undoId: null };

const PROBLEMS = { ...FIELD_PROBLEMS, posts_import_key: problem('conflict', 'Somebody brought this row in at the same moment. It is here once.') };

/** A trip for some hundred rows. Where one of them is refused, its part is halved until it stands alone: the others come in. */
async function bringAll(org: Org, rows: readonly PlannedPost[], undoId: string, name: string): Promise<Map<PlannedPost, Problem>> {
  const failed = new Map<PlannedPost, Problem>();
  let isBegun = false;
  const opening = (db: Writer): Statement[] => [keepForUndo(db, undoId, name, sql`${JSON.stringify(rows.map(({ postId }) => postId))}::jsonb`), record(org, db, 'post.imported', { type: 'post' }, { count: rows.length, name })];
  const bring = async (some: readonly PlannedPost[]): Promise<void> => {
    const written = await writeFor(org, (db) => [...(isBegun ? [] : opening(db)), ...writeMany(db, some)], PROBLEMS);
    if (written.ok) isBegun = true;
    else if (some.length === 1 || written.problem.kind === 'upstream' || written.problem.kind === 'forbidden') for (const row of some) failed.set(row, written.problem);
    else {
      await bring(some.slice(0, Math.ceil(some.length / 2)));
      await bring(some.slice(Math.ceil(some.length / 2)));
    }
  };
  for (let start = 0; start < rows.length; start += ROWS_A_TRIP) await bring(rows.slice(start, start + ROWS_A_TRIP));
  return failed;
}

const OUT = 'Some of these posts went out already, or are being sent. Take the others off one by one.';

/** Takes out what one import brought in, as long as nothing of it went out. */
export async function undoPostImport(org: Org, undoId: string): Promise<Result<{ count: number }>> {
  const ids = sql`(select value::uuid from jsonb_array_elements_text(${keptForUndo(undoId)}))`;
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`${keptForUndo(undoId)} is not null`, TOO_LATE.kind, TOO_LATE.message),
    // Whoever locks several posts takes them in one order.
    db.select({ id: posts.id }).from(posts).where(sql`${posts.id} in ${ids}`).orderBy(posts.id).for('update'),
    refuseUnless(
      db,
      sql`not exists (select from post_targets t where t.post_id in ${ids} and (t.status in ('sending', 'published') or exists (select from publish_attempts a where a.post_target_id = t.id and a.state in ('armed', 'sent', 'ambiguous', 'needs_human', 'confirmed'))))`,
      'conflict',
      OUT,
    ),
    db.update(postTargets).set({ status: 'draft', scheduledAt: null, ...AT_REST, fence: sql`${postTargets.fence} + 1` }).where(sql`${postTargets.postId} in ${ids} and ${postTargets.status} in ('scheduled', 'claimed', 'needs_attention')`),
    db.delete(mediaUsages).where(sql`${mediaUsages.place} = 'post' and ${mediaUsages.placeId} in ${ids}`),
    db.update(posts).set({ deletedAt: sql`now()` }).where(sql`${posts.id} in ${ids} and ${posts.deletedAt} is null`).returning({ id: posts.id }),
    record(org, db, 'post.import-undone', { type: 'post' }),
  ]);
  return written.ok ? done({ count: (written.value[5] as unknown as unknown[]).length }) : written;
}
