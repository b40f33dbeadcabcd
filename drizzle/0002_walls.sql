-- Row-level security and grants for the first tables, the gate of every request, and the audit chain.
call app.wall('memberships');
--> statement-breakpoint
call app.wall('invitations');
--> statement-breakpoint
call app.wall('api_keys');
--> statement-breakpoint
call app.wall('idempotency_keys');
--> statement-breakpoint
call app.wall('outbox');
--> statement-breakpoint
call app.wall('audit_log');
--> statement-breakpoint
call app.wall('audit_heads');
--> statement-breakpoint
call app.wall('notifications', own => true);
--> statement-breakpoint
call app.guard_table('users');
--> statement-breakpoint
call app.guard_table('organizations');
--> statement-breakpoint
call app.guard_table('sessions');
--> statement-breakpoint
call app.guard_table('user_tokens');
--> statement-breakpoint
call app.guard_table('dead_letters');
--> statement-breakpoint
call app.guard_table('heartbeats');
--> statement-breakpoint
call app.guard_table('throttles');
--> statement-breakpoint
call app.guard_table('mailbox');
--> statement-breakpoint
create policy self_and_colleagues on users for select to masthead_app using (
  id = (select app.current_user_id())
  or exists (select from memberships m where m.user_id = users.id and m.organization_id = (select app.current_org())));
--> statement-breakpoint
create policy self_update on users for update to masthead_app
  using (id = (select app.current_user_id())) with check (id = (select app.current_user_id()));
--> statement-breakpoint
create policy own_organization on organizations for select to masthead_app using (id = (select app.current_org()));
--> statement-breakpoint
create policy own_organization_update on organizations for update to masthead_app
  using (id = (select app.current_org())) with check (id = (select app.current_org()));
--> statement-breakpoint
create policy own_sessions on sessions for select to masthead_app using (user_id = (select app.current_user_id()));
--> statement-breakpoint
create policy own_sessions_update on sessions for update to masthead_app
  using (user_id = (select app.current_user_id())) with check (user_id = (select app.current_user_id()));
--> statement-breakpoint
create policy clock_is_visible on heartbeats for select to masthead_app using (true);
--> statement-breakpoint
create policy mailbox_of_development on mailbox to masthead_app using (true) with check (true);
--> statement-breakpoint
-- Secrets are write-only for the app's role: it can store a hash and never read one back.
grant select (id, email, email_verified_at, name, image, role, status, time_zone, preferences, created_at, updated_at, deleted_at),
  update (name, image, time_zone, preferences) on users to masthead_app;
--> statement-breakpoint
grant select, update (name, slug, description, logo_key, website, billing_email, time_zone, settings) on organizations to masthead_app;
--> statement-breakpoint
grant select (id, user_id, current_organization_id, expires_at, last_seen_at, ip, user_agent, revoked_at, created_at),
  update (revoked_at, last_seen_at) on sessions to masthead_app;
--> statement-breakpoint
grant select, insert, update (role, permissions), delete on memberships to masthead_app;
--> statement-breakpoint
grant select (id, organization_id, email, role, invited_by, expires_at, accepted_at, revoked_at, created_at, updated_at),
  insert, update (token_hash, expires_at, revoked_at) on invitations to masthead_app;
--> statement-breakpoint
grant select (id, organization_id, created_by, name, prefix, scopes, rate_limit, last_used_at, expires_at, revoked_at, created_at, updated_at),
  insert, update (name, revoked_at) on api_keys to masthead_app;
--> statement-breakpoint
grant select, insert, update (response) on idempotency_keys to masthead_app;
--> statement-breakpoint
grant select, insert, update (status, attempts, due_at, last_error, finished_at) on outbox to masthead_app;
--> statement-breakpoint
grant select on audit_log, audit_heads, heartbeats to masthead_app;
--> statement-breakpoint
grant select, insert, update (read_at) on notifications to masthead_app;
--> statement-breakpoint
grant select, insert on mailbox to masthead_app;
--> statement-breakpoint
grant select, insert, update, delete on users, organizations, sessions, memberships, invitations, user_tokens, api_keys, outbox,
  dead_letters, heartbeats, throttles, idempotency_keys, notifications, audit_heads to masthead_definer;
