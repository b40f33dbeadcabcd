import type { Client } from 'pg';

/**
 * Someone who only watches, in the test's own schema: an append-only log of what readers saw and of who decided what, on
 * the simulation's clock. Time passes by making every row that waits older; the app's own triggers do not see it.
 */
const OBSERVER = `
create schema watch;
create table watch.clock (ahead interval not null);
insert into watch.clock values ('0');
create function watch.now() returns timestamptz language sql volatile as 'select clock_timestamp() + ahead from watch.clock';

create table watch.sightings (n bigserial, at timestamptz default watch.now(), transaction text default pg_current_xact_id()::text, item uuid, revision int, html text, shown boolean);
create function watch.see() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or (new.withdrawn_at is null and (old.withdrawn_at is not null or new.modified_at <> old.modified_at or new.revision <> old.revision or new.html <> old.html)) then
    insert into watch.sightings (item, revision, html, shown) values (new.content_item_id, new.revision, new.html, true);
  elsif new.withdrawn_at is not null and old.withdrawn_at is null then
    insert into watch.sightings (item, revision, html, shown) values (new.content_item_id, old.revision, '', false);
  end if;
  return null;
end $$;
create trigger watch after insert or update on public.published_items for each row execute function watch.see();

create table watch.decisions (n bigserial, at timestamptz default watch.now(), transaction text default pg_current_xact_id()::text, decider text, id uuid, item uuid, release uuid, kind text, revision int, due timestamptz, status text);
create function watch.decide() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or (new.due_at, new.status) is distinct from (old.due_at, old.status) then
    insert into watch.decisions (decider, id, item, release, kind, revision, due, status)
      values (split_part(current_setting('app.context', true), ':', 1), new.id, new.content_item_id, new.release_id, new.kind, new.revision, new.due_at + (select ahead from watch.clock), new.status);
  end if;
  return null;
end $$;
create trigger watch after insert or update on public.publications for each row execute function watch.decide();

create table watch.changes (n bigserial, transaction text default pg_current_xact_id()::text, organization uuid, sequence bigint, item uuid, kind text);
create function watch.change() returns trigger language plpgsql as $$
begin
  insert into watch.changes (organization, sequence, item, kind) values (new.organization_id, new.sequence, new.content_item_id, new.kind);
  return null;
end $$;
create trigger watch after insert on public.publishing_events for each row execute function watch.change();

create table watch.announcements (n bigserial, organization uuid, after bigint, upto bigint);
create function watch.announce() returns trigger language plpgsql as $$
begin
  insert into watch.announcements (organization, after, upto) values (new.organization_id, old.announced, new.announced);
  return null;
end $$;
create trigger watch after update of announced on public.publishing_heads for each row when (old.announced <> new.announced) execute function watch.announce();

create table watch.told (n bigserial, item uuid, kind text);
create function watch.tell() returns trigger language plpgsql as $$
begin
  insert into watch.told (item, kind) values ((new.payload #>> '{data,itemId}')::uuid, replace(new.event, 'content.', ''));
  return null;
end $$;
create trigger watch after insert on public.webhook_deliveries for each row execute function watch.tell();
-- Who is told, and how often, is looked at here; how it travels to them is another test's.
create function watch.keep() returns trigger language plpgsql as $$ begin new.status := 'done'; return new; end $$;
create trigger watch before insert on public.outbox for each row when (new.type = 'webhooks.deliver') execute function watch.keep();

do $$ declare f text; begin
  foreach f in array array['watch.see()', 'watch.decide()', 'watch.change()', 'watch.announce()', 'watch.tell()', 'watch.now()'] loop execute format('alter function %s security definer', f); end loop;
end $$;
grant usage on schema watch to public;

-- What would fall due within the second is passed too, or the consumer would wait for it in earnest.
create function watch.pass(ms bigint) returns bigint language plpgsql set session_replication_role = replica as $$
declare step bigint := ms; passed bigint := 0; span interval; near interval;
begin
  lock table public.outbox, public.publications, watch.clock in share row exclusive mode;
  loop
    span := step * interval '1 millisecond'; passed := passed + step;
    update watch.clock set ahead = ahead + span;
    update public.outbox set due_at = due_at - span, lease_until = lease_until - span, woken_at = woken_at - span, updated_at = updated_at - span, created_at = created_at - span where status in ('waiting', 'running');
    update public.publications set due_at = due_at - span where status = 'scheduled';
    update public.releases set due_at = due_at - span where status = 'scheduled';
    select max(o.due_at) - clock_timestamp() into near from public.outbox o where o.status = 'waiting' and o.due_at between clock_timestamp() and clock_timestamp() + interval '1200 milliseconds';
    if near is null or near < interval '0' then return passed; end if;
    step := ceil(extract(epoch from near) * 1000) + 5;
  end loop;
end $$;
`;

export const startWatching = (superuser: Client) => superuser.query(OBSERVER);

export interface Sighting {
  at: Date;
  transaction: string;
  item: string;
  revision: number;
  html: string;
  shown: boolean;
}

export interface Decision {
  at: Date;
  transaction: string;
  decider: string;
  id: string;
  item: string;
  release: string | null;
  kind: 'publish' | 'unpublish';
  revision: number | null;
  due: Date;
  status: string;
}

export interface Watched {
  sightings: Sighting[];
  decisions: Decision[];
  changes: { transaction: string; organization: string; sequence: number; item: string; kind: string }[];
  /** What the receiver was told. */
  told: { item: string; kind: string }[];
  announcements: { organization: string; after: number; upto: number }[];
}

export async function watched(superuser: Client, items: readonly string[]): Promise<Watched> {
  const rows = async (sql: string) => (await superuser.query(sql, [items])).rows;
  return {
    sightings: await rows('select * from watch.sightings where item = any ($1) order by n'),
    decisions: await rows('select * from watch.decisions where item = any ($1) order by n'),
    changes: await rows('select transaction, organization, sequence::int, item, kind from watch.changes where item = any ($1) order by n'),
    told: await rows('select item, kind from watch.told where item = any ($1) order by n'),
    announcements: await rows('select organization, after::int, upto::int from watch.announcements where cardinality($1::uuid[]) > 0 order by n'),
  };
}
