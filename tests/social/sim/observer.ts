import type { Client } from 'pg';
import type { FrozenTarget } from '#db/schema/posts.ts';

/**
 * Someone who only watches, in the test's own schema: an append-only log of who decided what and of what was armed, in the
 * order of the commits (each is written behind the lock that orders them), on the simulation's clock. Time passes by making
 * every row that waits older; the app's own triggers do not see it.
 */
const OBSERVER = `
create schema watch;
create table watch.clock (ahead interval not null);
insert into watch.clock values ('0');
create function watch.now() returns timestamptz language sql volatile as 'select clock_timestamp() + ahead from watch.clock';

create table watch.arms (n bigint, at timestamptz, target uuid, version int, segment int, tries int, wanted int);
create table watch.targets (n bigint, at timestamptz, decider text, target uuid, post uuid, account uuid, status text, code text, version int, due timestamptz);
create table watch.approvals (n bigint, post uuid, version int, approved boolean);
create table watch.pauses (n bigint, account uuid, paused boolean);
create sequence watch.order;

create function watch.arm() returns trigger language plpgsql as $$
begin
  insert into watch.arms select nextval('watch.order'), watch.now(), new.post_target_id, new.version, new.segment, new.tries, t.version from public.post_targets t where t.id = new.post_target_id;
  return null;
end $$;
create trigger watch after update of state on public.publish_attempts for each row when (new.state = 'armed' and old.state <> 'armed') execute function watch.arm();

create function watch.target() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or (old.status, old.version, old.scheduled_at, old.failure_code) is distinct from (new.status, new.version, new.scheduled_at, new.failure_code) then
    insert into watch.targets values (nextval('watch.order'), watch.now(), split_part(current_setting('app.context', true), ':', 1), new.id, new.post_id, new.social_account_id, new.status, new.failure_code, new.version, new.scheduled_at + (select ahead from watch.clock));
  end if;
  return null;
end $$;
create trigger watch after insert or update on public.post_targets for each row execute function watch.target();

create function watch.approve() returns trigger language plpgsql as $$
begin
  insert into watch.approvals values (nextval('watch.order'), new.post_id, new.number, new.approved_at is not null);
  return null;
end $$;
create trigger watch after insert or update of approved_at on public.post_versions for each row execute function watch.approve();

create function watch.pause() returns trigger language plpgsql as $$
begin
  insert into watch.pauses values (nextval('watch.order'), new.id, new.paused_at is not null);
  return null;
end $$;
create trigger watch after update of paused_at on public.social_accounts for each row when ((old.paused_at is null) <> (new.paused_at is null)) execute function watch.pause();
create function watch.pause_all() returns trigger language plpgsql as $$
begin
  insert into watch.pauses values (nextval('watch.order'), null, new.settings ->> 'socialPausedAt' is not null);
  return null;
end $$;
create trigger watch_pause after update of settings on public.organizations for each row when ((old.settings ->> 'socialPausedAt') is distinct from (new.settings ->> 'socialPausedAt')) execute function watch.pause_all();

do $$ declare f text; begin
  foreach f in array array['watch.arm()', 'watch.target()', 'watch.approve()', 'watch.pause()', 'watch.pause_all()', 'watch.now()'] loop execute format('alter function %s security definer', f); end loop;
end $$;
grant usage on schema watch to public;

-- What a platform gave carries instants too: a publisher goes by them.
create function watch.older(given jsonb, ms bigint) returns jsonb language plpgsql immutable as $$
begin
  return case jsonb_typeof(given)
    when 'object' then (select coalesce(jsonb_object_agg(key, watch.older(value, ms)), '{}') from jsonb_each(given))
    when 'array' then (select coalesce(jsonb_agg(watch.older(value, ms)), '[]') from jsonb_array_elements(given))
    when 'string' then case when given #>> '{}' ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$'
      then to_jsonb(to_char(((given #>> '{}')::timestamptz - ms * interval '1 millisecond') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) else given end
    when 'number' then case when (given #>> '{}')::numeric between 1.5e12 and 2.5e12 then to_jsonb((given #>> '{}')::numeric - ms) else given end
    else given end;
end $$;

-- What would fall due within two seconds is passed too, or the consumer would wait for it in earnest.
create function watch.pass(ms bigint) returns bigint language plpgsql set session_replication_role = replica as $$
declare step bigint := ms; passed bigint := 0; span interval; near interval;
begin
  lock table public.social_accounts, public.publish_attempts, public.post_targets, watch.clock in share row exclusive mode;
  loop
    span := step * interval '1 millisecond'; passed := passed + step;
    update watch.clock set ahead = ahead + span;
    update public.post_targets set scheduled_at = scheduled_at - span, wake_at = wake_at - span, look_at = look_at - span, taken_at = taken_at - span, noticed_at = noticed_at - span
      where status in ('scheduled', 'claimed', 'sending', 'needs_attention') or look_at is not null;
    update public.posts set scheduled_at = scheduled_at - span where scheduled_at is not null;
    update public.publish_attempts set armed_at = armed_at - span, first_armed_at = first_armed_at - span, handle = case when handle = '{}' then handle else watch.older(handle, step) end;
    update public.social_accounts set token_expires_at = token_expires_at - span, renewing_until = renewing_until - span;
    select max(t.wake_at) - clock_timestamp() into near from public.post_targets t where t.look_at is not null and t.wake_at between clock_timestamp() and clock_timestamp() + interval '2200 milliseconds';
    if near is null or near < interval '0' then return passed; end if;
    step := ceil(extract(epoch from near) * 1000) + 5;
  end loop;
end $$;
`;

export const startWatching = (superuser: Client) => superuser.query(OBSERVER);

export interface Arm {
  n: number;
  target: string;
  version: number;
  segment: number;
  tries: number;
  /** The version that was scheduled at that moment. */
  wanted: number;
}

export interface Seen {
  n: number;
  at: Date;
  decider: string;
  target: string;
  status: string;
  code: string;
  version: number;
  due: Date | null;
}

export interface Watched {
  /** As they are in the end, with what was frozen for each version. */
  targets: { id: string; post: string; account: string; status: string; code: string; version: number; frozen: Record<number, FrozenTarget>; confirmed: number[] }[];
  arms: Arm[];
  seen: Seen[];
  approvals: { n: number; post: string; version: number; approved: boolean }[];
  pauses: { n: number; account: string | null; paused: boolean }[];
}

export async function watched(superuser: Client, posts: readonly string[]): Promise<Watched> {
  const rows = async (sql: string) => (await superuser.query(sql, [posts])).rows;
  const of = 'in (select id from post_targets where post_id = any ($1))';
  return {
    targets: await rows(
      `select t.id, t.post_id as post, t.social_account_id as account, t.status, t.failure_code as code, t.version,
         coalesce((select jsonb_object_agg(v.number, v.content -> t.id::text) from post_versions v where v.post_id = t.post_id), '{}') as frozen,
         array(select a.segment from publish_attempts a where a.post_target_id = t.id and a.version = t.version and a.state = 'confirmed') as confirmed
       from post_targets t where t.post_id = any ($1) order by t.id`,
    ),
    arms: await rows(`select n::int, target, version, segment, tries, wanted from watch.arms where target ${of} order by n`),
    seen: await rows(`select n::int, at, decider, target, status, code, version, due from watch.targets where target ${of} order by n`),
    approvals: await rows('select n::int, post, version, approved from watch.approvals where post = any ($1) order by n'),
    pauses: await rows('select n::int, account, paused from watch.pauses where cardinality($1::uuid[]) > 0 order by n'),
  };
}
