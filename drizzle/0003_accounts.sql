-- The few things that sign-in pages may do before anyone is signed in (each asks for the system secret), and what a
-- person may do to their own account and organizations beyond row-level security.
create function app.throttle(name text, allowed int, seconds int) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare spent int;
begin
  perform app.require_system();
  insert into public.throttles as t (key, window_started_at, count) values (name, now(), 1)
  on conflict (key) do update set
    count = case when t.window_started_at < now() - make_interval(secs => seconds) then 1 else t.count + 1 end,
    window_started_at = case when t.window_started_at < now() - make_interval(secs => seconds) then now() else t.window_started_at end
  returning count into spent;
  return spent <= allowed;
end $$;
--> statement-breakpoint
create function app.forgive(name text) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  delete from public.throttles where key = name;
end $$;
--> statement-breakpoint
-- A living, confirmed address gets a letter that says so; anything else becomes (or replaces) an unconfirmed account, so
-- that nobody can keep a password on an address they do not own. The caller cannot tell the two apart.
create function app.sign_up(new_user uuid, new_email text, new_name text, new_hash text, zone text, token_id uuid, token text, job uuid)
returns void language plpgsql volatile security definer set search_path = '' as $$
declare existing public.users;
begin
  perform app.require_system();
  select * into existing from public.users u where lower(u.email) = lower(new_email) and u.deleted_at is null for update;
  if existing.id is not null and existing.email_verified_at is not null then
    insert into public.outbox (id, organization_id, user_id, type, label, payload)
    values (job, null, existing.id, 'mail.account-exists', 'Mail: you already have an account', jsonb_build_object('userId', existing.id));
    return;
  end if;
  if existing.id is not null then
    update public.users set name = new_name, password_hash = new_hash, time_zone = zone where id = existing.id;
    update public.sessions set revoked_at = now() where user_id = existing.id and revoked_at is null;
    update public.user_tokens set used_at = now() where user_id = existing.id and used_at is null;
  else
    insert into public.users (id, email, name, password_hash, time_zone) values (new_user, new_email, new_name, new_hash, zone);
  end if;
  insert into public.user_tokens (id, user_id, purpose, token_hash, expires_at)
  values (token_id, coalesce(existing.id, new_user), 'verify_email', sha256(convert_to(token, 'UTF8')), now() + interval '24 hours');
  insert into public.outbox (id, organization_id, user_id, type, label, payload)
  values (job, null, coalesce(existing.id, new_user), 'mail.verify-email', 'Mail: confirm your address',
    jsonb_build_object('userId', coalesce(existing.id, new_user), 'tokenId', token_id));
end $$;
--> statement-breakpoint
create function app.find_credentials(given_email text) returns table (user_id uuid, password_hash text, verified boolean, status text)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query select u.id, u.password_hash, u.email_verified_at is not null, u.status
    from public.users u where lower(u.email) = lower(given_email) and u.deleted_at is null;
