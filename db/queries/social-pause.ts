import { and, asc, eq, isNull, ne, or, sql } from 'drizzle-orm';
import { heartbeats, organizations, posts, postTargets, socialAccounts } from '../schema/index.ts';
import { list, one } from '../scope.ts';

/** What becomes of what is late once posts go out again, by each post's own rule. */
export interface LatePosts {
  goes: number;
  waits: number;
  skipped: number;
}

/** More are not counted: "99 and more" says enough. */
const MOST_COUNTED = 100;

const DUE = sql`t.status in ('scheduled', 'claimed') and t.scheduled_at < now() - interval '2 minutes'`;

/** Whether posts are paused here, why, what is late by it, and when the clock was last heard. */
export const socialPause = () =>
  one((db) =>
    db
      .select({
        pausedAt: sql<string | null>`${organizations.settings} ->> 'socialPausedAt'`,
        reason: sql<string>`coalesce(${organizations.settings} ->> 'socialPauseReason', '')`,
        beatAt: sql<string | null>`(select max(h.beat_at) from ${heartbeats} h where h.name = 'tick')`.mapWith(heartbeats.beatAt),
        late: sql<LatePosts>`(select jsonb_build_object(
            'goes', count(*) filter (where now() - late.scheduled_at <= make_interval(mins => late.late_minutes)),
            'waits', count(*) filter (where now() - late.scheduled_at > make_interval(mins => late.late_minutes) and late.late_policy <> 'skip'),
            'skipped', count(*) filter (where now() - late.scheduled_at > make_interval(mins => late.late_minutes) and late.late_policy = 'skip'))
          from (select t.scheduled_at, p.late_policy, p.late_minutes
            from (select * from ${posts} p where ${organizations.settings} ->> 'socialPausedAt' is not null and p.deleted_at is null and p.status in ('scheduled', 'publishing') and p.scheduled_at < now() - interval '2 minutes' order by p.scheduled_at limit ${2 * MOST_COUNTED}::int) p
              cross join lateral (select t.scheduled_at from ${postTargets} t where t.organization_id = p.organization_id and t.post_id = p.id and ${DUE} offset 0) t
            limit ${MOST_COUNTED}::int) late)`,
      })
      .from(organizations)
      .where(eq(organizations.id, sql`(select app.current_org())`)),
  );

export type SocialPause = NonNullable<ReturnType<ReturnType<typeof socialPause>['pick']>>;

/** Accounts that stopped, and those of whose end people were told. */
export const accountsToMend = (most: number) =>
  list((db) =>
    db
      .select({ id: socialAccounts.id, platform: socialAccounts.platform, displayName: socialAccounts.displayName, username: socialAccounts.username, status: socialAccounts.status, reason: socialAccounts.statusReason, endsAt: socialAccounts.tokenExpiresAt })
      .from(socialAccounts)
      .where(and(isNull(socialAccounts.deletedAt), or(ne(socialAccounts.status, 'active'), eq(socialAccounts.warnedFor, socialAccounts.tokenExpiresAt))))
      .orderBy(asc(socialAccounts.nameKey), asc(socialAccounts.id))
      .limit(most),
  );
