import type { Client } from 'pg';

/** Organizations, each with accounts, and posts for all of them: targets that wait for their moment, `count` in all. */
export async function arrangeTargets(superuser: Client, count: number, { organizations = 5, accounts = 5 } = {}): Promise<void> {
  await superuser.query('truncate posts, post_targets, social_accounts, publish_attempts, publish_events cascade');
  await superuser.query('set session_replication_role = replica');
  await superuser.query(
    `insert into organizations (id, name, slug) select md5('claims ' || o)::uuid, 'Paper ' || o, 'claims-' || o from generate_series(1, $1::int) o on conflict do nothing`,
    [organizations],
  );
  await superuser.query(
    `insert into social_accounts (id, organization_id, platform, platform_account_id, username, display_name)
     select md5('claims ' || o || ' ' || a)::uuid, md5('claims ' || o)::uuid, 'mastodon', a::text, 'harbour-' || a, 'Harbour ' || a from generate_series(1, $1::int) o, generate_series(1, $2::int) a`,
    [organizations, accounts],
  );
  // In the order of time, as people write them: neighbours on disk are of all organizations.
  await superuser.query(
    `insert into posts (id, organization_id, text, version, status, scheduled_at)
     select md5('post ' || p)::uuid, md5('claims ' || 1 + p % $1)::uuid, 'The harbour at dawn', 1, 'scheduled', now() - p % 600 * interval '100 milliseconds' from generate_series(1, $2::int) p`,
    [organizations, Math.ceil(count / accounts)],
  );
  await superuser.query(
    `insert into post_targets (organization_id, post_id, social_account_id, status, version, scheduled_at, wake_at, look_at)
     select p.organization_id, p.id, a.id, 'scheduled', 1, p.scheduled_at, now() + interval '10 minutes', p.scheduled_at - interval '70 seconds'
     from posts p join social_accounts a on a.organization_id = p.organization_id order by p.scheduled_at limit $1`,
    [count],
  );
  await superuser.query('set session_replication_role = origin');
  await superuser.query('vacuum analyze post_targets, posts, social_accounts');
}