end $$;
--> statement-breakpoint
-- A fresh token each time: sign-in never keeps a session that someone may have planted before.
create function app.open_session(person uuid, token text, from_ip text, agent text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare org uuid; session uuid := app.uuid7();
begin
  perform app.require_system();
  select s.current_organization_id into org from public.sessions s
    join public.memberships m on m.user_id = s.user_id and m.organization_id = s.current_organization_id
    where s.user_id = person order by s.last_seen_at desc limit 1;
  if org is null then
    select m.organization_id into org from public.memberships m join public.organizations o on o.id = m.organization_id and o.deleted_at is null
      where m.user_id = person order by m.joined_at limit 1;
  end if;
  insert into public.sessions (id, token_hash, user_id, current_organization_id, expires_at, ip, user_agent)
  values (session, sha256(convert_to(token, 'UTF8')), person, org, now() + interval '60 days', from_ip, left(agent, 400));
  perform set_config('app.context', 'session:' || token, true);
  perform app.record('session.opened', 'session', session, '{}', from_ip, agent);
end $$;
--> statement-breakpoint
create function app.upgrade_password(person uuid, new_hash text) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  update public.users set password_hash = new_hash where id = person;
end $$;
--> statement-breakpoint
create function app.request_reset(given_email text, token_id uuid, token text, job uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare person uuid;
begin
  perform app.require_system();
  select u.id into person from public.users u where lower(u.email) = lower(given_email) and u.deleted_at is null and u.status = 'active';
  if person is null then return; end if;
  insert into public.user_tokens (id, user_id, purpose, token_hash, expires_at)
  values (token_id, person, 'reset_password', sha256(convert_to(token, 'UTF8')), now() + interval '1 hour');
  insert into public.outbox (id, organization_id, user_id, type, label, payload)
  values (job, null, person, 'mail.reset-password', 'Mail: choose a new password', jsonb_build_object('userId', person, 'tokenId', token_id));
end $$;
--> statement-breakpoint
-- Looks at a one-time link without using it up.
create function app.peek_token(given_purpose text, token text) returns table (token_id uuid, user_id uuid, email text, password_hash text)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query select t.id, u.id, u.email, u.password_hash from public.user_tokens t
    join public.users u on u.id = t.user_id and u.deleted_at is null and u.status = 'active'
    where t.purpose = given_purpose and t.token_hash = sha256(convert_to(token, 'UTF8')) and t.used_at is null and t.expires_at > now();
end $$;
--> statement-breakpoint
create function app.use_token(given_purpose text, token text) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare person uuid;
begin
  perform app.require_system();
  update public.user_tokens t set used_at = now()
  where t.purpose = given_purpose and t.token_hash = sha256(convert_to(token, 'UTF8')) and t.used_at is null and t.expires_at > now()
  returning t.user_id into person;
  if person is null then
    raise exception using errcode = 'MH409', message = 'This link was used already or has expired. Ask for a new one.';
  end if;
  update public.users u set email_verified_at = coalesce(u.email_verified_at, now()) where u.id = person;
  return person;
end $$;
--> statement-breakpoint
create function app.verify_email(token text) returns uuid language plpgsql volatile security definer set search_path = '' as $$
begin
  return app.use_token('verify_email', token);
end $$;
--> statement-breakpoint
-- A new password ends every session: whoever knew the old one is out.
create function app.reset_password(token text, new_hash text) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare person uuid := app.use_token('reset_password', token);
begin
  update public.users set password_hash = new_hash where id = person;
  update public.sessions set revoked_at = now() where user_id = person and revoked_at is null;
  update public.user_tokens set used_at = now() where user_id = person and used_at is null;
  return person;
end $$;
--> statement-breakpoint
create function app.peek_invitation(token text) returns table (
  invitation_id uuid, organization_name text, email text, role text, inviter text, state text, has_account boolean
) language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query select i.id, o.name, i.email, i.role, u.name,
      case when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked' when i.expires_at < now() then 'expired' else 'open' end,
      exists (select from public.users p where lower(p.email) = lower(i.email) and p.deleted_at is null)
    from public.invitations i
    join public.organizations o on o.id = i.organization_id and o.deleted_at is null
    left join public.users u on u.id = i.invited_by
    where i.token_hash = sha256(convert_to(token, 'UTF8'));
end $$;
--> statement-breakpoint
-- The person who asks, with a living session, or a refusal.
create function app.require_user() returns uuid language plpgsql stable set search_path = '' as $$
declare me uuid := app.current_user_id();
begin
  if me is null then raise exception using errcode = 'MH401', message = 'Sign in to continue.'; end if;
  return me;
end $$;
--> statement-breakpoint
grant execute on function app.require_user() to masthead_definer;
--> statement-breakpoint
create function app.point_session_at(org uuid) returns void language sql volatile set search_path = '' as $$
  update public.sessions set current_organization_id = org where token_hash = sha256(convert_to(app.context(2), 'UTF8'))
$$;
--> statement-breakpoint
grant execute on function app.point_session_at(uuid) to masthead_definer;
--> statement-breakpoint
create function app.my_organizations() returns table (id uuid, name text, slug text, role text)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query select o.id, o.name, o.slug, m.role from public.memberships m
    join public.organizations o on o.id = m.organization_id and o.deleted_at is null
    where m.user_id = app.require_user() order by o.name, o.id;
end $$;
--> statement-breakpoint
create function app.create_organization(org uuid, org_name text, org_slug text, zone text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare me uuid := app.require_user();
begin
  if not exists (select from public.users u where u.id = me and u.email_verified_at is not null) then
    raise exception using errcode = 'MH403', message = 'Confirm your email address first.';
  end if;
  insert into public.organizations (id, name, slug, time_zone) values (org, org_name, org_slug, zone);
  insert into public.memberships (organization_id, user_id, role) values (org, me, 'owner');
  perform app.point_session_at(org);
  perform app.record('organization.created', 'organization', org, jsonb_build_object('name', org_name), null, null);
end $$;
--> statement-breakpoint
create function app.switch_organization(org uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  if not exists (select from public.memberships m join public.organizations o on o.id = m.organization_id and o.deleted_at is null
      where m.user_id = app.require_user() and m.organization_id = org) then
    raise exception using errcode = 'MH404', message = 'There is no such organization.';
  end if;
  perform app.point_session_at(org);
end $$;
--> statement-breakpoint
create function app.accept_invitation(token text) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare me uuid := app.require_user(); mine text; found_one public.invitations;
begin
  select u.email into mine from public.users u where u.id = me;
  select * into found_one from public.invitations i where i.token_hash = sha256(convert_to(token, 'UTF8')) for update;
  if found_one.id is null or not exists (select from public.organizations o where o.id = found_one.organization_id and o.deleted_at is null) then
    raise exception using errcode = 'MH404', message = 'There is no such invitation.';
  end if;
  if lower(found_one.email) <> lower(mine) then
    raise exception using errcode = 'MH403', message = format('This invitation is for %s. You are signed in with another address.', found_one.email);
  end if;
  if found_one.revoked_at is not null or (found_one.accepted_at is null and found_one.expires_at < now()) then
    raise exception using errcode = 'MH409', message = 'This invitation has expired or was withdrawn. Ask for a new one.';
  end if;
  update public.users u set email_verified_at = coalesce(u.email_verified_at, now()) where u.id = me;
  insert into public.memberships (organization_id, user_id, role) values (found_one.organization_id, me, found_one.role)
    on conflict (organization_id, user_id) do nothing;
  perform app.point_session_at(found_one.organization_id);
  if found_one.accepted_at is null then
    update public.invitations set accepted_at = now() where id = found_one.id;
    perform app.record('member.joined', 'user', me, jsonb_build_object('role', found_one.role, 'email', mine), null, null);
    if exists (select from public.memberships m where m.organization_id = found_one.organization_id and m.user_id = found_one.invited_by) then
      insert into public.notifications (organization_id, user_id, type, title, message, data)
      select found_one.organization_id, found_one.invited_by, 'member.joined', u.name || ' joined', 'Your invitation was accepted.', '{"url": "/settings/people"}'
      from public.users u where u.id = me;
    end if;
  end if;
  return found_one.organization_id;
end $$;
--> statement-breakpoint
-- A new password ends every other session, and this one gets a new token.
create function app.change_password(new_hash text, new_token text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare me uuid := app.require_user(); mine bytea := sha256(convert_to(app.context(2), 'UTF8'));
begin
  update public.users set password_hash = new_hash where id = me;
  update public.sessions set revoked_at = now() where user_id = me and token_hash <> mine and revoked_at is null;
  update public.sessions set token_hash = sha256(convert_to(new_token, 'UTF8')) where token_hash = mine;
  perform set_config('app.context', 'session:' || new_token, true);
  perform app.record('password.changed', 'user', me, '{}', null, null);
end $$;
--> statement-breakpoint
create function app.my_password_hash() returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select u.password_hash from public.users u where u.id = app.require_user());
end $$;
--> statement-breakpoint
-- Removes the person and keeps the record: what they did stays in the audit log under an id that names nobody.
create function app.delete_account() returns void language plpgsql volatile security definer set search_path = '' as $$
declare me uuid := app.require_user(); stuck text;
begin
  select o.name into stuck from public.memberships m join public.organizations o on o.id = m.organization_id and o.deleted_at is null
    where m.user_id = me and m.role = 'owner'
      and not exists (select from public.memberships p where p.organization_id = m.organization_id and p.user_id <> me and p.role = 'owner')
      and exists (select from public.memberships p where p.organization_id = m.organization_id and p.user_id <> me)
    limit 1;
  if stuck is not null then
    raise exception using errcode = 'MH409', message = format('You are the only owner of %s. Make someone else its owner first.', stuck);
  end if;
  perform app.record('account.deleted', 'user', me, '{}', null, null);
  update public.organizations o set deleted_at = now(), slug = o.slug where o.deleted_at is null
    and exists (select from public.memberships m where m.organization_id = o.id and m.user_id = me)
    and not exists (select from public.memberships m where m.organization_id = o.id and m.user_id <> me);
  update public.audit_log a set ip = null, user_agent = null, personal_salt = null where a.actor_id = me;
  update public.invitations i set email = 'deleted-' || i.id || '@deleted.invalid', revoked_at = coalesce(i.revoked_at, now())
    where lower(i.email) = (select lower(u.email) from public.users u where u.id = me);
  delete from public.memberships where user_id = me;
  delete from public.sessions where user_id = me;
  delete from public.user_tokens where user_id = me;
  delete from public.outbox where user_id = me;
  update public.users set email = 'deleted-' || id || '@deleted.invalid', name = 'Deleted person', password_hash = null, image = null, preferences = '{}',
    email_verified_at = null, status = 'deleted', deleted_at = now() where id = me;
end $$;
--> statement-breakpoint
create function app.export_account() returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare me uuid := app.require_user();
begin
  return jsonb_build_object(
    'account', (select to_jsonb(u) - 'password_hash' from public.users u where u.id = me),
    'memberships', (select coalesce(jsonb_agg(jsonb_build_object('organization', o.name, 'role', m.role, 'joinedAt', m.joined_at)), '[]')
      from public.memberships m join public.organizations o on o.id = m.organization_id where m.user_id = me),
    'sessions', (select coalesce(jsonb_agg(to_jsonb(s) - 'token_hash'), '[]') from public.sessions s where s.user_id = me),
    'notifications', (select coalesce(jsonb_agg(to_jsonb(n)), '[]') from public.notifications n where n.user_id = me),
    'activity', (select coalesce(jsonb_agg(jsonb_build_object('action', a.action, 'resource', a.resource_type, 'at', a.created_at, 'ip', a.ip) order by a.created_at), '[]')
      from public.audit_log a where a.actor_id = me));
end $$;
--> statement-breakpoint
do $$
declare signature text;
begin
  foreach signature in array array[
    'app.throttle(text, int, int)', 'app.forgive(text)', 'app.sign_up(uuid, text, text, text, text, uuid, text, uuid)', 'app.find_credentials(text)',
    'app.open_session(uuid, text, text, text)', 'app.upgrade_password(uuid, text)', 'app.request_reset(text, uuid, text, uuid)',
    'app.peek_token(text, text)', 'app.verify_email(text)', 'app.reset_password(text, text)', 'app.peek_invitation(text)', 'app.my_organizations()',
    'app.create_organization(uuid, text, text, text)', 'app.switch_organization(uuid)', 'app.accept_invitation(text)',
    'app.change_password(text, text)', 'app.my_password_hash()', 'app.delete_account()', 'app.export_account()'] loop
    call app.give_to_definer(signature);
  end loop;
  grant execute on function app.use_token(text, text) to masthead_definer;
end $$;