--> statement-breakpoint
grant select, insert, update (ip, user_agent, personal_salt) on audit_log to masthead_definer;
--> statement-breakpoint
-- What the chain vouches for in one entry, as one unambiguous text.
create function app.audit_text(entry public.audit_log) returns text language sql immutable set search_path = '' as $$
  select jsonb_build_array(
    entry.sequence, entry.organization_id, entry.actor_kind, entry.actor_id, entry.action, entry.resource_type, entry.resource_id,
    entry.metadata, encode(entry.personal_digest, 'hex'), (extract(epoch from entry.created_at) * 1000000)::bigint)::text
$$;
--> statement-breakpoint
create function app.chain_audit() returns trigger language plpgsql security definer set search_path = '' as $$
declare head public.audit_heads;
begin
  insert into public.audit_heads (organization_id, sequence, hash) values (new.organization_id, 0, '\x00') on conflict do nothing;
  select * into head from public.audit_heads h where h.organization_id = new.organization_id for update;
  new.sequence := head.sequence + 1;
  new.previous_hash := head.hash;
  new.created_at := clock_timestamp();
  new.personal_salt := sha256(uuid_send(gen_random_uuid()));
  new.personal_digest := sha256(new.personal_salt || convert_to(coalesce(new.ip, '') || chr(31) || coalesce(new.user_agent, ''), 'UTF8'));
  new.hash := sha256(new.previous_hash || convert_to(app.audit_text(new), 'UTF8'));
  update public.audit_heads h set sequence = new.sequence, hash = new.hash where h.organization_id = new.organization_id;
  return new;
end $$;
--> statement-breakpoint
alter function app.audit_text(public.audit_log) owner to masthead_definer;
--> statement-breakpoint
alter function app.chain_audit() owner to masthead_definer;
--> statement-breakpoint
create trigger chain before insert on audit_log for each row execute function app.chain_audit();
--> statement-breakpoint
-- The only way into the audit log. Who did it comes from the context, never from the caller.
create function app.record(action text, resource_type text, resource_id uuid, metadata jsonb, ip text, user_agent text)
returns void language plpgsql security definer set search_path = '' as $$
declare org uuid := app.current_org();
begin
  if org is null then return; end if;
  insert into public.audit_log (organization_id, sequence, actor_kind, actor_id, action, resource_type, resource_id, metadata, ip, user_agent, personal_digest, previous_hash, hash)
  values (org, 0, case app.context(1) when 'session' then 'user' when 'key' then 'key' else 'system' end,
    app.current_actor_id(), action, resource_type, resource_id, coalesce(metadata, '{}'), ip, left(user_agent, 400), '', '', '');
end $$;
--> statement-breakpoint
call app.give_to_definer('app.record(text, text, uuid, jsonb, text, text)');
--> statement-breakpoint
-- Every entry that does not follow from the one before it, for the auditor; the head counts as the last link.
create function app.audit_breaks(org uuid) returns table (sequence bigint, problem text) language sql stable set search_path = '' as $$
  with chain as (
    select a.sequence, a.hash, a.previous_hash, sha256(a.previous_hash || convert_to(app.audit_text(a), 'UTF8')) as expected,
      a.personal_salt, a.personal_digest, a.ip, a.user_agent,
      lag(a.hash, 1, '\x00') over (order by a.sequence) as before, lag(a.sequence, 1, 0) over (order by a.sequence) as before_sequence
    from public.audit_log a where a.organization_id = org)
  select c.sequence, 'the entry was changed' from chain c where c.hash <> c.expected
  union all select c.sequence, 'an entry before it is missing or moved' from chain c where c.previous_hash <> c.before or c.sequence <> c.before_sequence + 1
  union all select c.sequence, 'its address or agent was changed' from chain c where c.personal_salt is not null
    and c.personal_digest <> sha256(c.personal_salt || convert_to(coalesce(c.ip, '') || chr(31) || coalesce(c.user_agent, ''), 'UTF8'))
  union all select h.sequence, 'the newest entries are missing, or more follow than were written' from public.audit_heads h where h.organization_id = org
    and h.sequence > 0 and (not exists (select from chain c where c.sequence = h.sequence and c.hash = h.hash)
      or exists (select from chain c where c.sequence > h.sequence))
