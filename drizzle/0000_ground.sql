-- What every table stands on: ids, the clock of a row, who is asking, and the wall around a tenant.
-- The roles masthead_app and masthead_definer exist already (db/roles.ts; for Neon see the README).
create extension if not exists pg_trgm;
--> statement-breakpoint
create extension if not exists btree_gin;
--> statement-breakpoint
create schema app;
--> statement-breakpoint
grant usage on schema app to masthead_app, masthead_definer;
--> statement-breakpoint
grant create on schema app to masthead_definer;
--> statement-breakpoint
grant usage on schema public to masthead_app, masthead_definer;
--> statement-breakpoint
alter default privileges in schema app revoke execute on functions from public;
--> statement-breakpoint
create function app.uuid7() returns uuid language sql volatile parallel safe set search_path = '' as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
        from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;
--> statement-breakpoint
grant execute on function app.uuid7() to masthead_app, masthead_definer;
--> statement-breakpoint
create function app.touch() returns trigger language plpgsql set search_path = '' as $$
begin
  new.updated_at := now();
  return new;
end $$;
--> statement-breakpoint
-- Who is asking stands in one transaction-local setting as kind:secret[:organization]. The setting proves nothing by
-- itself: each function below looks the secret up again, so that SQL that forges the setting sees no rows.
create function app.context(part int) returns text language sql stable set search_path = '' as $$
  select nullif(split_part(nullif(current_setting('app.context', true), ''), ':', part), '')
$$;
--> statement-breakpoint
grant execute on function app.context(int) to masthead_app, masthead_definer;
--> statement-breakpoint
create function app.is_system() returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return app.context(1) = 'system'
    and exists (select from app.system_secrets s where s.hash = sha256(convert_to(app.context(2), 'UTF8')));
end $$;
--> statement-breakpoint
create function app.current_user_id() returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  if app.context(1) is distinct from 'session' then return null; end if;
  return (
    select s.user_id from public.sessions s
    join public.users u on u.id = s.user_id and u.deleted_at is null and u.status = 'active'
    where s.token_hash = sha256(convert_to(app.context(2), 'UTF8'))
      and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '14 days');
end $$;
--> statement-breakpoint
create function app.current_org() returns uuid language plpgsql stable security definer set search_path = '' as $$
declare kind text := app.context(1);
begin
  if kind = 'session' then
    return (
      select m.organization_id from public.sessions s
      join public.users u on u.id = s.user_id and u.deleted_at is null and u.status = 'active'
      join public.memberships m on m.user_id = s.user_id and m.organization_id = s.current_organization_id
      join public.organizations o on o.id = m.organization_id and o.deleted_at is null
      where s.token_hash = sha256(convert_to(app.context(2), 'UTF8'))
        and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '14 days');
  elsif kind = 'key' then
    return (
      select k.organization_id from public.api_keys k
      join public.organizations o on o.id = k.organization_id and o.deleted_at is null
      where k.hashed_key = sha256(convert_to(app.context(2), 'UTF8'))
        and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()));
  elsif kind = 'system' and app.is_system() then
    return app.context(3)::uuid;
  end if;
  return null;
end $$;
--> statement-breakpoint
-- The person, the key, or nobody (the clock).
create function app.current_actor_id() returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  if app.context(1) = 'key' then
    return (select k.id from public.api_keys k where k.hashed_key = sha256(convert_to(app.context(2), 'UTF8')) and k.revoked_at is null);
  end if;
  return app.current_user_id();
end $$;
--> statement-breakpoint
create function app.current_session_id() returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  if app.current_user_id() is null then return null; end if;
  return (select s.id from public.sessions s where s.token_hash = sha256(convert_to(app.context(2), 'UTF8')));
end $$;
--> statement-breakpoint
create table app.system_secrets (hash bytea primary key, created_at timestamptz not null default now());
--> statement-breakpoint
grant select on app.system_secrets to masthead_definer;
--> statement-breakpoint
-- A function that reaches across tenants belongs to the definer role and may be called by the app's role.
create procedure app.give_to_definer(signature text) language plpgsql set search_path = '' as $$
begin
  execute format('alter function %s owner to masthead_definer', signature);
  execute format('grant execute on function %s to masthead_app', signature);
end $$;
--> statement-breakpoint
call app.give_to_definer('app.is_system()');
--> statement-breakpoint
call app.give_to_definer('app.current_user_id()');
--> statement-breakpoint
call app.give_to_definer('app.current_session_id()');
--> statement-breakpoint
call app.give_to_definer('app.current_org()');
--> statement-breakpoint
call app.give_to_definer('app.current_actor_id()');
--> statement-breakpoint
-- One call puts a tenant table behind the wall: row-level security on and forced, the four policies, the row's clock.
create procedure app.wall(name text, own boolean default false) language plpgsql set search_path = '' as $$
declare
  seen text := 'organization_id = (select app.current_org())' || case when own then ' and user_id = (select app.current_user_id())' else '' end;
  kept text := 'organization_id = (select app.current_org())';
begin
  call app.guard_table(name);
  execute format('create policy tenant_select on public.%I for select to masthead_app using (%s)', name, seen);
  execute format('create policy tenant_insert on public.%I for insert to masthead_app with check (%s)', name, kept);
  execute format('create policy tenant_update on public.%I for update to masthead_app using (%s) with check (%s)', name, seen, kept);
  execute format('create policy tenant_delete on public.%I for delete to masthead_app using (%s)', name, seen);
end $$;
--> statement-breakpoint
-- The part of the wall that tables outside any tenant share; their policies are written out beside them.
create procedure app.guard_table(name text) language plpgsql set search_path = '' as $$
begin
  execute format('alter table public.%I enable row level security', name);
  execute format('alter table public.%I force row level security', name);
  execute format('create policy definer_all on public.%I to masthead_definer using (true) with check (true)', name);
  if exists (select from pg_catalog.pg_attribute where attrelid = format('public.%I', name)::regclass and attname = 'updated_at') then
    execute format('create trigger touch before update on public.%I for each row execute function app.touch()', name);
  end if;
end $$;
--> statement-breakpoint
-- A refusal inside a batch ends it: nothing of the batch is kept, and the caller learns the kind and the sentence.
create function app.refuse(code text, sentence text) returns void language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = code, message = sentence;
end $$;
--> statement-breakpoint
create function app.refuse_unless(condition boolean, code text, sentence text) returns void language plpgsql set search_path = '' as $$
begin
  if condition is not true then raise exception using errcode = code, message = sentence; end if;
end $$;
--> statement-breakpoint
grant execute on function app.refuse(text, text), app.refuse_unless(boolean, text, text) to masthead_app, masthead_definer;
