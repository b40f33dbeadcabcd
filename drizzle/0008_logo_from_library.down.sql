create or replace function app.authenticate(token text) returns table (
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
revoke update (logo_asset_id) on organizations from masthead_app;
--> statement-breakpoint
alter table organizations drop constraint organizations_logo_fk;