$$;
--> statement-breakpoint
-- The first statement of every batch that a signed-in person causes. An unknown or expired token ends the batch.
create function app.authenticate(token text) returns table (
  user_id uuid, session_id uuid, email text, name text, image text, time_zone text, preferences jsonb, verified boolean, seen_long_ago boolean,
  organization jsonb, role text, permissions text[]
) language plpgsql volatile security definer set search_path = '' as $$
begin
  perform set_config('app.context', 'session:' || token, true);
  return query
    select u.id, s.id, u.email, u.name, u.image, u.time_zone, u.preferences, u.email_verified_at is not null, s.last_seen_at < now() - interval '1 hour',
      case when o.id is not null then jsonb_build_object('id', o.id, 'name', o.name, 'slug', o.slug, 'timeZone', o.time_zone, 'logoKey', o.logo_key) end,
      m.role, m.permissions
    from public.sessions s
    join public.users u on u.id = s.user_id and u.deleted_at is null and u.status = 'active'
    left join public.memberships m on m.user_id = u.id and m.organization_id = s.current_organization_id
    left join public.organizations o on o.id = m.organization_id and o.deleted_at is null
    where s.token_hash = sha256(convert_to(token, 'UTF8'))
      and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '14 days';
  if not found then raise exception using errcode = 'MH401', message = 'Sign in to continue.'; end if;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.authenticate(text)');
--> statement-breakpoint
-- The same for a program with an API key. It counts the request against the key's hour.
create function app.authenticate_key(token text) returns table (
  key_id uuid, key_name text, scopes text[], rate_limit int, remaining int, organization jsonb
) language plpgsql volatile security definer set search_path = '' as $$
declare spent record;
begin
  perform set_config('app.context', 'key:' || token, true);
  set local synchronous_commit = off;
  update public.api_keys k set
    last_used_at = now(),
    hour_started_at = case when k.hour_started_at > now() - interval '1 hour' then k.hour_started_at else now() end,
    hour_count = case when k.hour_started_at > now() - interval '1 hour' then k.hour_count + 1 else 1 end
  from public.organizations o
  where k.hashed_key = sha256(convert_to(token, 'UTF8')) and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
    and o.id = k.organization_id and o.deleted_at is null
  returning k.id, k.name, k.scopes, k.rate_limit, k.hour_count, k.hour_started_at,
    jsonb_build_object('id', o.id, 'name', o.name, 'slug', o.slug, 'timeZone', o.time_zone) as organization into spent;
  if not found then raise exception using errcode = 'MH401', message = 'This API key is unknown, expired or revoked.'; end if;
  if spent.hour_count > spent.rate_limit then
    raise exception using errcode = 'MH429', message = format('This key may make %s requests an hour.', spent.rate_limit),
      hint = ceil(extract(epoch from spent.hour_started_at + interval '1 hour' - now()))::text;
  end if;
  return query select spent.id, spent.name, spent.scopes, spent.rate_limit, spent.rate_limit - spent.hour_count, spent.organization;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.authenticate_key(text)');
--> statement-breakpoint
-- The clock and the sign-in pages: the secret is in the Worker's environment, its hash in the database.
create function app.enter_system(secret text, org uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform set_config('app.context', 'system:' || secret || coalesce(':' || org, ''), true);
  if not app.is_system() then raise exception using errcode = 'MH401', message = 'The system secret does not match this database.'; end if;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.enter_system(text, uuid)');
--> statement-breakpoint
create function app.require_system() returns void language plpgsql stable set search_path = '' as $$
begin
  if not app.is_system() then raise exception using errcode = 'MH401', message = 'Only the system may do this.'; end if;
end $$;
--> statement-breakpoint
grant execute on function app.require_system() to masthead_definer;
--> statement-breakpoint
-- The gate of a write: asked in the transaction that writes, so that a role taken away a moment ago already counts.
-- roles is null for what any signed-in person may do to their own things; expected is the organization the page showed.
create function app.gate(permission text, roles text[], expected uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
declare org uuid := app.current_org(); me uuid := app.current_user_id();
begin
  if app.context(1) = 'key' then
    perform from public.api_keys k where k.id = app.current_actor_id() and permission = any (k.scopes);
    if not found then raise exception using errcode = 'MH403', message = format('This key does not have the scope %s.', permission); end if;
    return;
  end if;
  if me is null then raise exception using errcode = 'MH401', message = 'Sign in to continue.'; end if;
  if expected is not null and expected is distinct from org then
    raise exception using errcode = 'MH409', message = 'You are working in another organization now, in another tab. Nothing was saved.';
  end if;
  if roles is null then return; end if;
  perform from public.users u where u.id = me and u.email_verified_at is not null;
  if not found then raise exception using errcode = 'MH403', message = 'Confirm your email address first.'; end if;
  perform from public.memberships m where m.user_id = me and m.organization_id = org and (m.role = any (roles) or permission = any (m.permissions));
  if not found then raise exception using errcode = 'MH403', message = 'Your role does not allow this.'; end if;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.gate(text, text[], uuid)');
