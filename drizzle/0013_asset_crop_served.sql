-- What is served knows its crop, the session its logo’s, and the search finds what lies in the trash.
grant update (crop) on media_assets to masthead_app;
--> statement-breakpoint
drop function app.served_asset(uuid, text);
--> statement-breakpoint
create function app.served_asset(asset uuid, content text) returns table (
  organization_id uuid, storage_key text, mime_type text, byte_size bigint, name text, visibility text, width int, height int, focal_x float8, focal_y float8, crop jsonb, sizes jsonb
) language plpgsql stable security definer set search_path = '' as $$
begin
  return query select a.organization_id, a.storage_key, a.mime_type, a.byte_size, a.name, a.visibility, a.width, a.height, a.focal_x, a.focal_y, a.crop, o.settings -> 'imageWidths'
    from public.media_assets a join public.organizations o on o.id = a.organization_id and o.deleted_at is null
    where a.id = asset and a.status = 'ready' and a.deleted_at is null and left(a.sha256, 24) = content;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.served_asset(uuid, text)');
--> statement-breakpoint
drop function app.search_assets(text, int);
--> statement-breakpoint
create function app.search_assets(query text, most int, trashed boolean default false) returns table (id uuid, rank real) language plpgsql stable security definer set search_path = '' as $$
declare org uuid := app.current_org(); wanted tsquery;
begin
  if org is null then return; end if;
  wanted := websearch_to_tsquery('simple', regexp_replace(query, '[._]+', ' ', 'g'));
  if query ~ '[[:alnum:]]$' and query !~ '["-]' then
    wanted := to_tsquery('simple', (select string_agg(quote_literal(word) || case when position = count then ':*' else '' end, ' & ')
      from (select word, row_number() over () as position, count(*) over () as count
            from regexp_split_to_table(lower(regexp_replace(query, '[^[:alnum:]]+', ' ', 'g')), '\s+') word where word <> '') words));
  end if;
  -- A word that stands in everything is ranked among the first 2,000 that have it.
  return query
    select f.id, ts_rank(f.search, wanted) from (
      select a.id, a.search from public.media_assets a
      where not trashed and a.organization_id = org and a.deleted_at is null and a.status = 'ready' and a.search @@ wanted limit 2000) f
    union
    select f.id, ts_rank(f.search, wanted) from (
      select a.id, a.search from public.media_assets a
      where trashed and a.organization_id = org and a.deleted_at is not null and a.status = 'ready' and a.search @@ wanted limit 2000) f
    union
    select l.asset_id, 0.3::real from public.tags t join public.asset_tags l on l.organization_id = t.organization_id and l.tag_id = t.id
      where t.organization_id = org and lower(t.name) = lower(trim(query))
    order by 2 desc limit most;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.search_assets(text, int, boolean)');
--> statement-breakpoint
create or replace function app.authenticate(token text) returns table (
  user_id uuid, session_id uuid, email text, name text, image text, time_zone text, preferences jsonb, verified boolean, seen_long_ago boolean,
  organization jsonb, role text, permissions text[]
) language plpgsql volatile security definer set search_path = '' as $$
begin
  perform set_config('app.context', 'session:' || token, true);
  return query
    select u.id, s.id, u.email, u.name, u.image, u.time_zone, u.preferences, u.email_verified_at is not null, s.last_seen_at < now() - interval '1 hour',
      case when o.id is not null then jsonb_build_object('id', o.id, 'name', o.name, 'slug', o.slug, 'timeZone', o.time_zone, 'logo', case when a.id is not null then jsonb_build_object('id', a.id, 'name', a.name, 'sha256', a.sha256, 'crop', a.crop) end) end,
      m.role, m.permissions
    from public.sessions s
    join public.users u on u.id = s.user_id and u.deleted_at is null and u.status = 'active'
    left join public.memberships m on m.user_id = u.id and m.organization_id = s.current_organization_id
    left join public.organizations o on o.id = m.organization_id and o.deleted_at is null
    left join public.media_assets a on a.organization_id = o.id and a.id = o.logo_asset_id and a.deleted_at is null and a.status = 'ready'
    where s.token_hash = sha256(convert_to(token, 'UTF8'))
      and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '14 days';
  if not found then raise exception using errcode = 'MH401', message = 'Sign in to continue.'; end if;
end $$;
