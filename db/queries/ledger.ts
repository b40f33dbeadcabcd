import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { AttemptState } from '../schema/choices.ts';
import { posts, postTargets, postVersions, publishAttempts, publishEvents, socialAccounts, users } from '../schema/index.ts';
import { list, one, paged } from '../scope.ts';
import { olderThan, type Page } from './keyset.ts';

export interface OpenAttempt {
  id: string;
  segment: number;
  state: AttemptState;
  tries: number;
  armedAt: string | null;
}

const ofTarget = sql`a.organization_id = ${postTargets.organizationId} and a.post_target_id = ${postTargets.id} and a.version = ${postTargets.version}`;

/** What whoever decides about a target must know: its first part that is not confirmed, and what is live already. */
export const targetToResolve = (targetId: string) =>
  one((db) =>
    db
      .select({
        id: postTargets.id,
        postId: postTargets.postId,
        accountId: postTargets.accountId,
        status: postTargets.status,
        failureCode: postTargets.failureCode,
        scheduledAt: postTargets.scheduledAt,
        version: postTargets.version,
        isFrozen: sql<boolean>`${postVersions.number} is not null`,
        isApproved: sql<boolean>`${postVersions.approvedAt} is not null`,
        /** Saved anew since it was frozen: it would say other words. */
        isOutdated: sql<boolean>`${posts.version} <> ${postTargets.version}`,
        parts: sql<number>`coalesce(jsonb_array_length(${postVersions.content} -> ${postTargets.id}::text -> 'parts'), 1)`,
        words: sql<string>`left(${posts.text}, 60)`,
        isGone: isNotNull(posts.deletedAt),
        platform: socialAccounts.platform,
        account: socialAccounts.displayName,
        platformAccountId: socialAccounts.platformAccountId,
        username: socialAccounts.username,
        place: socialAccounts.place,
        profileUrl: socialAccounts.profileUrl,
        isLive: sql<boolean>`exists (select from ${publishAttempts} a where ${ofTarget} and a.segment = 0 and a.state = 'confirmed')`,
        isBegun: sql<boolean>`exists (select from ${publishAttempts} a where ${ofTarget} and a.tries > 0)`,
        platformPostId: postTargets.platformPostId,
        platformUrl: postTargets.platformUrl,
        attempt: sql<OpenAttempt | null>`(select jsonb_build_object('id', a.id, 'segment', a.segment, 'state', a.state, 'tries', a.tries, 'armedAt', a.armed_at)
          from ${publishAttempts} a where ${ofTarget} and a.state <> 'confirmed' order by a.segment limit 1)`,
      })
      .from(postTargets)
      .innerJoin(posts, eq(posts.id, postTargets.postId))
      .innerJoin(socialAccounts, eq(socialAccounts.id, postTargets.accountId))
      .leftJoin(postVersions, and(eq(postVersions.postId, postTargets.postId), eq(postVersions.number, postTargets.version)))
      .where(eq(postTargets.id, targetId)),
  );

export type TargetToResolve = NonNullable<ReturnType<ReturnType<typeof targetToResolve>['pick']>>;

/** A line of the ledger as people read it. */
export interface LedgerLine {
  id: string;
  segment: number;
  kind: string;
  sentence: string;
  evidence: Record<string, unknown>;
  at: string;
  /** Null: the clock, or a person who is not here any more. */
  actor: string | null;
}

export interface LedgerAttempt {
  version: number;
  segment: number;
  state: AttemptState;
  tries: number;
  looks: number;
  firstArmedAt: string | null;
  armedAt: string | null;
  closedAt: string | null;
  url: string | null;
  sentence: string;
}

/** The newest of them: what went wrong stands at the end. */
const MOST_LINES = 200;

const linesOf = (most: number) => sql<LedgerLine[]>`coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'segment', e.segment, 'kind', e.kind, 'sentence', e.sentence, 'evidence', e.evidence, 'at', e.created_at,
    'actor', (select u.name from ${users} u where u.id = e.actor_id)) order by e.created_at, e.id)
  from (select * from ${publishEvents} e where e.organization_id = ${postTargets.organizationId} and e.post_target_id = ${postTargets.id} order by e.id desc limit ${most}::int) e), '[]')`;

