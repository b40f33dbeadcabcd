import { eq, sql } from 'drizzle-orm';
import { currentOrganization } from '#db/queries/organizations.ts';
import { accountsOfPosts, approvalsOfPost, campaignOfPost, filesOfPost, postById, type PostRow } from '#db/queries/posts.ts';
import { postApprovals, posts } from '#db/schema/index.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { notice } from '#app/domains/notifications/notice.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, type Problem, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { callSystem, orgOfJob } from '#app/platform/system.server.ts';
import { accountName } from '../accounts/account.ts';
import { draftAgain } from './again.ts';
import { filesByIds } from './draft.ts';
import { type Desk, hindrancesOf } from './look-at-post.server.ts';
import { nameOf, postRuleOf } from './post.ts';
import { nextOf, type Repeats, repeatsOf } from './repeats.ts';
import { begin, freezingOf } from './save-post.server.ts';
import { putOnSchedule } from './schedule-post.server.ts';
import { FIELD_PROBLEMS, freeze, type Freezing, STALE } from './write-post.server.ts';

/** A day's nine o'clock brings many; what is left over is made a minute later, days ahead of its time. */
const MOST = 200;
const AT_ONCE = 10;

/** The clock's part, each minute: posts that repeat and whose moment has come are followed by their next. */
export async function repeatDuePosts(context: RequestContext): Promise<void> {
  const found = await callSystem(context, sql`app.repeating_posts(${MOST})`);
  if (!found.ok) throw new Error(found.problem.message);
  const due = (found.value[0] ?? []) as { id: string; organization_id: string }[];
  const failed: unknown[] = [];
  for (let start = 0; start < due.length; start += AT_ONCE) {
    const made = await Promise.allSettled(due.slice(start, start + AT_ONCE).map(({ id, organization_id }) => makeNext(orgOfJob(context, organization_id), id, { isDue: true })));
    for (const each of made) if (each.status === 'rejected') failed.push(each.reason);
  }
  // What one of them stumbles over kept no other up.
  if (failed.length > 0) throw failed[0];
}

const GONE: Problem = problem('conflict', 'It repeats no more, or the next one was made at this moment.');

export interface Next {
  /** Null: this was the last. */
  id: string | null;
  at: Date | null;
  /** Why it waits as a draft. */
  reason: string | null;
}

/** The next of a post that repeats, as a post of its own that has the rule from now on. Once, however many ask for it. */
export async function makeNext(org: Org, postId: string, asked: { isDue: true } | { revision: number }): Promise<Result<Next>> {
  const found = await readFor(org, { post: postById(postId), files: filesOfPost([], postId), accounts: accountsOfPosts([], [postId]), campaign: campaignOfPost(null, postId), approvals: approvalsOfPost(postId), organization: currentOrganization() });
  if (!found.ok) return found;
  const { post, files, accounts, campaign, approvals, organization } = found.value;
  if (!post || post.deletedAt) return refused(notFound('post'));
  const repeats = repeatsOf(post.recurrence);
  if (!repeats) return refused(GONE);
  if ('revision' in asked && post.revision !== asked.revision) return refused(problem('conflict', STALE));
  const next = nextOf(repeats, new Date());
  const draft = draftAgain(post, files);
  const { settings, timeZone } = organization!;
  const desk: Desk = {
    post: null, draft, accounts: new Map(accounts.map((row) => [row.id, row])), files: filesByIds(files), rules: draft.campaignId && campaign && !campaign.deletedAt ? campaign.utm : null,
    approvals, rule: postRuleOf(settings), me: { userId: post.versionBy ?? '', role: 'member', permissions: [] }, timeZone, slots: [], taken: [], people: [],
  };
  const reason = next ? whyNotAgain(post, desk) : null;
  const freezing = next && !reason ? await freezingOf(desk, draft.targets) : null;
  const id = uuid7();
  const written = await writeFor(
    org,
    (db) => [
      refuseUnless(db, sql`exists (select from posts where id = ${postId} and recurrence is not null and deleted_at is null and ${'isDue' in asked ? sql`scheduled_at <= now()` : sql`revision = ${asked.revision}::int`} for update)`, GONE.kind, GONE.message),
      db.update(posts).set({ recurrence: null }).where(eq(posts.id, postId)),
      ...(next ? begin(db, id, desk, { repeatsId: postId, importKey: `repeat:${postId}`, authorId: post.authorId, recurrence: { ...next.repeats } }) : []),
      ...(next && freezing ? goesOut(db, id, post, desk, freezing, next) : []),
      ...(next && reason ? waits(org, db, id, post, next.repeats, reason) : []),
      ...(next ? [record(org, db, 'post.repeated', { type: 'post', id }, { words: nameOf(draft), at: next.at.toISOString() })] : []),
    ],
    { ...FIELD_PROBLEMS, posts_import_key: GONE },
  );
  return written.ok ? done({ id: next ? id : null, at: next?.at ?? null, reason }) : written;
}

/** The same words, approved as they were: an approval is given to what the accounts get, whenever they get it. */
const goesOut = (db: Writer, id: string, post: PostRow, desk: Desk, freezing: Freezing, { repeats, at }: { repeats: Repeats; at: Date }): Statement[] => [
  ...freeze(db, id, desk, freezing, 1, { createdBy: post.versionBy }),
  db.insert(postApprovals).select(
    sql`select app.uuid7(), app.current_org(), ${id}::uuid, 1, a.content_hash, a.requested_by, a.approver_id, a.status, a.note, a.comment, a.decided_at, now(), now()
      from post_approvals a where a.post_id = ${post.id}::uuid and a.content_hash = ${freezing.contentHash} and a.status = 'approved'`,
  ),
  ...putOnSchedule(db, id, { date: repeats.on, time: repeats.time, zone: repeats.zone }, { each: new Map(desk.draft.targets.map((target) => [target.id, at])), first: at }, desk.timeZone, 1),
];

/** What cannot go out as it is waits as a draft that proposes its time, and its author is told. */
const waits = (org: Org, db: Writer, id: string, post: PostRow, { on, time, zone }: Repeats, reason: string): Statement[] => [
  db.update(posts).set({ scheduledWall: `${on} ${time}`, timeZone: zone }).where(eq(posts.id, id)),
  ...(post.authorId ? [notice(org, db, post.authorId, 'post.not-repeated', { postId: id, words: nameOf(post), reason })] : []),
];

function whyNotAgain({ media }: PostRow, desk: Desk): string | null {
  const { targets } = desk.draft;
  if (targets.length === 0) return 'None of its accounts is connected any more. Choose where it goes, then give it its time.';
  if (media.some(({ assetId }) => !desk.files.has(assetId))) return 'One of its files is not in the library any more. Look at it, then give it its time.';
  const [first] = Object.entries(hindrancesOf(desk, targets));
  return first ? `${accountName(desk.accounts.get(first[0].slice(0, 36))!)}: ${first[1]}` : null;
}