const attemptsOf = sql<LedgerAttempt[]>`coalesce((select jsonb_agg(jsonb_build_object('version', a.version, 'segment', a.segment, 'state', a.state, 'tries', a.tries, 'looks', a.looks,
    'firstArmedAt', a.first_armed_at, 'armedAt', a.armed_at, 'closedAt', a.closed_at, 'url', a.platform_url, 'sentence', a.sentence) order by a.version, a.segment)
  from ${publishAttempts} a where a.organization_id = ${postTargets.organizationId} and a.post_target_id = ${postTargets.id}), '[]')`;

const openAttempt = sql<Omit<OpenAttempt, 'id'> | null>`(select jsonb_build_object('segment', a.segment, 'state', a.state, 'tries', a.tries, 'armedAt', a.armed_at)
  from ${publishAttempts} a where ${ofTarget} and a.state <> 'confirmed' order by a.segment limit 1)`;

const standing = {
  id: postTargets.id,
  postId: postTargets.postId,
  accountId: postTargets.accountId,
  platform: socialAccounts.platform,
  account: socialAccounts.displayName,
  profileUrl: socialAccounts.profileUrl,
  status: postTargets.status,
  scheduledAt: postTargets.scheduledAt,
  publishedAt: postTargets.publishedAt,
  version: postTargets.version,
  url: postTargets.platformUrl,
  failureCode: postTargets.failureCode,
  failureMessage: postTargets.failureMessage,
  attempt: openAttempt,
};

/** How a post stands on each of its accounts, with its ledger. */
export const standingOfPost = (postId: string) =>
  list((db) =>
    db
      .select({ ...standing, attempts: attemptsOf, lines: linesOf(MOST_LINES) })
      .from(postTargets)
      .innerJoin(socialAccounts, eq(socialAccounts.id, postTargets.accountId))
      .where(eq(postTargets.postId, postId))
      .orderBy(asc(socialAccounts.platform), asc(socialAccounts.nameKey), asc(postTargets.id)),
  );

export type TargetStanding = ReturnType<ReturnType<typeof standingOfPost>['pick']>[number];

// Written out, for an index that knows only these.
const STOPPED = sql`${postTargets.status} in ('needs_attention', 'failed')`;

/** What waits for a person, the newest first, with what they need to decide. */
export const targetsToResolve = (page: Page) =>
  paged(
    page,
    (db, most) =>
      db
        .select({
          ...standing,
          words: sql<string>`left(${posts.text}, 240)`,
          /** Of the part that is asked about, to the letter; a title and a link where they stand apart. */
          piece: sql<{ text: string | null; title: string | null; link: string | null; parts: number } | null>`(select jsonb_build_object('text', f.target -> 'parts' -> coalesce((${openAttempt} ->> 'segment')::int, 0) ->> 'text', 'title', f.target ->> 'title', 'link', f.target ->> 'link', 'parts', jsonb_array_length(f.target -> 'parts'))
            from (select v.content -> ${postTargets.id}::text as target from ${postVersions} v where v.organization_id = ${postTargets.organizationId} and v.post_id = ${postTargets.postId} and v.number = ${postTargets.version}) f where f.target is not null)`,
          lines: linesOf(12),
        })
        .from(postTargets)
        .innerJoin(posts, eq(posts.id, postTargets.postId))
        .innerJoin(socialAccounts, eq(socialAccounts.id, postTargets.accountId))
        .where(and(STOPPED, isNull(posts.deletedAt), olderThan(postTargets.id, page.after, 'uuid')))
        .orderBy(desc(postTargets.id))
        .limit(most),
    (row) => row.id,
  );

export type TargetToDecide = ReturnType<ReturnType<typeof targetsToResolve>['pick']>['rows'][number];

/** How many wait, as far as a badge counts. */
export const stoppedCount = () =>
  one((db) =>
    db
      .select({ count: sql<number>`count(*)::int` })
      .from(db.select({ id: postTargets.id }).from(postTargets).innerJoin(posts, eq(posts.id, postTargets.postId)).where(and(STOPPED, isNull(posts.deletedAt))).limit(100).as('stopped')),
  );
